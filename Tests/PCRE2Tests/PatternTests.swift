import TestSupport
import Testing

@testable import PCRE2

@Suite("A pattern")
struct PatternTests {
  @Test("numbers its slots by their first group")
  func numbersSlots() throws {
    let pattern = try Pattern(#"(?<year>\d{4})-(\d\d)-(?<day>\d\d)(?<another>x)?"#)
    #expect(pattern.slotNames == ["year", "day", "another"])
    #expect(pattern.slot(named: "year") == 0)
    #expect(pattern.slot(named: "another") == 2)
    #expect(pattern.slot(named: "month") == nil)
    #expect(pattern.groupCount == 4)
    #expect(pattern.source == #"(?<year>\d{4})-(\d\d)-(?<day>\d\d)(?<another>x)?"#)
  }

  @Test("without names has no slots")
  func hasNoSlots() throws {
    let pattern = try Pattern("(a)(b)")
    #expect(pattern.slotNames == [])
    #expect(pattern.groupCount == 2)
  }

  @Test("takes groups of one name as one slot")
  func joinsDuplicateNames() throws {
    let sources = [#"(?J)(?<n>a)|(?<m>b)(?<n>c)"#, #"(?|(?<n>a)|(?<n>b))(?<m>c)"#]
    for source in sources { #expect(try Pattern(source).slotNames == ["n", "m"]) }
    #expect(try Pattern("(?<n>a)|(?<n>b)", options: .duplicateNames).slotNames == ["n"])
    #expect(throws: PatternError.self) { try Pattern("(?<n>a)|(?<n>b)") }
  }

  @Test("reads its options")
  func readsOptions() throws {
    #expect(try texts("straße", "STRASSE Straße STRAẞE", options: .caseless) == ["Straße", "STRAẞE"])
    #expect(try texts("a b # comment", "a b ab", options: .extended) == ["ab"])
    #expect(try texts("a", "ba", options: .anchored) == [])
    #expect(try texts("a", "aaba", options: .anchored) == ["a", "a"])
    #expect(try texts("a.b", "a\nb") == [])
    #expect(try texts("a.b", "a\nb", options: .dotAll) == ["a\nb"])
    #expect(try texts("^.", "a\nb") == ["a"])
    #expect(try texts("^.", "a\nb", options: .multiline) == ["a", "b"])
  }

  @Test("follows Unicode in its classes", arguments: [true, false])
  func followsUnicode(usesJIT: Bool) throws {
    #expect(try texts(#"\w+"#, "Été, año—кот 日本", usesJIT: usesJIT) == ["Été", "año", "кот", "日本"])
    #expect(try texts(#"\d+"#, "١٢٣ and 45", usesJIT: usesJIT) == ["١٢٣", "45"])
    #expect(try texts(#"\bt\b"#, "ét t té", usesJIT: usesJIT) == ["t"])
    #expect(try texts(#"\bمدينة\b"#, "في مدينة كبيرة", usesJIT: usesJIT) == ["مدينة"])
    #expect(try texts(#"a\sb"#, "a\u{A0}b a\u{2009}b", usesJIT: usesJIT) == ["a\u{A0}b", "a\u{2009}b"])
    #expect(try texts(#"[[:upper:]]+"#, "éÉÀ", usesJIT: usesJIT) == ["ÉÀ"])
    #expect(try texts("(?i)ÉCOLE", "école École", usesJIT: usesJIT) == ["école", "École"])
    #expect(try texts(#"\p{Lu}\p{Ll}+"#, "Ørsted said", usesJIT: usesJIT) == ["Ørsted"])
  }

  @Test(
    "that is wrong says where",
    arguments: [
      ("a(b", 3), ("a)", 1), ("[a", 2), ("a**b+c{2,1}", 2), ("ab{2,1}", 6), (#"a\"#, 2), (#"\q"#, 1),
      (#"\p{Nonsense}"#, 12),
      (#"(?<=a+)b"#, 0), ("(?<1a>b)", 3), ("é(", 3), ("é[😀", 7), (#"(?<a>b)\k<c>"#, 10), (#"\x{110000}"#, 9),
      (#"\x{d800}"#, 7), (#"(?=a\K)"#, 7),
    ])
  func saysWhereItIsWrong(source: String, offset: Int) throws {
    let error = try #require(throws: PatternError.self) { try Pattern(source) }
    #expect(error.offset == offset, "\(source): \(error)")
    #expect(error.code > 100)
    #expect(!error.message.isEmpty)
    #expect(error.description == "\(error.message) (at byte \(offset))")
  }

  @Test("gives the words of an error")
  func givesWords() throws {
    let error = try #require(throws: PatternError.self) { try Pattern("a(b") }
    #expect(error == PatternError(message: "missing closing parenthesis", offset: 3, code: 114))
  }

  @Test("refuses what would be unsafe or would depend on the JIT")
  func refusesUnsafeParts() throws {
    let byte = try #require(throws: PatternError.self) { try Pattern(#"é\C"#) }
    #expect(byte.code == 183)
    #expect(byte.offset == 4)
    let nul = try #require(throws: PatternError.self) { try Pattern("ab\u{0}c") }
    #expect(nul.code == 0)
    #expect(nul.offset == 2)
    let notEmpty = try #require(throws: PatternError.self) { try Pattern("(*UCP)(*NOTEMPTY_ATSTART)a*") }
    #expect(notEmpty.code == 0)
    #expect(notEmpty.offset == 6)
    #expect(throws: PatternError.self) { try Pattern("(*NOTEMPTY)a*") }
    #expect(try texts(#"a\x00b"#, "a\u{0}b") == ["a\u{0}b"])
  }

  @Test("never crashes on hostile source")
  func survivesHostileSource() {
    let hostile = [
      String(repeating: "(", count: 100_000),
      String(repeating: "(a", count: 100_000) + String(repeating: ")", count: 100_000),
      String(repeating: "[", count: 10_000), String(repeating: "a{1000}", count: 100_000), "(a{65535}){65535}",
      String(repeating: "(?<n>a)", count: 70_000), String(repeating: "x", count: 1_000_000), "(*", "(*)", "(*UTF",
      "(?<",
      "(?C255)a", #"(?(R)a|b)"#, #"(?1)"#, #"()(?1)"#, "(?R)", "(*COMMIT)", "(*MARK:)", #"\g{99999999999}"#,
      "\u{FEFF}(",
    ]
    for source in hostile {
      guard let pattern = try? Pattern(source) else { continue }
      let subject = Subject("aaa é 😀")
      try? Matcher().forEachMatch(of: pattern, in: subject, window: subject.whole) { _ in }
    }
  }

  @Test("made of random pieces never crashes and matches within its window")
  func survivesRandomSource() {
    let pieces = [
      "(", ")", "(?<a>", "(?:", "(?=", "(?<=", "(?<!", "(?!", "(?|", "[", "]", "^", "$", "*", "+", "?", "{2}", "{1,3}",
      "|", ".",
      "a", "é", "😀", #"\b"#, #"\K"#, #"\w"#, #"\d"#, #"\R"#, #"\X"#, "(?&a)", "(?1)", #"\1"#, #"\G"#, "(?J)", "(?i)",
      "(?(1)", "(?>",
      "(*SKIP)", "(*ACCEPT)", "(*PRUNE)", "(*F)", "(?(DEFINE)", #"\k<a>"#, "-", "{0}", #"\N{U+61}"#, #"\h"#, "(?C1)",
    ]
    let subject = Subject("a é😀 aaé\n1 b\u{301}a😀é")
    let window = 2..<(subject.count - 2)
    var generator = SplitMix64(seed: 2)
    let matcher = Matcher(limits: MatchLimits(match: 10_000, depth: 10_000, heapKibibytes: 1_024))
    var compiled = 0
    for _ in 0..<20_000 {
      let source = (0..<Int.random(in: 1...9, using: &generator))
        .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined()
      for usesJIT in [true, false] {
        guard let pattern = try? Pattern(source, usesJIT: usesJIT) else { continue }
        compiled += 1
        try? matcher.forEachMatch(of: pattern, in: subject, window: window) { match in
          for group in 0...pattern.groupCount {
            guard let range = match.range(ofGroup: group) else { continue }
            let isInside = range.lowerBound >= window.lowerBound && range.upperBound <= window.upperBound
            let isWhole = subject.isScalarBoundary(range.lowerBound) && subject.isScalarBoundary(range.upperBound)
            #expect(isInside && isWhole, "\(source): group \(group) is \(range)")
          }
        }
      }
    }
    #expect(compiled > 2_000)
  }

  @Test("is freed with its last copy")
  func isFreed() throws {
    weak var code: CompiledCode?
    do {
      let pattern = try Pattern("(?<a>b)")
      code = pattern.code
      #expect(code != nil)
    }
    #expect(code == nil)
  }

  @Test("can be made ten thousand times over")
  func canBeMadeOften() throws {
    let subject = Subject("say word7 now")
    let matcher = Matcher()
    for number in 0..<10_000 {
      let pattern = try Pattern(#"\bword(?<n>\#(number))\b"#)
      let match = try matcher.firstMatch(of: pattern, in: subject, window: subject.whole)
      #expect((match != nil) == (number == 7))
    }
  }

  @Test("is interpreted where machine code is not wanted")
  func isInterpreted() throws {
    #expect(try !Pattern("a", usesJIT: false).isJITCompiled)
    #expect(try !Pattern("(*NO_JIT)a").isJITCompiled)
    #expect(try texts("(*NO_JIT)a", "éa") == ["a"])
  }
}
