/// Tells from what stands at a place of a text which rules can begin a match there, by the alternatives of their triggers.
struct StartIndex {
  /// How many blocks a set of alternatives has.
  let width: Int
  /// For each sign, then for each way to begin a word, where its row begins in `rows`.
  private(set) var rowOfSign: [Int32] = []
  /// Rows, no two alike, the first of them empty: blocks of the alternatives of which a match can begin there, then of those
  /// of them that can whatever comes next.
  private(set) var rows: [BitBlock]
  /// Where those of first letters come among the signs.
  private let firstLetter: Int
  /// What signs ask for right behind the character after them, and for each sign, then for each first letter, which of it.
  private var pairs: [Pairs] = []
  private var pairsOfSign: [Range<Int32>] = []
  /// The sets of alternatives of all pairs.
  private var alternativesOfPairs: [BitBlock] = []
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
    let beginnings = Beginnings(of: facts, ruleOfAlternative: ruleOfAlternative, triggerCount: triggerCount)
    let shown = signs.triggersOfSign + signs.triggersOfLetter
    (width, firstLetter) = (beginnings.width, signs.triggersOfSign.count)
    rows = [BitBlock](repeating: .zero, count: 2 * width)
    successions = BitRows(
      shown.lazy.map { $0.lazy.flatMap { beginnings.successionsOfTrigger[$0] } }, below: beginnings.successionCount)
    // Many signs set off the same of those triggers that anything begins with, and many of these the same alternatives.
    var signOfTriggers: [[Int]: Int] = [:]
    var placeOfRow = [rows: Int32(0)]
    for (sign, triggers) in shown.enumerated() {
      // Of what is no word, and of a word that is not ASCII, it is not known where it ends.
      let isFollowed = sign < firstLetter && sign != signs.otherWord
      let own = triggers.filter { beginnings.isKnown[$0] }
      if isFollowed, let known = signOfTriggers.updateValue(sign, forKey: own) {
        rowOfSign.append(rowOfSign[known])
        pairsOfSign.append(pairsOfSign[known])
        continue
      }
      let row = beginnings.row(of: own, isFollowed: isFollowed)
      let place = placeOfRow[row] ?? Int32(rows.count)
      if place == rows.count {
        placeOfRow[row] = place
        rows += row
      }
      rowOfSign.append(place)
      let firstPair = Int32(pairs.count)
      if isFollowed { add(beginnings.alternativesBySuccession(of: own)) }
      pairsOfSign.append(firstPair..<Int32(pairs.count))
    }
  }

  /// Adds the pairs of a sign.
  ///
  /// - Parameter sets: The sets of alternatives, by successions in rising order.
  private mutating func add(_ sets: [(succession: Int, alternatives: [BitBlock])]) {
    let first = pairs.count
    for (succession, alternatives) in sets {
      if pairs.count == first || pairs[pairs.count - 1].word != Int32(succession >> 6) {
        pairs.append(
          Pairs(successions: 0, word: Int32(succession >> 6), alternatives: Int32(alternativesOfPairs.count)))
      }
      pairs[pairs.count - 1].successions |= 1 << UInt64(succession & 63)
      alternativesOfPairs += alternatives
    }
  }

  /// What can begin where a trigger is set off.
  private struct Beginnings {
    let width: Int
    /// For each trigger, whether anything begins there.
    private(set) var isKnown: [Bool]
    /// For each trigger, blocks of the alternatives that begin there, then of those of them that do whatever comes next.
    private var blocks: [BitBlock]
    /// For each trigger, which alternatives begin there if a succession comes next.
    private var followed: [[(succession: Int, alternatives: Range<Int>)]]
    /// For each trigger, the successions that it is one of, and how many there are in all.
    private(set) var successionsOfTrigger: [[Int]]
    private(set) var successionCount = 0

    init(of facts: [FactRule], ruleOfAlternative: [Int32], triggerCount: Int) {
      width = BitBlock.count(below: ruleOfAlternative.count)
      isKnown = [Bool](repeating: false, count: triggerCount)
      blocks = [BitBlock](repeating: .zero, count: 2 * width * triggerCount)
      followed = Array(repeating: [], count: triggerCount)
      successionsOfTrigger = Array(repeating: [], count: triggerCount)
      var numbers: [Set<Int>: Int] = [:]
      var end = 0
      for (rule, fact) in facts.enumerated() {
        let first = end
        while end < ruleOfAlternative.count, ruleOfAlternative[end] == rule { end += 1 }
        for start in fact.starts ?? [] {
          let succession = start.next.map { next in
            let number = numbers[next] ?? numbers.count
            if number == numbers.count {
              numbers[next] = number
              for trigger in next { successionsOfTrigger[trigger].append(number) }
            }
            return number
          }
          for trigger in start.triggers {
            isKnown[trigger] = true
            if let succession { followed[trigger].append((succession, first..<end)) }
            for alternative in first..<end {
              let block = 2 * width * trigger + BitBlock.block(of: alternative)
              blocks[block].insert(alternative)
              if succession == nil { blocks[block + width].insert(alternative) }
            }
          }
        }
      }
      successionCount = numbers.count
    }

    /// The row of what sets off some triggers.
    ///
    /// - Parameter isFollowed: Whether it is known what comes next; else nothing depends on it.
    func row(of triggers: [Int], isFollowed: Bool) -> [BitBlock] {
      var row = [BitBlock](repeating: .zero, count: 2 * width)
      for trigger in triggers {
        for block in row.indices { row[block] |= blocks[2 * width * trigger + block] }
      }
      if !isFollowed { for block in 0..<width { row[width + block] = row[block] } }
      return row
    }

    /// For each succession that matters where some triggers are set off, in rising order, the alternatives that then begin.
    func alternativesBySuccession(of triggers: [Int]) -> [(succession: Int, alternatives: [BitBlock])] {
      let all = triggers.flatMap { followed[$0] }.sorted { $0.succession < $1.succession }
      var sets: [(succession: Int, alternatives: [BitBlock])] = []
      for (succession, alternatives) in all {
        if sets.last?.succession != succession { sets.append((succession, [BitBlock](repeating: .zero, count: width))) }
        for alternative in alternatives {
          sets[sets.count - 1].alternatives[BitBlock.block(of: alternative)].insert(alternative)
        }
      }
      return sets
    }
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
    let (first, last) = (Int(pairsOfSign[sign].lowerBound), Int(pairsOfSign[sign].upperBound))
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
