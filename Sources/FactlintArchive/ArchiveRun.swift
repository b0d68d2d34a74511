import Factlint
internal import Foundation
internal import GRDB

/// A run of the program over an archive: takes what came of each place of the input, in order.
///
/// What is taken is kept in memory until `commit`, which writes it in one transaction.
public final class ArchiveRun {
  private let archive: Archive
  /// The run's number.
  public let number: Int64
  private let isKept: Bool
  private var pending: [(entry: ArchiveEntry, result: PendingResult)] = []
  private var stamps: [(name: String, stamp: ReportStamp)] = []
  private var pendingSize = 0
  private var names: Set<String> = []
  /// How many places of the input were taken.
  public private(set) var count = 0

  private enum PendingResult {
    case none
    case remembered(Int64)
    case new(CacheKey, StoredResult)
  }

  /// Begins a run.
  ///
  /// - Parameters:
  ///   - shard: which part of the input the run is for, from 1, and of how many.
  ///   - keepsResults: whether results are remembered for later runs.
  public init(
    of archive: Archive, shard: (index: Int, count: Int) = (1, 1), keepsResults: Bool = true
  ) throws(ArchiveError) {
    self.archive = archive
    isKept = keepsResults
    number = try archive.attempt { database in
      try database.write { database in
        // What runs that were ended from outside have left; their results stay.
        try database.execute(
          sql: """
            DELETE FROM article WHERE run NOT IN (SELECT id FROM run WHERE isComplete);
            DELETE FROM run WHERE NOT isComplete;
            -- The next run may get the number of one that is gone, and their reports are not its own.
            UPDATE report SET run = 0 WHERE run NOT IN (SELECT id FROM run);
            """)
        try database.execute(
          sql: "INSERT INTO run (shard, shards, isComplete) VALUES (?, ?, 0)", arguments: [shard.index, shard.count])
        return database.lastInsertedRowID
      }
    }
  }

  /// Takes an entry without a result: one that failed or was skipped.
  public func add(_ entry: ArchiveEntry) throws(ArchiveError) {
    try add(entry, .none, size: 200)
  }

  /// Takes an article whose result was remembered.
  public func add(_ entry: ArchiveEntry, remembered id: Int64) throws(ArchiveError) {
    try add(entry, .remembered(id), size: 200)
  }

  /// Takes an article that was checked now.
  public func add(_ entry: ArchiveEntry, key: CacheKey, result: StoredResult) throws(ArchiveError) {
    try add(entry, isKept ? .new(key, result) : .none, size: 400 + result.record.count + result.facts.count)
  }

  /// Takes note of a file of the output folder that is as it should be.
  public func add(report name: String, stamp: ReportStamp) {
    stamps.append((name, stamp))
    pendingSize += 200
  }

  private func add(_ entry: ArchiveEntry, _ result: PendingResult, size: Int) throws(ArchiveError) {
    pending.append((entry, result))
    count += 1
    pendingSize += size
    if pendingSize > 4 << 20 { try commit() }
  }

  /// The name of a report that no other article of the run has: the given one, or one made different by a number.
  ///
  /// - Parameter name: a path without its ending, see ``ReportName``.
  public func uniqueName(_ name: String, ending: String) throws(ArchiveError) -> String {
    var candidate = "\(name).\(ending)"
    var count = 2
    while try isTaken(candidate) {
      candidate = "\(name)~\(count).\(ending)"
      count += 1
    }
    names.insert(candidate)
    return candidate
  }

  private func isTaken(_ name: String) throws(ArchiveError) -> Bool {
    if names.contains(name) { return true }
    return try archive.attempt { database in
      try database.unsafeRead { database in
        let statement = try database.cachedStatement(sql: "SELECT run FROM report WHERE name = ?")
        return try Int64.fetchOne(statement, arguments: [name]) == number
      }
    }
  }

