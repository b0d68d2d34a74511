import Factlint

/// Checkstyle XML: an element for each article that has something to say, a line of it for each finding.
///
/// A suppressed finding has Checkstyle's own severity `ignore`.
struct Checkstyle: MachineFormat {
  let run: RunDescription

  func head() -> [UInt8] { Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n".utf8) }

  func body(_ record: ArticleRecord) -> [UInt8] {
    var lines: [String] = []
    func error(line: Int?, column: Int?, severity: String, message: String, source: String) {
      let column = column.map { " column=\"\($0)\"" } ?? ""
      lines.append(
        "<error line=\"\(line ?? 1)\"\(column) severity=\"\(severity)\" message=\"\(XMLText.escaped(message))\""
          + " source=\"factlint.\(XMLText.escaped(source))\"/>")
    }
    let isRecord = record.origin.recordLine != nil
    if let failure = record.failure {
      error(
        line: record.origin.recordLine ?? failure.line, column: nil, severity: "error", message: failure.message,
        source: failure.code)
    }
    for finding in record.findings {
      let region = record.region(of: finding.places.first)
      var message = isRecord ? "\(record.id): \(finding.fullMessage)" : finding.fullMessage
      if let suppression = finding.suppression {
        message += " (\(Prose.suppressedLabel) \(Prose.suppression(suppression.kind)): \(suppression.reason))"
      }
      error(
        line: region?.line, column: isRecord ? nil : region?.column, severity: Self.severity(of: finding),
        message: message, source: finding.check)
    }
    if lines.isEmpty { return [] }
    let name = XMLText.escaped(run.path(of: record.origin))
    return Array("<file name=\"\(name)\">\n\(lines.joined(separator: "\n"))\n</file>\n".utf8)
  }

  func tail() -> [UInt8] { Array("</checkstyle>\n".utf8) }

  private static func severity(of finding: FindingRecord) -> String {
    if finding.suppression != nil { return "ignore" }
    return finding.severity == .note ? "info" : finding.severity.rawValue
  }
}
