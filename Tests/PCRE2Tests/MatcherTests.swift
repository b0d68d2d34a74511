import PCRE2
import TestSupport
import Testing

@Suite("A matcher")
struct MatcherTests {
  private struct Stop: Error {}

  @Test("finds the first match from a start on")
  func findsFromStart() throws {
    let subject = Subject("one two two")
    let pattern = try Pattern(#"\btwo\b"#)
    let matcher = Matcher()
    #expect(try matcher.firstMatch(of: pattern, in: subject, window: subject.whole)?.range == 4..<7)
    #expect(try matcher.firstMatch(of: pattern, in: subject, window: subject.whole, from: 4)?.range == 4..<7)
    #expect(try matcher.firstMatch(of: pattern, in: subject, window: subject.whole, from: 5)?.range == 8..<11)
    #expect(try matcher.firstMatch(of: pattern, in: subject, window: subject.whole, from: 11) == nil)
  }

  @Test("lets the pattern see what is before the start", arguments: [true, false])
  func seesBeforeStart(usesJIT: Bool) throws {
    let subject = Subject("xab")
    let matcher = Matcher()
    let behind = try Pattern("(?<=x)a", usesJIT: usesJIT)
    #expect(try matcher.firstMatch(of: behind, in: subject, window: 0..<3, from: 1)?.range == 1..<2)
    #expect(try matcher.firstMatch(of: Pattern("^a", usesJIT: usesJIT), in: subject, window: 0..<3, from: 1) == nil)
  }

  @Test("takes the ends of the window for the ends of the text", arguments: [true, false])
  func respectsWindow(usesJIT: Bool) throws {
    let text = "xx cat xx"
    // The window is "at": letters stand next to it on one side.
    #expect(try ranges(#"\bat\b"#, text, window: 4..<6, usesJIT: usesJIT) == [4..<6])
    #expect(try ranges("^at$", text, window: 4..<6, usesJIT: usesJIT) == [4..<6])
    #expect(try ranges(#"\Aat\z"#, text, window: 4..<6, usesJIT: usesJIT) == [4..<6])
    #expect(try ranges("(?<=c)at", text, window: 4..<6, usesJIT: usesJIT) == [])
    #expect(try ranges("(?<!c)at", text, window: 4..<6, usesJIT: usesJIT) == [4..<6])
    #expect(try ranges("at(?= )", text, window: 4..<6, usesJIT: usesJIT) == [])
    #expect(try ranges("at(?! )", text, window: 4..<6, usesJIT: usesJIT) == [4..<6])
    #expect(try ranges("cat", text, window: 3..<5, usesJIT: usesJIT) == [])
    #expect(try ranges("x+", text, window: 1..<8, usesJIT: usesJIT) == [1..<2, 7..<8])
    #expect(try ranges(#"é\b"#, "éa", window: 0..<2, usesJIT: usesJIT) == [0..<2])
  }

  @Test("finds nothing but emptiness in an empty window", arguments: [true, false])
  func searchesEmptyWindow(usesJIT: Bool) throws {
    #expect(try ranges("a*", "aaa", window: 2..<2, usesJIT: usesJIT) == [2..<2])
    #expect(try ranges("a", "aaa", window: 3..<3, usesJIT: usesJIT) == [])
    #expect(try ranges("", "", usesJIT: usesJIT) == [0..<0])
    #expect(try ranges("^$", "", usesJIT: usesJIT) == [0..<0])
  }

  @Test("delivers empty matches scalar by scalar", arguments: [true, false])
  func deliversEmptyMatches(usesJIT: Bool) throws {
    #expect(try ranges("", "aé😀", usesJIT: usesJIT) == [0..<0, 1..<1, 3..<3, 7..<7])
    #expect(try ranges("x*", "axxé", usesJIT: usesJIT) == [0..<0, 1..<3, 3..<3, 5..<5])
    #expect(try ranges(#"\b"#, "é 日", usesJIT: usesJIT) == [0..<0, 2..<2, 3..<3, 6..<6])
    #expect(try ranges("a??", "aa", usesJIT: usesJIT) == [0..<0, 0..<1, 1..<1, 1..<2, 2..<2])
    #expect(try ranges("(?=a)", "baa", usesJIT: usesJIT) == [1..<1, 2..<2])
    #expect(try ranges("$", "a\n", options: .multiline, usesJIT: usesJIT) == [1..<1, 2..<2])
    #expect(try ranges("(?m)^", "a\r\nb", usesJIT: usesJIT) == [0..<0, 3..<3])
  }

  @Test("tries an anchored pattern at places, and none inside the match before", arguments: [true, false])
  func triesPlaces(usesJIT: Bool) throws {
    let subject = Subject("one two three, four")
    let pattern = try Pattern(#"(?<first>\w)\w+(?: t\w+)*"#, options: .anchored, usesJIT: usesJIT)
    var found: [(Range<Int>, Range<Int>?)] = []
    let places = [0, 3, 4, 8, 15, 19]
    try Matcher().forEachMatch(of: pattern, in: subject, window: subject.whole, at: places.span) {
      found.append(($0.range, $0.range(ofGroup: 1)))
    }
    #expect(found.map(\.0) == [0..<13, 15..<19])
    #expect(found.map(\.1) == [0..<1, 15..<16])
    #expect(pattern.groups(ofSlot: 0) == [1])
  }

  @Test("leaves the loop with what the body throws, and can be used in the body")
  func passesErrorsOn() throws {
    let subject = Subject("a1 b2 c3")
    let word = try Pattern(#"\w+"#)
    let digit = try Pattern(#"(?<d>\d)"#)
    let matcher = Matcher()
    var digits: [Range<Int>] = []
    #expect(throws: Stop.self) {
      try matcher.forEachMatch(of: word, in: subject, window: subject.whole) { match in
        let inner = try matcher.firstMatch(of: digit, in: subject, window: match.range)
        digits.append(try #require(inner?.range(ofSlot: 0)))
        if digits.count == 2 { throw Stop() }
      }
    }
    #expect(digits == [1..<2, 4..<5])
  }

  @Test("gives up at the match limit", arguments: [true, false])
  func heedsMatchLimit(usesJIT: Bool) throws {
    let subject = Subject(String(repeating: "a", count: 40) + "b")
    let pattern = try Pattern("^(?:a+)+$", usesJIT: usesJIT)
    #expect(pattern.isJITCompiled == usesJIT)
    let matcher = Matcher()
    #expect(throws: MatchError(kind: .matchLimit)) {
      try matcher.firstMatch(of: pattern, in: subject, window: subject.whole)
    }
    // The matcher is as good as new.
    #expect(try matcher.firstMatch(of: pattern, in: subject, window: 0..<40)?.range == 0..<40)
  }

  @Test("lets a pattern lower its limit but not raise it", arguments: [true, false])
  func onlyLowersLimits(usesJIT: Bool) throws {
    let subject = Subject(String(repeating: "a", count: 40) + "b")
    let matcher = Matcher()
    for limit in ["10", "4000000000"] {
      let pattern = try Pattern("(*LIMIT_MATCH=\(limit))^(?:a+)+$", usesJIT: usesJIT)
      #expect(throws: MatchError(kind: .matchLimit)) {
        try matcher.firstMatch(of: pattern, in: subject, window: subject.whole)
      }
    }
  }

  @Test("gives up at the interpreter's depth and heap limits")
  func heedsInterpreterLimits() throws {
    let subject = Subject(String(repeating: "ab", count: 50_000))
    let pattern = try Pattern("^(?:(a)|b)*$", usesJIT: false)
    let shallow = Matcher(limits: MatchLimits(match: .max, depth: 100, heapKibibytes: 1_000_000))
    #expect(throws: MatchError(kind: .depthLimit)) {
      try shallow.firstMatch(of: pattern, in: subject, window: subject.whole)
    }
    let small = Matcher(limits: MatchLimits(match: .max, depth: .max, heapKibibytes: 100))
    #expect(throws: MatchError(kind: .heapLimit)) {
      try small.firstMatch(of: pattern, in: subject, window: subject.whole)
    }
  }

