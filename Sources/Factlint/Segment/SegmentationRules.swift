public import PCRE2

/// What a language's pack tells the segmenter: its words, its marks and its patterns.
///
/// Words are found in any mixture of upper and lower case. An object, since each article is handed it.
public final class SegmentationRules: Sendable {
  /// The language's BCP 47 tag.
  public let language: String
  let functionWords: FoldedWords
  let abbreviations: Abbreviations
  let starters: FoldedWords
  let reportingVerbs: FoldedWords
  let nameParticles: FoldedWords
  let elisions: FoldedWords
  let months: FoldedWords
  let monthNumbers: [Int]
  let marks: QuotationMarkTable
  let dateline: DatelinePattern?
  let byline: Pattern?

  /// Takes what a pack says of its language.
  ///
  /// - Parameters:
  ///   - language: BCP 47 tag.
  ///   - functionWords: The commonest words of the language, some 50, by which a text is known to be in it.
  ///   - abbreviations: Words that end in a full stop (or in another terminator: a firm's "Yahoo!").
  ///   - sentenceStarters: Words that show by a capital that a sentence begins ("The", "He"), since they are no part of
  ///     a name; the function words where none are given.
  ///   - reportingVerbs: Forms of verbs that follow a quotation and its speaker ("said", "asks").
  ///   - nameParticles: Lower-case beginnings of names ("al", "von", "de"), without a hyphen.
  ///   - elisions: Words that begin with an apostrophe, without it ("em", "tis", "n").
  ///   - quotationMarks: The pairs of marks that the language quotes with.
  ///   - months: Names and abbreviations of months and their numbers, for the dateline; with or without a full stop.
  ///   - dateline: Matched at the beginning of a paragraph. Slots: `place`, `month` (a word of `months`), `day`, `year`
  ///     (digits), `agency`; none is needed.
  ///   - byline: A paragraph that it matches as a whole names the authors, in the slot `name` if it has one.
  public init(
    language: String, functionWords: [String] = [], abbreviations: AbbreviationLists = AbbreviationLists(),
    sentenceStarters: [String] = [], reportingVerbs: [String] = [], nameParticles: [String] = [],
    elisions: [String] = [], quotationMarks: [QuotationMarks] = QuotationMarks.common, months: [String: Int] = [:],
    dateline: Pattern? = nil, byline: Pattern? = nil
  ) {
    self.language = language
    self.functionWords = FoldedWords(functionWords)
    self.abbreviations = Abbreviations(abbreviations)
    starters = sentenceStarters.isEmpty ? self.functionWords : FoldedWords(sentenceStarters)
    self.reportingVerbs = FoldedWords(reportingVerbs)
    self.nameParticles = FoldedWords(nameParticles)
    self.elisions = FoldedWords(elisions)
    let ordered = months.sorted { $0.key < $1.key }
    self.months = FoldedWords(ordered.map { Self.withoutStop($0.key) })
    monthNumbers = ordered.map(\.value)
    marks = QuotationMarkTable(quotationMarks)
    self.dateline = dateline.map(DatelinePattern.init)
    self.byline = byline
  }

  private static func withoutStop(_ word: String) -> String {
    word.hasSuffix(".") ? String(word.dropLast()) : word
  }
}

/// A language's abbreviations by what a full stop after them may mean, each with its full stop.
///
/// Only the last word of an abbreviation of several words counts. A letter and a full stop ("J.") and letters with full
/// stops between them ("U.N.") need not be listed: they are taken as `rarelyFinal`.
public struct AbbreviationLists: Sendable {
  /// Those that never end a sentence: "Dr.", "Gen.", "Jan.".
  public var neverFinal: [String]
  /// Those that end no sentence where a digit follows: "No." before "5".
  public var beforeNumbers: [String]
  /// Those that end a sentence only where a word follows that starts one: "U.S.", "Inc.".
  public var rarelyFinal: [String]
  /// Those that end a sentence where a capital follows, unless it is one of `continuations`: "a.m.", "etc.".
  public var oftenFinal: [String]
  /// Words with a capital that carry on after `oftenFinal`: "Monday", "EST".
  public var continuations: [String]

  /// Takes the lists.
  public init(
    neverFinal: [String] = [], beforeNumbers: [String] = [], rarelyFinal: [String] = [], oftenFinal: [String] = [],
    continuations: [String] = []
  ) {
    self.neverFinal = neverFinal
    self.beforeNumbers = beforeNumbers
    self.rarelyFinal = rarelyFinal
    self.oftenFinal = oftenFinal
    self.continuations = continuations
  }
}

/// Abbreviations as the splitter asks for them.
struct Abbreviations: Sendable {
  private let words: FoldedWords
  private let kinds: [Kinds]
  /// Words with a capital that carry on after those that often end a sentence.
  let continuations: FoldedWords

  /// What a full stop after an abbreviation may mean; one may stand in several lists.
  struct Kinds: OptionSet {
    let rawValue: UInt8

    static let neverFinal = Kinds(rawValue: 1)
    static let beforeNumbers = Kinds(rawValue: 2)
    static let rarelyFinal = Kinds(rawValue: 4)
    static let oftenFinal = Kinds(rawValue: 8)
  }

  init(_ lists: AbbreviationLists) {
    let kinds: [(Kinds, [String])] = [
      (.neverFinal, lists.neverFinal), (.beforeNumbers, lists.beforeNumbers), (.rarelyFinal, lists.rarelyFinal),
      (.oftenFinal, lists.oftenFinal),
    ]
    let all = kinds.flatMap { kind, words in words.map { (kind: kind, word: Self.lastWord($0)) } }
    let words = FoldedWords(all.map(\.word))
    var kindsOfWords = [Kinds](repeating: [], count: all.count)
    for (kind, word) in all {
      let bytes = Array(word.utf8)
      if let ordinal = words.ordinal(of: bytes.indices, in: bytes) { kindsOfWords[ordinal].insert(kind) }
    }
    (self.words, self.kinds) = (words, kindsOfWords)
    continuations = FoldedWords(lists.continuations)
  }

  /// What is known of the word in a range, its full stop in it; nothing of a word in no list.
  func kinds(of range: Range<Int>, in text: [UInt8]) -> Kinds {
    words.ordinal(of: range, in: text).map { kinds[$0] } ?? []
  }

  private static func lastWord(_ abbreviation: String) -> String {
    abbreviation.split(separator: " ").last.map(String.init) ?? ""
  }
}

/// The dateline's pattern with the numbers of its slots.
struct DatelinePattern: Sendable {
  let pattern: Pattern
  let month: Int?
  let day: Int?
  let year: Int?

  init(_ pattern: Pattern) {
    self.pattern = pattern
    month = pattern.slot(named: "month")
    day = pattern.slot(named: "day")
    year = pattern.slot(named: "year")
  }
}
