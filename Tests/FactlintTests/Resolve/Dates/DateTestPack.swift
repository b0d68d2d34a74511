@testable import Factlint

/// A small pack with the word lists and slots that the resolver of dates reads, in a language made for these tests.
enum DateTestPack {
  /// The facts of dates of an article of blocks.
  static func dates(
    in blocks: [(role: Block.Role, text: String, reference: String?)], published: String? = nil
  ) -> [(text: String, fact: Fact, date: DateFact)] {
    var builder = ArticleBuilder()
    builder.metadata.language = "en"
    builder.metadata.date = published.flatMap { CivilDate(iso8601: $0) }.map {
      PublicationDate(day: $0, origin: .record)
    }
    for block in blocks {
      let bytes = Array(block.text.utf8)
      let field = builder.addField("text", bytes: bytes)
      builder.beginBlock(block.role, referenceDate: block.reference.flatMap { CivilDate(iso8601: $0) })
      builder.append(field: field, bytes: bytes.indices)
      builder.endBlock()
    }
    let report = Linter(packs: [pack]).facts(of: builder.finish(id: "test"))
    return report.facts.compactMap { fact in
      guard case .date(let date) = fact.value else { return nil }
      return (String(decoding: report.document.article.text[fact.range], as: UTF8.self), fact, date)
    }
  }

  /// The facts of dates of a text, a paragraph a line.
  static func dates(in text: String, published: String? = nil) -> [(text: String, fact: Fact, date: DateFact)] {
    dates(
      in: text.split(separator: "\n").map { (.paragraph, String($0), nil) }, published: published)
  }

  /// The TIMEX3 values of the dates of a text.
  static func values(in text: String, published: String? = nil) -> [String] {
    dates(in: text, published: published).map(\.date.timexValue)
  }

  static let pack: RulePack = {
    var pack = RulePack(
      name: "Test", version: "1", language: "en", functionWords: ["the", "on", "of", "was", "it", "a", "and"])
    pack.lexicons = lexicons
    let vocabulary = PatternVocabulary(lexicons: lexicons)
    pack.facts = rules.map { id, pattern, form in
      var rule = FactRule(id: id, kind: "date", pattern: "")
      rule.group = "quantity"
      rule.gives = ["reads": form]
      rule.pattern = (try? PatternTemplate(pattern)).map(vocabulary.expanded) ?? "(?!)"
      return rule
    }
    return pack
  }()

  private static let rules: [(String, String, String)] = [
    ("date/age", "{amount:number-word} {unit:time-unit} {direction:direction}", "offset"),
    ("date/clock", "(?<hour>\\d{1,2}):(?<minute>\\d\\d)(?: {meridiem:meridiem})?(?: {zone:time-zone})?", "clock"),
    ("date/full", "(?:{weekday:weekday}, )?{month:month} (?<day>\\d{1,2}), (?<year>\\d{4})(?: {era:era})?", "calendar"),
    ("date/length", "{amount:number-word} (?:{plusHalf:half-mark} )?{unit:time-unit}", "duration"),
    ("date/month", "(?:{deictic:deictic-name} )?{month:month}(?! \\d)", "calendar"),
    ("date/month-day", "(?:{weekday:weekday}, )?{month:month} (?<day>\\d{1,2})(?!\\d|, \\d)", "calendar"),
    ("date/numeric", "(?<first>\\d{1,2})(?<separator>/)(?<other>\\d{1,2})/(?<year>\\d{4})", "numeric"),
    ("date/quarter", "{quarter:part-ordinal} quarter", "calendar"),
    ("date/relative", "{relativeDay:relative-day}", "shift"),
    ("date/season", "{holiday:holiday}", "calendar"),
    ("date/unit", "{deictic:deictic-unit} {unit:time-unit}", "shift"),
    ("date/span", "(?<span>the) {amount:number-word} {unit:time-unit}", "duration"),
    ("date/reported", "the (?:(?<year>\\d{4}) )?{unit2:reported-period}", "reported"),
    (
      "date/weekday",
      "(?:{deictic:deictic-name} )?{weekday:weekday}(?=(?<owner>'s)|)(?: {part:part-of-day})?(?!,? {month})", "calendar"
    ),
    ("date/week-of", "(?<weekOf>week of) {month:month} (?<day>\\d{1,2})", "calendar"),
    ("date/year", "(?<!\\d|, )(?<year>\\d{4})", "calendar"),
  ]

  private static let lexicons: [String: Lexicon] = {
    let deictics = [
      "last": "article -1", "this": "article 0", "next": "article +1", "that": "focus 0", "the following": "focus +1",
    ]
    let lists: [String: [String: String]] = [
      "month": [
        "January": "1", "February": "2", "March": "3", "April": "4", "June": "6", "July": "7", "November": "11",
        "December": "12",
      ],
      "weekday": [
        "Monday": "1", "Tuesday": "2", "Wednesday": "3", "Thursday": "4", "Friday": "5", "Saturday": "6", "Sunday": "7",
      ],
      "deictic": deictics, "deictic-name": deictics, "deictic-unit": deictics,
      "direction": ["ago": "article -1", "later": "focus +1", "earlier": "focus -1"],
      "relative-day": ["today": "article 0", "yesterday": "article -1", "tomorrow": "article +1"],
      "time-unit": [
        "day": "day", "days": "day", "week": "week", "weeks": "week", "weekend": "weekend", "month": "month",
        "months": "month", "year": "year", "years": "year", "decades": "decade", "hours": "hour",
      ],
      "number-word": ["two": "two", "three": "three", "ten": "ten"],
      PackWords.numeralLexicon: ["two": "unit 2", "three": "unit 3", "ten": "unit 10"],
      "half-mark": ["and a half": "half"],
      "part-of-day": ["morning": "MO", "night": "NI"],
      "part-ordinal": ["first": "1", "third": "3", "fourth": "4"],
      "meridiem": ["a.m.": "am", "p.m.": "pm"],
      "time-zone": ["GMT": "0", "EST": "-300"],
      "era": ["BC": "before"],
      "holiday": ["Christmas": "fixed 12 25", "Thanksgiving": "nth 4 4 11 0", "Easter": "easter 0"],
      "reported-period": ["quarter": "quarter", "period": "period"],
      TenseCues.futureLexicon: ["will": "will", "is due": "is due", "agreed to": "agreed to"],
      TenseCues.pastLexicon: ["said": "said", "met": "met", "held": "held", "had been due": "had been due"],
      TenseCues.futurePrepositionLexicon: ["by": "by", "ahead of": "ahead of"],
      TenseCues.auxiliaryLexicon: ["be": "be"], TenseCues.pastEndingLexicon: ["ed": "ed"],
    ]
    var lexicons: [String: Lexicon] = [:]
    for (name, values) in lists {
      let entries = values.sorted { $0.key < $1.key }.map { Lexicon.Entry(text: $0.key, value: $0.value) }
      lexicons[name] = Lexicon(name: name, ignoresCase: name != "month" && name != "weekday", entries: entries)
    }
    return lexicons
  }()
}
