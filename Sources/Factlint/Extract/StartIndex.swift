/// Tells from what stands at a place of a text which rules can begin a match there.
struct StartIndex {
  /// How many pieces there are in a set of rules.
  private let pieceCount: Int
  /// For each sign, then for each way to begin a word, the row of the rules of which a match can begin there; the first
  /// row has none.
  private let rowOfSign: [Int32]
  /// Rows of the pieces of sets of rules, no two alike: of those that can begin whatever comes next, and where the right
  /// thing does.
  private let rows: [(alone: RuleSet.Piece, paired: RuleSet.Piece)]
  /// Where those of first letters come among the signs.
  private let firstLetter: Int
  /// What each sign needs right behind the character after it, one sign after another, and where each one's begin.
  private let pairs: [Pair]
  private let pairStarts: [Int]
  /// For each sign, then for each first letter, a bit for each succession that it is one of: see `Pair`.
  private let successions: [UInt64]
  private let successionWidth: Int

  /// That matches of some rules can begin at a sign where the next one is of a set of signs, which go by a number.
  private struct Pair {
    var succession: Int32
    /// One piece of the set of the rules, and its number.
    var number: Int32
    var rules: RuleSet.Piece
  }

  /// Makes the index of some rules of a pack that has so many triggers.
  init(of facts: [FactRule], signs: SignTable, triggerCount: Int) {
    let pieceCount = RuleSet.pieceCount(below: facts.count)
    let signCount = signs.triggersOfSign.count
    let shown = signs.triggersOfSign + signs.triggersOfLetter
    var signsOfTrigger = [[Int]](repeating: [], count: triggerCount)
    for (sign, triggers) in shown.enumerated() {
      for trigger in triggers { signsOfTrigger[trigger].append(sign) }
    }
    func signsShowing(_ triggers: Set<Int>) -> Set<Int> {
      triggers.reduce(into: []) { $0.formUnion(signsOfTrigger[$1]) }
    }
    let empty = RuleSet(below: facts.count)
    var alone = [RuleSet](repeating: empty, count: shown.count)
    var paired = alone
    var rulesOfPair = [[Int: RuleSet]](repeating: [:], count: signCount)
    var numbers: [Set<Int>: Int] = [:]
    for (rule, starts) in facts.map(\.starts).enumerated() {
      for start in starts ?? [] {
        for sign in signsShowing(start.triggers) {
          // Of a word that is not ASCII it is not known where it ends.
          if let next = start.next, sign < signCount, sign != signs.otherWord {
            let succession = numbers[next] ?? numbers.count
            numbers[next] = succession
            paired[sign].insert(rule)
            rulesOfPair[sign][succession, default: empty].insert(rule)
          } else {
            alone[sign].insert(rule)
          }
        }
      }
    }
    let successionWidth = (numbers.count + 63) / 64
    var successions = [UInt64](repeating: 0, count: shown.count * successionWidth)
    for (next, number) in numbers {
      for sign in signsShowing(next) { successions[sign * successionWidth + number >> 6] |= 1 << UInt64(number & 63) }
    }
    (self.pieceCount, firstLetter) = (pieceCount, signCount)
    var rowNumbers = [empty.pieces + empty.pieces: Int32(0)]
    var rows = empty.pieces.map { (alone: $0, paired: $0) }
    rowOfSign = shown.indices.map { sign in
      let (alone, paired) = (alone[sign].pieces, paired[sign].pieces)
      if let number = rowNumbers[alone + paired] { return number }
      let number = Int32(rowNumbers.count)
      rowNumbers[alone + paired] = number
      rows += zip(alone, paired).map { (alone: $0, paired: $1 & ~$0) }
      return number
    }
    self.rows = rows
    (self.successions, self.successionWidth) = (successions, successionWidth)
    var pairs: [Pair] = []
    var pairStarts = [0]
    for rules in rulesOfPair {
      for (succession, rules) in rules.sorted(by: { $0.key < $1.key }) {
        for (number, piece) in rules.pieces.enumerated() where piece != .zero {
          pairs.append(Pair(succession: Int32(succession), number: Int32(number), rules: piece))
        }
      }
      pairStarts.append(pairs.count)
    }
    (self.pairs, self.pairStarts) = (pairs, pairStarts)
  }

  /// Calls a function with each of some rules of which a match can begin at a place, each once.
  ///
  /// - Parameter wanted: The rules to tell of.
  @inline(__always)
  func forEachRule(
    beginningAt index: Int, of occurrences: Span<SignTable.Occurrence>, among wanted: borrowing RuleSet,
    _ body: (Int) -> Void
  ) {
    let occurrence = occurrences[index]
    let letter = Int(rowOfSign[firstLetter + Int(occurrence.letter)])
    let sign = occurrence.sign < 0 ? letter : Int(rowOfSign[Int(occurrence.sign)])
    if sign == 0, letter == 0 { return }
    for number in 0..<pieceCount {
      let wanted = wanted.pieces[number]
      let (ofSign, ofLetter) = (rows[sign * pieceCount + number], rows[letter * pieceCount + number])
      var rules = (ofSign.alone | ofLetter.alone) & wanted
      let paired = ofSign.paired & ~ofLetter.alone & wanted
      // What is no word has no end that something could stand behind: it is enough by itself.
      if paired != .zero {
        rules |= occurrence.end < 0 ? paired : paired & rulesPaired(at: index, of: occurrences, number)
      }
      if rules != .zero { RuleSet.forEach(of: rules, number, body) }
    }
  }

  /// One piece of the set of rules that find right behind the character after a word what they need there.
  private func rulesPaired(at index: Int, of occurrences: Span<SignTable.Occurrence>, _ number: Int) -> RuleSet.Piece {
    let occurrence = occurrences[index]
    var next = index + 1
    // The character between the two may be a sign itself, and a capital inside the word stands beside it.
    while next < occurrences.count, occurrences[next].offset <= occurrence.end { next += 1 }
    var rules = RuleSet.Piece.zero
    let (pairs, successions) = (pairs.span, successions.span)
    let sign = Int(occurrence.sign)
    while next < occurrences.count, occurrences[next].offset == occurrence.end + 1 {
      let following = occurrences[next]
      let letterRow = (firstLetter + Int(following.letter)) * successionWidth
      let signRow = following.sign < 0 ? letterRow : Int(following.sign) * successionWidth
      for index in pairStarts[sign]..<pairStarts[sign + 1] where pairs[index].number == Int32(number) {
        let succession = Int(pairs[index].succession)
        let row = successions[signRow + succession >> 6] | successions[letterRow + succession >> 6]
        if row >> UInt64(truncatingIfNeeded: succession & 63) & 1 != 0 { rules |= pairs[index].rules }
      }
      next += 1
    }
    return rules
  }
}
