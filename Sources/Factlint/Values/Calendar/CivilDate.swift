/// A day of the Gregorian calendar, which is carried back before its introduction (proleptic).
///
/// Years are astronomical: 0 is 1 BC, and -489 is 490 BC. They go from -999,999 to 999,999, so that no arithmetic on
/// days can overflow.
public struct CivilDate: Hashable, Sendable {
  /// The astronomical year.
  public let year: Int

  /// The month, from 1 to 12.
  public let month: Int

  /// The day of the month, from 1.
  public let day: Int

  /// The years that a date can have.
  public static let years = -999_999...999_999

  /// Creates a date, or nil where there is no such day, as on 30 February.
  public init?(year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), let length = Self.days(inMonth: month, ofYear: year), day >= 1, day <= length
    else { return nil }
    self.init(checkedYear: year, month: month, day: day)
  }

  private init(checkedYear year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Returns whether a Gregorian year has 366 days.
  public static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  /// Returns the number of days in a month of a Gregorian year, or nil where the month is not from 1 to 12.
  public static func days(inMonth month: Int, ofYear year: Int) -> Int? {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    case 1...12: 31
    default: nil
    }
  }
}

extension CivilDate: Comparable {
  /// Compares in time.
  public static func < (a: CivilDate, b: CivilDate) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }
}

// MARK: - Days since 1970-01-01

// The arithmetic takes years that begin in March, so that the leap day is the last day of a year, in eras of 400 years,
// each of which has 146,097 days.
extension CivilDate {
  private static let daysPerEra = 146_097

  /// The days from 0000-03-01, on which the arithmetic rests, to 1970-01-01.
  private static let epoch = 719_468

  /// The first and the last day of all years, counted from 1970-01-01.
  public static let daysSinceEpoch: ClosedRange<Int> =
    CivilDate(checkedYear: years.lowerBound, month: 1, day: 1)
    .daysSinceEpoch...CivilDate(checkedYear: years.upperBound, month: 12, day: 31).daysSinceEpoch

  /// The number of days since 1970-01-01, negative before it.
  public var daysSinceEpoch: Int {
    let marchYear = month > 2 ? year : year - 1
    let era = marchYear.dividedRoundingDown(by: 400)
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * Self.daysPerEra + dayOfEra - Self.epoch
  }

  /// Creates the date of a day counted from 1970-01-01, or nil outside the years that a date can have.
  public init?(daysSinceEpoch days: Int) {
    guard Self.daysSinceEpoch.contains(days) else { return nil }
    let days = days + Self.epoch
    let era = days.dividedRoundingDown(by: Self.daysPerEra)
    let dayOfEra = days - era * Self.daysPerEra
    // The leap days before a day of the era are taken out, and what is left is years of 365 days.
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    self.init(
      checkedYear: yearOfEra + era * 400 + (month > 2 ? 0 : 1), month: month,
      day: dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  /// The day of the week.
  public var weekday: Weekday { Weekday(daysSinceEpoch: daysSinceEpoch) }

  /// The number of the day in its year, from 1.
  public var dayOfYear: Int {
    daysSinceEpoch - CivilDate(checkedYear: year, month: 1, day: 1).daysSinceEpoch + 1
  }
}

// MARK: - Moving and counting

extension CivilDate {
  /// Returns the date a number of days later, or nil outside the years that a date can have.
  public func adding(days: Int) -> CivilDate? {
    let (sum, overflow) = daysSinceEpoch.addingReportingOverflow(days)
    return overflow ? nil : CivilDate(daysSinceEpoch: sum)
  }

  /// Returns the date a number of months later, or nil outside the years that a date can have.
  ///
  /// Where the month has no such day, the last of the month is taken: a month after 31 January is 28 or 29 February.
  public func adding(months: Int) -> CivilDate? {
    let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow else { return nil }
    let newYear = sum.dividedRoundingDown(by: 12)
    let newMonth = sum - newYear * 12 + 1
    guard Self.years.contains(newYear), let length = Self.days(inMonth: newMonth, ofYear: newYear) else { return nil }
    return CivilDate(checkedYear: newYear, month: newMonth, day: min(day, length))
  }

  /// Returns the date a number of years later, as ``adding(months:)`` does.
  public func adding(years: Int) -> CivilDate? {
    let (months, overflow) = years.multipliedReportingOverflow(by: 12)
    return overflow ? nil : adding(months: months)
  }

  /// Returns the number of days from this date to another, negative where the other is earlier.
  public func days(to other: CivilDate) -> Int {
    other.daysSinceEpoch - daysSinceEpoch
  }

  /// Returns the number of whole months from this date to another; the opposite of the way back where it is earlier.
  ///
  /// A month is full on the same day of the month, or on the last of a month that has no such day.
  public func wholeMonths(to other: CivilDate) -> Int {
    if other < self { return -other.wholeMonths(to: self) }
    let months = (other.year - year) * 12 + other.month - month
    guard let full = adding(months: months) else { return months }
    return full > other ? months - 1 : months
  }

  /// Returns the number of whole years from this date to another: an age, where this is a date of birth.
  ///
  /// A year from 29 February is full on 28 February where the year has no 29th. Where the other date is earlier, this
  /// is the opposite of the way back.
  public func wholeYears(to other: CivilDate) -> Int {
    wholeMonths(to: other) / 12
  }
}

// MARK: - Weekdays of a month

extension CivilDate {
  /// Returns the nth weekday of a month, counted from its end where `n` is negative: -1 is the last.
  ///
  /// Returns nil where the month has no such day, as with a fifth Friday in most months.
  public static func weekday(_ weekday: Weekday, _ n: Int, ofMonth month: Int, year: Int) -> CivilDate? {
    guard let length = days(inMonth: month, ofYear: year), n != 0, (-5...5).contains(n),
      let first = CivilDate(year: year, month: month, day: 1)
    else { return nil }
    let firstMatch = 1 + first.weekday.days(until: weekday)
    let day = n > 0 ? firstMatch + (n - 1) * 7 : firstMatch + (length - firstMatch) / 7 * 7 + (n + 1) * 7
    return CivilDate(year: year, month: month, day: day)
  }

  /// Returns the next date on a weekday, which is this date where it falls on it.
  public func onOrAfter(_ weekday: Weekday) -> CivilDate? {
    adding(days: self.weekday.days(until: weekday))
  }

  /// Returns the last date on a weekday, which is this date where it falls on it.
  public func onOrBefore(_ weekday: Weekday) -> CivilDate? {
    adding(days: -weekday.days(until: self.weekday))
  }
}

extension Int {
  /// Returns the quotient rounded down, also for negative numbers; the divisor is positive.
  func dividedRoundingDown(by divisor: Int) -> Int {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
