/// Whether a clause speaks of what has happened or of what is to come.
enum Tense: Sendable {
  case past, future
}

/// The words by which a pack tells tenses apart, ready to be looked up in text; an object, since it is asked for often.
final class TenseCues: Sendable {
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
        let words = WordFolding.words(of: entry.text).map(WordFolding.hash(ofFolded:))
        guard let last = words.last else { continue }
        uses[last, default: Use()].phrases.append(Phrase(words: words, tense: tense))
      }
    }
    prepositions = (lexicons[Self.futurePrepositionLexicon]?.entries ?? []).map {
      WordFolding.words(of: $0.text).map(WordFolding.hash(ofFolded:))
    }
    for entry in lexicons[Self.auxiliaryLexicon]?.entries ?? [] {
      uses[WordFolding.hash(ofFolded: WordFolding.folded(entry.text)), default: Use()].isAuxiliary = true
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
    let before = sentence.lowerBound..<range.lowerBound
    let after = range.upperBound..<sentence.upperBound
    let bytes = text.span
    if isOwner {
      if endsInPreposition(before.suffix(Self.greatestLead), of: bytes) { return .future }
      return firstCue(in: after.prefix(2 * Self.greatestLead), of: bytes)
    }
    if endsInPreposition(before, of: bytes) { return .future }
    if let tense = lastCue(in: before, of: bytes) { return tense }
    return before.count <= Self.greatestLead ? firstCue(in: after, of: bytes) : nil
  }

  /// What a word tells.
  private enum Sign {
    case cue(Tense)
    /// It looks like a past form.
    case pastEnding
    case nothing
  }

  /// The tense of the last cue of a stretch; where there is none, past if any word looks like a past form.
  private func lastCue(in stretch: Range<Int>, of text: Span<UInt8>) -> Tense? {
    var hasPastEnding = false
    var place = stretch.upperBound
    while let word = Word(before: place, in: stretch, of: text) {
      place = word.range.lowerBound
      switch sign(word, in: stretch, of: text) {
      case .cue(let tense): return tense
      case .pastEnding: hasPastEnding = true
      case .nothing: break
      }
    }
    return hasPastEnding ? .past : nil
  }

  /// The tense of the first cue of a stretch, or of the first word that looks like a past form.
  private func firstCue(in stretch: Range<Int>, of text: Span<UInt8>) -> Tense? {
    var place = stretch.lowerBound
    while let word = Word(from: place, in: stretch, of: text) {
      place = word.range.upperBound
      switch sign(word, in: stretch, of: text) {
      case .cue(let tense): return tense
      case .pastEnding: return .past
      case .nothing: break
      }
    }
    return nil
  }

  /// Whether what looks ahead only right before a date ends a stretch.
  private func endsInPreposition(_ stretch: Range<Int>, of text: Span<UInt8>) -> Bool {
    guard let last = Word(before: stretch.upperBound, in: stretch, of: text) else { return false }
    for words in prepositions where Self.end(words, with: last, in: stretch, of: text) { return true }
    return false
  }

  private func sign(_ word: Word, in stretch: Range<Int>, of text: Span<UInt8>) -> Sign {
    if let use = use(of: word.hash) {
      // Its phrases one by one: a loop over them would have a copy of each.
      let phrases = uses[use].phrases
      for index in phrases.indices where Self.end(phrases[index].words, with: word, in: stretch, of: text) {
        let tense = phrases[index].tense
        let isParticiple = tense == .past && phrases[index].words.count == 1
        return isParticiple && isAfterAuxiliary(word, in: stretch, of: text) ? .nothing : .cue(tense)
      }
    }
    guard !word.mayHaveCapital, pastEndings.mayEnd(in: text[word.range.upperBound - 1]),
      pastEndings.end(word.range, of: text, leaving: 2),
      !isAfterAuxiliary(word, in: stretch, of: text)
    else { return .nothing }
    return .pastEnding
  }

  private func isAfterAuxiliary(_ word: Word, in stretch: Range<Int>, of text: Span<UInt8>) -> Bool {
    guard let before = Word(before: word.range.lowerBound, in: stretch, of: text), let use = use(of: before.hash)
    else { return false }
    return uses[use].isAuxiliary
  }

  /// Whether words are a word of a stretch and those before it.
  private static func end(
    _ words: [UInt64], with last: Word, in stretch: Range<Int>, of text: Span<UInt8>
  ) -> Bool {
    guard words.last == last.hash else { return false }
    var place = last.range.lowerBound
    for hash in words.dropLast().reversed() {
      guard let word = Word(before: place, in: stretch, of: text), word.hash == hash else { return false }
      place = word.range.lowerBound
    }
    return true
  }
}

