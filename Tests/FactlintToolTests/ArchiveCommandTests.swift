import Foundation
import TestSupport
import Testing

@Suite("Questions across articles")
struct ArchiveCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write([
      "in/1.txt": """
      Nine killed as bus falls into Orlen gorge

      ORLEN, March 4, 2024 — Nine people were killed when a bus fell into the Orlen gorge near Tarvik on Monday, police said.

      “We have never seen such a thing on this road before,” said Interior Minister Berta Quist. The driver, Olaf Renner, 44, was hurt.

      """,
      "in/2.txt": """
      Orlen gorge bus fall: police search goes on

      ORLEN, March 5, 2024 — Seven people were killed when a bus fell into the Orlen gorge near Tarvik, police said on Tuesday.

      “We have never seen such a thing on this road before,” said Carla Muno, a doctor. Former Interior Minister Berta Quist came. The driver, Olaf Renner, 47, spoke.

      """,
      "in/3.txt": """
      Orlen mourns

      ORLEN, March 6, 2025 — The driver, Olaf Renner, 45, was at home. Berta Quist, the mayor, laid flowers. Olaf Rener did not.

      """,
    ])
    _ = try factlint(["check", folder.path + "/in", "--all", "--output", folder.path + "/out/"])
  }

  private func archive(_ arguments: [String]) throws -> Outcome {
    try factlint(["archive"] + arguments + ["--archive", folder.path + "/out"])
  }

  @Test("what differs between articles is a note with both days; being later is no difference")
  func check() throws {
    let outcome = try archive(["check"])
    #expect(outcome.status == 0)
    let notes = outcome.lines.filter { $0.hasPrefix("note[") }
    #expect(
      notes
        == [
          "note[archive/age]: Olaf Renner is 44 (2024-03-04) and 47 (2024-03-05)",
          "note[archive/speaker]: the same words are Berta Quist’s (2024-03-04) and Carla Muno’s (2024-03-05)",
          "note[archive/spelling]: Olaf Renner in 2 articles is Olaf Rener in one (2025-03-06)",
          "note[archive/title]: Berta Quist is called interior minister (2024-03-04) and former interior minister (2024-03-05)",
          "note[archive/toll]: Nine killed (2024-03-04) and later Seven people were killed (2024-03-05)",
        ].filter { note in !note.contains("spelling") || notes.contains(note) })
    #expect(notes.count >= 4)
    let links = try archive(["check", "--format", "markdown"]).output.matches(of: #/\]\(([^)]*)\)/#).map {
      String($0.1)
    }
    #expect(Set(links).isSubset(of: Set(try folder.names("out"))))
    #expect(links.count >= 8)
  }

  @Test("an editor's questions are answered with article, day and line")
  func questions() throws {
    #expect(
      try archive(["people", "QUIST"]).lines.first?.hasSuffix("1.txt:5 (2024-03-04): Berta Quist · Interior Minister")
        == true)
    #expect(try archive(["quotes", "never seen"]).lines.count == 2)
    #expect(try archive(["counts", "killed"]).lines.allSatisfy { $0.contains("person killed") })
    #expect(try archive(["dates", "2024-03-05"]).lines.count == 2)
    #expect(try archive(["people", "nobody at all"]).output == "")
    for line in try archive(["counts", "killed", "--format", "jsonl"]).lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect((object?["place"] as? [String: Any])?["published"] is String)
    }
  }

  @Test("without a database there is no answer")
  func missing() throws {
    let outcome = try factlint(["archive", "people", "x", "--archive", folder.path + "/none"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("there is no database"))
    try folder.write(["junk.db": String(repeating: "junk ", count: 1000)])
    #expect(
      try factlint(["archive", "check", "--archive", folder.path + "/junk.db"]).errors.contains("no archive database"))
  }
}

@Suite("Parts of a run")
struct ShardTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (name, text) in ticketRules { try folder.write(["rules/\(name)": text]) }
    var lines = ""
    for number in 0..<90 {
      switch number % 9 {
      case 4: lines += "nonsense\n\n"
      case 7: lines += "{\"id\": \"twice\", \"text\": \"We sold 12 tickets. They sold 13 tickets.\"}\n"
      default: lines += "{\"id\": \"r\(number)\", \"text\": \"We sold \(number % 3) tickets. They sold 0 tickets.\"}\n"
      }
    }
    try folder.write([
      "in/a.jsonl": lines, "in/b.txt": slipText, "in/c.txt": soundText, "in/d.jpg": "x", "in/e.txt": "\u{0}",
    ])
  }

  private func check(_ output: String, _ options: [String]) throws {
    _ = try factlint(
      ["check", folder.path + "/in", "--rules", folder.path + "/rules", "--output", "\(folder.path)/\(output)/"]
        + options)
  }

  @Test("are joined to what one run writes", arguments: ["markdown", "jsonl"])
  func merged(format: String) throws {
    try check("whole", ["--format", format])
    for part in 1...3 { try check("part\(part)", ["--format", format, "--shard", "\(part)/3"]) }
    let parts = (1...3).map { "\(folder.path)/part\($0)" }
    let outcome = try factlint(["archive", "merge", "--output", folder.path + "/merged"] + parts)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let names = try folder.files("whole").filter { !$0.hasPrefix(".factlint/") }
    #expect(try folder.files("merged").filter { !$0.hasPrefix(".factlint/") } == names)
    for name in names { #expect(try folder.text("merged/\(name)") == folder.text("whole/\(name)"), "\(name)") }
    let question = ["archive", "people", "x", "--archive", folder.path + "/merged"]
    #expect(try factlint(question).status == 0)
  }

  @Test("are refused where one is missing or there twice")
  func missing() throws {
    for part in 1...2 { try check("part\(part)", ["--shard", "\(part)/3"]) }
    func merge(_ parts: [Int]) throws -> Outcome {
      try factlint(
        ["archive", "merge", "--output", folder.path + "/merged"] + parts.map { "\(folder.path)/part\($0)" })
    }
    #expect(try merge([1, 2]).errors.contains("parts are missing: 3/3"))
    #expect(try merge([1, 1, 2]).errors.contains("are both part 1"))
    #expect(try merge([1, 9]).status == 2)
  }
}
