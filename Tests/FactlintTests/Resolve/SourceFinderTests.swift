import Testing

@testable import Factlint

@Suite("The source before a verb")
struct SourceFinderTests {
  @Test(
    "is the noun phrase that reaches from the beginning of its clause to the verb",
    arguments: [
      ("The mayor of Aldby |said", "The mayor of Aldby"),
      ("The road was closed, police |said", "police"),
      ("The road was closed and police |said", "police"),
      ("The mayor and the miller |said", "The mayor and the miller"),
      ("Crews quoted by the Gazette |said", "Crews quoted by the Gazette"),
      ("The man who |said", "who"),
      ("On a wet day, he |said", "he"),
      ("\u{1A}\u{1A}, Ann Lowe |said", "Ann Lowe"),
    ])
  func phrases(text: String, source: String) {
    #expect(found(text)?.source == source)
  }

  @Test(
    "stands before adverbs, auxiliaries, days and what is set off",
    arguments: [
      ("Ann Lowe has also |said", "Ann Lowe"),
      ("Ann Lowe went on to |say", "Ann Lowe"),
      ("Ann Lowe on Monday night |said", "Ann Lowe"),
      ("Ann Lowe, 45, a nurse from Aldby, |said", "Ann Lowe"),
      ("Ann Lowe (of the ferry board) |said", "Ann Lowe"),
      ("Ann Lowe — a nurse — |said", "Ann Lowe"),
    ])
  func leads(text: String, source: String) {
    #expect(found(text)?.source == source)
  }

  @Test(
    "is none where a word before the verb belongs to no noun phrase",
    arguments: [
      "The ferry was |said", "|said", " |said", ", |said", "The ferry sailed |said", "( |said", ") |said", "— |said",
    ])
  func nothing(text: String) {
    #expect(found(text) == nil)
  }

  @Test("begins where what is before its clause ends")
  func boundaries() {
    #expect(found("The road was closed, police |said")?.boundary == 21)
    #expect(found("The road was closed and police |said")?.boundary == nil)
    #expect(found("Police |said")?.boundary == 0)
  }

  @Test(
    "is, for a second verb, who the statement is about",
    arguments: [
      ("The mayor of Aldby smiled and |said", "The mayor of Aldby"),
      ("On Monday, the mayor smiled and |said", "the mayor"),
      ("The mayor, a miller by trade, smiled and |said", "The mayor"),
      ("Was the mayor here and |said", nil),
    ] as [(String, String?)])
  func subjects(text: String, subject: String?) {
    let (bytes, cue) = marked(text)
    var finder = finder(bytes)
    let range = finder.subject(of: 0..<bytes.count, before: cue)
    #expect(range.map { String(decoding: bytes[$0], as: UTF8.self) } == subject)
  }

  @Test("looks at no byte outside of its statement, whatever stands there")
  func hostileText() {
    var state: UInt64 = 7
    let pieces = ["a", " ", ",", "(", ")", "—", "--", "\u{1A}", "and", "who", "'", "é", "of", ";", "5", "Monday", "."]
    for _ in 0..<3000 {
      var text = ""
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      let bytes = Array(text.utf8)
      var finder = finder(bytes)
      for cue in 0...bytes.count {
        let source = finder.source(before: cue, in: 0..<bytes.count)
        #expect(source.map { $0.range.upperBound < cue && !$0.range.isEmpty } ?? true)
        let subject = finder.subject(of: 0..<bytes.count, before: cue)
        #expect(subject.map { $0.upperBound <= cue && !$0.isEmpty } ?? true)
      }
    }
  }

  // MARK: - A small vocabulary

  private func found(_ text: String) -> (source: String, boundary: Int?)? {
    let (bytes, cue) = marked(text)
    var finder = finder(bytes)
    return finder.source(before: cue, in: 0..<bytes.count).map {
      (String(decoding: bytes[$0.range], as: UTF8.self), $0.boundary)
    }
  }

  /// The text without the mark before the verb, and where that was.
  private func marked(_ text: String) -> ([UInt8], Int) {
    let bytes = Array(text.utf8)
    let cue = bytes.firstIndex(of: UInt8(ascii: "|")) ?? 0
    return (bytes.filter { $0 != UInt8(ascii: "|") }, cue)
  }

  private func finder(_ text: [UInt8]) -> SourceFinder { SourceFinder(words: Self.words, text: text) }

  private static let words: SourceWords = {
    let lists = [
      "np-stop": ["was", "and", "of", "on", "who", "he", "by", "from", "also", "has", "to", "went"],
      "source-tail": ["of", "by", "from"], "source-joint": ["and"], "source-pronoun": ["he", "who"],
      "source-relative": ["who"], "clause-link": ["and"], "clause-lead": ["and"], "participle-link": ["by"],
      "participle-ending": ["ed"], "cue-adverb": ["also"], "cue-auxiliary": ["has", "went on to"],
      "cue-day": ["Monday"], "cue-day-part": ["night"], "cue-day-lead": ["on"],
    ]
    return SourceWords(
      lexicons: Dictionary(
        uniqueKeysWithValues: lists.map { name, words in
          (name, Lexicon(name: name, ignoresCase: true, entries: words.map { Lexicon.Entry(text: $0, value: $0) }))
        }))
  }()
}
