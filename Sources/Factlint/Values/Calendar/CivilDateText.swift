extension CivilDate: CustomStringConvertible {
  /// Reads a date in the form YYYY-MM-DD of ISO 8601 from UTF-8 bytes.
  ///
  /// Returns nil for any other form and where there is no such day.
  public init?(iso8601 utf8: some Collection<UInt8>) {
    guard utf8.count == 10 else { return nil }
    var numbers = (year: 0, month: 0, day: 0)
    for (index, byte) in utf8.enumerated() {
      if index == 4 || index == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      let digit = Int(byte - UInt8(ascii: "0"))
      switch index {
      case ..<4: numbers.year = numbers.year * 10 + digit
      case ..<7: numbers.month = numbers.month * 10 + digit
      default: numbers.day = numbers.day * 10 + digit
      }
    }
    self.init(year: numbers.year, month: numbers.month, day: numbers.day)
  }

  /// Reads a date in the form YYYY-MM-DD of ISO 8601.
  public init?(iso8601 text: String) {
    self.init(iso8601: text.utf8)
  }

  /// The date as YYYY-MM-DD; a year outside 0 to 9999 has a sign, as in the expanded form of ISO 8601.
  public var description: String {
    let sign = year < 0 ? "-" : year > 9999 ? "+" : ""
    return "\(sign)\(abs(year).padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
  }
}

extension Int {
  /// Returns the decimal digits of a number that is not negative, with leading zeros up to a length.
  func padded(to length: Int) -> String {
    let digits = String(self)
    switch length - digits.utf8.count {
    case ...0: return digits
    case 1: return "0" + digits
    case let missing: return String(repeating: "0", count: missing) + digits
    }
  }
}