  @Test("gives up where the stack for machine code is used up")
  func survivesStackOverflow() throws {
    let subject = Subject(String(repeating: "ab", count: 1_000_000))
    let pattern = try Pattern("^(?:(a)|b)*$")
    try #require(pattern.isJITCompiled)
    let matcher = Matcher(limits: MatchLimits(match: .max, depth: .max, heapKibibytes: .max))
    #expect(throws: MatchError(kind: .jitStackOverflow)) {
      try matcher.firstMatch(of: pattern, in: subject, window: subject.whole)
    }
    #expect(try matcher.firstMatch(of: pattern, in: subject, window: 0..<100)?.range == 0..<100)
  }

  @Test("tells an error in words")
  func describesErrors() {
    #expect(MatchError(kind: .matchLimit).description == "the match limit was reached")
    #expect(MatchError(kind: .other(code: -44)).description.contains("internal error"))
    #expect(MatchError(kind: .other(code: -9999)).description == "error -9999")
  }

  @Test("finds the same in machine code and in the interpreter")
  func agreesWithInterpreter() throws {
    let sources = [
      #"\b(?<n>\d+|one|two|dozens?)(?: (?<w>people|été|were))?\b"#, "(?i)(?<a>é|É)t(?<b>é)*", #"\w+\K\W"#,
      #"(?J)(?<x>a)(b)?|(?<x>ß)|(?<x>\d)(?=\s)"#, #"(?<=\w)[ ,.]+(?=\w)"#, #"^.*?$"#, "(?m)^.*?$", "(a|b)*?c?", #"\X"#,
      "(?s).{3}",
      #"\p{Lu}\p{Ll}*(?:[ -]\p{Lu}\p{Ll}*)*"#, #"“[^”]*”"#, #"(\w)(\w)?\1"#, "(?|(a)b|(b)a)", "x*", #"(?>\w+)(?!\s)"#,
      "(?<q>😀|👩)?日", #"\b"#, #"[^\x00-\x7F]+"#,
    ]
    let pieces = [
      "a", "b", "c", "été", "É", "ß", " ", ", ", ".", "\n", "\r\n", "12", "one", "two", "dozens", "people", "were", "“",
      "”", "😀",
      "👩‍👧", "日", "e\u{301}", "Ann", "Lee-", "x", "\u{A0}", "\u{0}", "٣",
    ]
    var generator = SplitMix64(seed: 1)
    let matcher = Matcher()
    var found = 0
    for _ in 0..<150 {
      let text = (0..<Int.random(in: 0...60, using: &generator))
        .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined()
      let subject = Subject(text)
      let boundaries = (0...subject.count).filter(subject.isScalarBoundary)
      let ends = (0..<2).map { _ in boundaries[Int.random(in: 0..<boundaries.count, using: &generator)] }.sorted()
      for source in sources {
        let compiled = try Pattern(source)
        let interpreted = try Pattern(source, usesJIT: false)
        for window in [subject.whole, ends[0]..<ends[1]] {
          var results: [[[Range<Int>?]]] = []
          for pattern in [compiled, interpreted] {
            var matches: [[Range<Int>?]] = []
            try matcher.forEachMatch(of: pattern, in: subject, window: window) { match in
              matches.append((0...pattern.groupCount).map { match.range(ofGroup: $0) })
            }
            results.append(matches)
          }
          found += results[0].count
          #expect(results[0] == results[1], "\(source) in \(text.debugDescription), window \(window)")
        }
      }
    }
    #expect(found > 10_000)
  }

  @Test("of one thread shares patterns with others")
  func sharesPatterns() async throws {
    let pattern = try Pattern(#"(?<n>\d+) (?<w>\p{L}+)"#)
    let subject = Subject((0..<500).map { "\($0) été," }.joined(separator: " "))
    let sums = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask { try await sumOfRanges(of: pattern, in: subject) }
      }
      return try await group.reduce(into: [Int]()) { $0.append($1) }
    }
    let alone = try await sumOfRanges(of: pattern, in: subject)
    #expect(sums == Array(repeating: alone, count: 8))
    #expect(alone > 0)
  }
}

