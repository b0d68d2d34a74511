/// Tells from what stands at a place of a text which rules can begin a match there.
struct StartIndex {
  /// How many words a set of rules has.
  private let width: Int
  /// For each sign, then for each way to begin a word, where in `rows` that of the rules is of which a match can begin
  /// there.
  let rowOfSign: [Int32]
  /// Rows of sets of rules, no two alike, the first of them empty: the set's summary, see `summaryBit`; then for each word
  /// first the rules that can begin whatever comes next, then those that can where the right thing does.
  let rows: [UInt64]
  /// Where those of first letters come among the signs.
  private let firstLetter: Int
  /// What each sign asks for right behind the character after it, one sign after another, and where each one's begin.
  private let pairs: [Pairs]
  private let pairStarts: [Int32]
  /// The sets of rules of all pairs.
  private let rulesOfPairs: [UInt64]
  /// For each sign, then for each first letter, a bit for each succession that it is one of.
  private let successions: BitRows

  /// Pairs of a sign and a succession: a set of signs and first letters, one of which is to stand right behind the
  /// character after the sign for some rules to begin there.
  private struct Pairs {
    /// One word of the set of successions, with those that the sign asks for.
    var successions: UInt64
    /// The number of that word.
    var word: Int32
    /// Where in `rulesOfPairs` their sets begin.
    var rules: Int32
  }

