import TestSupport
import Testing

@testable import Factlint

@Suite("The article builder")
struct ArticleBuilderTests {
  /// Makes an article of one paragraph.
  private func article(_ source: String) -> Article {
    var builder = ArticleBuilder()
    let field = builder.addField("text", bytes: Array(source.utf8))
    builder.addBlock(.paragraph, field: field, bytes: 0..<source.utf8.count)
    return builder.finish(id: "a")
  }

  private func clean(_ source: String) -> String { String(decoding: article(source).text, as: UTF8.self) }

  @Test(
    "makes each run of white space of any kind one space, and none at the ends",
    arguments: [
      "two words", "  two words ", "two\twords", "two \r\n\t words\n", "two\u{A0}words", "two\u{202F}words",
      "two\u{2003}\u{3000}words", "two\u{85}words", "two\u{2028}words\u{2029}", "two\u{1680}\u{205F}words",
      "two \u{AD} words", "\u{FEFF}two\u{B}\u{C}words\u{200B}",
    ])
  func whiteSpace(source: String) {
    #expect(clean(source) == "two words")
  }

  @Test("does so wherever white space stands in a long text", arguments: 0..<200)
  func longText(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let parts = ["a", "bcd", "efghijklmnopqrstuvwxyzabcdefghijklmnopqrs", "é", " ", " ", "  ", "\t", "’", "\u{7F}"]
    let source = (0..<60).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
    let text = source.replacing("’", with: "'").replacing("\u{7F}", with: "")
    #expect(clean(source) == text.split { $0 == " " || $0 == "\t" }.joined(separator: " "))
  }

  @Test("writes typographic apostrophes and hyphens in ASCII and leaves all other marks")
  func marks() {
    #expect(clean("don’t donʼt 10‐year 10‑year") == "don't don't 10-year 10-year")
    #expect(clean("‘a’ “b” – — … −5 é 日本 😀") == "‘a' “b” – — … −5 é 日本 😀")
  }

  @Test("drops marks that cannot be seen and control characters")
  func invisible() {
    #expect(clean("a\u{AD}b\u{200B}c\u{200F}d\u{202A}e\u{2060}f\u{2069}g\u{FEFF}h\u{FFFC}i") == "abcdefghi")
    #expect(clean("a\u{0}b\u{7}c\u{1A}d\u{1B}e\u{7F}f\u{80}g\u{9F}h") == "abcdefgh")
  }

  @Test("puts one line feed between blocks, none inside one, and leaves out empty blocks")
  func blocks() {
    var builder = ArticleBuilder()
    let field = builder.addField("text", bytes: Array("one\ntwo three".utf8))
    builder.beginBlock(.headline)
    builder.append(field: field, bytes: 0..<4)
    builder.beginBlock(.paragraph)
    builder.append(field: field, bytes: 3..<4)
    builder.beginBlock(.listItem, referenceDate: CivilDate(year: 2023, month: 2, day: 5))
    builder.append(field: field, bytes: 3..<7)
    builder.append(field: field, bytes: 7..<13)
    let article = builder.finish(id: "x")
    #expect(article.id == "x")
    #expect(String(decoding: article.text, as: UTF8.self) == "one\ntwo three")
    #expect(
      article.blocks == [
        Block(role: .headline, range: 0..<3),
        Block(role: .listItem, range: 4..<13, referenceDate: CivilDate(year: 2023, month: 2, day: 5)),
      ])
    #expect(article.incidents.isEmpty)
  }

  @Test("says that an article is empty when it has no prose", arguments: ["", " \n\t ", "\u{200B}\u{AD}"])
  func empty(source: String) {
    #expect(article(source).blocks.isEmpty)
    #expect(article(source).incidents.map(\.code) == ["empty-article"])
  }

  @Test("merges pieces that adjoin, so that plain text is one piece")
  func pieces() {
    #expect(article("A plain text, nothing else.").sourceMap.pieces.count == 1)
    #expect(article("A plain – text, “nothing” élse.").sourceMap.pieces.count == 1)
    #expect(article("A  b").sourceMap.pieces.map(\.isVerbatim) == [true, false, true])
    #expect(article("A’b").sourceMap.pieces.map(\.cleanStart) == [0, 1, 2])
  }

  @Test("leads from a clean range to its source")
  func sourceRange() {
    let source = "It’s  a soft\u{AD}ware\r\nfirm"
    let article = article(source)
    func slice(_ range: Range<Int>) -> String {
      String(decoding: Array(source.utf8)[article.sourceRange(of: range).bytes], as: UTF8.self)
    }
    #expect(String(decoding: article.text, as: UTF8.self) == "It's a software firm")
    #expect(slice(0..<4) == "It’s")
    #expect(slice(2..<3) == "’")
    #expect(slice(4..<5) == "  ")
    #expect(slice(7..<15) == "soft\u{AD}ware")
    #expect(slice(7..<11) == "soft")
    #expect(slice(11..<20) == "ware\r\nfirm")
    #expect(slice(20..<20) == "")
    #expect(slice(3..<3) == "")
  }

  @Test("takes a replacement for its whole source and cleans it too")
  func replacement() {
    let source = "5&nbsp;&nbsp;pm&mdash;Bob&rsquo;s"
    let bytes = Array(source.utf8)
    var builder = ArticleBuilder()
    let field = builder.addField("text", bytes: bytes)
    builder.beginBlock(.paragraph)
    builder.append(field: field, bytes: 0..<1)
    builder.append(replacement: "\u{A0}", for: SourceRange(field: field, bytes: 1..<7))
    builder.append(replacement: "\u{A0}", for: SourceRange(field: field, bytes: 7..<13))
    builder.append(field: field, bytes: 13..<15)
    builder.append(replacement: "—", for: SourceRange(field: field, bytes: 15..<22))
    builder.append(field: field, bytes: 22..<25)
    builder.append(replacement: "’", for: SourceRange(field: field, bytes: 25..<32))
    builder.append(field: field, bytes: 32..<33)
    let article = builder.finish(id: "x")
    #expect(String(decoding: article.text, as: UTF8.self) == "5 pm—Bob's")
    #expect(article.sourceRange(of: 1..<2).bytes == 1..<13)
    #expect(article.sourceRange(of: 5..<6).bytes == 15..<22)
    #expect(article.sourceRange(of: 4..<12).bytes == 15..<33)
  }

  @Test("every clean range leads to a source whose clean text it is")
  func everyRange() {
    let scalars = Array("ab ,.\t\r\n’ʼ‐\u{AD}\u{200B}\u{A0}\u{3000}é日😀“\u{301}\u{7}—".unicodeScalars)
    var generator = SplitMix64(seed: 7)
    for _ in 0..<300 {
      var source = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...40, using: &generator) {
        source.append(scalars[Int.random(in: scalars.indices, using: &generator)])
      }
      let article = article(String(source))
      let bytes = article.fields[0].bytes
      let starts = article.text.indices.filter { article.text[$0] & 0xC0 != 0x80 } + [article.text.count]
      for (position, start) in starts.enumerated() {
        for end in starts[position...] {
          let expected = String(decoding: article.text[start..<end], as: UTF8.self)
          // White space at the ends of a range is trimmed like a block's, so letters hold it in place.
          let slice = String(decoding: bytes[article.sourceRange(of: start..<end).bytes], as: UTF8.self)
          #expect(clean("|" + slice + "|") == "|" + expected + "|")
        }
      }
    }
  }
}
