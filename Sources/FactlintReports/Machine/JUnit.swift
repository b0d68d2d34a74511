import Factlint

/// JUnit XML, in the subset that all readers share: a suite for each article, a case for each finding.
///
/// Errors and warnings are failures; a note passes and says what it has to say as output; a suppressed finding is
/// skipped. An article without findings is one case that passes, one that cannot be read is an error.
struct JUnit: MachineFormat {
  let run: RunDescription

  func head() -> [UInt8] { Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"factlint\">\n".utf8) }

  func body(_ record: ArticleRecord) -> [UInt8] {
    let name = XMLText.escaped(record.id.isEmpty ? Prose.untitled : record.id)
    let failures = record.counted.count { $0.severity != .note }
    let skipped = record.findings.count - record.counted.count
    let path = run.path(of: record.origin)
    var lines = [
      "<testsuite name=\"\(name)\" tests=\"\(max(1, record.findings.count))\" failures=\"\(failures)\""
        + " errors=\"\(record.failure == nil ? 0 : 1)\" skipped=\"\(skipped)\" time=\"0\">"
    ]
    func testCase(_ title: String, line: Int?, _ content: String) {
      let place = line.map { " line=\"\($0)\"" } ?? ""
      let head = "<testcase classname=\"\(name)\" name=\"\(XMLText.escaped(title))\""
      lines.append("\(head) file=\"\(XMLText.escaped(path))\"\(place) time=\"0\">\(content)</testcase>")
    }
    if let failure = record.failure {
      let message = XMLText.escaped(failure.message)
      testCase(
        Prose.isReadable, line: record.origin.recordLine ?? failure.line,
        "<error message=\"\(message)\" type=\"\(XMLText.escaped(failure.code))\">\(message)</error>")
    } else if record.findings.isEmpty {
      testCase(Prose.noContradiction, line: nil, "")
    }
    for finding in record.findings {
      let place = finding.places.first
      let type = XMLText.escaped(finding.check)
      let message = XMLText.escaped(finding.message)
      let text = XMLText.escaped(Self.text(of: finding, path: path, record: record))
      let content: String
      if let suppression = finding.suppression {
        let reason = "\(Prose.suppressedLabel) \(Prose.suppression(suppression.kind)): \(suppression.reason)"
        content = "<skipped message=\"\(XMLText.escaped(reason))\"/>"
      } else if finding.severity == .note {
        content = "<system-out>\(text)</system-out>"
      } else {
        content = "<failure message=\"\(message)\" type=\"\(type)\">\(text)</failure>"
      }
      testCase("\(finding.check): \(finding.message)", line: record.region(of: place)?.line, content)
    }
    lines.append("</testsuite>\n")
    return Array(lines.joined(separator: "\n").utf8)
  }

  func tail() -> [UInt8] { Array("</testsuites>\n".utf8) }

  private static func text(of finding: FindingRecord, path: String, record: ArticleRecord) -> String {
    var lines = ["\(finding.severity.rawValue): \(finding.fullMessage)"]
    for place in finding.places {
      lines.append("\(path):\(place.line):\(place.column): \(place.role) \(Prose.quoted(place.text))")
    }
    return lines.joined(separator: "\n")
  }
}
