import ArgumentParser
import Factlint
import FactlintReaders

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

  @Option(help: ArgumentHelp("How many articles to check at a time.", valueName: "n"))
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

  /// The options of the run that the engine needs to know.
  var linterOptions: Linter.Options {
    Linter.Options(
      segmentation: Segmenter.Options(language: language, date: date.flatMap { CivilDate(iso8601: $0) }))
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
