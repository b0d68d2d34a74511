public import Factlint

/// Writes reports that quote their articles into one document, piece by piece.
public enum ReportDocument {
  /// One report, as it stands in a document of several.
  public static func part(_ report: Report, format: ReportFormat, isColoured: Bool = false) -> [UInt8] {
    if format == .html { return Array(HTMLReport.section(of: report).utf8) }
    guard format == .json else { return format.render([report], isColoured: isColoured) }
    let whole = JSONReport.rendered([report])
    let head = head(of: .json)
    return Array(whole[head.count..<(whole.count - tail(of: .json, isEmpty: false).count)])
  }

  /// What comes before the first report.
  public static func head(of format: ReportFormat) -> [UInt8] {
    if format == .html { return Array(HTMLReport.head(title: Prose.program).utf8) }
    guard format == .json else { return [] }
    let empty = JSONReport.rendered([])
    return Array(empty[..<(empty.count - Self.ofEmpty.utf8.count)])
  }

  /// What stands between two reports.
  public static func separator(of format: ReportFormat) -> [UInt8] {
    switch format {
    case .text: Array("\n".utf8)
    case .markdown: Array("\n---\n\n".utf8)
    case .json: Array(",".utf8)
    default: []
    }
  }

  /// What comes after the last report.
  public static func tail(of format: ReportFormat, isEmpty: Bool) -> [UInt8] {
    if format == .html { return Array(HTMLReport.tail.utf8) }
    guard format == .json else { return [] }
    return Array((isEmpty ? ofEmpty : "\n  ]\n}\n").utf8)
  }

  /// What follows the opening bracket of a document without articles.
  private static let ofEmpty = "]\n}\n"
}
