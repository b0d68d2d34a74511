/// Tells from the words of a stretch of text which of a pack's rules have any chance there.
///
/// Running every pattern on every sentence is fifty times slower; a rule that the index leaves out cannot match.
struct TriggerIndex {
  /// Open addressing: the hash of a folded word and the range of its triggers in `wordTriggers`; 0 is an empty slot.
  private let wordHashes: [UInt64]
  private let wordRanges: [(start: Int32, end: Int32)]
  private let wordTriggers: [Int32]
  private let mask: Int
  /// The triggers of each ASCII byte and of other symbols.
  private let asciiSymbols: [Int32]
  private let otherSymbols: [Unicode.Scalar: Int32]
  private let digit: Int32
  private let capital: Int32
  private let quotation: Int32
  private let word: Int32
  /// For each trigger, the rules whose first clause has it.
  private let rulesByTrigger: [[Int32]]
  /// The clauses of each rule after the first.
  private let furtherClauses: [[[Int32]]]
  /// Whether a match of some rule can begin with the trigger.
  private let isStart: [Bool]
  /// The triggers of words that begin with each ASCII letter.
  private let initials: [Int32]
  /// Where a match of each rule can begin; nil for anywhere.
  private let starts: [StartTriggers?]
  /// The rules that are always run.
  let unconditional: [Int]
  /// How many triggers there are.
  let triggerCount: Int

  private struct StartTriggers {
    var list: [Int32]
    var includesWindowStart: Bool
    var includesLetters: Bool
  }

