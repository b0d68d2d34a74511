import TestSupport
import Testing

@testable import Factlint

@Suite("The source index")
struct SourceIndexTests {
  private func article(_ source: String) -> Article {
    var builder = ArticleBuilder()
    let field = builder.addField("text", bytes: Array(source.utf8))
    builder.addBlock(.paragraph, field: field, bytes: 0..<source.utf8.count)
    return builder.finish(id: "a")
  }

  @Test("counts lines by CR LF, LF and CR, columns in scalars")
  func lines() {
    let index = SourceIndex(article("a\r\nb\u{301}c\rd\n\n\te😀f"))
    func place(_ bytes: Range<Int>) -> [Int] {
      let place = index.place(of: SourceRange(field: 0, bytes: bytes))
      return [place.line, place.column, place.scalars.lowerBound, place.scalars.upperBound]
    }
    #expect(place(0..<1) == [1, 1, 0, 1])
    #expect(place(1..<2) == [1, 2, 1, 2])
    #expect(place(2..<3) == [1, 3, 2, 3])
    #expect(place(3..<6) == [2, 1, 3, 5])
    #expect(place(6..<7) == [2, 3, 5, 6])
    #expect(place(8..<9) == [3, 1, 7, 8])
    #expect(place(11..<12) == [5, 1, 10, 11])
    #expect(place(13..<17) == [5, 3, 12, 13])
    #expect(place(17..<18) == [5, 4, 13, 14])
    #expect(index.position(field: 0, offset: 17) == .init(line: 5, column: 4, utf16Column: 5))
    #expect(index.lineCount(field: 0) == 5)
    #expect((0...6).map { index.lineText($0, field: 0) } == [nil, "a", "b\u{301}c", "d", "", "\te😀f", nil])
  }

  @Test("gives the source text of a place, not the clean one")
  func text() {
    let article = article("It’s\r\nhere")
    let index = SourceIndex(article)
    #expect(
      index.place(of: .text(0..<9))
        == Place(field: "text", scalars: 0..<10, text: "It’s\r\nhere", line: 1, column: 1))
    #expect(
      index.place(of: .source(SourceRange(field: 0, bytes: 8..<12)))
        == Place(field: "text", scalars: 6..<10, text: "here", line: 2, column: 1))
  }

  @Test("agrees with counting from the start on random text")
  func random() {
    let scalars = Array("ab é日😀\r\n\n\r\t\u{301}".unicodeScalars)
    var generator = SplitMix64(seed: 11)
    for _ in 0..<20 {
      var source = String.UnicodeScalarView()
      for _ in 0..<600 { source.append(scalars[Int.random(in: scalars.indices, using: &generator)]) }
      let index = SourceIndex(article(String(source)))
      var (offset, line, column, utf16Column) = (0, 1, 1, 1)
      var previous: Unicode.Scalar = "x"
      for (count, scalar) in source.enumerated() {
        if previous == "\n" || previous == "\r" && scalar != "\n" { (line, column, utf16Column) = (line + 1, 1, 1) }
        let position = index.position(field: 0, offset: offset)
        #expect(position == .init(line: line, column: column, utf16Column: utf16Column))
        let width = UTF8.width(scalar)
        let place = index.place(of: SourceRange(field: 0, bytes: offset..<offset + width))
        #expect(place.scalars == count..<count + 1)
        (offset, column, utf16Column) = (offset + width, column + 1, utf16Column + UTF16.width(scalar))
        previous = scalar
      }
    }
  }
}
