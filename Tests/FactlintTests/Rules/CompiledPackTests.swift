import TestSupport
import Testing

@testable import Factlint

@Suite("A compiled pack is the pack")
struct CompiledPackTests {
  @Test("decoding gives back random packs, whatever their texts are made of", arguments: 0..<200)
  func roundTrip(seed: Int) throws {
    var source = RandomPack(seed: UInt64(seed))
    let pack = source.pack()
    let text = CompiledPack.encode(pack)
    let decoded = try CompiledPack.decode(text)
    #expect(decoded == pack)
    // Equal strings may differ in their scalars; the text tells.
    #expect(CompiledPack.encode(decoded).utf8.elementsEqual(text.utf8))
  }

  @Test("entries keep their order where a value comes again")
  func order() throws {
    var pack = RulePack(name: "n", version: "1", language: "en")
    let entries = [("a", "1"), ("b", "2"), ("c", "1"), ("d", "1")].map { Lexicon.Entry(text: $0.0, value: $0.1) }
    pack.lexicons["l"] = Lexicon(name: "l", entries: entries)
    #expect(try CompiledPack.decode(CompiledPack.encode(pack)).lexicons["l"]?.entries == entries)
  }

  @Test("a value may begin with a combining mark, or have signs that the format uses")
  func values() throws {
    var pack = RulePack(name: "n", version: "1", language: "en")
    pack.facts = [
      FactRule(
        id: "a/b", kind: "k", pattern: "x",
        gives: ["one": "\u{338}x", "two": "a=b\u{1F}c\\u", "three": "", "four": "\\"])
    ]
    #expect(try CompiledPack.decode(CompiledPack.encode(pack)) == pack)
  }

  @Test(
    "damage is an error with its line",
    arguments: [
      ("pack\t0\tn\t1\ten\td", 1), ("nonsense", 1), ("alias\told", 1), ("function-words\tthe\nfact\ta", 2),
      ("trigger\twords", 1), ("words\ta\ntrigger\twords\t0 1", 2), ("words\ta\nlexicon\tl\tfolded\t0", 2),
      ("trigger\tsymbol", 1), ("trigger\tnumber\tmany", 1), ("trigger\tcolour\tred", 1),
      ("check\tc\tagree\tn\tbad\t1\tm\to\t\t\t\t", 1),
      ("pack\t\(CompiledPack.formatVersion)\tn\t1\ten\td\nfact\tid\tkind\t\tmany\tsentence\tx\t\t\t", 2),
    ])
  func damage(text: String, line: Int) {
    let damage = #expect(throws: CompiledPack.Damage.self) { try CompiledPack.decode(text) }
    #expect(damage?.line == line)
    #expect(damage?.description == "the compiled rule pack is damaged at line \(line)")
  }
}

/// Draws packs of texts with tabs, line feeds, backslashes and other things that a format may trip over.
private struct RandomPack {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func pack() -> RulePack {
    var pack = RulePack(name: text(), version: text(), language: text(), digest: text(), functionWords: texts())
    for _ in 0..<count() { pack.aliases[text()] = text() }
    for _ in 0..<count() {
      let name = text()
      var lexicon = Lexicon(name: name, ignoresCase: Bool.random(using: &random), entries: [])
      let values = [text(), text(), text()]
      for _ in 0..<count() * 3 {
        lexicon.entries.append(Lexicon.Entry(text: text(), value: values.randomElement(using: &random) ?? ""))
      }
      for _ in 0..<count() { lexicon.within[text()] = text() }
      for _ in 0..<count() { lexicon.exclusive.append(texts()) }
      pack.lexicons[name] = lexicon
    }
    pack.triggers = [
      .digit, .number(NumberShapes(digits: 2, before: [.colon])), .capital, .quotation, .symbol(text()),
      .words(texts()), .words([text(), "\t"]),
    ]
    for _ in 0..<count() {
      var rule = FactRule(id: text(), kind: text(), pattern: text())
      rule.group = Bool.random(using: &random) ? nil : "g" + text()
      rule.priority = Int.random(in: -9...9, using: &random)
      rule.unit = FactRule.Unit.allCases.randomElement(using: &random) ?? .sentence
      for slot in ["one", "two", "drei_3"] where Bool.random(using: &random) {
        rule.slots[slot] = [.number, .date, .text, .lexicon(text())].randomElement(using: &random)
        rule.gives[slot] = text()
      }
      rule.triggers = (0..<count()).map { _ in
        (0...count()).map { _ in (0...count()).map { _ in Int.random(in: 0..<6, using: &random) } }
      }
      pack.facts.append(rule)
    }
    for _ in 0..<count() {
      pack.checks.append(
        CheckRule(
          id: text(), relation: CheckRule.Relation.allCases.randomElement(using: &random) ?? .agree, name: text(),
          severity: Severity.allCases.randomElement(using: &random) ?? .note,
          confidence: Double.random(in: 0...1, using: &random), message: text(), over: text(), key: texts(),
          value: Bool.random(using: &random) ? nil : "v" + text(), holds: texts(), between: texts(),
          unless: texts()))
    }
    return pack
  }

  private mutating func count() -> Int { Int.random(in: 0...3, using: &random) }

  private mutating func texts() -> [String] { (0..<count()).map { _ in text() } }

  private mutating func text() -> String {
    let pieces = [
      "a", "b c", "\t", "\n", "\\", "\\t", "\\n", "\u{1F}", "\u{1B}", "\u{1B}u", "\r", "\r\n", "é", "e\u{301}",
      "\u{301}", "=", " ", "{x}",
      "\u{1D}", "\u{2028}", "日本", "\u{0}",
    ]
    return (0..<Int.random(in: 0...4, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }
}
