import Factlint
import Testing

@Suite("Plain text")
struct PlainTextTests {
  @Test("ends a paragraph at a blank line, whatever white space is in it")
  func blankLines() throws {
    #expect(try read("One.\n\nTwo.\r\n \t\r\nThree.\r\rFour.").outline.count == 4)
  }

  @Test("joins the lines of text that is wrapped throughout")
  func wrapped() throws {
    let source = """
      The council of the harbour town voted late on Thursday to close the old
      pier for the winter, after an engineer found that nine of its thirty
      piles had rotted through at the water line and could give way.

      Repairs will begin in the spring, the harbour master said, and are to
      cost about two million crowns.
      """
    for text in [source, source.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")] {
      let article = try read(text)
      #expect(article.blocks.count == 2)
      #expect(article.outline.last?.hasSuffix("said, and are to cost about two million crowns.") == true)
    }
    #expect(try read(source).place(of: "to cost")?.line == 5)
  }

  @Test("ends a paragraph at each break of text that is not wrapped")
  func unwrapped() throws {
    let lines = ["The mayor resigned.", "A deputy takes over on Monday morning.", "No date is set for a vote."]
    #expect(try read(lines.joined(separator: "\n")).outline == lines.map { "paragraph: " + $0 })
    let long = String(repeating: "The river rose again and the ferry stayed where it was. ", count: 5)
    #expect(try read(long + "\n" + long + "\n" + long).blocks.count == 3)
  }

  @Test("keeps the lines of a poem, a list or a table apart")
  func shortLines() throws {
    #expect(try read("Roses in the rain\nand the long road home\nno one at the gate\nonly a lamp").blocks.count == 4)
    #expect(try read("apples\npears\nfigs and a great many other fruits").blocks.count == 3)
    #expect(try read("North\t12\t14\nSouth\t3\t9\nWest   8   7").blocks.count == 3)
  }

  @Test("keeps a short headline apart from the wrapped paragraph under it")
  func headlineAboveWrappedText() throws {
    let article = try read(
      """
      Old pier to close for winter
      The council of the harbour town voted late on Thursday to close the old
      pier for the winter, after an engineer found that nine of its thirty
      piles had rotted through at the water line and could give way to the
      first storm of the year, as two of them did in the gale of last month.
      Repairs will begin in the spring.
      """)
    #expect(article.outline.first == "paragraph: Old pier to close for winter")
    #expect(article.blocks.count == 2)
  }

  @Test("begins a paragraph at an indented line of wire copy, and after a short last line")
  func wireCopy() throws {
    let article = try read(
      """
         HARBOUR TOWN, Oct. 3 - The council voted late on Thursday to close the
      old pier for the winter, after an engineer found that nine of its thirty
      piles had rotted through at the water line and could give way.
         Repairs will begin in the spring, the harbour master said, and are to
      cost about two million crowns, of which the state will pay one half.
      The rest will come out of the fees that ships pay for the use of the quay
      and from a loan.
      """)
    #expect(article.blocks.count == 3)
    #expect(article.outline[1].hasPrefix("paragraph: Repairs"))
    #expect(article.outline[2].hasPrefix("paragraph: The rest"))
  }

  @Test("joins wrapped text in capitals")
  func capitals() throws {
    let article = try read(
      """
      THE MINISTER SAID ON WEDNESDAY THAT THE COUNTRY WOULD RESUME RELATIONS
      WITH ITS NEIGHBOUR TO THE NORTH AFTER NINE YEARS, AND THAT AN ENVOY HAD
      LEFT FOR THE CAPITAL.
      """)
    #expect(article.blocks.count == 1)
  }

