import Factlint
import FactlintRules
import Foundation
import Testing

@Suite("Packs in folders, and languages that are only a folder")
struct FolderTests {
  private func load(_ name: String) throws -> LoadedPack {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
    let files = try RuleFolder.files(at: folder.path())
    return try PackReader.read(files, digest: RuleFolder.digest(of: files))
  }

  private func article(_ text: String) -> Article {
    var builder = ArticleBuilder()
    let field = builder.addField("text", bytes: Array(text.utf8))
    builder.addBlock(.paragraph, field: field, bytes: 0..<text.utf8.count)
    return builder.finish(id: "artikolo")
  }

  @Test("the rules of Esperanto do what their examples say")
  func examples() throws {
    let run = ExampleRun(try load("eo"))
    #expect(run.failures() == [])
    #expect(run.exampleCount == 8)
  }

  @Test("an article in Esperanto is read by the rules of Esperanto, and by no others")
  func esperanto() throws {
    let english = try PackReader.read(
      smallPack(with: [
        "facts/all.yml": factFile(pattern: "'\\d+'").replacing("house/sold", with: "house/digits").replacing(
          "⟦12 tickets⟧", with: "⟦12⟧ tickets")
      ]))
    let text = """
      La urbo estas preta por la kongreso de sep tagoj. Ĝi komenciĝos en la urbodomo mardon, la 3-an de marto 2025. \
      La organizantoj atendas ke dudek tri homoj venos el tiu ĉi lando kaj 141 gastoj el aliaj.
      """
    let linter = Linter(packs: [english.pack, try load("eo").pack])
    let report = linter.check(article(text))
    #expect(report.document.language == "eo")
    #expect(report.facts.map(\.rule) == ["festo/dauro", "date/dato", "count/kvanto", "count/kvanto"])
    func attribute(_ name: String, _ fact: Int) -> String? {
      report.facts[fact].attribute(name, in: report.document)?.text
    }
    #expect(attribute("days", 0) == "7")
    #expect(attribute("what", 0) == "kongreso")
    #expect(attribute("value", 1) == "2025-03-03")
    #expect(attribute("amount", 2) == "23")
    #expect(attribute("amount", 3) == "141")
    #expect(report.findings.map(\.message) == ["mardon, la 3-an de marto 2025 estas lundo, ne mardo"])
    let other = linter.check(
      article("We sold 12 tickets of the show, and the rest of the 30 seats of the hall are the mayor's, she said."))
    #expect(other.document.language == "en")
    #expect(
      other.facts.map(\.rule) == ["house/digits", "house/sold", "house/digits"]
        || other.facts.map(\.rule).allSatisfy { $0.hasPrefix("house/") })
    #expect(other.findings.isEmpty)
  }

  @Test("folders are read in the order of names; hidden files are left out, other endings of YAML are not")
  func reading() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "factlint-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ name: String, _ text: String) throws {
      let url = folder.appending(path: name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    for language in ["b", "a"] {
      try write("\(language)/pack.yml", "x")
      try write("\(language)/facts/deep/z.yml", "x")
      try write("\(language)/facts/y.yaml", "x")
      try write("\(language)/facts/.hidden.yml", "x")
      try write("\(language)/.git/x.yml", "x")
      try write("\(language)/README.md", "x")
    }
    try write("notes/x.yml", "x")
    let packs = try RuleFolder.packs(at: folder.path())
    #expect(
      packs.map { $0.map(\.name) } == Array(repeating: ["facts/deep/z.yml", "facts/y.yaml", "pack.yml"], count: 2))
    #expect(packs.map { $0[0].path.hasSuffix("a/facts/deep/z.yml") } == [true, false])
    #expect(try RuleFolder.packs(at: folder.path() + "/a").count == 1)
    #expect(throws: RuleFolder.ReadError.self) { try RuleFolder.packs(at: folder.path() + "/notes") }
    #expect(throws: RuleFolder.ReadError.self) { try RuleFolder.packs(at: folder.path() + "/nowhere") }
    try Data([0x61, 0xFF]).write(to: folder.appending(path: "a/facts/bad.yml"))
    let error = #expect(throws: RuleFolder.ReadError.self) { try RuleFolder.packs(at: folder.path()) }
    #expect(error?.description.hasSuffix("a/facts/bad.yml: the file is not UTF-8") == true)
  }
}

@Suite("Running the examples of rules")
struct ExampleRunTests {
  private func failures(_ changes: [String: String?]) throws -> [String] {
    ExampleRun(try PackReader.read(smallPack(with: changes))).failures().map(\.description)
  }

  private func fact(_ finds: String, facts: String = "") -> [String: String?] {
    let text = factFile(pattern: "'{count:number} {what:good}'").replacing(
      "- finds: \"We sold ⟦12 tickets⟧.\"", with: "- finds: \"\(finds)\"" + facts)
    return ["facts/sold.yml": text]
  }

  @Test("examples that come out are no failures")
  func good() throws {
    #expect(try failures([:]) == [])
    #expect(
      try failures(
        fact("We sold ⟦12 tickets⟧ and ⟦3 seats⟧.", facts: "\n    facts: [{count: '12', what: tickets}, {count: '3'}]"))
        == [])
  }

  @Test("an example that does not come out is told with rule, line and difference")
  func broken() throws {
    #expect(
      try failures(fact("We sold ⟦12⟧ tickets.")) == [
        "p/facts/sold.yml:5: house/sold: it does not find \"12\" but \"12 tickets\""
      ])
    #expect(
      try failures(fact("We sold ⟦none⟧.")) == ["p/facts/sold.yml:5: house/sold: it does not find \"none\""])
    #expect(
      try failures(fact("We sold ⟦12 tickets⟧.", facts: "\n    facts: {count: '13'}")) == [
        "p/facts/sold.yml:5: house/sold: count is \"12\" and not \"13\""
      ])
    #expect(
      try failures(["facts/sold.yml": factFile(pattern: "'{what:good}'").replacing("12 tickets", with: "tickets")]) == [
        "p/facts/sold.yml:5: house/sold: it does not find \"tickets\"",
        "p/facts/sold.yml:6: house/sold: it finds \"tickets\"",
      ]
        || failures(["facts/sold.yml": factFile(pattern: "'{what:good}'").replacing("12 tickets", with: "tickets")])
          == [
            "p/facts/sold.yml:6: house/sold: it finds \"tickets\""
          ]
    )
  }

  @Test("a rule that only works on undisguised text fails in disguise")
  func disguises() throws {
    // A paragraph before it, and the anchor no longer holds.
    #expect(
      try failures([
        "facts/sold.yml": factFile(pattern: "'\"(?<count>\\d+)\" (?=tickets)'").replacing(
          "⟦12 tickets⟧.\"", with: "⟦'12' ⟧tickets.\"")
      ]).first
        != nil)
    let straight = factFile(pattern: "'said \"\\d+\"'").replacing(
      "\"We sold ⟦12 tickets⟧.\"", with: "'He ⟦said \"12\"⟧ twice.'")
    let found = try failures(["facts/sold.yml": straight])
    #expect(found.count == 1)
    #expect(
      found.first?.hasPrefix("p/facts/sold.yml:5: house/sold: with curly quotation marks: it does not find") == true)
  }

  @Test("what only comes out beside a rival fails alone, and a date that is none is told")
  func dates() throws {
    #expect(
      try failures(fact("We sold ⟦12 tickets⟧.", facts: "\n    date: 2023-02-30")) == [
        "p/facts/sold.yml:5: house/sold: the example's date \"2023-02-30\" is not written as YYYY-MM-DD"
      ])
  }
}
