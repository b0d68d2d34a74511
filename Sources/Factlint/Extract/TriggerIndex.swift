/// Tells from the words of a stretch of text which of a pack's rules have any chance there.
///
/// Running every pattern on every sentence is fifty times slower; a rule that the index leaves out cannot match.
struct TriggerIndex {
  /// Open addressing: the hash of a folded word and its sign; the hash 0 is an empty slot.
  private let wordHashes: [UInt64]
  private let wordSigns: [Int32]
  private let mask: Int
  /// The triggers that each sign sets off, and whether a match of some rule can begin at it.
  ///
  /// A sign is what the text shows at a place: one of the words that set off the same triggers, a digit, a capital.
  private let signs: [(triggers: FoldedSet, isStart: Bool)]
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
  private let rules: [FoldedSet]
  /// The rules without a clause.
  private let unconditional: FoldedSet
  /// The rules that are run in each of the units.
  private let units: [UnitSet]
  /// The clauses of all rules, one alternative after another; where those of each alternative begin; and where the
  /// alternatives of each rule do.
  private let clauses: [FoldedSet]
  private let clauseStarts: [Int]
  private let alternativeStarts: [Int]
  /// The triggers that rules of whole paragraphs ask for.
  private let paragraphTriggers: FoldedSet

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
    var rules = [FoldedSet](repeating: FoldedSet(), count: FoldedSet.capacity)
    var unconditional = FoldedSet()
    var clauses: [FoldedSet] = []
    var clauseStarts = [0]
    var alternativeStarts = [0]
    var paragraphTriggers = FoldedSet()
    for (number, rule) in pack.facts.enumerated() {
      for alternative in rule.triggers {
        for clause in alternative {
          var set = FoldedSet()
          for trigger in clause { set.insert(trigger) }
          clauses.append(set)
        }
        for trigger in alternative.first ?? [] { rules[trigger % FoldedSet.capacity].insert(number) }
        clauseStarts.append(clauses.count)
      }
      if rule.triggers.isEmpty { unconditional.insert(number) }
      if units[number] == .paragraph {
        for trigger in rule.triggers.joined().joined() { paragraphTriggers.insert(trigger) }
        for start in rule.starts ?? [] {
          for trigger in start.triggers.union(start.next ?? []) { paragraphTriggers.insert(trigger) }
        }
      }
      alternativeStarts.append(clauseStarts.count - 1)
    }
    (self.rules, self.unconditional, self.paragraphTriggers) = (rules, unconditional, paragraphTriggers)
    (self.clauses, self.clauseStarts, self.alternativeStarts) = (clauses, clauseStarts, alternativeStarts)

    var signs: [(triggers: FoldedSet, isStart: Bool)] = []
    var known: [Set<Int>: Int32] = [:]
    var signsOfTrigger = [[Int]](repeating: [], count: pack.triggers.count)
    func sign(_ triggers: [Int]) -> Int32 {
      if let sign = known[Set(triggers)] { return sign }
      var set = FoldedSet()
      for trigger in triggers {
        set.insert(trigger)
        signsOfTrigger[trigger].append(signs.count)
      }
      known[Set(triggers)] = Int32(signs.count)
      signs.append((set, !startTriggers.isDisjoint(with: triggers)))
      return Int32(signs.count - 1)
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
    startsWithInitial = initials.map { $0 >= 0 && signs[Int($0)].isStart }
    capitalStarts = capital >= 0 && signs[Int(capital)].isStart
    wordStarts = word >= 0 && signs[Int(word)].isStart
    otherWord = Int32(signs.count)
    self.signs = signs + [(FoldedSet(), true)]
    starts = StartIndex(pack: pack, signsOfTrigger: signsOfTrigger, otherWord: signs.count)
  }

  /// The triggers that occur in a stretch of text, and where those stand that a match can begin with.
  struct Presence {
    fileprivate var triggers = FoldedSet()
    /// In the order of the text.
    fileprivate(set) var occurrences: [Occurrence] = []

    struct Occurrence {
      var sign: Int32
      var offset: Int32
      /// Where the word ends that stands there; -1 where it is no word.
      var end: Int32
    }

    mutating func removeAll() {
      triggers = FoldedSet()
      occurrences.removeAll(keepingCapacity: true)
    }
  }

  /// Adds what a sentence has that rules of whole paragraphs ask for.
  func addForParagraph(_ sentence: borrowing Presence, to paragraph: inout Presence) {
    paragraph.triggers.formUnion(sentence.triggers)
    for occurrence in sentence.occurrences
    where occurrence.sign == otherWord
      || !signs[Int(occurrence.sign)].triggers.isDisjoint(with: paragraphTriggers)
    {
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
    var triggers = presence.triggers
    let (signs, wordHashes, wordSigns) = (signs.span, wordHashes.span, wordSigns.span)
    let startsWithInitial = startsWithInitial.span
    @inline(__always)
    func add(_ sign: Int32, at offset: Int, end: Int = -1) {
      guard sign >= 0 else { return }
      triggers.formUnion(signs[Int(sign)].triggers)
      if signs[Int(sign)].isStart {
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
    if hasCapital, capital >= 0 { triggers.formUnion(signs[Int(capital)].triggers) }
    if hasWord, word >= 0 { triggers.formUnion(signs[Int(word)].triggers) }
    while initialSet != 0 {
      let sign = initials[initialSet.trailingZeroBitCount]
      if sign >= 0 { triggers.formUnion(signs[Int(sign)].triggers) }
      initialSet &= initialSet - 1
    }
    presence.triggers = triggers
  }

  /// Where a match of each candidate can begin in the stretch that `presence` was collected from; see ``StartIndex``.
  func collectStarts(
    of candidates: [Int], in window: Range<Int>, _ presence: borrowing Presence, into places: inout StartPlaces
  ) {
    starts.collect(of: candidates, in: window, presence.occurrences.span, into: &places)
  }

  /// Adds to `candidates` each rule of some units that has a chance where `presence` was collected, each once.
  func collectCandidates(_ wanted: UnitSet, _ presence: borrowing Presence, into candidates: inout [Int]) {
    var some = unconditional
    presence.triggers.forEach { trigger in some.formUnion(rules[trigger]) }
    let triggers = presence.triggers
    some.forEach { number in
      // The numbers that are one in the set.
      for rule in stride(from: number, to: units.count, by: FoldedSet.capacity)
      where !wanted.isDisjoint(with: units[rule]) && isSatisfied(rule, triggers) {
        candidates.append(rule)
      }
    }
  }

  /// Whether a rule has an alternative each clause of which has one of the triggers.
  @inline(__always)
  private func isSatisfied(_ rule: Int, _ triggers: FoldedSet) -> Bool {
    let alternatives = alternativeStarts[rule]..<alternativeStarts[rule + 1]
    if alternatives.isEmpty { return true }
    for alternative in alternatives {
      var clause = clauseStarts[alternative]
      let end = clauseStarts[alternative + 1]
      while clause < end, !clauses[clause].isDisjoint(with: triggers) { clause += 1 }
      if clause == end { return true }
    }
    return false
  }
}
