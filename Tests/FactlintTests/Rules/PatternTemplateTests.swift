import PCRE2
import TestSupport
import Testing

@testable import Factlint

@Suite("Pattern templates")
struct PatternTemplateTests {
  @Test("references are found with their slots and places")
  func references() throws {
    let template = try PatternTemplate("(?<day>\\d{1,2}) {month}(?: {y:year})?|é{from:month}")
    #expect(template.references.map(\.name) == ["month", "year", "month"])
    #expect(template.references.map(\.slot) == [nil, "y", "from"])
    #expect(template.references.map(\.offset) == [16, 27, 39])
    #expect(template.slotNames == ["day", "y", "from"])
  }

  @Test("references inside look-arounds and quantified groups count too")
  func nestedReferences() throws {
    let template = try PatternTemplate("(?=.*{a})(?:(?<x>{b})+|(?<!c){c:d}){2,3}")
    #expect(template.references.map(\.name) == ["a", "b", "d"])
    #expect(template.slotNames == ["x", "c"])
  }

  @Test(
    "without references a pattern expands to what says the same",
    arguments: [
      "a|b|", "\\d{1,2}(?:st|nd)?+", "(?i:x)(?-i:y)(?>z)", "[^\\]a-z[:alpha:]{]", "\\p{Lu}\\pL\\P{Nd}\\x{4f}\\N{U+41}",
      "(?<=a)(?<!b)(?=c)(?!d)", "(?<n>a)\\k<n>\\k{n}", "^a$\\b\\B\\A\\z", "a{2}b{2,}c{2,4}?d+?e*+", ".\\s\\h\\W",
      "[]a][^]a]", "(?:)", "",
    ])
  func plainPatterns(source: String) throws {
    #expect(PatternVocabulary().expanded(try PatternTemplate(source)) == source)
  }

  @Test("a brace that begins neither reference nor quantifier is a brace")
  func braces() throws {
    #expect(PatternVocabulary().expanded(try PatternTemplate("{} a{ ,a{,2}")) == "\\{\\} a\\{ ,a\\{,2\\}")
    #expect(PatternVocabulary().expanded(try PatternTemplate("\\{month}\\/\\-\\#")) == "\\{month\\}/-#")
  }

  @Test(
    "what is not available is refused, with the place",
    arguments: [
      ("a(b)", 1, "a group is written (?:…) or (?<name>…): numbered groups are not available"),
      ("ab(*SKIP)", 2, "verbs such as (*SKIP) are not available in patterns"),
      ("x\\1", 1, "a group is referred to by name, as in \\k<name>"),
      ("éé\\Q", 2, "\\Q is not available in patterns"),
      ("a\\Kb\\C", 4, "\\C is not available in patterns"),
      ("\\y", 0, "\\y is not available in patterns"),
      ("\\é", 0, "\\é is not available in patterns"),
      ("a\\", 1, "a pattern cannot end in a backslash"),
      ("\\x4f", 0, "\\x is written \\x{…}"),
      ("\\k'a'", 0, "\\k is written \\k<name>"),
      ("\\g1", 0, "\\g is written \\g<name>"),
      ("\\p{Lu", 5, "a brace is not closed"),
      ("a[b", 1, "a class is not closed"),
      ("[a\\]", 0, "a class is not closed"),
      ("(?:a", 0, "a group is not closed"),
      ("(?:a))", 5, "a ) here closes no group"),
      ("(?i)a", 0, "this kind of group is not available"),
      ("(?#c)", 0, "this kind of group is not available"),
      ("(?P<a>b)", 0, "this kind of group is not available"),
      ("(?|a|b)", 0, "this kind of group is not available"),
      ("(?<>a)", 3, "a group's name is missing"),
      ("(?<a-b>c)", 4, "a slot's name is made of letters, digits and _"),
      ("(?i", 0, "a group is not closed"),
      ("(?<a", 0, "a group is not closed"),
      ("*a", 0, "a quantifier here follows nothing"),
      ("a|+b", 2, "a quantifier here follows nothing"),
      ("a++ +", 3, nil), ("a+++", 3, "a quantifier here follows nothing"),
      ("a{2b}", 1, "a quantifier is written {2}, {2,} or {2,4}"),
      ("a{2,|b}", 1, "a quantifier is written {2}, {2,} or {2,4}"),
      ("a\\p", 3, "a pattern cannot end in an unfinished escape"),
      ("{month", 0, "a reference is not closed"),
      ("{a:b:c}", 0, "a reference is written {name} or {slot:name}"),
      ("{a:}", 0, "a reference is written {name} or {slot:name}"),
    ] as [(String, Int, String?)])
  func refusals(source: String, offset: Int, message: String?) throws {
    guard let message else {
      _ = try PatternTemplate(source)
      return
    }
    #expect(throws: PatternTemplate.SyntaxError(message: message, offset: offset)) { try PatternTemplate(source) }
  }

