import Foundation
import TestSupport
import Testing

@Suite("factlint.yml, comments and baselines")
struct ConfigurationRunTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (name, text) in ticketRules { try folder.write(["rules/\(name)": text]) }
    try folder.write(["factlint.yml": "rules: rules\n", "in/slip.txt": slipText, "in/wire/slip.txt": slipText])
  }

  private func check(_ paths: [String], _ options: [String] = []) throws -> Outcome {
    try factlint(["check"] + paths.map { "\(folder.path)/\($0)" } + options)
  }

  @Test("a configuration is found upward, and one further down takes its place")
  func upward() throws {
    #expect(try check(["in/slip.txt"]).status == 1)
    try folder.write(["in/wire/factlint.yml": "rules: ../../rules\nchecks: {house/ticket-count: off}\n"])
    #expect(try check(["in/slip.txt"]).status == 1)
    #expect(try check(["in/wire/slip.txt"]).status == 0)
    let both = try check(["in"], ["--format", "jsonl"])
    #expect(both.lines.map { $0.contains("house/ticket-count") } == [true, false])
    #expect(try check(["in/wire/slip.txt"], ["--config", folder.path + "/factlint.yml"]).status == 1)
  }

  @Test(
    "severities and the fail level hold by path, and the command line wins",
    arguments: [
      ("checks: {house/*: warning}", [], 0), ("checks: {house/*: warning}\nfail-on: warning", [], 1),
      ("fail-on: never", [], 0), ("fail-on: never", ["--fail-on", "error"], 1),
      ("paths: [{match: wire/**, checks: {\"*\": note}}]", [], 1),
      ("paths: [{match: in/wire/**, checks: {\"*\": note}}]", [], 0),
      ("paths: [{match: [in/wire], fail-on: never}, {match: wire, fail-on: error}]", [], 1),
      ("checks: {house/old-count: off}", [], 0),
    ] as [(String, [String], Int32)])
  func severities(text: String, options: [String], status: Int32) throws {
    try folder.write(["factlint.yml": "rules: rules\n\(text)\n"])
    let outcome = try check(["in/wire/slip.txt"], options)
    #expect(outcome.status == status, "\(outcome.errors)")
  }

  @Test(
    "what is wrong with it is told with line and column, before anything is read",
    arguments: [
      ("rules: rules\nfail: error\n", "2:1: unknown key \"fail\""),
      ("fail-on: often\n", "1:10: \"often\" is not one of"),
      ("rules: rules\nchecks:\n  house/none: off\n", "3:3: there is no check \"house/none\""),
      ("rules: rules\nchecks:\n  house/ticket-count: no\n", "3:23: \"no\" is not one of"),
      ("suppress:\n  - check: house/ticket-count\n", "2:5: the key \"reason\" is missing"),
      ("paths: 5\n", "1:8: this must be a list"), ("checks: [\n", "this is not YAML"),
      ("a: &x 1\nb: *x\n", "unknown key"),
      ("suppress: [{check: house/ticket-count, reason: x, fingerprint: xyz}]\n", "write at least the first 8"),
    ])
  func problems(text: String, message: String) throws {
    try folder.write(["factlint.yml": text])
    let outcome = try check(["in/slip.txt"])
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("factlint.yml:\(message)") || outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test("include and exclude are relative to the configuration's folder")
  func patterns() throws {
    try folder.write(["factlint.yml": "rules: rules\nexclude: [in/wire/**]\n"])
    #expect(try check(["in"], ["--format", "jsonl"]).lines.count == 1)
    try folder.write(["factlint.yml": "rules: rules\ninclude: [\"**/wire/*.txt\"]\n"])
    #expect(try check(["in"], ["--format", "jsonl"]).lines.count == 1)
  }

  @Test("init writes a configuration that reads, says nothing until told, and is not overwritten")
  func initialise() throws {
    try FileManager.default.createDirectory(atPath: folder.path + "/new", withIntermediateDirectories: true)
    #expect(try factlint(["init", folder.path + "/new"]).status == 0)
    try folder.write(["new/slip.txt": slipText])
    #expect(try check(["new/slip.txt"], ["--rules", folder.path + "/rules"]).status == 1)
    #expect(try factlint(["init", folder.path + "/new"]).status == 2)
    // What it shows is right too, once the comment marks are gone.
    let text = try folder.text("new/factlint.yml").replacing("# rules:", with: "# # rules:")
    let lines = text.split(separator: "\n").filter { $0.contains(#/^# ( *- |  +\w|[a-z-]+:)/#) }.map { $0.dropFirst(2) }
    try folder.write(["new/factlint.yml": lines.joined(separator: "\n") + "\n"])
    let outcome = try check(["new/slip.txt"])
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test("a comment suppresses what it names in its paragraph or the next")
  func comments() throws {
    func status(_ text: String) throws -> (Int32, String) {
      try folder.write(["in/c.md": text])
      let outcome = try check(["in/c.md"])
      return (outcome.status, outcome.output)
    }
    let ignore = "<!-- factlint-ignore house/ticket-count: two shows -->"
    for text in [
      "\(ignore)\n\n\(slipText)", "\(ignore)\n\(slipText)", "We sold 12 tickets.\(ignore) They sold 13 tickets.",
      "Far away.\n\n\(slipText)\nMore. <!-- factlint-ignore-article house/*: two shows -->\n",
      "<!-- factlint-ignore house/ticket-count,\n  house/x: two\n shows -->\n\n\(slipText)",
    ] {
      let (status, output) = try status(text)
      #expect(status == 0, "\(text)")
      #expect(output.contains("suppressed[house/ticket-count]: 12 here and 13 there"))
      #expect(output.contains("1 suppressed"))
      #expect(!output.contains("unused"))
    }
    for (text, incident) in [
      ("\(ignore)\n\nOther.\n\n\(slipText)", "unused-suppression"),
      ("<!-- factlint-ignore house/ticket-count -->\n\n\(slipText)", "bad-suppression"),
      ("<!-- factlint-ignore house/ticket-count:  -->\n\n\(slipText)", "bad-suppression"),
      ("<!-- factlint-ignore: x -->\n\n\(slipText)", "bad-suppression"),
      ("<!-- factlint-off house/ticket-count: x -->\n\n\(slipText)", "bad-suppression"),
      ("<!-- factlint-ignore date/*: x -->\n\n\(slipText)", "unused-suppression"),
    ] {
      let (status, output) = try status(text)
      #expect(status == 1, "\(text)")
      #expect(output.contains("incident[\(incident)]"), "\(output)")
    }
  }

  @Test("the list suppresses by path, id and fingerprint, and what it does not use is told")
  func list() throws {
    let line = try check(["in/slip.txt"], ["--format", "jsonl"]).output
    let fingerprint = try #require(line.firstMatch(of: #/"fingerprint":"([0-9a-f]{64})"/#)?.1)
    for entry in ["match: in/*.txt", "fingerprint: \(fingerprint.prefix(10))", "match: [\"**/slip.txt\"]"] {
      try folder.write([
        "factlint.yml": """
        rules: rules
        suppress:
          - check: house/ticket-count
            \(entry)
            reason: agreed
          - {check: house/ticket-count, match: gone.txt, reason: long ago}
        """
      ])
      let outcome = try check(["in/slip.txt"])
      #expect(outcome.status == 0, "\(entry)")
      #expect(outcome.output.contains("by the configuration: agreed"))
      #expect(outcome.errors.contains("factlint.yml:6:13: this suppression of house/ticket-count was not used"))
    }
    try folder.write(["r.jsonl": "{\"id\": \"r1\", \"text\": \"We sold 12 tickets. They sold 13 tickets.\"}\n"])
    try folder.write(["factlint.yml": "rules: rules\nsuppress: [{check: house/*, match: r1, reason: agreed}]\n"])
    let record = try check(["r.jsonl"], ["--format", "jsonl", "--fail-on", "error"])
    #expect(record.status == 0)
    #expect(record.output.contains("\"suppression\":{\"kind\":\"external\",\"reason\":\"agreed\"}"))
  }

  @Test("a baseline leaves what is new, wherever the article was edited")
  func baseline() throws {
    let file = folder.path + "/baseline.json"
    #expect(try check(["in"], ["--write-baseline", file]).status == 1)
    #expect(try check(["in"], ["--baseline", file]).status == 0)
    try folder.write(["in/slip.txt": "A new beginning.\n\n" + slipText + "\nAnd an end.\n"])
    #expect(try check(["in"], ["--baseline", file]).status == 0)
    try folder.write(["in/slip.txt": slipText.replacing("13", with: "14")])
    let outcome = try check(["in"], ["--baseline", file])
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("12 here and 14 there"))
    #expect(try check(["in"], ["--baseline", folder.path + "/none"]).status == 2)
    try folder.write(["other.json": "{}"])
    #expect(try check(["in"], ["--baseline", folder.path + "/other.json"]).errors.contains("this is no baseline"))
  }
}
