// Arithmetic on intervals keeps three promises. Inclusion: x in A and y in B put x ∘ y in A ∘ B. Openness: an end is
// closed only where a number can attain it. Firmness: an end is firm only where it also follows with all vague ends
// of the operands given up, so a firm contradiction is one that needs no guess about usage.

extension Interval {
  /// The negatives of the numbers in the interval.
  public var negated: Interval {
    func negated(_ bound: Bound) -> Bound { Bound(-bound.value, isClosed: bound.isClosed, isFirm: bound.isFirm) }
    return Interval(nonEmpty: upper.map(negated), lower.map(negated))
  }

  /// Returns the sums of a number of each interval, or nil where an end does not fit in a ``Rational``.
  public func adding(_ other: Interval) -> Interval? {
    Self.combining(self, other) { a, b in
      guard let lower = Self.sum(a.lower, b.lower), let upper = Self.sum(a.upper, b.upper) else { return nil }
      return Interval(nonEmpty: lower.bound, upper.bound)
    }
  }

  /// Returns the differences of a number of each interval, or nil where an end does not fit in a ``Rational``.
  public func subtracting(_ other: Interval) -> Interval? {
    adding(other.negated)
  }

  /// Returns the products of a number of each interval, or nil where an end does not fit in a ``Rational``.
  public func multiplied(by other: Interval) -> Interval? {
    Self.combining(self, other, Self.product)
  }

  /// Returns the quotients of a number of each interval.
  ///
  /// Returns nil where the divisor contains 0 or an end does not fit in a ``Rational``.
  public func divided(by other: Interval) -> Interval? {
    Self.combining(self, other) { a, b in b.reciprocal.flatMap { Self.product(a, $0) } }
  }

  /// Returns the interval's numbers times an exact factor, or nil where an end does not fit in a ``Rational``.
  public func scaled(by factor: Rational) -> Interval? {
    multiplied(by: Interval(factor))
  }

  /// Returns the smallest interval that holds both.
  public func hull(with other: Interval) -> Interval {
    Self.combining(self, other) { a, b in
      Interval(nonEmpty: Self.looser(a.lower, b.lower, by: <), Self.looser(a.upper, b.upper, by: >))
    } ?? .all
  }

  /// Returns the numbers that lie in both intervals, or nil where there are none.
  public func intersection(_ other: Interval) -> Interval? {
    Self.combining(self, other) { a, b in
      Interval(lower: Self.tighter(a.lower, b.lower, by: >), upper: Self.tighter(a.upper, b.upper, by: <))
    }
  }
}

// MARK: - Firmness

extension Interval {
  /// Applies an operation, and marks each end of the result vague that does not follow from firm ends alone.
  private static func combining(
    _ a: Interval, _ b: Interval, _ operation: (Interval, Interval) -> Interval?
  ) -> Interval? {
    guard let result = operation(a.allFirm, b.allFirm) else { return nil }
    if a.isFirm && b.isFirm { return result }
    let certain = operation(a.withoutVagueBounds, b.withoutVagueBounds) ?? .all
    func marked(_ bound: Bound, _ certain: Bound?) -> Bound {
      Bound(bound.value, isClosed: bound.isClosed, isFirm: bound == certain)
    }
    return Interval(
      nonEmpty: result.lower.map { marked($0, certain.lower) }, result.upper.map { marked($0, certain.upper) })
  }

  /// The same numbers, with each end taken as firm.
  private var allFirm: Interval {
    if isFirm { return self }
    func firm(_ bound: Bound) -> Bound { Bound(bound.value, isClosed: bound.isClosed) }
    return Interval(nonEmpty: lower.map(firm), upper.map(firm))
  }
}

// MARK: - Ends

extension Interval {
  /// A bound that may be infinite, apart from the nil of a computation that failed.
  private struct Extended {
    var bound: Bound?
  }

  /// The sum of two lower or two upper ends, or nil where it does not fit.
  private static func sum(_ a: Bound?, _ b: Bound?) -> Extended? {
    guard let a, let b else { return Extended(bound: nil) }
    guard let value = a.value.adding(b.value) else { return nil }
    return Extended(bound: Bound(value, isClosed: a.isClosed && b.isClosed))
  }

