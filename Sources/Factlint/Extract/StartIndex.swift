/// Tells from what stands at a place of a text which rules can begin a match there, by the alternatives of their triggers.
struct StartIndex {
  /// How many blocks a set of alternatives has.
  let width: Int
  /// For each sign, then for each way to begin a word, where its row begins in `rows`.
  let rowOfSign: [Int32]
  /// Rows, no two alike, the first of them empty: blocks of the alternatives of which a match can begin there, then of those
  /// of them that can whatever comes next.
  let rows: [BitBlock]
  /// Where those of first letters come among the signs.
  private let firstLetter: Int
  /// What each sign asks for right behind the character after it, one sign after another, and where each one's begin.
  private let pairs: [Pairs]
  private let pairStarts: [Int32]
  /// The sets of alternatives of all pairs.
  private let alternativesOfPairs: [BitBlock]
  /// For each sign, then for each first letter, the successions that it is one of.
  private let successions: BitRows

  /// Pairs of a sign and a succession: a set of signs and first letters, one of which is to stand right behind the
  /// character after the sign for some rules to begin there.
  private struct Pairs {
    /// One word of the set of successions, with those that the sign asks for.
    var successions: UInt64
    /// The number of that word.
    var word: Int32
    /// Where in `alternativesOfPairs` their sets begin.
    var alternatives: Int32
  }

  /// Makes the index of some rules of a pack that has so many triggers.
  ///
  /// - Parameter ruleOfAlternative: For each alternative, the place of its rule among these, ascending.
  init(of facts: [FactRule], ruleOfAlternative: [Int32], signs: SignTable, triggerCount: Int) {
    let signCount = signs.triggersOfSign.count
    let shown = signs.triggersOfSign + signs.triggersOfLetter
    var signsOfTrigger = [[Int]](repeating: [], count: triggerCount)
    for (sign, triggers) in shown.enumerated() {
      for trigger in triggers { signsOfTrigger[trigger].append(sign) }
    }
    let width = BitBlock.count(below: ruleOfAlternative.count)
    var rowsOfSign = [[BitBlock]](repeating: [BitBlock](repeating: .zero, count: 2 * width), count: shown.count)
    // For each sign, sets of alternatives by succession.
    var alternativesOfPair = [[Int: [BitBlock]]](repeating: [:], count: signCount)
    var numbers: [Set<Int>: Int] = [:]
    var next = 0
    for (rule, starts) in facts.map(\.starts).enumerated() {
      let first = next
      while next < ruleOfAlternative.count, ruleOfAlternative[next] == rule { next += 1 }
      for start in starts ?? [] {
        let succession = start.next.map { next in
          let number = numbers[next] ?? numbers.count
          numbers[next] = number
          return number
        }
        for sign in start.triggers.flatMap({ signsOfTrigger[$0] }) {
          // Of a word that is not ASCII it is not known where it ends.
          let succession = sign < signCount && sign != signs.otherWord ? succession : nil
          for alternative in first..<next {
            let block = BitBlock.block(of: alternative)
            rowsOfSign[sign][block].insert(alternative)
            if let succession {
              alternativesOfPair[sign][succession, default: [BitBlock](repeating: .zero, count: width)][block].insert(
                alternative)
            } else {
              rowsOfSign[sign][width + block].insert(alternative)
            }
          }
        }
      }
    }
    var signsOfSuccession = [[Int]](repeating: [], count: shown.count)
    for (next, number) in numbers {
      for sign in next.flatMap({ signsOfTrigger[$0] }) { signsOfSuccession[sign].append(number) }
    }
    successions = BitRows(signsOfSuccession, below: numbers.count)
    (self.width, firstLetter) = (width, signCount)
    var rows = [BitBlock](repeating: .zero, count: 2 * width)
    var placeOfRow = [rows: Int32(0)]
    rowOfSign = rowsOfSign.map { row in
      if let place = placeOfRow[row] { return place }
      let place = Int32(rows.count)
      placeOfRow[row] = place
      rows += row
      return place
    }
    self.rows = rows
    var pairs: [Pairs] = []
    var pairStarts: [Int32] = [0]
    var alternativesOfPairs: [BitBlock] = []
    for sets in alternativesOfPair {
      for (succession, alternatives) in sets.sorted(by: { $0.key < $1.key }) {
        if pairs.count == pairStarts.last.map(Int.init) || pairs.last?.word != Int32(succession >> 6) {
          pairs.append(
            Pairs(successions: 0, word: Int32(succession >> 6), alternatives: Int32(alternativesOfPairs.count)))
        }
        pairs[pairs.count - 1].successions |= 1 << UInt64(succession & 63)
        alternativesOfPairs += alternatives
      }
      pairStarts.append(Int32(pairs.count))
    }
    (self.pairs, self.pairStarts, self.alternativesOfPairs) = (pairs, pairStarts, alternativesOfPairs)
  }

