import BundledRules
import Factlint
import FactlintReaders
import FactlintReports
import Foundation
import Testing

/// The sample reports of `reports/samples`, which show users what to expect, are what the program writes today.
///
/// `make record` writes them anew; a difference in them is a difference that users see.
@Suite("Golden sample reports")
struct SampleReportGoldenTests {
  static let names = Repository.names(in: Repository.samples, endings: ["txt"])

  @Test("are as recorded", arguments: names, ReportFormat.allCases)
  func sample(name: String, format: ReportFormat) throws {
    let url = Repository.samples.appending(path: name)
    let article = try readArticle(bytes: Repository.bytes(of: url), format: .text, id: name)
    let report = Linter(packs: try BundledRules.packs()).check(article)
    let rendered = format.render([report])
    let golden = Repository.samples.appending(path: "\(name.prefix { $0 != "." }).report.\(Self.ending(of: format))")
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try Data(rendered).write(to: golden)
    }
    let recorded = try Repository.bytes(of: golden)
    #expect(
      String(decoding: rendered, as: UTF8.self) == String(decoding: recorded, as: UTF8.self),
      "\(golden.lastPathComponent) differs; `make record` writes it anew")
  }

  private static func ending(of format: ReportFormat) -> String {
    switch format {
    case .text: "txt"
    case .markdown: "md"
    case .json: "json"
    case .jsonl: "jsonl"
    case .html: "html"
    }
  }
}
