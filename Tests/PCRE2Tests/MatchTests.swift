import PCRE2
import Testing

@Suite("A match")
struct MatchTests {
  private func firstMatch(_ source: String, _ subject: Subject, usesJIT: Bool = true) throws -> Match {
    let pattern = try Pattern(source, usesJIT: usesJIT)
    return try #require(try Matcher().firstMatch(of: pattern, in: subject, window: subject.whole))
  }

  @Test("gives what each slot captured", arguments: [true, false])
  func givesSlots(usesJIT: Bool) throws {
    let subject = Subject("On Friday, 3 March 2023, at noon")
    let match = try firstMatch(#"(?<day>\d+) (?<month>\w+)(?: (?<year>\d{4}))?(?<era> BC)?"#, subject, usesJIT: usesJIT)
    #expect(match.range == 11..<23)
    #expect(subject.text(match.range(ofSlot: 0)) == "3")
    #expect(subject.text(match.range(ofSlot: 1)) == "March")
    #expect(subject.text(match.range(ofSlot: 2)) == "2023")
    #expect(match.range(ofSlot: 3) == nil)
    #expect(match.range(ofGroup: 0) == match.range)
    #expect(match.range(ofGroup: 4) == nil)
  }

  @Test("takes a slot's text from the group that took part", arguments: [true, false])
  func resolvesDuplicateNames(usesJIT: Bool) throws {
    let source = #"(?J)(?<number>\d+) dead|dead: (?<number>\d+)|(?<number>no) (?<number>one)"#
    for (text, captured) in [("12 dead", "12"), ("dead: 7", "7"), ("no one", "no")] {
      let subject = Subject(text)
      let match = try firstMatch(source, subject, usesJIT: usesJIT)
      #expect(subject.text(match.range(ofSlot: 0)) == captured)
    }
  }

  @Test("counts bytes, not characters", arguments: [true, false])
  func countsBytes(usesJIT: Bool) throws {
    let subject = Subject("👩‍👩‍👧 e\u{301}te\u{301} 12 日本")
    let match = try firstMatch(#"(?<n>\d+) (?<p>\w+)$"#, subject, usesJIT: usesJIT)
    #expect(match.range == 27..<36)
    #expect(match.range(ofSlot: 0) == 27..<29)
    #expect(match.range(ofSlot: 1) == 30..<36)
  }

  @Test("stays right after other matches and without its matcher and pattern")
  func staysRight() throws {
    let subject = Subject("ab cd")
    let match: Match
    do {
      let matcher = Matcher()
      match = try #require(
        try matcher.firstMatch(of: Pattern("(?<x>a)(?<y>b)"), in: subject, window: subject.whole))
      let many = String(repeating: "()", count: 400)
      _ = try matcher.firstMatch(of: Pattern("(?<z>d)" + many), in: subject, window: subject.whole)
      _ = try matcher.firstMatch(of: Pattern("zebra"), in: subject, window: subject.whole)
    }
    #expect(match.range == 0..<2)
    #expect(match.range(ofSlot: 0) == 0..<1)
    #expect(match.range(ofSlot: 1) == 1..<2)
  }

  @Test("has any number of groups", arguments: [true, false])
  func hasManyGroups(usesJIT: Bool) throws {
    for count in [1, 14, 15, 16, 17, 40, 1_000] {
      let source = (1...count).map { "(?<g\($0)>\($0.isMultiple(of: 3) ? "x?+(?<=x)|" : "")[a-z])" }.joined()
      let subject = Subject("é" + String(repeating: "q", count: count))
      let matcher = Matcher()
      let pattern = try Pattern(source, usesJIT: usesJIT)
      let match = try #require(try matcher.firstMatch(of: pattern, in: subject, window: subject.whole))
      for group in 1...count {
        #expect(match.range(ofGroup: group) == (group + 1)..<(group + 2))
        #expect(match.range(ofSlot: group - 1) == (group + 1)..<(group + 2))
      }
    }
  }

  @Test("does not show groups of the pattern before", arguments: [true, false])
  func hidesFormerGroups(usesJIT: Bool) throws {
    let matcher = Matcher()
    let subject = Subject("abcd")
    let many = try Pattern("(a)(b)(c)(d)", usesJIT: usesJIT)
    let few = try Pattern("(a)|(x)(y)(z)", usesJIT: usesJIT)
    _ = try matcher.firstMatch(of: many, in: subject, window: subject.whole)
    let match = try #require(try matcher.firstMatch(of: few, in: subject, window: subject.whole))
    #expect((1...4).map { match.range(ofGroup: $0) } == [0..<1, nil, nil, nil])
  }

  @Test("has a sound range whatever \\K does", arguments: [true, false])
  func survivesMovedBeginning(usesJIT: Bool) throws {
    #expect(try ranges(#"ab\Kc"#, "abc abc", usesJIT: usesJIT) == [2..<3, 6..<7])
    // Empty matches, each at the end of what was consumed.
    #expect(try ranges(#"ab\K"#, "abab", usesJIT: usesJIT) == [2..<2, 4..<4])
    // \K in a subroutine escapes libpcre2's ban on it in lookarounds: a beginning behind the end …
    #expect(try ranges(#"(?=(?&x))(?<x>ab\K){0}"#, "xabab", usesJIT: usesJIT) == [1..<1, 3..<3])
    // … and before the place where the search started.
    #expect(try ranges(#"(?<=(?&x))(?<x>\Ké){0}"#, "éééb", usesJIT: usesJIT) == [0..<2, 2..<2, 4..<4, 6..<6])
  }
}
