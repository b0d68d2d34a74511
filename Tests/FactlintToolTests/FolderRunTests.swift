import Foundation
import TestSupport
import Testing

@Suite("Runs into a folder")
struct FolderRunTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (name, text) in ticketRules { try folder.write(["rules/\(name)": text]) }
  }

  @discardableResult
  private func check(_ paths: [String], _ options: [String] = [], to output: String = "out") throws -> Outcome {
    try factlint(
      ["check"] + paths.map { "\(folder.path)/\($0)" }
        + ["--rules", folder.path + "/rules", "--output", "\(folder.path)/\(output)/"] + options)
  }

  /// The files that a run wrote, without its database.
  private func written(_ output: String = "out") throws -> [String: String] {
    var files: [String: String] = [:]
    for name in try folder.files(output) where !name.hasPrefix(".factlint/") {
      files[name] = try folder.text("\(output)/\(name)")
    }
    return files
  }

  private func modified(_ name: String) throws -> Date {
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(name)")
    return try #require(attributes[.modificationDate] as? Date)
  }

  private func writeArchive(_ count: Int) throws {
    var lines = ""
    for number in 0..<count {
      let second = number.isMultiple(of: 3) ? number + 1 : number
      lines += "{\"id\": \"r\(number)\", \"text\": \"We sold \(number) tickets. They sold \(second) tickets.\"}\n"
    }
    try folder.write(["archive.jsonl": lines])
  }

  @Test("write a report for each article with findings, and an index whose links lead to them")
  func index() throws {
    try folder.write([
      "in/slip.txt": slipText, "in/sound.txt": soundText, "in/sub/Odd | name [x].md": "# A | *headline*\n\n" + slipText,
      "in/photo.jpg": "x", "in/bad.txt": "\u{0}",
    ])
    let outcome = try check(["in"])
    #expect(outcome.status == 2)
    let files = try written()
    let index = try #require(files["index.md"])
    let links = index.matches(of: #/\]\(([^)]*)\)/#).map { String($0.1) }
    #expect(Set(links) == Set(files.keys).subtracting(["index.md"]))
    #expect(links.count == 2)
    #expect(index.contains("**2 contradictions** in 2 of 3 articles · 1 could not be read · 1 left out"))
    #expect(index.contains("| `house/ticket-count` | 2 | – | – | – |"))
    #expect(index.contains("A \\| headline"))
    #expect(index.contains("bad.txt`: The file has a NUL"))
    #expect(index.contains("photo.jpg`: no article by its name"))
    #expect(try check(["in"], ["--all"]).status == 2)
    #expect(try written().count == 4)
  }

  @Test("as HTML have an index page with a chart by check and month, whose links lead to the reports")
  func indexPage() throws {
    func record(_ id: String, _ date: String, _ text: String) -> String {
      "{\"id\": \"\(id)\", \"date\": \"\(date)\", \"headline\": \"<script>x</script>\", \"text\": \"\(text)\"}\n"
    }
    let slip = "We sold 12 tickets. They sold 13 tickets."
    try folder.write([
      "in.jsonl": record("r/1", "2024-03-10", slip) + record("r/<2>", "2024-05-01", slip)
        + record("r3", "2024-05-02", slip) + record("r4", "2024-05-03", "Fine.") + "no\n"
    ])
    #expect(try check(["in.jsonl"], ["--format", "html"]).status == 2)
    let files = try written()
    let index = try #require(files["index.html"])
    let links = index.matches(of: #/href="([^"]*)"/#).map { String($0.1) }
    #expect(Set(links) == Set(files.keys).subtracting(["index.html"]))
    #expect(links.count == 3)
    for figure in ["2024-03: 1</title>", "2024-05: 2</title>"] {
      #expect(index.contains("<title>house/ticket-count, \(figure)"), "\(figure)")
    }
    #expect(!index.contains("2024-04: "))
    #expect(index.matches(of: #/<script>/#).count == 1)
    #expect(index.contains("&lt;script&gt;x&lt;/script&gt;"))
    #expect(index.contains("in.jsonl</code>, line 5: "))
    // From memory, without one, and put together from parts it is the same.
    #expect(try check(["in.jsonl"], ["--format", "html"]).status == 2)
    #expect(try written() == files)
    try check(["in.jsonl"], ["--format", "html", "--no-cache"], to: "none")
    #expect(try written("none") == files)
    for part in 1...2 { try check(["in.jsonl"], ["--format", "html", "--shard", "\(part)/2"], to: "part\(part)") }
    let parts = (1...2).map { "\(folder.path)/part\($0)" }
    #expect(try factlint(["archive", "merge"] + parts + ["--output", folder.path + "/merged/"]).status == 0)
    #expect(try written("merged") == files)
  }

  @Test("are the same for any number of jobs, with a memory or without")
  func deterministic() throws {
    try writeArchive(700)
    try check(["archive.jsonl"], ["--jobs", "1"], to: "one")
    try check(["archive.jsonl"], ["--jobs", "4"], to: "four")
    try check(["archive.jsonl"], ["--no-cache"], to: "none")
    let one = try written("one")
    // Round numbers of three digits differ by less than their rounding.
    #expect(one.count > 150)
    #expect(try written("four") == one)
    #expect(try written("none") == one)
    #expect(try folder.files("none/.factlint").sorted() == [".gitignore", "lock"])
  }

  @Test("rewrite nothing that is as it was, and drop what is no longer so")
  func unchanged() throws {
    try folder.write(["in/a.txt": slipText, "in/b.txt": slipText, "in/c.txt": slipText])
    #expect(try check(["in"]).status == 1)
    let first = try written()
    #expect(first.keys.sorted() == ["a.txt.md", "b.txt.md", "c.txt.md", "index.md"])
    let times = try first.keys.map { try modified("out/\($0)") }
    #expect(try check(["in"]).status == 1)
    #expect(try first.keys.map { try modified("out/\($0)") } == times)
    #expect(try written() == first)

    // A report that somebody deletes or changes is made anew; one of an article that is mended or gone goes.
    try FileManager.default.removeItem(atPath: folder.path + "/out/a.txt.md")
    try folder.write(["out/b.txt.md": "scribbled", "in/c.txt": soundText])
    #expect(try check(["in"]).status == 1)
    let second = try written()
    #expect(second.keys.sorted() == ["a.txt.md", "b.txt.md", "index.md"])
    #expect(second["a.txt.md"] == first["a.txt.md"])
    #expect(second["b.txt.md"] == first["b.txt.md"])
    // What came from elsewhere stays.
    try folder.write(["out/mine.md": "mine"])
    try check(["in"])
    #expect(try written()["mine.md"] == "mine")
  }

  @Test("notice another rule, another option and another text")
  func changes() throws {
    try folder.write(["in/a.txt": slipText])
    #expect(try check(["in"]).status == 1)
    let checks = try #require(ticketRules["checks/count.yml"])
    try folder.write(["rules/checks/count.yml": checks.replacing("severity: error", with: "severity: note")])
    #expect(try check(["in"]).status == 0)
    #expect(try written()["index.md"]?.contains("1 note") == true)
    try folder.write(["rules/checks/count.yml": checks, "in/a.txt": soundText])
    #expect(try check(["in"]).status == 0)
    #expect(try written().keys.sorted() == ["index.md"])
  }

  @Test(
    "give every format from memory as they do anew", arguments: ["jsonl", "sarif", "junit", "gitlab", "checkstyle"])
  func memory(format: String) throws {
    try writeArchive(40)
    func run(_ options: [String]) throws -> String {
      try factlint(
        [
          "check", folder.path + "/archive.jsonl", "--rules", folder.path + "/rules", "--format", format,
        ] + options
      ).output
    }
    let fresh = try run([])
    let cache = ["--cache", folder.path + "/cache/archive.db"]
    #expect(try run(cache) == fresh)
    #expect(try run(cache) == fresh)
    try folder.write([
      "factlint.yml": "suppress: [{check: house/ticket-count, match: [r3, r9], reason: \"x \\u2028 y\"}]\n"
    ])
    let config = ["--config", folder.path + "/factlint.yml"]
    #expect(try run(cache + config) == run(config))
    #expect(try run(config) != fresh)
  }

  @Test("read gzip as what it holds, and say where it is damaged")
  func compressed() throws {
    try writeArchive(200)
    let plain = try factlint(
      ["check", folder.path + "/archive.jsonl", "--rules", folder.path + "/rules", "--format", "jsonl"]).output
    let zip = Process()
    zip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    zip.arguments = ["gzip", "-k", folder.path + "/archive.jsonl"]
    try zip.run()
    zip.waitUntilExit()
    func run(_ name: String) throws -> Outcome {
      try factlint(["check", folder.path + "/" + name, "--rules", folder.path + "/rules", "--format", "jsonl"])
    }
    #expect(try run("archive.jsonl.gz").output == plain)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/archive.jsonl.gz"))
    try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: folder.path + "/cut.jsonl.gz"))
    let cut = try run("cut.jsonl.gz")
    #expect(cut.status == 2)
    #expect(plain.hasPrefix(cut.output))
    #expect(cut.errors.contains("cut.jsonl.gz: the compressed file ends too soon"))
  }

  @Test("leave out what the patterns say")
  func patterns() throws {
    try folder.write([
      "in/a.txt": slipText, "in/b.md": slipText, "in/drafts/c.txt": slipText, "in/drafts/keep.txt": slipText,
      "in/old/x/d.txt": slipText, "in/.factlintignore": "# drafts are nobody's business\ndrafts/*\n!keep.txt\nold/\n",
    ])
    func found(_ options: [String]) throws -> [String] {
      let outcome = try factlint(
        ["check", folder.path + "/in", "--rules", folder.path + "/rules", "--format", "jsonl"] + options)
      return outcome.lines.map { $0.matches(of: #/"id":"[^"]*\/in\/([^"]*)"/#).first.map { String($0.1) } ?? "" }
    }
    #expect(try found([]) == ["a.txt", "b.md", "drafts/keep.txt"])
    #expect(try found(["--exclude", "*.md"]) == ["a.txt", "drafts/keep.txt"])
    #expect(try found(["--include", "drafts/**"]) == ["drafts/keep.txt"])
    #expect(try found(["--include", "*.txt", "--exclude", "drafts"]) == ["a.txt"])
  }

  @Test("share nothing: a second run into one folder waits for none and says so")
  func lock() throws {
    try writeArchive(3)
    try check(["archive.jsonl"])
    let holder = Process()
    holder.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    holder.arguments = ["flock", folder.path + "/out/.factlint/lock", "sleep", "5"]
    try holder.run()
    defer { holder.terminate() }
    Thread.sleep(forTimeInterval: 0.5)
    let outcome = try check(["archive.jsonl"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("another run is writing to this folder"))
  }
}
