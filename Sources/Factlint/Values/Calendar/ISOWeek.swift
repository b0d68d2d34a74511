/// A week of ISO 8601: from Monday to Sunday, in the year in which its Thursday lies.
public struct ISOWeek: Hashable, Sendable {
  /// The year of the week, which at a turn of the year differs from that of some of its days.
  public let year: Int

  /// The number of the week, from 1 to 52 or 53.
  public let week: Int

  /// Creates a week, or nil where the year has no such week.
  public init?(year: Int, week: Int) {
    guard week >= 1, let count = Self.count(inYear: year), week <= count else { return nil }
    self.year = year
    self.week = week
  }

  fileprivate init(checkedYear year: Int, week: Int) {
    self.year = year
    self.week = week
  }

  /// Returns the number of weeks in a year, 52 or 53, or nil outside the years that a date can have.
  public static func count(inYear year: Int) -> Int? {
    // 28 December is always in the last week of its year.
    guard let date = CivilDate(year: year, month: 12, day: 28) else { return nil }
    return (date.dayOfYear - date.weekday.rawValue + 10) / 7
  }

  /// The seven days of the week.
  public var days: DayInterval {
    // 4 January is always in week 1.
    let fourth = CivilDate(year: year, month: 1, day: 4)?.daysSinceEpoch ?? 0
    let monday = fourth - Weekday(daysSinceEpoch: fourth).rawValue + 1 + (week - 1) * 7
    return DayInterval(from: monday, count: 7)
  }

  /// Returns the date on a weekday of the week, or nil outside the years that a date can have.
  public func date(on weekday: Weekday) -> CivilDate? {
    days.lower.flatMap { CivilDate(daysSinceEpoch: $0 + weekday.rawValue - 1) }
  }
}

extension ISOWeek: Comparable {
  /// Compares in time.
  public static func < (a: ISOWeek, b: ISOWeek) -> Bool { (a.year, a.week) < (b.year, b.week) }
}

extension CivilDate {
  /// The week of ISO 8601 in which the day lies.
  public var isoWeek: ISOWeek {
    let week = (dayOfYear - weekday.rawValue + 10) / 7
    if week < 1 {
      // At the lower end of the range the year before has no dates, so its weeks follow from its last weekday.
      let lastDay = Weekday(daysSinceEpoch: daysSinceEpoch - dayOfYear)
      let hasLeapWeek = lastDay == .thursday || (lastDay == .friday && CivilDate.isLeap(year - 1))
      return ISOWeek(checkedYear: year - 1, week: hasLeapWeek ? 53 : 52)
    }
    if week == 53, ISOWeek.count(inYear: year) == 52 { return ISOWeek(checkedYear: year + 1, week: 1) }
    return ISOWeek(checkedYear: year, week: week)
  }
}
