/// Tells from the signs of a stretch of text where matches of rules can begin.
///
/// One pass over the signs serves all rules: each sign has a row of bits, one for each rule that can begin there.
struct StartIndex {
  /// How many words of 64 rules there are.
  private let width: Int
  /// For each sign, then for each first letter, and word of rules, those of which a match can begin there: whatever comes
  /// next, and where the right thing does.
  private let beginnings: [(alone: UInt64, paired: UInt64)]
  /// Where the rows of first letters begin.
  private let firstLetterRow: Int
  /// What each sign needs right behind the character after it, one sign after another, and where each one's begin.
  private let pairs: [Pair]
  private let pairStarts: [Int]
  /// For each sign, then for each first letter, a bit for each succession that it is one of: see `Pair`.
  private let successions: [UInt64]
  private let successionWidth: Int
  /// The rules of which a match can begin where the stretch does.
  private let windowStart: [Bool]
  private let hasStarts: [Bool]

  /// That a match of a rule can begin at a sign where the next one is of a set of signs, which go by a number.
  private struct Pair {
    var rule: Int32
    var succession: Int32
  }

  /// Makes the index of a pack's rules.
  ///
  /// - Parameters:
  ///   - triggersOfSign: For each sign, the triggers that it sets off.
  ///   - triggersOfLetter: For each kind of first letter, the triggers that words set off by it.
  ///   - otherWord: The sign of a word that is not ASCII; of such it is not known where they end.
  init(pack: RulePack, triggersOfSign: [Set<Int>], triggersOfLetter: [Set<Int>], otherWord: Int) {
    let width = (pack.facts.count + 63) / 64
    let rows = triggersOfSign + triggersOfLetter
    var rowsOfTrigger = [[Int]](repeating: [], count: pack.triggers.count)
    for (row, triggers) in rows.enumerated() {
      for trigger in triggers { rowsOfTrigger[trigger].append(row) }
    }
    func rowsShowing(_ triggers: Set<Int>) -> Set<Int> {
      triggers.reduce(into: []) { $0.formUnion(rowsOfTrigger[$1]) }
    }
    windowStart = pack.facts.map { rule in
      rule.starts?.contains { $0.triggers.contains { pack.triggers[$0] == .start } } ?? false
    }
    hasStarts = pack.facts.map { $0.starts != nil }

    var beginnings = [(alone: UInt64, paired: UInt64)](repeating: (0, 0), count: rows.count * width)
    var pairsOfSign = [[Pair]](repeating: [], count: triggersOfSign.count)
    var numbers: [Set<Int>: Int] = [:]
    for (rule, starts) in pack.facts.map(\.starts).enumerated() {
      for start in starts ?? [] {
        for row in rowsShowing(start.triggers) {
          let (word, bit) = (row * width + rule >> 6, UInt64(1) << UInt64(rule & 63))
          if let next = start.next, row < triggersOfSign.count, row != otherWord {
            let succession = numbers[next] ?? numbers.count
            numbers[next] = succession
            beginnings[word].paired |= bit
            pairsOfSign[row].append(Pair(rule: Int32(rule), succession: Int32(succession)))
          } else {
            beginnings[word].alone |= bit
          }
        }
      }
    }
    let successionWidth = (numbers.count + 63) / 64
    var successions = [UInt64](repeating: 0, count: rows.count * successionWidth)
    for (next, number) in numbers {
      for row in rowsShowing(next) { successions[row * successionWidth + number >> 6] |= 1 << UInt64(number & 63) }
    }
    (self.width, self.beginnings, firstLetterRow) = (width, beginnings, triggersOfSign.count)
    (self.successions, self.successionWidth) = (successions, successionWidth)
    pairStarts = pairsOfSign.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    pairs = Array(pairsOfSign.joined())
  }

  /// Where a match of each candidate can begin.
  ///
  /// - Parameters:
  ///   - candidates: Rules; of those that may begin anywhere no places are told.
  ///   - window: The stretch that all of `occurrences` lie in.
  func collect(
    of candidates: [Int], in window: Range<Int>, _ occurrences: Span<TriggerIndex.Presence.Occurrence>,
    into places: inout StartPlaces
  ) {
    places.begin(rules: hasStarts.count)
    for rule in candidates where hasStarts[rule] {
      places.want(rule)
      if windowStart[rule] { places.insert(Int32(truncatingIfNeeded: window.lowerBound), of: rule) }
    }
    let beginnings = beginnings.span
    for index in occurrences.indices {
      let occurrence = occurrences[index]
      let letterRow = (firstLetterRow + Int(occurrence.letter)) * width
      let signRow = occurrence.sign < 0 ? letterRow : Int(occurrence.sign) * width
      var hasPair = false
      for word in 0..<width {
        let sign = beginnings[signRow + word]
        let letter = beginnings[letterRow + word]
        let wanted = places.wanted[word]
        var rules = (sign.alone | letter.alone) & wanted
        hasPair = hasPair || sign.paired & wanted & ~rules != 0
        // What is no word has no end that something could stand behind: it is enough by itself.
        if occurrence.end < 0 { rules |= sign.paired & wanted }
        while rules != 0 {
          places.insert(occurrence.offset, of: word << 6 + rules.trailingZeroBitCount)
          rules &= rules - 1
        }
      }
      if hasPair, occurrence.end >= 0 { collectPairs(at: index, occurrences, into: &places) }
    }
  }

