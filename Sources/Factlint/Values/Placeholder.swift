// Stands in for the values until they land; replaced whole by the `values` branch.

/// A day of the Gregorian calendar.
public struct CivilDate: Sendable, Hashable {
  /// Astronomical year.
  public var year: Int
  /// 1 to 12.
  public var month: Int
  /// 1 to 31.
  public var day: Int
  /// Makes a date.
  public init?(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }
}
/// ISO weekday.
public enum Weekday: Int, Sendable { case monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday }
/// Half-open range of days since 1970-01-01.
public struct DayInterval: Sendable, Hashable {
  /// First day.
  public var lower: Int
  /// Day after the last.
  public var upper: Int
  /// Makes an interval.
  public init(lower: Int, upper: Int) {
    self.lower = lower
    self.upper = upper
  }
}
/// TIMEX3 type.
public enum TimexType: String, Sendable { case date = "DATE", time = "TIME", duration = "DURATION", set = "SET" }
/// What a text states of a time.
public struct TimeExpression: Sendable, Hashable { /// Makes an empty one.
  public init() {} }
/// An interval of numbers.
public struct Interval: Sendable, Hashable, CustomStringConvertible { /// Text.
  public var description: String { "" } }
