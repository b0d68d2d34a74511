import Factlint

/// Workflow commands of GitHub Actions, which show findings beside the lines of a pull request.
///
/// GitHub shows ten of each level for a step. The first of each level are written, the gravest levels first, and
/// the last notice says how many are not shown. Suppressed findings are `debug` lines, which a run hides unless asked.
struct GitHubCommands: MachineFormat {
  let run: RunDescription
  private var commands: [Severity: [String]] = [:]
  private var counts: [Severity: Int] = [:]
  private var suppressed: [String] = []

  /// So many of one level are shown.
  static let greatestCount = 10

  init(run: RunDescription) {
    self.run = run
  }

  func head() -> [UInt8] { [] }

  mutating func body(_ record: ArticleRecord) -> [UInt8] {
    let path = run.path(of: record.origin)
    if let failure = record.failure {
      let line = record.origin.recordLine ?? failure.line
      add(
        .error, properties: [("file", path), ("line", line.map { "\($0)" }), ("title", Prose.isUnreadable)],
        failure.message)
    }
    for finding in record.findings {
      if let suppression = finding.suppression {
        guard suppressed.count < Self.greatestCount else { continue }
        let why = "\(Prose.suppressedLabel) \(Prose.suppression(suppression.kind)): \(suppression.reason)"
        suppressed.append("::debug::\(Self.data("\(path): \(finding.message) (\(finding.check), \(why))"))")
        continue
      }
      let region = record.region(of: finding.places.first)
      let isOnOneLine = record.origin.recordLine == nil && region.map { $0.line == $0.endLine } == true
      let place = record.origin.recordLine == nil ? "" : "\(record.id): "
      add(
        finding.severity,
        properties: [
          ("file", path), ("line", region.map { "\($0.line)" }), ("endLine", region.map { "\($0.endLine)" }),
          ("col", isOnOneLine ? region.map { "\($0.column)" } : nil),
          ("endColumn", isOnOneLine ? region.map { "\($0.endColumn)" } : nil), ("title", name(of: finding)),
        ], "\(place)\(finding.fullMessage)")
    }
    return []
  }

  mutating func tail() -> [UInt8] {
    var lines: [String] = []
    var missing = 0
    for severity in Severity.allCases {
      let all = commands[severity] ?? []
      missing += (counts[severity] ?? 0) - all.count
      lines += all
    }
    if missing > 0 {
      if let notes = commands[.note], notes.count == Self.greatestCount {
        lines.removeLast()
        missing += 1
      }
      lines.append("::notice title=Factlint::\(Self.data(Prose.moreFindings(missing)))")
    }
    lines += suppressed
    return Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  private func name(of finding: FindingRecord) -> String {
    run.checks.first { $0.id == finding.check }.map { "\($0.name) (\(finding.check))" } ?? finding.check
  }

  private mutating func add(_ severity: Severity, properties: [(name: String, value: String?)], _ message: String) {
    counts[severity, default: 0] += 1
    guard commands[severity, default: []].count < Self.greatestCount else { return }
    let list = properties.compactMap { property in property.value.map { "\(property.name)=\(Self.property($0))" } }
    let command = severity == .note ? "notice" : severity.rawValue
    commands[severity, default: []].append("::\(command) \(list.joined(separator: ","))::\(Self.data(message))")
  }

  /// The escapes of a command's message.
  private static func data(_ text: String) -> String {
    ScreenText.visible(text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A"))
  }

  /// The escapes of a command's property.
  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
