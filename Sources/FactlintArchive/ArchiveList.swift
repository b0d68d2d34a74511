internal import Factlint
internal import FactlintReports
internal import GRDB

/// A list of places of the input that an index has; it may go on over several pages.
enum ArchiveList: CaseIterable {
  case articles, failures, skipped

  var title: String {
    switch self {
    case .articles: IndexProse.byArticle
    case .failures: IndexProse.failures
    case .skipped: IndexProse.skipped
    }
  }

  /// What the names of its pages begin with.
  var fileName: String {
    switch self {
    case .articles: "index-articles"
    case .failures: "index-unreadable"
    case .skipped: "index-left-out"
    }
  }

  /// A place of the input.
  struct Row {
    var id: String?
    var path: String?
    var recordLine: Int?
    /// Findings by severity, the gravest first, and those that are not counted.
    var counts: [Int]
    var report: String?
    var message: String?
    var title: String?
    var published: String?
    /// Findings by check.
    var findings: [String: Int]
  }

  fileprivate var condition: String {
    switch self {
    case .articles:
      """
      state = 0 AND errors + warnings + notes + suppressed > 0
      ORDER BY errors DESC, warnings DESC, notes DESC, source, line
      """
    case .failures: "state = 1 ORDER BY source, line"
    case .skipped: "state = 2 ORDER BY source, line"
    }
  }
}

extension Archive {
  /// Hands on the places of a list of a run, in the list's order.
  func forEachRow(of list: ArchiveList, run: Int64, _ body: (ArchiveList.Row) throws -> Void) throws {
    try attempt { database in
      try database.read { database in
        let cursor = try GRDB.Row.fetchCursor(
          database,
          sql: """
            SELECT id, path, recordLine, errors, warnings, notes, suppressed, report, message, title, published,
            findings FROM article WHERE run = ? AND \(list.condition)
            """, arguments: [run])
        while let row = try cursor.next() {
          try body(
            ArchiveList.Row(
              id: row[0], path: row[1], recordLine: row[2], counts: [row[3], row[4], row[5], row[6]], report: row[7],
              message: row[8], title: row[9], published: row[10],
              findings: ArchiveEntry.findings(encoded: row[11])))
        }
      }
    }
  }
}

extension RunTotals {
  /// The run in one line.
  ///
  /// - Parameter emphasised: sets off the first words, which say most.
  func verdict(emphasised: (String) -> String) -> String {
    var parts: [String] = []
    let errors = count(of: .error)
    if errors > 0 {
      let extent = IndexProse.withFindings(articlesWithFindings, of: articles)
      parts.append("\(emphasised(Prose.contradictions(errors))) \(extent)")
    } else {
      parts.append("\(emphasised(Prose.noContradiction)) \(Prose.inComparisons(comparisons))")
    }
    if count(of: .warning) > 0 { parts.append(Prose.toQuery(count(of: .warning))) }
    if count(of: .note) > 0 { parts.append(Prose.notes(count(of: .note))) }
    let suppressed = suppressed.values.reduce(0, +)
    if suppressed > 0 { parts.append(Prose.suppressed(suppressed)) }
    if failures > 0 { parts.append(IndexProse.unreadable(failures)) }
    let skipped = skipped.values.reduce(0, +)
    if skipped > 0 { parts.append(IndexProse.leftOut(skipped)) }
    return parts.joined(separator: " · ")
  }
}
