public import Factlint

/// What is remembered of one checked article.
public struct StoredResult: Sendable, Equatable {
  /// The article's id.
  public var articleID: String
  /// The article's headline, nil where it has none.
  public var title: String?
  /// The publication day, ISO 8601.
  public var published: String?
  /// How much was compared.
  public var coverage: Coverage
  /// Its findings in brief, in their order.
  public var findings: [Finding]
  /// The codes of its incidents.
  public var incidents: [String]
  /// The line of the record protocol, without what a configuration or a baseline suppresses.
  public var record: [UInt8]
  /// The facts for questions across articles, as ``ArchivedFacts`` writes them; empty where it was read back.
  public var facts: [UInt8]

  /// A finding in brief.
  public struct Finding: Sendable, Equatable {
    /// The check's id.
    public var check: String
    /// How bad it is.
    public var severity: Severity
    /// Its fingerprint.
    public var fingerprint: String
    /// Whether a comment in the article suppresses it.
    public var isSuppressed: Bool

    /// Makes a brief.
    public init(check: String, severity: Severity, fingerprint: String, isSuppressed: Bool) {
      self.check = check
      self.severity = severity
      self.fingerprint = fingerprint
      self.isSuppressed = isSuppressed
    }
  }

  /// What is remembered of a report; its record is the line of the protocol.
  public init(_ report: Report, record: [UInt8], facts: [UInt8]) {
    articleID = report.document.article.id
    title = Self.title(of: report)
    published = report.document.date?.day.description
    coverage = report.coverage
    findings = report.findings.map {
      Finding(
        check: $0.check, severity: $0.severity, fingerprint: $0.fingerprint, isSuppressed: $0.suppression != nil)
    }
    incidents = report.incidents.map(\.code)
    self.record = record
    self.facts = facts
  }

  /// The headline of a report's article, nil where it has none.
  public static func title(of report: Report) -> String? {
    let document = report.document
    return document.article.blocks.first { $0.role == .headline }.flatMap { block in
      block.range.isEmpty ? nil : String(decoding: document.article.text[block.range], as: UTF8.self)
    }
  }

  init(
    articleID: String, title: String?, published: String?, coverage: Coverage, brief: String, incidents: String,
    record: [UInt8]
  ) {
    self.articleID = articleID
    self.title = title
    self.published = published
    self.coverage = coverage
    self.incidents = incidents.isEmpty ? [] : incidents.split(separator: "\n").map(String.init)
    self.record = record
    facts = []
    findings = brief.isEmpty ? [] : brief.split(separator: "\n").compactMap { Self.finding($0) }
  }

  /// The findings in brief, a line each.
  var brief: String {
    findings.map { finding in
      "\(finding.severity.rawValue)\t\(finding.fingerprint)\t\(finding.isSuppressed ? "-" : "+")\t\(finding.check)"
    }.joined(separator: "\n")
  }

  private static func finding(_ line: Substring) -> Finding? {
    let parts = line.split(separator: "\t", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, let severity = Severity(rawValue: String(parts[0])) else { return nil }
    return Finding(
      check: String(parts[3]), severity: severity, fingerprint: String(parts[1]), isSuppressed: parts[2] == "-")
  }
}
