import Factlint

/// Reports made by hand, one for each manner of article.
enum SampleReports {
  /// The sample by its name, which is that of its golden files too.
  static let all: [(name: String, report: Report)] = [
    ("ferry", ferry), ("harvest", harvest), ("empty", empty), ("bare", bare), ("long-lines", longLines),
    ("wide", wide), ("hostile", hostile),
  ]

  static func day(_ text: String) -> CivilDate? { CivilDate(iso8601: text) }
  static func days(_ text: String) -> DayInterval? { day(text).map { DayInterval($0) } }
  static func days(_ first: String, _ last: String) -> DayInterval? {
    guard let first = day(first), let last = day(last) else { return nil }
    return DayInterval(from: first, through: last)
  }

  /// An article with everything: contradictions of each severity, all kinds of facts, all sections.
  static let ferry: Report = {
    let article = SampleArticle(
      id: "stories/ferry.txt", headline: "Eight passengers rescued from ferry off Marlo Point",
      text: """
        MARLO POINT, March 9 — Nine passengers were pulled from the water on
        Friday: five adults and three children, the coast guard said. At least 40
        vehicles were on board.

        “We heard one bang and then the deck tilted,” said Ines Corvo, 34, a
        nurse from Tarrow. She added that the crew had handed out life jackets.
        Captain Odd Brekke told reporters that 12 people remained in hospital.

        Of the 250 tickets sold, 25 were returned, or 20 percent. Tickets cost
        $18 each. The ferry line opened in May 1998 and carried 22.2 percent of
        island traffic last winter. A memorial is planned for next month.

        Corvo, 43, left hospital on Saturday after two days.
        """, date: "2024-03-10", day: day("2024-03-10"))
    let corvo = 0
    let brekke = 1
    let coastGuard = "the coast guard"
    let facts = [
      article.count("Eight passengers", amount: Interval(8), noun: "passengers", category: "rescued"),
      article.date("March 9", value: "2024-03-09", days: days("2024-03-09")),
      article.count("Nine passengers", amount: Interval(9), noun: "passengers", category: "rescued"),
      article.fact(
        "Nine passengers were pulled from the water on Friday: five adults and three children, the coast guard said.",
        kind: "attribution", rule: "attribution/content-source-cue",
        .attribution(
          AttributionFact(
            mode: .indirect, source: article.range(of: coastGuard), cue: article.range(of: "said"),
            content: [
              article.range(of: "Nine passengers were pulled from the water on Friday: five adults and three children")
            ],
            speaker: coastGuard))),
      article.date("Friday", value: "2024-03-08", days: days("2024-03-08"), readings: ["2024-03-15"]),
      article.count("five adults", amount: Interval(5), noun: "adults", category: "rescued"),
      article.count("three children", amount: Interval(3), noun: "children", category: "rescued"),
      article.count("At least 40 vehicles", amount: .atLeast(40), unit: "item", noun: "vehicles", hedge: "At least"),
      article.fact(
        "“We heard one bang and then the deck tilted,” said Ines Corvo", kind: "attribution",
        rule: "attribution/quote-cue-source",
        .attribution(
          AttributionFact(
            mode: .direct, source: article.range(of: "Ines Corvo"), cue: article.range(of: "said", 2),
            content: [article.range(of: "“We heard one bang and then the deck tilted,”")], speaker: "Ines Corvo",
            person: corvo))),
      article.count("one bang", amount: Interval(1), unit: "item", noun: "bang", voice: .direct(speaker: "Ines Corvo")),
      article.fact(
        "Ines Corvo, 34, a nurse", kind: "person", rule: "attribution/person-role",
        .person(PersonFact(name: "Ines Corvo", title: "nurse", person: corvo))),
      article.count("34", amount: Interval(34), unit: "year", noun: nil, category: "age", kind: "age"),
      article.fact(
        "She added that the crew had handed out life jackets", kind: "attribution", rule: "attribution/source-cue",
        .attribution(
          AttributionFact(
            mode: .indirect, source: article.range(of: "She"), cue: article.range(of: "added"),
            content: [article.range(of: "the crew had handed out life jackets")], speaker: "Ines Corvo", person: corvo))
      ),
      article.fact(
        "Captain Odd Brekke", kind: "person", rule: "attribution/person-title",
        .person(PersonFact(name: "Odd Brekke", title: "Captain", person: brekke))),
      article.count(
        "12 people", amount: Interval(12), noun: "people", category: "hospitalised",
        voice: .indirect(speaker: "Odd Brekke"), reservations: [.otherEvent]),
      article.count("20 percent", amount: rounded(19.5, 20.5), unit: "percent", kind: "percent"),
      article.fact(
        "Tickets cost $18", kind: "fares/ticket", rule: "fares/ticket",
        .record(["price": .number(Interval(18)), "line": .symbol("island")])),
      article.date("May 1998", value: "1998-05", days: days("1998-05-01", "1998-05-31")),
      article.count("22.2 percent", amount: rounded(22.15, 22.25), unit: "percent", kind: "percent"),
      article.date("last winter", value: "2023-WI", reservations: [.undated]),
      article.date(
        "next month", value: "2024-04", days: days("2024-04-01", "2024-04-30"), reservations: [.hypothetical]),
      article.count("43", amount: Interval(43), unit: "year", category: "age", kind: "age"),
      article.date("Saturday", value: "2024-03-09", days: days("2024-03-09")),
      article.date("two days", type: .duration, value: "P2D"),
    ]
    return Report(
      document: article.document, facts: facts,
      people: [
        Person(name: "Ines Corvo", aliases: ["Corvo"], titles: ["nurse"]),
        Person(name: "Odd Brekke", titles: ["Captain"]),
        Person(name: "Ada Linde", titles: ["harbour master", "pilot"]),
      ],
      findings: [
        Finding(
          check: "count/total", name: "Parts do not add up to their total", severity: .error, confidence: 0.95,
          message: "9 passengers in all, but the parts add up to 8: 5 adults + 3 children", working: "9 ≠ 5 + 3",
          consequences: ["The headline’s 8 passengers agree with the parts and not with the total."],
          places: [
            article.place("Nine", role: "whole"), article.place("five", role: "part"),
            article.place("three", role: "part"),
            article.place("Eight", role: "other"),
          ], fingerprint: "0a1b2c3d"),
        Finding(
          check: "count/age", name: "One person has two ages", severity: .error, confidence: 0.9,
          message: "Ines Corvo is 34 in one place and 43 in another", working: "34 ≠ 43",
          places: [article.place("34", role: "first"), article.place("43", role: "second")], fingerprint: "1a1b2c3d"),
        Finding(
          check: "count/percent-of", name: "A percentage does not fit its numbers", severity: .warning,
          confidence: 0.75,
          message: "25 of 250 is 10 percent, not 20 percent", working: "25 ÷ 250 = 10 % ≠ 20 %",
          places: [
            article.place("20 percent", role: "share"), article.place("25 were", role: "part"),
            article.place("250", role: "whole"),
          ], fingerprint: "2a1b2c3d"),
        Finding(
          check: "date/past-tense", name: "Dateline and publication date are a day apart", severity: .note,
          confidence: 0.5, message: "The dateline says March 9; the article is of March 10", working: "",
          places: [article.place("March 9", role: "dateline"), article.datePlace(role: "publication")],
          fingerprint: "3a1b2c3d"),
      ],
      agreements: [
        Agreement(
          check: "date/weekday", working: "Friday = 2024-03-08, within a week of 2024-03-10",
          places: [article.place("Friday", role: "weekday")]),
        Agreement(
          check: "count/repeat", working: "Eight = five + three",
          places: [article.place("Eight", role: "whole"), article.place("three", role: "part")]),
      ],
      unchecked: [
        Unchecked(fact: 7, reason: .nothingToCompare), Unchecked(fact: 9, reason: .nothingToCompare),
        Unchecked(fact: 14, reason: .reserved(.otherEvent)), Unchecked(fact: 16, reason: .nothingToCompare),
        Unchecked(fact: 17, reason: .nothingToCompare), Unchecked(fact: 18, reason: .nothingToCompare),
        Unchecked(fact: 19, reason: .reserved(.undated)), Unchecked(fact: 20, reason: .reserved(.hypothetical)),
        Unchecked(fact: 22, reason: .nothingToCompare), Unchecked(fact: 23, reason: .nothingToCompare),
      ],
      coverage: Coverage(facts: 24, checked: 14, comparisons: 6, agreed: 2),
      incidents: [Incident(code: "match-limit", message: "One pattern was given up on one sentence.")])
  }()

