/// Tells from the words of a stretch of text which of a pack's rules have any chance there.
///
/// Running every pattern on every sentence is fifty times slower; a rule that the index leaves out cannot match.
struct TriggerIndex {
  /// Open addressing: the hash of a folded word and its sign; the hash 0 is an empty slot.
  private let wordHashes: [UInt64]
  private let wordSigns: [Int32]
  private let mask: Int
  /// For each sign, the triggers that it sets off and that clauses ask for.
  ///
  /// A sign is what the text shows at a place: one of the words that set off the same triggers, a digit, a capital.
  private let triggersOfSign: NumberLists
  /// For each sign, whether a match of some rule can begin at it, and whether rules of whole paragraphs ask for it.
  private let traits: [(isStart: Bool, isOfParagraph: Bool)]
  /// The signs of each ASCII byte and of other symbols.
  private let asciiSymbols: [Int32]
  private let otherSymbols: [Unicode.Scalar: Int32]
  private let digit: Int32
  private let capital: Int32
  private let quotation: Int32
  private let word: Int32
  /// The signs of words that begin with each ASCII letter.
  private let initials: [Int32]
  /// For each ASCII letter, whether a match of some rule can begin with a word because it begins with the letter.
  private let startsWithInitial: [Bool]
  private let capitalStarts: Bool
  private let wordStarts: Bool
  /// For each trigger, the rules that have it in the first clause of an alternative.
  private let rulesOfTrigger: NumberLists
  private let triggerCount: Int
  /// The rules without a clause.
  private let unconditional: [Int]
  /// The rules that are run in each of the units.
  private let units: [UnitSet]
  /// The alternatives of each rule, the clauses of each alternative and the triggers of each clause; all alternatives,
  /// and all clauses, are numbered through.
  private let alternatives: NumberLists
  private let clauses: NumberLists
  private let triggersOfClause: NumberLists

  /// The sign of a word that is not ASCII, which may begin with any letter, folded or not.
  private let otherWord: Int32
  /// Where matches of the rules can begin.
  private let starts: StartIndex

