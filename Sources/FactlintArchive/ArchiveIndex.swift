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
    index += ["", totals.verdict { "**\($0)**" }, "", Prose.coverage(totals.coverage)]
    index += ["", "## \(IndexProse.byCheck)"]
    let checks = Set(totals.findings.keys).union(totals.suppressed.keys)
    if checks.isEmpty { index += ["", IndexProse.noFindings] } else { index += [""] + checkTable(checks) }
    for list in ArchiveList.allCases { index += try pages(of: list, write) }
    if !totals.incidents.isEmpty {
      index += ["", "## \(IndexProse.incidents)", ""]
      index += totals.incidents.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { code, count in
        "- \(MarkdownText.code(code)): \(IndexProse.times(count))"
      }
    }
    try write("index.md", Array((index.joined(separator: "\n") + "\n").utf8))
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

  /// Writes the further pages of a list, and returns what of it stands in the index.
  private func pages(of list: ArchiveList, _ write: (String, [UInt8]) throws -> Void) throws -> [String] {
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
    try archive.forEachRow(of: list, run: run.number) { row in
      if rows.count == Self.rowsOfPage { try flush(isLast: false) }
      rows.append(Self.line(of: row, in: list))
    }
    try flush(isLast: true)
    return first
  }

  private static func line(of row: ArchiveList.Row, in list: ArchiveList) -> String {
    guard list == .articles else {
      var place = MarkdownText.code(row.path ?? IndexProse.standardInput)
      if let recordLine = row.recordLine { place += ", \(IndexProse.line(recordLine))" }
      return "- \(place): \(MarkdownText.escaped(row.message ?? ""))"
    }
    let name = MarkdownText.escaped(Excerpt.beginning(of: row.title ?? "", limit: 100))
    let shown = row.id.flatMap { $0.isEmpty ? nil : MarkdownText.code(Excerpt.beginning(of: $0, limit: 100)) }
    let label = name.isEmpty ? shown ?? IndexProse.untitled : name
    var cell = row.report.map { "[\(label)](\(PercentEncoding.encoded($0)))" } ?? label
    if !name.isEmpty, let shown { cell += " · \(shown)" }
    return tableRow(cell, counts: row.counts)
  }
}