  /// The rules that need at a word what stands right behind the character after it.
  private func collectPairs(
    at index: Int, _ occurrences: Span<TriggerIndex.Presence.Occurrence>, into places: inout StartPlaces
  ) {
    let occurrence = occurrences[index]
    var next = index + 1
    // The character between the two may be a sign itself.
    if next < occurrences.count, occurrences[next].offset == occurrence.end { next += 1 }
    guard next < occurrences.count, occurrences[next].offset == occurrence.end + 1 else { return }
    let following = occurrences[next]
    let letterRow = (firstLetterRow + Int(following.letter)) * successionWidth
    let signRow = following.sign < 0 ? letterRow : Int(following.sign) * successionWidth
    let (pairs, successions) = (pairs.span, successions.span)
    let sign = Int(occurrence.sign)
    for index in pairStarts[sign]..<pairStarts[sign + 1] {
      let pair = pairs[index]
      let (word, bit) = (Int(pair.succession) >> 6, UInt64(truncatingIfNeeded: Int(pair.succession) & 63))
      if (successions[signRow + word] | successions[letterRow + word]) >> bit & 1 != 0, places.isWanted(Int(pair.rule))
      {
        places.insert(occurrence.offset, of: Int(pair.rule))
      }
    }
  }
}

/// For each of some rules, the places of a stretch of text where a match of it can begin, ascending, each once.
struct StartPlaces {
  /// The rules that places are wanted for, a bit each.
  fileprivate var wanted: [UInt64] = []
  /// For each rule its first and its last entry; -1 where it has none.
  private var first: [Int32] = []
  private var last: [Int32] = []
  private var entries: [Entry] = []

  /// A place, and the next entry of the same rule; -1 behind the last.
  private struct Entry {
    var place: Int32
    var next: Int32
  }

  /// Forgets all places and wishes.
  fileprivate mutating func begin(rules: Int) {
    if first.count == rules {
      for word in wanted.indices { wanted[word] = 0 }
      for rule in first.indices { first[rule] = -1 }
    } else {
      first = [Int32](repeating: -1, count: rules)
      last = first
      wanted = [UInt64](repeating: 0, count: (rules + 63) / 64)
    }
    entries.removeAll(keepingCapacity: true)
  }

  /// Has places of a rule kept.
  fileprivate mutating func want(_ rule: Int) {
    wanted[rule >> 6] |= 1 << UInt64(truncatingIfNeeded: rule & 63)
  }

  @inline(__always)
  fileprivate func isWanted(_ rule: Int) -> Bool {
    wanted[rule >> 6] >> UInt64(truncatingIfNeeded: rule & 63) & 1 != 0
  }

  @inline(__always)
  fileprivate mutating func insert(_ place: Int32, of rule: Int) {
    let entry = Int32(truncatingIfNeeded: entries.count)
    guard first[rule] >= 0 else {
      entries.append(Entry(place: place, next: -1))
      (first[rule], last[rule]) = (entry, entry)
      return
    }
    let end = Int(last[rule])
    if entries[end].place == place { return }
    guard entries[end].place < place else { return insertEarlier(place, of: rule) }
    entries.append(Entry(place: place, next: -1))
    entries[end].next = entry
    last[rule] = entry
  }

  /// Places come in the order of the text, but for those of a dateline, which come after those of its sentences.
  private mutating func insertEarlier(_ place: Int32, of rule: Int) {
    var before = Int32(-1)
    var after = first[rule]
    while after >= 0, entries[Int(after)].place < place { (before, after) = (after, entries[Int(after)].next) }
    if after >= 0, entries[Int(after)].place == place { return }
    let entry = Int32(truncatingIfNeeded: entries.count)
    entries.append(Entry(place: place, next: after))
    if before >= 0 { entries[Int(before)].next = entry } else { first[rule] = entry }
  }

  /// Whether a rule has places.
  func hasPlaces(of rule: Int) -> Bool { first[rule] >= 0 }

  /// Calls a function with the places of a rule, ascending.
  @inline(__always)
  func forEach(of rule: Int, _ body: (Int) throws -> Void) rethrows {
    var entry = first[rule]
    while entry >= 0 {
      try body(Int(entries[Int(entry)].place))
      entry = entries[Int(entry)].next
    }
  }
}

extension Trigger {
  /// Whether what sets it off begins with a letter.
  var beginsWithLetter: Bool {
    switch self {
    case .words, .capital, .initial, .word: true
    case .digit, .symbol, .quotation, .start: false
    }
  }
}