  /// - Parameter units: For each rule, the unit that it is to be run in; empty for a rule that is not run at all.
  init(pack: RulePack, units: [UnitSet]) {
    self.units = units
    // What a match can begin with has numbers of its own, since signs are told apart by them.
    var startTriggers: Set<Int> = []
    for start in pack.facts.flatMap({ $0.starts ?? [] }) {
      startTriggers.formUnion(start.triggers.union(start.next ?? []))
    }
    var rulesOfTrigger = [[Int]](repeating: [], count: pack.triggers.count)
    var clauses: [[Int]] = []
    var alternatives: [Range<Int>] = []
    var rules: [Range<Int>] = []
    var askedFor = NumberSet(below: pack.triggers.count)
    var paragraphTriggers: Set<Int> = []
    for (number, rule) in pack.facts.enumerated() {
      rules.append(alternatives.count..<alternatives.count + rule.triggers.count)
      for alternative in rule.triggers {
        alternatives.append(clauses.count..<clauses.count + alternative.count)
        clauses += alternative
        for trigger in alternative.joined() { askedFor.insert(trigger) }
        for trigger in alternative.first ?? [] where rulesOfTrigger[trigger].last != number {
          rulesOfTrigger[trigger].append(number)
        }
      }
      if units[number] == .paragraph {
        paragraphTriggers.formUnion(rule.triggers.joined().joined())
        for start in rule.starts ?? [] { paragraphTriggers.formUnion(start.triggers.union(start.next ?? [])) }
      }
    }
    self.rulesOfTrigger = NumberLists(rulesOfTrigger)
    (self.alternatives, self.clauses) = (NumberLists(rules), NumberLists(alternatives))
    triggersOfClause = NumberLists(clauses)
    triggerCount = pack.triggers.count
    unconditional = pack.facts.indices.filter { pack.facts[$0].triggers.isEmpty }

    var triggersOfSign: [[Int]] = []
    var traits: [(isStart: Bool, isOfParagraph: Bool)] = []
    var known: [Set<Int>: Int32] = [:]
    var signsOfTrigger = [[Int]](repeating: [], count: pack.triggers.count)
    func sign(_ triggers: [Int]) -> Int32 {
      if let sign = known[Set(triggers)] { return sign }
      let sign = traits.count
      for trigger in triggers { signsOfTrigger[trigger].append(sign) }
      known[Set(triggers)] = Int32(sign)
      triggersOfSign.append(triggers.filter(askedFor.contains))
      traits.append((!startTriggers.isDisjoint(with: triggers), !paragraphTriggers.isDisjoint(with: triggers)))
      return Int32(sign)
    }
    var byWord: [UInt64: [Int]] = [:]
    var ascii = [Int32](repeating: -1, count: 128)
    var others: [Unicode.Scalar: Int32] = [:]
    var initials = [Int32](repeating: -1, count: 26)
    var (digit, capital, quotation, word) = (Int32(-1), Int32(-1), Int32(-1), Int32(-1))
    for (number, trigger) in pack.triggers.enumerated() {
      switch trigger {
      case .words(let words): for word in words { byWord[WordFolding.hash(ofFolded: word), default: []].append(number) }
      case .digit: digit = sign([number])
      case .capital: capital = sign([number])
      case .quotation: quotation = sign([number])
      case .start: break
      case .word: word = sign([number])
      case .initial(let letter):
        if let byte = letter.utf8.first, WordFolding.isASCIILetter(byte) {
          initials[Int((byte | 0x20) - 0x61)] = sign([number])
        }
      case .symbol(let symbol):
        guard let scalar = symbol.unicodeScalars.first else { continue }
        if scalar.value < 0x80 { ascii[Int(scalar.value)] = sign([number]) } else { others[scalar] = sign([number]) }
      }
    }
    var capacity = 64
    while capacity < byWord.count * 3 { capacity *= 2 }
    var hashes = [UInt64](repeating: 0, count: capacity)
    var wordSigns = [Int32](repeating: -1, count: capacity)
    for (hash, triggers) in byWord {
      var slot = Int(truncatingIfNeeded: hash >> 7) & (capacity - 1)
      while hashes[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
      hashes[slot] = hash
      wordSigns[slot] = sign(triggers)
    }
    (wordHashes, self.wordSigns, mask) = (hashes, wordSigns, capacity - 1)
    (self.digit, self.capital, self.quotation, self.word) = (digit, capital, quotation, word)
    (asciiSymbols, otherSymbols, self.initials) = (ascii, others, initials)
    startsWithInitial = initials.map { $0 >= 0 && traits[Int($0)].isStart }
    capitalStarts = capital >= 0 && traits[Int(capital)].isStart
    wordStarts = word >= 0 && traits[Int(word)].isStart
    otherWord = Int32(traits.count)
    starts = StartIndex(pack: pack, signsOfTrigger: signsOfTrigger, otherWord: traits.count)
    self.triggersOfSign = NumberLists(triggersOfSign + [[]])
    self.traits = traits + [(isStart: true, isOfParagraph: true)]
  }

  /// The triggers that occur in a stretch of text, and where those stand that a match can begin with.
  struct Presence {
    fileprivate var triggers = NumberSet()
    /// Working memory of `collectCandidates`: the rules that have some of the triggers.
    fileprivate var rules = NumberSet()
    /// In the order of the text.
    fileprivate(set) var occurrences: [Occurrence] = []

    struct Occurrence {
      var sign: Int32
      var offset: Int32
      /// Where the word ends that stands there; -1 where it is no word.
      var end: Int32
    }
  }

  /// Makes `presence` empty and ready for the triggers of a stretch.
  func begin(_ presence: inout Presence) {
    presence.triggers.removeAll(below: triggerCount)
    presence.occurrences.removeAll(keepingCapacity: true)
  }

  /// Adds what a sentence has that rules of whole paragraphs ask for.
  func addForParagraph(_ sentence: borrowing Presence, to paragraph: inout Presence) {
    paragraph.triggers.formUnion(sentence.triggers)
    for occurrence in sentence.occurrences where traits[Int(occurrence.sign)].isOfParagraph {
      paragraph.occurrences.append(occurrence)
    }
  }

  /// Adds the triggers of `bytes[range]` to `presence`.
  func collect(from bytes: Span<UInt8>, range: Range<Int>, into presence: inout Presence) {
    var hasCapital = false
    var hasWord = false
    var initialSet: UInt32 = 0
    // Where the last digit ended: nothing begins inside a number.
    var digitEnd = -1
    var otherWordStart = -1
    let (traits, wordHashes, wordSigns) = (traits.span, wordHashes.span, wordSigns.span)
    let startsWithInitial = startsWithInitial.span
    @inline(__always)
    func add(_ sign: Int32, at offset: Int, end: Int = -1) {
      guard sign >= 0 else { return }
      addTriggers(of: sign, to: &presence)
      if traits[Int(sign)].isStart {
        presence.occurrences.append(
          Presence.Occurrence(
            sign: sign, offset: Int32(truncatingIfNeeded: offset), end: Int32(truncatingIfNeeded: end)))
      }
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
        if startsWithInitial[letter] { add(initials[letter], at: found.start, end: found.end) }
        initialSet |= 1 << UInt32(truncatingIfNeeded: letter)
      } else {
        hasCapital = true
        // A word with marks is given more than once.
        if found.start != otherWordStart { add(otherWord, at: found.start) }
        otherWordStart = found.start
      }
      var slot = Int(truncatingIfNeeded: found.hash >> 7) & mask
      while wordHashes[slot] != 0 {
        if wordHashes[slot] == found.hash {
          add(wordSigns[slot], at: found.start, end: found.end)
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
          if offset != digitEnd { add(digit, at: offset) }
          digitEnd = offset + 1
        } else {
          add(asciiSymbols[Int(byte)], at: offset)
        }
      } else if let sign = otherSymbols[scalar] {
        add(sign, at: offset)
      } else if scalar.properties.numericType == .decimal {
        if offset != digitEnd { add(digit, at: offset) }
        digitEnd = offset + WordFolding.width(of: bytes[offset])
      }
    }
    if hasCapital { addTriggers(of: capital, to: &presence) }
    if hasWord { addTriggers(of: word, to: &presence) }
    while initialSet != 0 {
      addTriggers(of: initials[initialSet.trailingZeroBitCount], to: &presence)
      initialSet &= initialSet - 1
    }
  }