/// A word of a stretch of text, found from either side: what tells a tense is mostly near its date.
private struct Word {
  let range: Range<Int>
  /// The hash of its folded letters.
  let hash: UInt64
  /// False only where all its letters are lower-case.
  let mayHaveCapital: Bool

  /// The last word that ends at a place or before it.
  init?(before place: Int, in stretch: Range<Int>, of text: Span<UInt8>) {
    var end = place
    while end > stretch.lowerBound {
      let byte = text[end - 1]
      if WordFolding.isASCIILetter(byte) { break }
      let (width, isLetter) = byte < 0x80 ? (1, false) : Self.sign(before: end, of: text)
      if isLetter { break }
      end -= width
    }
    var start = end
    while start > stretch.lowerBound {
      let byte = text[start - 1]
      let (width, isLetter) =
        byte < 0x80 ? (1, WordFolding.isASCIILetter(byte)) : Self.sign(before: start, of: text)
      if !isLetter { break }
      start -= width
    }
    guard stretch.lowerBound <= start, start < end else { return nil }
    self.init(start..<end, of: text)
  }

  /// The first word that begins at a place or behind it.
  init?(from place: Int, in stretch: Range<Int>, of text: Span<UInt8>) {
    var start = place
    while start < stretch.upperBound {
      let byte = text[start]
      if WordFolding.isASCIILetter(byte) { break }
      let (width, isLetter) = byte < 0x80 ? (1, false) : Self.sign(at: start, of: text)
      if isLetter { break }
      start += width
    }
    var end = start
    while end < stretch.upperBound {
      let byte = text[end]
      let (width, isLetter) = byte < 0x80 ? (1, WordFolding.isASCIILetter(byte)) : Self.sign(at: end, of: text)
      if !isLetter { break }
      end += width
    }
    guard start < end, end <= stretch.upperBound else { return nil }
    self.init(start..<end, of: text)
  }

  private init(_ range: Range<Int>, of text: Span<UInt8>) {
    self.range = range
    var hash = WordFolding.seed
    var all: UInt8 = 0x20
    var isASCII = true
    for place in range {
      let byte = text[place]
      hash = WordFolding.mix(hash, byte | 0x20)
      all &= byte
      if byte >= 0x80 { isASCII = false }
    }
    if isASCII {
      (self.hash, mayHaveCapital) = (hash, all == 0)
    } else {
      var bytes: [UInt8] = []
      for place in range { bytes.append(text[place]) }
      let word = String(decoding: bytes, as: UTF8.self)
      (self.hash, mayHaveCapital) = (WordFolding.hash(ofFolded: WordFolding.folded(word)), true)
    }
  }

  /// How wide the sign before a place is that is not ASCII, and whether it is part of a word.
  @inline(never)
  private static func sign(before place: Int, of text: Span<UInt8>) -> (width: Int, isLetter: Bool) {
    var start = place - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return (place - start, WordFolding.scalar(in: text, at: start).map(WordFolding.isLetterOrMark) ?? false)
  }

  /// The same of the sign that begins at a place.
  @inline(never)
  private static func sign(at place: Int, of text: Span<UInt8>) -> (width: Int, isLetter: Bool) {
    let isLetter = WordFolding.scalar(in: text, at: place).map(WordFolding.isLetterOrMark) ?? false
    return (WordFolding.width(of: text[place]), isLetter)
  }
}
