/// How far a slip of the pen or the keyboard puts two numbers apart.
enum Slip {
  /// Whether one of two numbers may be the other with a slip: a little more or less, or the same digits in another
  /// order.
  static func isLikely(_ one: StatedNumber, _ other: StatedNumber) -> Bool {
    let (first, second) = (one.value.doubleValue, other.value.doubleValue)
    let greater = max(first, second)
    if abs(first - second) <= (greater < 40 ? 3 : greater * 0.15) { return true }
    return hasSameDigits(one, other)
  }

  /// Whether the first number is the second cut off or rounded to its first digits, as headlines have it: 1,200 of 1,269;
  /// to a single digit it is only rounded, for nobody says 2,000 of 2,600.
  static func isCutOff(_ one: StatedNumber, _ other: StatedNumber) -> Bool {
    let digits = significantDigits(of: one)
    guard one.value.isInteger, one.scale == 1, digits <= 2, one.value >= 100 else { return false }
    var place = Rational.one
    while let next = place.multiplied(by: 10), one.value.divided(by: next)?.isInteger == true { place = next }
    guard let difference = one.value.subtracting(other.value) else { return false }
    return digits == 1 ? difference.magnitude.doubleValue * 2 <= place.doubleValue : difference.magnitude < place
  }

  /// The same as `isLikely` for two ages: a few years, ten, or the digits swapped.
  static func isLikelyOfAge(_ one: StatedNumber, _ other: StatedNumber) -> Bool {
    let difference = abs(one.value.doubleValue - other.value.doubleValue)
    return difference <= 3 || difference == 10 || hasSameDigits(one, other)
  }

  /// The same for a headline, which may be older than the story, and where a scale is easily mistaken.
  static func isLikelyInHeadline(_ one: StatedNumber, _ other: StatedNumber) -> Bool {
    if isOfScale(one, other) || hasSameDigits(one, other) { return true }
    let (first, second) = (one.value.doubleValue, other.value.doubleValue)
    return min(first, second) * 2 >= max(first, second)
  }

  /// Whether two numbers are the same figure with two scales, such as 5.4 million and 5.4 billion.
  static func isOfScale(_ one: StatedNumber, _ other: StatedNumber) -> Bool {
    one.figure == other.figure && one.scale != other.scale && one.scale > 1 && other.scale > 1
  }

  /// Whether one of two numbers is at most half as much again as the other.
  static func isWithinHalf(_ one: StatedNumber, _ other: StatedNumber) -> Bool {
    let (first, second) = (one.value.doubleValue, other.value.doubleValue)
    return max(first, second) <= min(first, second) * 1.5
  }

  /// How many digits of a figure count: 3 for 5.25 million and for 525, 1 for 500.
  static func significantDigits(of stated: StatedNumber) -> Int {
    var digits = stated.figure.scaled(byPowerOfTen: stated.decimals)?.numerator.magnitude ?? 0
    while digits != 0, digits.isMultiple(of: 10) { digits /= 10 }
    return digits == 0 ? 0 : String(digits).utf8.count
  }

  /// Whether two numbers are written with the same digits in another order.
  static func hasSameDigits(_ one: StatedNumber, _ other: StatedNumber) -> Bool {
    guard one.value.isInteger, other.value.isInteger, one.value >= 10 else { return false }
    return String(one.value.numerator).sorted() == String(other.value.numerator).sorted()
  }
}
