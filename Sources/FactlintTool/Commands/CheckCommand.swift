import ArgumentParser
import Factlint
import FactlintArchive
import FactlintReaders
import FactlintReports
import FactlintRules
import Files
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
        factlint check --output reports/ articles/
        factlint check --format sarif --output factlint.sarif articles/
        factlint check --input-format jsonl --format jsonl - < archive.jsonl

      A run that writes to a folder remembers its results there, in .factlint/archive.db, and checks an unchanged \
      article only once. Other runs remember nothing unless --cache names a database.
      """)

  @OptionGroup var input: InputOptions

  @Option(
    help: ArgumentHelp(
      "\(ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")). By default text, or what the name of --output says.",
      valueName: "format"),
    transform: reportFormat)
  var format: ReportFormat?

  @Option(
    help: ArgumentHelp(
      "Write the report to a file, or reports to a folder: one for each article with findings, and an index.",
      valueName: "path"))
  var output: String?

  @Flag(help: "With a folder as --output: write reports on articles without findings too.")
  var all = false

  @Option(
    help: ArgumentHelp(
      "The severity from which findings give exit status 1: error, warning, note or never.", valueName: "severity"),
    transform: failureLevel)
  var failOn: FailureLevel?

  @Option(help: ArgumentHelp("Do not count findings that this baseline has.", valueName: "file"))
  var baseline: String?

  @Option(help: ArgumentHelp("Write all findings that count to a baseline.", valueName: "file"))
  var writeBaseline: String?

  @Option(help: ArgumentHelp("Remember results in this database.", valueName: "path"))
  var cache: String?

  @Flag(help: "Remember nothing, and check every article anew.")
  var noCache = false

  @Option(
    help: ArgumentHelp(
      "Check one part of the input: part i of n, counted from 1. `factlint archive merge` joins the parts.",
      valueName: "i/n"),
    transform: shardArgument)
  var shard: ArticleRun.Shard?

  @Option(
    help: ArgumentHelp("The number that the first line of standard input has in its archive.", valueName: "n"))
  var firstLine = 1

  func validate() throws {
    if firstLine < 1 { throw ValidationError("--first-line \(firstLine): lines count from 1.") }
    if noCache, cache != nil { throw ValidationError("--cache and --no-cache exclude each other.") }
    if all, ReportDestination(output: output, format: format).folder == nil {
      throw ValidationError("--all is for --output with a folder.")
    }
    if baseline != nil, baseline == writeBaseline { throw ValidationError("The baselines must be two files.") }
  }

  func run() throws {
    let destination = ReportDestination(output: output, format: format)
    do {
      if let folder = destination.folder {
        try checkToFolder(folder, destination.format)
      } else {
        try checkToDocument(destination)
      }
    } catch let error where !(error is ExitCode) {
      Terminal.complain("\(error)")
      throw ExitStatus.unreadable
    }
  }

  private func checkToDocument(_ destination: ReportDestination) throws {
    let archive = try cache.map { path in
      try FileManager.default.createDirectory(
        atPath: PathText.folder(of: PathText.absolute(path)) ?? "/", withIntermediateDirectories: true)
      return try Archive(path: path)
    }
    let run = try archive.map { try ArchiveRun(of: $0, shard: shardOfRun) }
    var path: String?
    if case .file(let file) = destination.place { path = file }
    let book = try settingsBook()
    let session = try CheckSession(command: self, book: book)
    var sink = try DocumentSink(
      format: destination.format, path: path, run: try session.description(of: input.paths, book: book))
    let isColoured = path == nil && Terminal.isOutputColoured
    let work = ArticleWork(
      product: .document(destination.format, isColoured: isColoured), marks: session.marks, archive: archive)
    let places = try session.run(work, book: book, outputFolder: nil) { items in
      try sink.take(items)
      guard let run else { return }
      for item in items {
        switch item.memory {
        case .nothing: try run.add(item.entry)
        case .known(let id): try run.add(item.entry, remembered: id)
        case .new(let key, let result): try run.add(item.entry, key: key, result: result)
        }
      }
    }
    try sink.finish()
    try run?.finish(places: places, totals: session.totals)
    try session.finish(isRecordRun: destination.format == .jsonl)
  }

  private func checkToFolder(_ path: String, _ format: ReportFormat) throws {
    let book = try settingsBook()
    let session = try CheckSession(command: self, book: book)
    let folder = try OutputFolder(FilePath(path), state: ".factlint")
    let archive = try Archive(path: noCache ? nil : cache ?? folder.path.appending(Archive.fileName).text)
    let run = try ArchiveRun(of: archive, shard: shardOfRun, keepsResults: !noCache)
    let sink = try FolderSink(
      folder: folder, format: format, run: run, description: try session.description(of: input.paths, book: book))
    let work = ArticleWork(
      product: .file(format, folder: folder.path, isForAll: all), marks: session.marks, archive: archive,
      usesMemory: !noCache)
    let places = try session.run(work, book: book, outputFolder: path) { try sink.take($0) }
    try sink.finish()
    try sink.complete(archive: archive, totals: session.totals, places: places)
    try session.finish(isRecordRun: format == .jsonl)
  }

  private var shardOfRun: (index: Int, count: Int) { (shard?.index ?? 1, shard?.count ?? 1) }

  private func settingsBook() throws -> SettingsBook {
    try SettingsBook(
      config: input.config, rules: input.rules, language: input.language, date: input.publicationDate, failOn: failOn)
  }
}

/// What a run of `check` keeps track of while articles come in.
final class CheckSession {
  let marks: FindingMarks
  private(set) var totals = RunTotals()
  private let command: CheckCommand
  private var writer: Baseline.Writer?
  private var summary: StepSummary?
  private var uses: Set<FindingMarks.Use> = []
  private var configurations: [String: Configuration] = [:]
  private var isFileUnreadable = false
  private var isRecordUnreadable = false
  private var isOfSingleArticles = false
  /// The gravest finding of articles whose settings say nothing of what fails a run.
  private var gravestUnsettled: Severity?
  private var failsBySettings = false

  init(command: CheckCommand, book: SettingsBook) throws {
    self.command = command
    marks = FindingMarks(baseline: try command.baseline.map { try Baseline(path: $0) })
    writer = try command.writeBaseline.map { try Baseline.Writer(path: $0) }
    if command.format == .github { summary = StepSummary() }
  }

  /// What formats for other programs say of the run, whose rules are those of its first path.
  func description(of paths: [String], book: SettingsBook) throws -> RunDescription {
    let first = paths.first.flatMap { $0 == "-" ? nil : $0 }
    let settings = try book.settings(for: first.map { FileStatus(of: FilePath($0))?.kind == .folder ? $0 + "/x" : $0 })
    return RunDescription(
      version: programVersion, packs: settings.packs, hasBaseline: marks.baseline != nil, root: PathText.current)
  }

  /// Runs over the input, and returns how many places it has.
  func run(
    _ work: ArticleWork, book: SettingsBook, outputFolder: String?, consume: ([RunItem]) throws -> Void
  ) throws -> Int {
    let input = command.input
    func walk() -> InputWalk {
      InputWalk(
        paths: input.paths, format: input.inputFormat.format, include: input.include, exclude: input.exclude,
        outputFolder: outputFolder, book: book)
    }
    var progress = Progress(total: Progress.isShown ? Self.size(of: walk()) : 0)
    let run = ArticleRun(
      work: work, jobs: input.jobCount(outputFolder: outputFolder), format: input.inputFormat.format,
      shard: command.shard ?? ArticleRun.Shard(), firstLine: command.firstLine)
    let givesLines = work.givesLines
    let extent = try run.run(walk()) { items in
      for item in items { try take(item, givesLines: givesLines) }
      summary?.add(items)
      try consume(items)
      progress.add(items, totals: totals)
    }
    progress.finish()
    return extent.places
  }

  private static func size(of walk: InputWalk) -> Int {
    var walk = walk
    var size = 0
    while let step = try? walk.next() {
      if case .source(let source) = step { size += source.size }
    }
    return size
  }

  private func take(_ item: RunItem, givesLines: Bool) throws {
    totals.bytes += item.size
    if let complaint = item.complaint, !(item.isRecord && givesLines) {
      Terminal.complain(complaint.replacing("\n", with: "\u{FFFD}"))
    }
    switch item.entry.state {
    case .skipped: totals.add(failure: false, reason: item.entry.message ?? "")
    case .failed:
      totals.add(failure: true, reason: "")
      if item.isRecord {
        isRecordUnreadable = true
      } else {
        isFileUnreadable = true
        isOfSingleArticles = true
      }
    case .checked:
      totals.add(
        coverage: item.coverage, incidents: item.incidents,
        findings: item.findings.map { ($0.check, $0.severity, $0.isCounted) })
      if !item.isRecord { isOfSingleArticles = true }
    }
    uses.formUnion(item.uses)
    if let configuration = item.configuration { configurations[configuration.path] = configuration }
    if let fails = item.failsRun {
      failsBySettings = failsBySettings || fails
    } else if let severity = item.gravest {
      gravestUnsettled = min(gravestUnsettled ?? severity, severity)
    }
    if let writer {
      for finding in item.findings where finding.isCounted {
        try writer.add(article: item.entry.id ?? "", check: finding.check, fingerprint: finding.fingerprint)
      }
    }
  }

  /// Tells what remains to be told, and throws the run's exit status where it is not 0.
  ///
  /// - Parameter isRecordRun: whether each record has its line in the output.
  func finish(isRecordRun: Bool) throws {
    try writer?.finish()
    summary?.write(totals: totals)
    if command.shard == nil {
      for (path, configuration) in configurations.sorted(by: { $0.key < $1.key }) {
        for (index, entry) in configuration.suppressions.enumerated()
        where !uses.contains(FindingMarks.Use(configuration: path, entry: index)) {
          Terminal.complain(
            "\(path):\(entry.checks.line):\(entry.checks.column): this suppression of \(entry.checks.text) was not used"
          )
        }
      }
    }
    if isFileUnreadable || isRecordUnreadable && !isRecordRun { throw ExitStatus.unreadable }
    if failsBySettings { throw ExitStatus.findings }
    // Findings of archives are for those who read the records.
    let level: FailureLevel = isRecordRun && !isOfSingleArticles ? .never : .error
    if let severity = level.severity, let gravestUnsettled, gravestUnsettled <= severity { throw ExitStatus.findings }
  }
}

/// The level of a `--fail-on` argument.
private func failureLevel(_ argument: String) throws -> FailureLevel {
  if let level = FailureLevel(rawValue: argument) { return level }
  let names = FailureLevel.allCases.map(\.rawValue).joined(separator: ", ")
  throw ValidationError("--fail-on \(argument): there are \(names).")
}

/// The report format of a `--format` argument.
private func reportFormat(_ argument: String) throws -> ReportFormat {
  if let format = ReportFormat(rawValue: argument) { return format }
  let names = ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")
  throw ValidationError("\"\(argument)\" is no format; there are \(names).")
}

/// The part of the input that a `--shard` argument names.
private func shardArgument(_ argument: String) throws -> ArticleRun.Shard {
  let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
  guard parts.count == 2, let index = parts[0], let count = parts[1], count >= 1, (1...count).contains(index) else {
    throw ValidationError("--shard \(argument): write part i of n as i/n, such as 1/8.")
  }
  return ArticleRun.Shard(index: index, count: count)
}

extension InputFormatOption {
  /// The format that was asked for; nil for `auto`.
  var format: InputFormat? {
    if case .format(let format) = self { format } else { nil }
  }
}
