import Factlint
import FactlintReaders
import TestSupport
import Testing

@Suite("Reading a file")
struct ReadArticleTests {
  private func error(_ bytes: [UInt8], _ format: InputFormat = .text) -> ReadError? {
    do throws(ReadError) {
      _ = try readArticle(bytes: bytes, format: format, id: "x")
      return nil
    } catch {
      return error
    }
  }

  @Test("drops a UTF-8 byte order mark and counts from behind it", arguments: [InputFormat.text, .markdown])
  func byteOrderMark(format: InputFormat) throws {
    let article = try read("\u{FEFF}One 😀 two\r\nlines e\u{301}t trois.", as: format)
    #expect(article.place(of: "One")?.scalars == 0..<3)
    #expect(article.place(of: "two") == Place(field: "text", scalars: 6..<9, text: "two", line: 1, column: 7))
    #expect(article.place(of: "trois") == Place(field: "text", scalars: 21..<26, text: "trois", line: 2, column: 11))
  }

  @Test("names what is wrong with bytes that are no UTF-8 text")
  func encodings() {
    #expect(error([0xFF, 0xFE, 0x41, 0])?.code == .wrongEncoding)
    #expect(error([0xFF, 0xFE, 0x41, 0])?.message.contains("UTF-16") == true)
    #expect(error([0xFF, 0xFE, 0, 0])?.message.contains("UTF-32") == true)
    #expect(error(Array("caf".utf8) + [0xE9] + Array(" noir".utf8))?.code == .wrongEncoding)
    let broken = error(Array("a\r\nbé\n".utf8) + [0xE2, 0x80, 0x41])
    #expect(broken?.code == .invalidUTF8)
    #expect(broken?.line == 3)
    #expect(broken?.message.contains("byte 7") == true)
    #expect(error([0x41, 0x0A, 0])?.code == .containsNUL)
    #expect(error([0x41, 0x0A, 0])?.line == 2)
  }

  @Test(
    "refuses every ill-formed sequence",
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x80], [0xF0, 0x9F, 0x98], [0xC3],
    ] as [[UInt8]])
  func illFormed(bytes: [UInt8]) {
    #expect(error(bytes)?.code == .invalidUTF8 || error(bytes)?.code == .wrongEncoding)
  }

  @Test("refuses an article over the stated size, and takes one of that size")
  func size() {
    #expect(error([UInt8](repeating: 0x61, count: maximumArticleSize + 1))?.code == .tooLarge)
    for format in [InputFormat.text, .markdown] {
      #expect(error([UInt8](repeating: 0x61, count: maximumArticleSize), format) == nil)
    }
  }

  @Test("reads an empty file as an article without blocks", arguments: ["", " \r\n\t\n", "\u{FEFF}"])
  func empty(source: String) throws {
    for format in [InputFormat.text, .markdown] {
      let article = try read(source, as: format)
      #expect(article.blocks.isEmpty)
      #expect(article.incidents.map(\.code) == ["empty-article"])
    }
  }

  @Test("tells a format by a file's name, then by its content")
  func detection() {
    func detect(_ name: String?, _ content: String) -> InputFormat {
      InputFormat.detect(fileName: name, content: Array(content.utf8))
    }
    #expect(detect("a/b.MD", "") == .markdown)
    #expect(detect("b.ndjson", "") == .jsonl)
    #expect(detect("b.txt", #"{"text": ""}"#) == .text)
    #expect(detect(nil, "\n\r\n {\"id\": 1, \"text\": \"\"}\n…") == .jsonl)
    #expect(detect("b.dat", "\u{FEFF}{\"text\": \"a\"}") == .jsonl)
    #expect(detect(nil, #"{"title": "a"}"#) == .text)
    #expect(detect(nil, "{text} is a word") == .text)
    #expect(detect("-", "Prose.") == .text)
  }

  @Test("random bytes give an article or an error, and every clean range leads into its field")
  func randomBytes() {
    let pieces: [[UInt8]] =
      [
        "---\n", "date ", "2023-02-05", "# ", "* ", "> ", "- ", "1. ", "**", "_", "`", "```\n", "[a](", "![", "](b)",
        "]", "<",
        "<!--", "-->", "&amp;", "&#x2019;", "\\", "|", "|-|\n", "\n", "\n\n", "\r\n", "\r", "\t", "    ", " ", "a", "é",
        "😀",
        "’", "title: ", "{\"id\":\"a\",\"text\":\"", "\"}", "\\u00e9", "14:35", "~~", "<br>", "[^1]", "[^1]: ",
      ]
      .map { Array($0.utf8) } + [[0xFF], [0xC3], [0], [0xE2, 0x80]]
    var generator = SplitMix64(seed: 23)
    var articles = 0
    for round in 0..<1_600 {
      var bytes: [UInt8] = []
      // One round in eight may hold bytes that are no text.
      let last = round.isMultiple(of: 8) ? pieces.count : pieces.count - 4
      for _ in 0..<Int.random(in: 0...40, using: &generator) {
        bytes += pieces[Int.random(in: 0..<last, using: &generator)]
      }
      for format in InputFormat.allCases {
        guard let article = try? readArticle(bytes: bytes, format: format, id: "x") else { continue }
        articles += 1
        #expect(String(validating: article.text, as: UTF8.self) != nil)
        var end = -1
        for block in article.blocks {
          #expect(block.range.lowerBound == end + 1)
          #expect(!block.range.isEmpty)
          #expect(!article.text[block.range].contains(0x0A))
          end = block.range.upperBound
        }
        #expect(max(end, 0) == article.text.count)
        let index = SourceIndex(article)
        for offset in article.text.indices where article.text[offset] & 0xC0 != 0x80 {
          let source = article.sourceRange(of: offset..<offset + 1)
          #expect(source.bytes.upperBound <= article.fields[source.field].bytes.count)
          #expect(index.place(of: source).line >= 1)
        }
      }
    }
    #expect(articles > 2_500)
  }
}
