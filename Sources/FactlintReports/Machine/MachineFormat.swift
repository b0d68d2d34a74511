public import Factlint

/// A format for other programs, written from records as they come.
///
/// What is written of one run is `head`, what `body` gives for each article in the order of the input, and `tail`.
protocol MachineFormat: Sendable {
  /// What comes before all articles.
  mutating func head() -> [UInt8]
  /// What is written of one article.
  mutating func body(_ record: ArticleRecord) -> [UInt8]
  /// What comes after all articles.
  mutating func tail() -> [UInt8]
}

/// What the formats need to know of a run, beside its articles.
public struct RunDescription: Sendable {
  /// The program's version.
  public var version: String
  /// The checks of the run, in the order of their ids.
  public var checks: [CheckDescription]
  /// Whether known findings are told from new ones by a baseline.
  public var hasBaseline: Bool
  /// The folder below which paths are relative, as other tools expect; absolute, without a slash at its end.
  public var root: String?

  /// What a format says of a check.
  public struct CheckDescription: Sendable, Equatable {
    /// The check's id.
    public var id: String
    /// Its name, a phrase.
    public var name: String
    /// How bad its findings are.
    public var severity: Severity
    /// The estimated share of its findings that are true slips.
    public var confidence: Double

    /// Describes a check.
    public init(id: String, name: String, severity: Severity, confidence: Double) {
      self.id = id
      self.name = name
      self.severity = severity
      self.confidence = confidence
    }
  }

  /// Describes a run.
  public init(
    version: String = "", checks: [CheckDescription] = [], hasBaseline: Bool = false, root: String? = nil
  ) {
    self.version = version
    self.checks = checks
    self.hasBaseline = hasBaseline
    self.root = root
  }

  /// Describes a run with these packs.
  public init(version: String, packs: [RulePack], hasBaseline: Bool = false, root: String? = nil) {
    var checks: [String: CheckDescription] = [:]
    for check in packs.flatMap(\.checks) where checks[check.id] == nil {
      checks[check.id] = CheckDescription(
        id: check.id, name: check.name, severity: check.severity, confidence: check.confidence)
    }
    self.init(
      version: version, checks: checks.values.sorted { $0.id < $1.id }, hasBaseline: hasBaseline, root: root)
  }

  /// The path as other tools want it: relative to the root, without `./`; "stdin" for standard input.
  func path(of origin: ArticleRecord.Origin) -> String {
    guard var path = origin.path else { return "stdin" }
    if let root, path.hasPrefix(root + "/") { path = String(path.dropFirst(root.count + 1)) }
    while path.hasPrefix("./") { path = String(path.dropFirst(2)) }
    return path
  }
}

extension ArticleRecord {
  /// Where a finding is shown in its file, lines and columns from 1, the end exclusive.
  ///
  /// A place in an archive of records is the line of its record: no editor could find a column inside the JSON.
  func region(of place: PlaceRecord?) -> (line: Int, column: Int, endLine: Int, endColumn: Int)? {
    if let line = origin.recordLine { return (line, 1, line, 1) }
    guard let place else { return nil }
    let end = place.end
    return (place.line, place.column, end.line, end.column)
  }

  /// The findings that are counted.
  var counted: [FindingRecord] { findings.filter { $0.suppression == nil } }
}

extension FindingRecord {
  /// The message with its working and what follows from it, in sentences.
  var fullMessage: String {
    var parts = [message]
    if !working.isEmpty, working != message { parts.append("\(Prose.workingLabel): \(working)") }
    parts += consequences.map { "\(Prose.consequence): \($0)" }
    return parts.joined(separator: ". ")
  }
}

/// Writes the records of a run in a machine format, piece by piece, so that a run of any size takes little memory.
public struct RecordDocument: Sendable {
  private var format: any MachineFormat

  /// Prepares to write; nil where the format is none that can be written from records.
  public init?(_ format: ReportFormat, run: RunDescription) {
    switch format {
    case .jsonl: self.format = RecordLines()
    case .sarif: self.format = SARIF(run: run)
    case .junit: self.format = JUnit(run: run)
    case .checkstyle: self.format = Checkstyle(run: run)
    case .github: self.format = GitHubCommands(run: run)
    case .gitlab: self.format = GitLabCodeQuality(run: run)
    case .rdjsonl: self.format = ReviewdogLines(run: run)
    case .text, .markdown, .json, .html: return nil
    }
  }

  /// What comes before all articles.
  public mutating func head() -> [UInt8] { format.head() }

  /// What is written of one article.
  public mutating func body(_ record: ArticleRecord) -> [UInt8] { format.body(record) }

  /// What comes after all articles.
  public mutating func tail() -> [UInt8] { format.tail() }
}

/// The record protocol.
struct RecordLines: MachineFormat {
  func head() -> [UInt8] { [] }

  func body(_ record: ArticleRecord) -> [UInt8] {
    var output: [UInt8] = []
    if let failure = record.failure {
      RecordLine.error(
        id: record.id, line: failure.line ?? 1, code: failure.code, message: failure.message, to: &output)
    } else {
      RecordLine.check(record, to: &output)
    }
    return output
  }

  func tail() -> [UInt8] { [] }
}
