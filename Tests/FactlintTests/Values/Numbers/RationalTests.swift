import Factlint
import TestSupport
import Testing

@Suite("Rational numbers")
struct RationalTests {
  @Test("are kept in lowest terms with a positive denominator")
  func lowestTerms() throws {
    let half = try #require(Rational(-3, over: -6))
    #expect(half.numerator == 1)
    #expect(half.denominator == 2)
    #expect(Rational(3, over: -6) == -half)
    #expect(Rational(0, over: -7) == 0)
    #expect(Rational(1, over: 0) == nil)
    #expect(Rational(Int.min) == Rational(-Int.max))
    #expect(Rational(Int.min, over: Int.min) == 1)
    #expect(Rational(Int.min, over: 2) == Rational(Int.min / 2))
    #expect(Rational(Int.min, over: 1) == nil)
  }

  @Test("agree with exact 128-bit arithmetic")
  func againstBruteForce() throws {
    var random = SplitMix64(seed: 1)
    for _ in 0..<20_000 {
      let width = [10, 1000, 3_000_000_000, Int.max].randomElement(using: &random) ?? 10
      let a = Int.random(in: -width...width, using: &random)
      let b = Int.random(in: 1...width, using: &random)
      let c = Int.random(in: -width...width, using: &random)
      let d = Int.random(in: 1...width, using: &random)
      let x = try #require(Rational(a, over: b))
      let y = try #require(Rational(c, over: d))
      let (n, m, k, l) = (Int128(a), Int128(b), Int128(c), Int128(d))
      #expect((x < y) == (n * l < k * m))
      #expect((x == y) == (n * l == k * m))
      if width <= 3_000_000_000 {
        expect(x.adding(y), is: n * l + k * m, over: m * l)
        expect(x.subtracting(y), is: n * l - k * m, over: m * l)
        expect(x.multiplied(by: y), is: n * k, over: m * l)
        if k != 0 { expect(x.divided(by: y), is: n * l, over: m * k) } else { #expect(x.divided(by: y) == nil) }
      }
      #expect(x.floor <= x.ceiling)
      #expect(Rational(x.floor) <= x && x <= Rational(x.ceiling))
      #expect(x.isInteger ? x.floor == x.ceiling : x.ceiling == x.floor + 1)
    }
  }

  /// Expects a result to be the fraction in lowest terms, or nil where that does not fit in 64 bits.
  private func expect(_ result: Rational?, is numerator: Int128, over denominator: Int128) {
    var (a, b) = (numerator.magnitude, denominator.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    let top = numerator.magnitude / a
    let bottom = denominator.magnitude / a
    guard top <= UInt128(Int64.max), bottom <= UInt128(Int64.max) else {
      #expect(result == nil)
      return
    }
    #expect(result?.numerator.magnitude == UInt64(top))
    #expect(result?.denominator.magnitude == UInt64(bottom))
    #expect(result?.isNegative == (top != 0 && (numerator < 0) != (denominator < 0)))
  }

  @Test("give nil instead of overflowing")
  func overflow() {
    let largest = Rational(Int.max)
    #expect(largest.adding(1) == nil)
    #expect((-largest).subtracting(1) == nil)
    #expect(largest.multiplied(by: 2) == nil)
    #expect(largest.multiplied(by: -1) == -largest)
    #expect(Rational(1 << 62).multiplied(by: -2) == nil)
    #expect(largest.scaled(byPowerOfTen: 1) == nil)
    #expect(Rational(1, over: Int.max)?.divided(by: 2) == nil)
    #expect(Rational(1).scaled(byPowerOfTen: Int.max) == nil)
    #expect(Rational(0).scaled(byPowerOfTen: Int.min) == 0)
  }

  @Test("are scaled by powers of ten in either direction")
  func powersOfTen() {
    #expect(Rational(12).scaled(byPowerOfTen: 5) == 1_200_000)
    #expect(Rational(12).scaled(byPowerOfTen: -1) == Rational(6, over: 5))
    #expect(Rational(1, over: 1_000_000_000_000_000_000)?.scaled(byPowerOfTen: 36) == 1_000_000_000_000_000_000)
    #expect(Rational.powerOfTen(18) == 1_000_000_000_000_000_000)
    #expect(Rational.powerOfTen(19) == nil)
    #expect(Rational.powerOfTen(-1) == nil)
  }

  @Test(
    "are rounded with a half away from zero",
    arguments: [(7, 2, 4), (-7, 2, -4), (5, 3, 2), (4, 3, 1), (-4, 3, -1), (0, 1, 0), (Int.max, 1, Int.max)])
  func rounding(numerator: Int, denominator: Int, rounded: Int) {
    #expect(Rational(numerator, over: denominator)?.rounded == rounded)
  }

  @Test(
    "are read from decimal digits",
    arguments: [
      ("1234.50", 2469, 2), ("0", 0, 1), ("007", 7, 1), ("-2.5", -5, 2), ("0.10000000000000000000", 1, 10),
      ("9223372036854775807", Int.max, 1),
    ])
  func decimalDigits(text: String, numerator: Int, denominator: Int) {
    #expect(Rational(decimal: text.utf8) == Rational(numerator, over: denominator))
  }

  @Test(
    "are not read from anything else",
    arguments: [
      "", "-", ".", "1.", ".5", "1.2.3", "1,234", "+1", "--1", "1-", " 1", "1e5", "½", "٣", "9223372036854775808",
      String(repeating: "9", count: 400), "0." + String(repeating: "0", count: 400), "0.00000000000000000001",
    ])
  func notDecimalDigits(text: String) {
    #expect(Rational(decimal: text.utf8) == nil)
  }

  @Test(
    "are read in groups where these are whole",
    arguments: [
      ("1,234,567.5", "1234567.5"), ("12,34,567", "1234567"), ("999", "999"), ("1,000", "1000"), ("1,23", nil),
      ("1234,567", nil), ("1,2345", nil), (",123", nil), ("1,,234", nil), ("1,234.5,6", nil), ("1,23.4", nil),
    ] as [(String, String?)])
  func groups(text: String, value: String?) {
    let figure = DecimalFigure(text.utf8, grouping: UInt8(ascii: ","))
    #expect(figure?.value.description == value)
  }

  @Test("show how many decimals stand in the figures")
  func decimals() {
    #expect(DecimalFigure("22.20".utf8)?.decimals == 2)
    #expect(DecimalFigure("22".utf8)?.decimals == 0)
    #expect(
      DecimalFigure("1.234,5".utf8, grouping: UInt8(ascii: "."), point: UInt8(ascii: ","))
        == DecimalFigure(value: Rational(2469, over: 2) ?? 0, decimals: 1))
  }

  @Test(
    "are written exactly where their decimals end, and else in six digits",
    arguments: [
      (5, 1, "5"), (-469, 20, "-23.45"), (1, 1024, "0.0009765625"), (1, 3, "≈0.333333"), (2, 3, "≈0.666667"),
      (-200, 3, "≈-66.6667"), (10_000_000, 3, "≈3333330"), (1, 3_000_000, "≈0.000000333333"),
      (2_999_999, 3_000_000, "≈1"), (100, 3, "≈33.3333"), (29_999_999, 3, "≈10000000"),
      (Int.max, 3, "≈3074460000000000000"), (1, Int.max, "≈0.00000000000000000010842"),
    ])
  func description(numerator: Int, denominator: Int, text: String) {
    #expect(Rational(numerator, over: denominator)?.description == text)
  }

  @Test("read back as they are written where they are exact")
  func roundTrip() throws {
    var random = SplitMix64(seed: 2)
    for _ in 0..<2000 {
      let digits = Int.random(in: -1_000_000_000...1_000_000_000, using: &random)
      let number = try #require(Rational(digits).scaled(byPowerOfTen: -Int.random(in: 0...9, using: &random)))
      #expect(Rational(decimal: number.description.utf8) == number)
    }
  }

  @Test("are written with grouped digits")
  func grouping() {
    #expect(Rational(2469, over: 2)?.formatted() == "1,234.5")
    #expect(Rational(-1_234_567).formatted() == "-1,234,567")
    #expect(Rational(999).formatted() == "999")
    #expect(Rational(1000).formatted(grouping: ".") == "1.000")
    #expect(Rational(2469, over: 2)?.formatted(grouping: "\u{A0}", point: ",") == "1\u{A0}234,5")
    #expect(Rational(10_000, over: 3)?.formatted() == "≈3,333.33")
  }
}
