/// One end of an interval.
public struct Bound: Hashable, Sendable {
  /// Where the interval ends.
  public let value: Rational

  /// Whether the value itself belongs to the interval.
  public let isClosed: Bool

  /// Whether the words fix this end.
  ///
  /// "At least 12" fixes 12; the 0.9x under which nothing is "nearly x" is a guess about usage, and so vague.
  public let isFirm: Bool

  /// Creates a bound, closed and firm unless said otherwise.
  public init(_ value: Rational, isClosed: Bool = true, isFirm: Bool = true) {
    self.value = value
    self.isClosed = isClosed
    self.isFirm = isFirm
  }
}

/// A range of numbers that is never empty: the numbers that some words allow.
///
/// An end may be missing, where the range is unbounded in that direction.
public struct Interval: Hashable, Sendable {
  /// The lower end, or nil where the interval goes down without limit.
  public let lower: Bound?

  /// The upper end, or nil where the interval goes up without limit.
  public let upper: Bound?

  /// All numbers.
  public static let all = Interval(nonEmpty: nil, nil)

  /// Creates an interval whose ends are known to leave a number between them.
  init(nonEmpty lower: Bound?, _ upper: Bound?) {
    self.lower = lower
    self.upper = upper
  }

  /// Creates an interval from its ends, or nil where no number lies between them.
  public init?(lower: Bound?, upper: Bound?) {
    guard !Self.leaveNothing(lower, upper) else { return nil }
    self.init(nonEmpty: lower, upper)
  }

  /// Creates the interval of one number.
  public init(_ value: Rational) {
    self.init(nonEmpty: Bound(value), Bound(value))
  }

  /// Creates a closed interval with firm ends, in either order.
  public init(from a: Rational, through b: Rational) {
    self.init(nonEmpty: Bound(min(a, b)), Bound(max(a, b)))
  }

  /// Returns [value, ∞).
  public static func atLeast(_ value: Rational) -> Interval { Interval(nonEmpty: Bound(value), nil) }

  /// Returns (-∞, value].
  public static func atMost(_ value: Rational) -> Interval { Interval(nonEmpty: nil, Bound(value)) }

  /// Whether no number lies at or above the one end and at or below the other.
  static func leaveNothing(_ lower: Bound?, _ upper: Bound?) -> Bool {
    guard let lower, let upper else { return false }
    return upper.value < lower.value || (upper.value == lower.value && !(upper.isClosed && lower.isClosed))
  }
}

// MARK: - Properties

extension Interval {
  /// The only number in the interval, or nil where there are more.
  public var onlyValue: Rational? {
    guard let lower, let upper, lower.value == upper.value else { return nil }
    return lower.value
  }

  /// Whether no end is vague.
  public var isFirm: Bool { lower?.isFirm != false && upper?.isFirm != false }

  /// The interval without its vague ends: unbounded where the words fix nothing.
  public var withoutVagueBounds: Interval {
    if isFirm { return self }
    return Interval(nonEmpty: lower?.isFirm == true ? lower : nil, upper?.isFirm == true ? upper : nil)
  }

  /// The interval with both its ends vague.
  public var vague: Interval {
    func vague(_ bound: Bound) -> Bound { Bound(bound.value, isClosed: bound.isClosed, isFirm: false) }
    return Interval(nonEmpty: lower.map(vague), upper.map(vague))
  }

  /// Returns whether a number lies in the interval, vague ends taken at their word.
  public func contains(_ value: Rational) -> Bool {
    if let lower, lower.isClosed ? value < lower.value : value <= lower.value { return false }
    if let upper, upper.isClosed ? value > upper.value : value >= upper.value { return false }
    return true
  }
}

// MARK: - Disjointness

/// How surely two values cannot both hold, in rising order.
public enum Disjointness: Int, Comparable, Sendable, CaseIterable {
  /// Some value is in both.
  case compatible

  /// No value is in both, but one is once the vague ends are given up: worth a warning at most.
  case disjointVaguely

  /// No value is in both, even where each vague end is taken as unbounded.
  case disjointFirmly

  /// Orders by rising certainty.
  public static func < (a: Disjointness, b: Disjointness) -> Bool { a.rawValue < b.rawValue }
}

extension Interval {
  /// Returns whether no number lies in both intervals, vague ends taken at their word.
  public func isDisjoint(with other: Interval) -> Bool {
    Self.leaveNothing(other.lower, upper) || Self.leaveNothing(lower, other.upper)
  }

  /// Returns whether some number lies in both intervals, vague ends taken at their word.
  public func intersects(_ other: Interval) -> Bool { !isDisjoint(with: other) }

  /// Returns how surely the two intervals have no number in common.
  public func disjointness(with other: Interval) -> Disjointness {
    guard isDisjoint(with: other) else { return .compatible }
    return withoutVagueBounds.isDisjoint(with: other.withoutVagueBounds) ? .disjointFirmly : .disjointVaguely
  }
}

// MARK: - Description

extension Interval: CustomStringConvertible {
  /// The interval in the notation of mathematics: "12", "[12, ∞)", "[22.15, 22.25)"; "~" marks a vague end.
  public var description: String { formatted { $0.description } }

  /// Returns the interval in the notation of mathematics, with its numbers written by a function.
  public func formatted(_ number: (Rational) -> String) -> String {
    if let onlyValue, isFirm { return number(onlyValue) }
    var text = lower?.isClosed == true ? "[" : "("
    text += lower.map { ($0.isFirm ? "" : "~") + number($0.value) } ?? "-∞"
    text += ", "
    text += upper.map { ($0.isFirm ? "" : "~") + number($0.value) } ?? "∞"
    return text + (upper?.isClosed == true ? "]" : ")")
  }
}
