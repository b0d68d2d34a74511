/// Whether a clause speaks of what has happened or of what is to come.
enum Tense: Sendable {
  case past, future
}

/// The words by which a pack tells tenses apart, ready to be looked up in text.
struct TenseCues: Sendable {
  /// The name of the word list of cues of what is to come.
  static let futureLexicon = "future-cue"
  /// The name of the word list of cues of what has happened.
  static let pastLexicon = "past-cue"

  /// The name of the word list of what looks ahead only where it stands right before a date: "by Friday".
  static let futurePrepositionLexicon = "future-preposition"
  /// The name of the word list of auxiliaries after which a participle tells no tense: "will be held".
  static let auxiliaryLexicon = "tenseless-auxiliary"
  /// The name of the word list of endings of past forms, which count where no cue is found.
  static let pastEndingLexicon = "past-ending"

  private struct Phrase: Sendable {
    var words: [UInt64]
    var tense: Tense
  }

  /// What a word can be, by its hash.
  private struct Use: Sendable {
    var isAuxiliary = false
    /// The phrases that end with it, the longest first.
    var phrases: [Phrase] = []
  }

  /// Open addressing: for each hash the index of its use plus 1; 0 is an empty slot.
  private let slots: [Int32]
  private let hashes: [UInt64]
  private let uses: [Use]
  private let prepositions: [[UInt64]]
  private let pastEndings: WordEndings

  /// Makes cues of word lists.
  init(lexicons: [String: Lexicon]) {
    var uses: [UInt64: Use] = [:]
    for (name, tense) in [(Self.futureLexicon, Tense.future), (Self.pastLexicon, .past)] {
      for entry in lexicons[name]?.entries ?? [] {
        let words = WordFolding.words(of: entry.text).map(WordFolding.wordHash(ofFolded:))
        guard let last = words.last else { continue }
        uses[last, default: Use()].phrases.append(Phrase(words: words, tense: tense))
      }
    }
    prepositions = (lexicons[Self.futurePrepositionLexicon]?.entries ?? []).map {
      WordFolding.words(of: $0.text).map(WordFolding.wordHash(ofFolded:))
    }
    for entry in lexicons[Self.auxiliaryLexicon]?.entries ?? [] {
      uses[WordFolding.wordHash(ofFolded: WordFolding.folded(entry.text)), default: Use()].isAuxiliary = true
    }
    pastEndings = WordEndings(lexicons[Self.pastEndingLexicon])
    for key in uses.keys { uses[key]?.phrases.sort { $0.words.count > $1.words.count } }
    var capacity = 4
    while capacity < uses.count * 3 { capacity *= 2 }
    var slots = [Int32](repeating: 0, count: capacity)
    for (number, hash) in uses.keys.enumerated() {
      var slot = Self.slot(of: hash) & (capacity - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
      slots[slot] = Int32(number + 1)
    }
    (self.slots, hashes, self.uses) = (slots, Array(uses.keys), Array(uses.values))
  }

  private static func slot(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 7) }

  /// The index of a word's use; nil for nearly all words.
  private func use(of hash: UInt64) -> Int? {
    var slot = Self.slot(of: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      if hashes[Int(slots[slot]) - 1] == hash { return Int(slots[slot]) - 1 }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// How many bytes into its sentence a date may stand that goes before its verb: "On Friday, they will …".
  private static let greatestLead = 20

  /// The tense of the cue nearest before a place in its sentence, else, where the place opens the sentence, of the
  /// first after it; nil where there is none.
  ///
  /// `isOwner` says that the date only tells which of several is meant, as in "Friday's meeting": of that, only what
  /// stands right before it and the verb right after it tell.
  func tense(around range: Range<Int>, isOwner: Bool, in sentence: Range<Int>, of text: [UInt8]) -> Tense? {
    guard sentence.lowerBound <= range.lowerBound, range.upperBound <= sentence.upperBound else { return nil }
    if isOwner {
      let lead = max(sentence.lowerBound, range.lowerBound - Self.greatestLead)..<range.lowerBound
      if cues(in: lead, of: text, isBeforeDate: true).isByPreposition { return .future }
      return cues(in: range.upperBound..<min(sentence.upperBound, range.upperBound + 2 * Self.greatestLead), of: text)
        .first
    }
    if let tense = cues(in: sentence.lowerBound..<range.lowerBound, of: text, isBeforeDate: true).last { return tense }
    guard range.lowerBound - sentence.lowerBound <= Self.greatestLead else { return nil }
    return cues(in: range.upperBound..<sentence.upperBound, of: text).first
  }

  private func cues(
    in range: Range<Int>, of text: [UInt8], isBeforeDate: Bool = false
  ) -> (first: Tense?, last: Tense?, isByPreposition: Bool) {
    var words: [UInt64] = []
    words.reserveCapacity(range.count / 4)
    var found: (first: Tense?, last: Tense?, isByPreposition: Bool) = (nil, nil, false)
    var hasPastEnding = false
    var isAuxiliary = false
    let bytes = text.span
    WordFolding.forEachWord(in: bytes, range: range) { word in
      let isAfterAuxiliary = isAuxiliary
      words.append(word.hash)
      let use = use(of: word.hash)
      isAuxiliary = use.map { uses[$0].isAuxiliary } ?? false
      guard let use, let phrase = uses[use].phrases.first(where: { words.ends(with: $0.words) }) else {
        if !isAfterAuxiliary, !word.mayHaveCapital, pastEndings.end(word.start..<word.end, of: bytes, leaving: 2) {
          hasPastEnding = true
          if found.first == nil { found.first = .past }
        }
        return
      }
      if phrase.tense == .past, phrase.words.count == 1, isAfterAuxiliary { return }
      if found.first == nil { found.first = phrase.tense }
      found.last = phrase.tense
    } other: { _, _ in
    }
    if isBeforeDate, prepositions.contains(where: { words.ends(with: $0) }) {
      found.last = .future
      found.isByPreposition = true
    }
    if found.last == nil, hasPastEnding { found.last = .past }
    return found
  }
}

extension [UInt64] {
  fileprivate func ends(with words: [UInt64]) -> Bool {
    guard count >= words.count else { return false }
    let start = count - words.count
    for index in words.indices where self[start + index] != words[index] { return false }
    return true
  }
}
