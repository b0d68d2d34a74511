import BundledRules
import Factlint
import FactlintReaders
import TestSupport
import Testing

/// One article in every form that there is a reader for: the same findings, each at its place in the source.
@Suite("The same article in every format")
struct SameArticleTests {
  /// The article as its writer means it.
  private enum Story {
    static let headline = "Ferry sinks off Port Hadley"
    static let date = "2024-03-09"
    static let paragraphs = [
      "A ferry with 40 people on board sank off the coast on Friday, the police said.",
      "The nine people killed were five women, two men and three children, the harbour master’s office said.",
      "“We saw 14 boats & a helicopter,” she said on Saturday, March 10, 2024, at the pier.",
    ]
  }

  /// What must be found: the check, and the words at its places, each of which stands once in the source.
  private static let expected = [
    "count/total: The nine people killed / five women / two men / three children",
    "date/weekday: Saturday, March 10, 2024",
  ]

  /// A form of the article.
  struct Form: Sendable, CustomTestStringConvertible {
    var name: String
    var format: InputFormat
    var bytes: [UInt8]

    init(_ name: String, _ format: InputFormat, _ source: String) {
      self.init(name, format, Array(source.utf8))
    }

    init(_ name: String, _ format: InputFormat, _ bytes: [UInt8]) {
      self.name = name
      self.format = format
      self.bytes = bytes
    }

    var testDescription: String { name }
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("’", with: "&#8217;")
  }

  private static func quoted(_ text: String) -> String {
    "\""
      + text.replacing("\"", with: "\\\"").replacing("\n", with: "\\n").replacing("“", with: "\\u201c") + "\""
  }

  private static let plain = Story.paragraphs.joined(separator: "\n\n")
  private static let markup = Story.paragraphs.map { "<p>\(escaped($0))</p>" }.joined(separator: "\n")
  private static let page = """
    <!DOCTYPE html><html lang="en"><head><title>x</title>
    <script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "\(Story.date)"}</script></head>
    <body><nav><a href="/">Home</a></nav><article><h1>\(Story.headline)</h1>
    \(markup)</article><footer>5 women and 9 men work here.</footer></body></html>
    """
  private static let nitf = """
    <nitf><head><docdata><date.issue norm="20240309T100000Z"/></docdata></head><body><body.head><hedline>
    <hl1>\(Story.headline)</hl1></hedline></body.head><body.content>\(markup)</body.content></body></nitf>
    """

  private static func newsMLG2(_ content: String) -> String {
    """
    <?xml version="1.0"?><newsItem xml:lang="en"><itemMeta><firstCreated>\(Story.date)T10:00:00Z</firstCreated></itemMeta>
    <contentMeta><headline>\(Story.headline)</headline></contentMeta><contentSet>\(content)</contentSet></newsItem>
    """
  }

