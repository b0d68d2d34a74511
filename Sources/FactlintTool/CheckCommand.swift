import ArgumentParser
import Factlint
import FactlintReaders
import FactlintReports
import Foundation

/// `factlint check`: reports on articles.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Report on articles.",
    discussion: """
      Examples:
        factlint check article.txt
        factlint check --date 2023-02-05 --format markdown article.txt
        factlint check --output report.md article.txt
        factlint check --input-format jsonl --format jsonl - < archive.jsonl
      """)

  @OptionGroup var input: InputOptions

  @Option(
    help: "text, markdown, json, jsonl or html. By default text, or what the name of --output says.",
    transform: reportFormat)
  var format: ReportFormat?

  @Option(
    help: ArgumentHelp("Write the report to a file, or one report for each article to a folder.", valueName: "path"))
  var output: String?

  @Option(help: "The severity from which findings give exit status 1: error, warning, note or never.")
  var failOn: FailureLevel?

  func run() throws {
    let destination = ReportDestination(output: output, format: format)
    let isRecordRun = destination.format == .jsonl
    let run = ArticleRun(
      task: .check, packs: try loadPacks(rules: input.rules), options: input.linterOptions,
      jobs: input.jobs ?? 1, format: input.inputFormat.format, givesRecords: isRecordRun)
    var writer = try ReportWriter(destination: destination)
    var gravest: Severity?
    var isSomethingUnreadable = false
    // Findings of archives are for those who read the records.
    var isOfSingleArticles = false
    try run.run(paths: input.paths) { outcome in
      for complaint in outcome.complaints { Terminal.complain(complaint) }
      isSomethingUnreadable = isSomethingUnreadable || !outcome.complaints.isEmpty
      if !isRecordRun {
        for complaint in outcome.recordComplaints { Terminal.complain(complaint) }
        isSomethingUnreadable = isSomethingUnreadable || !outcome.recordComplaints.isEmpty
      }
      isOfSingleArticles = isOfSingleArticles || outcome.isOfSingleArticles
      if let severity = outcome.gravest { gravest = min(gravest ?? severity, severity) }
      try writer.write(outcome)
    }
    try writer.finish()
    if isSomethingUnreadable { throw ExitStatus.unreadable }
    let level = failOn ?? (isRecordRun && !isOfSingleArticles ? .never : .error)
    if let severity = level.severity, let gravest, gravest <= severity { throw ExitStatus.findings }
  }
}

/// `--fail-on`.
enum FailureLevel: String, ExpressibleByArgument, CaseIterable {
  case error, warning, note, never

  /// The mildest severity that fails a run; nil where none does.
  var severity: Severity? { Severity(rawValue: rawValue) }
}

/// The report format of a `--format` argument.
private func reportFormat(_ argument: String) throws -> ReportFormat {
  if let format = ReportFormat(rawValue: argument) { return format }
  let names = ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")
  throw ValidationError("\"\(argument)\" is no format; there are \(names).")
}

extension InputFormatOption {
  /// The format that was asked for; nil for `auto`.
  var format: InputFormat? {
    if case .format(let format) = self { format } else { nil }
  }
}

/// The packs of a run; complains and ends the program where they cannot be read.
func loadPacks(rules folder: String?) throws -> [RulePack] {
  do {
    return try PackChoice.packs(rules: folder)
  } catch {
    Terminal.complain("\(error)")
    throw ExitStatus.unreadable
  }
}
