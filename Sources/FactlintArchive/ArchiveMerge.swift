internal import Factlint
internal import Foundation
internal import GRDB

/// Joins the parts of a run that was made with `--shard`, each in a folder of its own, to what one run makes.
public struct ArchiveMerge {
  /// A part: its folder's path, and its database.
  public struct Part {
    /// The output folder.
    public var folder: String
    /// Its database.
    public var archive: Archive

    /// Makes a part.
    public init(folder: String, archive: Archive) {
      self.folder = folder
      self.archive = archive
    }
  }

  /// An entry with what belongs to it, as the merged run takes it.
  public struct Entry {
    /// The number of its part in the order given.
    public var part: Int
    /// The entry; its report is the name in the part's folder.
    public var entry: ArchiveEntry
    /// What is remembered of it.
    public var result: (key: CacheKey, result: StoredResult)?
    /// What its report shows, as a digest.
    public var view: [UInt8]?
  }

  private let parts: [Part]
  private let runs: [Int64]
  /// What all parts come to.
  public let totals: RunTotals
  /// How many places the input has.
  public let places: Int

  /// Prepares to merge.
  ///
  /// - Throws: an error where parts are missing, are there twice, or are of different inputs.
  public init(parts: [Part]) throws(ArchiveError) {
    self.parts = parts
    var totals = RunTotals()
    var runs: [Int64] = []
    var shards: [Int: String] = [:]
    var count: Int?
    var places: Int?
    for part in parts {
      let run = try part.archive.lastRun()
      let row = try part.archive.attempt { database in
        try database.read { database in
          try Row.fetchOne(
            database, sql: "SELECT shard, shards, places, totals FROM run WHERE id = ?", arguments: [run]
          ).map { (shard: $0[0] as Int, shards: $0[1] as Int, places: $0[2] as Int?, totals: $0[3] as String?) }
        }
      }
      guard let row, let text = row.totals, let own = RunTotals(encoded: text) else {
        throw ArchiveError("\(part.folder): no run has come to its end here")
      }
      if let other = shards[row.shard] {
        throw ArchiveError("\(part.folder) and \(other) are both part \(row.shard) of the input")
      }
      if let count, count != row.shards {
        throw ArchiveError("\(part.folder): this is part of \(row.shards), the others are parts of \(count)")
      }
      if let places, places != row.places {
        throw ArchiveError(
          "\(part.folder): its input had \(row.places ?? 0) places, that of the others \(places): it has changed")
      }
      shards[row.shard] = part.folder
      count = row.shards
      places = row.places
      totals.add(own)
      runs.append(run)
    }
    let missing = (1...(count ?? 1)).filter { shards[$0] == nil }
    guard missing.isEmpty else {
      throw ArchiveError("parts are missing: \(missing.map { "\($0)/\(count ?? 1)" }.joined(separator: ", "))")
    }
    self.runs = runs
    self.totals = totals
    self.places = places ?? 0
  }

  /// Hands on the entries of all parts in the order of the input.
  ///
  /// - Throws: an error where two parts have the same place, or what `body` throws.
  public func forEachEntry(_ body: (Entry) throws -> Void) throws {
    var streams = zip(parts, runs).map { EntryStream(archive: $0.archive, run: $1) }
    var last: ArchiveEntry.Place?
    while true {
      var first: (part: Int, entry: ArchiveEntry)?
      for index in streams.indices {
        guard let entry = try streams[index].peek() else { continue }
        if first.map({ entry.place < $0.entry.place }) ?? true { first = (index, entry) }
      }
      guard let (part, entry) = first else { return }
      if entry.place == last {
        throw ArchiveError("\(parts[part].folder): it has a place of the input that another part has too")
      }
      last = entry.place
      let (result, view) = try streams[part].take()
      try body(Entry(part: part, entry: entry, result: result, view: view))
    }
  }

  /// The entries of one part, some at a time.
  private struct EntryStream {
    let archive: Archive
    let run: Int64
    private var buffer: [(entry: ArchiveEntry, result: (CacheKey, StoredResult)?, view: [UInt8]?)] = []
    private var next = 0
    private var last = ArchiveEntry.Place(source: -1, line: -1)
    private var isAtEnd = false

    init(archive: Archive, run: Int64) {
      self.archive = archive
      self.run = run
    }

    mutating func peek() throws -> ArchiveEntry? {
      if next == buffer.count, !isAtEnd { try refill() }
      return next < buffer.count ? buffer[next].entry : nil
    }

    mutating func take() throws -> (result: (CacheKey, StoredResult)?, view: [UInt8]?) {
      let item = buffer[next]
      next += 1
      return (item.result, item.view)
    }

    private mutating func refill() throws {
      let (run, last) = (run, last)
      buffer = try archive.attempt { database in
        try database.read { database in
          try Row.fetchAll(
            database,
            sql: """
              SELECT article.source, article.line, article.id, article.path, article.recordLine, article.state,
              article.errors, article.warnings, article.notes, article.suppressed, article.report, article.message,
              article.title AS headline, report.view, result.key, result.article, result.title, result.published,
              result.facts, result.checked, result.comparisons, result.agreed, result.brief, result.incidents,
              result.record, fact.content, article.published AS day, article.findings
              FROM article LEFT JOIN result ON result.id = article.result
              LEFT JOIN fact ON fact.result = article.result LEFT JOIN report ON report.name = article.report
              WHERE article.run = ? AND (article.source, article.line) > (?, ?)
              ORDER BY article.source, article.line LIMIT 256
              """, arguments: [run, last.source, last.line]
          ).map { row in (Self.entry(row), Self.result(row), (row[13] as Data?).map { [UInt8]($0) }) }
        }
      }
      next = 0
      isAtEnd = buffer.isEmpty
      if let entry = buffer.last?.entry { self.last = entry.place }
    }

    private static func entry(_ row: Row) -> ArchiveEntry {
      var entry = ArchiveEntry(
        place: ArchiveEntry.Place(source: row[0], line: row[1]), id: row[2], path: row[3], recordLine: row[4],
        state: ArchiveEntry.State(rawValue: row[5]) ?? .failed, message: row[11])
      entry.counts.errors = row[6]
      entry.counts.warnings = row[7]
      entry.counts.notes = row[8]
      entry.counts.suppressed = row[9]
      entry.report = row[10]
      entry.title = row[12]
      entry.published = row[26]
      entry.findings = ArchiveEntry.findings(encoded: row[27])
      return entry
    }

    private static func result(_ row: Row) -> (CacheKey, StoredResult)? {
      guard let key = row[14] as Data? else { return nil }
      var result = StoredResult(
        articleID: row[15], title: row[16], published: row[17],
        coverage: .init(facts: row[18], checked: row[19], comparisons: row[20], agreed: row[21]), brief: row[22],
        incidents: row[23], record: [UInt8](row[24] as Data))
      result.facts = (row[25] as Data?).map { [UInt8]($0) } ?? []
      return (CacheKey(digest: [UInt8](key)), result)
    }
  }
}
