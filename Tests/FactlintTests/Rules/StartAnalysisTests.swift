import Testing

@testable import Factlint

@Suite("Where a match can begin")
struct StartAnalysisTests {
  private func starts(_ pattern: String) throws -> [Start<Trigger>]? {
    let vocabulary = try vocabulary([
      wordList("hedge", ["about", "at least", "at most"]), wordList("numeral", ["two", "three"]),
    ])
    return TriggerAnalysis(vocabulary: vocabulary, functionWords: []).starts(of: try PatternTemplate(pattern))
  }

  @Test("a word list gives its words, and those of two words ask for the second right behind the first")
  func wordListStarts() throws {
    #expect(
      try starts("{hedge}, then") == [
        Start(triggers: [.words(["about"])]), Start(triggers: [.words(["at"])], next: [.words(["least", "most"])]),
      ])
  }

  @Test("a word asks for what the pattern says of the next one")
  func nextWords() throws {
    #expect(
      try starts("the (?:\\d|{numeral})") == [
        Start(triggers: [.words(["the"])], next: [.digit, .words(["three", "two"])])
      ])
    #expect(
      try starts("(?:(?i:these|those)(?! other)) {numeral}")
        == [Start(triggers: [.words(["these", "those"])], next: [.words(["three", "two"])])])
  }

  @Test("words that classes and optional letters spell are told apart")
  func speltWords() throws {
    #expect(try starts("[Tt]he \\d") == [Start(triggers: [.words(["the"])], next: [.digit])])
    #expect(
      try starts("an? {numeral}") == [Start(triggers: [.words(["a", "an"])], next: [.words(["three", "two"])])])
    #expect(try starts("kill(?:s|ed|ing)[ -]") == [Start(triggers: [.words(["killed", "killing", "kills"])])])
    #expect(try starts("(?:US|A)?\\$") == [Start(triggers: [.symbol("$"), .words(["a", "us"])])])
    #expect(try starts("[a-f]b ") == nil)
    #expect(try starts("ki+ll ") == [Start(triggers: [.initial("k")])])
    #expect(try starts("killed?[^ ]") == [Start(triggers: [.initial("k")])])
  }

  @Test("a word after which anything may stand asks for nothing")
  func anythingNext() throws {
    #expect(try starts("the \\p{L}+") == [Start(triggers: [.words(["the"])])])
    #expect(try starts("the,? two") == [Start(triggers: [.words(["the"])])])
    #expect(try starts("the(?: two)?") == [Start(triggers: [.initial("t")])])
    #expect(try starts("{numeral}") == [Start(triggers: [.words(["three", "two"])])])
  }

  @Test("a symbol asks for what the pattern says of what comes behind the character after it")
  func symbols() throws {
    #expect(try starts(", {numeral}") == [Start(triggers: [.symbol(",")], next: [.words(["three", "two"])])])
    #expect(try starts(",\\K \\p{Lu}") == [Start(triggers: [.symbol(",")], next: [.capital])])
    #expect(try starts("\\(\\p{Lu}") == [Start(triggers: [.symbol("(")])])
  }

  @Test("a number asks for its shape: how many digits, and what comes after them")
  func numbers() throws {
    let shapes = NumberShapes(digits: 2, before: [.colon]).union(NumberShapes(digits: 1, before: [.notASCII]))
    #expect(try starts("\\d\\d:") == [Start(triggers: [.number(shapes)])])
    #expect(try starts("(?:[01]\\d|2[0-3]):") == [Start(triggers: [.number(shapes)])])
    #expect(try starts("\\d") == [Start(triggers: [.digit])])
    #expect(try starts("the \\d\\d:") == [Start(triggers: [.words(["the"])], next: [.number(shapes)])])
  }

  @Test("what may be absent leaves what comes after it as a start")
  func optionalBeginning() throws {
    #expect(
      try starts("(?:the )?\\d") == [Start(triggers: [.digit]), Start(triggers: [.words(["the"])], next: [.digit])])
    #expect(
      try starts("(?:the )*two ") == [
        Start(triggers: [.words(["two"])]), Start(triggers: [.words(["the"])], next: [.words(["the", "two"])]),
      ])
  }

  @Test("a pattern that can match nothing, or begins with a space, can begin anywhere")
  func anywhere() throws {
    #expect(try starts("(?:the)?") == nil)
    #expect(try starts(" two") == nil)
    #expect(try starts(".two") == nil)
  }

  @Test("a pattern that takes too long to look through can begin anywhere")
  func limitedWork() throws {
    let nested = String(repeating: "(?:a|b|(?:", count: 12) + "x" + String(repeating: ")?)?", count: 12)
    #expect(try starts(String(repeating: nested, count: 3) + "\\d") == nil)
  }

  @Test("a match is found where its second word stands right behind the first, and tried nowhere else")
  func placesThatAreTried() throws {
    let pack = try pack(
      [TestRule(id: "some", pattern: "(?:the|at least) {numeral}")],
      vocabulary: vocabulary([wordList("numeral", ["two"])]))
    let extractor = Extractor(pack: pack)
    extractor.measureCosts()
    let document = try readDocument(["the man at least saw the two, at least nine and (the-two) the very two: the two."]
    )
    #expect(extractor.mentions(in: document).mentions.count == 2)
    #expect(extractor.costs?.first?.tries == 5)
  }

  @Test("a number is tried only where it has a shape that can match")
  func numbersThatAreTried() throws {
    let extractor = Extractor(pack: try pack([TestRule(id: "clock", pattern: "\\d?\\d:\\d\\d(?!\\d)")]))
    extractor.measureCosts()
    let document = try readDocument(["At 9:30, 10:5, 123:45, 7 and 1999 he saw 11: it was ٣:15 and 1٣:20."])
    #expect(extractor.shown(document).map(\.text) == ["9:30", "٣:15", "1٣:20"])
    #expect(extractor.costs?.first?.tries == 5)
  }
}