  /// Writes what was taken since the last time.
  public func commit() throws(ArchiveError) {
    guard !pending.isEmpty || !stamps.isEmpty else { return }
    let (entries, files) = (pending, stamps)
    try archive.attempt { database in
      try database.write { database in
        let insertResult = try database.cachedStatement(
          sql: """
            INSERT INTO result
            (key, article, title, published, facts, checked, comparisons, agreed, brief, incidents, record)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING
            """)
        let findResult = try database.cachedStatement(sql: "SELECT id FROM result WHERE key = ?")
        let insertFacts = try database.cachedStatement(
          sql: "INSERT OR REPLACE INTO fact (result, content) VALUES (?, ?)")
        let insertArticle = try database.cachedStatement(
          sql: """
            INSERT OR REPLACE INTO article (run, source, line, id, path, recordLine, state, result, errors, warnings,
            notes, suppressed, report, message, title, published, findings)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        for (entry, pending) in entries {
          var id: Int64?
          switch pending {
          case .none: break
          case .remembered(let result): id = result
          case .new(let key, let result):
            try insertResult.execute(arguments: [
              Data(key.bytes), result.articleID, result.title, result.published, result.coverage.facts,
              result.coverage.checked,
              result.coverage.comparisons, result.coverage.agreed, result.brief,
              result.incidents.joined(separator: "\n"), Data(result.record),
            ])
            if database.changesCount == 0 {
              id = try Int64.fetchOne(findResult, arguments: [Data(key.bytes)])
            } else {
              id = database.lastInsertedRowID
              if !result.facts.isEmpty { try insertFacts.execute(arguments: [id, Data(result.facts)]) }
            }
          }
          try insertArticle.execute(arguments: [
            number, entry.place.source, entry.place.line, entry.id, entry.path, entry.recordLine,
            entry.state.rawValue, id, entry.counts.errors, entry.counts.warnings, entry.counts.notes,
            entry.counts.suppressed, entry.report, entry.message, entry.title, entry.published,
            ArchiveEntry.encoded(entry.findings),
          ])
        }
        let insertReport = try database.cachedStatement(
          sql: "INSERT OR REPLACE INTO report (name, view, size, modified, run) VALUES (?, ?, ?, ?, ?)")
        for (name, stamp) in files {
          try insertReport.execute(arguments: [name, Data(stamp.view), stamp.size, stamp.modified, number])
        }
      }
    }
    pending.removeAll(keepingCapacity: true)
    stamps.removeAll(keepingCapacity: true)
    names.removeAll(keepingCapacity: true)
    pendingSize = 0
  }

  /// The files of the output folder that earlier runs wrote and this one did not.
  public func staleReports() throws(ArchiveError) -> [(name: String, stamp: ReportStamp)] {
    try commit()
    return try archive.attempt { database in
      try database.read { database in
        try Row.fetchAll(
          database, sql: "SELECT name, view, size, modified FROM report WHERE run <> ? ORDER BY name",
          arguments: [number]
        ).map { ($0[0], ReportStamp(view: [UInt8]($0[1] as Data), size: $0[2], modified: $0[3])) }
      }
    }
  }

  /// Ends a run that has come to the end of its input: it is the archive's state from now on.
  ///
  /// - Parameter places: how many places the whole input has, those of other shards too.
  ///   - totals: what the run came to.
  public func finish(places: Int, totals: RunTotals) throws(ArchiveError) {
    try commit()
    let totals = totals.encoded
    try archive.attempt { database in
      try database.write { database in
        try database.execute(
          sql: "UPDATE run SET isComplete = 1, places = ?, totals = ? WHERE id = ?",
          arguments: [places, totals, number])
        try database.execute(sql: "DELETE FROM report WHERE run <> ?", arguments: [number])
        try database.execute(sql: "DELETE FROM article WHERE run <> ?", arguments: [number])
        try database.execute(sql: "DELETE FROM run WHERE id <> ?", arguments: [number])
        // Results of articles that are gone stay for a while: going back to them costs nothing then.
        let results = try Int.fetchOne(database, sql: "SELECT count(*) FROM result") ?? 0
        let used = try Int.fetchOne(database, sql: "SELECT count(*) FROM article WHERE result IS NOT NULL") ?? 0
        if results > 2 * used + 1000 {
          try database.execute(
            sql: """
              DELETE FROM result WHERE id NOT IN (SELECT result FROM article WHERE result IS NOT NULL);
              DELETE FROM fact WHERE result NOT IN (SELECT id FROM result);
              """)
        }
      }
      if let pool = database as? DatabasePool { _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) } }
    }
  }
}