  /// Makes the index of some rules of a pack that has so many triggers.
  init(of facts: [FactRule], signs: SignTable, triggerCount: Int) {
    let signCount = signs.triggersOfSign.count
    let shown = signs.triggersOfSign + signs.triggersOfLetter
    var signsOfTrigger = [[Int]](repeating: [], count: triggerCount)
    for (sign, triggers) in shown.enumerated() {
      for trigger in triggers { signsOfTrigger[trigger].append(sign) }
    }
    let width = BitRows(below: facts.count).width
    var alone = [UInt64](repeating: 0, count: shown.count * width)
    var paired = alone
    // For each sign, words of sets of rules by succession.
    var rulesOfPair = [[Int: UInt64]](repeating: [:], count: signCount)
    var numbers: [Set<Int>: Int] = [:]
    for (rule, starts) in facts.map(\.starts).enumerated() {
      let (word, bit) = (rule >> 6, UInt64(1) << UInt64(rule & 63))
      for start in starts ?? [] {
        let succession = start.next.map { next in
          let number = numbers[next] ?? numbers.count
          numbers[next] = number
          return number
        }
        for sign in start.triggers.flatMap({ signsOfTrigger[$0] }) {
          // Of a word that is not ASCII it is not known where it ends.
          if let succession, sign < signCount, sign != signs.otherWord {
            paired[sign * width + word] |= bit
            rulesOfPair[sign][succession * width + word, default: 0] |= bit
          } else {
            alone[sign * width + word] |= bit
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
    let none = [UInt64](repeating: 0, count: 1 + 2 * width)
    var rows = none
    var placeOfRow = [none: Int32(0)]
    rowOfSign = shown.indices.map { sign in
      var row = none
      for word in 0..<width {
        let (first, second) = (alone[sign * width + word], paired[sign * width + word] & ~alone[sign * width + word])
        (row[1 + 2 * word], row[2 + 2 * word]) = (first, second)
        for bit in 0..<64 where (first | second) >> UInt64(bit) & 1 != 0 {
          row[0] |= Self.summaryBit(of: word << 6 + bit)
        }
      }
      if let place = placeOfRow[row] { return place }
      let place = Int32(rows.count)
      placeOfRow[row] = place
      rows += row
      return place
    }
    self.rows = rows
    var pairs: [Pairs] = []
    var pairStarts: [Int32] = [0]
    var rulesOfPairs: [UInt64] = []
    for rules in rulesOfPair {
      for succession in Set(rules.keys.map { $0 / width }).sorted() {
        if pairs.count == pairStarts.last.map(Int.init) || pairs.last?.word != Int32(succession >> 6) {
          pairs.append(Pairs(successions: 0, word: Int32(succession >> 6), rules: Int32(rulesOfPairs.count)))
        }
        pairs[pairs.count - 1].successions |= 1 << UInt64(succession & 63)
        for word in 0..<width { rulesOfPairs.append(rules[succession * width + word] ?? 0) }
      }
      pairStarts.append(Int32(pairs.count))
    }
    (self.pairs, self.pairStarts, self.rulesOfPairs) = (pairs, pairStarts, rulesOfPairs)
  }

  /// The bit of a rule in the summary of a set, which eight rules that follow each other share, and every 512th.
  @inline(__always)
  static func summaryBit(of rule: Int) -> UInt64 { 1 &<< UInt64(truncatingIfNeeded: rule &>> 3) }

  /// What the summaries of two sets have in common: of a set, and of that of the rules of which a match can begin where
  /// something stands.
  ///
  /// - Parameter rowOfSign: The array of that name, and so for `rows`; taken out once for all places.
  @inline(__always)
  func summary(
    of occurrence: SignTable.Occurrence, _ summary: UInt64, rowOfSign: Span<Int32>, rows: Span<UInt64>
  ) -> UInt64 {
    let letter = Int(rowOfSign[firstLetter &+ Int(occurrence.letter)])
    let sign = occurrence.sign < 0 ? letter : Int(rowOfSign[Int(occurrence.sign)])
    return summary & (rows[sign] | rows[letter])
  }

  /// Calls a function with each of some rules of which a match can begin at a place, each once.
  ///
  /// - Parameters:
  ///   - bits: The set of the rules to tell of, at the beginning.
  ///   - summary: What `summary(of:)` says of the place and the set.
  @inline(__always)
  func forEachRule(
    beginningAt index: Int, of occurrences: Span<SignTable.Occurrence>, among bits: borrowing MutableSpan<UInt64>,
    _ summary: UInt64, _ body: (Int) -> Void
  ) {
    let rows = rows.span
    let occurrence = occurrences[index]
    let letter = Int(rowOfSign[firstLetter &+ Int(occurrence.letter)])
    let sign = occurrence.sign < 0 ? letter : Int(rowOfSign[Int(occurrence.sign)])
    // Rules are in the order of their ids, so that those of one kind, and of one word, lack the same things.
    var left = summary
    while left != 0 {
      var word = left.trailingZeroBitCount &>> 3
      left &= ~(0xFF &<< UInt64(truncatingIfNeeded: word &<< 3))
      while word < width {
        let wanted = bits[word]
        let alone = rows[letter &+ 2 &* word &+ 1]
        var rules = (rows[sign &+ 2 &* word &+ 1] | alone) & wanted
        let paired = rows[sign &+ 2 &* word &+ 2] & ~alone & wanted
        if paired != 0 {
          // What is no word has no end that something could stand behind: it is enough by itself.
          rules |= occurrence.end < 0 ? paired : paired & self.paired(at: index, of: occurrences, word)
        }
        while rules != 0 {
          body(word &<< 6 | rules.trailingZeroBitCount)
          rules &= rules &- 1
        }
        word &+= 8
      }
    }
  }

  /// The rules of one word of a set that find right behind the character after a sign what they need there.
  @inline(never)
  private func paired(at index: Int, of occurrences: Span<SignTable.Occurrence>, _ word: Int) -> UInt64 {
    let (sign, end) = (Int(occurrences[index].sign), occurrences[index].end)
    var next = index &+ 1
    // The character between the two may be a sign itself, and a capital inside the word stands beside it.
    while next < occurrences.count, occurrences[next].offset <= end { next &+= 1 }
    let (pairs, known) = (pairs.span, successions.words.span)
    let own = Int(pairStarts[sign])..<Int(pairStarts[sign &+ 1])
    var found: UInt64 = 0
    while next < occurrences.count, occurrences[next].offset == end &+ 1 {
      let following = occurrences[next]
      let ofLetter = (firstLetter &+ Int(following.letter)) &* successions.width
      let ofSign = following.sign < 0 ? ofLetter : Int(following.sign) &* successions.width
      for number in own {
        let asked = pairs[number]
        var met = asked.successions & (known[ofSign &+ Int(asked.word)] | known[ofLetter &+ Int(asked.word)])
        while met != 0 {
          let before = (asked.successions & ((met & (0 &- met)) &- 1)).nonzeroBitCount
          found |= rulesOfPairs[Int(asked.rules) &+ before &* width &+ word]
          met &= met &- 1
        }
      }
      next &+= 1
    }
    return found
  }
}
