public import Factlint
internal import Foundation

/// What a run comes to, over all its articles.
public struct RunTotals: Sendable, Equatable, Codable {
  /// The articles that were checked.
  public private(set) var articles = 0
  /// Those of them that have findings which are counted.
  public private(set) var articlesWithFindings = 0
  /// The records and files that could not be read.
  public private(set) var failures = 0
  /// What was left out, by its reason.
  public private(set) var skipped: [String: Int] = [:]
  /// The bytes of the input.
  public var bytes = 0
  /// Facts found, compared, and comparisons made and agreed.
  public private(set) var facts = 0
  /// See `facts`.
  public private(set) var checked = 0
  /// See `facts`.
  public private(set) var comparisons = 0
  /// See `facts`.
  public private(set) var agreed = 0
  /// The findings that are counted, by check and severity.
  public private(set) var findings: [String: [String: Int]] = [:]
  /// The findings that are not counted, by check.
  public private(set) var suppressed: [String: Int] = [:]
  /// What went wrong inside articles, by its code.
  public private(set) var incidents: [String: Int] = [:]

  /// Makes totals of nothing.
  public init() {}

  /// All findings that are counted, of one severity.
  public func count(of severity: Severity) -> Int {
    findings.values.reduce(0) { $0 + ($1[severity.rawValue] ?? 0) }
  }

  /// How much was compared.
  public var coverage: Coverage {
    Coverage(facts: facts, checked: checked, comparisons: comparisons, agreed: agreed)
  }

  /// Adds a checked article.
  ///
  /// - Parameter findings: each with its check, its severity, and whether it is counted.
  public mutating func add(
    coverage: Coverage, incidents: [String], findings: [(check: String, severity: Severity, isCounted: Bool)]
  ) {
    articles += 1
    facts += coverage.facts
    checked += coverage.checked
    comparisons += coverage.comparisons
    agreed += coverage.agreed
    for incident in incidents { self.incidents[incident, default: 0] += 1 }
    guard !findings.isEmpty else { return }
    if findings.contains(where: \.isCounted) { articlesWithFindings += 1 }
    for finding in findings {
      if finding.isCounted {
        self.findings[finding.check, default: [:]][finding.severity.rawValue, default: 0] += 1
      } else {
        suppressed[finding.check, default: 0] += 1
      }
    }
  }

  /// Adds a place of the input that gave no article.
  public mutating func add(failure: Bool, reason: String) {
    if failure { failures += 1 } else { skipped[reason, default: 0] += 1 }
  }

  /// Adds what another part of the same run came to.
  public mutating func add(_ other: RunTotals) {
    articles += other.articles
    articlesWithFindings += other.articlesWithFindings
    failures += other.failures
    bytes += other.bytes
    facts += other.facts
    checked += other.checked
    comparisons += other.comparisons
    agreed += other.agreed
    skipped.merge(other.skipped, uniquingKeysWith: +)
    suppressed.merge(other.suppressed, uniquingKeysWith: +)
    incidents.merge(other.incidents, uniquingKeysWith: +)
    findings.merge(other.findings) { $0.merging($1, uniquingKeysWith: +) }
  }

  /// The totals as text, the same for the same totals.
  var encoded: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// Reads totals back; nil where the text has none.
  init?(encoded: String) {
    guard let totals = try? JSONDecoder().decode(RunTotals.self, from: Data(encoded.utf8)) else { return nil }
    self = totals
  }
}
