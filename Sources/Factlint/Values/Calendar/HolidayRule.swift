/// A way to find Easter.
public enum Computus: Hashable, Sendable {
  /// The reckoning of the Western churches.
  case gregorian
  /// The reckoning of the Orthodox churches, by the Julian calendar.
  case julian

  /// Returns the Gregorian date of Easter Sunday in a year from 1 on, or nil outside the years that a date can have.
  public func easter(in year: Int) -> CivilDate? {
    guard year > 0, CivilDate.years.contains(year) else { return nil }
    switch self {
    case .gregorian: return Self.gregorianEaster(in: year)
    case .julian: return Self.julianEaster(in: year)
    }
  }

  /// The Sunday after the ecclesiastical full moon on or after 21 March.
  private static func gregorianEaster(in year: Int) -> CivilDate? {
    let golden = year % 19
    let century = year / 100
    // The moon's date shifts with the leap days that centuries drop, and with its own drift: 8 days in 2,500 years.
    let drift = (8 * century + 13) / 25
    let epact = (19 * golden + century - century / 4 - drift + 15) % 30
    // The calendar of moons has 29 days here and there: two dates are moved so that no cycle repeats one.
    let daysAfterEquinox = epact - (epact == 29 || (epact == 28 && golden > 10) ? 1 : 0)
    return sunday(after: CivilDate(year: year, month: 3, day: 21), days: daysAfterEquinox)
  }

  private static func julianEaster(in year: Int) -> CivilDate? {
    let daysAfterEquinox = (19 * (year % 19) + 15) % 30
    return sunday(after: CivilDate(julianYear: year, month: 3, day: 21), days: daysAfterEquinox)
  }

  /// The first Sunday later than a number of days after the equinox.
  private static func sunday(after equinox: CivilDate?, days: Int) -> CivilDate? {
    equinox?.adding(days: days + 1)?.onOrAfter(.sunday)
  }
}

extension CivilDate {
  /// Creates the Gregorian date of a day of the Julian calendar, or nil where that calendar has no such day.
  ///
  /// The year is astronomical. Countries kept this calendar until 1582 or much later, Russia until 1918.
  public init?(julianYear year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), day >= 1 else { return nil }
    let isLeap = year.isMultiple(of: 4)
    guard let length = month == 2 ? (isLeap ? 29 : 28) : Self.days(inMonth: month, ofYear: year), day <= length
    else { return nil }
    let marchYear = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let days = marchYear * 365 + marchYear.dividedRoundingDown(by: 4) + dayOfYear
    // 1 March of the year 0 in the Julian calendar was 28 February in the Gregorian, 719,470 days before 1970.
    self.init(daysSinceEpoch: days - 719_470)
  }
}

/// How the date of a holiday follows from the year.
public enum HolidayRule: Hashable, Sendable {
  /// The same day each year.
  case fixed(month: Int, day: Int)

  /// The nth weekday of a month, from its end where `n` is negative, and some days later.
  ///
  /// The day after the fourth Thursday of November is `(.thursday, 4, month: 11, offset: 1)`.
  case weekday(Weekday, _ n: Int, month: Int, offset: Int = 0)

  /// The first such weekday on or after a day: the Monday from 18 to 24 May is `(.monday, month: 5, day: 18)`.
  case weekdayOnOrAfter(Weekday, month: Int, day: Int)

  /// Some days after Easter Sunday, or before it where the offset is negative: Good Friday is -2.
  case easter(Computus, offset: Int = 0)

  /// Returns the date of the holiday in a year, or nil where the year has none.
  public func date(in year: Int) -> CivilDate? {
    switch self {
    case .fixed(let month, let day):
      CivilDate(year: year, month: month, day: day)
    case .weekday(let weekday, let n, let month, let offset):
      CivilDate.weekday(weekday, n, ofMonth: month, year: year)?.adding(days: offset)
    case .weekdayOnOrAfter(let weekday, let month, let day):
      CivilDate(year: year, month: month, day: day)?.onOrAfter(weekday)
    case .easter(let computus, let offset):
      computus.easter(in: year)?.adding(days: offset)
    }
  }
}
