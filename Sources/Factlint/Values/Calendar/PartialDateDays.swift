/// Which half of the earth a season is in.
public enum Hemisphere: Hashable, Sendable, CaseIterable {
  /// Summer is in the middle of the year.
  case northern
  /// Winter is in the middle of the year.
  case southern
}

extension PartialDate {
  /// The days in which the stated time lies, seasons taken as those of the north.
  public var days: DayInterval? { days(in: .northern) }

  /// Returns the days in which the stated time lies, or nil where the parts do not settle it.
  ///
  /// Nothing is settled without a year, by a fiscal year, by a unit that is left open ("one day in May"), or where
  /// there is no such day. The range is the widest that usage allows: the 20th century is 1900 through 2000, a season
  /// begins with its month or with the sun, a winter is of the year in which it begins or ends, a night and a 24th
  /// hour go into the next day. Dates are those of the Gregorian calendar, and a time is on the day of its own zone.
  public func days(in hemisphere: Hemisphere) -> DayInterval? {
    guard unspecified == nil, !isFiscal, !isImpossible else { return nil }
    if let date {
      let reachesNextDay = hour == 24 || (hour == nil && partOfDay == .night)
      return DayInterval(from: date.daysSinceEpoch, count: reachesNextDay ? 2 : 1)
    }
    guard day == nil, weekday == nil, !hasTimeOfDay else { return nil }
    guard let year = astronomicalYear else { return coarseDays }
    if let week {
      let days = ISOWeek(year: year, week: week)?.days
      return isWeekend ? days?.upper.map { DayInterval(from: $0 - 2, count: 2) } : days
    }
    if isWeekend { return nil }
    if let month { return Self.months(month, through: month, of: year) }
    if let quarter {
      return (1...4).contains(quarter) ? Self.months(quarter * 3 - 2, through: quarter * 3, of: year) : nil
    }
    if let season { return season.days(of: year, in: hemisphere) }
    if let half { return (1...2).contains(half) ? Self.months(half * 6 - 5, through: half * 6, of: year) : nil }
    return Self.years(year, through: year)
  }

  /// The days of a decade or century.
  private var coarseDays: DayInterval? {
    guard year == nil, month == nil, week == nil, quarter == nil, season == nil, half == nil, !isWeekend else {
      return nil
    }
    let (first, last): (Int, Int)
    if let decade, (0...99_999).contains(decade) {
      (first, last) = (decade * 10, decade * 10 + 9)
    } else if decade == nil, let century, (0...9_999).contains(century) {
      // A century is counted from its year 0 or its year 1.
      (first, last) = (century * 100, century * 100 + 100)
    } else {
      return nil
    }
    // There is no year 0 in either era.
    return era == .common ? Self.years(max(first, 1), through: last) : Self.years(1 - last, through: 1 - max(first, 1))
  }

  private static func years(_ first: Int, through last: Int) -> DayInterval? {
    guard let start = CivilDate(year: first, month: 1, day: 1), let end = CivilDate(year: last, month: 12, day: 31)
    else { return nil }
    return DayInterval(from: start, through: end)
  }

  private static func months(_ first: Int, through last: Int, of year: Int) -> DayInterval? {
    guard let length = CivilDate.days(inMonth: last, ofYear: year),
      let start = CivilDate(year: year, month: first, day: 1),
      let end = CivilDate(year: year, month: last, day: length)
    else { return nil }
    return DayInterval(from: start, through: end)
  }
}

extension Season {
  /// Returns the days that can be called this season of a year, by the month or by the sun.
  fileprivate func days(of year: Int, in hemisphere: Hemisphere) -> DayInterval? {
    func days(_ startMonth: Int, _ endMonth: Int, _ endDay: Int, startYear: Int, endYear: Int) -> DayInterval? {
      guard let start = CivilDate(year: startYear, month: startMonth, day: 1),
        let end = CivilDate(year: endYear, month: endMonth, day: endDay)
      else { return nil }
      return DayInterval(from: start, through: end)
    }
    // The latest days before an equinox or solstice of the sun, over the years of a leap cycle.
    switch hemisphere == .northern ? self : opposite {
    case .spring: return days(3, 6, 21, startYear: year, endYear: year)
    case .summer: return days(6, 9, 23, startYear: year, endYear: year)
    case .autumn: return days(9, 12, 22, startYear: year, endYear: year)
    case .winter: return days(12, 3, 20, startYear: year - 1, endYear: year + 1)
    }
  }

  /// The season on the other half of the earth at the same time.
  private var opposite: Season {
    switch self {
    case .spring: .autumn
    case .summer: .winter
    case .autumn: .spring
    case .winter: .summer
    }
  }
}
