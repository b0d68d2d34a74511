/// One place of the input of a run: an article, a record or file that could not be read, or what was skipped.
public struct ArchiveEntry: Sendable, Equatable {
  /// The place, by which runs and their shards are in order: the number of the file, and the line of the record.
  public var place: Place
  /// The article's id; nil where a record has none.
  public var id: String?
  /// The file's path as shown; nil for standard input.
  public var path: String?
  /// The line of its record, where the file holds many.
  public var recordLine: Int?
  /// What became of it.
  public var state: State
  /// The findings that are counted, by severity.
  public var counts = Counts()
  /// The name of its report in the output folder, nil where it has none.
  public var report: String?
  /// Why it was not read, where it was not.
  public var message: String?
  /// The article's headline, where it has one and there are findings.
  public var title: String?
  /// The day of publication, ISO 8601, where it is known and there are findings.
  public var published: String?
  /// How many findings of each check are counted.
  public var findings: [String: Int] = [:]

  /// A place in the input.
  public struct Place: Sendable, Hashable, Comparable {
    /// The number of the file in the input, from 0.
    public var source: Int
    /// The line of the record, from 1; 0 where the file is one article.
    public var line: Int

    /// Makes a place.
    public init(source: Int, line: Int) {
      self.source = source
      self.line = line
    }

    /// Whether one place comes before another.
    public static func < (a: Place, b: Place) -> Bool { (a.source, a.line) < (b.source, b.line) }
  }

  /// What became of a place of the input.
  public enum State: Int, Sendable {
    case checked = 0
    case failed = 1
    case skipped = 2
  }

  /// How many findings there are.
  public struct Counts: Sendable, Equatable {
    /// Findings of each severity that are counted.
    public var errors = 0
    /// See `errors`.
    public var warnings = 0
    /// See `errors`.
    public var notes = 0
    /// Findings that are not counted.
    public var suppressed = 0

    /// Makes counts of nothing.
    public init() {}

    /// Whether there is any finding that is counted.
    public var isEmpty: Bool { errors + warnings + notes == 0 }
  }

  /// Makes an entry.
  public init(place: Place, id: String?, path: String?, recordLine: Int? = nil, state: State, message: String? = nil) {
    self.place = place
    self.id = id
    self.path = path
    self.recordLine = recordLine
    self.state = state
    self.message = message
  }
}

// Findings by check as the database has them: a line for each check, its count behind a tab.
extension ArchiveEntry {
  static func encoded(_ findings: [String: Int]) -> String? {
    findings.isEmpty ? nil : findings.sorted { $0.key < $1.key }.map { "\($0)\t\($1)" }.joined(separator: "\n")
  }

  static func findings(encoded text: String?) -> [String: Int] {
    let lines = text?.split(separator: "\n").map { $0.split(separator: "\t") } ?? []
    return Dictionary(
      lines.compactMap { line in line.count == 2 ? Int(line[1]).map { (String(line[0]), $0) } : nil }
    ) { first, _ in first }
  }
}
