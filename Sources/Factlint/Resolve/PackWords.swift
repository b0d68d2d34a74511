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
  private let hedges: WordTable<HedgeTemplate>
  /// The words that say nothing of what a sentence is about.
  let functionWords: WordTable<Bool>
  /// The words by which tenses are told apart.
  let tenseCues: TenseCues
  /// The words of the phrases that name sources.
  let sourceWords: SourceWords
  /// The word lists that are asked most, and need not be looked for.
  let lists: WordLists

  /// The name of the word list whose values classify number words: `unit 7`, `tens 20`, `times 1000`, `and`, `half`, `a`.
  static let numeralLexicon = "numeral"
  /// The name of the word list whose values are hedge templates such as `[x, ∞)`.
  static let hedgeLexicon = "hedge"

  init(pack: RulePack) {
    lexicons = pack.lexicons
    tenseCues = TenseCues(lexicons: pack.lexicons)
    sourceWords = SourceWords(lexicons: pack.lexicons)
    functionWords = WordTable(pack.functionWords.map { (key: $0, value: true) }, ignoresCase: false)
    let tables = pack.lexicons.mapValues { lexicon in
      WordTable(lexicon.entries.lazy.map { (key: $0.text, value: $0.value) }, ignoresCase: lexicon.ignoresCase)
    }
    self.tables = WordTable(tables, ignoresCase: false)
    lists = WordLists(tables, lexicons: pack.lexicons)
    var numerals: [String: NumeralToken] = [:]
    for entry in pack.lexicons[Self.numeralLexicon]?.entries ?? [] {
      numerals[WordFolding.folded(entry.text)] = Self.numeralToken(entry.value)
    }
    self.numerals = WordTable(numerals, ignoresCase: true)
    longestNumeral = numerals.keys.lazy.map { $0.split(separator: " ").count }.max() ?? 1
    var hedges: [String: HedgeTemplate] = [:]
    for entry in pack.lexicons[Self.hedgeLexicon]?.entries ?? [] {
      hedges[WordFolding.folded(entry.text)] = try? HedgeTemplate(entry.value)
    }
    self.hedges = WordTable(hedges, ignoresCase: true)
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

  /// The words of the list of that name, ready to be looked up; nil where there is none.
  func table(_ name: String) -> WordTable<String>? { tables.value(of: name) }

  /// The word list of that name.
  func lexicon(_ name: String) -> Lexicon? { lexicons[name] }

  /// The word that stands for a value of a word list where it is told: the first that the list has for it.
  func name(of value: String, in lexicon: String) -> String? {
    lexicons[lexicon]?.entries.first { $0.value == value }?.text
  }

  /// The template of a hedge as written; nil where the list has none.
  func hedge(_ text: String) -> HedgeTemplate? { hedges.value(of: text) }

  /// The template of a hedge in a range of a text; nil where the list has none.
  func hedge(_ range: Range<Int>, in text: [UInt8]) -> HedgeTemplate? { hedges.value(of: range, in: text) }

  /// The number that a text says in digits, words or both; nil where it says none.
  func number(_ text: String) -> StatedNumber? {
    let bytes = Array(text.utf8)
    return number(bytes.indices, in: bytes)
  }

  /// The number that a range of a text says in digits, words or both; nil where it says none.
  func number(_ range: Range<Int>, in text: [UInt8]) -> StatedNumber? {
    // Figures alone, as most numbers are.
    if isOfFigures(range, in: text), !numerals.contains(range, in: text) {
      guard let figure = DecimalFigure(text[range], grouping: UInt8(ascii: ",")) else { return nil }
      return StatedNumber(figure)
    }
    let words = Self.spaced(range, of: text)
    var tokens: [NumeralToken] = []
    var place = 0
    while place < words.count {
      if let (token, end) = numeral(at: place, of: words) {
        tokens.append(token)
        place = end + 1
        continue
      }
      // Digits may stand right before a word ("5m").
      var end = place
      while end < words.count, words[end] &- 0x30 < 10 || words[end] == 0x2C || words[end] == 0x2E { end += 1 }
      guard let figure = DecimalFigure(words[place..<end], grouping: UInt8(ascii: ",")) else { return nil }
      tokens.append(.digits(figure))
      place = end < words.count && words[end] == 0x20 ? end + 1 : end
    }
    return NumeralReader.read(tokens)
  }

  private func isOfFigures(_ range: Range<Int>, in text: [UInt8]) -> Bool {
    for place in range {
      let byte = text[place]
      if byte &- 0x30 >= 10, byte != 0x2C, byte != 0x2E { return false }
    }
    return true
  }

  /// The longest entry of the numeral list that begins at a place, and where it ends.
  private func numeral(at start: Int, of words: [UInt8]) -> (token: NumeralToken, end: Int)? {
    var found: (token: NumeralToken, end: Int)?
    var end = start
    for _ in 0..<longestNumeral {
      while end < words.count, words[end] != 0x20 { end += 1 }
      if let token = numerals.value(of: start..<end, in: words) { found = (token, end) }
      if end == words.count { break }
      end += 1
    }
    return found
  }

  /// The words of a number, which spaces or hyphens join, with one space between two.
  private static func spaced(_ range: Range<Int>, of text: [UInt8]) -> [UInt8] {
    var words: [UInt8] = []
    words.reserveCapacity(range.count)
    var isInside = false
    for place in range {
      let byte = text[place]
      if byte == 0x20 || byte == 0x2D {
        isInside = false
      } else {
        if !isInside, !words.isEmpty { words.append(0x20) }
        isInside = true
        words.append(byte)
      }
    }
    return words
  }
}
