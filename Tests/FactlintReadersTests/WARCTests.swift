import Factlint
import FactlintReaders
import TestSupport
import Testing

@Suite("Web archives")
struct WARCTests {
  private func record(_ type: String, uri: String, _ content: [UInt8], contentType: String = "application/http")
    -> [UInt8]
  {
    Array(
      ("WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Target-URI: \(uri)\r\nContent-Type: \(contentType); msgtype=response\r\n"
        + "WARC-Date: 2024-01-01T00:00:00Z\r\nContent-Length: \(content.count)\r\n\r\n").utf8) + content
      + [0x0D, 0x0A, 0x0D, 0x0A]
  }

  private func response(_ uri: String, _ headers: String, _ body: [UInt8], status: String = "200 OK") -> [UInt8] {
    record("response", uri: uri, Array("HTTP/1.1 \(status)\r\n\(headers)\r\n\r\n".utf8) + body)
  }

  private var archive: [UInt8] {
    let page = Array("<h1>Pier</h1><p>It closes.".utf8)
    return record("warcinfo", uri: "x", Array("software: none".utf8), contentType: "application/warc-fields")
      + response("https://a.example/1", "Content-Type: text/html; charset=utf-8", page)
      + response("https://a.example/2", "Content-Type: image/png", [1, 2, 3])
      + response("https://a.example/3", "Content-Type: text/html", page, status: "404 Not Found")
      + record("request", uri: "https://a.example/4", Array("GET / HTTP/1.1\r\n\r\n".utf8))
      + response(
        "https://a.example/5", "content-type: text/html; charset=ISO-8859-1\r\nTransfer-Encoding: chunked",
        Array("d;x=y\r\n<p>The caf".utf8) + [0xE9] + Array(" c\r\n6\r\nloses.\r\n0\r\n\r\n".utf8))
      + record("resource", uri: "<https://a.example/6>", page, contentType: "text/html")
  }

  /// What the archive gives when its bytes come in pieces of a size.
  private func outcomes(_ bytes: [UInt8], pieces: Int) -> [String] {
    var stream = WARCStream()
    var outcomes: [String] = []
    func take(_ stream: inout WARCStream) {
      while let next = stream.next() {
        switch next {
        case .success(let page):
          switch page.article() {
          case .success(let article): outcomes.append("\(article.id): \(article.outline.joined(separator: " | "))")
          case .failure(let failure): outcomes.append("\(failure.line): \(failure.error.code.rawValue)")
          }
        case .failure(let failure): outcomes.append("\(failure.line): \(failure.error.code.rawValue)")
        }
      }
    }
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      stream.append(bytes[start..<min(start + pieces, bytes.count)])
      take(&stream)
    }
    stream.finish()
    take(&stream)
    return outcomes
  }

  @Test("pages are found among the records, however the bytes come", arguments: [1, 7, 100, 1_000_000])
  func pages(pieces: Int) {
    #expect(
      outcomes(archive, pieces: pieces) == [
        "https://a.example/1: headline: Pier | paragraph: It closes.",
        "https://a.example/5: paragraph: The café closes.",
        "https://a.example/6: headline: Pier | paragraph: It closes.",
      ])
  }

  @Test("bodies are decompressed, unless the archive did so already")
  func compression() {
    // gzip of "<p>It closes."
    let packed: [UInt8] = [
      0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 13, 0, 0xF2, 0xFF, 0x3C, 0x70, 0x3E, 0x49, 0x74, 0x20, 0x63, 0x6C, 0x6F,
      0x73, 0x65, 0x73, 0x2E, 0xDB, 0x77, 0x2F, 0xCB, 13, 0, 0, 0,
    ]
    let plain = Array("<p>It closes.".utf8)
    let headers = "Content-Type: text/html\r\nContent-Encoding: "
    #expect(outcomes(response("a", headers + "gzip", plain), pieces: 999) == ["a: paragraph: It closes."])
    #expect(outcomes(response("a", headers + "br", plain), pieces: 999) == ["a: paragraph: It closes."])
    #expect(outcomes(response("a", headers + "br", [0x8B, 2]), pieces: 999) == ["1: wrong-encoding"])
    #expect(outcomes(response("a", headers + "gzip", packed), pieces: 999) == ["a: paragraph: It closes."])
    #expect(outcomes(response("a", headers + "gzip", Array(packed[..<20])), pieces: 999) == ["1: damaged-file"])
  }

  @Test("what is cut short or no archive is told once, after what could be read")
  func damage() {
    let first = "https://a.example/1: headline: Pier | paragraph: It closes."
    let cut = outcomes(Array(archive.dropLast(20)), pieces: 50)
    #expect(cut.first == first)
    #expect(cut.last == "7: damaged-file")
    #expect(outcomes(Array("Nothing of the kind.\r\n\r\n".utf8), pieces: 5) == ["1: damaged-file"])
    #expect(outcomes([UInt8](repeating: 0x41, count: 200_000), pieces: 1_000) == ["1: damaged-file"])
    let endless = Array("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\n".utf8)
    #expect(outcomes(endless + [1, 2, 3], pieces: 9) == ["1: damaged-file"])
    #expect(outcomes([], pieces: 1) == [])
  }

  @Test("random damage gives pages or errors")
  func randomDamage() {
    var generator = SplitMix64(seed: 11)
    for _ in 0..<100 {
      var bytes = archive
      for _ in 0..<4 {
        bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      #expect(outcomes(bytes, pieces: 64).count <= 8)
    }
  }

  @Test("one page by itself is an article, and several are not one")
  func single() throws {
    let one = response("https://a.example/1", "Content-Type: text/html", Array("<p>It closes.".utf8))
    #expect(try readArticle(bytes: one, format: .warc, id: "x").id == "https://a.example/1")
    #expect(throws: ReadError.self) { try readArticle(bytes: one + one, format: .warc, id: "x") }
    #expect(InputFormat.detect(fileName: "a.dat", content: one) == .warc)
  }
}
