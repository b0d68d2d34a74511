import Digest
import Factlint

/// The Code Quality report of GitLab: a list in JSON, an entry for each finding.
///
/// GitLab does not show the name of a check, so it stands in the description. Of equal fingerprints it shows one, so
/// the article's id is part of them. What is suppressed is of severity `info` and says so.
struct GitLabCodeQuality: MachineFormat {
  let run: RunDescription
  private var isFirst = true

  init(run: RunDescription) {
    self.run = run
  }

  func head() -> [UInt8] { [UInt8(ascii: "[")] }

  mutating func body(_ record: ArticleRecord) -> [UInt8] {
    var output: [UInt8] = []
    if let failure = record.failure {
      add(
        description: "\(Prose.isUnreadable): \(failure.message)", check: failure.code, fingerprint: failure.message,
        severity: "blocker", line: record.origin.recordLine ?? failure.line, record: record, to: &output)
    }
    for finding in record.findings {
      var description = "\(finding.fullMessage) (\(finding.check))"
      if record.origin.recordLine != nil { description = "\(record.id): \(description)" }
      if let suppression = finding.suppression {
        description += " – \(Prose.suppressedLabel) \(Prose.suppression(suppression.kind)): \(suppression.reason)"
      }
      add(
        description: description, check: finding.check, fingerprint: finding.fingerprint,
        severity: Self.severity(of: finding), line: record.region(of: finding.places.first)?.line, record: record,
        to: &output)
    }
    return output
  }

  func tail() -> [UInt8] { Array("\n]\n".utf8) }

  private static func severity(of finding: FindingRecord) -> String {
    guard finding.suppression == nil else { return "info" }
    switch finding.severity {
    case .error: return "major"
    case .warning: return "minor"
    case .note: return "info"
    }
  }

  private mutating func add(
    description: String, check: String, fingerprint: String, severity: String, line: Int?, record: ArticleRecord,
    to output: inout [UInt8]
  ) {
    let path = run.path(of: record.origin)
    var json = JSONWriter()
    json.object { json in
      json.key("description")
      json.value(description)
      json.key("check_name")
      json.value(check)
      json.key("fingerprint")
      let place = record.origin.recordLine.map { "\u{1F}\($0)" } ?? ""
      json.value(SHA256.hexadecimalDigest(of: "\(path)\u{1F}\(record.id)\(place)\u{1F}\(fingerprint)"))
      json.key("severity")
      json.value(severity)
      json.key("location")
      json.object { json in
        json.key("path")
        json.value(path)
        json.key("lines")
        json.object { json in
          json.key("begin")
          json.value(line ?? 1)
        }
      }
    }
    output += Array((isFirst ? "\n" : ",\n").utf8)
    output += json.finish()
    isFirst = false
  }
}