  /// The end that allows more; at one value a closed end allows more than an open one.
  private static func looser(_ a: Bound?, _ b: Bound?, by precedes: (Rational, Rational) -> Bool) -> Bound? {
    guard let a, let b else { return nil }
    if a.value == b.value { return a.isClosed ? a : b }
    return precedes(a.value, b.value) ? a : b
  }

  /// The end that allows less; at one value an open end allows less than a closed one.
  private static func tighter(_ a: Bound?, _ b: Bound?, by precedes: (Rational, Rational) -> Bool) -> Bound? {
    guard let a, let b else { return a ?? b }
    if a.value == b.value { return a.isClosed ? b : a }
    return precedes(a.value, b.value) ? a : b
  }

  /// One divided by each number of the interval, or nil where it contains 0.
  private var reciprocal: Interval? {
    guard !contains(0) else { return nil }
    // All numbers have one sign, so the ends change places; 0, which is open here, and infinity become each other.
    func inverted(_ bound: Bound?) -> Bound? {
      guard let bound else { return Bound(0, isClosed: false) }
      return bound.value.reciprocal.map { Bound($0, isClosed: bound.isClosed) }
    }
    return Interval(nonEmpty: inverted(upper), inverted(lower))
  }

  /// An end of a product, on the number line with its two infinities.
  private enum End {
    case negativeInfinity
    case finite(Rational, isClosed: Bool)
    case positiveInfinity

    /// -1, 0 or 1.
    var sign: Int {
      switch self {
      case .negativeInfinity: -1
      case .finite(let value, _): Int(value.numerator.signum())
      case .positiveInfinity: 1
      }
    }
  }

  /// The products of a number of each interval, which lie between the least and greatest product of their ends.
  private static func product(_ a: Interval, _ b: Interval) -> Interval? {
    func lowerEnd(_ bound: Bound?) -> End {
      bound.map { .finite($0.value, isClosed: $0.isClosed) } ?? .negativeInfinity
    }
    func upperEnd(_ bound: Bound?) -> End {
      bound.map { .finite($0.value, isClosed: $0.isClosed) } ?? .positiveInfinity
    }
    let (a0, a1, b0, b1) = (lowerEnd(a.lower), upperEnd(a.upper), lowerEnd(b.lower), upperEnd(b.upper))
    guard let first = product(a0, b0), let second = product(a0, b1), let third = product(a1, b0),
      let fourth = product(a1, b1)
    else { return nil }
    let least = lesser(lesser(first, second), lesser(third, fourth))
    let greatest = greater(greater(first, second), greater(third, fourth))
    return Interval(nonEmpty: bound(least), bound(greatest))
  }

  /// The product of two ends, or nil where it does not fit.
  private static func product(_ a: End, _ b: End) -> End? {
    switch (a, b) {
    case (.finite(let x, let xIsClosed), .finite(let y, let yIsClosed)):
      guard let value = x.multiplied(by: y) else { return nil }
      // A factor 0 that is attained makes the product 0 attained, whatever the other factor.
      let isAttained = (xIsClosed && yIsClosed) || (x == 0 && xIsClosed) || (y == 0 && yIsClosed)
      return .finite(value, isClosed: isAttained)
    case (.finite(0, let isClosed), _), (_, .finite(0, let isClosed)):
      return .finite(0, isClosed: isClosed)
    default:
      return a.sign * b.sign < 0 ? .negativeInfinity : .positiveInfinity
    }
  }

  private static func bound(_ end: End) -> Bound? {
    if case .finite(let value, let isClosed) = end { return Bound(value, isClosed: isClosed) }
    return nil
  }

  private static func lesser(_ a: End, _ b: End) -> End {
    switch (a, b) {
    case (.negativeInfinity, _), (_, .positiveInfinity): return a
    case (_, .negativeInfinity), (.positiveInfinity, _): return b
    case (.finite(let x, let isClosed), .finite(let y, _)):
      if x == y { return isClosed ? a : b }
      return x < y ? a : b
    }
  }

  private static func greater(_ a: End, _ b: End) -> End {
    switch (a, b) {
    case (.positiveInfinity, _), (_, .negativeInfinity): return a
    case (_, .positiveInfinity), (.negativeInfinity, _): return b
    case (.finite(let x, let isClosed), .finite(let y, _)):
      if x == y { return isClosed ? a : b }
      return x > y ? a : b
    }
  }
}
