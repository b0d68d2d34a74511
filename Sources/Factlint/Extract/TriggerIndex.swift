/// Tells from the words of a stretch of text which of a pack's rules have any chance there.
///
/// Running every pattern on every sentence is fifty times slower; a rule that the index leaves out cannot match.
struct TriggerIndex: Sendable {
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
  /// For each trigger, the rules whose first clause has it.
  private let rulesByTrigger: [[Int32]]
  /// The clauses of each rule after the first.
  private let furtherClauses: [[[Int32]]]
  /// The rules that are always run.
  let unconditional: [Int]
  /// How many triggers there are.
  let triggerCount: Int

  init(pack: RulePack) {
    triggerCount = pack.triggers.count
    var byWord: [UInt64: [Int32]] = [:]
    var ascii = [Int32](repeating: -1, count: 128)
    var others: [Unicode.Scalar: Int32] = [:]
    var (digit, capital, quotation) = (Int32(-1), Int32(-1), Int32(-1))
    for (number, trigger) in pack.triggers.enumerated() {
      let number = Int32(number)
      switch trigger {
      case .words(let words): for word in words { byWord[WordFolding.hash(ofFolded: word), default: []].append(number) }
      case .digit: digit = number
      case .capital: capital = number
      case .quotation: quotation = number
      case .symbol(let symbol):
        guard let scalar = symbol.unicodeScalars.first else { continue }
        if scalar.value < 0x80 { ascii[Int(scalar.value)] = number } else { others[scalar] = number }
      }
    }
    (self.digit, self.capital, self.quotation) = (digit, capital, quotation)
    (asciiSymbols, otherSymbols) = (ascii, others)
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
      if let first = rule.triggers.first {
        for trigger in first { rules[trigger].append(Int32(number)) }
      } else {
        always.append(number)
      }
      further.append(rule.triggers.dropFirst().map { $0.map(Int32.init) })
    }
    (rulesByTrigger, furtherClauses, unconditional) = (rules, further, always)
  }

  /// The triggers that occur in a stretch of text.
  struct Presence: Sendable {
    fileprivate(set) var isPresent: [Bool]
    fileprivate(set) var list: [Int32] = []

    init(triggerCount: Int) { isPresent = [Bool](repeating: false, count: triggerCount) }

    mutating func removeAll() {
      for trigger in list { isPresent[Int(trigger)] = false }
      list.removeAll(keepingCapacity: true)
    }

    mutating func insert(_ trigger: Int32) {
      guard trigger >= 0, !isPresent[Int(trigger)] else { return }
      isPresent[Int(trigger)] = true
      list.append(trigger)
    }

    mutating func formUnion(_ other: Presence) {
      for trigger in other.list { insert(trigger) }
    }
  }

  /// Adds the triggers of `bytes[range]` to `presence`.
  func collect(from bytes: Span<UInt8>, range: Range<Int>, into presence: inout Presence) {
    WordFolding.forEachWord(in: bytes, range: range) { hash, hasCapital in
      if hasCapital { presence.insert(capital) }
      var slot = Int(truncatingIfNeeded: hash >> 7) & mask
      while wordHashes[slot] != 0 {
        if wordHashes[slot] == hash {
          let found = wordRanges[slot]
          for index in Int(found.start)..<Int(found.end) { presence.insert(wordTriggers[index]) }
          break
        }
        slot = (slot + 1) & mask
      }
    } other: { scalar in
      if scalar.value < 0x80 {
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        if byte == Document.mask {
          presence.insert(quotation)
        } else if byte &- 0x30 < 10 {
          presence.insert(digit)
        } else {
          presence.insert(asciiSymbols[Int(byte)])
        }
      } else if let trigger = otherSymbols[scalar] {
        presence.insert(trigger)
      } else if scalar.properties.numericType == .decimal {
        presence.insert(digit)
      }
    }
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
