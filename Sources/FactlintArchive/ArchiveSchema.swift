internal import GRDB

/// The tables of an archive's database, by version; each migration runs once, in one transaction.
///
/// | table | a row for each | written |
/// | --- | --- | --- |
/// | `result` | article as it was checked, by its cache key | once it is checked |
/// | `fact` | result: its facts, for questions across articles | with it |
/// | `run` | run of the program | at its beginning and its end |
/// | `article` | place of the input of a run, in its order | as the run goes on |
/// | `report` | file that was written to the output folder | with it |
enum ArchiveSchema {
  static func migrator() -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("results and runs") { database in
      try database.execute(
        sql: """
          CREATE TABLE result (
            id INTEGER PRIMARY KEY,
            key BLOB NOT NULL UNIQUE,
            article TEXT NOT NULL,
            title TEXT,
            published TEXT,
            facts INTEGER NOT NULL,
            checked INTEGER NOT NULL,
            comparisons INTEGER NOT NULL,
            agreed INTEGER NOT NULL,
            brief TEXT NOT NULL,
            incidents TEXT NOT NULL,
            record BLOB NOT NULL
          );
          CREATE TABLE run (
            id INTEGER PRIMARY KEY,
            shard INTEGER NOT NULL,
            shards INTEGER NOT NULL,
            places INTEGER,
            totals TEXT,
            isComplete INTEGER NOT NULL
          );
          CREATE TABLE article (
            run INTEGER NOT NULL,
            source INTEGER NOT NULL,
            line INTEGER NOT NULL,
            id TEXT,
            path TEXT,
            recordLine INTEGER,
            state INTEGER NOT NULL,
            result INTEGER,
            errors INTEGER NOT NULL,
            warnings INTEGER NOT NULL,
            notes INTEGER NOT NULL,
            suppressed INTEGER NOT NULL,
            report TEXT,
            message TEXT,
            title TEXT,
            PRIMARY KEY (run, source, line)
          ) WITHOUT ROWID;
          CREATE TABLE report (
            name TEXT PRIMARY KEY,
            view BLOB NOT NULL,
            size INTEGER NOT NULL,
            modified INTEGER NOT NULL,
            run INTEGER NOT NULL
          ) WITHOUT ROWID;
          """)
    }
    migrator.registerMigration("facts across articles") { database in
      try database.execute(
        sql: """
          CREATE TABLE fact (
            result INTEGER PRIMARY KEY,
            content BLOB NOT NULL
          );
          """)
      // Results without their facts would be silent in questions across articles: they are made anew.
      try database.execute(sql: "DELETE FROM article; DELETE FROM result;")
    }
    migrator.registerMigration("checks and days of articles") { database in
      try database.execute(
        sql: "ALTER TABLE article ADD COLUMN published TEXT; ALTER TABLE article ADD COLUMN findings TEXT;")
    }
    return migrator
  }
}
