import Testing

@testable import Factlint

@Suite("Quotations and the rest of their article")
struct QuotationRelationTests {
  private func findings(_ test: CheckRule.QuotationTest, _ blocks: [String], headline: Bool = false) throws -> [Finding]
  {
    var sketch = try FactSketch("x")
    let document = try segmenter().document(
      from: article(blocks, roles: headline ? [0: .headline] : [:]), options: Segmenter.Options(language: "en"))
    sketch.report = Report(document: document)
    let message = test == .wording ? "{first} / {second}" : "{quotation}"
    return sketch.checked(
      CheckRule(
        id: "a/quotation", relation: .quotation, name: "", severity: .warning, confidence: 0.5, message: message,
        over: "attribution", value: test.rawValue)
    ).findings
  }

  @Test("a number that changes between two renderings is told with its neighbours")
  func numbers() throws {
    let found = try findings(
      .wording, ["\"We lost 40 boats in a night,\" she said.", "Later: \"We lost 14 boats in a night,\" she said."])
    #expect(found.map(\.message) == ["We lost 40 boats in / We lost 14 boats in"])
    #expect(found.map(\.severity) == [.warning])
    #expect(found.first?.places.map(\.role) == ["rendering", "rendering"])
  }

  @Test(
    "what is a part, has an ellipsis or brackets, is short, or stands right beside is no other rendering",
    arguments: [
      ["\"We lost 40 boats in a night,\" she said.", "\"We lost 40 boats in a single night or two,\" she said."],
      ["\"We lost … boats in a night,\" she said.", "\"We lost 14 boats in a night,\" she said."],
      ["\"We lost [40] boats in a night,\" she said.", "\"We lost 14 boats in a night,\" she said."],
      ["\"We lost 40 boats,\" she said.", "\"We lost 14 boats,\" she said."],
      ["\"It has nothing to do with it,\" she said. \"It has all to do with it.\""],
    ])
  func leftAlone(_ blocks: [String]) throws {
    #expect(try findings(.wording, blocks).filter { $0.severity == .warning }.isEmpty)
  }

  @Test("a headline's quotation has its words in the body, in whatever case")
  func headline() throws {
    let title = "Mayor: \"We Shall Mend Every Pier\""
    #expect(try findings(.headline, [title, "\"We shall mend every pier,\" she said."], headline: true).isEmpty)
    let found = try findings(.headline, [title, "She said the town would mend the quay."], headline: true)
    #expect(found.map(\.message) == ["We Shall Mend Every Pier"])
    #expect(try findings(.headline, [title], headline: true).isEmpty)
  }

  @Test("a quotation that no mark ends is told, one that the next paragraph carries on is not")
  func marks() throws {
    #expect(try findings(.marks, ["She said, \"It is late. Then she left."]).count == 1)
    #expect(try findings(.marks, ["She said, \"It is late.", "\"It is dark.\" Then she left."]).isEmpty)
  }
}