  /// Where the rows begin of what stands at a place, and of how it begins if it is a word.
  ///
  /// - Parameter rowOfSign: The array of that name; taken out once for all places.
  @inline(__always)
  func rows(of occurrence: SignTable.Occurrence, _ rowOfSign: Span<Int32>) -> (sign: Int, letter: Int) {
    let letter = Int(rowOfSign[firstLetter &+ Int(occurrence.letter)])
    return (occurrence.sign < 0 ? letter : Int(rowOfSign[Int(occurrence.sign)]), letter)
  }

  /// Those of some alternatives of a block of which a match can begin at a place.
  ///
  /// - Parameter wanted: Alternatives of which a match can begin there, if the right thing comes next.
  @inline(__always)
  func alternatives(
    among wanted: BitBlock, _ block: Int, beginningAt index: Int, of occurrences: Span<SignTable.Occurrence>
  ) -> BitBlock {
    // What is no word has no end that something could stand behind: it is enough by itself.
    if occurrences[index].end < 0 { return wanted }
    let rows = rows(of: occurrences[index], rowOfSign.span)
    let paired = wanted & ~(self.rows[rows.sign &+ width &+ block] | self.rows[rows.letter &+ width &+ block])
    return paired.isEmpty ? wanted : wanted & ~paired | paired & self.paired(at: index, of: occurrences, block)
  }

  /// The alternatives of a block that find right behind the character after a sign what they need there.
  private func paired(at index: Int, of occurrences: Span<SignTable.Occurrence>, _ block: Int) -> BitBlock {
    let (sign, end) = (Int(occurrences[index].sign), occurrences[index].end)
    var next = index &+ 1
    // The character between the two may be a sign itself, and a capital inside the word stands beside it.
    while next < occurrences.count, occurrences[next].offset <= end { next &+= 1 }
    let (pairs, known, alternatives) = (pairs.span, successions.blocks.span, alternativesOfPairs.span)
    let (first, last) = (Int(pairStarts[sign]), Int(pairStarts[sign &+ 1]))
    var found = BitBlock.zero
    while next < occurrences.count, occurrences[next].offset == end &+ 1 {
      let following = occurrences[next]
      let ofLetter = (firstLetter &+ Int(following.letter)) &* successions.width
      let ofSign = following.sign < 0 ? ofLetter : Int(following.sign) &* successions.width
      var number = first
      while number < last {
        let asked = pairs[number]
        number &+= 1
        let (part, word) = (Int(asked.word) &>> 3, Int(asked.word) & 7)
        var met = asked.successions & (known[ofSign &+ part][word] | known[ofLetter &+ part][word])
        while met != 0 {
          let before = (asked.successions & ((met & (0 &- met)) &- 1)).nonzeroBitCount
          found |= alternatives[Int(asked.alternatives) &+ before &* width &+ block]
          met &= met &- 1
        }
      }
      next &+= 1
    }
    return found
  }
}
