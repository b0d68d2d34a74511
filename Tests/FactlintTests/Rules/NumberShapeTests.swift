import PCRE2
import TestSupport
import Testing

@testable import Factlint

@Suite("The shape of a number with which a match begins")
struct NumberShapeTests {
  private func shapes(_ pattern: String) throws -> NumberShapes {
    let vocabulary = try vocabulary([wordList("unit", ["km", "% of"]), wordList("scale", ["2nd", "third"])])
    return NumberShapeAnalysis.shapes(
      of: .node(try PatternTemplate(pattern).root, isCaseless: false, .end), vocabulary)
  }

  private func digits(_ counts: ClosedRange<Int>, before following: [NumberShapes.Following]) -> NumberShapes {
    counts.reduce(into: []) { $0.formUnion(NumberShapes(digits: $1, before: following)) }
  }

  @Test("so many digits as the pattern asks for, before what it asks for")
  func countedDigits() throws {
    #expect(try shapes("\\d{1,3}%") == digits(1...3, before: [.percent]).union(notASCII(1...2)))
    #expect(try shapes("[12]\\d:\\d\\d") == digits(2...2, before: [.colon]).union(notASCII(1...1)))
    #expect(try shapes("\\d\\d? km") == digits(1...2, before: [.space]).union(notASCII(1...1)))
    #expect(
      try shapes("\\d+(?:,\\d{3})* ")
        == digits(1...4, before: [.comma, .space, .notASCII]).union(NumberShapes(leastDigits: 5)))
  }

  @Test("a digit that must not follow ends the number")
  func noFurtherDigit() throws {
    #expect(
      try shapes("\\d{4}(?!\\d)") == digits(4...4, before: NumberShapes.Following.allCases).union(notASCII(1...3)))
    #expect(try shapes("\\d{4}") == NumberShapes(leastDigits: 4).union(notASCII(1...3)))
    #expect(try shapes("\\d{4}(?![1-9])") == NumberShapes(leastDigits: 4).union(notASCII(1...3)))
    #expect(try shapes("(?=\\d,)\\d+") == digits(1...1, before: [.comma]))
  }

  private func notASCII(_ counts: ClosedRange<Int>) -> NumberShapes { digits(counts, before: [.notASCII]) }

  @Test("whatever a pattern matches has one of its shapes")
  func soundness() throws {
    var random = SplitMix64(seed: 5)
    let pieces = [
      "\\d", "\\d{1,3}", "\\d{2}", "\\d+", "\\d*", "\\d?", "[1-9]", "[12]\\d", "0", "(?!\\d)", "(?![1-9])",
      "(?=\\d\\d)",
      "(?=\\d[,.])", "(?!\\d|,)", "[-/.]", "[ \\d]", ",", "(?:,\\d{3})*", "(?:[.:]\\d\\d)?", " ?", "{unit}", "{scale}",
      "(?i:k)", "%", "(?:\\d{1,2}|x)", "\\b", "\\p{L}", ".", "(?<!3)", "[^,]",
      "(?:\\d\\d)+", "(?:\\d?)*", "(?:,?){2,}",
    ]
    let scalars = Array("0123459,.:-/ %xkK٣é”".unicodeScalars)
    let matcher = Matcher()
    let vocabulary = try vocabulary([wordList("unit", ["km", "% of"]), wordList("scale", ["2nd", "third"])])
    var matchCount = 0
    for _ in 0..<1500 {
      let source = (0..<Int.random(in: 1...5, using: &random)).compactMap { _ in pieces.randomElement(using: &random) }
        .joined()
      let template = try PatternTemplate(source)
      let shapes = NumberShapeAnalysis.shapes(of: .node(template.root, isCaseless: false, .end), vocabulary)
      let pattern = try Pattern(vocabulary.pattern(of: template), options: [.anchored, .duplicateNames])
      for _ in 0..<60 {
        var text = String.UnicodeScalarView()
        text.append(scalars[Int.random(in: 0..<7, using: &random)])
        for _ in 0..<Int.random(in: 0...6, using: &random) {
          if let scalar = scalars.randomElement(using: &random) { text.append(scalar) }
        }
        let subject = Subject(String(text))
        guard try matcher.firstMatch(of: pattern, in: subject, window: 0..<subject.count)?.range.isEmpty == false else {
          continue
        }
        matchCount += 1
        let shape = NumberShapes.index(of: subject.bytes.span, at: 0, end: subject.count)
        #expect(shapes.rawValue >> UInt64(shape) & 1 == 1, "\(source) matches \(String(text))")
      }
    }
    #expect(matchCount > 5000)
  }
}
