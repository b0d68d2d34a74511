import PCRE2
import Testing

@testable import Factlint

@Suite("Extraction")
struct ExtractorTests {
  private func texts(_ rules: [TestRule], _ paragraphs: String...) throws -> [String] {
    let extractor = Extractor(pack: try pack(rules))
    return try extractor.shown(readDocument(paragraphs)).map { "\($0.rule): \($0.text)" }
  }

  @Test("in a group the leftmost wins, then the longest, then the priority, then the id")
  func settlement() throws {
    let text = "On March 5 they met."
    #expect(
      try texts(
        [
          TestRule(id: "a/day", pattern: "\\b5\\b", group: "q"),
          TestRule(id: "b/date", pattern: "March \\d", group: "q"),
          TestRule(id: "c/month", pattern: "March", group: "q", priority: 9),
        ], text) == ["b/date: March 5"])
    #expect(
      try texts(
        [
          TestRule(id: "a/one", pattern: "March \\d", group: "q"),
          TestRule(id: "b/two", pattern: "Ma[r]ch 5", group: "q", priority: 1),
        ], text) == ["b/two: March 5"])
    #expect(
      try texts(
        [
          TestRule(id: "b/two", pattern: "March \\d", group: "q"),
          TestRule(id: "a/one", pattern: "Ma[r]ch 5", group: "q"),
        ], text) == ["a/one: March 5"])
  }

  @Test("mentions of different groups and of none stand beside each other")
  func groups() throws {
    #expect(
      try texts(
        [
          TestRule(id: "a/one", pattern: "March 5", group: "q"), TestRule(id: "b/two", pattern: "March", group: "r"),
          TestRule(id: "c/three", pattern: "5"), TestRule(id: "d/four", pattern: "March \\d they", group: "q"),
        ], "On March 5 they met.")
        == ["d/four: March 5 they", "b/two: March", "c/three: 5"])
  }

  @Test("what loses blocks nothing behind it")
  func losers() throws {
    #expect(
      try texts(
        [
          TestRule(id: "a/one", pattern: "one two", group: "q"),
          TestRule(id: "b/two", pattern: "two three four", group: "q"),
          TestRule(id: "c/three", pattern: "three", group: "q"),
        ], "So one two three four.") == ["a/one: one two", "c/three: three"])
  }

  @Test("the order of the rules makes no difference", arguments: 0..<8)
  func orderOfRules(seed: Int) throws {
    var source = RandomPatterns(seed: UInt64(100 + seed))
    let vocabulary = try vocabulary(source.lexicons, fragments: source.fragments)
    var rules = (0..<24).map { number in
      let unit = FactRule.Unit.allCases[number % 3]
      return TestRule(
        id: "r/\(number)", pattern: source.pattern(for: unit), group: ["q", "r", nil][number % 3], priority: number % 4,
        unit: unit)
    }
    let document = try readDocument((0..<4).map { _ in source.text(wordCount: 30) })
    let first = Extractor(pack: try pack(rules, vocabulary: vocabulary)).shown(document)
    #expect(first.count > 20)
    for _ in 0..<3 {
      rules.shuffle(using: &source.random)
      let other = Extractor(pack: try pack(rules, vocabulary: vocabulary)).shown(document)
      #expect(Set(other) == Set(first))
      #expect(other.filter { $0.rule != "" }.map(\.range.lowerBound) == first.map(\.range.lowerBound))
    }
  }

  @Test("slots are where their groups matched, those that took no part are absent, and shared pieces are none")
  func slots() throws {
    let words = try vocabulary([wordList("long", ["May"] + manyWords("x"))])
    let rules = [TestRule(id: "a/b", pattern: "(?<day>\\d+) {m:long}(?: (?<year>\\d{4}))?(?<day>!)?(?: {long})?")]
    let document = try readDocument(["It was 5 May then, and 6 May 2020!"])
    let result = Extractor(pack: try pack(rules, vocabulary: words)).mentions(in: document)
    let slots = result.mentions.map { mention in
      Dictionary(uniqueKeysWithValues: mention.slots.map { ($0.name, document.string($0.range)) })
    }
    #expect(slots == [["day": "5", "m": "May"], ["day": "6", "m": "May", "year": "2020"]])
    #expect(document.string(try #require(result.mentions[1].range(of: "year"))) == "2020")
    #expect(result.mentions[0].range(of: "year") == nil)
  }

  @Test("a sentence's rules see its quotations, a statement's see them opaque, nothing crosses a paragraph")
  func units() throws {
    let paragraphs = ["He said “five ships” left.", "Six ships. Seven ships came."]
    func found(_ pattern: String, _ unit: FactRule.Unit) throws -> [String] {
      let extractor = Extractor(pack: try pack([TestRule(id: "a/b", pattern: pattern, unit: unit)]))
      return try extractor.shown(readDocument(paragraphs)).map(\.text)
    }
    #expect(try found("(?i:five|six|seven) ships", .sentence) == ["five ships", "Six ships", "Seven ships"])
    #expect(try found("(?i:five|six|seven) ships", .statement) == ["Six ships", "Seven ships"])
    #expect(try found("said {quotation} left", .statement) == ["said “five ships” left"])
    #expect(try found("{quotation}", .sentence) == [])
    #expect(try found("ships\\. Seven", .sentence) == [])
    #expect(try found("ships\\. Seven", .paragraph) == ["ships. Seven"])
    #expect(try found("left\\.\\s*Six", .paragraph) == [])
    #expect(try found("^Seven", .sentence) == ["Seven"])
  }

  @Test("a pattern that takes too much work is given up, and told")
  func limits() throws {
    let rules = [TestRule(id: "a/slow", pattern: "(?:a|aa|aaa)+b"), TestRule(id: "b/quick", pattern: "\\d+")]
    let document = try readDocument(["So \(String(repeating: "a", count: 60))c 12 b."])
    let extractor = Extractor(
      pack: try pack(rules), limits: MatchLimits(match: 10_000, depth: 10_000, heapKibibytes: 20_000))
    let result = extractor.mentions(in: document)
    #expect(result.limitHits == 1)
    #expect(!result.isExhausted)
    #expect(result.mentions.map { document.string($0.range) } == ["12"])
    let report = Linter(packs: [try pack(rules)]).check(document.article)
    #expect(report.incidents.map(\.code) == ["match-limit"])
  }

  @Test("an article with more mentions than are allowed is not checked to its end, and says so")
  func exhaustion() throws {
    let paragraph = String(repeating: "x ", count: 5_000)
    let document = try readDocument(Array(repeating: paragraph, count: Extractor.greatestMentionCount / 5_000 + 2))
    let pack = try pack([TestRule(id: "a/x", pattern: "x"), TestRule(id: "b/x", pattern: "x ")])
    let result = Extractor(pack: pack).mentions(in: document)
    #expect(result.isExhausted)
    #expect((Extractor.greatestMentionCount..<Extractor.greatestMentionCount + 10_000).contains(result.mentions.count))
  }

  @Test("a sentence longer than any prose is left out, the rest is not, and the report says so")
  func overlongSentence() throws {
    let text = "So \(String(repeating: "word ", count: TryCollector.greatestStretch / 4))12."
    let pack = try pack([TestRule(id: "a/number", pattern: "\\d+")])
    let document = try readDocument([text, "They saw 7 ships."])
    let result = Extractor(pack: pack).mentions(in: document)
    #expect(result.hasOverlongStretch)
    #expect(result.mentions.map { document.string($0.range) } == ["7"])
    let english = Linter.Options(segmentation: Segmenter.Options(language: "en"))
    let report = Linter(packs: [pack], options: english).check(document.article)
    #expect(report.incidents.map(\.code) == ["overlong-sentence"])
  }

  @Test("a pack may have more rules than a summary of them has bits")
  func manyRules() throws {
    func word(_ number: Int) -> String {
      String(String.UnicodeScalarView(String(number).unicodeScalars.compactMap { Unicode.Scalar($0.value + 0x31) }))
    }
    var pack = RulePack(name: "Test", version: "1", language: "en")
    pack.triggers = (0..<9_000).map { .words([word($0)]) }
    // Each needs a word at its beginning and one of five others behind it.
    pack.facts = (0..<9_000).map { number in
      FactRule(
        id: "r/\(number)", kind: "r", pattern: "\\b\(word(number)) \(word(number / 5))\\b",
        triggers: [[[number], [number / 5]]], starts: [Start(triggers: [number])])
    }
    let numbers = [1, 8_999, 1_799, 63, 4_096, 819, 5_000, 1_000, 8_191, 1_638]
    let document = try readDocument([numbers.map(word).joined(separator: " ")])
    let extractor = Extractor(pack: pack)
    let found = extractor.mentions(in: document).mentions.map { pack.facts[$0.rule].id }
    #expect(found == ["r/8999", "r/4096", "r/5000", "r/8191"])
  }

  @Test("an extractor gives the same whatever it was given before")
  func independence() throws {
    let rules = [TestRule(id: "a/b", pattern: "\\bmay\\b \\d"), TestRule(id: "b/c", pattern: "%")]
    let extractor = Extractor(pack: try pack(rules))
    let documents = try [["It may 5."], ["Ten %."], ["Nothing here."], []].map(readDocument)
    let fresh = try documents.map { Extractor(pack: try pack(rules)).shown($0) }
    for _ in 0..<2 { #expect(documents.map { extractor.shown($0) } == fresh) }
    #expect(fresh.map(\.count) == [1, 1, 0, 0])
  }

  @Test("documents together give what each gives alone, and what one has makes no rule run in another")
  func batches() throws {
    let rules = [
      TestRule(id: "a/money", pattern: "\\$\\d+", kind: "money"),
      TestRule(id: "b/share", pattern: "\\d+ percent", kind: "share", unit: .paragraph, beside: "money"),
      TestRule(id: "c/word", pattern: "percent", kind: "word"),
      TestRule(id: "d/share", pattern: "\\d+ percent", kind: "share", beside: "money"),
    ]
    let documents = try [
      ["It cost $5. It rose 3 percent.", "That was 4 percent."], [], ["Of $6 he paid 7 percent."],
      ["He paid 8 percent."],
    ].map(readDocument)
    let extractor = Extractor(pack: try pack(rules))
    let together = extractor.mentions(in: documents).enumerated().map { number, result in
      result.mentions.map { ShownMention($0, pack: extractor.pack, document: documents[number]) }
    }
    #expect(together == documents.map { extractor.shown($0) })
    #expect(
      together.map { $0.filter { $0.rule.hasSuffix("share") }.map(\.text) } == [[], [], ["7 percent"], []])
  }

  @Test("what is said outside of quotations is one stretch for rules of sentences and of statements")
  func sentencesBesideQuotations() throws {
    let rules = [
      TestRule(id: "a/money", pattern: "\\$\\d+", kind: "money"),
      TestRule(id: "b/share", pattern: "\\d+ percent", kind: "share", unit: .statement, beside: "money"),
    ]
    let paragraphs = ["\"Of $9, 8 percent,\" he said. It cost $5, or 7 percent.", "Of $6 he paid 5 percent."]
    #expect(try texts(rules, paragraphs[0]) == ["a/money: $9", "a/money: $5", "b/share: 7 percent"])
    #expect(try texts(rules, paragraphs[1]) == ["a/money: $6", "b/share: 5 percent"])
  }

  @Test("rules as people write them find with the index what they find without")
  func handWritten() throws {
    let words = try vocabulary(
      [
        wordList("month", ["January", "Jan.", "May", "Sept."]), wordList("people", ["people", "soldiers"]),
        wordList("currency", ["$", "US$", "€", "euros"]), wordList("said", ["said", "told", "according to"]),
      ], fragments: ["number": "\\d{1,3}(?:,\\d{3})*|{month} of"])
    let patterns = [
      "{month:month} (?<day>\\d{1,2})(?:st|nd|rd|th)?(?!\\d)", "(?:{number}|dozens of) {people}",
      "{currency} ?\\d+m?\\b",
      "{quotation},? (?<who>\\p{Lu}\\w+) {said}", "\\d+(?:\\.\\d+)? ?(?:%|per cent\\b)", "(?i:\\bat least\\b) {number}",
      "(?<=in )\\d{4}\\b", "\\b[A-Z]\\w+ \\b(?:Street|Road)\\b", "(?:Mr|Ms)\\. \\p{Lu}\\p{L}+",
      "\\b\\d{1,2}(?::\\d\\d)?(?:am|pm)\\b",
    ]
    let rules = patterns.flatMap { pattern in
      FactRule.Unit.allCases.map { TestRule(id: "\($0) \(pattern)", pattern: pattern, unit: $0) }
    }
    let extractor = Extractor(pack: try pack(rules, vocabulary: words, functionWords: ["of", "at", "to"]))
    let document = try readDocument([
      "On Jan. 5th, at 8am, at least 1,200 people met in 2023. “It cost US$5m,” Smith said — 12.5\u{A0}% more, Mr. Øst told us.",
      "AT LEAST five SOLDIERS, 22nd May, MAY 22nd. In Baker Street, 7:30pm, €5 or 5 euros; “Sept. 3,” Mae according to Bo.",
      "٣ people, Jan.5, Sept.\u{301} 3, may 3people; 40 per\u{AD} cent, $5.",
    ])
    let quick = extractor.shown(document)
    #expect(quick == extractor.shown(document, usesIndex: false))
    #expect(Set(quick.map(\.rule)).count > 20)
  }
}
