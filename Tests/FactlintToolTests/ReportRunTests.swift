import Foundation
import TestSupport
import Testing

@Suite("Reports on files and folders")
struct ReportRunTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (name, text) in ticketRules { try folder.write(["rules/\(name)": text]) }
  }

  private func run(_ arguments: [String], input: String = "", environment: [String: String] = [:]) throws -> Outcome {
    try factlint(arguments + ["--rules", folder.path + "/rules"], input: input, environment: environment)
  }

  private func ids(_ outcome: Outcome) throws -> [String] {
    try outcome.lines.map { line in
      let record = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return (record?["id"] as? String ?? "").replacing(folder.path, with: "")
    }
  }

  @Test("a folder is walked in the order of names, without hidden files and other files")
  func walk() throws {
    try folder.write([
      "in/b.txt": soundText, "in/a/z.md": soundText, "in/a.txt": soundText, "in/.hidden.txt": slipText,
      "in/.git/x.txt": slipText, "in/photo.jpg": "x", "in/c/d/e.text": soundText, "in/notes": slipText,
      "in/é.txt": soundText,
    ])
    let wanted = ["/in/a.txt", "/in/a/z.md", "/in/b.txt", "/in/c/d/e.text", "/in/é.txt"]
    for path in ["in", "in/"] {
      let outcome = try run(["check", folder.path + "/" + path, "--format", "jsonl"])
      #expect(outcome.status == 0)
      #expect(try ids(outcome) == wanted)
    }
    #expect(try ids(run(["check", folder.path + "/in", "--format", "jsonl", "--jobs", "3"])) == wanted)
  }

  @Test("paths keep the order in which they are named")
  func order() throws {
    try folder.write(["b.txt": soundText, "a.txt": soundText, "r.jsonl": "{\"id\":\"rec\",\"text\":\"Hello.\"}\n"])
    let paths = ["/b.txt", "/r.jsonl", "/a.txt"].map { folder.path + $0 }
    #expect(try ids(run(["check"] + paths + ["--format", "jsonl"])) == ["/b.txt", "rec", "/a.txt"])
  }

  @Test("the name of --output decides the format")
  func formats() throws {
    try folder.write(["slip.txt": slipText])
    func report(_ name: String, _ options: [String] = []) throws -> String {
      let outcome = try run(["check", folder.path + "/slip.txt", "--output", "\(folder.path)/\(name)"] + options)
      #expect(outcome.status == 1)
      #expect(outcome.output == "")
      return try folder.text(name)
    }
    #expect(try report("r.md").hasPrefix("#"))
    #expect(try report("r.json").hasPrefix("{") || report("r.json").hasPrefix("["))
    #expect(try report("r.jsonl").split(separator: "\n").count == 1)
    #expect(try report("r.txt").contains("12 here and 13 there"))
    #expect(try report("r.xyz", ["--format", "jsonl"]).hasPrefix("{\"id\""))
  }

  @Test("a report in text is coloured on no file and no pipe")
  func colour() throws {
    try folder.write(["slip.txt": slipText])
    for environment in [[:], ["NO_COLOR": "1"], ["NO_COLOR": ""]] {
      let outcome = try run(["check", folder.path + "/slip.txt"], environment: environment)
      #expect(!outcome.output.contains("\u{1B}"))
    }
  }

  @Test("in a folder, each article has a file of its own with a safe name")
  func folderOutput() throws {
    let long = String(repeating: "東", count: 300)
    let ids = [
      "../x", "", "😀", "a/b.txt", "b.md", "B", "b", "b", long, long + "2", "..", "x\\u0000y", "-rf", "name with spaces",
      "index", "con", "a/../b", "/etc/passwd", "a.md/b", "x\\ny", "B~2", "b~2", ".hidden", "stories/2024/ferry",
    ]
    let records = ids.map { "{\"id\": \"\($0)\", \"text\": \"Hello there.\"}\n" }.joined()
    let outcome = try run(["check", "-", "--all", "--output", folder.path + "/out/"], input: records)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    let names = try folder.files("out").filter { !$0.hasPrefix(".factlint/") && $0 != "index.md" }
    #expect(names.count == ids.count)
    #expect(Set(names.map { $0.lowercased() }).count == ids.count)
    let isPlain = #/([a-z0-9][a-z0-9._-]*\/)*[a-z0-9][a-z0-9._~-]*\.md/#
    for name in names {
      #expect(name.wholeMatch(of: isPlain) != nil && name.utf8.count < 200, "\(name)")
    }
    #expect(Set(names).isSuperset(of: ["b.md", "b~2.md", "b.md.md", "a/b.txt.md", "stories/2024/ferry.md"]))
    #expect(try folder.names() == ["out", "rules"])
  }

  @Test("several articles make one page of HTML")
  func page() throws {
    try folder.write(["a.txt": slipText, "b.txt": soundText])
    let outcome = try run(["check", folder.path + "/a.txt", folder.path + "/b.txt", "--format", "html"])
    #expect(outcome.status == 1)
    #expect(outcome.output.split(separator: "<!DOCTYPE html>", omittingEmptySubsequences: false).count == 2)
    #expect(outcome.output.hasSuffix("</html>\n"))
  }

  @Test("records in a folder are those of the last run")
  func folderRecords() throws {
    try folder.write(["a.txt": soundText])
    for _ in 0..<2 {
      let outcome = try run(["check", folder.path + "/a.txt", "--output", folder.path + "/out/", "--format", "jsonl"])
      #expect(outcome.status == 0)
    }
    #expect(try folder.names("out").filter { !$0.hasPrefix(".") } == ["records.jsonl"])
    #expect(try folder.text("out/records.jsonl").split(separator: "\n").count == 1)
  }

  @Test("an article in a language without rules is said to be unchecked, not read as another")
  func otherLanguage() throws {
    let french = "Le maire a dit que les 12 tickets et les 13 tickets sont pour tous les enfants de la ville de Lyon."
    try folder.write(["fr.txt": french])
    let outcome = try run(["check", folder.path + "/fr.txt", "--format", "jsonl"])
    #expect(outcome.output.contains("no-rule-pack"))
    #expect(outcome.status == 0)
  }
}

