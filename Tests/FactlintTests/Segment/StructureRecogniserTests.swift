import PCRE2
import Testing

@testable import Factlint

@Suite("What only the text shows")
struct StructureRecogniserTests {
  private let body = "The council agreed to the plan on Monday."

  @Test(
    "a short first block that is no sentence is the headline",
    arguments: [
      "Council agrees to plan", "Will the council agree?", "Council: ‘We agree!'", "Plan leaves the U.S.",
    ])
  func headline(first: String) throws {
    #expect(try document(first, body).texts(of: .headline) == [first])
  }

  @Test(
    "a first block that may be prose is no headline",
    arguments: [
      "The council agreed.", "The council agreed…", "The council said:", "“The council agreed.”",
      String(repeating: "word ", count: 31) + "end", String(repeating: "longword", count: 26),
    ])
  func noHeadline(first: String) throws {
    #expect(try document(first, body).texts(of: .headline) == [])
  }

  @Test("a block alone is no headline, and neither is an item of a list")
  func noHeadlineAlone() throws {
    #expect(try document("Council agrees to plan").texts(of: .headline) == [])
    #expect(try document("Council agrees", body, roles: [0: .listItem]).texts(of: .headline) == [])
  }

  @Test("a headline of the format is the only one, unless the text repeats it")
  func statedHeadline() throws {
    let other = try document("Council agrees to plan", "A first look", body, roles: [0: .headline])
    #expect(other.texts(of: .headline) == ["Council agrees to plan"])
    let repeated = try document("Council agrees to plan", "COUNCIL agrees to plan.", body, roles: [0: .headline])
    #expect(repeated.texts(of: .headline) == ["Council agrees to plan", "COUNCIL agrees to plan."])
  }

  @Test("a byline is one of the first three blocks")
  func byline() throws {
    let found = try document("Council agrees to plan", "By Ada Byron-King and Bo Li", body)
    #expect(found.texts(of: .byline) == ["By Ada Byron-King and Bo Li"])
    #expect(found.texts(of: .headline) == ["Council agrees to plan"])
    #expect(found.article.metadata.byline == "Ada Byron-King and Bo Li")
    #expect(try document("By Ada Byron", body).texts(of: .headline) == [])
    #expect(try document("By Monday the council agreed.", body).texts(of: .byline) == [])
    #expect(try document("One.", "Two.", "Three.", "By Ada Byron", body).texts(of: .byline) == [])
  }

  @Test("the byline that the format states stays")
  func statedByline() throws {
    let stated = article(["By Ada Byron", body], metadata: Metadata(byline: "A. Byron", language: "en"))
    #expect(try segmenter().document(from: stated).article.metadata.byline == "A. Byron")
  }

  @Test(
    "a dateline begins the first paragraph or the second",
    arguments: [
      ("GAZA CITY, Feb. 5 (Reuters) — ", nil), ("WASHINGTON (AP) – ", nil), ("PARIS, France - ", nil),
      ("ULM, March 3, 2021 (Desk) -- ", CivilDate(year: 2021, month: 3, day: 3)),
      ("ULM, Sept. 30, 1999 — ", CivilDate(year: 1999, month: 9, day: 30)),
      ("ULM, Feb. 30, 2021 — ", nil),
    ])
  func dateline(line: String, day: CivilDate?) throws {
    for blocks in [[line + body], ["Council agrees", line + body], ["Council agrees", "By Bo Li", line + body]] {
      let document = try segmenter().document(from: article(blocks, metadata: Metadata(language: "en")))
      #expect(document.dateline.map(document.string) == line)
      #expect(document.date?.day == day)
      #expect(document.date?.origin == (day == nil ? nil : .dateline))
      #expect(document.texts(of: .headline) == (blocks.count > 1 ? ["Council agrees"] : []))
    }
  }

  @Test("a dateline in the third paragraph is none")
  func lateDateline() throws {
    #expect(try document("One.", "Two.", "ULM (AP) — Three.").dateline == nil)
  }

  @Test("a full date in the dateline is found again in the source")
  func datelineSource() throws {
    var stated = article(["ULM, March 3, 2021 — The town slept."], metadata: Metadata(language: "en"))
    stated.fields = [Field(name: "text", bytes: Array("  ULM,  March 3, 2021 — The town slept.".utf8))]
    stated.sourceMap = SourceMap(pieces: [
      SourceMap.Piece(cleanStart: 0, source: SourceRange(field: 0, bytes: 2..<6), isVerbatim: true),
      SourceMap.Piece(cleanStart: 4, source: SourceRange(field: 0, bytes: 6..<8), isVerbatim: false),
      SourceMap.Piece(cleanStart: 5, source: SourceRange(field: 0, bytes: 8..<41), isVerbatim: true),
    ])
    let source = try #require(try segmenter().document(from: stated).date?.source)
    #expect(String(decoding: stated.fields[0].bytes[source.bytes], as: UTF8.self) == "March 3, 2021")
  }

  @Test("a block that is all date is metadata and dates the article")
  func dateBlock() throws {
    let document = try document("Friday, March 5, 2021", body)
    #expect(document.texts(of: .metadata) == ["Friday, March 5, 2021"])
    #expect(document.date?.day == CivilDate(year: 2021, month: 3, day: 5))
    #expect(document.sentenceTexts == [body])
  }

  @Test("a stated date goes before the dateline's, and that before the option")
  func datePrecedence() throws {
    let option = try #require(CivilDate(year: 2020, month: 1, day: 1))
    let stated = PublicationDate(day: try #require(CivilDate(year: 2021, month: 3, day: 4)), origin: .firstLine)
    let options = Segmenter.Options(language: "en", date: option)
    let dated = "ULM, March 3, 2021 — The town slept."
    let segmenter = try segmenter()
    #expect(
      segmenter.document(from: article([dated], metadata: Metadata(date: stated)), options: options).date == stated)
    #expect(segmenter.document(from: article([dated]), options: options).date?.origin == .dateline)
    #expect(segmenter.document(from: article(["So."]), options: options).date?.day == option)
    #expect(segmenter.document(from: article(["So."]), options: options).date?.origin == .option)
    #expect(segmenter.document(from: article(["So."])).date == nil)
  }

  @Test("a pattern that takes too much work is told as an incident")
  func matchLimit() throws {
    let rules = SegmentationRules(language: "en", dateline: try Pattern("^(?:a+)+$"))
    let document = Segmenter(packs: [rules]).document(
      from: article([String(repeating: "a", count: 60) + "!", "So."]), options: Segmenter.Options(language: "en"))
    #expect(document.article.incidents.map(\.code) == ["match-limit"])
    #expect(document.sentenceTexts.last == "So.")
  }
}
