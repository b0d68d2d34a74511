import Factlint
import Foundation
import Testing

@testable import FactlintReports

@Suite("Nothing in an article can break out of its report")
struct HostileTextTests {
  /// Marks of Markdown and of its extensions that the program writes itself, and nothing else may stand for.
  private static let active = Set<Character>(["\\", "`", "*", "_", "{", "}", "[", "]", "<", ">", "|", "~", "$", "^"])

  /// What is left of Markdown once a dot stands for everything that is escaped.
  private func unescaped(_ markdown: some StringProtocol) -> String {
    var result = ""
    var characters = markdown.unicodeScalars.makeIterator()
    while let scalar = characters.next() {
      switch scalar {
      case "\\":
        _ = characters.next()
        result += "·"
      case "&":
        while let next = characters.next(), next != ";" { result += next.properties.isAlphabetic ? "" : " " }
        result += "·"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  @Test("escaped text has no active character left", arguments: SampleReports.attacks)
  func escapedText(attack: String) {
    let rest = unescaped(MarkdownText.escaped(attack))
    #expect(!rest.contains { Self.active.contains($0) || $0 == "@" || $0 == "#" })
    #expect(!rest.contains("://") && !rest.contains("www."))
    #expect(rest.range(of: ":[A-Za-z0-9_+-]+:", options: .regularExpression) == nil)
    #expect(rest.range(of: "^ *([-+=]|[0-9]+[.)] )", options: .regularExpression) == nil)
  }

  @Test("escaped text reads as what the article says", arguments: SampleReports.attacks)
  func roundTrip(attack: String) {
    var read = MarkdownText.escaped(attack)
      .replacing("&#8203;", with: "").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing(#/\\([\\`*_{}\[\]|~$^@#!%:\-+=.)])/#) { $0.output.1 }
    read = read.replacing("&amp;", with: "&")
    #expect(read == ScreenText.visible(attack))
  }

  @Test("a Markdown report has only the program's own markup")
  func markdown() throws {
    let output = String(decoding: ReportFormat.markdown.render([SampleReports.hostile]), as: UTF8.self)
    expectNothingInvisible(in: output)
    var columns = 0
    for line in output.split(separator: "\n") {
      let rest = unescaped(line).replacing("<b>", with: "").replacing("</b>", with: "")
        .replacing(#/^> ?/#, with: "").replacing("**", with: "").replacing(#/`[A-Za-z0-9_./ -]+`/#, with: "")
      if line.hasPrefix("|") {
        let pipes = rest.count { $0 == "|" }
        if columns > 0 { #expect(pipes == columns, "\(line)") }
        columns = pipes
        #expect(!rest.contains { Self.active.contains($0) && $0 != "|" }, "\(line)")
      } else {
        columns = 0
        #expect(!rest.contains { Self.active.contains($0) }, "\(line)")
      }
      #expect(!rest.replacing(#/^#{1,3} /#, with: "").contains { $0 == "#" || $0 == "@" }, "\(line)")
      #expect(!rest.contains("://"), "\(line)")
      #expect(rest.range(of: "^([0-9]+[.)] |[+*=])", options: .regularExpression) == nil, "\(line)")
    }
  }

  @Test("a report on a terminal moves no cursor and turns no direction")
  func text() {
    let output = String(decoding: ReportFormat.text.render([SampleReports.hostile]), as: UTF8.self)
    expectNothingInvisible(in: output)
    #expect(!output.split(separator: "\n").contains { $0.hasPrefix("::") }, "no workflow command")
  }

  @Test("an article's name is no command to a CI service")
  func commandAsName() {
    let article = SampleArticle(id: " ::error::gotcha", text: "Nothing.")
    let output = String(decoding: ReportFormat.text.render([Report(document: article.document)]), as: UTF8.self)
    #expect(output.hasPrefix("“ ::error::gotcha”: No comparison could be made"))
  }

  @Test("a coloured report has no escape sequence but its own colours")
  func coloured() {
    let output = String(
      decoding: ReportFormat.text.render([SampleReports.hostile], isColoured: true), as: UTF8.self)
    expectNothingInvisible(in: output.replacing(#/\u{1B}\[(0|1|1;3[1346])m/#, with: ""))
  }

  @Test("JSON is ASCII-safe where it matters and reads back as what went in")
  func json() throws {
    let report = SampleReports.hostile
    var extracted: [UInt8] = []
    RecordLine.extract(report, to: &extracted)
    let outputs = [ReportFormat.json.render([report]), ReportFormat.jsonl.render([report]), extracted]
    for output in outputs {
      expectNothingInvisible(in: String(decoding: output, as: UTF8.self))
    }
    #expect(outputs[1].count { $0 == 0x0A } == 1, "one line")
    #expect(outputs[2].count { $0 == 0x0A } == 1, "one line")

    let check = try object(outputs[1])
    #expect(check["id"] as? String == report.document.article.id)
    let findings = try #require(check["findings"] as? [[String: Any]])
    #expect(findings.map { $0["message"] as? String } == SampleReports.attacks)
    let places = try #require(findings.first?["places"] as? [[String: Any]])
    let text = Array(String(decoding: report.document.article.fields[1].bytes, as: UTF8.self).unicodeScalars)
    for place in places where place["field"] as? String == "text" {
      let start = try #require(place["start"] as? Int)
      let end = try #require(place["end"] as? Int)
      var found = String.UnicodeScalarView()
      found.append(contentsOf: text[start..<end])
      #expect(place["text"] as? String == String(found))
    }
    let facts = try #require(try object(extracted)["facts"] as? [[String: Any]])
    #expect(facts.count == report.facts.count)
    #expect(facts.map { $0["kind"] as? String } == report.facts.map(\.kind))
    #expect(facts.first?["high"] is NSNull)
  }

  private func object(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  /// Expects no control, format or line-separating scalar but the line feed.
  private func expectNothingInvisible(in output: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let bad = output.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar != "\n"
      case .lineSeparator, .paragraphSeparator: true
      case .format: Set([0x202E, 0x202C, 0x2066, 0x2069, 0x061C]).contains(scalar.value)
      default: false
      }
    }
    #expect(bad.isEmpty, sourceLocation: sourceLocation)
  }
}
