/// How fine a time is stated, from a second to a century.
public enum Granularity: Int, CaseIterable, Comparable, Hashable, Sendable {
  /// A second of a clock.
  case second
  /// A minute of a clock.
  case minute
  /// An hour of a clock.
  case hour
  /// A part of the day, such as its evening.
  case partOfDay
  /// A day.
  case day
  /// A Saturday and Sunday.
  case weekend
  /// A week from Monday to Sunday.
  case week
  /// A month.
  case month
  /// A quarter of a year.
  case quarter
  /// A season, which crosses quarters.
  case season
  /// A half of a year.
  case half
  /// A year.
  case year
  /// Ten years.
  case decade
  /// A hundred years.
  case century

  /// Orders from fine to coarse.
  public static func < (a: Granularity, b: Granularity) -> Bool { a.rawValue < b.rawValue }
}

/// Whether years are counted from or back from the beginning of the common era.
public enum Era: Hashable, Sendable {
  /// AD: the years 1, 2, 3 …
  case common
  /// BC: the years 1, 2, 3 … back; the year before 1 is 1 BC.
  case beforeCommon
}

/// A season of the year.
public enum Season: String, CaseIterable, Hashable, Sendable {
  /// Spring.
  case spring = "SP"
  /// Summer.
  case summer = "SU"
  /// Autumn.
  case autumn = "FA"
  /// Winter.
  case winter = "WI"
}

/// A part of the day; its raw value is the code of TimeML 1.2.1.
public enum PartOfDay: String, CaseIterable, Hashable, Sendable {
  /// The morning.
  case morning = "MO"
  /// The middle of the day.
  case midday = "MI"
  /// The afternoon.
  case afternoon = "AF"
  /// The evening.
  case evening = "EV"
  /// The night, which goes on into the next day.
  case night = "NI"
  /// The time of daylight or of work.
  case daytime = "DT"
}

/// A date or time of day as far as a text states it, each part by itself.
///
/// The parts are what the words say and may be impossible together: 30 February can be held, so that a check can find
/// it. Nothing here is filled in; a resolver makes a more complete value. Years, decades and centuries beyond 32 bits and
/// other numbers beyond 16 are taken as the greatest that fit.
public struct PartialDate: Hashable, Sendable {
  /// A number in few bytes, since dates are handed on often; the least value stands for none.
  private struct Part<Storage: FixedWidthInteger & SignedInteger & Sendable>: Hashable, Sendable {
    private var storage = Storage.min

    var number: Int? {
      get { storage == .min ? nil : Int(storage) }
      set { storage = newValue.map { max(Storage(clamping: $0), .min + 1) } ?? .min }
    }
  }

  private var yearPart = Part<Int32>()
  private var decadePart = Part<Int32>()
  private var centuryPart = Part<Int32>()
  private var halfPart = Part<Int16>()
  private var quarterPart = Part<Int16>()
  private var monthPart = Part<Int16>()
  private var weekPart = Part<Int16>()
  private var dayPart = Part<Int16>()
  private var hourPart = Part<Int16>()
  private var minutePart = Part<Int16>()
  private var secondPart = Part<Int16>()
  private var utcOffsetPart = Part<Int16>()

  /// The era of the year, decade or century.
  public var era: Era = .common

  /// The year as stated, positive in either era; with ``week``, the year of the ISO week.
  public var year: Int? {
    get { yearPart.number }
    set { yearPart.number = newValue }
  }

  /// The digits that all years of a decade begin with: 199 for the 1990s.
  public var decade: Int? {
    get { decadePart.number }
    set { decadePart.number = newValue }
  }

  /// The digits that the years of a century begin with: 19 for the 20th century.
  public var century: Int? {
    get { centuryPart.number }
    set { centuryPart.number = newValue }
  }

  /// Whether the year, or the part of it that is stated, is that of someone's accounts and not of the calendar.
  public var isFiscal = false

  /// The half of the year, 1 or 2.
  public var half: Int? {
    get { halfPart.number }
    set { halfPart.number = newValue }
  }

  /// The season of the year.
  public var season: Season?

  /// The quarter of the year, from 1 to 4.
  public var quarter: Int? {
    get { quarterPart.number }
    set { quarterPart.number = newValue }
  }

  /// The month, from 1 to 12.
  public var month: Int? {
    get { monthPart.number }
    set { monthPart.number = newValue }
  }

