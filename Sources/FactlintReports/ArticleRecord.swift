public import Factlint

/// What the machine formats say of one article.
///
/// It has the findings with their places in lines and columns, and no text beyond what the findings quote. It can be
/// made of a report, or read back from a line of the record protocol.
public struct ArticleRecord: Sendable, Equatable {
  /// The article's id.
  public var id: String
  /// Where it was read.
  public var origin: Origin
  /// The findings of every severity, those suppressed too, in their total order.
  public var findings: [FindingRecord]
  /// How much was compared.
  public var coverage: Coverage
  /// What went wrong, none of it fatal.
  public var incidents: [Incident]
  /// Why there is no article, where there is none; the rest is then empty.
  public var failure: Failure?

  /// The file that an article was read from.
  public struct Origin: Sendable, Equatable {
    /// The path as the user named or would name it; nil for standard input.
    public var path: String?
    /// The line of its record, from 1, where the file holds many articles.
    public var recordLine: Int?

    /// Makes an origin.
    public init(path: String? = nil, recordLine: Int? = nil) {
      self.path = path
      self.recordLine = recordLine
    }
  }

  /// Why an article could not be read.
  public struct Failure: Sendable, Equatable {
    /// A stable word for programs.
    public var code: String
    /// A sentence for people.
    public var message: String
    /// The line of the file, from 1, where there is one.
    public var line: Int?

    /// Makes a failure.
    public init(code: String, message: String, line: Int? = nil) {
      self.code = code
      self.message = message
      self.line = line
    }
  }

  /// Makes a record of its parts.
  public init(
    id: String, origin: Origin = Origin(), findings: [FindingRecord] = [], coverage: Coverage = Coverage(),
    incidents: [Incident] = [], failure: Failure? = nil
  ) {
    self.id = id
    self.origin = origin
    self.findings = findings
    self.coverage = coverage
    self.incidents = incidents
    self.failure = failure
  }

  /// Makes the record of a report.
  public init(_ report: Report, origin: Origin = Origin()) {
    id = report.document.article.id
    self.origin = origin
    coverage = report.coverage
    incidents = report.incidents
    if report.findings.isEmpty {
      findings = []
    } else {
      let source = ArticleSource(report.document.article)
      findings = report.findings.map { FindingRecord($0, in: source) }
    }
  }
}

/// A finding as the machine formats tell it.
public struct FindingRecord: Sendable, Equatable {
  /// The id of the check.
  public var check: String
  /// How bad it is.
  public var severity: Severity
  /// The estimated share of such findings that are true slips, from 0 to 1.
  public var confidence: Double
  /// Fingerprint v1.
  public var fingerprint: String
  /// One sentence that states the contradiction.
  public var message: String
  /// The arithmetic or comparison.
  public var working: String
  /// What else follows from the same slip.
  public var consequences: [String]
  /// The places in question, the first being the one to show first.
  public var places: [PlaceRecord]
  /// Why it is not counted; nil where it is.
  public var suppression: Suppression?

  init(_ finding: Finding, in source: ArticleSource) {
    check = finding.check
    severity = finding.severity
    confidence = finding.confidence
    fingerprint = finding.fingerprint
    message = finding.message
    working = finding.working
    consequences = finding.consequences
    suppression = finding.suppression
    places = finding.places.compactMap { location in
      source.range(of: location.target).map { PlaceRecord($0, role: location.role, in: source) }
    }
  }

  /// Makes a record of a finding.
  public init(
    check: String, severity: Severity, confidence: Double, fingerprint: String, message: String, working: String,
    consequences: [String], places: [PlaceRecord], suppression: Suppression?
  ) {
    self.check = check
    self.severity = severity
    self.confidence = confidence
    self.fingerprint = fingerprint
    self.message = message
    self.working = working
    self.consequences = consequences
    self.places = places
    self.suppression = suppression
  }
}

/// A place of a finding: a stretch of a field of the article.
public struct PlaceRecord: Sendable, Equatable {
  /// The field: `headline`, `text` or `date`; a file is one field named `text`.
  public var field: String
  /// The place in Unicode scalars of the field, end exclusive.
  public var scalars: Range<Int>
  /// The text found there.
  public var text: String
  /// The line on which it begins, from 1.
  public var line: Int
  /// The column at which it begins, from 1, in Unicode scalars.
  public var column: Int
  /// The column at which it begins, from 1, in UTF-8 bytes; nil where only the record line was at hand.
  public var byteColumn: Int?
  /// The part it plays.
  public var role: String

  init(_ range: SourceRange, role: String, in source: ArticleSource) {
    let position = source.position(of: range)
    field = source.fieldName(of: range)
    scalars = source.scalars(of: range)
    text = source.text(of: range)
    line = position.line
    column = position.column
    byteColumn = source.byteColumn(of: range)
    self.role = role
  }

  /// Makes a place whose column in bytes is unknown.
  public init(field: String, scalars: Range<Int>, text: String, line: Int, column: Int, role: String) {
    self.field = field
    self.scalars = scalars
    self.text = text
    self.line = line
    self.column = column
    self.role = role
  }

  /// The line and column behind its last scalar, and that column in UTF-8 bytes where its beginning is known so.
  var end: (line: Int, column: Int, byteColumn: Int?) {
    var (line, column, bytes) = (line, column, byteColumn ?? 0)
    var isAfterReturn = false
    for scalar in text.unicodeScalars {
      let breaksLine = scalar == "\n" || scalar == "\r"
      if breaksLine {
        if !(scalar == "\n" && isAfterReturn) { line += 1 }
        (column, bytes) = (1, 1)
      } else {
        column += 1
        bytes += UTF8.width(scalar)
      }
      isAfterReturn = scalar == "\r"
    }
    return (line, column, byteColumn == nil ? nil : bytes)
  }
}
