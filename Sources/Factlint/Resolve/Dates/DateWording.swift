/// What the slots of a date's mention say, each read by its word list.
///
/// The names of slots and of the word lists that read them are fixed, whatever fragment or rule they stand in: this is
/// the vocabulary that rules of dates share with the resolver.
struct DateWording {
  let source: Source
  let mention: Mention

  /// What the rule says that its match is.
  let form: Form

  init(source: Source, mention: Mention) {
    (self.source, self.mention) = (source, mention)
    form = Form(rawValue: source.context.pack.facts[mention.rule].gives["reads"] ?? "") ?? .calendar
  }

  /// What all mentions of an article are read with: one reference, for wordings are copied often.
  final class Source {
    let context: ResolutionContext
    init(_ context: ResolutionContext) { self.context = context }
  }

  /// What a rule says that its match is; the value of its `reads`.
  enum Form: String {
    /// Parts of a date, a time or a period of the calendar.
    case calendar
    /// A date in figures whose order is open.
    case numeric
    /// A unit moved from the article's date or the date last named: "last week".
    case shift
    /// An amount of a unit away from such a date: "two years ago".
    case offset
    case duration
    case set
    /// The present, the past or the future.
    case reference
    /// A time of the clock.
    case clock
    /// The quarter that a company reports on.
    case reported
  }

  /// What a deictic word points from, and how many units away.
  struct Deictic {
    var isFromArticle: Bool
    var count: Int

    /// Reads "article -1" and the like.
    init?(_ value: some StringProtocol) {
      let parts = value.split(separator: " ")
      guard parts.count >= 2, let count = Int(parts[1]) else { return nil }
      isFromArticle = parts[0] == "article"
      self.count = count
    }
  }

  /// An amount of a unit, open where the words leave it so.
  struct Amount {
    var count: Rational?
    var unit: DateUnit
  }

  func has(_ slot: String) -> Bool { mention.range(of: slot) != nil }

  func text(_ slot: String) -> String? { mention.range(of: slot).map { source.context.text($0) } }

  /// The value that a word list gives for a slot.
  func value(_ slot: String, _ lexicon: String) -> String? {
    text(slot).flatMap { source.context.words.value(of: $0, in: lexicon) }
  }

  func integer(_ slot: String) -> Int? { text(slot).flatMap { Int($0) } }

  var weekday: Weekday? {
    (value("weekday", "weekday") ?? value("weekday", "recurring-weekday")).flatMap { Int($0) }
      .flatMap(Weekday.init(rawValue:))
  }
  var month: Int? { value("month", "month").flatMap { Int($0) } ?? integer("monthNumber") }
  var day: Int? { integer("day") ?? value("day", "month-word-day").flatMap { Int($0) } }
  var season: Season? { value("season", "season").flatMap(Season.init(rawValue:)) }
  var quarter: Int? {
    (value("quarter", "part-ordinal") ?? value("quarterCode", "quarter-code") ?? value("quarterCode", "quarter-span"))
      .flatMap { Int($0) }
  }
  var half: Int? {
    (value("half", "part-ordinal") ?? value("half", "last-half") ?? value("half", "half-code")).flatMap { Int($0) }
  }
  var partOfDay: PartOfDay? { value("part", "part-of-day").flatMap(PartOfDay.init(rawValue:)) }
  var isBeforeCommonEra: Bool { value("era", "era") == "before" }
  var holiday: String? { value("holiday", "holiday") }
  var reference: String? {
    value("reference", "time-reference") ?? value("reference", "time-reference-adjective")
      ?? value("reference", "soon") ?? value("reference", "one-day")
  }
  var quantifier: RecurringTime.Quantifier? {
    value("quantifier", "set-quantifier").flatMap(RecurringTime.Quantifier.init(rawValue:))
  }

  /// What is said about the edges of a date or the exactness of a length.
  var modifier: TimexModifier? {
    (value("edge", "date-edge") ?? value("approx", "time-approximation")).flatMap(TimexModifier.init(rawValue:))
  }

