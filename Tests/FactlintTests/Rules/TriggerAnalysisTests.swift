import Testing

@testable import Factlint

@Suite("What every match of a pattern must contain")
struct TriggerAnalysisTests {
  /// The clauses of a pattern that has one list of them, or none.
  private func clauses(_ pattern: String) throws -> [Set<Trigger>] {
    let alternatives = try alternatives(pattern)
    #expect(alternatives.count < 2, "\(pattern)")
    return alternatives.first ?? []
  }

  private func alternatives(_ pattern: String) throws -> [[Set<Trigger>]] {
    let words = try vocabulary(
      [
        wordList("month", ["May", "Jan.", "as of May"]), wordList("sign", ["$", "US$"]), wordList("comma", [",", ";"]),
        wordList("place", ["Malmö", "Malmo\u{308}"]), wordList("figure", ["5", "five"]),
        wordList("mixed", ["May", ","]),
        wordList("none", []),
      ], fragments: ["day": "{month} \\d+", "loose": "a|b"])
    let analysis = TriggerAnalysis(vocabulary: words, functionWords: ["of", "as", "the"])
    return analysis.alternatives(of: try PatternTemplate(pattern))
  }

  @Test("a literal word counts where it is bounded on both sides")
  func literalWords() throws {
    #expect(try clauses("\\bkilled\\b") == [[.words(["killed"])]])
    #expect(try clauses("\\bKilled \\bthe ") == [[.words(["killed"])], [.words(["the"])]])
    #expect(try clauses("5killed-") == [[.words(["killed"])]])
    #expect(try clauses("\\skilled\\h") == [[.words(["killed"])]])
    #expect(try clauses("[ -]killed[,;]") == [[.words(["killed"])]])
    #expect(try clauses("\\b(?i:)killed\\b") == [])
    // No match begins inside a word.
    #expect(try clauses("killed\\b") == [[.words(["killed"])]])
    #expect(try clauses("(?i:killed|hurt) \\d") == [[.words(["killed"]), .words(["hurt"])], [.digit]])
    for open in [
      "killed", "\\bkilled", "\\bkilleds?\\b", "\\bkilled(?:\\b)", "^killed$", "\\bkilled.",
      "\\bkilled\\B", "\\bkill\\w+\\b", "[ e]killed[ e]", "[ -~]killed[^ ]",
    ] {
      #expect(try clauses(open) == [], "\(open)")
    }
    #expect(try clauses("\\bcafe\u{301}\\b") == [])
  }

  @Test("a word list counts by a telling word of each entry")
  func wordLists() throws {
    #expect(try clauses("{month}") == [[.words(["jan", "may"])]])
    #expect(try clauses("{s:sign}") == [[.words(["us"]), .symbol("$")]])
    #expect(try clauses("{figure}") == [[.words(["five"]), .digit]])
    #expect(try clauses("{comma}") == [[.symbol(";")]] || clauses("{comma}") == [])
    #expect(try clauses("{mixed}") == [])
    #expect(try clauses("{none}") == [])
  }

