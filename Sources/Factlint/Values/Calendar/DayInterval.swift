/// A range of days, closed on the left and open on the right, counted from 1970-01-01.
///
/// It is never empty, and may be without limit on either side.
public struct DayInterval: Hashable, Sendable {
  /// The first day, or nil where the range goes back without limit.
  public let lower: Int?

  /// The day after the last, or nil where the range goes on without limit.
  public let upper: Int?

  /// Creates a range from its first day and the day after its last, or nil where it would be empty.
  public init?(lower: Int?, upper: Int?) {
    if let lower, let upper, lower >= upper { return nil }
    self.lower = lower
    self.upper = upper
  }

  /// Creates a range of at least one day.
  init(from first: Int, count: Int) {
    lower = first
    upper = first + max(count, 1)
  }

  /// Creates the range of one day.
  public init(_ date: CivilDate) {
    self.init(from: date.daysSinceEpoch, count: 1)
  }

  /// Creates the range from one date through another, in either order.
  public init(from a: CivilDate, through b: CivilDate) {
    lower = min(a, b).daysSinceEpoch
    upper = max(a, b).daysSinceEpoch + 1
  }

  /// Returns all days from a date on.
  public static func since(_ date: CivilDate) -> DayInterval {
    DayInterval(nonEmpty: date.daysSinceEpoch, nil)
  }

  /// Returns all days before a date.
  public static func before(_ date: CivilDate) -> DayInterval {
    DayInterval(nonEmpty: nil, date.daysSinceEpoch)
  }

  private init(nonEmpty lower: Int?, _ upper: Int?) {
    self.lower = lower
    self.upper = upper
  }
}

extension DayInterval {
  /// The number of days, or nil where the range has no limit.
  public var count: Int? {
    guard let lower, let upper else { return nil }
    let (count, overflow) = upper.subtractingReportingOverflow(lower)
    return overflow ? nil : count
  }

  /// The only day in the range, or nil where there are more.
  public var onlyDay: CivilDate? {
    guard count == 1, let lower else { return nil }
    return CivilDate(daysSinceEpoch: lower)
  }

  /// The first day, or nil where the range goes back without limit.
  public var first: CivilDate? { lower.flatMap { CivilDate(daysSinceEpoch: $0) } }

  /// The last day, or nil where the range goes on without limit.
  public var last: CivilDate? { upper.flatMap { CivilDate(daysSinceEpoch: $0 &- 1) } }

  /// Returns whether a day counted from 1970-01-01 lies in the range.
  public func contains(_ day: Int) -> Bool {
    if let lower, day < lower { return false }
    if let upper, day >= upper { return false }
    return true
  }

  /// Returns whether a date lies in the range.
  public func contains(_ date: CivilDate) -> Bool { contains(date.daysSinceEpoch) }

  /// Returns whether every day of another range lies in this one.
  public func contains(_ other: DayInterval) -> Bool { intersection(other) == other }

  /// Returns whether the ranges have no day in common.
  public func isDisjoint(with other: DayInterval) -> Bool {
    precedes(other) || other.precedes(self)
  }

  /// Returns whether all days of this range are before all days of another.
  public func precedes(_ other: DayInterval) -> Bool {
    guard let upper, let otherLower = other.lower else { return false }
    return upper <= otherLower
  }

  /// Returns the days that lie in both ranges, or nil where there are none.
  public func intersection(_ other: DayInterval) -> DayInterval? {
    let lowers = [lower, other.lower].compactMap(\.self)
    let uppers = [upper, other.upper].compactMap(\.self)
    return DayInterval(lower: lowers.max(), upper: uppers.min())
  }

  /// Returns the smallest range that holds both.
  public func hull(with other: DayInterval) -> DayInterval {
    func both(_ a: Int?, _ b: Int?, _ choose: (Int, Int) -> Int) -> Int? {
      guard let a, let b else { return nil }
      return choose(a, b)
    }
    return DayInterval(nonEmpty: both(lower, other.lower, min), both(upper, other.upper, max))
  }

  /// The range as an interval of numbers: the days counted from 1970-01-01, closed on the left and open on the right.
  public var interval: Interval {
    Interval(nonEmpty: lower.map { Bound(Rational($0)) }, upper.map { Bound(Rational($0), isClosed: false) })
  }
}

extension DayInterval: CustomStringConvertible {
  /// One date, or the first and the last in the notation of ISO 8601: "2023-01-01/2023-01-31", with ".." for no limit.
  public var description: String {
    if let onlyDay { return onlyDay.description }
    func text(_ day: Int) -> String { CivilDate(daysSinceEpoch: day)?.description ?? "day \(day)" }
    return (lower.map(text) ?? "..") + "/" + (upper.map { text($0 &- 1) } ?? "..")
  }
}