  @Test("reads lines that begin with a list marker as list items")
  func lists() throws {
    let article = try read("What to pack:\n\n- a coat\n* a hat\n  with a brim\n1. boots\n-not an item\n12.5 metres")
    #expect(
      article.outline == [
        "paragraph: What to pack:", "listItem: a coat", "listItem: a hat with a brim", "listItem: boots",
        "paragraph: -not an item", "paragraph: 12.5 metres",
      ])
  }

  @Test("drops lines that are only a separator", arguments: ["---", "***", "###", "* * *", "=====", "-----------"])
  func separators(line: String) throws {
    #expect(try read("One.\n\(line)\nTwo.").outline == ["paragraph: One.", "paragraph: Two."])
  }

  @Test(
    "reads the first-line form",
    arguments: [
      "date 2023-02-05 Old pier to close", " date 2023-02-05 Old pier to close",
      "\t date  2023-02-05\tOld pier to close",
      "\n\n date 2023-02-05T22:15:00+02:00 Old pier to close", "date 2023-02-05 22:15Z Old pier to close",
      "date 2023-02-05T00:30:00.250-11:00 Old pier to close",
    ])
  func firstLine(line: String) throws {
    let article = try read(line + "\nThe pier closes.")
    #expect(article.metadata.date?.day == CivilDate(year: 2023, month: 2, day: 5))
    #expect(article.metadata.date?.origin == .firstLine)
    #expect(article.blocks.map(\.role) == [.metadata, .headline, .paragraph])
    #expect(article.outline[1] == "headline: Old pier to close")
    let source = try #require(article.metadata.date?.source)
    #expect(SourceIndex(article).place(of: source).text.hasPrefix("2023-02-05"))
    #expect(article.incidents.isEmpty)
  }

  @Test(
    "tells of a date on the first line that is none, and checks undated",
    arguments: ["2023-02-31", "5/2/2023", "2023-2-5"])
  func unparsableFirstLine(date: String) throws {
    let article = try read(" date \(date) Old pier to close\n\nText.")
    #expect(article.metadata.date == nil)
    #expect(article.incidents.map(\.code) == ["unparsable-date"])
    #expect(article.incidents.first?.message.contains(date) == true)
    #expect(article.outline == ["metadata: date \(date)", "headline: Old pier to close", "paragraph: Text."])
  }

  @Test(
    "leaves a sentence that begins with the keyword a sentence",
    arguments: ["date palms grow here.", "date 20 people on"])
  func keywordInProse(line: String) throws {
    let article = try read(line)
    #expect(article.outline == ["paragraph: " + line])
    #expect(article.incidents.isEmpty)
  }

  @Test("reads front matter: headline, date, authors, language")
  func frontMatter() throws {
    let article = try read(
      "---\ntitle: \"Old pier: closed\"\ndate: 2023-02-05 22:15:00 +0200\nauthor: [Ada Brink, Jon Moe]\nlang: en-GB\n"
        + "tags: {a: b}\n---\n\nText.")
    #expect(article.outline == ["headline: Old pier: closed", "paragraph: Text."])
    #expect(article.metadata.date?.day == CivilDate(year: 2023, month: 2, day: 5))
    #expect(article.metadata.date?.origin == .frontMatter)
    #expect(article.metadata.byline == "Ada Brink, Jon Moe")
    #expect(article.metadata.language == "en-GB")
    #expect(
      article.place(of: "Old pier") == Place(field: "text", scalars: 12..<20, text: "Old pier", line: 2, column: 9))
    let source = try #require(article.metadata.date?.source)
    #expect(SourceIndex(article).place(of: source).text == "2023-02-05 22:15:00 +0200")
  }

  @Test("front matter's date comes before that of the first line")
  func precedence() throws {
    let article = try read("---\r\ndate: 2023-02-05\r\n---\r\ndate 2022-01-01 Headline\r\n")
    #expect(article.metadata.date?.day == CivilDate(year: 2023, month: 2, day: 5))
    #expect(article.outline == ["metadata: date 2022-01-01", "headline: Headline"])
  }

  @Test("keeps malformed front matter out of the prose and tells of it")
  func malformedFrontMatter() throws {
    let article = try read("---\ntitle: [a, b\ndate: 2023-02-05\n---\nText.")
    #expect(article.incidents.map(\.code) == ["malformed-front-matter"])
    #expect(article.blocks.map(\.role) == [.metadata, .paragraph])
    #expect(article.metadata.date == nil)
    let deep = try read("---\na: " + String(repeating: "[", count: 60_000) + "\n---\nText.")
    #expect(deep.incidents.map(\.code) == ["malformed-front-matter"])
  }

  @Test(
    "takes rules that look like fences for rules", arguments: ["---\nText.", "---\nText.\n---\n", "---\nTime: now.\n"])
  func rules(source: String) throws {
    let article = try read(source)
    #expect(article.blocks.map(\.role) == [.paragraph])
    #expect(article.incidents.isEmpty)
  }

  @Test("an unreadable date in front matter leaves the article undated")
  func unparsableFrontMatterDate() throws {
    let article = try read("---\ndate: soon\n---\ndate 2022-01-01 Headline")
    #expect(article.metadata.date == nil)
    #expect(article.incidents.map(\.code) == ["unparsable-date"])
  }
}
