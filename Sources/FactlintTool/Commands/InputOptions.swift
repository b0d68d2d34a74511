import ArgumentParser
import Factlint
import FactlintReaders
import Files
import Foundation

/// Which articles a command reads, and how.
struct InputOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("Articles; a folder is walked, - is standard input.", valueName: "path"))
  var paths: [String]

  @Option(help: "How to read the input: \(InputFormatOption.names). By default its name or content tells.")
  var inputFormat = InputFormatOption.auto

  @Option(help: ArgumentHelp("The publication date of articles that state none.", valueName: "YYYY-MM-DD"))
  var date: String?

  @Option(help: ArgumentHelp("The language of articles that do not state theirs.", valueName: "tag"))
  var language: String?

  @Option(
    help: ArgumentHelp(
      "A folder with rules to use in place of the bundled ones of its language, or on top of them (pack.yml says which).",
      valueName: "folder"))
  var rules: String?

  @Option(
    help: ArgumentHelp(
      "The configuration. By default each article's is the factlint.yml of its folder or of one above it.",
      valueName: "file"))
  var config: String?

  @Option(help: ArgumentHelp("In folders, read only what matches; can be repeated.", valueName: "glob"))
  var include: [String] = []

  @Option(help: ArgumentHelp("In folders, leave out what matches; can be repeated.", valueName: "glob"))
  var exclude: [String] = []

  @Option(
    help: ArgumentHelp(
      "How many articles to check at a time. By default as many as there are processors, for folders and archives.",
      valueName: "n"))
  var jobs: Int?

  /// Each job is a thread.
  static let greatestJobCount = 512

  func validate() throws {
    if paths.isEmpty { throw ValidationError("Name at least one article, or - for standard input.") }
    if let date, CivilDate(iso8601: date) == nil {
      throw ValidationError("--date \(date): write the date as YYYY-MM-DD, such as 2023-02-05.")
    }
    if let jobs, !(1...Self.greatestJobCount).contains(jobs) {
      throw ValidationError("--jobs \(jobs): there can be 1 to \(Self.greatestJobCount) jobs.")
    }
  }

  /// `--date` as a day.
  var publicationDate: CivilDate? { date.flatMap { CivilDate(iso8601: $0) } }

  /// How many threads check: what was asked for, else one for a few articles and all processors for many.
  func jobCount(outputFolder: String?) -> Int {
    if let jobs { return jobs }
    let isArchive =
      outputFolder != nil || paths.contains { InputWalk.format(ofName: $0).format == .jsonl }
      || paths.contains { FileStatus(of: FilePath($0))?.kind == .folder } || inputFormat == .format(.jsonl)
    return isArchive ? max(1, min(Self.greatestJobCount, ProcessInfo.processInfo.activeProcessorCount)) : 1
  }
}

/// `--input-format`: one of the readers' formats, or `auto`.
enum InputFormatOption: ExpressibleByArgument, Equatable {
  case auto
  case format(InputFormat)

  init?(argument: String) {
    if argument == "auto" {
      self = .auto
    } else if let format = InputFormat(rawValue: argument) {
      self = .format(format)
    } else {
      return nil
    }
  }

  var defaultValueDescription: String {
    switch self {
    case .auto: "auto"
    case .format(let format): format.rawValue
    }
  }

  static var allValueStrings: [String] { ["auto"] + InputFormat.allCases.map(\.rawValue) }
  static var names: String { allValueStrings.joined(separator: ", ") }
}
