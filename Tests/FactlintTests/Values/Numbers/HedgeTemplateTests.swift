import Factlint
import TestSupport
import Testing

@Suite("Hedge templates")
struct HedgeTemplateTests {
  @Test(
    "make an interval of a stated number",
    arguments: [
      ("[x, ∞)", 12, "[12, ∞)"), ("(x, ∞)", 12, "(12, ∞)"), ("[0, x]", 12, "[0, 12]"), ("(-∞, x)", 12, "(-∞, 12)"),
      ("[~0.9x, x)", 12, "[~10.8, 12)"), ("[~0.9x, ~1.1x]", 10, "[~9, ~11]"), ("[24, ∞)", 7, "[24, ∞)"),
      ("[ 1.5x , 2x ]", 10, "[15, 20]"), ("(-5, 5)", 1, "(-5, 5)"), ("[~24, ~99]", 1, "[~24, ~99]"),
      ("[x, x]", 3, "3"),
    ])
  func application(template: String, number: Int, expected: String) throws {
    #expect(try HedgeTemplate(template).applied(to: Rational(number)).description == expected)
  }

  @Test("stay intervals for numbers at and below 0, and for ends that cross")
  func unusualNumbers() throws {
    let nearly = try HedgeTemplate("[~0.9x, x)")
    #expect(nearly.applied(to: -10).description == "(-10, ~-9]")
    #expect(nearly.applied(to: 0).description == "[~0, ~0]")
    #expect(try HedgeTemplate("[24, x)").applied(to: 10).description == "(10, 24]")
    #expect(try HedgeTemplate("[x, 2x]").applied(to: Rational(Int.max)).description == "[9223372036854775807, ∞)")
  }

  @Test(
    "make an interval of a number that is itself an interval",
    arguments: [
      ("[x, ∞)", "[2550, ∞)"), ("(x, ∞)", "(2550, ∞)"), ("[0, x]", "[0, 2650)"), ("[~0.9x, x)", "[~2295, 2650)"),
      ("[~0.9x, ~1.1x]", "[~2295, ~2915)"), ("[24, ∞)", "[24, ∞)"),
    ])
  func applicationToIntervals(template: String, expected: String) throws {
    let stated = Interval.allowed(by: try #require(StatedNumber(2600)))
    #expect(try HedgeTemplate(template).applied(to: stated).description == expected)
  }

  @Test("pass on what is vague or unbounded in the stated number")
  func vagueNumbers() throws {
    let least = try HedgeTemplate("[x, ∞)")
    #expect(least.applied(to: Interval(12).vague).description == "[~12, ∞)")
    let stated = try HedgeTemplate("[~10, 20]").applied(to: 0)
    #expect(least.applied(to: stated).description == "[~10, ∞)")
    #expect(try HedgeTemplate("[0, x]").applied(to: .atLeast(5)).description == "[0, ∞)")
    #expect(least.applied(to: .all) == .all)
    let huge = Interval(from: 1, through: Rational(Int.max))
    #expect(try HedgeTemplate("[x, 2x]").applied(to: huge) == .atLeast(1))
  }

  @Test("hold what they make of any number of the stated interval")
  func inclusion() throws {
    var random = SplitMix64(seed: 4)
    let templates = try ["[x, ∞)", "(x, ∞)", "[0, x]", "(-∞, x)", "[~0.9x, x)", "[~0.9x, ~1.1x]", "[3, 2x)"]
      .map { try HedgeTemplate($0) }
    for _ in 0..<2000 {
      let stated = Interval(
        from: Rational(Int.random(in: -20...20, using: &random)),
        through: Rational(Int.random(in: -20...20, using: &random)))
      let x = Rational(Int.random(in: -20...20, using: &random))
      guard stated.contains(x), let template = templates.randomElement(using: &random) else { continue }
      let whole = template.applied(to: stated)
      let part = template.applied(to: x)
      #expect(whole.hull(with: part) == whole, "\(template) of \(x) is in that of \(stated)")
    }
  }

  @Test("know whether they use a stated number")
  func usesNumber() throws {
    #expect(try HedgeTemplate("[~0.9x, x)").usesNumber)
    #expect(try !HedgeTemplate("[24, ∞)").usesNumber)
  }

  @Test(
    "are written as they are read",
    arguments: ["[x, ∞)", "(-∞, x)", "[~0.9x, x)", "[~0.9x, ~1.1x]", "[24, ∞)", "(-∞, ∞)", "[-2.5, ~2]"])
  func roundTrip(text: String) throws {
    #expect(try HedgeTemplate(text).description == text)
  }

  @Test(
    "are refused with the reason and the place",
    arguments: [
      ("", HedgeTemplateError.Reason.expectedOpeningBracket, 0),
      ("x, ∞)", .expectedOpeningBracket, 0),
      ("[", .expectedEnd, 1),
      ("[y, ∞)", .expectedEnd, 1),
      ("[, ∞)", .expectedEnd, 1),
      ("[~, ∞)", .expectedEnd, 2),
      ("[x ∞)", .expectedComma, 3),
      ("[x, ∞", .expectedClosingBracket, 7),
      ("[x, 2x", .expectedClosingBracket, 6),
      ("[x, ∞) or so", .trailingText, 9),
      ("[1.2.3x, ∞)", .badNumber, 1),
      ("[99999999999999999999, ∞)", .badNumber, 1),
      ("[-0.9x, ∞)", .factorNotPositive, 1),
      ("[0x, ∞)", .factorNotPositive, 1),
      ("[-∞, x]", .closedInfinity, 0),
      ("[x, ∞]", .closedInfinity, 7),
      ("(~-∞, x]", .vagueInfinity, 1),
      ("(∞, x]", .infinityOnWrongSide, 1),
      ("[x, -∞)", .infinityOnWrongSide, 4),
      ("[5, 3]", .empty, 4),
      ("[x, 0.5x]", .empty, 4),
      ("(x, x]", .empty, 4),
    ])
  func errors(text: String, reason: HedgeTemplateError.Reason, offset: Int) {
    let error = #expect(throws: HedgeTemplateError.self) { try HedgeTemplate(text) }
    #expect(error?.reason == reason)
    #expect(error?.offset == offset)
    #expect(error?.description.hasSuffix("(byte \(offset))") == true)
  }
}