/// Matches many times with a matcher of its own, on a thread of the pool.
@concurrent
private func sumOfRanges(of pattern: Pattern, in subject: Subject) async throws -> Int {
  let matcher = Matcher()
  var sum = 0
  for _ in 0..<20 {
    try matcher.forEachMatch(of: pattern, in: subject, window: subject.whole) { match in
      sum += match.range.lowerBound + (match.range(ofSlot: 1)?.upperBound ?? 0)
    }
  }
  return sum
}

@Suite("Misuse of a matcher stops the program")
struct MatcherPreconditionTests {
  @Test("with a window outside of the text")
  func windowOutside() async {
    await #expect(processExitsWith: .failure) {
      _ = try Matcher().firstMatch(of: Pattern("a"), in: Subject("abc"), window: 1..<4)
    }
  }

  @Test("with a window that begins before the text")
  func windowBefore() async {
    await #expect(processExitsWith: .failure) {
      _ = try Matcher().firstMatch(of: Pattern("a"), in: Subject("abc"), window: -1..<2)
    }
  }

  @Test("with a window inside a scalar")
  func windowInsideScalar() async {
    await #expect(processExitsWith: .failure) {
      try Matcher().forEachMatch(of: Pattern("a"), in: Subject("éa"), window: 1..<3) { _ in }
    }
  }

  @Test("with a start outside of the window")
  func startOutside() async {
    await #expect(processExitsWith: .failure) {
      _ = try Matcher().firstMatch(of: Pattern("a"), in: Subject("abc"), window: 0..<1, from: 2)
    }
  }

  @Test("with a slot that the pattern has not")
  func slotMissing() async {
    await #expect(processExitsWith: .failure) {
      let match = try Matcher().firstMatch(of: Pattern("(?<x>a)"), in: Subject("abc"), window: 0..<3)
      _ = match?.range(ofSlot: 1)
    }
  }
}