  /// The year in figures or words; nil where none is stated.
  var year: StatedYear? {
    if let digits = text("year"), let number = Int(digits) {
      return StatedYear(number: number, isShort: digits.utf8.count == 2 && !has("era"))
    }
    if let name = value("yearName", "round-year"), let number = Int(name) {
      return StatedYear(number: number, isShort: false)
    }
    guard let high = value("yearHigh", "year-high").flatMap({ Int($0) }),
      let low = value("yearLow", "year-low").flatMap({ Int($0) })
    else { return nil }
    let unit = text("yearUnit").flatMap { source.context.words.number($0) }?.value.floor ?? 0
    return StatedYear(number: high * 100 + low + unit, isShort: false)
  }

  /// A year as written.
  struct StatedYear {
    var number: Int
    /// Whether its century is left out.
    var isShort: Bool
  }

  /// What is compared with the same of a year before: "the year-ago quarter", "the same month a year earlier".
  var comparedUnit: DateUnit? { value("unit2", "time-unit").flatMap(DateUnit.init(rawValue:)) }

  /// Whether it is a length of several months that a report is about: "the first nine months".
  var isReportedSpan: Bool { form == .duration && has("span") && unit == .month }

  var unit: DateUnit? { value("unit", "time-unit").flatMap(DateUnit.init(rawValue:)) }

  /// Where the thing named lies from its anchor: "last", "the following".
  var deictic: Deictic? { value("deictic", "deictic").flatMap { Deictic($0) } ?? nameDeictic }
  private var nameDeictic: Deictic? {
    (value("deictic", "deictic-name") ?? value("deictic", "deictic-unit")).flatMap { Deictic($0) }
  }
  /// Where the year lies that the thing named is in: "of last year".
  var yearShift: Deictic? { value("yearShift", "deictic-unit").flatMap { Deictic($0) } }
  /// Which way and from where an offset goes.
  var direction: Deictic? { value("direction", "direction").flatMap { Deictic($0) } }

  /// The amounts of units, in the order of the text.
  func amounts() -> [Amount] {
    guard let unit else { return [] }
    var count = amount("amount")
    if count == nil, let text = text("vague") {
      count = source.context.words.value(of: text, in: "vague-amount").flatMap { Int($0) }.map { Rational($0) }
      if source.context.words.value(of: text, in: "article-word") != nil { count = 1 }
    }
    if !has("amount"), !has("vague"), value("unit", "length-unit-single") != nil { count = 1 }
    var amounts = [Amount(count: count, unit: unit)]
    if let second = value("unit2", "time-unit").flatMap(DateUnit.init(rawValue:)) {
      amounts.append(Amount(count: amount("amount2"), unit: second))
    }
    return amounts
  }

  private func amount(_ slot: String) -> Rational? { text(slot).flatMap { source.context.words.number($0) }?.value }
}

/// The units of time that word lists name.
enum DateUnit: String {
  case century, decade, year, quarter, month, fortnight, week, weekend, day, hour, minute, second

  var granularity: Granularity {
    switch self {
    case .century: .century
    case .decade: .decade
    case .year: .year
    case .quarter: .quarter
    case .month: .month
    case .fortnight, .week: .week
    case .weekend: .weekend
    case .day: .day
    case .hour: .hour
    case .minute: .minute
    case .second: .second
    }
  }

  /// The unit as lengths count it, with the number of them that it stands for: TIMEX3 counts decades in years.
  var length: (unit: Period.Unit, count: Int) {
    switch self {
    case .century: (.year, 100)
    case .decade: (.year, 10)
    case .year: (.year, 1)
    case .quarter: (.quarter, 1)
    case .month: (.month, 1)
    case .fortnight: (.week, 2)
    case .week: (.week, 1)
    case .weekend: (.day, 2)
    case .day: (.day, 1)
    case .hour: (.hour, 1)
    case .minute: (.minute, 1)
    case .second: (.second, 1)
    }
  }
}
