import Factlint
import FactlintArchive
import FactlintReports
import Foundation

/// The summary that GitHub Actions shows on the page of a run: totals, and the gravest findings.
struct StepSummary {
  private let path: String
  private var findings: [(severity: Severity, number: Int, line: String)] = []
  private var count = 0

  /// So many findings are listed; GitHub takes 1 MiB for a step.
  private static let greatestCount = 200

  /// The summary of this step; nil outside of GitHub Actions.
  init?() {
    guard let path = ProcessInfo.processInfo.environment["GITHUB_STEP_SUMMARY"], !path.isEmpty else { return nil }
    self.path = path
  }

  /// Takes note of an article's findings.
  mutating func add(_ items: [RunItem]) {
    for item in items {
      guard let record = item.record else { continue }
      for finding in record.findings where finding.suppression == nil {
        count += 1
        let place = finding.places.first.map { ":\($0.line)" } ?? ""
        let file = MarkdownText.code("\(record.id)\(place)")
        let line =
          "| \(finding.severity.rawValue) | \(file) | \(MarkdownText.escaped(Excerpt.beginning(of: finding.message, limit: 300))) "
          + "| \(MarkdownText.code(finding.check)) |"
        findings.append((finding.severity, count, line))
      }
    }
    if findings.count > 4 * Self.greatestCount { keepGravest() }
  }

  private mutating func keepGravest() {
    findings.sort { ($0.severity, $0.number) < ($1.severity, $1.number) }
    findings = Array(findings.prefix(Self.greatestCount))
  }

  /// Writes the summary behind what other steps have written.
  mutating func write(totals: RunTotals) {
    keepGravest()
    var lines = ["## \(IndexProse.title(totals.articles))", "", Prose.coverage(totals.coverage)]
    if findings.isEmpty {
      lines += ["", IndexProse.noFindings]
    } else {
      lines += ["", "| | \(IndexProse.article) | | \(IndexProse.check) |", "| --- | --- | --- | --- |"]
      lines += findings.map(\.line)
      if count > findings.count { lines += ["", IndexProse.missing(count - findings.count)] }
    }
    let text = lines.joined(separator: "\n") + "\n"
    guard let file = fopen(path, "a") else {
      Terminal.complain("\(path): the step summary cannot be written")
      return
    }
    fputs(text, file)
    fclose(file)
  }
}
