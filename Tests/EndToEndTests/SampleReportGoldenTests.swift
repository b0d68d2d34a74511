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
    let packs = try BundledRules.packs()
    let report = Linter(packs: packs).check(article)
    let run = RunDescription(version: "0", packs: packs)
    // Paths are as if the program had been run in the samples' folder.
    let rendered = format.render([report], run: run)
    let golden = Repository.samples.appending(path: "\(name.prefix { $0 != "." }).report.\(format.fileEnding)")
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try Data(rendered).write(to: golden)
    }
    let recorded = try Repository.bytes(of: golden)
    #expect(
      String(decoding: rendered, as: UTF8.self) == String(decoding: recorded, as: UTF8.self),
      "\(golden.lastPathComponent) differs; `make record` writes it anew")
  }
}
