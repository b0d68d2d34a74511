import PCRE2
import TestSupport
import Testing

@testable import Factlint

@Suite("Words and their folding")
struct WordFoldingTests {
  @Test(
    "words are cut at everything that is neither letter nor mark",
    arguments: [
      ("Don't stop", ["don", "t", "stop"]), ("so-called", ["so", "called"]), ("8am, 5th", ["am", "th"]),
      ("$5m", ["m"]), ("x_y", ["x", "y"]), ("", []), ("12.5 %", []), ("U.S.", ["u", "s"]),
      ("cafe\u{301}s", ["cafe\u{301}s"]), ("Straße", ["straße"]), ("ΟΔΟΣ", ["οδοσ"]), ("οδος", ["οδοσ"]),
      ("\u{212A}elvin", ["kelvin"]), ("ſea", ["sea"]), ("東京5月", ["東京", "月"]), ("हिन्दी", ["हिन्दी"]),
      ("\u{212B}ngström", ["ångström"]),
    ])
  func cutting(text: String, words: [String]) {
    #expect(WordFolding.words(of: text).map { Array($0.utf8) } == words.map { Array($0.utf8) })
  }

  @Test("a mapping to several scalars is not applied")
  func simpleMappings() {
    #expect(Array(WordFolding.folded("ẞ ß İ ŉ ﬁ").unicodeScalars) == Array("ß ß İ ŉ ﬁ".unicodeScalars))
  }

  @Test("the words of bytes are those of the string, with runs of letters beside marks on top")
  func agreement() {
    var random = SplitMix64(seed: 11)
    let scalars = Array(
      "abkKszZ éÅßẞİıſςΣǅ\u{301}\u{903}\u{20DD}\u{212A}\u{212B}東ⅳⒶ5٣½'-_.,$“”—\u{1A}\n".unicodeScalars)
    for _ in 0..<2000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        if let scalar = scalars.randomElement(using: &random) { text.append(scalar) }
      }
      let string = String(text)
      let bytes = Array(string.utf8)
      var found: Set<UInt64> = []
      var others: [Unicode.Scalar] = []
      WordFolding.forEachWord(in: bytes.span, range: 0..<bytes.count) { word in
        found.insert(word.key)
      } other: { scalar, _ in
        others.append(scalar)
      }
      let words = WordFolding.words(of: string)
      let letters = text.split { !WordFolding.isLetterOrMark($0) || WordFolding.isMark($0) }.map {
        WordFolding.folded(String($0))
      }
      // A run of letters counts only where its word has a mark, and otherwise is the word.
      #expect(found == Set((words + letters).map(WordFolding.key(ofFolded:))))
      #expect(others == text.filter { !WordFolding.isLetterOrMark($0) && $0 != " " })
    }
  }

  @Test("words of any length have the key of their letters, and end where these do")
  func longWords() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<2000 {
      let words = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        String(
          String.UnicodeScalarView(
            (0..<Int.random(in: 1...20, using: &random)).compactMap { _ in
              "abxyzABXYZ".unicodeScalars.randomElement(using: &random)
            }))
      }
      let separator = [" ", "9", "[", "`", "{", "@", "-"].randomElement(using: &random) ?? " "
      let bytes = Array(words.joined(separator: separator).utf8)
      var found: [(key: UInt64, length: Int, mayHaveCapital: Bool, hash: UInt64)] = []
      WordFolding.forEachWord(in: bytes.span, range: 0..<bytes.count) {
        found.append(($0.key, $0.end - $0.start, $0.mayHaveCapital, WordFolding.hash(of: $0, in: bytes.span)))
      } other: { _, _ in
      }
      #expect(found.map(\.key) == words.map { WordFolding.key(ofFolded: $0.lowercased()) })
      #expect(found.map(\.hash) == words.map { WordFolding.hash(ofFolded: $0.lowercased()) })
      #expect(found.map(\.length) == words.map(\.utf8.count))
      #expect(found.map(\.mayHaveCapital) == words.map { $0 != $0.lowercased() })
    }
  }

  @Test("a word is said to have a capital where it may")
  func capitals() {
    func capitals(_ text: String) -> [Bool] {
      let bytes = Array(text.utf8)
      var result: [Bool] = []
      WordFolding.forEachWord(in: bytes.span, range: 0..<bytes.count) {
        result.append($0.mayHaveCapital)
      } other: { _, _ in
      }
      return result
    }
    #expect(capitals("the The tHE THE a A élan Élan") == [false, true, true, true, false, true, true, true])
  }

  @Test("only the bytes of the range are looked at")
  func range() {
    let bytes = Array("one two three".utf8)
    var hashes: [UInt64] = []
    WordFolding.forEachWord(in: bytes.span, range: 5..<10) {
      hashes.append($0.key)
    } other: { _, _ in
    }
    #expect(hashes == [WordFolding.key(ofFolded: "wo"), WordFolding.key(ofFolded: "th")])
  }

  @Test("letters and marks are those of PCRE2, but for what one of the two does not know yet")
  func lettersAndMarks() throws {
    let pattern = try Pattern("[\\p{L}\\p{M}]")
    let matcher = Matcher()
    var differing: [Unicode.Scalar] = []
    for value in UInt32(1)..<0x3_2000 {
      guard let scalar = Unicode.Scalar(value), let subject = Subject(Array(String(scalar).utf8)) else { continue }
      let isMatch = try matcher.firstMatch(of: pattern, in: subject, window: 0..<subject.bytes.count) != nil
      if isMatch != WordFolding.isLetterOrMark(scalar) { differing.append(scalar) }
    }
    // The tables are of different versions of Unicode, so new scripts may differ; no scalar of an old one may.
    #expect(differing.filter { ($0.properties.age ?? (99, 0)).major <= 13 } == [])
    #expect(differing.count < 10_000)
  }

  @Test("what PCRE2 takes for the same letter without case is folded to the same")
  func caselessEquivalence() throws {
    var text: [UInt8] = []
    var cased: [Unicode.Scalar] = []
    for value in UInt32(0x41)..<0x1_F000 {
      guard let scalar = Unicode.Scalar(value), WordFolding.isLetterOrMark(scalar),
        scalar.properties.changesWhenCaseMapped || scalar.properties.changesWhenCaseFolded
      else { continue }
      cased.append(scalar)
      text += Array(String(scalar).utf8)
    }
    let subject = try #require(Subject(text))
    let matcher = Matcher()
    var pairs = 0
    for scalar in cased {
      let pattern = try Pattern("(?i:\\x{\(String(scalar.value, radix: 16))})", usesJIT: false)
      try matcher.forEachMatch(of: pattern, in: subject, window: 0..<text.count) { match in
        pairs += 1
        let other = String(decoding: text[match.range], as: UTF8.self)
        let (one, two) = (WordFolding.folded(String(scalar)), WordFolding.folded(other))
        #expect(one.utf8.elementsEqual(two.utf8), "\(scalar) U+\(String(scalar.value, radix: 16)) and \(other)")
      }
    }
    #expect(cased.count > 2500)
    #expect(pairs > 5000)
  }
}
