/// An exact rational number with 64 bits for its numerator and 64 for its denominator.
///
/// The numbers of an article are compared and added exactly: 22.2 percent is 111/500, never a binary fraction near it.
/// The denominator is positive, the fraction is in lowest terms, and `Int64.min` never occurs, so that each value has
/// one form and a negative. Arithmetic is done in 128 bits and gives nil where the result does not fit in 64; nothing
/// here traps or rounds on its own.
public struct Rational: Hashable, Sendable {
  /// The numerator, which carries the sign.
  public let numerator: Int64

  /// The denominator: positive, and 1 for an integer.
  public let denominator: Int64

  /// The number 0.
  public static let zero = Rational(inLowestTerms: 0, over: 1)

  /// The number 1.
  public static let one = Rational(inLowestTerms: 1, over: 1)

  /// The number 1/2.
  public static let oneHalf = Rational(inLowestTerms: 1, over: 2)

  private init(inLowestTerms numerator: Int64, over denominator: Int64) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Creates an integer.
  ///
  /// The range is symmetric, so `Int.min`, which has no negative, is taken as `-Int.max`.
  public init(_ integer: Int) {
    self.init(inLowestTerms: max(Int64(integer), -Int64.max), over: 1)
  }

  /// Creates the fraction `numerator` / `denominator` in lowest terms.
  ///
  /// Returns nil where the denominator is 0 or the reduced fraction does not fit.
  public init?(_ numerator: Int, over denominator: Int) {
    self.init(reducing: Int128(numerator), over: Int128(denominator))
  }

  /// Creates a fraction from full-width parts, of which neither is `Int128.min`.
  init?(reducing numerator: Int128, over denominator: Int128) {
    guard denominator != 0 else { return nil }
    let isNegative = (numerator < 0) != (denominator < 0)
    var top = numerator.magnitude
    var bottom = denominator.magnitude
    if let narrowTop = UInt64(exactly: top), let narrowBottom = UInt64(exactly: bottom) {
      // Division in 64 bits is many times faster, and nearly all numbers of an article get here.
      let common = Self.greatestCommonDivisor(narrowTop, narrowBottom)
      top = UInt128(narrowTop / common)
      bottom = UInt128(narrowBottom / common)
    } else {
      let common = Self.greatestCommonDivisor(top, bottom)
      top /= common
      bottom /= common
    }
    guard top <= UInt128(Int64.max), bottom <= UInt128(Int64.max) else { return nil }
    self.init(inLowestTerms: isNegative ? -Int64(top) : Int64(top), over: Int64(bottom))
  }

  /// Returns the greatest common divisor of two numbers of which at least one is not 0.
  private static func greatestCommonDivisor<Number: FixedWidthInteger & UnsignedInteger>(
    _ a: Number, _ b: Number
  ) -> Number {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}

// MARK: - Properties

extension Rational {
  /// Whether the number has no fraction.
  public var isInteger: Bool { denominator == 1 }

  /// Whether the number is below 0.
  public var isNegative: Bool { numerator < 0 }

  /// The number without its sign.
  public var magnitude: Rational { numerator < 0 ? -self : self }

  /// Whether the number is 1, 10, 100 and so on.
  var isPowerOfTen: Bool {
    guard denominator == 1, numerator > 0 else { return false }
    var rest = numerator
    while rest % 10 == 0 { rest /= 10 }
    return rest == 1
  }

  /// The nearest binary floating-point number, for output only.
  public var doubleValue: Double { Double(numerator) / Double(denominator) }

  /// The greatest integer that is not above the number.
  public var floor: Int {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return Int(remainder < 0 ? quotient - 1 : quotient)
  }

  /// The least integer that is not below the number.
  public var ceiling: Int { -(-self).floor }

  /// The nearest integer; a half is rounded away from 0, as people round.
  public var rounded: Int {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    let roundsAway = remainder.magnitude >= denominator.magnitude - remainder.magnitude
    guard roundsAway, remainder != 0 else { return Int(quotient) }
    return Int(numerator < 0 ? quotient - 1 : quotient + 1)
  }
}

// MARK: - Comparison

extension Rational: Comparable {
  /// Compares exactly, by cross multiplication in 128 bits, which cannot overflow.
  public static func < (a: Rational, b: Rational) -> Bool {
    if a.denominator == b.denominator { return a.numerator < b.numerator }
    return Int128(a.numerator) * Int128(b.denominator) < Int128(b.numerator) * Int128(a.denominator)
  }
}

// MARK: - Arithmetic

extension Rational {
  /// Returns the negative of a number.
  public static prefix func - (number: Rational) -> Rational {
    Rational(inLowestTerms: -number.numerator, over: number.denominator)
  }

  /// Returns the sum, or nil where it does not fit.
  public func adding(_ other: Rational) -> Rational? {
    if denominator == 1, other.denominator == 1 {
      let (sum, overflow) = numerator.addingReportingOverflow(other.numerator)
      return overflow || sum == Int64.min ? nil : Rational(inLowestTerms: sum, over: 1)
    }
    return Rational(
      reducing: Int128(numerator) * Int128(other.denominator) + Int128(other.numerator) * Int128(denominator),
      over: Int128(denominator) * Int128(other.denominator))
  }

  /// Returns the difference, or nil where it does not fit.
  public func subtracting(_ other: Rational) -> Rational? {
    adding(-other)
  }

  /// Returns the product, or nil where it does not fit.
  public func multiplied(by other: Rational) -> Rational? {
    if denominator == 1, other.denominator == 1 {
      let (product, overflow) = numerator.multipliedReportingOverflow(by: other.numerator)
      return overflow || product == Int64.min ? nil : Rational(inLowestTerms: product, over: 1)
    }
    return Rational(
      reducing: Int128(numerator) * Int128(other.numerator),
      over: Int128(denominator) * Int128(other.denominator))
  }

  /// Returns the quotient, or nil where the divisor is 0 or the quotient does not fit.
  public func divided(by other: Rational) -> Rational? {
    guard let reciprocal = other.reciprocal else { return nil }
    return multiplied(by: reciprocal)
  }

  /// One divided by the number, or nil for 0.
  public var reciprocal: Rational? {
    guard numerator != 0 else { return nil }
    return numerator < 0
      ? Rational(inLowestTerms: -denominator, over: -numerator)
      : Rational(inLowestTerms: denominator, over: numerator)
  }

  /// Returns the number times ten to the power of `exponent`, or nil where that does not fit.
  public func scaled(byPowerOfTen exponent: Int) -> Rational? {
    guard numerator != 0 else { return self }
    // A number that can be scaled at all has at most 18 decimal digits on either side of the fraction bar.
    guard (-36...36).contains(exponent) else { return nil }
    var result = self
    var remaining = exponent
    while remaining != 0 {
      let step = min(max(remaining, -18), 18)
      guard let power = Self.powerOfTen(abs(step)) else { return nil }
      guard let next = step > 0 ? result.multiplied(by: power) : result.divided(by: power) else { return nil }
      result = next
      remaining -= step
    }
    return result
  }

  /// Returns ten to the power of `exponent`, or nil where that is not an integer that fits: below 0 or above 18.
  public static func powerOfTen(_ exponent: Int) -> Rational? {
    guard (0...18).contains(exponent) else { return nil }
    var power: Int64 = 1
    for _ in 0..<exponent { power *= 10 }
    return Rational(inLowestTerms: power, over: 1)
  }
}

extension Rational: ExpressibleByIntegerLiteral {
  /// Creates an integer from a literal.
  public init(integerLiteral value: Int) {
    self.init(value)
  }
}
