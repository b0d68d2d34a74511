import Factlint
import Foundation
import Testing

@testable import FactlintWeb

@Suite("An article that a request brings")
struct ArticleSubmissionTests {
  private func article(_ body: String, _ type: String?, _ query: [String: String] = [:]) throws -> Article {
    try ArticleSubmission(body: Array(body.utf8), contentType: type, query: query).article
  }

  private func refusal(_ body: String, _ type: String?, _ query: [String: String] = [:]) -> ArticleSubmission.Invalid? {
    do throws(ArticleSubmission.Invalid) {
      _ = try ArticleSubmission(body: Array(body.utf8), contentType: type, query: query)
      return nil
    } catch {
      return error
    }
  }

  @Test("as JSON is read as a record, with its headline and its date")
  func json() throws {
    let article = try article(
      #"{"id": "a1", "text": "It sank.", "headline": "Ferry sinks", "date": "2024-05-13"}"#,
      "application/json; charset=utf-8")
    #expect(article.id == "a1")
    #expect(article.fields.map(\.name).contains("headline"))
    #expect(article.metadata.date?.day == CivilDate(iso8601: "2024-05-13"))
    #expect(article.metadata.date?.origin == .record)
  }

  @Test("as JSON with a format is read in that format")
  func jsonWithFormat() throws {
    let article = try article(##"{"text": "# Ferry sinks\n\nIt sank.", "format": "markdown"}"##, "application/json")
    #expect(article.blocks.first?.role == .headline)
  }

  @Test("as a file is read by its name or type, and keeps its own date")
  func file() throws {
    let text = "---\ndate: 2024-05-13\n---\n\n# Ferry sinks\n\nIt sank."
    for (type, query) in [
      ("text/markdown", [:]), ("application/octet-stream", ["name": "a.md"]), ("text/plain", ["format": "markdown"]),
    ] as [(String, [String: String])] {
      let article = try article(text, type, query.merging(["date": "2024-01-01"]) { first, _ in first })
      #expect(article.blocks.first?.role == .headline)
      #expect(article.metadata.date?.day == CivilDate(iso8601: "2024-05-13"))
    }
    #expect(try self.article("It sank.", "text/plain", ["date": "2024-01-01"]).metadata.date?.origin == .option)
  }

  @Test("that cannot be read is refused with a reason")
  func refusals() {
    #expect(refusal("{", "application/json")?.code == "no-text")
    #expect(refusal(#"{"text": 3}"#, "application/json")?.status == 400)
    #expect(refusal(#"{"text": "x", "date": "soon"}"#, "application/json")?.code == "bad-date")
    #expect(refusal("x", "text/plain", ["date": "2024-02-30"])?.code == "bad-date")
    #expect(refusal("x", nil, ["format": "jsonl"])?.code == "unknown-format")
    #expect(refusal("a\u{0}b", "text/plain")?.status == 422)
  }
}

@Suite("The web server's files")
struct PageFileTests {
  @Test("load nothing from elsewhere")
  func nothingFromElsewhere() {
    for file in PageFile.allCases where file != .description {
      let text = String(decoding: file.content, as: UTF8.self)
      #expect(!text.contains("http://") && !text.contains("https://") && !text.contains("url("), "\(file.rawValue)")
    }
    let page = String(decoding: PageFile.page.content, as: UTF8.self)
    #expect(!page.contains("<style") && !page.contains("<script>") && !page.contains(" style="))
  }

  @Test("describe every address of the API")
  func description() throws {
    let json = try JSONSerialization.jsonObject(with: Data(PageFile.description.content)) as? [String: Any]
    let paths = try #require(json?["paths"] as? [String: Any])
    #expect(Set(paths.keys) == ["/v1/check", "/v1/extract", "/v1/report"])
  }
}

@Suite("A stream of lines")
struct LineCutterTests {
  @Test("is cut at line feeds alone, wherever its chunks end")
  func chunks() {
    let stream = Array("{\"a\":1}\r\n\nü\u{2028}x\nlast".utf8)
    for size in 1...stream.count {
      var cutter = LineCutter()
      var lines: [UInt8] = []
      for start in stride(from: 0, to: stream.count, by: size) {
        let whole = cutter.lines(adding: Array(stream[start..<min(start + size, stream.count)]))
        #expect(whole.isEmpty || whole.last == 0x0A)
        lines += whole
      }
      #expect(lines + cutter.finish() == stream)
    }
  }
}

@Suite("The memory for bodies")
struct ByteBudgetTests {
  @Test("is set aside until it is used up, and given back")
  func budget() {
    let budget = ByteBudget(10)
    #expect(budget.take(6))
    #expect(!budget.take(5))
    budget.give(6)
    #expect(budget.take(10))
  }
}
