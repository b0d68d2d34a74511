import FactlintLSP
import Foundation
import Testing

@Suite("factlint lsp, in a session with an editor")
struct LanguageServerTests {
  private static let uri = "file:///desk/flood.md"
  private static let article = """
    # Flood kills eight

    RIVERTON, March 9, 2024 — Rescuers said on Sunday, March 10, that the 😀 river had fallen.

    The nine people killed were five women and three men, the police said.
    “It rose on Tuesday, March 5,” said Ana Bell, the mayor.

    """

  private func texts(_ diagnostics: [JSONValue], severity: Int = 1) -> [String] {
    diagnostics.filter { $0["severity"] == .int(severity) }.compactMap { $0["code"].string }
  }

  @Test("reports findings on opening, links both places, explains the check, and clears them on closing")
  func findings() throws {
    let client = try LanguageClient()
    let capabilities = try client.initialize()
    #expect(capabilities["positionEncoding"] == "utf-16")
    #expect(capabilities["textDocumentSync"]["change"] == 2)
    try client.open(Self.uri, Self.article, version: 7)
    let diagnostics = try client.diagnostics(Self.uri, version: 7)
    let total = try #require(diagnostics.first { $0["code"] == "count/total" && $0["severity"] == 1 })
    #expect(total["range"]["start"] == ["line": 4, "character": 0])
    #expect(total["source"] == "factlint")
    #expect(total["message"].string?.contains("9 ≠ 5 + 3") == true)
    let related = try #require(total["relatedInformation"].array)
    #expect(related.count == 2)
    #expect(related.first?["location"]["uri"] == .string(Self.uri))
    #expect(related.first?["location"]["range"]["start"] == ["line": 4, "character": 28])
    let hints = diagnostics.filter { $0["severity"] == 4 && $0["code"] == "count/total" }
    #expect(hints.count == 2)
    #expect(hints.first?["relatedInformation"].array?.first?["location"]["range"] == total["range"])
    let page = try #require(total["codeDescription"]["href"].string.flatMap { URL(string: $0) })
    #expect(try String(contentsOf: page, encoding: .utf8).hasPrefix("# count/total: "))

    try client.notify("textDocument/didClose", ["textDocument": ["uri": .string(Self.uri)]])
    #expect(try client.diagnostics(Self.uri).isEmpty)
    #expect(try client.exit() == 0)
  }

  @Test("follows edits in the encoding that was agreed on", arguments: ["utf-8", "utf-16"])
  func edits(encoding: String) throws {
    let client = try LanguageClient()
    let capabilities = try client.initialize(encodings: [.string(encoding)])
    #expect(capabilities["positionEncoding"] == .string(encoding))
    try client.open(Self.uri, Self.article)
    #expect(texts(try client.diagnostics(Self.uri)).contains("count/total"))
    // Behind an emoji, positions differ by encoding: "fallen" becomes "fallen on Monday, March 5".
    let prefix = "RIVERTON, March 9, 2024 — Rescuers said on Sunday, March 10, that the 😀 river had fallen"
    let column = encoding == "utf-8" ? prefix.utf8.count : prefix.utf16.count
    try client.change(Self.uri, version: 2, from: (2, column), to: (2, column), with: " since Monday, March 5")
    let later = try client.diagnostics(Self.uri, version: 2)
    let weekday = try #require(later.first { $0["code"] == "date/weekday" && $0["severity"] == 1 })
    #expect(weekday["range"]["start"] == ["line": 2, "character": .int(column + 7)])
    // Eight people, then: the total fits again.
    try client.change(Self.uri, version: 3, from: (4, 4), to: (4, 8), with: "eight")
    #expect(!texts(try client.diagnostics(Self.uri, version: 3)).contains("count/total"))
    #expect(try client.exit() == 0)
  }

  @Test("checks once typing pauses, and says of which version it speaks")
  func debounce() throws {
    let client = try LanguageClient()
    _ = try client.initialize()
    try client.open(Self.uri, Self.article)
    _ = try client.diagnostics(Self.uri, version: 1)
    for version in 2...41 {
      try client.change(Self.uri, version: version, from: (6, version - 2), to: (6, version - 2), with: "x")
    }
    var published = 0
    var last = JSONValue.null
    while last != 41 {
      let message = try client.read()
      last = message["params"]["version"]
      published += 1
    }
    #expect(published < 10, "forty keystrokes are not forty checks")
    #expect(try client.exit() == 0)
  }

  @Test("tells a fact's value, its resolved day and its speaker where one points at it")
  func hover() throws {
    let client = try LanguageClient()
    _ = try client.initialize()
    try client.open(Self.uri, Self.article)
    func hover(_ line: Int, _ character: Int) throws -> String? {
      try client.request(
        "textDocument/hover",
        [
          "textDocument": ["uri": .string(Self.uri)],
          "position": ["line": .int(line), "character": .int(character)],
        ])["result"]["contents"]["value"].string
    }
    let day = try #require(try hover(5, 14))
    #expect(day.contains("2024-03-05 Tuesday") && day.contains("said by Ana Bell"))
    let count = try #require(try hover(4, 30))
    #expect(count.contains("5 women, killed") && count.contains("9 ≠ 5 + 3"))
    #expect(try hover(1, 0) == nil)
    #expect(try client.exit() == 0)
  }

