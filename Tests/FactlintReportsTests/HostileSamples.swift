import Factlint

extension SampleReports {
  /// Whole paragraphs on one line, with places far apart, overlapping, and longer than a row.
  static let longLines: Report = {
    let filler = "and the council went on to hear the clerk read out the names of every street in the old town "
    let text =
      "The mayor said on Monday that 14 bridges would be repaired, " + String(repeating: filler, count: 2)
      + "before 41 bridges were named in the plan, " + String(repeating: filler, count: 3)
      + "while “the budget, which this house has debated on nine evenings and which the treasurer has defended with more"
      + " patience than any of us deserved, is final” on Tuesday, 4 March.\r\n\r\nShort line."
    let article = SampleArticle(id: "long.txt", text: text)
    return Report(
      document: article.document,
      findings: [
        Finding(
          check: "count/repeat", name: "One count has two values", severity: .error, confidence: 1,
          message: "14 bridges in one place and 41 in another", working: "14 ≠ 41",
          places: [article.place("14", role: "first"), article.place("41", role: "second")]),
        Finding(
          check: "attribution/quote", name: "A quotation has two forms", severity: .warning, confidence: 0.5,
          message: "A long quotation on a long line", working: "",
          places: [
            article.place(
              "“the budget, which this house has debated on nine evenings and which the treasurer has defended with more"
                + " patience than any of us deserved, is final”", role: "quotation"),
            article.place("The mayor", role: "speaker"), article.place("Short line.", role: "other"),
          ]),
        Finding(
          check: "date/weekday", name: "The weekday is not that of the date", severity: .error, confidence: 0.9,
          message: "Overlapping places share a line", working: "Tuesday ≠ Monday",
          places: [
            article.place("Tuesday, 4 March", role: "date"), article.place("Tuesday", role: "weekday"),
            article.place("4 March", role: "day"),
          ]),
      ], coverage: Coverage(facts: 6, checked: 6, comparisons: 3))
  }()

  /// Columns that are not bytes, scalars or characters: wide letters, combining marks, emoji, tabs.
  static let wide: Report = {
    let article = SampleArticle(
      id: "wide.txt", text: "東京で\t7人が、e\u{301}te\u{301} 👩\u{200D}🚒 に 9人が負傷\u{AD}した。\nOn the next line 7 + 1.")
    return Report(
      document: article.document,
      findings: [
        Finding(
          check: "count/repeat", name: "One count has two values", severity: .note, confidence: 0.5,
          message: "7人 and 9人", working: "7 ≠ 9",
          places: [
            article.place("7人", role: "first"), article.place("9人", role: "second"),
            article.place("line 7", role: "third"),
          ])
      ], coverage: Coverage(facts: 2, checked: 2, comparisons: 1))
  }()

  /// What an article would hold to break out of a report.
  static let attacks = [
    "</td></tr></table><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- hidden -->", "| a | b |",
    "`code` ``` ~~~", "**bold** __under__ *a* _b_ ~~gone~~", "[link](http://evil.example/) ![image](x)",
    "http://evil.example/ www.evil.example mail@evil.example", "@octocat #123 GH!45 $x^2$ :tada: %7 {:.class}",
    "\u{1B}[2J\u{1B}]0;title\u{07}\u{9B}31m", "abc\u{202E}fdp.exe\u{202C} \u{2066}x\u{2069} \u{061C}",
    "a\u{2028}b\u{2029}c",
    "::error::file=a,line=1", "1. one", "- two", "# three", "> four", "+ five", "=== ---", "&amp; &lt; &#60;", "\\* \\",
    "\u{0000}\u{7F}\u{FEFF}\u{E0041}", "\"quoted\" \u{5C}u0041", "%0A::warning::x",
  ]

  /// Each attack in every place that an article, a rule or a reader can fill.
  static let hostile: Report = {
    let article = SampleArticle(
      id: "evil \u{1B}[31m`|<b>.txt", headline: attacks.joined(separator: " "), text: attacks.joined(separator: "\n\n"),
      date: "<2024>\u{202E}", day: day("2024-03-10"), language: "en|<i>")
    let places = attacks.map { article.place($0, 2, role: "role|\u{1B}[1m`") }
    var facts: [Fact] = []
    for attack in attacks {
      facts.append(article.count(attack, 2, amount: .all, unit: attack, noun: attack, category: attack, hedge: attack))
      facts.append(article.date(attack, 2, value: attack, days: days("2024-03-01")))
      facts.append(
        article.fact(
          attack, 2, kind: attack, rule: attack,
          .attribution(
            AttributionFact(
              mode: .mixed, source: article.range(of: attack, 2), cue: nil, content: [article.range(of: attack, 2)],
              speaker: attack))))
      facts.append(article.fact(attack, 2, kind: "desk/\(attack)", rule: attack, .record([attack: .symbol(attack)])))
    }
    return Report(
      document: article.document, facts: facts,
      people: attacks.map { Person(name: $0, aliases: [$0], titles: [$0]) },
      findings: attacks.map {
        Finding(
          check: $0, name: $0, severity: .error, confidence: 0.5, message: $0, working: $0, consequences: [$0],
          places: places + [article.datePlace(role: $0)], fingerprint: $0)
      },
      agreements: attacks.map { Agreement(check: $0, working: $0, places: places) },
      unchecked: facts.indices.map { Unchecked(fact: $0, reason: .nothingToCompare) },
      coverage: Coverage(facts: facts.count), incidents: attacks.map { Incident(code: $0, message: $0) })
  }()
}
