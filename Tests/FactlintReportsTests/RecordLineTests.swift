import Factlint
import FactlintReports
import Foundation
import Testing

@Suite("A line of the record protocol")
struct RecordLineTests {
  @Test("tells of a bad record with its line and its reason")
  func error() {
    var output: [UInt8] = []
    RecordLine.error(id: "a\"1", line: 12, code: "invalid-json", message: "Not an object.", to: &output)
    RecordLine.error(id: nil, line: 13, code: "missing-id", message: "No id.", to: &output)
    #expect(
      String(decoding: output, as: UTF8.self) == """
        {"id":"a\\"1","status":"error","line":12,"error":{"code":"invalid-json","message":"Not an object."}}
        {"id":null,"status":"error","line":13,"error":{"code":"missing-id","message":"No id."}}

        """)
  }

  @Test("is appended to what is already there")
  func appended() {
    var output = Array("before\n".utf8)
    RecordLine.check(SampleReports.bare, to: &output)
    RecordLine.extract(SampleReports.bare, to: &output)
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.first == "before")
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(#"{"id":"bare","status":"ok","#) })
  }

  @Test("counts offsets in scalars, lines and columns from 1, and CR LF as one line end")
  func offsets() throws {
    let article = SampleArticle(id: "x", text: "é👩‍🚒 one\r\ntwo")
    let finding = Finding(
      check: "count/x", name: "", severity: .note, confidence: 0.5, message: "", working: "",
      places: [article.place("one", role: "a"), article.place("two", role: "b")])
    var output: [UInt8] = []
    RecordLine.check(Report(document: article.document, findings: [finding]), to: &output)
    let line = String(decoding: output, as: UTF8.self)
    #expect(line.contains(#"{"field":"text","start":5,"end":8,"text":"one","line":1,"column":6,"role":"a"}"#))
    #expect(line.contains(#"{"field":"text","start":10,"end":13,"text":"two","line":2,"column":1,"role":"b"}"#))
  }

  @Test(
    "writes each end of an amount as a number or null, and says where it is open",
    arguments: [
      (Interval.all, #""low":null,"high":null,"lowOpen":false,"highOpen":false"#),
      (.atLeast(12), #""low":12,"high":null,"lowOpen":false,"highOpen":false"#),
      (SampleReports.rounded(22.15, 22.25), #""low":22.15,"high":22.25,"lowOpen":false,"highOpen":true"#),
      (Interval(Rational(1, over: 3) ?? .zero), #""low":0.3333333333333333,"high":0.3333333333333333,"lowOpen":false"#),
      (Interval(lower: Bound(-2, isClosed: false), upper: nil) ?? .all, #""low":-2,"high":null,"lowOpen":true"#),
    ])
  func amounts(amount: Interval, json: String) {
    let article = SampleArticle(id: "x", text: "Some.")
    var output: [UInt8] = []
    RecordLine.extract(Report(document: article.document, facts: [article.count("Some", amount: amount)]), to: &output)
    #expect(String(decoding: output, as: UTF8.self).contains(json))
  }

  @Test("gives the same bytes for the same report")
  func deterministic() {
    var first: [UInt8] = []
    var second: [UInt8] = []
    RecordLine.extract(SampleReports.hostile, to: &first)
    RecordLine.extract(SampleReports.hostile, to: &second)
    #expect(first == second)
  }

  @Test("survives places outside the article")
  func outside() {
    let article = SampleArticle(id: "x", text: "Short.")
    let places = [
      Finding.Location(target: .text(900..<1000), role: "a"),
      Finding.Location(target: .source(SourceRange(field: 0, bytes: 4..<99)), role: "b"),
      Finding.Location(target: .source(SourceRange(field: 7, bytes: 0..<1)), role: "c"),
    ]
    let finding = Finding(
      check: "x", name: "x", severity: .error, confidence: 1, message: "x", working: "", places: places)
    let report = Report(document: article.document, findings: [finding])
    for format in ReportFormat.allCases { #expect(!format.render([report]).isEmpty) }
  }
}
