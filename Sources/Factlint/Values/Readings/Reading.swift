/// A choice that a reading of some words rests on: "day first", "the year 2023".
public struct Assumption: Hashable, Sendable {
  /// What has to be chosen, once for the whole article.
  public enum Variable: Hashable, Sendable {
    /// Whether 3/4 is 3 April or 4 March.
    case dayMonthOrder
    /// Which year a date without one is in; `id` tells the dates apart.
    case year(id: Int)
    /// By how many days zones shift a relative day; `id` tells the days apart.
    case zoneShift(id: Int)
    /// Which century a year of two digits is in.
    case pivotCentury
    /// Which half of the earth seasons are in.
    case hemisphere
    /// Anything else that words leave open; `id` tells such choices apart.
    case other(id: Int)
  }

  /// What has to be chosen.
  public let variable: Variable

  /// What is chosen; what the number means is for those to agree on who use the variable.
  public let choice: Int

  /// Creates an assumption.
  public init(_ variable: Variable, _ choice: Int) {
    self.variable = variable
    self.choice = choice
  }
}

/// A value that some words can have, with the assumptions under which they have it.
public struct Reading<Value: Sendable>: Sendable {
  /// The value.
  public var value: Value

  /// What the value rests on; empty where the words leave nothing open.
  public var assumptions: [Assumption]

  /// Creates a reading.
  public init(_ value: Value, assuming assumptions: [Assumption] = []) {
    self.value = value
    self.assumptions = assumptions
  }

  /// Returns whether both readings can hold together: no variable is chosen in two ways.
  public func isConsistent<Other>(with other: Reading<Other>) -> Bool {
    // Readings have a handful of assumptions, most of them none, so nothing beats a scan.
    assumptions.allSatisfy { mine in
      other.assumptions.allSatisfy { $0.variable != mine.variable || $0.choice == mine.choice }
    }
  }

  /// Returns the reading of another value under the same assumptions.
  public func map<Other>(_ transform: (Value) -> Other) -> Reading<Other> {
    Reading<Other>(transform(value), assuming: assumptions)
  }
}

extension Reading: Equatable where Value: Equatable {}
extension Reading: Hashable where Value: Hashable {}

/// The readings of two facts beside each other.
public enum Readings {
  /// Returns how surely two facts are disjoint under every consistent assignment of their assumptions.
  ///
  /// That is the least that any two readings which can hold together leave. Where none can, nothing is known, and the
  /// facts are compatible.
  ///
  /// - Parameters:
  ///   - first: the readings of one fact.
  ///   - second: the readings of the other.
  ///   - compare: how surely two values are disjoint.
  public static func disjointness<A, B>(
    of first: [Reading<A>], and second: [Reading<B>], by compare: (A, B) -> Disjointness
  ) -> Disjointness {
    var least: Disjointness?
    for a in first {
      for b in second where a.isConsistent(with: b) {
        let found = compare(a.value, b.value)
        if found == .compatible { return .compatible }
        least = min(least ?? found, found)
      }
    }
    return least ?? .compatible
  }

  /// Returns how surely two facts whose values are intervals are disjoint under every consistent assignment.
  public static func disjointness(of first: [Reading<Interval>], and second: [Reading<Interval>]) -> Disjointness {
    disjointness(of: first, and: second) { $0.disjointness(with: $1) }
  }

  /// Returns whether two facts whose values are ranges of days have no day in common under every consistent assignment.
  public static func areDisjoint(_ first: [Reading<DayInterval>], _ second: [Reading<DayInterval>]) -> Bool {
    disjointness(of: first, and: second) { $0.isDisjoint(with: $1) ? .disjointFirmly : .compatible } != .compatible
  }
}
