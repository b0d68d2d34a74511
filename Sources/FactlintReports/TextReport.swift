import Factlint

/// A report for a terminal, in the manner of compilers: what contradicts, where, and the arithmetic.
struct TextReport {
  private let isColoured: Bool

  /// Prepares to render, with ANSI colours or without.
  init(isColoured: Bool = false) {
    self.isColoured = isColoured
  }

  /// The text of `report`, each line ended by a line feed.
  func rendered(_ report: Report) -> String {
    let article = report.document.article
    let source = ArticleSource(article)
    var lines: [String] = []
    for finding in report.findings where finding.suppression == nil {
      lines += self.lines(of: finding, article: article, source: source)
      lines.append("")
    }
    let suppressed = report.findings.filter { $0.suppression != nil }
    for finding in suppressed { lines.append(line(ofSuppressed: finding)) }
    if !suppressed.isEmpty { lines.append("") }
    for incident in report.incidents {
      let label = coloured("\(Prose.incident)[\(ScreenText.visible(incident.code))]", .note)
      lines.append("\(label): \(ScreenText.visible(incident.message))")
    }
    if !report.incidents.isEmpty { lines.append("") }
    lines.append("\(name(of: article)): \(Verdict.line(of: report, emphasised: bold))")
    lines.append("  \(Prose.coverage(report.coverage))")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The article's id at the start of a line, where CI services would take "::error::" for a command of theirs.
  private func name(of article: Article) -> String {
    guard !article.id.isEmpty else { return Prose.untitled }
    let name = ScreenText.visible(article.id)
    return name.drop { $0 == " " }.hasPrefix("::") ? Prose.quoted(name) : name
  }

  private func line(ofSuppressed finding: Finding) -> String {
    let label = coloured("\(Prose.suppressedLabel)[\(ScreenText.visible(finding.check))]", .gutter)
    var line = "\(label): \(ScreenText.visible(finding.message))"
    if let suppression = finding.suppression {
      line += " (\(Prose.suppression(suppression.kind)): \(ScreenText.visible(suppression.reason)))"
    }
    return line
  }

  private func lines(of finding: Finding, article: Article, source: ArticleSource) -> [String] {
    let style = SourceSnippet.Style(
      secondary: { coloured($0, .gutter) }, primary: { coloured($0, Colour(finding.severity)) })
    let label = coloured("\(finding.severity.rawValue)[\(ScreenText.visible(finding.check))]", Colour(finding.severity))
    var lines = ["\(label)\(bold(": " + ScreenText.visible(finding.message)))"]
    lines += SourceSnippet(of: article, in: source, style: style).lines(showing: finding.places)
    func remark(_ label: String, _ text: String) {
      guard !text.isEmpty else { return }
      lines.append("   \(coloured("=", .gutter)) \(bold(label + ":")) \(ScreenText.visible(text))")
    }
    remark(Prose.working, finding.working)
    for consequence in finding.consequences { remark(Prose.note, consequence) }
    return lines
  }

  /// The colours, by what they are for.
  private enum Colour: String {
    case error = "1;31"
    case warning = "1;33"
    case note = "1;36"
    case gutter = "1;34"
    case bold = "1"

    init(_ severity: Severity) {
      switch severity {
      case .error: self = .error
      case .warning: self = .warning
      case .note: self = .note
      }
    }
  }

  private func bold(_ text: String) -> String { coloured(text, .bold) }

  private func coloured(_ text: String, _ colour: Colour) -> String {
    isColoured ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }
}
