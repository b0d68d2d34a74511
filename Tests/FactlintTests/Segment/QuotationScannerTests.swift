import Testing

@testable import Factlint

@Suite("Quotations")
struct QuotationScannerTests {
  @Test(
    "stand between their marks",
    arguments: [
      ("“We go,” she said.", ["We go,"]),
      ("\"We go,\" she said. \"We stay.\"", ["We go,", "We stay."]),
      ("Er sagte: „Wir gehen.“", ["Wir gehen."]),
      ("Il a dit : «On part.»", ["On part."]),
      ("``We go,'' she said.", ["We go,"]),
      ("''We go,'' she said.", ["We go,"]),
      ("The mayor (\"Big Al\") spoke of \"home\".", ["Big Al", "home"]),
      ("A \"so-called\"-style plan—\"ours\"—won.", ["so-called", "ours"]),
      ("He said \"I mean—\" and left.", ["I mean—"]),
      ("\"Go\"she said.", ["Go"]),
      ("She said:\"Go\" and went.", ["Go"]),
      ("“We go,\" she said.", ["We go,"]),
      ("“We go,“ she said.", ["We go,"]), ("\"We go,'' she said.", ["We go,"]), ("“We go,'' she said.", ["We go,"]),
      ("”We go,” she said.", ["We go,"]),
      ("\" \"We go,\" she said.", ["We go,"]), ("Nothing is quoted here.", []),
    ])
  func marks(text: String, quoted: [String]) throws {
    let rules = SegmentationRules(
      language: "x", quotationMarks: QuotationMarks.common + (try german() + french()))
    #expect(quotations(in: [text], rules: rules).map(\.1) == quoted)
  }

  @Test(
    "between single marks end at the mark that is no apostrophe",
    arguments: [
      ("‘We go,' he said. ‘We don't stay.'", ["We go,", "We don't stay."]),
      ("He called it ‘a disaster' and left.", ["a disaster"]),
      ("It was the ‘workers' party' of old.", ["workers' party"]),
      (
        "He praised ‘the teachers' union, the nurses' union and all,' she said.",
        ["the teachers' union, the nurses' union and all,"]
      ),
      ("The ‘heroes' of the town met ‘villains' there.", ["heroes", "villains"]),
      ("They were no ‘heroes' to us", ["heroes"]),
      ("‘He's got Jones's bag,' she said.", ["He's got Jones's bag,"]),
      ("Minister says 'no' to talks", ["no"]),
      ("The 'safe zone' holds", ["safe zone"]),
      ("'We go,' she said.", ["We go,"]),
      ("‘Why?' he asked.", ["Why?"]),
      ("‘Rock 'n' roll' it was called.", ["Rock 'n' roll"]),
    ])
  func singleMarks(text: String, quoted: [String]) throws {
    #expect(try document(text).quotedTexts == quoted)
  }

  @Test(
    "are not seen in apostrophes, feet and inches",
    arguments: [
      "In the '90s and the '80s they danced.", "In the ‘90s they danced.", "Get 'em while they're hot.",
      "It is rock 'n' roll to me.", "He stands 6' 2\" tall.", "He is 6'2\" and she is 5'11\" tall.",
      "The teachers' union met the nurses' union.", "The class of '68 met.", "A 12\" record was sold.",
      "O'Neill's dogs' home isn't open.", "At five o‘clock they left.", "The city\"s mayor left.",
      "'Tis the season, the workers' season.",
    ])
  func traps(text: String) throws {
    #expect(try document(text).quotedTexts == [])
  }

  @Test("a foot mark ends no single quotation")
  func feet() throws {
    let text = "‘He is 6' 2\" tall,' she said."
    #expect(try document(text).quotedTexts == ["He is 6' 2\" tall,"])
  }

  @Test("inside quotations know how deep they stand")
  func depth() throws {
    let document = try document("“He said ‘no' to me,” she said. ‘They call it “home”, sir,' he said.")
    #expect(document.quotedTexts == ["He said ‘no' to me,", "no", "They call it “home”, sir,", "home"])
    #expect(document.quotations.map(\.depth) == [0, 1, 0, 1])
  }

