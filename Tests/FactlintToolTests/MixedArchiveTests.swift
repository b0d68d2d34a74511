import Foundation
import TestSupport
import Testing

/// A folder as a newsroom's systems leave it: web archives, feeds, pages and documents side by side.
@Suite("A folder of many formats")
struct MixedArchiveTests {
  private let folder: TemporaryFolder

  private static let slip = "We sold 12 tickets. They sold 13 tickets."
  private static let sound = "We sold 12 tickets. They sold 12 tickets."

  init() throws {
    folder = try TemporaryFolder()
    for (name, text) in ticketRules { try folder.write(["rules/\(name)": text]) }
    let web =
      Self.response("http://a.example/slip", Self.page(Self.slip))
      + Self.response("http://a.example/photo", "x", type: "image/jpeg")
      + Self.response("http://a.example/sound", Self.page(Self.sound))
      + Self.response("http://a.example/slip", Self.page(Self.slip + " Again."))
    try folder.write([
      "in/web.warc": web, "in/packed.warc": web.replacing("a.example", with: "b.example"),
      "in/item.json": #"{"uri": "urn:1", "headline": "One item", "body_text": "\#(Self.slip)"}"#,
      "in/sub/item.ninjs": #"{"uri": "urn:2", "headline": "Sound", "body_text": "\#(Self.sound)"}"#,
      "in/nitf.xml":
        "<nitf><body><body.head><hedline><hl1>In NITF</hl1></hedline></body.head><body.content><p>\(Self.slip)</p>"
        + "</body.content></body></nitf>",
      "in/g2.xml":
        "<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><contentMeta><headline>In G2</headline></contentMeta>"
        + "<contentSet><inlineXML><html><body><p>\(Self.slip)</p></body></html></inlineXML></contentSet></newsItem>",
      "in/first.xml":
        "<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>In NewsML 1</HeadLine></NewsLines><ContentItem>"
        + "<DataContent><p>\(Self.slip)</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>",
      "in/page.html": Self.page(Self.slip), "in/scraped.jsonl": #"{"id": "s1", "text": "\#(Self.slip)"}"#,
      "in/settings.json": #"{"name": "no article"}"#, "in/feed.xml": "<rss><channel/></rss>",
      "in/broken.xml": "<nitf><body>", "in/cut.warc": String(web.prefix(web.count / 2)),
    ])
    var document = ZipWriter.document(body: ZipWriter.paragraph(Self.slip))
    try Data(document).write(to: URL(fileURLWithPath: folder.path + "/in/written.docx"))
    document.removeLast(40)
    try Data(document).write(to: URL(fileURLWithPath: folder.path + "/in/broken.docx"))
    let zip = Process()
    zip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    zip.arguments = ["gzip", folder.path + "/in/packed.warc"]
    try zip.run()
    zip.waitUntilExit()
  }

  private static func page(_ text: String) -> String {
    "<!DOCTYPE html><html><body><article><h1>A page</h1><p>\(text)</p></article></body></html>"
  }

  /// A record of a web archive with the answer of a server.
  private static func response(_ address: String, _ content: String, type: String = "text/html") -> String {
    let message = "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\n\r\n\(content)"
    return
      "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: \(address)\r\nContent-Type: application/http\r\n"
      + "Content-Length: \(message.utf8.count)\r\n\r\n\(message)\r\n\r\n"
  }

  private func check(_ output: String, _ options: [String] = []) throws -> Outcome {
    try factlint(
      [
        "check", folder.path + "/in", "--rules", folder.path + "/rules", "--output", "\(folder.path)/\(output)/",
      ] + options)
  }

  private func written(_ output: String) throws -> [String: String] {
    var files: [String: String] = [:]
    for name in try folder.files(output) where !name.hasPrefix(".factlint/") {
      files[name] = try folder.text("\(output)/\(name)")
    }
    return files
  }

  @Test("has a report for each article with findings, and every other place is listed with the reason")
  func reports() throws {
    let outcome = try check("out")
    #expect(outcome.status == 2)
    let files = try written("out")
    let index = try #require(files["index.md"])
    // Of each web archive two pages, one of the one that is cut, and seven other files.
    #expect(index.contains("**12 contradictions** in 12 of 15 articles"), "\(index)")
    let links = index.matches(of: #/\]\(([^)]*)\)/#).map { String($0.1) }
    #expect(Set(links) == Set(files.keys).subtracting(["index.md"]))
    #expect(links.count == 12)
    for (name, reason) in [
      ("broken.xml", "ends inside"), ("cut.warc", "cut short"), ("broken.docx", "zip archive"),
      ("settings.json", "no article"), ("feed.xml", "no article"),
    ] {
      let lines = index.split(separator: "\n").filter { $0.contains("/in/\(name)`") && $0.hasPrefix("- ") }
      #expect(lines.count == 1 && lines[0].contains(reason), "\(name): \(lines)")
    }
    // One address twice is two articles.
    #expect(files.count { $0.key != "index.md" && $0.value.contains("a.example/slip") } == 3)
  }

  @Test("is read the same by any number of threads, and a second time from memory")
  func again() throws {
    let first = try check("one", ["--jobs", "1"])
    #expect(try check("two", ["--jobs", "2"]).errors.replacing("/two/", with: "/one/") == first.errors)
    let one = try written("one")
    #expect(try written("two") == one)
    #expect(try check("one", ["--jobs", "2"]).errors == first.errors)
    #expect(try written("one") == one)
    #expect(try check("none", ["--no-cache"]).status == 2)
    #expect(try written("none") == one)
  }

  @Test("has one record for each article, remembered or not, and parts of it make the whole")
  func records() throws {
    func lines(_ options: [String]) throws -> [String] {
      try factlint(
        ["check", folder.path + "/in", "--rules", folder.path + "/rules", "--format", "jsonl"] + options
      ).lines
    }
    let whole = try lines([])
    let cache = ["--cache", folder.path + "/cache/archive.db"]
    #expect(try lines(cache) == whole)
    #expect(try lines(cache) == whole)
    let parts = try [1, 2, 3].flatMap { try lines(["--shard", "\($0)/3"]) }
    #expect(parts.sorted() == whole.sorted())
    #expect(whole.count { $0.contains(#""status":"ok""#) } == 15)
  }
}
