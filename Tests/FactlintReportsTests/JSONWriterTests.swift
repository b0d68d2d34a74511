import Factlint
import Foundation
import Testing

@testable import FactlintReports

@Suite("The JSON writer")
struct JSONWriterTests {
  private func written(_ body: (inout JSONWriter) -> Void) -> String {
    var json = JSONWriter()
    body(&json)
    return String(decoding: json.finish(), as: UTF8.self)
  }

  @Test("escapes quotes, backslashes and control characters in JSON's short forms")
  func shortEscapes() {
    #expect(written { $0.value("\"\\\u{08}\t\n\u{0C}\r\u{00}\u{1F}") } == #""\"\\\b\t\n\f\r\u0000\u001f""#)
  }

  @Test("escapes what could act outside of JSON, and nothing else beyond ASCII")
  func otherEscapes() {
    #expect(
      written { $0.value("\u{7F}\u{9B}\u{061C}\u{2028}\u{202E}\u{2069}") } == #""\u007f\u009b\u061c\u2028\u202e\u2069""#
    )
    #expect(written { $0.value("é “x” – … ء ‰ 👩‍🚒 東") } == "\"é “x” – … ء ‰ 👩‍🚒 東\"")
  }

  @Test("writes every scalar so that it reads back as itself")
  func everyScalar() throws {
    var text = String.UnicodeScalarView()
    for value in stride(from: UInt32(0), through: 0x10FFFF, by: 1) where value < 0x3000 || value % 97 == 0 {
      if let scalar = Unicode.Scalar(value) { text.append(scalar) }
    }
    let json = written { $0.array([String(text)]) { json, text in json.value(text) } }
    let read = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String]
    #expect(read?.first.map { $0.unicodeScalars.elementsEqual(text) } == true)
  }

  @Test("copes with bytes that end inside a scalar")
  func cutScalar() {
    for bytes: [UInt8] in [[0xC2], [0xE2], [0xE2, 0x80], [0xD8], [0x41, 0xE2, 0x80]] {
      var json = JSONWriter()
      json.value(utf8: bytes[...])
      #expect(json.finish() == [0x22] + bytes + [0x22])
    }
  }

  @Test("writes numbers without exponent for whole ones, shortest for others, null for none")
  func numbers() {
    let numbers = [0, -3, 0.95, 1e14, 22.15, .infinity, .nan]
    #expect(
      written { $0.array(numbers) { json, number in json.value(number) } }
        == "[0,-3,0.95,100000000000000,22.15,null,null]")
    #expect(
      written { $0.array([Int.min, 0, Int.max]) { json, number in json.value(number) } }
        == "[-9223372036854775808,0,9223372036854775807]")
  }

  @Test("puts commas between members and none elsewhere, indented or not")
  func structure() {
    func body(_ json: inout JSONWriter) {
      json.object { json in
        json.key("a")
        json.array([Int]()) { json, value in json.value(value) }
        json.key("b")
        json.object { _ in }
        json.key("c")
        json.array([true, false]) { json, value in json.value(value) }
      }
    }
    #expect(written(body) == #"{"a":[],"b":{},"c":[true,false]}"#)
    var indented = JSONWriter(isIndented: true)
    body(&indented)
    #expect(
      String(decoding: indented.finish(), as: UTF8.self) == """
        {
          "a": [],
          "b": {},
          "c": [
            true,
            false
          ]
        }
        """)
  }
}
