import Factlint

/// A report for an editor, in Markdown that GitHub and GitLab show alike.
///
/// An object while it is written, since what it is made of is large.
final class MarkdownReport {
  let report: Report
  let source: ArticleSource
  let view: ArticleView
  private(set) var lines: [String] = []

  /// The Markdown of `reports`, one after the other, each line ended by a line feed.
  static func rendered(_ reports: [Report]) -> String {
    reports.map { report in
      let markdown = MarkdownReport(report)
      markdown.write()
      return markdown.lines.joined(separator: "\n") + "\n"
    }.joined(separator: "\n---\n\n")
  }

  private init(_ report: Report) {
    self.report = report
    source = ArticleSource(report.document.article)
    view = ArticleView(report.document)
  }

  private func write() {
    head()
    findings()
    suppressed()
    agreements()
    unchecked()
    timeline()
    counts()
    statements()
    otherFacts()
    incidents()
  }

  // MARK: Parts

  private func head() {
    let document = report.document
    let title = view.headline ?? (document.article.id.isEmpty ? Prose.untitled : document.article.id)
    lines.append("# " + escaped(Excerpt.beginning(of: title)))
    paragraph(Verdict.line(of: report) { "**\($0)**" })
    paragraph(Prose.coverage(report.coverage))
    var parts = [MarkdownText.code(document.article.id)]
    if let date = document.date {
      parts.append("\(date.day.description) (\(Prose.weekday(date.day.weekday)), \(Prose.origin(date.origin)))")
    } else {
      parts.append(Prose.undated)
    }
    parts.append(document.language.map { escaped($0) } ?? Prose.unknownLanguage)
    parts.append(Prose.words(view.words))
    paragraph(parts.filter { !$0.isEmpty }.joined(separator: " · "))
  }

  private func findings() {
    section(Prose.findings)
    let counted = report.findings.filter { $0.suppression == nil }
    if counted.isEmpty { paragraph(Prose.noFindings) }
    for (index, finding) in counted.enumerated() {
      paragraph("### \(index + 1). \(escaped(finding.name)) (\(Prose.severity(finding.severity)))")
      paragraph(escaped(finding.message))
      lines.append("")
      let quotes = PlaceQuote.quotes(of: finding.places, in: source, view: view)
      lines.append(quotes.map { "> \($0)" }.joined(separator: "\n>\n"))
      var remarks: [String] = []
      if !finding.working.isEmpty { remarks.append("\(Prose.workingLabel): \(escaped(finding.working))") }
      remarks.append("\(Prose.check): \(MarkdownText.code(finding.check))")
      remarks += finding.consequences.map { "\(Prose.consequence): \(escaped($0))" }
      list(remarks)
    }
  }

  private func suppressed() {
    let suppressed = report.findings.filter { $0.suppression != nil }
    guard !suppressed.isEmpty else { return }
    section(Prose.suppressedFindings)
    list(
      suppressed.map { finding in
        let line = finding.places.first.flatMap { source.range(of: $0.target) }.map { source.position(of: $0).line }
        let remark = [line.map { Prose.line($0) } ?? "", MarkdownText.code(finding.check)].filter { !$0.isEmpty }
        let why = finding.suppression.map { "\(Prose.suppression($0.kind)): \(escaped($0.reason))" } ?? ""
        return "\(escaped(finding.message)) (\(remark.joined(separator: ", "))), \(why)"
      })
  }

  private func agreements() {
    guard !report.agreements.isEmpty else { return }
    section(Prose.agreed)
    list(
      report.agreements.map { agreement in
        let lines = agreement.places.compactMap { place in
          source.range(of: place.target).map { source.position(of: $0).line }
        }
        var distinct: [Int] = []
        for line in lines.sorted() where distinct.last != line { distinct.append(line) }
        let remark = [distinct.isEmpty ? "" : Prose.lines(distinct), MarkdownText.code(agreement.check)]
        return "\(escaped(agreement.working)) (\(remark.filter { !$0.isEmpty }.joined(separator: ", ")))"
      })
  }

  /// How many facts of one reason are named.
  private static let examples = 5

  private func unchecked() {
    guard !report.unchecked.isEmpty else { return }
    section(Prose.unchecked)
    list(
      UncheckedGroup.groups(of: report).map { group in
        var examples = group.facts.prefix(Self.examples).map { named(report.facts[$0]) }
        if group.facts.count > Self.examples { examples.append(Prose.more(group.facts.count - Self.examples)) }
        return "\(Prose.reason(group.reason)): **\(group.facts.count)** – " + examples.joined(separator: ", ")
      })
  }

  private func incidents() {
    guard !report.incidents.isEmpty else { return }
    section(Prose.incidents)
    list(report.incidents.map { "\(escaped($0.message)) (\(MarkdownText.code($0.code)))" })
  }

  // MARK: Blocks

  /// Text of an article or of a rule, for anywhere in a line.
  func escaped(_ text: String) -> String { MarkdownText.escaped(text) }

  /// A fact by its own words and its line, such as “January 26” (line 2).
  func named(_ fact: Fact) -> String {
    let words = Prose.quoted(escaped(Excerpt.beginning(of: view.text(of: fact.range), limit: 60)))
    return line(of: fact.range).map { "\(words) (\(Prose.line($0)))" } ?? words
  }

  /// The line on which a range of the clean text begins, for a cell of a table.
  func line(of range: Range<Int>) -> Int? { source.line(of: range) }

  func section(_ title: String) { paragraph("## " + title) }

  func paragraph(_ text: String) {
    if !lines.isEmpty { lines.append("") }
    lines.append(text)
  }

  func list(_ items: [String]) {
    guard !items.isEmpty else { return }
    lines.append("")
    lines += items.map { "- " + $0 }
  }

  /// A table; `cells` are already Markdown, without a bare pipe in them.
  func table(_ head: [String], isNumber: [Bool], rows: [[String]]) {
    guard !rows.isEmpty else { return }
    lines.append("")
    lines.append("| " + head.joined(separator: " | ") + " |")
    lines.append("| " + isNumber.map { $0 ? "---:" : "---" }.joined(separator: " | ") + " |")
    for row in rows {
      var line = "|"
      for cell in row {
        line += " "
        line += cell.isEmpty ? "–" : cell
        line += " |"
      }
      lines.append(line)
    }
  }
}
