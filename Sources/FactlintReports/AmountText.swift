import Factlint

/// Amounts as people write them.
enum AmountText {
  /// An amount with its unit, such as "at least 12" or "22.2 percent"; persons and items need none.
  static func written(_ amount: Interval, unit: String) -> String {
    let number = written(amount)
    return unit == "person" || unit == "item" ? number : "\(number) \(unit)"
  }

  /// The numbers that an amount allows, where ``written(_:unit:)`` tells them by one figure; nil where it tells all.
  static func range(_ amount: Interval) -> String? {
    guard let low = amount.lower, let high = amount.upper, low.value != high.value, roundedFigure(low, high) != nil
    else {
      return nil
    }
    return Prose.between(low.value.formatted(), high.value.formatted())
  }

  private static func written(_ amount: Interval) -> String {
    func text(_ bound: Bound) -> String { bound.value.formatted() }
    switch (amount.lower, amount.upper) {
    case (nil, nil): return Prose.anyAmount
    case (let low?, nil): return low.isClosed ? Prose.atLeast(text(low)) : Prose.moreThan(text(low))
    case (nil, let high?): return high.isClosed ? Prose.atMost(text(high)) : Prose.lessThan(text(high))
    case (let low?, let high?):
      if low.value == high.value { return text(low) }
      if let figure = roundedFigure(low, high) { return figure }
      return Prose.between(text(low), text(high))
    }
  }

  /// The figure that rounding widened: the middle of [22.15, 22.25) is 22.2.
  private static func roundedFigure(_ low: Bound, _ high: Bound) -> String? {
    guard low.isClosed, !high.isClosed, low.isFirm, high.isFirm,
      let middle = low.value.adding(high.value)?.divided(by: 2),
      let width = high.value.subtracting(low.value), let inverse = width.reciprocal,
      isPowerOfTen(width) || isPowerOfTen(inverse)
    else { return nil }
    return middle.formatted()
  }

  private static func isPowerOfTen(_ number: Rational) -> Bool {
    (0...18).contains { Rational.powerOfTen($0) == number }
  }
}