  @Test("lists the timeline as symbols, in the order of time")
  func symbols() throws {
    let client = try LanguageClient()
    _ = try client.initialize()
    try client.open(Self.uri, Self.article)
    let result = try client.request("textDocument/documentSymbol", ["textDocument": ["uri": .string(Self.uri)]])
    let names = try #require(result["result"].array).compactMap { $0["name"].string }
    #expect(names.sorted() == names)
    #expect(names.contains("2024-03-05 Tuesday") && names.contains("2024-03-10 Sunday"))
    #expect(try client.exit() == 0)
  }

  @Test("puts a suppression with a reason before the paragraph")
  func suppression() throws {
    let client = try LanguageClient()
    _ = try client.initialize()
    try client.open(Self.uri, Self.article)
    let diagnostics = try client.diagnostics(Self.uri)
    let total = try #require(diagnostics.first { $0["code"] == "count/total" })
    let actions = try client.request(
      "textDocument/codeAction",
      [
        "textDocument": ["uri": .string(Self.uri)], "range": total["range"],
        "context": ["diagnostics": [total]],
      ])["result"].array
    let action = try #require(actions?.first)
    #expect(action["kind"] == "quickfix")
    let edit = try #require(action["edit"]["changes"][Self.uri].array?.first)
    #expect(edit["range"]["start"] == ["line": 4, "character": 0])
    #expect(edit["newText"] == "<!-- factlint-ignore count/total: checked with the source -->\n")
    try client.change(Self.uri, version: 2, from: (4, 0), to: (4, 0), with: edit["newText"].string ?? "")
    let left = try client.diagnostics(Self.uri, version: 2)
    #expect(!left.contains { $0["code"] == "count/total" }, "the comment that was inserted is understood")
    #expect(try client.exit() == 0)
  }

  @Test("points at the words in the source of a web page")
  func webPage() throws {
    let client = try LanguageClient()
    _ = try client.initialize()
    let page = """
      <!DOCTYPE html>
      <html lang="en"><head><title>Flood</title></head>
      <body><article><h1>Flood in Riverton</h1>
      <p>The <b>nine</b> people killed were five women and three men, the police said. It was the worst flood in a hundred
      years, and the river had not fallen by the evening.</p>
      </article></body></html>

      """
    try client.open("file:///desk/flood.html", page, language: "html")
    let diagnostics = try client.diagnostics("file:///desk/flood.html")
    let total = try #require(diagnostics.first { $0["code"] == "count/total" && $0["severity"] == 1 })
    #expect(total["range"]["start"] == ["line": 3, "character": 3])
    #expect(total["relatedInformation"].array?.first?["location"]["range"]["start"] == ["line": 3, "character": 38])
    #expect(try client.exit() == 0)
  }

  @Test("takes the date of undated articles from its options")
  func options() throws {
    let client = try LanguageClient()
    _ = try client.initialize(options: ["date": "2024-05-13"])
    try client.open("file:///a.txt", "The ferry sank on Sunday, and it was found.", language: "plaintext")
    let result = try client.request("textDocument/documentSymbol", ["textDocument": ["uri": "file:///a.txt"]])
    #expect(result["result"].array?.first?["name"] == "2024-05-12 Sunday")
    #expect(try client.exit() == 0)
  }

  @Test("answers what it does not know with an error, and goes on")
  func misuse() throws {
    let client = try LanguageClient()
    #expect(try client.request("textDocument/hover", [:])["error"]["code"] == -32002)
    _ = try client.initialize()
    #expect(try client.request("textDocument/rename", [:])["error"]["code"] == -32601)
    #expect(try client.request("textDocument/hover", [:])["error"]["code"] == -32602)
    try client.notify("$/unheardOf", [:])
    try client.notify("textDocument/didChange", ["textDocument": ["uri": "file:///none"], "contentChanges": 3])
    try client.sendRaw(MessageFramer.framed(Data("{\"x\": ".utf8)))
    #expect(try client.read()["error"]["code"] == -32700)
    try client.open("file:///nul.txt", "a\u{0}b", language: "plaintext")
    #expect(try client.diagnostics("file:///nul.txt").first?["code"] == "contains-nul")
    #expect(try client.exit() == 0)
  }

  @Test("ends with status 1 where the editor goes away without a word")
  func hangUp() throws {
    let client = try LanguageClient()
    _ = try client.initialize()
    #expect(try client.hangUp() == 1)
    let other = try LanguageClient()
    _ = try other.initialize()
    #expect(try other.exit(afterShutdown: false) == 1)
  }

  @Test("findings come within a moment of a pause, on an article of a thousand words")
  func latency() throws {
    let client = try LanguageClient()
    _ = try client.initialize()
    let paragraph = "On Friday, March 8, 2024, 12 people were hurt in Riverton, the police said. "
    let text =
      "date 2024-03-10 Long\n\n" + String(repeating: String(repeating: paragraph, count: 7) + "\n\n", count: 10)
    try client.open(Self.uri, text, language: "plaintext")
    _ = try client.diagnostics(Self.uri)
    var worst = 0.0
    for version in 2...11 {
      try client.change(Self.uri, version: version, from: (2, 0), to: (2, 0), with: "x")
      let start = Date()
      _ = try client.diagnostics(Self.uri, version: version)
      worst = max(worst, Date().timeIntervalSince(start))
    }
    print("factlint lsp: findings \(Int(worst * 1000)) ms after the last key at the latest (a debug build is slower)")
    #expect(try client.exit() == 0)
  }
}
