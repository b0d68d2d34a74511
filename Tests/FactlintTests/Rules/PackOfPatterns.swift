@testable import Factlint

/// A pattern as a rule has it, for packs that tests make.
struct TestRule {
  var id: String
  var pattern: String
  var kind = "test"
  var group: String?
  var priority = 0
  var unit = FactRule.Unit.sentence
  var beside: String?
}

/// A word list in which each word stands for itself.
func wordList(_ name: String, _ words: [String], ignoresCase: Bool = true) -> Lexicon {
  Lexicon(name: name, ignoresCase: ignoresCase, entries: words.map { Lexicon.Entry(text: $0, value: $0) })
}

/// The words of a pack for tests.
func vocabulary(_ lexicons: [Lexicon], fragments: [String: String] = [:]) throws -> PatternVocabulary {
  var vocabulary = PatternVocabulary()
  for lexicon in lexicons { vocabulary.lexicons[lexicon.name] = lexicon }
  for (name, pattern) in fragments {
    vocabulary.fragments[name] = PatternVocabulary.Fragment(template: try PatternTemplate(pattern))
  }
  return vocabulary
}

/// A pack of the rules, expanded and analysed as the reader of packs does it.
func pack(
  _ rules: [TestRule], vocabulary: PatternVocabulary = PatternVocabulary(), functionWords: [String] = []
) throws -> RulePack {
  let analysis = TriggerAnalysis(vocabulary: vocabulary, functionWords: Set(functionWords))
  var pack = RulePack(name: "Test", version: "1", language: "en", functionWords: functionWords)
  pack.lexicons = vocabulary.lexicons
  for rule in rules {
    let template = try PatternTemplate(rule.pattern)
    func indices(of clause: TriggerAnalysis.Clause) -> [Int] {
      clause.map { trigger -> Int in
        if let number = pack.triggers.firstIndex(of: trigger) { return number }
        pack.triggers.append(trigger)
        return pack.triggers.count - 1
      }.sorted()
    }
    let triggers = analysis.alternatives(of: template).map { $0.map(indices) }
    let starts = analysis.starts(of: template)?.map { start in
      Start(triggers: Set(indices(of: start.triggers)), next: start.next.map { Set(indices(of: $0)) })
    }
    pack.facts.append(
      FactRule(
        id: rule.id, kind: rule.kind, group: rule.group, priority: rule.priority, unit: rule.unit,
        beside: rule.beside, pattern: vocabulary.pattern(of: template), triggers: triggers, starts: starts))
  }
  return pack
}

/// Fifty words that begin with different letters and end in a number, for lists whose patterns are long.
func manyWords(_ ending: String) -> [String] {
  (0..<50).map { "\("abcdefghijklmnopqrstuvwxyz".map(String.init)[$0 % 26])\(ending)\($0)" }
}
