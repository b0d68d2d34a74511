import Factlint
import FactlintReaders
import Foundation
import TestSupport
import Testing

@testable import struct FactlintReaders.JSONRecord
@testable import struct FactlintReaders.RecordScanner

@Suite("JSON Lines")
struct JSONLinesTests {
  private func parse(_ line: String, number: Int = 1) -> Result<Article, RecordError>? {
    parseRecord(line: Array(line.utf8), number: number)
  }

  private func article(_ line: String) throws -> Article { try #require(parse(line)).get() }

  private func error(_ line: String) -> RecordError? {
    guard case .failure(let error)? = parse(line, number: 12) else { return nil }
    return error
  }

  @Test("reads a record's fields")
  func fields() throws {
    let article = try article(
      #"{"id": "a1", "text": "One.\n\nTwo.", "headline": "Old pier", "date": "2023-02-05", "language": "en", "x": [1]}"#
    )
    #expect(article.id == "a1")
    #expect(article.outline == ["headline: Old pier", "paragraph: One.", "paragraph: Two."])
    #expect(article.fields.map(\.name) == ["headline", "text", "date"])
    #expect(article.metadata.language == "en")
    let date = try #require(article.metadata.date)
    #expect(date.day == CivilDate(year: 2023, month: 2, day: 5))
    #expect(date.origin == .record)
    #expect(date.source == SourceRange(field: 2, bytes: 0..<10))
  }

  @Test("counts places in scalars of the decoded string")
  func places() throws {
    let article = try article(
      #"{"id":"a","text":"\ud83d\ude00 e\u0301t\u00e9\r\n\tIt’s \"9\" \/ ten","headline":"h"}"# + "\r")
    #expect(article.place(of: "It's") == Place(field: "text", scalars: 9..<13, text: "It’s", line: 2, column: 2))
    #expect(article.place(of: "\"9\" / ten")?.scalars == 14..<23)
    #expect(article.place(of: "h") == Place(field: "headline", scalars: 0..<1, text: "h", line: 1, column: 1))
  }

  @Test("a headline or date inside the text stays a place of the text, and the record's date comes first")
  func precedence() throws {
    let both = try article(#"{"id":"a","text":" date 2022-01-01 Old pier\nText.","date":"2023-02-05T23:59:00-08:00"}"#)
    #expect(both.metadata.date?.day == CivilDate(year: 2023, month: 2, day: 5))
    #expect(both.outline == ["metadata: date 2022-01-01", "headline: Old pier", "paragraph: Text."])
    #expect(both.place(of: "Old pier")?.field == "text")
    let inText = try article(#"{"id":"a","text":" date 2022-01-01 Old pier\nText.","date":null}"#)
    #expect(inText.metadata.date?.origin == .firstLine)
    #expect(inText.metadata.date?.source == SourceRange(field: 0, bytes: 6..<16))
  }

  @Test(
    "a date that cannot be read leaves the article undated",
    arguments: ["\"2023-02-31\"", "\"soon\"", "20230205", "[]"])
  func unparsableDate(date: String) throws {
    let article = try article(#"{"id":"a","text":"date 2022-01-01 Pier","date":\#(date)}"#)
    #expect(article.metadata.date == nil)
    #expect(article.incidents.map(\.code) == ["unparsable-date"])
  }

  @Test(
    "tells why a record gives no article",
    arguments: [
      (#"{"text": "a"}"#, "missing-id", nil), (#"{"id": null, "text": "a"}"#, "missing-id", nil),
      (#"{"id": 7, "text": "a"}"#, "not-a-string", nil), (#"{"id": "a"}"#, "missing-text", "a"),
      (#"{"id": "a", "text": null}"#, "missing-text", "a"), (#"{"id": "a", "text": ["b"]}"#, "not-a-string", "a"),
      (#"{"id": "a", "text": "b", "headline": 1}"#, "not-a-string", "a"),
      (#"{"id": "a", "text": "\ud800"}"#, "invalid-json", nil),
      (#"{"id": "a", "text": "\ud800\u0041"}"#, "invalid-json", nil),
      (#"{"id": "a", "text": "\udc00"}"#, "invalid-json", nil),
      (#"{"id": "a", "text": "b"} x"#, "invalid-json", nil),
      (#"{"id": "a", "text": "b""#, "invalid-json", nil), (#"{"id": "a" "text": "b"}"#, "invalid-json", nil),
      (#"["a"]"#, "not-an-object", nil), ("word", "not-an-object", nil),
      ("{\"id\": \"a\tb\", \"text\": \"\"}", "invalid-json", nil),
    ] as [(String, String, String?)])
  func errors(line: String, code: String, id: String?) {
    #expect(error(line)?.error.code.rawValue == code)
    #expect(error(line)?.id == id)
    #expect(error(line)?.line == 12)
  }

  @Test("takes deep nesting to a limit, and numbers of any size, in keys that it does not know")
  func hostileValues() throws {
    let nested = { (depth: Int) in
      #"{"x":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        + #","id":"a","text":"b"}"#
    }
    #expect(try article(nested(500)).id == "a")
    #expect(error(nested(100_000))?.error.code == .invalidJSON)
    #expect(error(#"{"x":"# + String(repeating: "{\"a\":", count: 100_000))?.error.code == .invalidJSON)
    #expect(
      try article(#"{"x": -1e999999999, "y": \#(String(repeating: "9", count: 9_999)), "id":"a","text":"b"}"#).id == "a"
    )
  }

  @Test("skips blank lines, takes CR LF, splits on LF only, and drops a byte order mark")
  func lines() throws {
    #expect(parse("") == nil)
    #expect(parse(" \t\r") == nil)
    let input = Array("\u{FEFF}{\"id\":\"a\",\"text\":\"x\u{2028}y\u{85}z\"}\r\n\n{\"id\":\"b\",\"text\":\"\"}".utf8)
    let results = recordLines(of: input).enumerated().map { parseRecord(in: input, range: $1, number: $0 + 1) }
    #expect(results.map { (try? $0?.get())?.id } == ["a", nil, "b"])
    #expect(try results[2]?.get().incidents.map(\.code) == ["empty-article"])
  }

  @Test("reports invalid UTF-8 as an error of its record")
  func invalidUTF8() {
    let result = parseRecord(line: Array(#"{"id":"a","text":""#.utf8) + [0xC3, 0x22, 0x7D], number: 3)
    guard case .failure(let error)? = result else {
      Issue.record("an article was read")
      return
    }
    #expect(error.error.code == .invalidUTF8)
    #expect(error.error.message.contains("byte 18"))
  }

  @Test("a file of JSON Lines can be read as one article only where it holds one")
  func wholeFile() throws {
    #expect(try read("\n{\"id\":\"a\",\"text\":\"b\"}\n\n", as: .jsonl).id == "a")
    #expect(throws: ReadError.self) { try read("", as: .jsonl) }
    #expect(throws: ReadError.self) {
      try read("{\"id\":\"a\",\"text\":\"b\"}\n{\"id\":\"b\",\"text\":\"b\"}", as: .jsonl)
    }
  }

  @Test("gives an article or an error for any mixture of the pieces of JSON")
  func mixtures() throws {
    let pieces = [
      "\"", "\"", "\\n", "\\u0041", "\\u00e9", "\\ud83d\\ude00", "\\ud83d", "\\\"", "\\x", "é", "😀", "a", " ", "{", "}",
      "[",
      "]", ",", ":", "1", "-0.5e+3", "01", "true", "null", "nul", "\"text\":\"", "\"x\":", "{\"text\":\"", "\"}",
    ]
    var generator = SplitMix64(seed: 5)
    var (articles, errors) = (0, 0)
    for _ in 0..<20_000 {
      var line = "{\"id\":\"a\",\"text\":\""
      for _ in 0..<Int.random(in: 0...5, using: &generator) { line += pieces.randomElement(using: &generator) ?? "" }
      line += ["\"}", "\",\"x\":", "}"][Int.random(in: 0..<3, using: &generator)]
      for _ in 0..<Int.random(in: 0...6, using: &generator) { line += pieces.randomElement(using: &generator) ?? "" }
      switch parse(line) {
      case .success(let article)?:
        articles += 1
        #expect(article.id == "a")
      case .failure?: errors += 1
      case nil: Issue.record("neither an article nor an error: \(line)")
      }
    }
    #expect(articles > 300 && errors > 300)
  }

  @Test("reads a plain record itself, and never otherwise than a decoder that knows all of JSON")
  func scanner() throws {
    let texts = [
      "a", "é", "😀", " ", "\\n", "\\u0041", "\\u0000", "\\u00e9", "\\uD83D\\uDE00", "\\ud7FF", "\\ue000", "\\\"",
      "\\\\",
      "\\/", "\\b\\f\\r\\t", "\u{2028}", "\u{7F}", "}", ",", ":", "[",
    ]
    let values = ["\"b\"", "null", "true", "false", "0", "-0.5e+3", "12E-7", "[]", "{}", "[1, {\"z\": [null]}]"]
    let wrong = [
      "\\ud83d", "\\udfff", "\\ud83d\\u0041", "\\x", "\\u12", "\\u00g0", "\t", "\u{1}", "\"", "\",\"id\":\"b",
      "\",\"\\u0069d\":\"b", "\",\"x\":01,\"y\":\"", "\",\"x\":1.,\"y\":\"", "\",\"x\":nul,\"y\":\"",
      "\",\"x\":[1,],\"y\":\"", "\" \"y\":\"", "\"}{\"", "\",\"date\":-,\"y\":\"", "\",\"x\":{\"a\"},\"y\":\"",
    ]
    let keys = ["x", "date", "headline", "language", "source-hostname", "text2", ""]
    var generator = SplitMix64(seed: 6)
    var (scanned, left) = (0, 0)
    for _ in 0..<4_000 {
      var line = "{ \"id\":\"a\" ,\"text\": \""
      for _ in 0..<Int.random(in: 0...4, using: &generator) { line += texts.randomElement(using: &generator) ?? "" }
      if Int.random(in: 0..<3, using: &generator) == 0 { line += wrong.randomElement(using: &generator) ?? "" }
      line += "\""
      for key in keys.shuffled(using: &generator).prefix(Int.random(in: 0...2, using: &generator)) {
        line += ",\"\(key)\":\(values.randomElement(using: &generator) ?? "")"
      }
      let bytes = Array("\(line)}\r".utf8)
      var scanner = RecordScanner(bytes, range: bytes.indices)
      guard let record = scanner.record() else {
        left += 1
        continue
      }
      scanned += 1
      #expect(try JSONRecord(decoding: bytes, range: bytes.indices) == record, "\(line)")
    }
    #expect(scanned > 2_000 && left > 500)
    let plain = Array(
      #"{"id":"a","n":[{"m":-1.5e-7,"o":[]},null],"text":"One “two”.\n\nThr\u00e9e \\ \"four\"."}"#.utf8)
    var scanner = RecordScanner(plain, range: plain.indices)
    #expect(scanner.record()?.text == .string(Array("One “two”.\n\nThrée \\ \"four\".".utf8)))
  }
}
