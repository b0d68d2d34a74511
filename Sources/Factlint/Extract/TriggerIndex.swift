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
  /// The rules that are run in sentences and statements.
  private let sentenceRules: RuleTable
  /// The rules that are run in whole paragraphs.
  private let paragraphRules: RuleTable
  /// The clauses of each rule after the first, one after another: the number of triggers, the triggers; -1 ends a rule.
  private let clauses: [Int32]
  /// Where the clauses of each rule begin in `clauses`.
  private let clauseStarts: [Int32]
  /// Whether a match of some rule can begin with the trigger.
  private let isStart: [Bool]
  /// The triggers of words that begin with each ASCII letter.
  private let initials: [Int32]
  /// For each ASCII letter, whether a match of some rule can begin with a word because it begins with the letter.
  private let startsWithInitial: [Bool]
  /// Where a match of each rule can begin; nil for anywhere.
  private let starts: [StartTriggers?]
  private let startTriggers: [Int32]
  /// For each trigger, whether a rule of whole paragraphs asks for it.
  private let isForParagraphs: [Bool]
  /// How many triggers there are.
  let triggerCount: Int

  private struct StartTriggers {
    /// Which elements of `startTriggers` they are.
    var range: Range<Int>
    var includesWindowStart: Bool
    var includesLetters: Bool
  }

  /// The rules of some units by the triggers of their first clauses.
  private struct RuleTable {
    /// The rules of all triggers, one trigger after another.
    var rules: [Int32] = []
    /// Where the rules of each trigger begin in `rules`, and where those of the last one end.
    var starts: [Int32] = [0]
    /// The rules that need no trigger of a first clause.
    var unconditional: [Int32] = []

    init(pack: RulePack, isIncluded: (Int) -> Bool) {
      var byTrigger = [[Int32]](repeating: [], count: pack.triggers.count)
      for (number, rule) in pack.facts.enumerated() where isIncluded(number) {
        if let first = rule.triggers.first {
          for trigger in first { byTrigger[trigger].append(Int32(number)) }
        } else {
          unconditional.append(Int32(number))
        }
      }
      for numbers in byTrigger {
        rules += numbers
        starts.append(Int32(rules.count))
      }
    }
  }

  /// - Parameter units: For each rule, the unit that it is to be run in; empty for a rule that is not run at all.
  init(pack: RulePack, units: [UnitSet]) {
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
    var startTriggers: [Int32] = []
    starts = pack.facts.map { rule in
      guard let triggers = rule.starts else { return nil }
      for trigger in triggers { isStart[trigger] = true }
      let kinds = triggers.map { pack.triggers[$0] }
      startTriggers += triggers.map(Int32.init)
      return StartTriggers(
        range: startTriggers.count - triggers.count..<startTriggers.count, includesWindowStart: kinds.contains(.start),
        includesLetters: kinds.contains { $0.beginsWithLetter })
    }
    (self.isStart, self.startTriggers) = (isStart, startTriggers)
    startsWithInitial = initials.map { $0 >= 0 && isStart[Int($0)] }
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

    sentenceRules = RuleTable(pack: pack) { !units[$0].isDisjoint(with: [.sentence, .statement]) }
    paragraphRules = RuleTable(pack: pack) { units[$0] == .paragraph }
    var isForParagraphs = [Bool](repeating: false, count: pack.triggers.count)
    var clauses: [Int32] = []
    var clauseStarts: [Int32] = []
    for (number, rule) in pack.facts.enumerated() {
      clauseStarts.append(Int32(clauses.count))
      for clause in rule.triggers.dropFirst() {
        clauses.append(Int32(clause.count))
        clauses += clause.map(Int32.init)
      }
      clauses.append(-1)
      guard units[number] == .paragraph else { continue }
      for trigger in rule.triggers.joined() { isForParagraphs[trigger] = true }
      for trigger in rule.starts ?? [] { isForParagraphs[trigger] = true }
    }
    (self.clauses, self.clauseStarts, self.isForParagraphs) = (clauses, clauseStarts, isForParagraphs)
  }

  /// The triggers that occur in a stretch of text, and where those stand that a match can begin with.
  ///
  /// Flat arrays that are kept from stretch to stretch: an array for each trigger would cost more than the search.
  struct Presence {
    fileprivate var isPresent: [Bool]
    fileprivate var list: [Int32] = []
    /// In the order in which they were met, which for one trigger is that of the text.
    private(set) fileprivate var occurrences: [Occurrence] = []
    /// For each trigger that is present, its first and last element of `occurrences` that has a place; -1 for none.
    fileprivate var first: [Int32]
    private var last: [Int32]
    /// How many elements of `occurrences` the lists of their triggers have.
    private var linkedCount = 0
    /// Where the words stand that are not ASCII, which may begin with any letter, folded or not.
    fileprivate var otherStarts: [Int32] = []

    fileprivate struct Occurrence {
      var trigger: Int32
      /// Where it stands; -1 where no match begins.
      var offset: Int32
      /// The next element with the same trigger; -1 for none.
      var next: Int32 = -1
    }

    init(triggerCount: Int) {
      isPresent = [Bool](repeating: false, count: triggerCount)
      first = [Int32](repeating: -1, count: triggerCount)
      last = first
    }

    mutating func removeAll() {
      for trigger in list { isPresent[Int(trigger)] = false }
      list.removeAll(keepingCapacity: true)
      occurrences.removeAll(keepingCapacity: true)
      linkedCount = 0
      otherStarts.removeAll(keepingCapacity: true)
    }

    /// Adds an occurrence, which does not count before `link`.
    @inline(__always)
    fileprivate mutating func append(_ trigger: Int32, at offset: Int32) {
      occurrences.append(Occurrence(trigger: trigger, offset: offset))
    }

    /// Puts the occurrences that were added into the lists of their triggers.
    fileprivate mutating func link() {
      Self.link(&occurrences, from: linkedCount, &isPresent, &list, first: &first, last: &last)
      linkedCount = occurrences.count
    }

    /// Apart from `self`, so that each array is known to be changed by nobody else meanwhile.
    private static func link(
      _ occurrences: inout [Occurrence], from start: Int, _ isPresent: inout [Bool], _ list: inout [Int32],
      first: inout [Int32], last: inout [Int32]
    ) {
      var occurrences = occurrences.mutableSpan
      var isPresent = isPresent.mutableSpan
      var first = first.mutableSpan
      var last = last.mutableSpan
      for index in start..<occurrences.count {
        let trigger = Int(occurrences[index].trigger)
        if !isPresent[trigger] {
          isPresent[trigger] = true
          first[trigger] = -1
          list.append(Int32(truncatingIfNeeded: trigger))
        }
        guard occurrences[index].offset >= 0 else { continue }
        if first[trigger] < 0 {
          first[trigger] = Int32(truncatingIfNeeded: index)
        } else {
          occurrences[Int(last[trigger])].next = Int32(truncatingIfNeeded: index)
        }
        last[trigger] = Int32(truncatingIfNeeded: index)
      }
    }

    /// Adds what another has of some triggers.
    fileprivate mutating func formUnion(_ other: borrowing Presence, of isWanted: [Bool]) {
      for occurrence in other.occurrences where isWanted[Int(occurrence.trigger)] {
        append(occurrence.trigger, at: occurrence.offset)
      }
      link()
      otherStarts += other.otherStarts
    }
  }

  /// Adds what a sentence has that rules of whole paragraphs ask for.
  func addForParagraph(_ sentence: borrowing Presence, to paragraph: inout Presence) {
    paragraph.formUnion(sentence, of: isForParagraphs)
  }

  /// Adds the triggers of `bytes[range]` to `presence`.
  func collect(from bytes: Span<UInt8>, range: Range<Int>, into presence: inout Presence) {
    // What most words have is noted here and added once, unless a match can begin there.
    var hasCapital = false
    var hasWord = false
    var initialSet: UInt32 = 0
    let capitalStarts = capital >= 0 && isStart[Int(capital)]
    let wordStarts = word >= 0 && isStart[Int(word)]
    func add(_ trigger: Int32, at offset: Int) {
      guard trigger >= 0 else { return }
      presence.append(trigger, at: isStart[Int(trigger)] ? Int32(truncatingIfNeeded: offset) : -1)
    }
    WordFolding.forEachWord(in: bytes, range: range) { found in
      hasWord = true
      if found.isASCII {
        // A capital inside a word is worth knowing of, but nothing begins there.
        if found.mayHaveCapital {
          hasCapital = true
          if capitalStarts, bytes[found.start] & 0x20 == 0 { add(capital, at: found.start) }
        }
        if wordStarts { add(word, at: found.start) }
        let letter = Int((bytes[found.start] | 0x20) &- 0x61)
        if startsWithInitial[letter] { add(initials[letter], at: found.start) }
        initialSet |= 1 << UInt32(truncatingIfNeeded: letter)
      } else {
        hasCapital = true
        // A word with marks is given more than once.
        let start = Int32(truncatingIfNeeded: found.start)
        if presence.otherStarts.last != start { presence.otherStarts.append(start) }
      }
      var slot = Int(truncatingIfNeeded: found.hash >> 7) & mask
      while wordHashes[slot] != 0 {
        if wordHashes[slot] == found.hash {
          let triggers = wordRanges[slot]
          for index in Int(triggers.start)..<Int(triggers.end) { add(wordTriggers[index], at: found.start) }
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
    if hasCapital, capital >= 0 { presence.append(capital, at: -1) }
    if hasWord, word >= 0 { presence.append(word, at: -1) }
    while initialSet != 0 {
      let trigger = initials[initialSet.trailingZeroBitCount]
      if trigger >= 0 { presence.append(trigger, at: -1) }
      initialSet &= initialSet - 1
    }
    presence.link()
  }

  /// Where a match of a rule can begin in the stretch that `presence` was collected from.
  ///
  /// - Parameter window: The stretch; the triggers were collected from it alone.
  /// - Returns: False where it can begin anywhere, or nowhere; the set is then left empty.
  func collectStarts(
    of rule: Int, in window: Range<Int>, _ presence: borrowing Presence, into places: inout PlaceSet
  ) -> Bool {
    places.removeAll(in: window)
    guard let triggers = starts[rule] else { return false }
    var hasAny = false
    for position in triggers.range {
      let trigger = startTriggers[position]
      guard presence.isPresent[Int(trigger)] else { continue }
      var index = Int(presence.first[Int(trigger)])
      while index >= 0 {
        places.insert(Int(presence.occurrences[index].offset))
        hasAny = true
        index = Int(presence.occurrences[index].next)
      }
    }
    if triggers.includesWindowStart {
      places.insert(window.lowerBound)
      hasAny = true
    }
    if triggers.includesLetters {
      for place in presence.otherStarts {
        places.insert(Int(place))
        hasAny = true
      }
    }
    return hasAny
  }

  /// Adds to `candidates` each rule of some units that has a chance where `presence` was collected, each once.
  ///
  /// `marks` has an element for each rule and is left as it was found, all false.
  func collectCandidates(
    _ wanted: UnitSet, units: [UnitSet], _ presence: borrowing Presence, marks: inout [Bool],
    into candidates: inout [Int]
  ) {
    let table = wanted == .paragraph ? paragraphRules : sentenceRules
    for rule in table.unconditional where wanted.contains(units[Int(rule)]) && isSatisfied(Int(rule), presence) {
      candidates.append(Int(rule))
    }
    var marks = marks.mutableSpan
    for trigger in presence.list {
      for index in Int(table.starts[Int(trigger)])..<Int(table.starts[Int(trigger) + 1]) {
        let rule = Int(table.rules[index])
        guard !marks[rule] else { continue }
        marks[rule] = true
        if wanted.contains(units[rule]), isSatisfied(rule, presence) { candidates.append(rule) }
      }
    }
    for trigger in presence.list {
      for index in Int(table.starts[Int(trigger)])..<Int(table.starts[Int(trigger) + 1]) {
        marks[Int(table.rules[index])] = false
      }
    }
  }

  /// Whether each clause of a rule after the first has one of its triggers.
  @inline(__always)
  private func isSatisfied(_ rule: Int, _ presence: borrowing Presence) -> Bool {
    var index = Int(clauseStarts[rule])
    while clauses[index] >= 0 {
      let end = index + 1 + Int(clauses[index])
      index += 1
      while index < end, !presence.isPresent[Int(clauses[index])] { index += 1 }
      if index == end { return false }
      index = end
    }
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
