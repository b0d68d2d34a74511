internal import Factlint
internal import FactlintReports
internal import GRDB

/// The index of a run in Markdown: totals, coverage, findings by check and by article, the worst first, and what could
/// not be read or was left out.
///
/// `index.md` has the first rows of each list; where there are more they go on in pages `index-articles-2.md` and so on,
/// so that no page is too long for a browser. All links are relative, and of characters that need no escaping.
public struct ArchiveIndex {
  private let run: ArchiveRun
  private let archive: Archive
  private let totals: RunTotals

  /// Rows of a list on one page.
  static let rowsOfPage = 500

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
    var index: [String] = []
    index.append("# \(IndexProse.title(totals.articles))")
    index += ["", verdict, "", Prose.coverage(totals.coverage)]
    index += ["", "## \(IndexProse.byCheck)"]
    let checks = Set(totals.findings.keys).union(totals.suppressed.keys)
    if checks.isEmpty { index += ["", IndexProse.noFindings] } else { index += [""] + checkTable(checks) }
    for list in [List.articles, .failures, .skipped] { index += try pages(of: list, write) }
    if !totals.incidents.isEmpty {
      index += ["", "## \(IndexProse.incidents)", ""]
      index += totals.incidents.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { code, count in
        "- \(MarkdownText.code(code)): \(IndexProse.times(count))"
      }
    }
    try write("index.md", Array((index.joined(separator: "\n") + "\n").utf8))
  }

  private var verdict: String {
    var parts: [String] = []
    let errors = totals.count(of: .error)
    if errors > 0 {
      parts.append(
        "**\(Prose.contradictions(errors))** \(IndexProse.withFindings(totals.articlesWithFindings, of: totals.articles))"
      )
    } else {
      parts.append("**\(Prose.noContradiction)** \(Prose.inComparisons(totals.comparisons))")
    }
    if totals.count(of: .warning) > 0 { parts.append(Prose.toQuery(totals.count(of: .warning))) }
    if totals.count(of: .note) > 0 { parts.append(Prose.notes(totals.count(of: .note))) }
    let suppressed = totals.suppressed.values.reduce(0, +)
    if suppressed > 0 { parts.append(Prose.suppressed(suppressed)) }
    if totals.failures > 0 { parts.append(IndexProse.unreadable(totals.failures)) }
    let skipped = totals.skipped.values.reduce(0, +)
    if skipped > 0 { parts.append(IndexProse.leftOut(skipped)) }
    return parts.joined(separator: " · ")
  }

  private func checkTable(_ checks: Set<String>) -> [String] {
    struct Row {
      var check: String
      var counts: [Int]
    }
    let rows = checks.map { check in
      let counts = Severity.allCases.map { totals.findings[check]?[$0.rawValue] ?? 0 }
      return Row(check: check, counts: counts + [totals.suppressed[check] ?? 0])
    }
    let sorted = rows.sorted { a, b in
      if a.counts != b.counts { return b.counts.lexicographicallyPrecedes(a.counts) }
      return a.check < b.check
    }
    return Self.tableHead(IndexProse.check)
      + sorted.map { Self.tableRow(MarkdownText.code($0.check), counts: $0.counts) }
  }

  private static func tableHead(_ first: String) -> [String] {
    [
      "| \(first) | \(IndexProse.errors) | \(IndexProse.warnings) | \(IndexProse.notes) | \(IndexProse.suppressed) |",
      "| --- | ---: | ---: | ---: | ---: |",
    ]
  }

  private static func tableRow(_ first: String, counts: [Int]) -> String {
    "| \(first) | " + counts.map { $0 == 0 ? "–" : "\($0)" }.joined(separator: " | ") + " |"
  }

  // MARK: Lists

  /// A list that may go on over several pages.
  private enum List {
    case articles, failures, skipped

    var title: String {
      switch self {
      case .articles: IndexProse.byArticle
      case .failures: IndexProse.failures
      case .skipped: IndexProse.skipped
      }
    }

    var fileName: String {
      switch self {
      case .articles: "index-articles"
      case .failures: "index-unreadable"
      case .skipped: "index-left-out"
      }
    }

    var query: String {
      let columns = "id, path, recordLine, errors, warnings, notes, suppressed, report, message, title"
      let list = "SELECT \(columns) FROM article WHERE run = ?"
      switch self {
      case .articles:
        return list
          + """
           AND state = 0 AND errors + warnings + notes + suppressed > 0
          ORDER BY errors DESC, warnings DESC, notes DESC, source, line
          """
      case .failures: return list + " AND state = 1 ORDER BY source, line"
      case .skipped: return list + " AND state = 2 ORDER BY source, line"
      }
    }
  }

  /// Writes the further pages of a list, and returns what of it stands in the index.
  private func pages(of list: List, _ write: (String, [UInt8]) throws -> Void) throws -> [String] {
    var first: [String] = []
    var rows: [String] = []
    var number = 1
    func flush(isLast: Bool) throws {
      guard !rows.isEmpty else { return }
      var lines = list == .articles ? Self.tableHead(IndexProse.article) + rows : rows
      if !isLast { lines += ["", "[\(IndexProse.goesOn)](\(list.fileName)-\(number + 1).md)"] }
      if number == 1 {
        first = ["", "## \(list.title)", ""] + lines
      } else {
        let head = ["# \(IndexProse.page(number, of: list.title))", "", "[\(IndexProse.backToIndex)](index.md)", ""]
        try write("\(list.fileName)-\(number).md", Array(((head + lines).joined(separator: "\n") + "\n").utf8))
      }
      rows = []
      number += 1
    }
    try archive.attempt { database in
      try database.read { database in
        let cursor = try Row.fetchCursor(database, sql: list.query, arguments: [run.number])
        while let row = try cursor.next() {
          if rows.count == Self.rowsOfPage { try flush(isLast: false) }
          rows.append(Self.line(of: row, in: list))
        }
      }
    }
    try flush(isLast: true)
    return first
  }

  private static func line(of row: Row, in list: List) -> String {
    let id: String? = row[0]
    let path: String? = row[1]
    let recordLine: Int? = row[2]
    let message: String? = row[8]
    guard list == .articles else {
      var place = MarkdownText.code(path ?? IndexProse.standardInput)
      if let recordLine { place += ", \(IndexProse.line(recordLine))" }
      return "- \(place): \(MarkdownText.escaped(message ?? ""))"
    }
    let title: String? = row[9]
    let report: String? = row[7]
    let name = MarkdownText.escaped(Excerpt.beginning(of: title ?? "", limit: 100))
    let shown = id.flatMap { $0.isEmpty ? nil : MarkdownText.code(Excerpt.beginning(of: $0, limit: 100)) }
    let label = name.isEmpty ? shown ?? IndexProse.untitled : name
    var cell = report.map { "[\(label)](\(PercentEncoding.encoded($0)))" } ?? label
    if !name.isEmpty, let shown { cell += " · \(shown)" }
    return tableRow(cell, counts: [row[3], row[4], row[5], row[6]])
  }
}
