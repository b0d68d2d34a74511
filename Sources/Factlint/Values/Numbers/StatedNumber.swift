/// A number as a text states it, with the precision that its form shows.
public struct StatedNumber: Hashable, Sendable {
  /// The number said, after scaling: 1,200,000 for "1.2 million".
  public let value: Rational

  /// The number before its scale: 1.2 for "1.2 million".
  public let figure: Rational

  /// How many decimals the figure shows: 1 for "1.2 million" and for "22.0".
  public let decimals: Int

  /// The power of ten that the figure is scaled by, or 1: a million for "1.2 million".
  public let scale: Rational

  /// Whether the number is meant to the last unit however round it is, as seats and votes are.
  public var isExact: Bool

  /// Creates a stated number, or nil where its value does not fit.
  ///
  /// A scale that is no power of ten says nothing of precision: two dozen is the figure 24.
  ///
  /// - Parameters:
  ///   - figure: the number as written, before its scale.
  ///   - decimals: how many digits are shown after the decimal point.
  ///   - scale: what the figure is multiplied by, such as a million; positive.
  ///   - isExact: whether the number is meant to the last unit.
  public init?(_ figure: Rational, decimals: Int = 0, scale: Rational = 1, isExact: Bool = false) {
    guard decimals >= 0, scale > 0, let value = figure.multiplied(by: scale) else { return nil }
    let isPowerOfTen = scale.isPowerOfTen
    self.value = value
    self.figure = isPowerOfTen ? figure : value
    self.decimals = isPowerOfTen || !value.isInteger ? decimals : 0
    self.scale = isPowerOfTen ? scale : 1
    self.isExact = isExact
  }

  /// Creates a stated number from digits in a text.
  public init?(_ figure: DecimalFigure, scale: Rational = 1, isExact: Bool = false) {
    self.init(figure.value, decimals: figure.decimals, scale: scale, isExact: isExact)
  }

  /// The place value of the last digit that the speaker can be held to, or nil where the number is exact.
  ///
  /// 0.1 for 22.2; 100,000 for 1.2 million; 100 for 2,600; 100 for 2,000, whose second digit is the last that counts.
  public var precision: Rational? {
    if isExact { return nil }
    if decimals > 0 { return scale.scaled(byPowerOfTen: -decimals) }
    guard figure.isInteger, figure != 0 else { return nil }
    let place = figure.magnitude < 100 ? 0 : min(Self.trailingZeros(of: figure), Self.digitCount(of: figure) - 2)
    if place == 0, scale == 1 { return nil }
    return scale.scaled(byPowerOfTen: place)
  }

  private static func trailingZeros(of integer: Rational) -> Int {
    var rest = integer.numerator.magnitude
    var zeros = 0
    while rest != 0, rest.isMultiple(of: 10) {
      rest /= 10
      zeros += 1
    }
    return zeros
  }

  private static func digitCount(of integer: Rational) -> Int {
    var rest = integer.numerator.magnitude
    var digits = 1
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    return digits
  }
}

extension Interval {
  /// Returns the numbers that a stated number allows.
  ///
  /// - An exact number, an integer below 100 without a scale, and an integer that is not round allow themselves alone:
  ///   12 is 12, and 2,605 is 2,605.
  /// - A figure with decimals or a scale is rounded to its last shown digit: 22.2 is [22.15, 22.25), and 1.2 million is
  ///   [1,150,000, 1,250,000).
  /// - An integer figure from 100 up has also its rounded reading, to its last digit that is not 0 and at coarsest to
  /// its
  ///   second: 2,600 is [2550, 2650), 2,000 is [1950, 2050), and 100 million is [95, 105) million.
  /// - A fraction that is not shown in decimals, such as 2/3, allows itself alone.
  ///
  /// The interval is half-open on the right, as a half is rounded up, and firm. Where an end does not fit in a
  /// ``Rational``, the interval is unbounded there.
  public static func allowed(by stated: StatedNumber) -> Interval {
    guard let precision = stated.precision else { return Interval(stated.value) }
    guard let half = precision.multiplied(by: Rational.oneHalf) else { return .all }
    return Interval(
      nonEmpty: stated.value.subtracting(half).map { Bound($0) },
      stated.value.adding(half).map { Bound($0, isClosed: false) })
  }

  /// Returns the numbers that round to a stated number, a whole number below 100 among them: 12 is [11.5, 12.5).
  ///
  /// A fraction that is not shown in decimals, such as 2/3, and an exact number allow themselves alone.
  public static func rounded(to stated: StatedNumber) -> Interval {
    let amount = allowed(by: stated)
    guard amount.onlyValue != nil, stated.decimals == 0, !stated.isExact, stated.value.isInteger,
      let low = stated.value.subtracting(.oneHalf), let high = stated.value.adding(.oneHalf)
    else { return amount }
    return Interval(nonEmpty: Bound(low), Bound(high, isClosed: false))
  }
}
