/// The decimal digits of a rational number, before they are put together.
private struct DecimalDigits {
  var isNegative: Bool
  var isRounded: Bool
  var integer: [UInt8]
  var fraction: [UInt8]

  /// How many significant digits a number keeps whose decimals do not end.
  static let significantDigits = 6

  init(_ number: Rational) {
    isNegative = number.isNegative
    let numerator = UInt128(number.numerator.magnitude)
    let denominator = UInt128(number.denominator)
    if Self.terminates(number.denominator) {
      isRounded = false
      integer = Self.digits(numerator / denominator)
      fraction = []
      var remainder = numerator % denominator
      while remainder != 0 {
        remainder *= 10
        fraction.append(UInt8(remainder / denominator))
        remainder %= denominator
      }
    } else {
      isRounded = true
      (integer, fraction) = Self.roundedDigits(numerator, over: denominator)
    }
  }

  /// Whether a fraction in lowest terms with this denominator has finitely many decimals.
  private static func terminates(_ denominator: Int64) -> Bool {
    var rest = denominator >> Int64(denominator.trailingZeroBitCount)
    while rest % 5 == 0 { rest /= 5 }
    return rest == 1
  }

  /// The digits of a whole number, at least one.
  private static func digits(_ number: UInt128) -> [UInt8] {
    var reversed: [UInt8] = []
    var rest = number
    repeat {
      reversed.append(UInt8(rest % 10))
      rest /= 10
    } while rest != 0
    return reversed.reversed()
  }

  /// The digits of a fraction other than 0, rounded half up to the significant digits, without trailing decimal zeros.
  private static func roundedDigits(_ numerator: UInt128, over denominator: UInt128) -> ([UInt8], [UInt8]) {
    // The number times a power of ten is brought into 100,000 ..< 1,000,000. Neither side passes 10^6 times 2^64.
    let floor = UInt128(100_000)
    var (top, bottom) = (numerator, denominator)
    var decimals = 0
    while top < bottom * floor {
      top *= 10
      decimals += 1
    }
    while top >= bottom * floor * 10 {
      bottom *= 10
      decimals -= 1
    }
    var all = digits((top * 2 + bottom) / (bottom * 2))
    if decimals <= 0 {
      all.append(contentsOf: repeatElement(0, count: -decimals))
      return (all, [])
    }
    if all.count <= decimals {
      all.insert(contentsOf: repeatElement(0, count: decimals - all.count + 1), at: 0)
    }
    var fraction = Array(all.suffix(decimals))
    while fraction.last == 0 { fraction.removeLast() }
    return (Array(all.dropLast(decimals)), fraction)
  }

  /// The number in text, with a separator between groups of three digits where one is given.
  func text(grouping: String?, point: String) -> String {
    var text = isRounded ? "≈" : ""
    if isNegative { text += "-" }
    for (index, digit) in integer.enumerated() {
      if index > 0, (integer.count - index).isMultiple(of: 3), let grouping { text += grouping }
      text.unicodeScalars.append(Unicode.Scalar(UInt8(ascii: "0") + digit))
    }
    if !fraction.isEmpty { text += point }
    for digit in fraction { text.unicodeScalars.append(Unicode.Scalar(UInt8(ascii: "0") + digit)) }
    return text
  }
}

extension Rational: CustomStringConvertible {
  /// The number in decimal: exact where its decimals end, or else "≈" and six significant digits.
  public var description: String {
    if denominator == 1 { return String(numerator) }
    return DecimalDigits(self).text(grouping: nil, point: ".")
  }

  /// Returns the number as ``description`` has it, with its integer digits in groups of three: "1,234.5".
  ///
  /// - Parameters:
  ///   - separator: what stands between two groups.
  ///   - point: what stands before the decimals.
  public func formatted(grouping separator: String = ",", point: String = ".") -> String {
    DecimalDigits(self).text(grouping: separator, point: point)
  }
}
