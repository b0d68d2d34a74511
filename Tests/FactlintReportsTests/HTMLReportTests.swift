import Digest
import Factlint
import Foundation
import Testing

@testable import FactlintReports

@Suite("A report in HTML")
struct HTMLReportTests {
  /// A tag of a page.
  private struct Tag {
    var name: String
    var isClosing: Bool
    var attributes: [String: String]
  }

  private static let void: Set<String> = ["meta", "input", "line", "rect", "circle"]
  private static let known: Set<String> = [
    "a", "article", "blockquote", "body", "circle", "code", "div", "fieldset", "figcaption", "figure", "g", "h1", "h2",
    "h3", "head", "header", "html", "input", "label", "legend", "li", "line", "main", "meta", "nav", "ol", "p", "q",
    "rect", "script", "section", "span", "strong", "style", "sup", "svg", "table", "tbody", "td", "text", "th", "thead",
    "time", "title", "tr", "ul",
  ]

  /// The tags of a page and the text between them; what is no well-formed tag is text.
  private func parse(_ html: String) -> (tags: [Tag], text: String) {
    var html = html
    for element in ["style", "script"] {
      guard let start = html.range(of: "<\(element)>"), let end = html.range(of: "</\(element)>") else { continue }
      html.removeSubrange(start.upperBound..<end.lowerBound)
    }
    var tags: [Tag] = []
    var text = ""
    var rest = html.replacing("<!DOCTYPE html>", with: "")[...]
    let pattern = #/<(/?)([a-z0-9]+)((?: [a-zA-Z0-9-]+(?:="[^"<>]*")?)*)/?>/#
    let attribute = #/ ([a-zA-Z0-9-]+)(?:="([^"<>]*)")?/#
    while let match = rest.firstMatch(of: pattern) {
      text += rest[..<match.range.lowerBound]
      var attributes: [String: String] = [:]
      for found in match.output.3.matches(of: attribute) {
        attributes[String(found.output.1)] = found.output.2.map(String.init) ?? ""
      }
      tags.append(Tag(name: String(match.output.2), isClosing: !match.output.1.isEmpty, attributes: attributes))
      rest = rest[match.range.upperBound...]
    }
    return (tags, text + rest)
  }

  @Test("has only the program's own elements, closed as they were opened", arguments: SampleReports.all.map(\.name))
  func elements(name: String) throws {
    let report = try #require(SampleReports.all.first { $0.name == name }?.report)
    let (tags, text) = parse(HTMLReport.document([report, report]))
    #expect(!text.contains("<") && !text.contains(">"))
    var open: [String] = []
    for tag in tags {
      #expect(Self.known.contains(tag.name), "\(tag.name)")
      if tag.isClosing {
        #expect(open.popLast() == tag.name)
      } else if !Self.void.contains(tag.name) {
        open.append(tag.name)
      }
      #expect(!tag.attributes.keys.contains { $0.lowercased().hasPrefix("on") || $0 == "style" || $0 == "src" })
    }
    #expect(open.isEmpty)
  }

  @Test("has links to its own places alone, and each of them is there once", arguments: SampleReports.all.map(\.name))
  func links(name: String) throws {
    let report = try #require(SampleReports.all.first { $0.name == name }?.report)
    let tags = parse(HTMLReport.document([report, report])).tags
    let ids = tags.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    for link in tags.compactMap({ $0.attributes["href"] })
      + tags.compactMap({ $0.attributes["aria-labelledby"] }).map({ "#\($0)" })
    {
      #expect(link.hasPrefix("#") && ids.contains(String(link.dropFirst())), "\(link)")
    }
  }

  @Test("shows hostile text letter for letter, with nothing that acts on what stands beside it")
  func hostile() {
    let html = HTMLReport.document([SampleReports.hostile])
    let bad = html.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        scalar != "\n" && scalar != "\u{200C}" && scalar != "\u{200D}"
      default: false
      }
    }
    #expect(bad.isEmpty)
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
  }

  @Test("allows no script but its own, and loads nothing")
  func policy() throws {
    let html = HTMLReport.document([SampleReports.ferry])
    let digits = Array(SHA256.hexadecimalDigest(of: HTMLReport.script))
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...($0 + 1)]), radix: 16) }
    #expect(html.contains("script-src 'sha256-\(Data(bytes).base64EncodedString())'"))
    #expect(html.contains("default-src 'none'"))
    #expect(!html.contains("http://") && !html.contains("https://") && !html.contains("url("))
    #expect(!HTMLReport.style.contains("</") && !HTMLReport.script.contains("</"))
  }

  @Test("cuts text where marks begin and end, so that what overlaps can be shown")
  func overlap() throws {
    let article = SampleArticle(id: "a", text: "On Tuesday, 4 March 2024, he left.")
    let report = Report(
      document: article.document, facts: [article.date("Tuesday, 4 March 2024", value: "2024-03-04")],
      findings: [
        Finding(
          check: "date/weekday", name: "n", severity: .error, confidence: 1, message: "m", working: "",
          places: [article.place("On Tuesday", role: "weekday"), article.place("Tuesday, 4", role: "day")])
      ])
    let marked = MarkedText(report)
    let view = ArticleView(report.document)
    let pieces = marked.pieces(ofBlock: 0)
    #expect(pieces.map { view.text(of: $0.range) } == ["On ", "Tuesday", ", 4", " March 2024", ", he left."])
    #expect(pieces.map(\.marks.count) == [1, 3, 2, 1, 0])
    #expect(pieces.map(\.endingFindings) == [[], [0], [0], [], []])
  }

  @Test("draws what parts have too many, and what they lack")
  func figures() throws {
    func figure(_ text: String, _ amounts: [(String, Rational)], _ mode: Breakdown.Mode) -> String {
      let article = SampleArticle(id: "a", text: text)
      let facts = amounts.map { article.count($0.0, amount: Interval($0.1)) }
      let finding = Finding(
        check: "count/total", name: "n", severity: .error, confidence: 1, message: "m", working: "",
        places: amounts.map { article.place($0.0, role: "part") })
      let breakdown = Breakdown(
        rule: "r", range: facts[0].range, whole: 0, parts: Array(1..<amounts.count), mode: mode)
      return HTMLReport.section(
        of: Report(document: article.document, facts: facts, breakdowns: [breakdown], findings: [finding]), id: "a1")
    }
    let excess = figure("9: 5 and 6", [("9", 9), ("5", 5), ("6", 6)], .partition)
    #expect(excess.contains("does not fit, 2 too many") && excess.contains("class=\"excess\""))
    let lack = figure("9: 5 and 3", [("9", 9), ("5", 5), ("3", 3)], .partition)
    #expect(lack.contains("does not fit, 1 missing") && lack.contains("class=\"lack\""))
    let within = figure("9: 5 and 3", [("9", 9), ("5", 5), ("3", 3)], .disjoint)
    #expect(!within.contains("missing"))
  }
}
