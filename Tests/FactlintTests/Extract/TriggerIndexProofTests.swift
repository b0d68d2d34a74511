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
    for round in 0..<20 {
      var rules: [TestRule] = []
      while rules.count < 20 {
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
      indexed += pack.facts.count { !$0.triggers.isEmpty }
      let extractor = Extractor(pack: pack)
      let document = try readDocument((0..<6).map { _ in source.text(wordCount: 25) })
      let brute = extractor.shown(document, usesIndex: false)
      let quick = extractor.shown(document)
      found += brute.count
      for lost in Set(brute).subtracting(quick) {
        let rule = pack.facts.firstIndex { $0.id == lost.rule }.map { pack.facts[$0] }
        let triggers = rule?.triggers.map { $0.map { $0.map { pack.triggers[$0] } } } ?? []
        Issue.record("round \(round): the index loses \(lost); it asked for \(triggers)")
      }
      #expect(quick == brute)
    }
    // Were nothing found, or nothing looked up, nothing would be proved.
    #expect(found > 500)
    #expect(indexed > 200)
  }
}
