import Foundation
import TestSupport
import Testing

@Suite("Exit status, a contract with scripts")
struct ExitStatusTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (name, text) in ticketRules { try folder.write(["rules/\(name)": text]) }
    try folder.write(["sound.txt": soundText, "slip.txt": slipText, "bad.txt": ""])
    try Data([0x61, 0xFF, 0xFE]).write(to: URL(fileURLWithPath: folder.path + "/bad.txt"))
  }

  private func check(_ names: [String], _ options: [String] = []) throws -> Outcome {
    try factlint(["check"] + names.map { "\(folder.path)/\($0)" } + ["--rules", folder.path + "/rules"] + options)
  }

  @Test("0 without findings, 1 with some")
  func findings() throws {
    #expect(try check(["sound.txt"]).status == 0)
    let slip = try check(["slip.txt"])
    #expect(slip.status == 1)
    #expect(slip.output.contains("12 here and 13 there"))
    #expect(slip.errors == "")
  }

  @Test("--fail-on decides which findings count")
  func failOn() throws {
    for (level, status) in [("error", 1), ("warning", 1), ("note", 1), ("never", 0)] as [(String, Int32)] {
      #expect(try check(["slip.txt"], ["--fail-on", level]).status == status, "\(level)")
    }
    let checks = ticketRules["checks/count.yml"]?.replacing("severity: error", with: "severity: warning")
    try folder.write(["rules/checks/count.yml": checks ?? ""])
    for (level, status) in [("error", 0), ("warning", 1), ("note", 1), ("never", 0)] as [(String, Int32)] {
      #expect(try check(["slip.txt"], ["--fail-on", level]).status == status, "\(level) of a warning")
    }
  }

  @Test("--fail-on holds for a folder in which something is left out")
  func failOnWithSkipped() throws {
    try folder.write(["in/slip.txt": slipText, "in/photo.jpg": "x", "in/sub/settings.json": "{}"])
    #expect(try check(["in"], ["--fail-on", "never"]).status == 0)
    #expect(try check(["in"]).status == 1)
  }

  @Test("2 beats 1, and what can be read is reported all the same")
  func unreadable() throws {
    for name in ["missing.txt", "bad.txt"] {
      let outcome = try check([name, "slip.txt"])
      #expect(outcome.status == 2)
      #expect(outcome.output.contains("12 here and 13 there"))
      #expect(outcome.errors.contains(name))
      #expect(outcome.errors.hasPrefix("factlint: "))
    }
  }

  @Test(
    "options that make no sense are 2, with a word on standard error",
    arguments: [
      ["check"], ["check", "--nonsense", "a"], ["check", "a", "--format", "verse"], ["check", "a", "--jobs", "0"],
      ["check", "a", "--jobs", "99999999"], ["check", "a", "--jobs", "two"], ["check", "a", "--date", "2023-02-30"],
      ["check", "a", "--fail-on", "often"], ["check", "a", "--input-format", "verse"], ["dance"], ["extract"],
      ["explain"], ["rules", "show"], ["rules", "dance"], ["check", "a", "--output"],
    ])
  func invalidOptions(arguments: [String]) throws {
    let outcome = try factlint(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("Error: "))
  }

  @Test("asking for help or the version is 0, on standard output")
  func help() throws {
    for arguments in [["--help"], ["check", "--help"], ["help", "check"], ["rules", "test", "--help"], ["-h"]] {
      let outcome = try factlint(arguments)
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("USAGE: factlint"))
      #expect(outcome.errors == "")
    }
    let version = try factlint(["--version"])
    #expect(version.status == 0)
    #expect(version.lines.count == 1)
    #expect(version.output.contains("."))
  }

  @Test("rules that cannot be read are 2")
  func unreadableRules() throws {
    let missing = try factlint(["check", folder.path + "/sound.txt", "--rules", folder.path + "/none"])
    #expect(missing.status == 2)
    #expect(missing.errors.contains("none"))
    try folder.write(["rules/facts/tickets.yml": "id: x\n"])
    let broken = try check(["sound.txt"])
    #expect(broken.status == 2)
    #expect(broken.errors.contains("rules/facts/tickets.yml:1:1: the key \"kind\" is missing"))
    #expect(broken.output == "")
  }

  @Test("a report that cannot be written is 2, without a trace")
  func unwritable() throws {
    for path in ["missing/report.md", "sound.txt/folder/"] {
      let outcome = try check(["slip.txt"], ["--output", "\(folder.path)/\(path)"])
      #expect(outcome.status == 2)
      #expect(outcome.errors.hasPrefix("factlint: "))
      #expect(outcome.errors.split(separator: "\n").count == 1)
    }
  }

  @Test("with records in and out, findings and bad records are 0 unless --fail-on is given")
  func records() throws {
    let input = "{\"id\":\"a\",\"text\":\"We sold 12 tickets. They sold 13 tickets.\"}\nnonsense\n"
    func run(_ options: [String]) throws -> Int32 {
      try factlint(
        ["check", "-", "--input-format", "jsonl", "--rules", folder.path + "/rules"] + options, input: input
      ).status
    }
    #expect(try run(["--format", "jsonl"]) == 0)
    #expect(try run(["--format", "jsonl", "--fail-on", "error"]) == 1)
    #expect(try run(["--format", "text"]) == 2)
  }

  @Test("a closed pipe ends the program without a trace")
  func closedPipe() throws {
    let record = "{\"id\":\"a\",\"text\":\"We sold 12 tickets.\"}\n"
    try folder.write(["many.jsonl": String(repeating: record, count: 20_000)])
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "\"$0\" extract \"$1/many.jsonl\" --rules \"$1/rules\" 2>\"$1/errors\" | head -1 >\"$1/first\"",
      try programURL().path(), folder.path,
    ]
    try process.run()
    process.waitUntilExit()
    #expect(try folder.text("first").split(separator: "\n").count == 1)
    let errors = try folder.text("errors")
    #expect(errors == "" || errors == "factlint: standard output cannot be written\n")
  }
}
