import Factlint
internal import Foundation

extension ArticleRecord {
  /// Reads back a line of the record protocol that ``RecordLine`` wrote; nil where it is none.
  ///
  /// What the line does not have is not made up: places have no column in bytes.
  public init?(recordLine: [UInt8], origin: Origin = Origin()) {
    guard let line = try? JSONDecoder().decode(Line.self, from: Data(recordLine)), line.status == "ok" else {
      return nil
    }
    id = line.id
    self.origin = origin
    var findings: [FindingRecord] = []
    for finding in line.findings {
      guard let record = finding.record else { return nil }
      findings.append(record)
    }
    self.findings = findings
    coverage = Coverage(
      facts: line.coverage.facts, checked: line.coverage.checked, comparisons: line.coverage.comparisons,
      agreed: line.coverage.agreed)
    incidents = line.incidents.map { Incident(code: $0.code, message: $0.message) }
  }

  /// The members of a line that are read back.
  private struct Line: Decodable {
    var id: String
    var status: String
    var findings: [FindingMembers]
    var coverage: CoverageMembers
    var incidents: [IncidentMembers]
  }

  private struct CoverageMembers: Decodable {
    var facts: Int
    var checked: Int
    var comparisons: Int
    var agreed: Int
  }

  private struct IncidentMembers: Decodable {
    var code: String
    var message: String
  }

  private struct FindingMembers: Decodable {
    var check: String
    var severity: Severity
    var confidence: Double
    var fingerprint: String
    var message: String
    var working: String
    var consequences: [String]
    var places: [PlaceMembers]
    var suppression: SuppressionMembers?

    var record: FindingRecord? {
      var records: [PlaceRecord] = []
      for place in places {
        guard place.start <= place.end else { return nil }
        records.append(
          PlaceRecord(
            field: place.field, scalars: place.start..<place.end, text: place.text, line: place.line,
            column: place.column, role: place.role))
      }
      return FindingRecord(
        check: check, severity: severity, confidence: confidence, fingerprint: fingerprint, message: message,
        working: working, consequences: consequences, places: records,
        suppression: suppression.map { Suppression(kind: $0.kind, reason: $0.reason) })
    }
  }

  private struct SuppressionMembers: Decodable {
    var kind: Suppression.Kind
    var reason: String
  }

  private struct PlaceMembers: Decodable {
    var field: String
    var start: Int
    var end: Int
    var text: String
    var line: Int
    var column: Int
    var role: String
  }
}
