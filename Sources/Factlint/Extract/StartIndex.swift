/// Tells from what stands at a place of a text which rules can begin a match there.
struct StartIndex {
  /// How many words of 64 rules there are.
  private let width: Int
  /// For each sign, then for each way to begin a word, a row of bits for the rules of which a match can begin there:
  /// whatever comes next, and where the right thing does.
  private let beginnings: [(alone: UInt64, paired: UInt64)]
  /// Whether a row has any rule.
  private let hasRules: [Bool]
  /// Where the rows of first letters begin.
  private let firstLetterRow: Int
  /// What each sign needs right behind the character after it, one sign after another, and where each one's begin.
  private let pairs: [Pair]
  private let pairStarts: [Int]
  /// For each sign, then for each first letter, a bit for each succession that it is one of: see `Pair`.
  private let successions: [UInt64]
  private let successionWidth: Int

  /// That matches of some rules can begin at a sign where the next one is of a set of signs, which go by a number.
  private struct Pair {
    var succession: Int32
    /// One word of the rules, and its number.
    var word: Int32
    var rules: UInt64
  }

  /// Makes the index of some rules of a pack that has so many triggers.
  init(of facts: [FactRule], signs: SignTable, triggerCount: Int) {
    let width = (facts.count + 63) / 64
    let signCount = signs.triggersOfSign.count
    let rows = signs.triggersOfSign + signs.triggersOfLetter
    var rowsOfTrigger = [[Int]](repeating: [], count: triggerCount)
    for (row, triggers) in rows.enumerated() {
      for trigger in triggers { rowsOfTrigger[trigger].append(row) }
    }
    func rowsShowing(_ triggers: Set<Int>) -> Set<Int> {
      triggers.reduce(into: []) { $0.formUnion(rowsOfTrigger[$1]) }
    }
    var beginnings = [(alone: UInt64, paired: UInt64)](repeating: (0, 0), count: rows.count * width)
    var rulesOfPair = [[Int: [UInt64]]](repeating: [:], count: signCount)
    var numbers: [Set<Int>: Int] = [:]
    for (rule, starts) in facts.map(\.starts).enumerated() {
      let (word, bit) = (rule >> 6, UInt64(1) << UInt64(rule & 63))
      for start in starts ?? [] {
        for row in rowsShowing(start.triggers) {
          // Of a word that is not ASCII it is not known where it ends.
          if let next = start.next, row < signCount, row != signs.otherWord {
            let succession = numbers[next] ?? numbers.count
            numbers[next] = succession
            beginnings[row * width + word].paired |= bit
            rulesOfPair[row][succession, default: [UInt64](repeating: 0, count: width)][word] |= bit
          } else {
            beginnings[row * width + word].alone |= bit
          }
        }
      }
    }
    hasRules = rows.indices.map { row in
      beginnings[row * width..<(row + 1) * width].contains { $0.alone | $0.paired != 0 }
    }
    let successionWidth = (numbers.count + 63) / 64
    var successions = [UInt64](repeating: 0, count: rows.count * successionWidth)
    for (next, number) in numbers {
      for row in rowsShowing(next) { successions[row * successionWidth + number >> 6] |= 1 << UInt64(number & 63) }
    }
    (self.width, self.beginnings, firstLetterRow) = (width, beginnings, signCount)
    (self.successions, self.successionWidth) = (successions, successionWidth)
    var pairs: [Pair] = []
    var pairStarts = [0]
    for rules in rulesOfPair {
      for (succession, bits) in rules.sorted(by: { $0.key < $1.key }) {
        for (word, bits) in bits.enumerated() where bits != 0 {
          pairs.append(Pair(succession: Int32(succession), word: Int32(word), rules: bits))
        }
      }
      pairStarts.append(pairs.count)
    }
    (self.pairs, self.pairStarts) = (pairs, pairStarts)
  }

  /// Calls a function with each of some rules of which a match can begin at a place, each once.
  ///
  /// - Parameter wanted: The rules to tell of, a bit each.
  @inline(__always)
  func forEachRule(
    beginningAt index: Int, of occurrences: Span<SignTable.Occurrence>, among wanted: Span<UInt64>,
    _ body: (Int) -> Void
  ) {
    let occurrence = occurrences[index]
    let letter = firstLetterRow + Int(occurrence.letter)
    let sign = occurrence.sign < 0 ? letter : Int(occurrence.sign)
    guard hasRules[sign] || hasRules[letter] else { return }
    let (letterRow, signRow) = (letter * width, sign * width)
    let beginnings = beginnings.span
    // What is no word has no end that something could stand behind: it is enough by itself.
    let hasEnd = occurrence.end >= 0
    for word in 0..<width {
      let (sign, letter) = (beginnings[signRow + word], beginnings[letterRow + word])
      let alone = sign.alone | letter.alone
      let paired = sign.paired & ~alone & wanted[word]
      var rules = alone & wanted[word]
      if paired != 0 { rules |= hasEnd ? paired & rulesPaired(at: index, of: occurrences, word) : paired }
      forEachBit(of: rules, in: word, body)
    }
  }

  /// One word of the rules that find right behind the character after a word what they need there.
  private func rulesPaired(at index: Int, of occurrences: Span<SignTable.Occurrence>, _ word: Int) -> UInt64 {
    let occurrence = occurrences[index]
    var next = index + 1
    // The character between the two may be a sign itself, and a capital inside the word stands beside it.
    while next < occurrences.count, occurrences[next].offset <= occurrence.end { next += 1 }
    var rules: UInt64 = 0
    let (pairs, successions) = (pairs.span, successions.span)
    let sign = Int(occurrence.sign)
    while next < occurrences.count, occurrences[next].offset == occurrence.end + 1 {
      let following = occurrences[next]
      let letterRow = (firstLetterRow + Int(following.letter)) * successionWidth
      let signRow = following.sign < 0 ? letterRow : Int(following.sign) * successionWidth
      for index in pairStarts[sign]..<pairStarts[sign + 1] where pairs[index].word == Int32(word) {
        let succession = Int(pairs[index].succession)
        let row = successions[signRow + succession >> 6] | successions[letterRow + succession >> 6]
        if row >> UInt64(truncatingIfNeeded: succession & 63) & 1 != 0 { rules |= pairs[index].rules }
      }
      next += 1
    }
    return rules
  }
}
