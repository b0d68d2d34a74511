/// What a hedge makes of a number: "at least x" allows [x, ∞), "nearly x" allows [~0.9x, x).
///
/// A lexicon writes it as an interval in which `x` is the stated number. An end is `x`, a decimal multiple such as
/// `0.9x`, or a constant such as `24`, for words like "dozens" that state no number; `∞` or `-∞` where there is no end.
/// `~` before an end marks it vague.
public struct HedgeTemplate: Hashable, Sendable {
  /// What stands at an end.
  enum Term: Hashable, Sendable {
    case constant(Rational)
    case multiple(of: Rational)
  }

  /// A finite end of the template.
  struct End: Hashable, Sendable {
    var term: Term
    var isClosed: Bool
    var isFirm: Bool
  }

  let lower: End?
  let upper: End?

  /// Whether the stated number occurs in the template; where it does not, the hedge needs no number.
  public var usesNumber: Bool {
    [lower, upper].contains { if case .multiple = $0?.term { true } else { false } }
  }

  /// Reads a template such as "[~0.9x, x)".
  ///
  /// Spaces are allowed around the ends. Throws ``HedgeTemplateError`` where the text is not a template or its interval
  /// would be empty for positive numbers.
  public init(_ text: String) throws(HedgeTemplateError) {
    var parser = HedgeTemplateParser(text)
    (lower, upper) = try parser.template()
  }
}

// MARK: - Application

extension HedgeTemplate {
  /// Returns the numbers that the hedge allows with the stated number `x`.
  ///
  /// Where the ends cross, as those of "nearly x" do below 0, they change places with all they are: nearly -10 is
  /// (-10, ~-9]. Where they meet and leave nothing, as at 0, the stated number alone is left, with vague ends. An end
  /// that does not fit in a ``Rational`` is left out.
  public func applied(to x: Rational) -> Interval {
    let low = Self.bound(lower, x)
    let high = Self.bound(upper, x)
    if let interval = Interval(lower: low, upper: high) { return interval }
    return Interval(lower: high, upper: low) ?? Interval(x).vague
  }

  /// Returns the numbers that the hedge allows with any stated number of an interval.
  ///
  /// "At least" with 2,600, whose rounded reading is [2550, 2650), is [2550, ∞).
  public func applied(to stated: Interval) -> Interval {
    if let x = stated.onlyValue { return stated.isFirm ? applied(to: x) : applied(to: x).vague }
    // An end of the template is linear in x, so the extremes are at the ends of the stated interval.
    guard let low = stated.lower, let high = stated.upper else {
      return Interval(lower: Self.constant(lower), upper: Self.constant(upper)) ?? .all
    }
    let atLow = applied(to: low.value)
    let atHigh = applied(to: high.value)
    var (lowest, highest): (Bound?, Bound?)
    if let a = atLow.lower, let b = atHigh.lower { lowest = b.value < a.value ? weakened(b, high) : weakened(a, low) }
    if let a = atLow.upper, let b = atHigh.upper { highest = b.value < a.value ? weakened(a, low) : weakened(b, high) }
    let whole = Interval(nonEmpty: lowest, highest)
    // Where the ends cross between the extremes, as those of "nearly x" do at 0, each side of the crossing has the
    // other's ends, and none is firm for all.
    return crosses(at: low.value) == crosses(at: high.value) ? whole : whole.vague
  }

  private func crosses(at x: Rational) -> Bool {
    Interval.leaveNothing(Self.bound(lower, x), Self.bound(upper, x))
  }

  /// A bound made as open and as vague as the end of the stated interval that it comes from.
  private func weakened(_ bound: Bound, _ source: Bound) -> Bound {
    // A constant end does not come from the stated number.
    if bound == Self.constant(lower) || bound == Self.constant(upper) { return bound }
    return Bound(
      bound.value, isClosed: bound.isClosed && source.isClosed, isFirm: bound.isFirm && source.isFirm)
  }

  private static func constant(_ end: End?) -> Bound? {
    guard let end, case .constant(let value) = end.term else { return nil }
    return Bound(value, isClosed: end.isClosed, isFirm: end.isFirm)
  }

  private static func bound(_ end: End?, _ x: Rational) -> Bound? {
    guard let end else { return nil }
    switch end.term {
    case .constant: return constant(end)
    case .multiple(let factor):
      return factor.multiplied(by: x).map { Bound($0, isClosed: end.isClosed, isFirm: end.isFirm) }
    }
  }
}

// MARK: - Description

extension HedgeTemplate: CustomStringConvertible {
  /// The template in the form from which it can be read.
  public var description: String {
    func text(_ end: End) -> String {
      let mark = end.isFirm ? "" : "~"
      switch end.term {
      case .constant(let value): return mark + value.description
      case .multiple(let factor): return mark + (factor == 1 ? "" : factor.description) + "x"
      }
    }
    let left = lower?.isClosed == true ? "[" : "("
    let right = upper?.isClosed == true ? "]" : ")"
    return left + (lower.map(text) ?? "-∞") + ", " + (upper.map(text) ?? "∞") + right
  }
}
