import BundledRules
import Factlint
import FactlintReaders
import Foundation
import Testing

/// Whole articles of many kinds: silent as they are, and each slip planted in them found, by the right check, at the
/// right places, and nothing else.
@Suite("Articles")
struct ArticleTests {
  static let names = Repository.names(in: Repository.articles, endings: ["txt", "md"])

  @Test("are there")
  func present() {
    #expect(Self.names.count >= 10)
  }

  @Test("without a slip have no error and no warning", arguments: names)
  func clean(name: String) throws {
    let findings = try raised(in: text(of: name), name: name)
    #expect(findings.map(\.summary) == [])
  }

  @Test("with one slip have one finding, at both places", arguments: names)
  func single(name: String) throws {
    let text = try text(of: name)
    for slip in try PlantedSlip.slips(of: name) {
      let changed = try planted([slip], in: text)
      let findings = try raised(in: changed, name: name)
      #expect(findings.map(\.check) == [slip.check], "\(slip.name): \(findings.map(\.summary))")
      if let finding = findings.first { expectTouched(by: finding, slip: slip, in: changed) }
    }
  }

  @Test("with three slips have three findings", arguments: names)
  func all(name: String) throws {
    let slips = try PlantedSlip.slips(of: name)
    let findings = try raised(in: planted(slips, in: text(of: name)), name: name)
    #expect(findings.map(\.check).sorted() == slips.map(\.check).sorted(), "\(findings.map(\.summary))")
  }

  // MARK: Reading and checking

  private func text(of name: String) throws -> String {
    try String(contentsOf: Repository.articles.appending(path: name), encoding: .utf8)
  }

  private func planted(_ slips: [PlantedSlip], in text: String) throws -> String {
    var text = text
    for slip in slips {
      let places = text.ranges(of: slip.replace)
      try #require(places.count == 1, "\(slip.name): the words to replace occur \(places.count) times")
      text.replaceSubrange(places[0], with: slip.with)
    }
    return text
  }

  /// A finding with the scalars of its places.
  private struct Raised {
    var check: String
    var summary: String
    var places: [Range<Int>]
  }

  private func raised(in text: String, name: String) throws -> [Raised] {
    let format = try #require(InputFormat(fileName: name))
    let article = try readArticle(bytes: Array(text.utf8), format: format, id: name)
    let report = Linter(packs: try BundledRules.packs()).check(article)
    let source = SourceIndex(report.document.article)
    return report.findings.filter { $0.severity != .note }.map { finding in
      Raised(
        check: finding.check, summary: "\(finding.check): \(finding.message) [\(finding.working)]",
        places: finding.places.map { source.place(of: $0.target).scalars })
    }
  }

  private func expectTouched(by finding: Raised, slip: PlantedSlip, in text: String) {
    for touched in slip.touches {
      guard let range = text.range(of: touched) else {
        Issue.record("\(slip.name): \"\(touched)\" does not occur")
        continue
      }
      let start = text.unicodeScalars.distance(from: text.startIndex, to: range.lowerBound)
      let end = start + text[range].unicodeScalars.count
      #expect(
        finding.places.contains { $0.lowerBound < end && start < $0.upperBound },
        "\(slip.name): no place of \(finding.summary) touches \"\(touched)\"")
    }
  }
}
