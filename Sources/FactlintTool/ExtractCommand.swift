import ArgumentParser
import Factlint
import FactlintReports

/// `factlint extract`: the facts themselves.
struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract", abstract: "Print the facts of articles, one line of JSON an article.")

  @OptionGroup var input: InputOptions

  @Option(help: "jsonl, the only format of facts.")
  var format = FactFormat.jsonl

  func run() throws {
    let run = ArticleRun(
      task: .extract, packs: try loadPacks(rules: input.rules), options: input.linterOptions, jobs: input.jobs ?? 1,
      format: input.inputFormat.format, givesRecords: true)
    var isSomethingUnreadable = false
    try run.run(paths: input.paths) { outcome in
      for complaint in outcome.complaints { Terminal.complain(complaint) }
      isSomethingUnreadable = isSomethingUnreadable || !outcome.complaints.isEmpty
      try Terminal.write(outcome.records)
    }
    if isSomethingUnreadable { throw ExitStatus.unreadable }
  }
}

/// The formats in which facts are printed.
enum FactFormat: String, ExpressibleByArgument, CaseIterable {
  case jsonl
}
