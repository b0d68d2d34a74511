/// A day of the week, numbered as in ISO 8601: Monday is 1 and Sunday 7.
public enum Weekday: Int, CaseIterable, Hashable, Sendable {
  /// The first day of the ISO week.
  case monday = 1
  /// The second day of the ISO week.
  case tuesday
  /// The third day of the ISO week.
  case wednesday
  /// The fourth day of the ISO week: a week belongs to the year that its Thursday is in.
  case thursday
  /// The fifth day of the ISO week.
  case friday
  /// The sixth day of the ISO week.
  case saturday
  /// The last day of the ISO week.
  case sunday

  /// Creates the weekday of a day counted from 1970-01-01, which was a Thursday.
  public init(daysSinceEpoch days: Int) {
    self = Weekday(rawValue: (days % 7 + 10) % 7 + 1) ?? .monday
  }

  /// Returns how many days after this weekday the other comes next: 0 for the same, at most 6.
  public func days(until other: Weekday) -> Int {
    (other.rawValue - rawValue + 7) % 7
  }

  /// Whether the day is a Saturday or a Sunday.
  public var isWeekend: Bool { self == .saturday || self == .sunday }
}
