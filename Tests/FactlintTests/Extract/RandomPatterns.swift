@testable import Factlint
import TestSupport

/// Draws patterns and texts of the same few words, so that they meet often and in every sort of disguise.
struct RandomPatterns {
  var random: SplitMix64
  let lexicons: [Lexicon]
  let fragments: [String: String]
  private let words: [String]

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    lexicons = [
      wordList("month", ["January", "Jan.", "May", "March", "Sept.", "December"]),
      wordList("exact-month", ["May", "March", "mars"], ignoresCase: false),
      wordList("place", ["St. Louis", "St.", "New York", "Malmö", "Øresund", "İzmir", "Straße"]),
      wordList("measure", ["km", "kilometre", "K", "m", "Å", "5th", "a.m.", "°C", "½", "s"]),
      wordList("symbol", ["$", "US$", "€", "%", "—"]),
      wordList("phrase", ["as well as", "o'clock", "so-called", "café", "cafe\u{301}", "said", "the", "of"]),
      wordList("figure", ["5", "12", "1,000", "five", "twenty-one"]),
      // Long enough to be defined once and called where a pattern has it twice.
      wordList("long", ["said", "sea", "soldiers"] + manyWords("nowhere")),
      wordList("long-exact", ["said", "Sea", "May"] + manyWords("Nowhere"), ignoresCase: false),
    ]
    fragments = [
      "number": "(?:{figure}|\\d{1,3}(?:,\\d{3})*)",
      "day": "{month} \\d{1,2}",
      "name": "\\p{Lu}\\p{L}+",
      "twice": "{long}(?: {long-exact})?[-' ]+{long}",
      "spoken": "(?:said|{phrase}) (?:on )?{day}",
    ]
    words =
      lexicons.flatMap { $0.entries.map(\.text) } + [
        "kill", "killed", "people", "mask", "sea", "Kiss", "on", "soldiers", "may", "5th", "8am", "$5m", "٣", "٣٤", "8",
        "2023", "x", "K", "ſea", "naïve", "हिन्दी", "a\u{20DD}b", "\u{301}the", "the\u{903}", "ﬁve", "o", "O",
        "İ", "ı", "ς", "σ", "Σ", "ǆ", "ǅ", "東京", "a1b2", "_", "x_y", "&", "#", "ⅳ", "Ⓐ",
      ]
  }

  // MARK: Patterns

  mutating func pattern(for unit: FactRule.Unit) -> String {
    (0..<Int.random(in: 1...4, using: &random)).map { index in
      (index == 0 ? "" : pick([" ", "\\s", "\\s+", " ?", "-", "'", "", ",? ", "\\b", "(?: |-)", ". "]))
        + quantified(atom(depth: 0, unit: unit))
    }.joined()
  }

  private mutating func sequence(depth: Int, unit: FactRule.Unit) -> String {
    (0..<Int.random(in: 1...2, using: &random)).map { index in
      (index == 0 ? "" : pick([" ", "", "\\b", "-"])) + quantified(atom(depth: depth, unit: unit))
    }.joined()
  }

  private mutating func quantified(_ atom: String) -> String {
    guard Int.random(in: 0..<6, using: &random) == 0, !atom.hasSuffix("b"), !atom.hasPrefix("(?=") else { return atom }
    return "(?:\(atom))" + pick(["?", "*", "+", "{0,2}", "{1,2}", "{2}", "??", "++", "{0}", "{1}"])
  }

  private mutating func atom(depth: Int, unit: FactRule.Unit) -> String {
    let choice = Int.random(in: 0..<(depth < 3 ? 21 : 13), using: &random)
    switch choice {
    case 0, 1: return "\\b" + escaped(pick(words)) + "\\b"
    case 2: return escaped(pick(words))
    case 3: return escaped(String(pick(words).prefix(2)))
    case 4, 5: return "{\(pick(lexicons).name)}"
    case 6: return "{s\(Int.random(in: 0..<3, using: &random)):\(pick(lexicons).name)}"
    case 7: return "{\(pick(fragments.keys.sorted()))}"
    case 8: return pick(["\\d", "\\d{1,2}", "[0-9]+", "[0-9-5]", "[1-5]", "\\p{Nd}+", "[0-9.]+"])
    case 9: return pick(["[A-Z]", "\\p{Lu}", "[A-Z\\p{Lu}]", "[A-Z]\\w+", "[^A-Z]"])
    case 10:
      return pick(["[a-z]+", "\\p{L}+", "\\w+", ".", "\\S", "\\x{4f} ", "\\x{4f}", "\\x{6b}m", "[^\\s]+", "\\p{M}"])
    case 11: return pick(["\\$", "%", ":", "½", "€", "—", "“", "\"", "-", "'"])
    case 12: return unit == .sentence ? "{phrase}" : "{quotation}"
    case 13, 14:
      return "(?:" + sequence(depth: depth + 1, unit: unit) + "|" + sequence(depth: depth + 1, unit: unit) + ")"
    case 15: return "(?i:" + sequence(depth: depth + 1, unit: unit) + ")"
    case 16: return "(?-i:" + sequence(depth: depth + 1, unit: unit) + ")"
    case 17: return "(?<t\(depth)>" + sequence(depth: depth + 1, unit: unit) + ")"
    case 18: return pick(["(?>", "(?:"]) + sequence(depth: depth + 1, unit: unit) + ")"
    case 19: return pick(["(?=", "(?!"]) + sequence(depth: depth + 1, unit: unit) + ")"
    default: return pick(["(?<!\\d)", "(?<=\\s)", "(?<![\\p{L}])", "(?<!the )", "(?<=“)", "^", "$", "\\B"])
    }
  }

  private func escaped(_ word: String) -> String {
    word.unicodeScalars.map(PatternVocabulary.escaped).joined()
  }

  // MARK: Texts

  mutating func text(wordCount: Int) -> String {
    var text = ""
    for _ in 0..<wordCount {
      let word = disguised(pick(words))
      switch Int.random(in: 0..<24, using: &random) {
      case 0: text += "“\(word)” "
      case 1: text += "“\(word) \(disguised(pick(words))),” "
      case 2: text += "\"\(word)\" "
      case 3: text += word + ". "
      case 4: text += word + "-"
      case 5: text += word + "'"
      case 6: text += word
      case 7: text += word + "\u{A0}"
      case 8: text += word + "\u{2011}"
      case 9: text += word + "\u{AD}"
      case 10: text += word + "\u{202F}"
      case 11: text += word + "’s "
      case 12: text += word + ", "
      case 13: text += "‘\(word)’ "
      case 14: text += word + "\u{200B} "
      case 15: text += "(\(word)) "
      default: text += word + " "
      }
    }
    return text
  }

  private mutating func disguised(_ word: String) -> String {
    switch Int.random(in: 0..<16, using: &random) {
    case 0: word.uppercased()
    case 1: word.lowercased()
    case 2: word.replacing("k", with: "\u{212A}").replacing("s", with: "ſ")
    case 3: word + "\u{301}"
    case 4: "\u{301}" + word
    case 5: "5" + word
    case 6: word + "5"
    case 7: word + "s"
    case 8: word + "\u{903}"
    case 9: word + "\u{20DD}"
    case 10: "_" + word
    case 11: word.replacing("Å", with: "\u{212B}")
    default: word
    }
  }

  private mutating func pick<Element>(_ list: [Element]) -> Element {
    list[Int.random(in: list.indices, using: &random)]
  }
}