  /// An article in which everything agrees.
  static let harvest: Report = {
    let article = SampleArticle(
      id: "harvest", text: "The valley picked 30 tons of plums: 10 in June and 20 in July.", day: day("2022-08-01"))
    return Report(
      document: article.document,
      facts: [article.count("30 tons", amount: Interval(30), unit: "ton", noun: "plums")],
      agreements: [
        Agreement(
          check: "count/total", working: "30 = 10 + 20",
          places: [
            article.place("30", role: "whole"), article.place("10", role: "part"), article.place("20", role: "part"),
          ])
      ],
      coverage: Coverage(facts: 1, checked: 1, comparisons: 1, agreed: 1))
  }()

  /// A record without any text.
  static let empty: Report = {
    let article = SampleArticle(id: "", text: "", language: nil)
    let incident = Incident(code: "empty-article", message: "The article has no text.")
    return Report(document: article.document, incidents: [incident])
  }()

  /// An article with facts of which none could be compared, in a language without a pack and without a date.
  static let bare: Report = {
    let article = SampleArticle(id: "bare", text: "Sieben Boote lagen am Montag im Hafen.", language: "de")
    return Report(
      document: article.document,
      facts: [
        article.count("Sieben", amount: Interval(7), unit: "item", noun: "Boote"),
        article.date("Montag", value: "XXXX-WXX-1"),
      ],
      unchecked: [Unchecked(fact: 0, reason: .noPack), Unchecked(fact: 1, reason: .noPack)],
      coverage: Coverage(facts: 2))
  }()

  /// The interval of a rounded figure, closed below and open above, from tenths of thousandths.
  static func rounded(_ low: Double, _ high: Double) -> Interval {
    func bound(_ value: Double, isClosed: Bool) -> Bound {
      Bound(Rational(Int((value * 10_000).rounded()), over: 10_000) ?? .zero, isClosed: isClosed)
    }
    return Interval(lower: bound(low, isClosed: true), upper: bound(high, isClosed: false)) ?? .all
  }
}
