import ArgumentParser
import Factlint
import FactlintReports

/// `factlint extract`: the facts themselves.
struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract", abstract: "Print the facts of articles, one line of JSON an article or one row a fact.")

  @OptionGroup var input: InputOptions

  @Option(help: "jsonl, one line an article by the record protocol; or csv, one row a fact.")
  var format = FactFormat.jsonl

  func run() throws {
    do {
      let book = try SettingsBook(
        config: input.config, rules: input.rules, language: input.language, date: input.publicationDate)
      let walk = InputWalk(
        paths: input.paths, format: input.inputFormat.format, include: input.include, exclude: input.exclude, book: book
      )
      let run = ArticleRun(
        work: ArticleWork(task: .extract, product: .facts(format)), jobs: input.jobCount(outputFolder: nil),
        format: input.inputFormat.format)
      if format == .csv { try Terminal.write(FactTable.head) }
      var isSomethingUnreadable = false
      try run.run(walk) { items in
        for item in items {
          if let complaint = item.complaint, !item.isRecord || format == .csv {
            Terminal.complain(complaint)
            isSomethingUnreadable = true
          }
        }
        try Terminal.write(Array(items.map(\.bytes).joined()))
      }
      if isSomethingUnreadable { throw ExitStatus.unreadable }
    } catch let error where !(error is ExitCode) {
      Terminal.complain("\(error)")
      throw ExitStatus.unreadable
    }
  }
}

/// The formats in which facts are printed.
enum FactFormat: String, ExpressibleByArgument, CaseIterable {
  case jsonl, csv
}
