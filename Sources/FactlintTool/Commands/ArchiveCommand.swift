import ArgumentParser
import BundledRules
import Factlint
import FactlintArchive
import FactlintReports
import FactlintRules
import Files
import Foundation

/// `factlint archive`: what a database that `check` has filled says across articles.
struct ArchiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive", abstract: "Compare articles with one another, question an archive, join parts of a run.",
    discussion: """
      The database is the one that `factlint check --output FOLDER` keeps; it speaks of the articles of the last run \
      there that came to its end.
      """,
    subcommands: [Check.self, People.self, Quotes.self, Counts.self, Dates.self, Merge.self])

  /// Which archive.
  struct Options: ParsableArguments {
    @Option(
      help: ArgumentHelp("The output folder of a run, or the database itself.", valueName: "path"))
    var archive = "reports"

    @Option(help: "text or jsonl.")
    var format = AnswerFormat.text

    /// The database.
    func open() throws -> Archive {
      let isFolder = FileStatus(of: FilePath(archive))?.kind == .folder
      let path = isFolder ? FilePath(archive).appending(Archive.fileName).text : archive
      guard FileStatus(of: FilePath(path)) != nil else {
        throw ArchiveError("\(path): there is no database; `factlint check --output FOLDER PATH…` makes one")
      }
      return try Archive(path: path)
    }
  }

  /// How answers are printed.
  enum AnswerFormat: String, ExpressibleByArgument, CaseIterable {
    case text, jsonl, markdown
  }

  /// `factlint archive check`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Tell what differs between articles: titles, ages, spellings, speakers, tolls.",
      discussion: """
        All findings are notes, and exit status is 0: each article may have been right when it appeared. A later article \
        does not contradict an earlier one by being later.
        """)

    @OptionGroup var options: Options

    func run() throws {
      try reporting {
        let archive = try options.open()
        var modifiers: Set<String> = []
        for pack in try BundledRules.packs() {
          for entry in pack.lexicons["office-change"]?.entries ?? [] {
            modifiers.formUnion(entry.text.lowercased().split(separator: " ").map(String.init))
          }
        }
        let notes = try ArchiveComparison(archive: archive, modifiers: modifiers).notes()
        if options.format == .markdown { try Terminal.write(Array(ArchiveNotesText.markdownHead(notes.count).utf8)) }
        for note in notes { try Terminal.write(ArchiveNotesText.rendered(note, as: options.format)) }
        if options.format == .text {
          try Terminal.write(Array(ArchiveNotesText.summary(notes.count).utf8))
        }
      }
    }
  }

  /// `factlint archive people`.
  struct People: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "people", abstract: "Find people by name or title, with their titles and ages.")
    @Argument(help: "What to look for; case does not matter.") var text: String
    @OptionGroup var options: Options
    func run() throws { try ArchiveCommand.answer(.people, text, options) }
  }

  /// `factlint archive quotes`.
  struct Quotes: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "quotes", abstract: "Find what was said, by speaker or words.")
    @Argument(help: "What to look for; case does not matter.") var text: String
    @OptionGroup var options: Options
    func run() throws { try ArchiveCommand.answer(.quotes, text, options) }
  }

  /// `factlint archive counts`.
  struct Counts: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "counts", abstract: "Find numbers, by what they count.")
    @Argument(help: "What to look for; case does not matter.") var text: String
    @OptionGroup var options: Options
    func run() throws { try ArchiveCommand.answer(.counts, text, options) }
  }

  /// `factlint archive dates`.
  struct Dates: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "dates", abstract: "Find dates, by their words or value (2024-05, say).")
    @Argument(help: "What to look for; case does not matter.") var text: String
    @OptionGroup var options: Options
    func run() throws { try ArchiveCommand.answer(.dates, text, options) }
  }

  /// `factlint archive merge`.
  struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "merge",
      abstract: "Join the output folders of all parts of a run to what one run would have written.")

    @Argument(help: ArgumentHelp("The output folders of the parts.", valueName: "folder")) var parts: [String]
    @Option(help: ArgumentHelp("The folder to write to.", valueName: "folder")) var output: String

    func run() throws {
      try reporting { try ShardMerge(parts: parts, output: output).run() }
    }
  }

  private static func answer(_ question: ArchiveQuestion, _ text: String, _ options: Options) throws {
    try reporting {
      let archive = try options.open()
      try question.answers(about: text, in: archive) { answer in
        try Terminal.write(ArchiveNotesText.rendered(answer, as: options.format))
      }
    }
  }
}

/// Runs a command; what stops it is told on standard error, with the exit status of a run that could not be made.
func reporting(_ body: () throws -> Void) throws {
  do {
    try body()
  } catch let error where !(error is ExitCode) {
    Terminal.complain("\(error)")
    throw ExitStatus.unreadable
  }
}
