import Factlint
internal import Foundation
internal import GRDB

/// The database of an archive: what was found in each article as it was last checked, and the last run's articles.
///
/// Writing is for one thread, asking for results for any number of them. What `commit` has returned from survives the
/// end of the process at any moment (SQLite's write-ahead log).
public final class Archive: Sendable {
  /// The database's name inside an output folder.
  public static let fileName = ".factlint/archive.db"

  let database: any DatabaseWriter
  private let name: String

  /// Opens a database, and makes or migrates it where it has to be.
  ///
  /// - Parameter path: the file, whose folder must be there; nil for one that is gone with the process.
  /// - Throws: an error where the file is no such database, is newer than the program or cannot be written.
  public init(path: String?) throws(ArchiveError) {
    name = path ?? "the temporary database"
    var configuration = Configuration()
    configuration.busyMode = .timeout(20)
    configuration.maximumReaderCount = 64
    configuration.prepareDatabase { database in
      try database.execute(
        sql: "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000; PRAGMA wal_autocheckpoint = 4000;")
    }
    do {
      if let path {
        let pool = try DatabasePool(path: path, configuration: configuration)
        database = pool
      } else {
        // An empty name makes a database on disk that SQLite deletes at once.
        let queue = try DatabaseQueue(path: "", configuration: configuration)
        try queue.inDatabase { try $0.execute(sql: "PRAGMA journal_mode = OFF;") }
        database = queue
      }
      let migrator = ArchiveSchema.migrator()
      if try database.read(migrator.hasBeenSuperseded) {
        throw ArchiveError("\(name): the database was made by a newer version of the program")
      }
      try migrator.migrate(database)
    } catch let error as ArchiveError {
      throw error
    } catch {
      throw Self.error(error, name: path ?? "the temporary database")
    }
  }

  private static func error(_ error: any Error, name: String) -> ArchiveError {
    guard let error = error as? DatabaseError else { return ArchiveError("\(name): \(error)") }
    switch error.resultCode {
    case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_ERROR:
      return ArchiveError(
        "\(name): this is no archive database of this program, or it is damaged; delete it, or name another with --cache"
      )
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM: return ArchiveError("\(name): it cannot be written")
    case .SQLITE_BUSY, .SQLITE_LOCKED: return ArchiveError("\(name): another run is using it")
    case .SQLITE_FULL, .SQLITE_IOERR: return ArchiveError("\(name): the disk is full or cannot be written")
    default: return ArchiveError("\(name): \(error.message ?? "SQLite gave up")")
    }
  }

  func attempt<Value>(_ body: (any DatabaseWriter) throws -> Value) throws(ArchiveError) -> Value {
    do {
      return try body(database)
    } catch let error as ArchiveError {
      throw error
    } catch {
      throw Self.error(error, name: name)
    }
  }

  // MARK: Results

  /// What is remembered for the keys, as far as anything is.
  public func results(for keys: [CacheKey]) throws(ArchiveError) -> [CacheKey: (id: Int64, result: StoredResult)] {
    try attempt { database in
      try database.unsafeRead { database in
        var results: [CacheKey: (id: Int64, result: StoredResult)] = [:]
        let statement = try database.cachedStatement(
          sql: """
            SELECT id, title, published, facts, checked, comparisons, agreed, brief, incidents, record, article
            FROM result WHERE key = ?
            """)
        for key in keys {
          let rows = try Row.fetchCursor(statement, arguments: [Data(key.bytes)])
          guard let row = try rows.next() else { continue }
          let result = StoredResult(
            articleID: row[10], title: row[1], published: row[2],
            coverage: Coverage(facts: row[3], checked: row[4], comparisons: row[5], agreed: row[6]), brief: row[7],
            incidents: row[8], record: [UInt8](row[9] as Data))
          results[key] = (row[0], result)
        }
        return results
      }
    }
  }

  /// Where reports lie that were written before, by their names.
  public func reportStamps(names: [String]) throws(ArchiveError) -> [String: ReportStamp] {
    try attempt { database in
      try database.unsafeRead { database in
        let statement = try database.cachedStatement(sql: "SELECT view, size, modified FROM report WHERE name = ?")
        var stamps: [String: ReportStamp] = [:]
        for name in names {
          guard let row = try Row.fetchOne(statement, arguments: [name]) else { continue }
          stamps[name] = ReportStamp(view: [UInt8](row[0] as Data), size: row[1], modified: row[2])
        }
        return stamps
      }
    }
  }
}

/// A file of the output folder as it was written: by these, an unchanged one is known without reading it.
public struct ReportStamp: Sendable, Equatable {
  /// A digest of what the report shows.
  public var view: [UInt8]
  /// The file's bytes.
  public var size: Int
  /// When the file was last modified, in nanoseconds.
  public var modified: Int

  /// Makes a stamp.
  public init(view: [UInt8], size: Int, modified: Int) {
    self.view = view
    self.size = size
    self.modified = modified
  }
}
