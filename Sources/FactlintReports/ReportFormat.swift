public import Factlint

/// The formats in which reports are written.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// For a terminal.
  case text
  /// For an editor, and for pages of GitHub and GitLab.
  case markdown
  /// One document with everything, for programs.
  case json
  /// One line an article, by the record protocol; see ``RecordLine``.
  case jsonl
  /// One page for a browser, with the article's text, the findings beside it and pictures; see ``HTMLReport``.
  case html

  /// The reports in this format, as UTF-8 with a line feed at the end.
  ///
  /// - Parameters:
  ///   - reports: the articles, in the order in which they are written.
  ///   - isColoured: whether `text` uses ANSI colours; the other formats have none.
  public func render(_ reports: [Report], isColoured: Bool = false) -> [UInt8] {
    switch self {
    case .text:
      return Array(reports.map { TextReport(isColoured: isColoured).rendered($0) }.joined(separator: "\n").utf8)
    case .markdown: return Array(MarkdownReport.rendered(reports).utf8)
    case .json: return JSONReport.rendered(reports)
    case .html: return Array(HTMLReport.document(reports).utf8)
    case .jsonl:
      var output: [UInt8] = []
      for report in reports { RecordLine.check(report, to: &output) }
      return output
    }
  }
}
