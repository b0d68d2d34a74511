/// A pack's word lists as resolution asks for them: the value of a word, the number that words say.
///
/// An object, as all that it holds is: to ask is not to copy.
final class PackWords: Sendable {
  private let tables: WordTable<WordTable<String>>
  private let lexicons: [String: Lexicon]
  /// How words of numbers are classified; see `numeral`.
  private let numerals: WordTable<NumeralToken>
  /// The greatest number of words that one entry of the numeral list has.
  private let longestNumeral: Int
  private let hedges: [String: HedgeTemplate]
  /// The words that say nothing of what a sentence is about.
  let functionWords: Set<String>
  /// The words by which tenses are told apart.
  let tenseCues: TenseCues
  /// The words of the phrases that name sources.
  let sourceWords: SourceWords

  /// The name of the word list whose values classify number words: `unit 7`, `tens 20`, `times 1000`, `and`, `half`, `a`.
  static let numeralLexicon = "numeral"
  /// The name of the word list whose values are hedge templates such as `[x, ∞)`.
  static let hedgeLexicon = "hedge"

  init(pack: RulePack) {
    lexicons = pack.lexicons
    tenseCues = TenseCues(lexicons: pack.lexicons)
    sourceWords = SourceWords(lexicons: pack.lexicons)
    functionWords = Set(pack.functionWords)
    let tables = pack.lexicons.mapValues { lexicon in
      let values = lexicon.entries.map { entry in
        (key: lexicon.ignoresCase ? WordFolding.folded(entry.text) : entry.text, value: entry.value)
      }
      return WordTable(values, ignoresCase: lexicon.ignoresCase)
    }
    self.tables = WordTable(tables, ignoresCase: false)
    var numerals: [String: NumeralToken] = [:]
    for entry in pack.lexicons[Self.numeralLexicon]?.entries ?? [] {
      numerals[WordFolding.folded(entry.text)] = Self.numeralToken(entry.value)
    }
    self.numerals = WordTable(numerals, ignoresCase: false)
    longestNumeral = numerals.keys.lazy.map { $0.split(separator: " ").count }.max() ?? 1
    var hedges: [String: HedgeTemplate] = [:]
    for entry in pack.lexicons[Self.hedgeLexicon]?.entries ?? [] {
      hedges[WordFolding.folded(entry.text)] = try? HedgeTemplate(entry.value)
    }
    self.hedges = hedges
  }

  /// What a value of the numeral list means, nil where it means nothing.
  static func numeralToken(_ value: String) -> NumeralToken? {
    let parts = value.split(separator: " ")
    switch (parts.first, parts.count == 2 ? Int(parts[1]) : nil) {
    case ("unit", let number?): return .unit(number)
    case ("tens", let number?): return .tens(number)
    case ("times", let number?): return .multiplier(number)
    case ("and", nil): return .and
    case ("half", nil): return .half
    case ("a", nil): return .a
    default: return nil
    }
  }

  /// The value that a word list gives for a word or phrase of the clean text; nil where it has none.
  func value(of text: String, in lexicon: String) -> String? {
    tables.value(of: lexicon)?.value(of: text)
  }

  /// The word list of that name.
  func lexicon(_ name: String) -> Lexicon? { lexicons[name] }

  /// The word that stands for a value of a word list where it is told: the first that the list has for it.
  func name(of value: String, in lexicon: String) -> String? {
    lexicons[lexicon]?.entries.first { $0.value == value }?.text
  }

  /// The template of a hedge as written; nil where the list has none.
  func hedge(_ text: String) -> HedgeTemplate? { hedges[WordFolding.folded(text)] }

  /// The number that a text says in digits, words or both; nil where it says none.
  func number(_ text: String) -> StatedNumber? {
    // Figures alone, as most numbers are.
    if text.utf8.allSatisfy({ $0 &- 0x30 < 10 || $0 == 0x2C || $0 == 0x2E }), numerals.value(of: text) == nil {
      guard let figure = DecimalFigure(text.utf8, grouping: UInt8(ascii: ",")) else { return nil }
      return NumeralReader.read([.digits(figure)])
    }
    var tokens: [NumeralToken] = []
    // Words are joined by spaces or hyphens; digits may stand right before a word ("5m").
    var words = WordFolding.folded(text).split(whereSeparator: { $0 == " " || $0 == "-" })[...]
    while let word = words.first {
      if let length = (1...longestNumeral).last(where: { length in
        length <= words.count && numerals.value(of: words.prefix(length).joined(separator: " ")) != nil
      }), let token = numerals.value(of: words.prefix(length).joined(separator: " ")) {
        tokens.append(token)
        words = words.dropFirst(length)
        continue
      }
      let digits = word.prefix(while: { ("0"..."9").contains($0) || $0 == "," || $0 == "." })
      guard let figure = DecimalFigure(digits.utf8, grouping: UInt8(ascii: ",")) else { return nil }
      tokens.append(.digits(figure))
      let rest = word[digits.endIndex...]
      words = words.dropFirst()
      if !rest.isEmpty { words = [rest] + words }
    }
    return NumeralReader.read(tokens)
  }
}