  /// The number of the week in the sense of ISO 8601.
  public var week: Int? {
    get { weekPart.number }
    set { weekPart.number = newValue }
  }

  /// Whether the Saturday and Sunday of the week are meant.
  public var isWeekend = false

  /// The day of the month.
  public var day: Int? {
    get { dayPart.number }
    set { dayPart.number = newValue }
  }

  /// The weekday that is stated, which may stand beside a full date and contradict it.
  public var weekday: Weekday?

  /// The hour, from 0 to 24.
  public var hour: Int? {
    get { hourPart.number }
    set { hourPart.number = newValue }
  }

  /// The minute.
  public var minute: Int? {
    get { minutePart.number }
    set { minutePart.number = newValue }
  }

  /// The second.
  public var second: Int? {
    get { secondPart.number }
    set { secondPart.number = newValue }
  }

  /// The part of the day.
  public var partOfDay: PartOfDay?

  /// How far the stated zone is ahead of UTC, in minutes.
  public var utcOffset: Int? {
    get { utcOffsetPart.number }
    set { utcOffsetPart.number = newValue }
  }

  /// A unit that is meant without saying which one: a quarter for "the quarter", a day for "one day in May".
  public var unspecified: Granularity?

  /// Creates a date of which nothing is stated.
  public init() {}

  /// Creates a date of the calendar from a year, and where they are stated a month and a day.
  public init(year: Int?, month: Int? = nil, day: Int? = nil) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Creates the partial date that states a full date.
  public init(_ date: CivilDate) {
    year = date.year > 0 ? date.year : 1 - date.year
    era = date.year > 0 ? .common : .beforeCommon
    month = date.month
    day = date.day
  }

  /// Creates a bare weekday.
  public init(_ weekday: Weekday) {
    self.weekday = weekday
  }

  /// Creates a week of ISO 8601.
  public init(_ week: ISOWeek) {
    year = week.year > 0 ? week.year : 1 - week.year
    era = week.year > 0 ? .common : .beforeCommon
    self.week = week.week
  }

  /// Creates a decade such as the 1990s from the digits that its years begin with: 199.
  public init(decade: Int, era: Era = .common) {
    self.decade = decade
    self.era = era
  }

  /// Creates a century from the digits that its years begin with: 19 for the 20th.
  public init(century: Int, era: Era = .common) {
    self.century = century
    self.era = era
  }
}

extension PartialDate {
  /// Whether a time of day is stated, which makes the expression a TIME of TIMEX3.
  public var hasTimeOfDay: Bool { hour != nil || partOfDay != nil }

  /// How fine the date is stated, or nil where nothing is.
  public var granularity: Granularity? {
    if hour != nil { return second != nil ? .second : minute != nil ? .minute : .hour }
    if partOfDay != nil { return .partOfDay }
    if let unspecified { return unspecified }
    if day != nil || weekday != nil { return .day }
    if isWeekend { return .weekend }
    if week != nil { return .week }
    if month != nil { return .month }
    if quarter != nil { return .quarter }
    if season != nil { return .season }
    if half != nil { return .half }
    if year != nil { return .year }
    if decade != nil { return .decade }
    return century != nil ? .century : nil
  }

  /// The year as astronomers count, in which 1 BC is 0, or nil where it is not stated or beyond what a date can have.
  public var astronomicalYear: Int? {
    guard let year, CivilDate.years.contains(year) else { return nil }
    return era == .common ? year : 1 - year
  }

  /// The one day that is stated, or nil where it is not stated in full or there is no such day.
  public var date: CivilDate? {
    guard let year = astronomicalYear, unspecified == nil else { return nil }
    if let month, let day { return CivilDate(year: year, month: month, day: day) }
    guard let week, let weekday, month == nil, day == nil else { return nil }
    return ISOWeek(year: year, week: week)?.date(on: weekday)
  }

  /// Whether no calendar has the stated month and day, or the stated year has no such day.
  ///
  /// Without a year, 29 February is possible.
  public var isImpossible: Bool {
    if let month, !(1...12).contains(month) { return true }
    guard let day else { return false }
    guard day >= 1, let month else { return !(1...31).contains(day) }
    // Any leap year will do where none is stated.
    guard let length = CivilDate.days(inMonth: month, ofYear: astronomicalYear ?? 2000) else { return true }
    return day > length
  }
}