  @Test("nesting is bounded, so that no pattern exhausts the stack")
  func depth() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "(?:", count: depth) + "a" + String(repeating: ")", count: depth)
    }
    _ = try PatternTemplate(nested(99))
    let error = #expect(throws: PatternTemplate.SyntaxError.self) { try PatternTemplate(nested(100_000)) }
    #expect(error?.message == "groups are nested too deeply")
  }

  @Test("random text is read or refused, never worse")
  func randomText() {
    var random = SplitMix64(seed: 5)
    let pieces = [
      "(", ")", "?", ":", "<", ">", "[", "]", "{", "}", "\\", "a", "|", "*", "+", "=", "!", "^", "-", "1", ",", "é",
      "i", "[:", ":]", "k", "x", "p",
    ]
    for _ in 0..<20_000 {
      let source = (0..<Int.random(in: 0...10, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
      do {
        _ = PatternVocabulary().expanded(try PatternTemplate(source))
      } catch {
        #expect((0...source.unicodeScalars.count).contains(error.offset), "\(source): \(error)")
      }
    }
  }

  @Test("references expand to lists and fragments, slots to named groups")
  func expansion() throws {
    let words = try vocabulary(
      [wordList("month", ["May"]), wordList("sign", ["$"], ignoresCase: false)],
      fragments: ["day": "\\d\\d?|{sign}", "date": "{day} {m:month}"])
    func expanded(_ source: String) throws -> String { words.expanded(try PatternTemplate(source)) }
    #expect(try expanded("{sign}") == "(?:(?:\\$))")
    #expect(try expanded("{d:day}") == "(?<d>\\d\\d?|(?:(?:\\$)))")
    #expect(try expanded("{quotation}") == "(?:(?<!\\x{1A})\\x{1A}++)")
    #expect(
      try expanded("{date}")
        == "(?:(?:\\d\\d?|(?:(?:\\$))) (?<m>(?i:(?<![\\p{L}\\p{M}])may(?![\\p{L}\\p{M}]))))")
  }

  @Test("a long piece that is used twice is defined once, and matches as if it were written out")
  func sharedPieces() throws {
    let words = try vocabulary(
      [
        wordList("long", ["one", "two"] + manyWords("number"), ignoresCase: false),
        wordList("long-er", manyWords("figure")), wordList("long_er", manyWords("chiffre")),
      ], fragments: ["pair": "{long} {long}"])
    func matches(_ source: String, _ text: String) throws -> Bool {
      let pattern = try Pattern(words.expanded(try PatternTemplate(source)), options: .duplicateNames)
      let subject = try #require(Subject(Array(text.utf8)))
      return try Matcher().firstMatch(of: pattern, in: subject, window: 0..<subject.bytes.count) != nil
    }
    let shared = words.expanded(try PatternTemplate("{pair} {s:long}"))
    #expect(shared.contains("(?(DEFINE)(?<_1>"))
    #expect(shared.contains("(?<s>(?&_1))"))
    #expect(try matches("^{pair} {s:long}$", "one two anumber0"))
    #expect(try !matches("^{pair} {s:long}$", "one two Anumber0"))
    #expect(try matches("^(?i:{long}) {long} {long}$", "One two two"))
    #expect(try matches("^{long} {long} (?i:{long})$", "one two TWO"))
    #expect(try !matches("^(?i:{long}) {long} {long}$", "One Two two"))
    #expect(try matches("^(?i:{long} {long})$", "One Two"))
    #expect(try matches("^{long-er} {long_er} {long-er} {long_er}$", "afigure0 cchiffre2 bfigure1 achiffre0"))
  }
}