  /// - Parameter isRun: For each rule, whether it is to be run at all.
  init(pack: RulePack, isRun: [Bool]) {
    triggerCount = pack.triggers.count
    var byWord: [UInt64: [Int32]] = [:]
    var ascii = [Int32](repeating: -1, count: 128)
    var others: [Unicode.Scalar: Int32] = [:]
    var initials = [Int32](repeating: -1, count: 26)
    var (digit, capital, quotation, word) = (Int32(-1), Int32(-1), Int32(-1), Int32(-1))
    for (number, trigger) in pack.triggers.enumerated() {
      let number = Int32(number)
      switch trigger {
      case .words(let words): for word in words { byWord[WordFolding.hash(ofFolded: word), default: []].append(number) }
      case .digit: digit = number
      case .capital: capital = number
      case .quotation: quotation = number
      case .start: break
      case .word: word = number
      case .initial(let letter):
        if let byte = letter.utf8.first, WordFolding.isASCIILetter(byte) {
          initials[Int((byte | 0x20) - 0x61)] = number
        }
      case .symbol(let symbol):
        guard let scalar = symbol.unicodeScalars.first else { continue }
        if scalar.value < 0x80 { ascii[Int(scalar.value)] = number } else { others[scalar] = number }
      }
    }
    (self.digit, self.capital, self.quotation, self.word) = (digit, capital, quotation, word)
    (asciiSymbols, otherSymbols) = (ascii, others)
    self.initials = initials
    var isStart = [Bool](repeating: false, count: pack.triggers.count)
    starts = pack.facts.map { rule in
      guard let triggers = rule.starts else { return nil }
      for trigger in triggers { isStart[trigger] = true }
      let kinds = triggers.map { pack.triggers[$0] }
      return StartTriggers(
        list: triggers.map(Int32.init), includesWindowStart: kinds.contains(.start),
        includesLetters: kinds.contains { $0.beginsWithLetter })
    }
    self.isStart = isStart
    var capacity = 64
    while capacity < byWord.count * 3 { capacity *= 2 }
    var hashes = [UInt64](repeating: 0, count: capacity)
    var ranges = [(start: Int32, end: Int32)](repeating: (0, 0), count: capacity)
    var triggers: [Int32] = []
    for (hash, numbers) in byWord {
      var slot = Int(truncatingIfNeeded: hash >> 7) & (capacity - 1)
      while hashes[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
      hashes[slot] = hash
      ranges[slot] = (Int32(triggers.count), Int32(triggers.count + numbers.count))
      triggers += numbers
    }
    (wordHashes, wordRanges, wordTriggers, mask) = (hashes, ranges, triggers, capacity - 1)

    var rules = [[Int32]](repeating: [], count: pack.triggers.count)
    var further: [[[Int32]]] = []
    var always: [Int] = []
    for (number, rule) in pack.facts.enumerated() {
      further.append(rule.triggers.dropFirst().map { $0.map(Int32.init) })
      guard isRun[number] else { continue }
      if let first = rule.triggers.first {
        for trigger in first { rules[trigger].append(Int32(number)) }
      } else {
        always.append(number)
      }
    }
    (rulesByTrigger, furtherClauses, unconditional) = (rules, further, always)
  }

  /// The triggers that occur in a stretch of text, and where those stand that a match can begin with.
  struct Presence {
    fileprivate(set) var isPresent: [Bool]
    fileprivate(set) var list: [Int32] = []
    /// For each trigger that a match can begin with, where it stands.
    fileprivate var positions: [[Int32]]
    /// Where the words stand that are not ASCII, which may begin with any letter, folded or not.
    fileprivate var otherStarts: [Int32] = []

    init(triggerCount: Int) {
      isPresent = [Bool](repeating: false, count: triggerCount)
      positions = [[Int32]](repeating: [], count: triggerCount)
    }

    mutating func removeAll() {
      for trigger in list {
        isPresent[Int(trigger)] = false
        positions[Int(trigger)].removeAll(keepingCapacity: true)
      }
      list.removeAll(keepingCapacity: true)
      otherStarts.removeAll(keepingCapacity: true)
    }

    fileprivate mutating func insert(_ trigger: Int32) {
      guard trigger >= 0, !isPresent[Int(trigger)] else { return }
      isPresent[Int(trigger)] = true
      list.append(trigger)
    }

    mutating func formUnion(_ other: borrowing Presence) {
      for trigger in other.list {
        insert(trigger)
        positions[Int(trigger)] += other.positions[Int(trigger)]
      }
      otherStarts += other.otherStarts
    }
  }

  /// Adds the triggers of `bytes[range]` to `presence`.
  func collect(from bytes: Span<UInt8>, range: Range<Int>, into presence: inout Presence) {
    func add(_ trigger: Int32, at offset: Int) {
      guard trigger >= 0 else { return }
      presence.insert(trigger)
      if isStart[Int(trigger)] { presence.positions[Int(trigger)].append(Int32(truncatingIfNeeded: offset)) }
    }
    WordFolding.forEachWord(in: bytes, range: range) { word in
      if word.isASCII {
        // A capital inside a word is worth knowing of, but nothing begins there.
        if word.mayHaveCapital {
          if bytes[word.start] & 0x20 == 0 { add(capital, at: word.start) } else { presence.insert(capital) }
        }
        add(self.word, at: word.start)
        add(initials[Int((bytes[word.start] | 0x20) &- 0x61)], at: word.start)
      } else {
        presence.insert(capital)
        presence.insert(self.word)
        // A word with marks is given more than once.
        let start = Int32(truncatingIfNeeded: word.start)
        if presence.otherStarts.last != start { presence.otherStarts.append(start) }
      }
      var slot = Int(truncatingIfNeeded: word.hash >> 7) & mask
      while wordHashes[slot] != 0 {
        if wordHashes[slot] == word.hash {
          let found = wordRanges[slot]
          for index in Int(found.start)..<Int(found.end) { add(wordTriggers[index], at: word.start) }
          break
        }
        slot = (slot + 1) & mask
      }
    } other: { scalar, offset in
      if scalar.value < 0x80 {
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        if byte == Document.mask {
          // A quotation is matched from its beginning or not at all.
          let isFirst = offset == range.lowerBound || bytes[offset - 1] != Document.mask
          if isFirst { add(quotation, at: offset) }
        } else if byte &- 0x30 < 10 {
          // Nothing begins inside a number.
          if offset == range.lowerBound || bytes[offset - 1] &- 0x30 >= 10 { add(digit, at: offset) }
        } else {
          add(asciiSymbols[Int(byte)], at: offset)
        }
      } else if let trigger = otherSymbols[scalar] {
        add(trigger, at: offset)
      } else if scalar.properties.numericType == .decimal {
        add(digit, at: offset)
      }
    }
  }

  /// Where a match of a rule can begin in the stretch that `presence` was collected from, in order.
  ///
  /// - Parameter window: The stretch; the triggers were collected from it alone.
  /// - Returns: False where it can begin anywhere; the positions are then left empty.
  func collectStarts(of rule: Int, in window: Range<Int>, _ presence: Presence, into positions: inout [Int]) -> Bool {
    positions.removeAll(keepingCapacity: true)
    guard let triggers = starts[rule] else { return false }
    var sources = 0
    for trigger in triggers.list where presence.isPresent[Int(trigger)] {
      sources += 1
      for position in presence.positions[Int(trigger)] { positions.append(Int(position)) }
    }
    if triggers.includesWindowStart {
      sources += 1
      positions.append(window.lowerBound)
    }
    if triggers.includesLetters, !presence.otherStarts.isEmpty {
      sources += 1
      for position in presence.otherStarts { positions.append(Int(position)) }
    }
    if sources > 1 { positions.sort() }
    return true
  }

  /// Calls `body` with each rule that has a chance where `presence` was collected, each once.
  ///
  /// `marks` has an element for each rule and is left as it was found, all false.
  func forEachCandidate(_ presence: Presence, marks: inout [Bool], _ body: (Int) -> Void) {
    for rule in unconditional where isSatisfied(furtherClauses[rule], presence) { body(rule) }
    for trigger in presence.list {
      for rule in rulesByTrigger[Int(trigger)] where !marks[Int(rule)] {
        marks[Int(rule)] = true
        if isSatisfied(furtherClauses[Int(rule)], presence) { body(Int(rule)) }
      }
    }
    for trigger in presence.list {
      for rule in rulesByTrigger[Int(trigger)] { marks[Int(rule)] = false }
    }
  }

  private func isSatisfied(_ clauses: [[Int32]], _ presence: Presence) -> Bool {
    for clause in clauses where !clause.contains(where: { presence.isPresent[Int($0)] }) { return false }
    return true
  }
}

extension Trigger {
  /// Whether what sets it off begins with a letter.
  fileprivate var beginsWithLetter: Bool {
    switch self {
    case .words, .capital, .initial, .word: true
    case .digit, .symbol, .quotation, .start: false
    }
  }
}
