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
  /// For each trigger, the rules whose first clause it is in.
  private let rules: [FoldedSet]
  /// The rules without a clause.
  private let unconditional: FoldedSet
  /// The rules that are run in each of the units.
  private let units: [UnitSet]
  /// The clauses of all rules, one rule after another, and where those of each begin.
  private let clauses: [FoldedSet]
  private let clauseStarts: [Int]
  /// Where a match of each rule can begin; nil for anywhere.
  private let starts: [RuleStarts?]
  /// The triggers that rules of whole paragraphs ask for.
  private let paragraphTriggers: FoldedSet

  private struct RuleStarts {
    /// The signs that need something right behind the character after them, and what that is.
    var pairs: [(first: Set<Int>, next: Set<Int>)] = []
    var includesWindowStart = false
    var includesLetters = false
    /// Whether a word that is not ASCII may be what a pair needs.
    var pairsIncludeLetters = false
  }

  /// For each sign and rule, whether a match of the rule can begin at the sign whatever comes next.
  private let aloneStarts: BitTable
  /// For each sign and rule, whether it can where the right thing comes next.
  private let pairStarts: BitTable

  /// Bits in rows and columns.
  private struct BitTable {
    private let width: Int
    private var words: [UInt64]

    init(rows: Int, columns: Int) {
      width = (columns + 63) / 64
      words = [UInt64](repeating: 0, count: rows * width)
    }

    @inline(__always)
    subscript(row: Int, column: Int) -> Bool {
      words[row * width + column >> 6] >> UInt64(truncatingIfNeeded: column & 63) & 1 != 0
    }

    mutating func set(_ row: Int, _ column: Int) {
      words[row * width + column >> 6] |= 1 << UInt64(truncatingIfNeeded: column & 63)
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
    var rules = [FoldedSet](repeating: FoldedSet(), count: FoldedSet.capacity)
    var unconditional = FoldedSet()
    var clauses: [FoldedSet] = []
    var clauseStarts = [0]
    var paragraphTriggers = FoldedSet()
    for (number, rule) in pack.facts.enumerated() {
      for clause in rule.triggers {
        var set = FoldedSet()
        for trigger in clause { set.insert(trigger) }
        clauses.append(set)
      }
      if let first = rule.triggers.first {
        for trigger in first { rules[trigger % FoldedSet.capacity].insert(number) }
      } else {
        unconditional.insert(number)
      }
      if units[number] == .paragraph {
        for trigger in rule.triggers.joined() { paragraphTriggers.insert(trigger) }
        for start in rule.starts ?? [] {
          for trigger in start.triggers.union(start.next ?? []) { paragraphTriggers.insert(trigger) }
        }
      }
      clauseStarts.append(clauses.count)
    }
    (self.rules, self.unconditional, self.paragraphTriggers) = (rules, unconditional, paragraphTriggers)
    (self.clauses, self.clauseStarts) = (clauses, clauseStarts)

    var signs: [(triggers: FoldedSet, isStart: Bool)] = []
    var known: [Set<Int>: Int32] = [:]
    var signsOfTrigger = [Set<Int>](repeating: [], count: pack.triggers.count)
    func sign(_ triggers: [Int]) -> Int32 {
      if let sign = known[Set(triggers)] { return sign }
      var set = FoldedSet()
      for trigger in triggers {
        set.insert(trigger)
        signsOfTrigger[trigger].insert(signs.count)
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
    self.signs = signs

    func signNumbers(of triggers: Set<Int>) -> Set<Int> {
      triggers.reduce(into: []) { $0.formUnion(signsOfTrigger[$1]) }
    }
    var aloneStarts = BitTable(rows: signs.count, columns: pack.facts.count)
    var pairStarts = aloneStarts
    starts = pack.facts.enumerated().map { number, rule -> RuleStarts? in
      guard let starts = rule.starts else { return nil }
      var result = RuleStarts()
      for start in starts {
        let first = signNumbers(of: start.triggers)
        if start.triggers.contains(where: { pack.triggers[$0] == .start }) { result.includesWindowStart = true }
        if start.triggers.contains(where: { pack.triggers[$0].beginsWithLetter }) { result.includesLetters = true }
        guard let next = start.next else {
          for sign in first { aloneStarts.set(sign, number) }
          continue
        }
        if next.contains(where: { pack.triggers[$0].beginsWithLetter }) { result.pairsIncludeLetters = true }
        for sign in first { pairStarts.set(sign, number) }
        result.pairs.append((first, signNumbers(of: next)))
      }
      return result
    }
    (self.aloneStarts, self.pairStarts) = (aloneStarts, pairStarts)
  }

  /// The triggers that occur in a stretch of text, and where those stand that a match can begin with.
  struct Presence {
    fileprivate var triggers = FoldedSet()
    /// In the order of the text.
    fileprivate var occurrences: [Occurrence] = []
    /// Where the words stand that are not ASCII, which may begin with any letter, folded or not.
    fileprivate var otherStarts: [Int32] = []

    fileprivate struct Occurrence {
      var sign: Int32
      var offset: Int32
      /// Where the word ends that stands there; -1 where it is no word.
      var end: Int32
    }

    mutating func removeAll() {
      triggers = FoldedSet()
      occurrences.removeAll(keepingCapacity: true)
      otherStarts.removeAll(keepingCapacity: true)
    }
  }

  /// Adds what a sentence has that rules of whole paragraphs ask for.
  func addForParagraph(_ sentence: borrowing Presence, to paragraph: inout Presence) {
    paragraph.triggers.formUnion(sentence.triggers)
    for occurrence in sentence.occurrences
    where !signs[Int(occurrence.sign)].triggers.isDisjoint(with: paragraphTriggers) {
      paragraph.occurrences.append(occurrence)
    }
    paragraph.otherStarts += sentence.otherStarts
  }

  /// Adds the triggers of `bytes[range]` to `presence`.
  func collect(from bytes: Span<UInt8>, range: Range<Int>, into presence: inout Presence) {
    var hasCapital = false
    var hasWord = false
    var initialSet: UInt32 = 0
    // Where the last digit ended: nothing begins inside a number.
    var digitEnd = -1
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
        let start = Int32(truncatingIfNeeded: found.start)
        if presence.otherStarts.last != start { presence.otherStarts.append(start) }
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

  /// Where a match of a rule can begin in the stretch that `presence` was collected from.
  ///
  /// - Parameter window: The stretch; the triggers were collected from it alone.
  /// - Returns: False where it can begin anywhere, or nowhere; the set is then left empty.
  func collectStarts(
    of rule: Int, in window: Range<Int>, _ presence: borrowing Presence, into places: inout PlaceSet
  ) -> Bool {
    places.removeAll(in: window)
    guard let start = starts[rule] else { return false }
    var hasAny = false
    let occurrences = presence.occurrences.span
    for index in occurrences.indices {
      let sign = Int(occurrences[index].sign)
      guard aloneStarts[sign, rule] || pairStarts[sign, rule] && hasPair(at: index, of: start, presence) else {
        continue
      }
      places.insert(Int(occurrences[index].offset))
      hasAny = true
    }
    if start.includesWindowStart {
      places.insert(window.lowerBound)
      hasAny = true
    }
    if start.includesLetters {
      for place in presence.otherStarts {
        places.insert(Int(place))
        hasAny = true
      }
    }
    return hasAny
  }

  /// Whether what stands right behind the character after a word is what a start of that word needs.
  private func hasPair(at index: Int, of start: RuleStarts, _ presence: borrowing Presence) -> Bool {
    let (sign, end) = (Int(presence.occurrences[index].sign), presence.occurrences[index].end)
    guard end >= 0 else { return true }
    for pair in start.pairs where pair.first.contains(sign) {
      var following = index + 1
      while following < presence.occurrences.count, presence.occurrences[following].offset <= end + 1 {
        let occurrence = presence.occurrences[following]
        if occurrence.offset == end + 1, pair.next.contains(Int(occurrence.sign)) { return true }
        following += 1
      }
    }
    return start.pairsIncludeLetters && presence.otherStarts.contains(end + 1)
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

  /// Whether each clause of a rule has one of the triggers.
  @inline(__always)
  private func isSatisfied(_ rule: Int, _ triggers: FoldedSet) -> Bool {
    for index in clauseStarts[rule]..<clauseStarts[rule + 1] where clauses[index].isDisjoint(with: triggers) {
      return false
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
