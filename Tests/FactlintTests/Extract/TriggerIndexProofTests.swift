import PCRE2
import Testing

@testable import Factlint

@Suite("The trigger index leaves out no rule that would match")
struct TriggerIndexProofTests {
  @Test("rules drawn at random find with the index what they find without", arguments: 0..<20)
  func randomRules(seed: Int) throws {
    var source = RandomPatterns(seed: UInt64(seed))
    let vocabulary = try vocabulary(source.lexicons, fragments: source.fragments)
    var found = 0
    var indexed = 0
    for _ in 0..<20 {
      let (pack, count) = try compare(ruleCount: 20, drawnFrom: &source, vocabulary)
      found += count
      indexed += pack.facts.count { !$0.triggers.isEmpty }
    }
    // Were nothing found, or nothing looked up, nothing would be proved.
    #expect(found > 500)
    #expect(indexed > 200)
  }

  @Test(
    "so do so many rules that their alternatives are joined to fit a block, or fill two",
    arguments: [(rules: 750, blocks: 1), (rules: 1000, blocks: 2)])
  func manyRules(count: Int, blocks: Int) throws {
    var source = RandomPatterns(seed: UInt64(count))
    let vocabulary = try vocabulary(source.lexicons, fragments: source.fragments)
    let (pack, found) = try compare(ruleCount: count, drawnFrom: &source, vocabulary)
    let ofSentences = pack.facts.filter { $0.unit != .paragraph }
    let table = ClauseTable(of: ofSentences, signs: SignTable(pack: pack), triggers: pack.triggers)
    #expect(found > 500)
    #expect(table.width == blocks)
    // Else they would fit one block as they are.
    #expect(ofSentences.reduce(0) { $0 + max(1, $1.triggers.count) } > BitBlock.bitCount)
    #expect(Set(table.ruleOfAlternative).count == ofSentences.count)
  }

  /// Runs so many random rules on random text, expects the same with the index as without, and returns the pack and how
  /// much was found.
  private func compare(
    ruleCount: Int, drawnFrom source: inout RandomPatterns, _ vocabulary: PatternVocabulary
  ) throws -> (pack: RulePack, found: Int) {
    var rules: [TestRule] = []
    while rules.count < ruleCount {
      let unit = FactRule.Unit.allCases[rules.count % 3]
      let pattern = source.pattern(for: unit)
      let expanded = vocabulary.expanded(try PatternTemplate(pattern))
      guard (try? Pattern(expanded, options: .duplicateNames, usesJIT: false)) != nil else {
        Issue.record("\(pattern) does not compile as \(expanded)")
        continue
      }
      rules.append(TestRule(id: "\(rules.count) \(pattern)", pattern: pattern, unit: unit))
    }
    let pack = try pack(rules, vocabulary: vocabulary, functionWords: ["the", "of", "on", "as"])
    let extractor = Extractor(pack: pack)
    let document = try readDocument((0..<6).map { _ in source.text(wordCount: 25) })
    let brute = extractor.shown(document, usesIndex: false)
    let quick = extractor.shown(document)
    for lost in Set(brute).subtracting(quick) {
      let rule = pack.facts.firstIndex { $0.id == lost.rule }.map { pack.facts[$0] }
      let triggers = rule?.triggers.map { $0.map { $0.map { pack.triggers[$0] } } } ?? []
      Issue.record("the index loses \(lost); it asked for \(triggers)")
    }
    #expect(quick == brute)
    return (pack, brute.count)
  }
}
