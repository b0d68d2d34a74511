/// Tells from the words of a stretch of text which of a pack's rules have any chance there.
///
/// Running every pattern on every sentence is fifty times slower; a rule that the index leaves out cannot match.
struct TriggerIndex {
  /// Open addressing by part of the hash of a folded word: that part in the upper bits and one more than the word's sign
  /// in the lower `signBits`; 0 is an empty slot.
  ///
  /// Two words of one such part have one slot and a sign of both, which costs a try and loses nothing.
  private let words: [UInt64]
  /// How far a mixed part is shifted to be the number of a slot.
  private let shift: UInt64
  private static let signBits: UInt64 = 24
  /// For each sign, the triggers that it sets off and that clauses ask for.
  ///
  /// A sign is what the text shows at a place: one of the words that set off the same triggers, a digit, a symbol.
  private let triggersOfSign: NumberLists
  /// For each sign, whether a match of some rule can begin at it, and whether rules of whole paragraphs ask for it.
  private let traits: [Traits]
  /// The same of what words show by their first letter.
  private let letterTraits: [Traits]
  /// For each ASCII letter, the triggers of words that begin with it and that clauses ask for; then those of a capital,
  /// and those of any word.
  private let triggersOfLetter: NumberLists
  /// The signs of each ASCII byte and of other symbols; -1 for none.
  private let asciiSymbols: [Int32]
  private let otherSymbols: [Unicode.Scalar: Int32]
  private let digit: Int32
  private let quotation: Int32
  /// The sign of a word that is not ASCII, which may begin with any letter, folded or not.
  private let otherWord: Int32
  /// Where matches of the rules can begin.
  private let starts: StartIndex
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

  private struct Traits {
    var isStart = false
    var isOfParagraph = false

    init(of triggers: some Sequence<Int>, starts: Set<Int>, ofParagraphs: Set<Int>) {
      for trigger in triggers {
        isStart = isStart || starts.contains(trigger)
        isOfParagraph = isOfParagraph || ofParagraphs.contains(trigger)
      }
    }

