internal import Factlint
internal import FactlintReports

/// The index of a run as a page for a browser: findings by check and month as a chart, the articles in a table that can
/// be sorted and filtered, what could not be read and what was left out.
///
/// `index.html` has the first rows of each list; where there are more they go on in pages `index-articles-2.html` and so
/// on. Each page holds all it needs, and works from a file without a network.
public struct ArchiveIndexPage {
  private let run: ArchiveRun
  private let archive: Archive
  private let totals: RunTotals

  /// Rows of a list on one page: as many as a browser sorts in a moment.
  static let rowsOfPage = 2_000

  /// Prepares the index of a run that has come to its end and is committed.
  public init(of run: ArchiveRun, in archive: Archive, totals: RunTotals) {
    self.run = run
    self.archive = archive
    self.totals = totals
  }

  /// Writes all pages.
  ///
  /// - Parameter write: takes the name of a page and its text.
  public func write(_ write: (String, [UInt8]) throws -> Void) throws {
    var chart = FindingsChart()
    try archive.forEachRow(of: .articles, run: run.number) { row in
      chart.add(row.findings, published: row.published)
    }
    var body = chart.html()
    for list in ArchiveList.allCases { body += try pages(of: list, write) }
    body += IndexPage.incidents(totals.incidents)
    let page = IndexPage.page(
      title: IndexProse.title(totals.articles), verdict: totals.verdict { "<strong>\($0)</strong>" },
      severity: Severity.allCases.first { totals.count(of: $0) > 0 }, coverage: Prose.coverage(totals.coverage),
      body: body)
    try write("index.html", Array(page.utf8))
  }

  /// Writes the further pages of a list, and returns what of it stands in the index.
  private func pages(of list: ArchiveList, _ write: (String, [UInt8]) throws -> Void) throws -> String {
    var first = ""
    var rows: [ArchiveList.Row] = []
    var number = 1
    func flush(isLast: Bool) throws {
      guard !rows.isEmpty else { return }
      let next = isLast ? nil : "\(list.fileName)-\(number + 1).html"
      let section = Self.section(of: rows, in: list, next: next)
      if number == 1 {
        first = section
      } else {
        let page = IndexPage.page(
          title: IndexProse.page(number, of: list.title), verdict: nil, severity: nil, coverage: nil, body: section)
        try write("\(list.fileName)-\(number).html", Array(page.utf8))
      }
      rows = []
      number += 1
    }
    try archive.forEachRow(of: list, run: run.number) { row in
      if rows.count == Self.rowsOfPage { try flush(isLast: false) }
      rows.append(row)
    }
    try flush(isLast: true)
    return first
  }

  private static func section(of rows: [ArchiveList.Row], in list: ArchiveList, next: String?) -> String {
    guard list == .articles else {
      let places = rows.map { row in
        IndexPage.Place(path: row.path, line: row.recordLine, message: row.message ?? "")
      }
      return IndexPage.section(list.title, places: places, next: next)
    }
    let articles = rows.map { row in
      IndexPage.Article(
        id: row.id ?? "", title: row.title, report: row.report, published: row.published, counts: row.counts,
        checks: row.findings.keys.sorted())
    }
    return IndexPage.section(list.title, articles: articles, next: next)
  }
}
