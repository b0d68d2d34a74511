/// A number as it stands in figures: its value and how many decimals are shown, which tell its precision.
///
/// "22.20" and "22.2" have one value but different decimals.
public struct DecimalFigure: Hashable, Sendable {
  /// The number that the figures say.
  public let value: Rational

  /// How many digits follow the decimal point.
  public let decimals: Int

  /// Creates a figure of known value and precision.
  public init(value: Rational, decimals: Int) {
    self.value = value
    self.decimals = decimals
  }

  /// Reads figures such as "1234.50" or, with a grouping byte, "1,234.50" from UTF-8 bytes.
  ///
  /// The form is strict: an optional ASCII minus, digits, and optionally the decimal point and more digits. Where
  /// groups are allowed and used, the first has one to three digits, the last three, and those between two or three,
  /// which covers both 1,234,567 and 12,34,567. Returns nil for any other form and for a number that does not fit.
  ///
  /// - Parameters:
  ///   - utf8: the bytes of the figures and nothing else.
  ///   - grouping: the byte that parts groups of digits, or nil where none is allowed.
  ///   - point: the decimal point.
  public init?(
    _ utf8: some Sequence<UInt8>, grouping: UInt8? = nil, point: UInt8 = UInt8(ascii: ".")
  ) {
    var isNegative = false
    var isFirst = true
    var hasPoint = false
    var hasGroups = false
    var digitsInGroup = 0
    var decimals = 0
    var significand: Int128 = 0
    for byte in utf8 {
      defer { isFirst = false }
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        // Below 2^120, which has 37 digits, the next digit cannot overflow. Longer figures are refused even where
        // zeros at their end would make them fit.
        guard significand >> 120 == 0 else { return nil }
        significand = significand &* 10 &+ Int128(truncatingIfNeeded: byte &- UInt8(ascii: "0"))
        if hasPoint { decimals += 1 } else { digitsInGroup += 1 }
      case UInt8(ascii: "-") where isFirst:
        isNegative = true
      case point where !hasPoint:
        guard digitsInGroup > 0, !hasGroups || digitsInGroup == 3 else { return nil }
        hasPoint = true
      case grouping where !hasPoint:
        guard hasGroups ? (2...3).contains(digitsInGroup) : (1...3).contains(digitsInGroup) else { return nil }
        hasGroups = true
        digitsInGroup = 0
      default:
        return nil
      }
    }
    guard hasPoint ? decimals > 0 : digitsInGroup > 0, hasPoint || !hasGroups || digitsInGroup == 3 else { return nil }
    // The power of ten has to fit as well; figures with more decimals have zeros before or after all else.
    guard decimals <= 37 else { return nil }
    var denominator: Int128 = 1
    for _ in 0..<decimals { denominator &*= 10 }
    guard let value = Rational(reducing: isNegative ? -significand : significand, over: denominator) else { return nil }
    self.init(value: value, decimals: decimals)
  }
}

extension Rational {
  /// Reads decimal digits with an optional fraction, such as "1234.50", from UTF-8 bytes.
  ///
  /// Returns nil for any other form (see ``DecimalFigure``) and for a number that does not fit.
  public init?(decimal utf8: some Sequence<UInt8>) {
    guard let figure = DecimalFigure(utf8) else { return nil }
    self = figure.value
  }
}