  private static func document() -> [UInt8] {
    let first = ZipWriter.paragraph("date \(Story.date) \(Story.headline)")
    // Runs cut words and numbers where they like.
    let paragraphs = Story.paragraphs.map { text in
      let runs = stride(from: 0, to: text.count, by: 7).map { start in
        escaped(String(text.dropFirst(start).prefix(7)))
      }
      return "<w:p>\(runs.map { "<w:r><w:t xml:space=\"preserve\">\($0)</w:t></w:r>" }.joined())</w:p>"
    }
    return ZipWriter.document(body: first + paragraphs.joined())
  }

  static let forms: [Form] = {
    let (headline, date) = (Story.headline, Story.date)
    let scraped = "\"title\":\(quoted(headline)),\"url\":\"https://a.example/1\""
    let response = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\(page)"
    return [
      Form("plain text", .text, "date \(date) \(headline)\n\n\(plain)"),
      Form("plain text with CR LF", .text, "date \(date) \(headline)\n\n\(plain)".replacing("\n", with: "\r\n")),
      Form("Markdown, YAML", .markdown, "---\ntitle: \(headline)\ndate: \(date)\n---\n\n\(plain)"),
      Form("Markdown, TOML", .markdown, "+++\ntitle = \"\(headline)\"\ndate = \(date)\n+++\n\n\(plain)"),
      Form("Markdown, JSON", .markdown, "{\"title\": \"\(headline)\",\n\"date\": \"\(date)\"}\n\n\(plain)"),
      Form("HTML", .html, page),
      Form(
        "HTML in Windows-1252", .html,
        page.replacing("<head>", with: "<head><meta charset=windows-1252>").unicodeScalars.map {
          $0 == "“" ? 0x93 : $0 == "”" ? 0x94 : UInt8(truncatingIfNeeded: $0.value)
        }),
      Form("Word", .docx, document()),
      Form("NITF", .nitf, nitf),
      Form("NewsML-G2, XHTML", .newsmlG2, newsMLG2("<inlineXML><html><body>\(markup)</body></html></inlineXML>")),
      Form("NewsML-G2, NITF", .newsmlG2, newsMLG2("<inlineXML>\(nitf)</inlineXML>")),
      Form("NewsML-G2, plain", .newsmlG2, newsMLG2("<inlineData>\(escaped(plain))</inlineData>")),
      Form(
        "NewsML 1", .newsml1,
        "<NewsML><NewsItem><NewsManagement><FirstCreated>20240309T100000Z</FirstCreated></NewsManagement><NewsComponent>"
          + "<NewsLines><HeadLine>\(headline)</HeadLine></NewsLines><ContentItem><DataContent>\(markup)</DataContent>"
          + "</ContentItem></NewsComponent></NewsItem></NewsML>"),
      Form(
        "ninjs 1", .ninjs,
        "{\"uri\":\"a\",\"headline\":\"\(headline)\",\"versioncreated\":\"\(date)T10:00:00Z\","
          + "\"body_xhtml\":\(quoted(markup))}"),
      Form(
        "ninjs 2", .ninjs,
        "{\"uri\":\"a\",\"headlines\":[{\"role\":\"main\",\"value\":\"\(headline)\"}],\"versioncreated\":\"\(date)\","
          + "\"bodies\":[{\"contenttype\":\"text/plain\",\"value\":\(quoted(plain))}]}"),
      Form(
        "ninjs 3", .ninjs,
        "{\"uri\":\"a\",\"headlines\":[{\"value\":\"\(headline)\"}],\"versionCreated\":\"\(date)T10:00:00+00:00\","
          + "\"bodies\":[{\"contentType\":\"application/nitf+xml\",\"value\":\(quoted(nitf))}]}"),
      Form(
        "record protocol", .jsonl,
        "{\"id\":\"a\",\"headline\":\"\(headline)\",\"date\":\"\(date)\",\"text\":\(quoted(plain))}"),
      Form(
        "trafilatura", .jsonl,
        "{\(scraped),\"date\":\"\(date)\",\"source-hostname\":\"a\",\"filedate\":\"2025-01-01\","
          + "\"text\":\(quoted(plain.replacing("\n\n", with: "\n")))}"),
      Form("newspaper", .jsonl, "{\(scraped),\"publish_date\":\"\(date) 00:00:00\",\"text\":\(quoted(plain))}"),
      Form(
        "news-please", .jsonl,
        "{\(scraped),\"date_publish\":\"\(date) 10:00:00\",\"date_download\":\"2025-01-01 00:00:00\","
          + "\"maintext\":\(quoted(plain.replacing("\n\n", with: "\n")))}"),
      Form(
        "web archive", .warc,
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\n"
          + "Content-Type: application/http\r\nContent-Length: \(response.utf8.count)\r\n\r\n\(response)\r\n\r\n"),
    ]
  }()

  @Test("has the same findings, at the same words", arguments: forms)
  func findings(form: Form) throws {
    let article = try readArticle(bytes: form.bytes, format: form.format, id: "a")
    #expect(article.metadata.date?.day == CivilDate(iso8601: Story.date))
    #expect(article.incidents.isEmpty)
    let report = Linter(packs: try BundledRules.packs()).check(article)
    let source = SourceIndex(report.document.article)
    let findings = report.findings.map { finding in
      "\(finding.check): " + finding.places.map { source.place(of: $0.target).text }.joined(separator: " / ")
    }
    #expect(findings.sorted() == Self.expected)
    for place in report.findings.flatMap(\.places).map({ source.place(of: $0.target) }) {
      let field = try #require(article.fields.first { $0.name == place.field })
      let text = String(decoding: field.bytes, as: UTF8.self)
      #expect(text.ranges(of: place.text).count == 1)
      // The line and the column lead to the same words.
      let index = try #require(article.fields.firstIndex { $0.name == place.field })
      let line = try #require(source.lineText(place.line, field: index))
      #expect(String(String.UnicodeScalarView(line.unicodeScalars.dropFirst(place.column - 1))).hasPrefix(place.text))
    }
    let headline = report.document.article.blocks.first { $0.role == .headline }.map { article.text[$0.range] }
    #expect(headline.map { String(decoding: $0, as: UTF8.self) } == Story.headline)
  }

  @Test("is known by its content", arguments: forms)
  func detection(form: Form) {
    guard form.name != "Markdown, YAML", form.format != .text else { return }
    #expect(InputFormat.detect(fileName: "article", content: form.bytes) == form.format)
  }

  @Test("cut short anywhere, is an article or an error", arguments: forms)
  func truncation(form: Form) {
    for size in stride(from: 0, to: form.bytes.count, by: 41) {
      do throws(ReadError) {
        let article = try readArticle(bytes: Array(form.bytes[..<size]), format: form.format, id: "a")
        #expect(article.blocks.allSatisfy { !$0.range.isEmpty })
      } catch {
        #expect(!error.message.isEmpty && !error.message.contains("\n"))
      }
    }
  }

  @Test(
    "with bytes changed at random, is an article or an error, and every place leads into its field", arguments: forms)
  func damage(form: Form) {
    var generator = SplitMix64(seed: 29)
    for _ in 0..<25 {
      var bytes = form.bytes
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let random: UInt8? = [0x3C, 0x3E, 0x26, 0x22, 0x7B, 0x5D, 0x00, 0xFF, 0xE2, 0x0A].randomElement(
          using: &generator)
        bytes[Int.random(in: bytes.indices, using: &generator)] = random ?? 0
      }
      guard let article = try? readArticle(bytes: bytes, format: form.format, id: "a") else { continue }
      for offset in article.text.indices where article.text[offset] & 0xC0 != 0x80 {
        let source = article.sourceRange(of: offset..<offset + 1)
        #expect(source.bytes.upperBound <= article.fields[source.field].bytes.count)
      }
      #expect(String(validating: article.text, as: UTF8.self) != nil)
    }
  }
}
