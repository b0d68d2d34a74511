import Factlint
import FactlintReports
import Testing

@Suite("Every sample report is written as its golden file has it")
struct GoldenFileTests {
  static let names = SampleReports.all.map(\.name)

  private func report(_ name: String) throws -> Report {
    try #require(SampleReports.all.first { $0.name == name }?.report)
  }

  @Test("on a terminal", arguments: names)
  func text(name: String) throws {
    try GoldenFile.expect(ReportFormat.text.render([report(name)]), in: "\(name).txt")
  }

  @Test("in Markdown", arguments: names)
  func markdown(name: String) throws {
    try GoldenFile.expect(ReportFormat.markdown.render([report(name)]), in: "\(name).md")
  }

  @Test("in HTML", arguments: names.filter { $0 != "hostile" })
  func html(name: String) throws {
    try GoldenFile.expect(Array(HTMLReport.section(of: report(name), id: "a1").utf8), in: "\(name).html")
  }

  @Test("in JSON", arguments: names)
  func json(name: String) throws {
    try GoldenFile.expect(ReportFormat.json.render([report(name)]), in: "\(name).json")
  }

  @Test("as a line of `check`", arguments: names)
  func check(name: String) throws {
    try GoldenFile.expect(ReportFormat.jsonl.render([report(name)]), in: "\(name).check.jsonl")
  }

  @Test("as a line of `extract`", arguments: names)
  func extract(name: String) throws {
    var output: [UInt8] = []
    RecordLine.extract(try report(name), to: &output)
    try GoldenFile.expect(output, in: "\(name).extract.jsonl")
  }

  @Test("in colour")
  func coloured() throws {
    try GoldenFile.expect(
      ReportFormat.text.render([report("ferry")], isColoured: true), in: "ferry.coloured.txt")
  }

  @Test("several in one document")
  func several() throws {
    let reports = [try report("harvest"), try report("bare")]
    try GoldenFile.expect(ReportFormat.text.render(reports), in: "several.txt")
    try GoldenFile.expect(ReportFormat.markdown.render(reports), in: "several.md")
    try GoldenFile.expect(ReportFormat.json.render(reports), in: "several.json")
  }
}