    init(isStart: Bool = false, isOfParagraph: Bool = false) {
      (self.isStart, self.isOfParagraph) = (isStart, isOfParagraph)
    }
  }

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
    // Triggers come in the order of their numbers, so that the same ones are the same list.
    var known: [[Int]: Int] = [:]
    func sign(_ triggers: [Int]) -> Int32 {
      if let sign = known[triggers] { return Int32(sign) }
      known[triggers] = triggersOfSign.count
      triggersOfSign.append(triggers)
      return Int32(triggersOfSign.count - 1)
    }
    var triggersOfWord: [UInt64: [Int]] = [:]
    var ascii = [Int32](repeating: -1, count: 128)
    var others: [Unicode.Scalar: Int32] = [:]
    var letters = FirstLetters()
    var (digit, quotation) = (Int32(-1), Int32(-1))
    for (number, trigger) in pack.triggers.enumerated() {
      switch trigger {
      case .words(let words):
        for word in words {
          triggersOfWord[WordFolding.hash(ofFolded: word) >> Self.signBits, default: []].append(number)
        }
      case .digit: digit = sign([number])
      case .capital: letters.capital.append(number)
      case .quotation: quotation = sign([number])
      case .start: break
      case .word: letters.word.append(number)
      case .initial(let letter):
        if let byte = letter.utf8.first, WordFolding.isASCIILetter(byte) {
          letters.initials[Int((byte | 0x20) - 0x61)].append(number)
        }
      case .symbol(let symbol):
        guard let scalar = symbol.unicodeScalars.first else { continue }
        if scalar.value < 0x80 { ascii[Int(scalar.value)] = sign([number]) } else { others[scalar] = sign([number]) }
      }
    }
    var slotBits: UInt64 = 6
    while 1 << slotBits < triggersOfWord.count * 2 { slotBits += 1 }
    let shift = 64 - slotBits
    var words = [UInt64](repeating: 0, count: 1 << slotBits)
    for (part, triggers) in triggersOfWord {
      var slot = Self.slot(of: part, shift: shift)
      while words[slot] != 0 { slot = (slot + 1) & (words.count - 1) }
      words[slot] = part << Self.signBits | UInt64(sign(triggers) + 1)
    }
    (self.words, self.shift) = (words, shift)
    (self.digit, self.quotation, asciiSymbols, otherSymbols) = (digit, quotation, ascii, others)
    otherWord = Int32(triggersOfSign.count)
    let ofLetters = letters.all
    starts = StartIndex(
      pack: pack, triggersOfSign: triggersOfSign.map { Set($0) } + [letters.ofOtherWord(of: pack)],
      triggersOfLetter: ofLetters.map { Set($0) }, otherWord: triggersOfSign.count)
    traits =
      triggersOfSign.map { Traits(of: $0, starts: startTriggers, ofParagraphs: paragraphTriggers) }
      + [Traits(isStart: true, isOfParagraph: true)]
    letterTraits = ofLetters.map { Traits(of: $0, starts: startTriggers, ofParagraphs: paragraphTriggers) }
    self.triggersOfSign = NumberLists(triggersOfSign.map { $0.filter(askedFor.contains) } + [[]])
    triggersOfLetter = NumberLists(
      (letters.initials + [letters.capital, letters.word]).map { $0.filter(askedFor.contains) })
  }

  /// The triggers that words set off by their first letter.
  private struct FirstLetters {
    /// For each ASCII letter.
    var initials = [[Int]](repeating: [], count: 26)
    var capital: [Int] = []
    var word: [Int] = []

    /// For each ASCII letter, small and then great, and for what is no word.
    var all: [[Int]] {
      initials.map { $0 + word } + initials.map { $0 + word + capital } + [[]]
    }

    /// What a word may set off that begins with whatever letter.
    func ofOtherWord(of pack: RulePack) -> Set<Int> {
      Set(pack.triggers.indices.filter { pack.triggers[$0].beginsWithLetter })
    }
  }

  /// The triggers that occur in a stretch of text, and where those stand that a match can begin with.
  struct Presence {
    fileprivate var triggers = NumberSet()
    /// The signs whose triggers are there already.
    fileprivate var signs = NumberSet()
    /// Working memory of `collectCandidates`: the rules that have some of the triggers.
    fileprivate var rules = NumberSet()
    /// In the order of the text.
    fileprivate(set) var occurrences: [Occurrence] = []

    /// What stands at one place.
    struct Occurrence {
      var offset: Int32
      /// Where the word ends that stands there; -1 where it is no word.
      var end: Int32
      /// Its sign; -1 for a word without one.
      var sign: Int32
      /// What it shows by its first letter; see `letter(of:)`.
      var letter: Int32
    }
  }

  /// The slot at which to look for a part of a hash first; its bits are mixed, for those of short words are much alike.
  @inline(__always)
  private static func slot(of part: UInt64, shift: UInt64) -> Int {
    Int(truncatingIfNeeded: (part &* 0x9E37_79B9_7F4A_7C15) &>> shift)
  }

  /// What is no word shows this by its first letter.
  static let noLetter = 52

  /// The number of what a word shows by its first letter, which is ASCII: 0 to 25, and 26 more for a capital.
  @inline(__always)
  private static func letter(of first: UInt8) -> Int {
    Int((first | 0x20) &- 0x61) + (first & 0x20 == 0 ? 26 : 0)
  }

  /// Makes `presence` empty and ready for the triggers of a stretch.
  func begin(_ presence: inout Presence) {
    presence.triggers.removeAll(below: triggerCount)
    presence.signs.removeAll(below: traits.count)
    presence.occurrences.removeAll(keepingCapacity: true)
  }

  /// Adds what a sentence has that rules of whole paragraphs ask for.
  func addForParagraph(_ sentence: borrowing Presence, to paragraph: inout Presence) {
    paragraph.triggers.formUnion(sentence.triggers)
    for occurrence in sentence.occurrences {
      let isSignAskedFor = occurrence.sign >= 0 && traits[Int(occurrence.sign)].isOfParagraph
      if isSignAskedFor || letterTraits[Int(occurrence.letter)].isOfParagraph {
        paragraph.occurrences.append(occurrence)
      }
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
    let (words, traits, letterTraits) = (words.span, traits.span, letterTraits.span)
    @inline(__always)
    func add(_ sign: Int32, at offset: Int, end: Int = -1, letter: Int = Self.noLetter) {
      var isStart = letterTraits[letter].isStart
      if sign >= 0 {
        if !presence.signs.contains(Int(sign)) { addTriggers(of: sign, to: &presence) }
        isStart = isStart || traits[Int(sign)].isStart
      }
      if isStart {
        presence.occurrences.append(
          Presence.Occurrence(
            offset: Int32(truncatingIfNeeded: offset), end: Int32(truncatingIfNeeded: end), sign: sign,
            letter: Int32(truncatingIfNeeded: letter)))
      }
    }
    WordFolding.forEachWord(in: bytes, range: range) { found in
      hasWord = true
      let part = found.hash >> Self.signBits
      var slot = Self.slot(of: part, shift: shift)
      var sign: Int32 = -1
      while case let entry = words[slot], entry != 0 {
        if entry >> Self.signBits == part {
          sign = Int32(truncatingIfNeeded: entry & (1 << Self.signBits - 1)) &- 1
          break
        }
        slot = (slot + 1) & (words.count - 1)
      }
      if found.isASCII {
        // A capital inside a word is worth knowing of, but nothing begins there.
        hasCapital = hasCapital || found.mayHaveCapital
        let letter = Self.letter(of: bytes[found.start])
        initialSet |= 1 << UInt32(truncatingIfNeeded: letter >= 26 ? letter &- 26 : letter)
        add(sign, at: found.start, end: found.end, letter: letter)
      } else {
        hasCapital = true
        if sign >= 0 { addTriggers(of: sign, to: &presence) }
        // A word with marks is given more than once.
        if found.start != otherWordStart { add(otherWord, at: found.start) }
        otherWordStart = found.start
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
    if hasCapital { addTriggers(ofLetter: 26, to: &presence) }
    if hasWord { addTriggers(ofLetter: 27, to: &presence) }
    while initialSet != 0 {
      addTriggers(ofLetter: initialSet.trailingZeroBitCount, to: &presence)
      initialSet &= initialSet - 1
    }
  }

  private func addTriggers(of sign: Int32, to presence: inout Presence) {
    presence.signs.insert(Int(sign))
    for index in triggersOfSign.indices(of: Int(sign)) {
      presence.triggers.insert(Int(triggersOfSign.numbers[index]))
    }
  }

  private func addTriggers(ofLetter letter: Int, to presence: inout Presence) {
    for index in triggersOfLetter.indices(of: letter) {
      presence.triggers.insert(Int(triggersOfLetter.numbers[index]))
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
