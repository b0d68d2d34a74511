import Foundation
import TestSupport
import Testing

@Suite("Every format for other programs is read by one that is not ours", .enabled(if: Readers.areThere))
struct OtherReaderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (name, text) in ticketRules { try folder.write(["rules/\(name)": text]) }
    let nasty = "odd, \"name\" & <b>: %0A 50%.txt"
    try folder.write([
      "in/sound.txt": soundText, "in/slip.txt": slipText,
      "in/sub/\(nasty)": "A line before.\n\n😀 We sold 12 tickets, <b>&amp;\u{7}. They sold 13 tickets ]](1) \"now\".\n",
      "in/known.md": "<!-- factlint-ignore house/ticket-count: two shows, one & the other <x> -->\n" + slipText,
      "in/archive.jsonl":
        "{\"id\": \"r1\", \"text\": \"Fine.\"}\n{\"id\": \"r2\", \"text\": \"We sold 12 tickets. They sold 13 tickets.\"}\nno\n",
    ])
  }

  private func report(_ format: String, _ options: [String] = []) throws -> [Readers.Finding] {
    let outcome = try factlint(
      ["check", folder.path + "/in", "--rules", folder.path + "/rules", "--format", format] + options)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("archive.jsonl:3"))
    try folder.write(["report": outcome.output])
    return try Readers.findings(in: folder.path + "/report", format: format)
  }

  @Test(
    "with the same findings at the same places",
    arguments: ["sarif", "junit", "checkstyle", "github", "gitlab", "rdjsonl"])
  func formats(format: String) throws {
    let findings = try report(format).filter { $0.check != "invalid-json" && $0.check != "not-an-object" }
    let counted = findings.filter { !$0.suppressed && $0.check == "house/ticket-count" }
    #expect(counted.count == 3)
    #expect(counted.allSatisfy { $0.severity == "error" && $0.message.contains("12 here and 13 there") })
    #expect(findings.count { $0.suppressed } == 1)
    func line(_ ending: String) throws -> Readers.Finding {
      try #require(counted.first { $0.path?.hasSuffix(ending) == true }, "\(format) \(ending)")
    }
    #expect(try line("in/slip.txt").line == 1)
    #expect(try line("in/archive.jsonl").line == 2)
    let odd = try line("in/sub/odd, \"name\" & <b>: %0A 50%.txt")
    #expect(odd.line == 3)
    // "😀 We sold " is 10 scalars and 13 bytes.
    switch format {
    case "rdjsonl": #expect(odd.column == 14)
    case "sarif", "checkstyle", "github": #expect(odd.column == 11)
    default: #expect(odd.column == nil)
    }
  }

  @Test(
    "with nothing in them where nothing was found", arguments: ["sarif", "junit", "checkstyle", "github", "gitlab"])
  func empty(format: String) throws {
    let outcome = try factlint(
      ["check", folder.path + "/in/sound.txt", "--rules", folder.path + "/rules", "--format", format])
    #expect(outcome.status == 0)
    try folder.write(["report": outcome.output])
    #expect(try Readers.findings(in: folder.path + "/report", format: format) == [])
  }

  @Test("with what a baseline has marked as known")
  func baseline() throws {
    _ = try report("sarif", ["--write-baseline", folder.path + "/baseline.json"])
    for format in ["sarif", "junit", "checkstyle", "github", "gitlab", "rdjsonl"] {
      let findings = try report(format, ["--baseline", folder.path + "/baseline.json"])
      #expect(findings.filter { $0.check == "house/ticket-count" && !$0.suppressed } == [], "\(format)")
      #expect(findings.count { $0.suppressed } == 4, "\(format)")
    }
    let outcome = try factlint([
      "check", folder.path + "/in/slip.txt", folder.path + "/in/sound.txt", "--rules", folder.path + "/rules",
      "--baseline", folder.path + "/baseline.json", "--format", "sarif",
    ])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("\"baselineState\": \"unchanged\""))
  }

  @Test("and facts as a table")
  func facts() throws {
    let text = "He said =SUM(A1) and \"quoted, twice\".\r\n\nWe sold 12 tickets. They sold 13 tickets.\n"
    try folder.write(["one.txt": text])
    let outcome = try factlint(
      ["extract", folder.path + "/one.txt", "--rules", folder.path + "/rules", "--format", "csv"])
    #expect(outcome.status == 0)
    try folder.write(["facts.csv": outcome.output])
    let rows = try Readers.run([
      Readers.root.appending(path: "Tests/Readers/read_report.py").path(), "csv", folder.path + "/facts.csv",
    ])
    #expect(rows.status == 0, "\(rows.errors)")
    let table = try #require(
      try JSONSerialization.jsonObject(with: Data(rows.output.utf8)) as? [[String: String]])
    #expect(table.map { $0["text"] } == ["12 tickets", "13 tickets"])
    #expect(table.map { $0["value"] } == ["sold=12; what=tickets", "sold=13; what=tickets"])
    #expect(table.allSatisfy { $0["kind"] == "tickets" && $0["line"] == "3" })
  }

  @Test("GitHub sees no more than it shows, the gravest first, and a step has its summary")
  func githubLimits() throws {
    try folder.write(["many.txt": ""])
    for number in 0..<25 { try folder.write(["many/\(number).txt": slipText]) }
    let summary = folder.path + "/summary.md"
    let outcome = try factlint(
      ["check", folder.path + "/many", "--rules", folder.path + "/rules", "--format", "github"],
      environment: ["GITHUB_STEP_SUMMARY": summary])
    #expect(outcome.lines.count { $0.hasPrefix("::error ") } == 10)
    #expect(outcome.lines.last?.hasPrefix("::notice title=Factlint::15 findings are not shown here") == true)
    let text = try folder.text("summary.md")
    #expect(text.hasPrefix("## Factlint report on 25 articles\n"))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("| error |") } == 25)
  }
}
