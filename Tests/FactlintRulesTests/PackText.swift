import Factlint
import FactlintRules

/// The smallest pack that is one, to be spoiled by tests.
let smallPack = [
  "pack.yml": "format: 1\nname: Small\nversion: 1.0.0\nlanguage: en\nfunction-words: [the, of]\n",
  "lexicons/words.yml": "good:\n  words: [tickets, seats]\n",
  "fragments/pieces.yml": "number:\n  type: number\n  pattern: '\\d+'\n",
  "facts/sold.yml": """
  id: house/sold
  kind: sold
  pattern: '{count:number} {what:good}'
  examples:
    - finds: "We sold ⟦12 tickets⟧."
    - ignores: "We sold tickets."

  """,
]

/// Files of a pack by name, as if they lay in the folder `p`.
func files(_ texts: [String: String]) -> [RuleFile] {
  texts.map { RuleFile(path: "p/\($0.key)", name: $0.key, text: $0.value) }
}

/// The small pack with some files replaced or added; nil takes one away.
func smallPack(with changes: [String: String?]) -> [RuleFile] {
  var texts = smallPack
  for (name, text) in changes { texts[name] = text }
  return files(texts)
}

/// The problems of a pack as lines.
func problems(of files: [RuleFile], onTopOf base: [RuleFile] = []) -> [String] {
  do {
    _ = try PackReader.read(files, onTopOf: base)
    return []
  } catch {
    return error.problems.map(\.description)
  }
}

/// A fact rule with a pattern as the file writes it, on line 3 from column 10.
func factFile(pattern: String) -> String {
  """
  id: house/sold
  kind: sold
  pattern: \(pattern)
  examples:
    - finds: "We sold ⟦12 tickets⟧."
    - ignores: "We sold tickets."

  """
}