@Suite("Commands about rules")
struct RulesCommandTests {
  private let folder: TemporaryFolder
  private var rules: String { folder.path + "/rules" }

  init() throws {
    folder = try TemporaryFolder()
    for (name, text) in ticketRules { try folder.write(["rules/\(name)": text]) }
  }

  @Test("list names each rule, and which are always run")
  func list() throws {
    let outcome = try factlint(["rules", "list", "--rules", rules])
    #expect(outcome.status == 0)
    #expect(
      outcome.output == """
        Tickets (en), version 1.2.3
          house/shout         fact     shout, always run
          house/ticket-count  error    Two numbers of one thing
          house/tickets       fact     tickets

        """)
    #expect(try factlint(["rules", "--rules", rules]).output == outcome.output)
  }

  @Test("show prints a rule's file and its expanded pattern")
  func show() throws {
    let outcome = try factlint(["rules", "show", "house/tickets", "--rules", rules])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("pattern: '\\b(?<sold>\\d+) {what:goods}'"))
    #expect(outcome.output.contains("\\b(?<sold>\\d+) (?<what>(?i:"))
  }

  @Test("explain tells what a check does, by its present and its former id")
  func explain() throws {
    for id in ["house/ticket-count", "house/old-count"] {
      let outcome = try factlint(["explain", id, "--rules", rules])
      #expect(outcome.status == 0)
      for part in [
        "house/ticket-count: Two numbers", "Severity: error; about 90 in 100", "told alike", "Numbers of different",
      ] {
        #expect(outcome.output.contains(part), "\(part)")
      }
    }
  }

  @Test("an unknown id is 2", arguments: [["explain", "no/such"], ["rules", "show", "no/such"]])
  func unknown(arguments: [String]) throws {
    let outcome = try factlint(arguments + ["--rules", rules])
    #expect(outcome.status == 2)
    #expect(outcome.errors == "factlint: there is no rule \"no/such\"; `factlint rules list` lists them all\n")
  }

  @Test("test is 0 where all examples come out, 1 where one does not")
  func test() throws {
    let good = try factlint(["rules", "test", rules])
    #expect(good.status == 0)
    #expect(good.output == "3 rules, 6 examples, 0 failed\n")
    let broken = ticketRules["facts/tickets.yml"]?.replacing("sold: \"12\"", with: "sold: \"14\"")
    try folder.write(["rules/facts/tickets.yml": broken ?? ""])
    let bad = try factlint(["rules", "test", rules])
    #expect(bad.status == 1)
    #expect(bad.lines.count == 2)
    #expect(bad.lines[0].hasSuffix("facts/tickets.yml:6: house/tickets: sold is \"12\" and not \"14\""))
    #expect(bad.lines[1] == "3 rules, 6 examples, 1 failed")
  }

  @Test("a pack that extends the bundled English adds its rules to it")
  func onTop() throws {
    try folder.write([
      "top/pack.yml": "format: 1\nname: House\nversion: '2'\nextends: en\n",
      "top/lexicons/house.yml": "house-goods:\n  words: [tickets]\n",
      "top/facts/house/tickets.yml": """
      id: house/tickets
      kind: tickets
      pattern: '(?<sold>\\d+) {what:house-goods}'
      slots: {sold: number}
      examples:
        - finds: "We sold ⟦12 tickets⟧ today."
        - ignores: "We sold tickets."
      """,
    ])
    let bundled = try factlint(["rules", "list"])
    let outcome = try factlint(["rules", "list", "--rules", folder.path + "/top"])
    #expect(outcome.status == 0)
    #expect(outcome.lines.count == bundled.lines.count + 1)
    #expect(outcome.output.contains("House (en), version 2"))
    #expect(outcome.output.contains("house/tickets"))
    try folder.write(["top/pack.yml": "format: 1\nname: House\nversion: '2'\nextends: tlh\n"])
    let missing = try factlint(["rules", "list", "--rules", folder.path + "/top"])
    #expect(missing.status == 2)
    #expect(missing.errors.contains("the pack extends \"tlh\", for which the program carries no rules"))
  }
}
