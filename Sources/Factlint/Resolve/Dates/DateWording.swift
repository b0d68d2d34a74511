/// What the slots of a date's mention say, each read by its word list.
///
/// The names of slots and of the word lists that read them are fixed, whatever fragment or rule they stand in: this is
/// the vocabulary that rules of dates share with the resolver. An object, since many look at it.
final class DateWording {
  let context: ResolutionContext
  let mention: Mention
  private let lists: WordLists

  /// What the rule says that its match is.
  let form: Form
  /// The year in figures or words; nil where none is stated.
  let year: StatedYear?
  /// The day of the week; nil where none is stated.
  let weekday: Weekday?

  init(context: ResolutionContext, mention number: Int) {
    (self.context, mention, lists) = (context, context.mentions[number], context.words.lists)
    form = context.rules[mention.rule].dateForm
    var year: StatedYear?
    var weekday: Weekday?
    for slot in mention.slots {
      switch slot.known {
      case .year, .yearName, .yearHigh: year = year ?? StatedYear(mention, in: context)
      case .weekday:
        let value =
          lists.weekdays.value(of: slot.range, in: context.clean)
          ?? lists.recurringWeekdays.value(of: slot.range, in: context.clean)
        weekday = value.flatMap { Int($0) }.flatMap(Weekday.init(rawValue:))
      default: break
      }
    }
    (self.year, self.weekday) = (year, weekday)
  }

  /// What a rule says that its match is; the value of its `reads`.
  enum Form: String, Sendable {
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
  struct Deictic: Sendable {
    var isFromArticle: Bool
    var count: Int

    init(isFromArticle: Bool, count: Int) {
      (self.isFromArticle, self.count) = (isFromArticle, count)
    }

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

  func has(_ slot: SlotName) -> Bool { mention.has(slot) }

  func text(_ slot: SlotName) -> String? { mention.range(of: slot).map { context.text($0) } }

  /// The value that a word list gives for a slot; the list is asked for only where there is something to look up.
  func value<Value: Sendable>(_ slot: SlotName, _ list: @autoclosure () -> WordTable<Value>) -> Value? {
    guard let range = mention.range(of: slot) else { return nil }
    return list().value(of: range, in: context.clean)
  }

  /// The same as a number.
  func integer(_ slot: SlotName, _ list: @autoclosure () -> WordTable<String>) -> Int? {
    value(slot, list()).flatMap { Int($0) }
  }

  /// The number that a slot is in figures.
  func integer(_ slot: SlotName) -> Int? { mention.range(of: slot).flatMap { context.integer($0) } }

  /// Whether points stand between the parts of a date in figures.
  var isSeparatedByPoints: Bool {
    mention.range(of: .separator).map { context.clean[$0].elementsEqual(CollectionOfOne(UInt8(ascii: "."))) } == true
  }
  var month: Int? { integer(.month, lists.months) ?? integer(.monthNumber) }
  var day: Int? { integer(.day) ?? integer(.day, lists.monthWordDays) }
  var season: Season? { value(.season, lists.seasons).flatMap(Season.init(rawValue:)) }
  var quarter: Int? {
    (value(.quarter, lists.partOrdinals) ?? value(.quarterCode, lists.quarterCodes)
      ?? value(.quarterCode, lists.quarterSpans))
      .flatMap { Int($0) }
  }
  var half: Int? {
    (value(.half, lists.partOrdinals) ?? value(.half, lists.lastHalves) ?? value(.half, lists.halfCodes))
      .flatMap { Int($0) }
  }
  var partOfDay: PartOfDay? { value(.part, lists.partsOfDay).flatMap(PartOfDay.init(rawValue:)) }
  var isBeforeCommonEra: Bool { value(.era, lists.eras) == "before" }
  var holiday: String? { value(.holiday, lists.holidays) }
  var reference: String? {
    value(.reference, lists.timeReferences) ?? value(.reference, lists.timeReferenceAdjectives)
      ?? value(.reference, lists.soon) ?? value(.reference, lists.oneDay)
  }
  var quantifier: RecurringTime.Quantifier? {
    value(.quantifier, lists.setQuantifiers).flatMap(RecurringTime.Quantifier.init(rawValue:))
  }

  /// What is said about the edges of a date or the exactness of a length.
  var modifier: TimexModifier? {
    (value(.edge, lists.dateEdges) ?? value(.approx, lists.timeApproximations)).flatMap(TimexModifier.init(rawValue:))
  }

  /// A year as written.
  struct StatedYear {
    var number: Int
    /// Whether its century is left out.
    var isShort = false

    /// The year that a mention states in figures or words; nil where it states none.
    init?(_ mention: Mention, in context: ResolutionContext) {
      let (lists, text) = (context.words.lists, context.clean)
      if let digits = mention.range(of: .year), let number = context.integer(digits) {
        (self.number, isShort) = (number, digits.count == 2 && !mention.has(.era))
        return
      }
      func number(_ slot: SlotName, _ list: WordTable<String>) -> Int? {
        mention.range(of: slot).flatMap { list.value(of: $0, in: text) }.flatMap { Int($0) }
      }
      if let number = number(.yearName, lists.roundYears) {
        self.number = number
      } else if mention.has(.yearHigh), let high = number(.yearHigh, lists.yearHighs),
        let low = number(.yearLow, lists.yearLows)
      {
        let unit = mention.range(of: .yearUnit).flatMap { context.words.number($0, in: text) }?.value
        self.number = high * 100 + low + (unit?.floor ?? 0)
      } else {
        return nil
      }
    }
  }

  /// What is compared with the same of a year before: "the year-ago quarter", "the same month a year earlier".
  var comparedUnit: DateUnit? { value(.unit2, lists.timeUnits).flatMap(DateUnit.init(rawValue:)) }

  /// Whether it is a length of several months that a report is about: "the first nine months".
  var isReportedSpan: Bool { form == .duration && has(.span) && unit == .month }

  var unit: DateUnit? { value(.unit, lists.timeUnits).flatMap(DateUnit.init(rawValue:)) }

  /// Where the thing named lies from its anchor: "last", "the following".
  var deictic: Deictic? {
    guard has(.deictic) else { return nil }
    return value(.deictic, lists.deictics) ?? value(.deictic, lists.deicticNames) ?? value(.deictic, lists.deicticUnits)
  }
  /// Where the year lies that the thing named is in: "of last year".
  var yearShift: Deictic? { value(.yearShift, lists.deicticUnits) }
  /// Which way and from where an offset goes.
  var direction: Deictic? { value(.direction, lists.directions) }
  /// How many days a word such as "yesterday" is away.
  var relativeDay: Deictic? { value(.relativeDay, lists.relativeDays) }
  /// How many days a word such as "tonight" is away.
  var dayPartShift: Deictic? { value(.dayPart, lists.dayPartShifts) }

  /// The amount of a unit, and one of a smaller unit behind it; nil where the words name no unit.
  func amounts() -> (first: Amount, second: Amount?)? {
    guard let unit else { return nil }
    var count = amount(.amount)
    if count == nil, has(.vague) {
      count = integer(.vague, lists.vagueAmounts).map { Rational($0) }
      if value(.vague, lists.articleWords) != nil { count = 1 }
    }
    if !has(.amount), !has(.vague), value(.unit, lists.lengthUnitSingles) != nil { count = 1 }
    return (Amount(count: count, unit: unit), comparedUnit.map { Amount(count: amount(.amount2), unit: $0) })
  }

  private func amount(_ slot: SlotName) -> Rational? {
    mention.range(of: slot).flatMap { context.words.number($0, in: context.clean) }?.value
  }
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