  @inline(__always)
  private func addTriggers(of sign: Int32, to presence: inout Presence) {
    guard sign >= 0 else { return }
    for index in triggersOfSign.indices(of: Int(sign)) {
      presence.triggers.insert(Int(triggersOfSign.numbers[index]))
    }
  }

  /// Where a match of each candidate can begin in the stretch that `presence` was collected from; see ``StartIndex``.
  func collectStarts(
    of candidates: [Int], in window: Range<Int>, _ presence: borrowing Presence, into places: inout StartPlaces
  ) {
    starts.collect(of: candidates, in: window, presence.occurrences.span, into: &places)
  }

  /// Adds to `candidates` each rule of some units that has a chance where `presence` was collected, each once.
  func collectCandidates(_ wanted: UnitSet, _ presence: inout Presence, into candidates: inout [Int]) {
    var rules = NumberSet()
    swap(&rules, &presence.rules)
    rules.removeAll(below: units.count)
    for rule in unconditional { rules.insert(rule) }
    presence.triggers.forEach { trigger in
      for index in rulesOfTrigger.indices(of: trigger) { rules.insert(Int(rulesOfTrigger.numbers[index])) }
    }
    rules.forEach { rule in
      if !wanted.isDisjoint(with: units[rule]), isSatisfied(rule, presence.triggers) { candidates.append(rule) }
    }
    swap(&rules, &presence.rules)
  }

  /// Whether a rule has an alternative each clause of which has one of the triggers, or no alternatives.
  private func isSatisfied(_ rule: Int, _ triggers: borrowing NumberSet) -> Bool {
    let alternatives = alternatives.indices(of: rule)
    if alternatives.isEmpty { return true }
    alternatives: for alternative in alternatives {
      for clause in clauses.indices(of: alternative) {
        let members = triggersOfClause.indices(of: clause)
        guard members.contains(where: { triggers.contains(Int(triggersOfClause.numbers[$0])) }) else {
          continue alternatives
        }
      }
      return true
    }
    return false
  }
}
