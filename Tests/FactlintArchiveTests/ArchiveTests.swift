import Factlint
import FactlintArchive
import FactlintReports
import Foundation
import TestSupport
import Testing

@Suite("The archive's database")
struct ArchiveTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private var path: String { "\(folder.path)/archive.db" }

  private func key(_ text: String) -> CacheKey {
    CacheKey(settings: [1, 2, 3], id: "a", content: Array(text.utf8)[...])
  }

  private func result(_ id: String) -> StoredResult {
    let article = Article(
      id: id, fields: [Field(name: "text", bytes: [])], text: [], blocks: [], sourceMap: SourceMap(pieces: []))
    var report = Report(
      document: Document(article: article), coverage: Coverage(facts: 7, checked: 3, comparisons: 2, agreed: 1))
    report.findings = [
      Finding(
        check: "count/total", name: "x", severity: .error, confidence: 0.5, message: "m", working: "w", places: [],
        fingerprint: "ab12"),
      Finding(
        check: "date/weekday", name: "y", severity: .note, confidence: 0.5, message: "m", working: "w", places: [],
        fingerprint: "cd34", suppression: Suppression(kind: .inSource, reason: "r")),
    ]
    report.incidents = [Incident(code: "c", message: "m")]
    return StoredResult(report, record: Array("{\"id\":\"\(id)\"}\n".utf8), facts: [])
  }

  private func entry(_ number: Int) -> ArchiveEntry {
    ArchiveEntry(place: ArchiveEntry.Place(source: number, line: 0), id: "a\(number)", path: nil, state: .checked)
  }

  @Test("gives back what it was given, also to the next process")
  func remembers() throws {
    do {
      let archive = try Archive(path: path)
      let run = try ArchiveRun(of: archive)
      try run.add(entry(0), key: key("one"), result: result("a0"))
      try run.add(entry(1), key: key("two"), result: result("a1"))
      try run.finish(places: 2, totals: RunTotals())
    }
    let archive = try Archive(path: path)
    let found = try archive.results(for: [key("one"), key("two"), key("three")])
    #expect(found.count == 2)
    #expect(found[key("two")]?.result == result("a1"))
  }

  @Test("a key is of all that bears on a result")
  func keys() {
    let content = Array("text".utf8)[...]
    let keys: Set = [
      CacheKey(settings: [1], id: "a", content: content), CacheKey(settings: [2], id: "a", content: content),
      CacheKey(settings: [1], id: "b", content: content),
      CacheKey(settings: [1], id: "", content: Array("atext".utf8)[...]),
      CacheKey(settings: [1], id: "a", content: Array("text ".utf8)[...]),
    ]
    #expect(keys.count == 5)
    #expect(CacheKey(settings: [1], id: "a", content: content) == CacheKey(settings: [1], id: "a", content: content))
  }

  @Test("what was committed stays when a run does not come to its end; its articles do not")
  func unfinished() throws {
    do {
      let archive = try Archive(path: path)
      let run = try ArchiveRun(of: archive)
      try run.add(entry(0), key: key("one"), result: result("a0"))
      try run.commit()
      try run.add(entry(1), key: key("two"), result: result("a1"))
    }
    let archive = try Archive(path: path)
    #expect(try archive.results(for: [key("one"), key("two")]).keys.map { $0 } == [key("one")])
    #expect(throws: ArchiveError.self) {
      try ArchiveQuestion.people.answers(about: "x", in: archive) { _ in }
    }
  }

  @Test("names that are taken are told apart by a number, in the order of the run")
  func names() throws {
    let archive = try Archive(path: nil)
    let run = try ArchiveRun(of: archive, keepsResults: false)
    #expect(try run.uniqueName("a", ending: "md") == "a.md")
    #expect(try run.uniqueName("a", ending: "md") == "a~2.md")
    run.add(report: "a.md", stamp: ReportStamp(view: [], size: 1, modified: 1))
    run.add(report: "a~2.md", stamp: ReportStamp(view: [], size: 1, modified: 1))
    try run.commit()
    #expect(try run.uniqueName("a", ending: "md") == "a~3.md")
  }

  @Test("names that a run took which was ended from outside are free for the next, and its reports are known")
  func namesAfterKill() throws {
    let archive = try Archive(path: nil)
    let killed = try ArchiveRun(of: archive)
    let stamp = ReportStamp(view: [7], size: 1, modified: 1)
    killed.add(report: try killed.uniqueName("a", ending: "md"), stamp: stamp)
    try killed.commit()
    let next = try ArchiveRun(of: archive)
    #expect(try next.uniqueName("a", ending: "md") == "a.md")
    #expect(try archive.reportStamps(names: ["a.md"]) == ["a.md": stamp])
    #expect(try next.staleReports().map(\.name) == ["a.md"])
  }

  @Test("a damaged file, a foreign one and one of a newer program are refused with a sentence")
  func damaged() throws {
    try Data(repeating: 0x41, count: 5000).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: ArchiveError.self) { _ = try Archive(path: path) }
    #expect(error?.description.contains("archive.db") == true)
    #expect(throws: ArchiveError.self) { _ = try Archive(path: "\(folder.path)/no/such/folder.db") }
  }

  @Test("a newer schema is refused, an older one is brought up to date")
  func migrations() throws {
    func sql(_ text: String) throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [
        "python3", "-c", "import sqlite3,sys; d=sqlite3.connect(sys.argv[1]); d.executescript(sys.argv[2])", path, text,
      ]
      try process.run()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0)
    }
    do {
      let archive = try Archive(path: path)
      let run = try ArchiveRun(of: archive)
      try run.add(entry(0), key: key("one"), result: result("a0"))
      try run.finish(places: 1, totals: RunTotals())
    }
    // As the first version left it.
    try sql("DROP TABLE fact; DELETE FROM grdb_migrations WHERE identifier = 'facts across articles';")
    do {
      let archive = try Archive(path: path)
      #expect(try archive.results(for: [key("one")]).isEmpty)
      let run = try ArchiveRun(of: archive)
      try run.add(entry(0), key: key("one"), result: result("a0"))
      try run.finish(places: 1, totals: RunTotals())
      #expect(try archive.results(for: [key("one")]).count == 1)
    }
    try sql("INSERT INTO grdb_migrations VALUES ('of a later version');")
    let error = #expect(throws: ArchiveError.self) { _ = try Archive(path: path) }
    #expect(error?.description.contains("newer version") == true)
  }
}