  @Test("entries that differ only in how an accent is written are two words")
  func accents() throws {
    let found = try clauses("{place}")
    guard case .words(let words)? = found.first?.first else {
      Issue.record("no words: \(found)")
      return
    }
    #expect(words.map { Array($0.utf8) } == [Array("malmo\u{308}".utf8), Array("malmö".utf8)])
    #expect(Trigger.words(["é"]) != Trigger.words(["e\u{301}"]))
    #expect(Trigger.words(["é"]) == Trigger.words(["é"]))
    #expect(
      Set([Trigger.words(["é"]), .words(["e\u{301}"]), .symbol("é"), .digit, .digit, .capital, .quotation]).count == 6)
  }

  @Test("classes count where each scalar of them does")
  func classes() throws {
    for digits in ["\\d", "[0-9]", "[5]", "[1-57-9]", "\\p{Nd}", "\\d{2}", "\\d++"] {
      #expect(try clauses(digits) == [[.digit]], "\(digits)")
    }
    for capitals in ["[A-Z]", "\\p{Lu}", "[\\p{Lu}]", "[A-Z\\p{Lu}]+", "(?-i:[A-Z])"] {
      #expect(try clauses(capitals) == [[.capital]], "\(capitals)")
    }
    for others in [
      "[0-9-5]", "[-5]", "[5-]", "[^0-9]", "[0-9.]", "[A-Za-z]", "[^A-Z]", "(?i:[A-Z])", "(?i:\\p{Lu})", "\\P{Lu}",
      "\\d?", "\\d*", "\\d{0,2}", ".", "\\w",
    ] {
      #expect(try clauses(others) == [], "\(others)")
    }
    #expect(try clauses("(?i:(?-i:[A-Z])x)") == [[.capital]])
    #expect(try clauses("(?-i:(?i:[A-Z])x)") == [])
  }

  @Test("an alternation needs a trigger in each branch")
  func alternations() throws {
    #expect(try clauses("\\d|{month}") == [[.digit, .words(["jan", "may"])]])
    #expect(try clauses("\\d|x") == [])
    #expect(try clauses("\\d|") == [])
    #expect(try clauses("(?:\\d|%){2}") == [[.digit, .symbol("%")]])
    #expect(try clauses("(?:\\d|%)?") == [])
    #expect(try clauses("{loose}") == [])
  }

  @Test("words in the branches count where what stands around them bounds them")
  func boundedBranches() throws {
    #expect(try clauses("\\b(?:killed|wounded) ") == [[.words(["killed"]), .words(["wounded"])]])
    #expect(try clauses(" (?:killed|(?:shot|hit)) ") == [[.words(["killed"]), .words(["shot"]), .words(["hit"])]])
    for open in ["(?:killed|wounded)s", "un(?:killed|wounded) ", " (?:killed|wounded)?", " (?:killed|x) ?y"] {
      #expect(try clauses(open) == [], "\(open)")
    }
  }

  @Test("branches that need several things each have a list of their own")
  func severalClauses() throws {
    #expect(
      try alternatives(" (?:killed \\d|shot %) ") == [
        [[.words(["killed"])], [.digit]], [[.words(["shot"])], [.symbol("%")]],
      ])
    #expect(
      try alternatives("(?:{month}|%) \\bof (?:\\d|{quotation})|{quotation}") == [
        [[.words(["jan", "may"]), .symbol("%")], [.words(["of"])], [.digit, .quotation]], [[.quotation]],
      ])
  }

  @Test("branches that differ in one thing are told as one, and nothing is told twice")
  func joinedBranches() throws {
    #expect(try clauses("\\d\\d {month} \\d|\\d%") == [[.words(["jan", "may"]), .symbol("%")], [.digit]])
    #expect(try clauses("{month}|{month}") == [[.words(["jan", "may"])]])
    #expect(try clauses("\\d\\d\\d") == [[.digit]])
  }

  @Test("what must not be seen, and assertions, promise nothing")
  func negations() throws {
    for pattern in ["(?!{month})", "(?<!\\d)", "\\b\\B^$\\A\\z"] {
      #expect(try clauses(pattern) == [], "\(pattern)")
    }
  }

  @Test("what must be seen ahead is there, but its ends may lie inside words; what is behind may come before the match")
  func lookArounds() throws {
    #expect(try clauses("(?=\\d)") == [[.digit]])
    #expect(try clauses("(?<=%)") == [])
    #expect(try clauses("x(?=.* that .*{quotation})") == [[.words(["that"])], [.quotation]])
    #expect(try clauses("(?=that)(?<=than)") == [])
  }

  @Test("the most telling clauses come first, four at most")
  func order() throws {
    #expect(
      try clauses("[A-Z]\\d% \\bkilled {quotation}") == [[.words(["killed"])], [.symbol("%")], [.quotation], [.digit]]
        || clauses("[A-Z]\\d% \\bkilled {quotation}") == [[.words(["killed"])], [.quotation], [.symbol("%")], [.digit]])
    #expect(try clauses("{day}") == [[.words(["jan", "may"])], [.digit]])
  }
}
