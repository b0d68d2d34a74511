public import Factlint

/// What a `factlint.yml` says.
public struct Configuration: Sendable, Equatable {
  /// The file's path, as errors show it.
  public var path: String
  /// A folder with rules in place of the bundled ones or on top of them, as written: relative to the file's folder.
  public var rules: String?
  /// The language of articles that do not state theirs.
  public var language: String?
  /// The languages that are checked; nil for all that there are rules for.
  public var languages: [String]?
  /// The severity from which findings fail a run.
  public var failOn: FailureLevel?
  /// Severities of checks, in the order of the file; the last that names a check holds.
  public var checks: [SeverityChoice] = []
  /// The articles to read in folders, where not all.
  public var include: [Glob] = []
  /// What to leave out of folders.
  public var exclude: [Glob] = []
  /// What holds for some paths only, in the order of the file; later ones win.
  public var overrides: [PathOverride] = []
  /// Findings that are not counted.
  public var suppressions: [ListedSuppression] = []

  /// A severity for a check, or for a family of checks.
  public struct SeverityChoice: Sendable, Equatable {
    /// Which checks.
    public var checks: CheckSelector
    /// The severity; nil where they are off.
    public var severity: Severity?
  }

  /// What holds for some paths only.
  public struct PathOverride: Sendable, Equatable {
    /// The paths, relative to the file's folder.
    public var match: [Glob]
    /// The language of articles there that do not state theirs.
    public var language: String?
    /// The severity from which findings there fail a run.
    public var failOn: FailureLevel?
    /// Severities of checks there.
    public var checks: [SeverityChoice] = []
  }

  /// An entry of `suppress`.
  public struct ListedSuppression: Sendable, Equatable {
    /// Which checks.
    public var checks: CheckSelector
    /// The paths, relative to the file's folder, or the ids of articles; empty for all.
    public var match: [Glob]
    /// The beginning of the finding's fingerprint, where just one is meant.
    public var fingerprint: String?
    /// Why.
    public var reason: String
  }

  /// A check by its id, a family of them (`count/*`) or all (`*`), with the place where it is written.
  public struct CheckSelector: Sendable, Equatable {
    /// The selector as written.
    public var text: String
    /// The line, from 1.
    public var line: Int
    /// The column, from 1.
    public var column: Int

    /// Whether the check of this id is meant.
    public func matches(_ check: String) -> Bool { Self.matches(check, selector: text) }

    /// Whether a selector means the check of this id.
    public static func matches(_ check: String, selector: String) -> Bool {
      if selector == "*" { return true }
      if selector.hasSuffix("/*") { return check.hasPrefix(selector.dropLast()) }
      return selector == check
    }
  }
}

/// From which severity on findings fail a run.
public enum FailureLevel: String, Sendable, CaseIterable {
  case error, warning, note, never

  /// The mildest severity that fails a run; nil where none does.
  public var severity: Severity? { Severity(rawValue: rawValue) }
}
