import PCRE2
import Testing

@Suite("A subject")
struct SubjectTests {
  @Test("keeps valid UTF-8 as it is", arguments: ["", "plain", "naïve café", "日本", "👩‍👩‍👧 e\u{301}", "\u{0}\u{10FFFF}"])
  func keepsValidText(text: String) throws {
    let subject = try #require(Subject(Array(text.utf8)))
    #expect(subject.bytes == Array(text.utf8))
    #expect(subject.count == text.utf8.count)
    #expect(Subject(text).bytes == subject.bytes)
  }

  @Test(
    "refuses bytes that are not UTF-8",
    arguments: [
      [0x80],  // a continuation byte without a beginning
      [0x61, 0xC3],  // cut off after the first of two
      [0xE2, 0x82],  // cut off after two of three
      [0xF0, 0x9F, 0x98],  // cut off after three of four
      [0xC3, 0x28],  // a beginning that nothing continues
      [0xC0, 0xAF],  // overlong form of a slash
      [0xE0, 0x80, 0xAF],  // overlong in three
      [0xED, 0xA0, 0x80],  // a surrogate
      [0xF4, 0x90, 0x80, 0x80],  // beyond U+10FFFF
      [0xFE], [0xFF],
    ] as [[UInt8]])
  func refusesInvalidText(bytes: [UInt8]) {
    #expect(Subject(bytes) == nil)
    for count in 0..<100 {
      let padding = [UInt8](repeating: 0x61, count: count)
      #expect(Subject(padding + bytes) == nil)
      #expect(Subject(padding + bytes + padding) == nil)
      #expect(Subject(padding + Array("é".utf8) + bytes + padding) == nil)
    }
  }

  @Test("takes what is not ASCII at any place of a long text", arguments: ["é", "日", "😀", "é日😀é", "éa日aa😀"])
  func takesLongText(text: String) {
    for count in 0..<100 {
      let padding = String(repeating: "a", count: count)
      for whole in [padding + text, padding + text + padding, padding + text + padding + text] {
        #expect(Subject(Array(whole.utf8))?.bytes == Array(whole.utf8))
      }
    }
    let long = Array(String(repeating: text, count: 50).utf8)
    #expect(Subject(long)?.bytes == long)
    #expect(Subject(long.dropLast() + [0x61]) == nil)
  }

  @Test("joins texts, one after another")
  func joins() {
    #expect(Subject(joining: [Subject("aé"), Subject(""), Subject("😀")]).bytes == Array("aé😀".utf8))
    #expect(Subject(joining: []).count == 0)
  }

  @Test("knows the boundaries of scalars")
  func knowsBoundaries() {
    let subject = Subject("aé😀")
    #expect((-1...8).filter(subject.isScalarBoundary) == [0, 1, 3, 7])
    #expect(Subject("").isScalarBoundary(0))
    #expect(!Subject("").isScalarBoundary(1))
  }
}
