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

  private struct Phrase: Sendable {
    var words: [UInt64]
    var tense: Tense
  }

  /// The name of the word list of what looks ahead only where it stands right before a date: "by Friday".
  static let futurePrepositionLexicon = "future-preposition"

  /// The phrases by their last word, the longest first.
  private var phrases: [UInt64: [Phrase]] = [:]
  private var prepositions: [[UInt64]] = []
  /// The name of the word list of auxiliaries after which a participle tells no tense: "will be held".
  static let auxiliaryLexicon = "tenseless-auxiliary"
  /// The name of the word list of endings of past forms, which count where no cue is found.
  static let pastEndingLexicon = "past-ending"
  private var auxiliaries: Set<UInt64> = []
  private var pastEndings: [[UInt8]] = []

  /// Makes cues of word lists.
  init(lexicons: [String: Lexicon]) {
    for (name, tense) in [(Self.futureLexicon, Tense.future), (Self.pastLexicon, .past)] {
      for entry in lexicons[name]?.entries ?? [] {
        let words = WordFolding.words(of: entry.text).map(WordFolding.hash(ofFolded:))
        guard let last = words.last else { continue }
        phrases[last, default: []].append(Phrase(words: words, tense: tense))
      }
    }
    prepositions = (lexicons[Self.futurePrepositionLexicon]?.entries ?? []).map {
      WordFolding.words(of: $0.text).map(WordFolding.hash(ofFolded:))
    }
    auxiliaries = Set(
      (lexicons[Self.auxiliaryLexicon]?.entries ?? []).map { WordFolding.hash(ofFolded: WordFolding.folded($0.text)) })
    pastEndings = (lexicons[Self.pastEndingLexicon]?.entries ?? []).map { Array($0.text.utf8) }
    for key in phrases.keys { phrases[key]?.sort { $0.words.count > $1.words.count } }
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
    var found: (first: Tense?, last: Tense?, isByPreposition: Bool) = (nil, nil, false)
    var hasPastEnding = false
    WordFolding.forEachWord(in: text.span, range: range) { word in
      let isAfterAuxiliary = words.last.map(auxiliaries.contains) ?? false
      words.append(word.hash)
      guard let phrase = phrases[word.hash]?.first(where: { words.ends(with: $0.words) }) else {
        if !isAfterAuxiliary, !word.mayHaveCapital, hasEnding(text[word.start..<word.end]) {
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

  private func hasEnding(_ word: ArraySlice<UInt8>) -> Bool {
    pastEndings.contains { word.count > $0.count + 1 && word.suffix($0.count).elementsEqual($0) }
  }
}

extension [UInt64] {
  fileprivate func ends(with words: [UInt64]) -> Bool {
    count >= words.count && suffix(words.count).elementsEqual(words)
  }
}
