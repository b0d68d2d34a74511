import Factlint
import Testing

@Suite("Stated numbers")
struct StatedNumberTests {
  @Test(
    "allow what is rounded to their last shown digit",
    arguments: [
      ("22.2", 1, "[22.15, 22.25)"), ("22.20", 1, "[22.195, 22.205)"), ("0.0", 1, "[-0.05, 0.05)"),
      ("100.0", 1, "[99.95, 100.05)"), ("1.2", 1_000_000, "[1150000, 1250000)"), ("2", 1_000_000, "[1500000, 2500000)"),
      ("10", 1_000_000_000, "[9500000000, 10500000000)"), ("100", 1_000_000, "[95000000, 105000000)"),
      ("110", 1_000_000, "[105000000, 115000000)"), ("2605", 1_000_000, "[2604500000, 2605500000)"),
      ("5", 100_000, "[450000, 550000)"), ("12", 1, "12"), ("99", 1, "99"), ("90", 1, "90"), ("0", 1, "0"),
      ("0", 1_000_000, "0"), ("100", 1, "[95, 105)"), ("101", 1, "101"), ("110", 1, "[105, 115)"),
      ("2600", 1, "[2550, 2650)"), ("2605", 1, "2605"), ("2000", 1, "[1950, 2050)"), ("2610", 1, "[2605, 2615)"),
      ("10000000", 1, "[9500000, 10500000)"), ("-2600", 1, "[-2650, -2550)"), ("2", 12, "24"), ("20", 12, "[235, 245)"),
      ("0.5", 12, "6"),
    ])
  func roundedReading(figure: String, scale: Int, expected: String) throws {
    let figure = try #require(DecimalFigure(figure.utf8))
    let stated = try #require(StatedNumber(figure, scale: Rational(scale)))
    #expect(Interval.allowed(by: stated).description == expected)
    #expect(Interval.allowed(by: stated).isFirm)
    #expect(Interval.allowed(by: stated).contains(stated.value))
    let exact = try #require(StatedNumber(figure, scale: Rational(scale), isExact: true))
    #expect(Interval.allowed(by: exact) == Interval(stated.value))
  }

  @Test("allow themselves alone as fractions without decimals")
  func fractions() throws {
    let twoThirds = try #require(Rational(2, over: 3))
    #expect(Interval.allowed(by: try #require(StatedNumber(twoThirds))) == Interval(twoThirds))
  }

  @Test("are nothing where they do not fit or make no sense")
  func refused() {
    #expect(StatedNumber(Rational(Int.max), scale: 10) == nil)
    #expect(StatedNumber(1, decimals: -1) == nil)
    #expect(StatedNumber(1, scale: 0) == nil)
    #expect(StatedNumber(1, scale: -1000) == nil)
  }

  @Test("allow an unbounded range where its end does not fit")
  func ends() throws {
    let largest = try #require(StatedNumber(9_223_372_036_854_775_800))
    #expect(Interval.allowed(by: largest).description == "[9223372036854775750, ∞)")
    let huge = try #require(StatedNumber(9_200_000_000, scale: 1_000_000_000))
    #expect(Interval.allowed(by: huge).description == "[9150000000000000000, ∞)")
  }
}
