package import Factlint

/// The parts of a page that is the index of a run over many articles.
package enum IndexPage {
  /// An article with findings.
  package struct Article {
    var id: String
    var title: String?
    var report: String?
    var published: String?
    var counts: [Int]
    var checks: [String]

    /// Describes an article.
    ///
    /// - Parameters:
    ///   - report: the name of its report below the page's folder.
    ///   - published: the day, ISO 8601.
    ///   - counts: findings by severity, the gravest first, and those that are not counted.
    ///   - checks: the checks whose findings are counted.
    package init(
      id: String, title: String?, report: String?, published: String?, counts: [Int], checks: [String]
    ) {
      self.id = id
      self.title = title
      self.report = report
      self.published = published
      self.counts = counts
      self.checks = checks
    }
  }

  /// A place of the input that was not read.
  package struct Place {
    var path: String?
    var line: Int?
    var message: String

    /// Describes a place; without a path it is standard input.
    package init(path: String?, line: Int?, message: String) {
      self.path = path
      self.line = line
      self.message = message
    }
  }

  /// A page.
  ///
  /// - Parameters:
  ///   - verdict: the run in one line of HTML; nil on further pages, which lead back to the first.
  ///   - severity: that of the gravest finding.
  ///   - coverage: how much was compared.
  ///   - body: the page's sections.
  package static func page(
    title: String, verdict: String?, severity: Severity?, coverage: String?, body: String
  ) -> String {
    var header = "<header class=\"page\"><h1>\(HTMLText.escaped(title))</h1>\n"
    if let verdict { header += "<p class=\"verdict \(severity?.rawValue ?? "")\">\(verdict)</p>\n" }
    if let coverage { header += "<p class=\"coverage\">\(HTMLText.escaped(coverage))</p>\n" }
    if verdict == nil { header += "<p><a href=\"index.html\">\(IndexProse.backToIndex)</a></p>\n" }
    return HTMLReport.head(title: title, beforeMain: header + "</header>\n", script: script, style: style) + body
      + HTMLReport.tail(script: script)
  }

  private static let style = String(decoding: PackageResources.index_css, as: UTF8.self)
  private static let script = String(decoding: PackageResources.index_js, as: UTF8.self)

  // MARK: Sections

  /// The articles with findings in a table, and a link to the page on which it goes on.
  package static func section(_ title: String, articles: [Article], next: String?) -> String {
    let heads = [
      (IndexProse.article, false), (IndexProse.day, false), (IndexProse.errors, true), (IndexProse.warnings, true),
      (IndexProse.notes, true), (IndexProse.suppressed, true), (IndexProse.check, false),
    ]
    var html = head(title, id: "articles")
    html += """
      <form class="filter" hidden aria-label="\(IndexProse.filter)">
      <label>\(IndexProse.search) <input type="search" name="words"></label>
      <label>\(IndexProse.check) <select name="check"><option value="">\(IndexProse.allChecks)</option></select></label>
      <label><input type="checkbox" name="errors" checked> \(IndexProse.errors)</label>
      <label><input type="checkbox" name="warnings" checked> \(IndexProse.warnings)</label>
      <label><input type="checkbox" name="notes" checked> \(IndexProse.notes)</label>
      <output role="status"></output>
      </form>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="articles-title"><table class="articles">
      <thead><tr>
      """
    for (name, isNumber) in heads { html += "<th scope=\"col\"\(isNumber ? " class=\"number\"" : "")>\(name)</th>" }
    html += "</tr></thead>\n<tbody>\n"
    for article in articles { html += row(of: article) }
    return html + "</tbody></table></div>\n" + goesOn(next) + "</section>\n"
  }

  private static func row(of article: Article) -> String {
    let title = Excerpt.beginning(of: article.title ?? "", limit: 100)
    let id = Excerpt.beginning(of: article.id, limit: 100)
    let name = HTMLText.escaped(title.isEmpty ? (id.isEmpty ? IndexProse.untitled : id) : title)
    var cell = article.report.map { "<a href=\"\(PercentEncoding.encoded($0))\">\(name)</a>" } ?? name
    if !title.isEmpty, !id.isEmpty { cell += " <code>\(HTMLText.escaped(id))</code>" }
    let severity = zip(Severity.allCases, article.counts).first { $0.1 > 0 }?.0.rawValue ?? ""
    let counts = article.counts.map { "<td class=\"number\">\($0)</td>" }.joined()
    let checks = article.checks.map { "<code>\(HTMLText.escaped($0))</code>" }.joined(separator: " ")
    return """
      <tr class="\(severity)"><td>\(cell)</td><td>\(HTMLText.escaped(article.published ?? "–"))</td>\(counts)\
      <td class="checks">\(checks)</td></tr>

      """
  }

  /// What was not read, with the reasons.
  package static func section(_ title: String, places: [Place], next: String?) -> String {
    var html = head(title, id: title == IndexProse.failures ? "unreadable" : "left-out") + "<ul>\n"
    for place in places {
      let line = place.line.map { ", \(IndexProse.line($0))" } ?? ""
      let path = HTMLText.escaped(place.path ?? IndexProse.standardInput)
      html += "<li><code>\(path)</code>\(line): \(HTMLText.escaped(place.message))</li>\n"
    }
    return html + "</ul>\n" + goesOn(next) + "</section>\n"
  }

  /// What went wrong inside articles; nothing where nothing did.
  package static func incidents(_ incidents: [String: Int]) -> String {
    guard !incidents.isEmpty else { return "" }
    let items = incidents.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { code, count in
      "<li><code>\(HTMLText.escaped(code))</code>: \(IndexProse.times(count))</li>\n"
    }
    return head(IndexProse.incidents, id: "incidents") + "<ul>\n\(items.joined())</ul>\n</section>\n"
  }

  static func head(_ title: String, id: String) -> String {
    "<section id=\"\(id)\" aria-labelledby=\"\(id)-title\">\n<h2 id=\"\(id)-title\">\(title)</h2>\n"
  }

  private static func goesOn(_ page: String?) -> String {
    page.map { "<p><a href=\"\($0)\">\(IndexProse.goesOn)</a></p>\n" } ?? ""
  }
}
