/// Tells from what stands at a place of a text which rules can begin a match there.
struct StartIndex {
  /// How many words a set of rules has.
  private let width: Int
  /// For each sign, then for each way to begin a word, the row of the rules of which a match can begin there; the first
  /// row has none.
  private let rowOfSign: [Int32]
  /// Rows of sets of rules, no two alike: for each word of a set first those that can begin whatever comes next, then
  /// those that can where the right thing does.
  private let rows: [UInt64]
  /// For each row, which words of its set are not empty; see `summaryBit`.
  private let summaries: [UInt64]
  /// Where those of first letters come among the signs.
  private let firstLetter: Int
  /// What each sign needs right behind the character after it, one sign after another, and where each one's begin.
  private let pairs: [Pair]
  private let pairStarts: [Int32]
  /// For each sign, then for each first letter, a bit for each succession that it is one of: see `Pair`.
  private let successions: BitRows

  /// That matches of some rules can begin at a sign where the next one is of a set of signs, which go by a number.
  private struct Pair {
    var succession: Int32
    /// One word of the set of the rules, and its number.
    var number: Int32
    var rules: UInt64
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
    var rowNumbers = [[UInt64](repeating: 0, count: 2 * width): Int32(0)]
    var rows = [UInt64](repeating: 0, count: 2 * width)
    rowOfSign = shown.indices.map { sign in
      var row: [UInt64] = []
      row.reserveCapacity(2 * width)
      for word in sign * width..<(sign + 1) * width { row += [alone[word], paired[word] & ~alone[word]] }
      if let number = rowNumbers[row] { return number }
      let number = Int32(rowNumbers.count)
      rowNumbers[row] = number
      rows += row
      return number
    }
    self.rows = rows
    var summaries = [UInt64](repeating: 0, count: rowNumbers.count)
    for index in rows.indices where rows[index] != 0 {
      summaries[index / (2 * width)] |= Self.summaryBit(of: index % (2 * width) / 2)
    }
    self.summaries = summaries
    var pairs: [Pair] = []
    var pairStarts: [Int32] = [0]
    for rules in rulesOfPair {
      for (key, rules) in rules.sorted(by: { $0.key < $1.key }) {
        pairs.append(Pair(succession: Int32(key / width), number: Int32(key % width), rules: rules))
      }
      pairStarts.append(Int32(pairs.count))
    }
    (self.pairs, self.pairStarts) = (pairs, pairStarts)
  }

  /// The bit that tells in a summary of a set that a word of it is not empty; every 64th word has the same.
  @inline(__always)
  static func summaryBit(of word: Int) -> UInt64 { 1 &<< UInt64(truncatingIfNeeded: word & 63) }

  /// Calls a function with each of some rules of which a match can begin at a place, each once.
  ///
  /// - Parameters:
  ///   - bits: The set of the rules to tell of, at the beginning; the set behind it is for this function's own use.
  ///   - summary: Which words of the set are not empty; see `summaryBit`.
  @inline(__always)
  func forEachRule(
    beginningAt index: Int, of occurrences: Span<SignTable.Occurrence>, among bits: inout MutableSpan<UInt64>,
    _ summary: UInt64, _ body: (Int) -> Void
  ) {
    let occurrence = occurrences[index]
    let letter = Int(rowOfSign[firstLetter + Int(occurrence.letter)])
    let sign = occurrence.sign < 0 ? letter : Int(rowOfSign[Int(occurrence.sign)])
    // Rules are in the order of their ids, so that those of one kind, and of one word, lack the same things.
    var words = summary & (summaries[sign] | summaries[letter])
    if words == 0 { return }
    let rows = rows.span
    let (ofSign, ofLetter) = (2 * sign * width, 2 * letter * width)
    var isPairedKnown = false
    repeat {
      var word = words.trailingZeroBitCount
      words &= words &- 1
      repeat {
        let wanted = bits[word]
        let alone = rows[ofLetter + 2 * word]
        var rules = (rows[ofSign + 2 * word] | alone) & wanted
        let paired = rows[ofSign + 2 * word + 1] & ~alone & wanted
        if paired != 0 {
          // What is no word has no end that something could stand behind: it is enough by itself.
          if occurrence.end < 0 {
            rules |= paired
          } else {
            if !isPairedKnown { findPaired(at: index, of: occurrences, &bits) }
            isPairedKnown = true
            rules |= paired & bits[width + word]
          }
        }
        while rules != 0 {
          body(word << 6 + rules.trailingZeroBitCount)
          rules &= rules &- 1
        }
        word += 64
      } while word < width
    } while words != 0
  }

  /// Sets the second set of `bits` to the rules that find right behind the character after a sign what they need there.
  private func findPaired(
    at index: Int, of occurrences: Span<SignTable.Occurrence>, _ bits: inout MutableSpan<UInt64>
  ) {
    for word in width..<2 * width { bits[word] = 0 }
    let occurrence = occurrences[index]
    var next = index + 1
    // The character between the two may be a sign itself, and a capital inside the word stands beside it.
    while next < occurrences.count, occurrences[next].offset <= occurrence.end { next += 1 }
    let (pairs, successions, width) = (pairs.span, successions.words.span, successions.width)
    let own = Int(pairStarts[Int(occurrence.sign)])..<Int(pairStarts[Int(occurrence.sign) + 1])
    while next < occurrences.count, occurrences[next].offset == occurrence.end + 1 {
      let following = occurrences[next]
      let letterRow = (firstLetter + Int(following.letter)) * width
      let signRow = following.sign < 0 ? letterRow : Int(following.sign) * width
      for index in own {
        let pair = pairs[index]
        let word = Int(pair.succession >> 6)
        let row = successions[signRow + word] | successions[letterRow + word]
        if row >> UInt64(truncatingIfNeeded: pair.succession & 63) & 1 != 0 {
          bits[self.width + Int(pair.number)] |= pair.rules
        }
      }
      next += 1
    }
  }
}