  @Test("with the same straight marks inside are paired by the spaces around them")
  func sameMarks() throws {
    let document = try document("\"He said \"no\" to me,\" she said.")
    #expect(document.quotedTexts == ["He said \"no\" to me,", "no"])
    #expect(document.quotations.map(\.depth) == [0, 1])
  }

  @Test("that lost their closing mark end before the next one, or with their block")
  func lostMark() throws {
    let inner = try document("\"We go, he said. \"We stay,\" she said.")
    #expect(inner.quotedTexts == ["We go, he said.", "We stay,"])
    #expect(inner.quotations.map(\.isClosed) == [false, true])
    #expect(inner.quotations.map(\.depth) == [0, 0])

    let last = try document("She said: \"We go.", "Then they went.")
    #expect(last.quotedTexts == ["We go."])
    #expect(last.quotations.map(\.isClosed) == [false])
  }

  @Test("go on in the next paragraph where that opens with a mark")
  func continuation() throws {
    let document = try document("“We go,” he said. “We stay.", "“We never left.", "“That is all,” he said.", "“No.”")
    #expect(document.quotedTexts == ["We go,", "We stay.", "We never left.", "That is all,", "No."])
    #expect(document.quotations.map(\.isClosed) == [true, false, false, true, true])
    #expect(document.quotations.map(\.isContinuation) == [false, false, true, true, false])
    #expect(document.quotations.map(\.block) == [0, 0, 1, 2, 3])
  }

  @Test("go on past a caption, and between single marks")
  func continuationPastCaption() throws {
    let caption = try document("“We stay.", "The mayor in May", "“We never left.”", roles: [1: .caption])
    #expect(caption.quotations.map(\.isContinuation) == [false, true])

    let single = try document("He said: ‘We stay.", "‘We never left.'")
    #expect(single.quotations.map(\.isContinuation) == [false, true])
    #expect(single.quotations.map(\.isClosed) == [false, true])
  }

  @Test("that the next paragraph closes without opening go on there")
  func closedLater() throws {
    let document = try document("“We stay.", "We never left,” he said.")
    #expect(document.quotedTexts == ["We stay.", "We never left,"])
    #expect(document.quotations[1].isContinuation)
    #expect(document.quotations[1].isClosed)
  }

  @Test("are whole blocks where the format sets them off without marks")
  func blockQuotation() throws {
    let whole = try document(
      "He wrote:", "We go and stay.", "We never left.", "She read “that” aloud.",
      roles: [1: .quotation, 2: .quotation, 3: .quotation])
    #expect(whole.quotedTexts == ["We go and stay.", "We never left.", "that"])
    #expect(whole.quotations.map(\.isContinuation) == [false, true, false])
    #expect(whole.quotations.map(\.isClosed) == [false, true, true])
  }

  @Test("only use the marks that the language quotes with")
  func otherLanguage() throws {
    let rules = SegmentationRules(language: "de", quotationMarks: try german())
    let found = quotations(in: ["Er sagte „Das ist ‚neu‘ hier“ und \"ging\"."], rules: rules)
    #expect(found.map(\.1) == ["Das ist ‚neu‘ hier", "neu"])
  }

  @Test("marks that no language quotes with make no pair")
  func unknownMarks() {
    #expect(QuotationMarks(opening: "x", closing: "”") == nil)
    #expect(QuotationMarks(opening: "‘", closing: "’") == QuotationMarks(opening: "‘", closing: "'"))
  }

  private func german() throws -> [QuotationMarks] {
    [
      try #require(QuotationMarks(opening: "„", closing: "“")),
      try #require(QuotationMarks(opening: "‚", closing: "‘")),
    ]
  }

  private func french() throws -> [QuotationMarks] {
    [try #require(QuotationMarks(opening: "«", closing: "»"))]
  }

  private func quotations(in blocks: [String], rules: SegmentationRules) -> [(Quotation, String)] {
    let document = Segmenter(packs: [rules]).document(
      from: article(blocks), options: Segmenter.Options(language: rules.language))
    return document.quotations.map { ($0, document.string($0.content)) }
  }
}
