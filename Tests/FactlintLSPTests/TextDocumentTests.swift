import Foundation
import TestSupport
import Testing

@testable import FactlintLSP

@Suite("A document in an editor")
struct TextDocumentTests {
  private static let text = "Näh 👩\u{200D}🚒 x\r\nzwei\rdrei\n"

  @Test(
    "counts positions in the unit that was agreed on",
    arguments: [(PositionEncoding.utf8, 17), (.utf16, 10), (.utf32, 8)])
  func encodings(encoding: PositionEncoding, column: Int) {
    let document = TextDocument(Self.text, encoding: encoding)
    let offset = Array(Self.text.utf8).firstIndex(of: UInt8(ascii: "x")) ?? 0
    #expect(document.position(of: offset) == TextPosition(line: 0, character: column))
    #expect(document.offset(of: TextPosition(line: 0, character: column)) == offset)
  }

  @Test("ends lines at CR LF, LF and CR, and a position behind a line's end is that end")
  func lines() {
    let document = TextDocument(Self.text, encoding: .utf16)
    #expect(document.lineCount == 4)
    let second = document.offset(of: TextPosition(line: 1, character: 0))
    #expect(document.offset(of: TextPosition(line: 1, character: 99)) == second + 4)
    #expect(document.offset(of: TextPosition(line: 9, character: 0)) == document.bytes.count)
    #expect(document.offset(of: TextPosition(line: -1, character: 0)) == 0)
  }

  @Test("a position inside a scalar is its beginning")
  func insideScalar() {
    let document = TextDocument("a👩b", encoding: .utf16)
    #expect(document.offset(of: TextPosition(line: 0, character: 2)) == 1)
    #expect(document.offset(of: TextPosition(line: 0, character: 3)) == 5)
  }

  @Test("takes edits as an editor makes them, in every encoding")
  func edits() {
    for encoding in [PositionEncoding.utf8, .utf16, .utf32] {
      var document = TextDocument("", encoding: encoding)
      var expected = Array("".unicodeScalars)
      var generator = SplitMix64(seed: 7)
      let pieces = ["a", "é", "👩", "\n", "\r\n", "two words", "", "\r"]
      for _ in 0..<400 {
        let lower = Int(generator.next() % UInt64(expected.count + 1))
        let upper = lower + Int(generator.next() % UInt64(min(4, expected.count - lower) + 1))
        func position(_ index: Int) -> TextPosition {
          document.position(of: expected[..<index].reduce(0) { $0 + UTF8.width($1) })
        }
        // Between CR and LF no editor can stand.
        let starts = [lower, upper].contains { index in
          index > 0 && index < expected.count && expected[index - 1] == "\r" && expected[index] == "\n"
        }
        if starts { continue }
        let piece = pieces[Int(generator.next() % UInt64(pieces.count))]
        document.replace(from: position(lower), to: position(upper), with: piece)
        expected.replaceSubrange(lower..<upper, with: Array(piece.unicodeScalars))
        var text = String.UnicodeScalarView()
        text.append(contentsOf: expected)
        #expect(document.bytes == Array(String(text).utf8))
      }
    }
  }

  @Test("finds any place of a line as long as an article", arguments: [PositionEncoding.utf8, .utf16, .utf32])
  func longLine(encoding: PositionEncoding) {
    let text = String(repeating: "Ana’s 😀 café — ", count: 300)
    for text in [text, "one\n" + text, String(text.utf8.prefix(1_024)) ?? text] {
      let document = TextDocument(text, encoding: encoding)
      let line = document.lineCount - 1
      let start = document.content(ofLine: line).lowerBound
      var units = 0
      for (index, byte) in document.bytes[start...].enumerated() where byte & 0xC0 != 0x80 {
        let place = TextPosition(line: line, character: units)
        guard document.position(of: start + index) == place, document.offset(of: place) == start + index else {
          Issue.record("byte \(index) is at \(document.position(of: start + index)), not \(place)")
          return
        }
        let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        units += encoding == .utf8 ? length : encoding == .utf16 && length == 4 ? 2 : 1
      }
      #expect(document.position(of: document.bytes.count) == TextPosition(line: line, character: units))
    }
  }
}

@Suite("A stream of messages")
struct MessageFramerTests {
  @Test("is cut at any byte and put together again")
  func splits() throws {
    let stream = MessageFramer.framed(Data("{\"a\":1}".utf8)) + MessageFramer.framed(Data("ü".utf8))
    for size in 1...stream.count {
      var framer = MessageFramer()
      var messages: [String] = []
      for start in stride(from: 0, to: stream.count, by: size) {
        framer.append(stream[start..<min(start + size, stream.count)])
        while let message = try framer.next() { messages.append(String(decoding: message, as: UTF8.self)) }
      }
      #expect(messages == ["{\"a\":1}", "ü"])
    }
  }

  @Test(
    "with a header that cannot be believed is given up",
    arguments: [
      "Content-Length: -1\r\n\r\n", "Content-Length: 99999999999\r\n\r\n", "Hello: 1\r\n\r\n",
      String(repeating: "x", count: 5000),
    ])
  func badHeader(header: String) {
    var framer = MessageFramer()
    framer.append(header.utf8)
    #expect(throws: MessageFramer.BrokenStream.self) { try framer.next() }
  }

  @Test("other headers are ignored, and names have no case")
  func headers() throws {
    var framer = MessageFramer()
    framer.append("Content-Type: x\r\ncontent-length: 2\r\n\r\n{}".utf8)
    #expect(try framer.next() == Data("{}".utf8))
  }
}
