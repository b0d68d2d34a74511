import Digest
public import Factlint

/// Reports as one HTML page that holds all it needs: it loads nothing, and works from a file without a network.
///
/// All text of articles and rules is escaped; the page's own policy allows no script but its own, by its hash, so that
/// even a mistake in escaping could run nothing.
public enum HTMLReport {
  /// The page of `reports`, one section after the other, ended by a line feed.
  public static func document(_ reports: [Report]) -> String {
    let title =
      reports.count == 1 ? reports.first.map { Prose.reportTitle(ReportSection.title(of: $0)) } ?? "" : Prose.program
    var html = head(title: title, beforeMain: reports.count == 1 ? "" : contents(of: reports))
    for (index, report) in reports.enumerated() { html += section(of: report, id: "a\(index + 1)") }
    return html + tail
  }

  /// What comes before the first section.
  ///
  /// - Parameters:
  ///   - script: the one script that the page may run.
  ///   - style: what its style has beside that of all pages.
  static func head(
    title: String, beforeMain: String = "", script: String = script, style more: String = ""
  ) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <meta http-equiv="Content-Security-Policy" content="\(policy(script: script))">
    <meta name="generator" content="\(Prose.program)">
    <title>\(HTMLText.escaped(title))</title>
    <style>\(style)\(more)</style>
    </head>
    <body>
    \(beforeMain)<main>

    """
  }

  /// What comes after the last section.
  static let tail = tail(script: script)

  /// What comes after the last section of a page with a script.
  static func tail(script: String) -> String { "</main>\n<script>\(script)</script>\n</body>\n</html>\n" }

  /// The section of one report of a run whose number is not known: what its ids begin with comes from the article's id.
  static func section(of report: Report) -> String {
    section(of: report, id: "a" + SHA256.hexadecimalDigest(of: report.document.article.id).prefix(12))
  }

  /// The section of one report, for a page that has the style and the script.
  ///
  /// - Parameter id: What the ids of its elements begin with, letters and digits.
  public static func section(of report: Report, id: String) -> String { ReportSection(report, id: id).html() }

  /// The style sheet that sections need.
  public static let style = String(decoding: PackageResources.report_css, as: UTF8.self)

  /// The script that highlights together what belongs together; a page is whole without it.
  public static let script = String(decoding: PackageResources.report_js, as: UTF8.self)

  private static func policy(script: String) -> String {
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(base64(ofHexadecimal: SHA256.hexadecimalDigest(of: script)))'; base-uri 'none'; form-action 'none'"
  }

  private static func contents(of reports: [Report]) -> String {
    var html = "<header class=\"page\"><h1>\(Prose.program): \(Prose.articles(reports.count))</h1>\n"
    html += "<nav aria-label=\"\(Prose.contents)\"><ol>\n"
    for (index, report) in reports.enumerated() {
      let title = HTMLText.escaped(ReportSection.title(of: report))
      html += "<li><a href=\"#a\(index + 1)\">\(title)</a> – \(Verdict.line(of: report))</li>\n"
    }
    return html + "</ol></nav></header>\n"
  }

  /// Base64 of RFC 4648, which policies write hashes in.
  private static func base64(ofHexadecimal digits: String) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    let values = digits.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    var bits = values.flatMap { value in [3, 2, 1, 0].map { value >> $0 & 1 } }
    while !bits.count.isMultiple(of: 6) { bits.append(0) }
    var output = stride(from: 0, to: bits.count, by: 6).map { start in
      alphabet[bits[start..<start + 6].reduce(0) { $0 * 2 + $1 }]
    }
    while !output.count.isMultiple(of: 4) { output.append(UInt8(ascii: "=")) }
    return String(decoding: output, as: UTF8.self)
  }
}
