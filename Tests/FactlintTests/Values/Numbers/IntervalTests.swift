import Factlint
import TestSupport
import Testing

@Suite("Intervals")
struct IntervalTests {
  /// Reads an interval in the notation of a hedge without a stated number.
  private func interval(_ text: String) throws -> Interval {
    try HedgeTemplate(text).applied(to: 0)
  }

  @Test("are never empty")
  func notEmpty() {
    #expect(Interval(lower: Bound(2), upper: Bound(1)) == nil)
    #expect(Interval(lower: Bound(2), upper: Bound(2, isClosed: false)) == nil)
    #expect(Interval(lower: Bound(2), upper: Bound(2)) == Interval(2))
    #expect(Interval(lower: nil, upper: nil) == .all)
    #expect(Interval(from: 3, through: 1) == Interval(from: 1, through: 3))
  }

  @Test("contain their closed ends and not their open ones")
  func containment() throws {
    let range = try interval("[1, 2)")
    #expect(range.contains(1))
    #expect(!range.contains(2))
    #expect(range.contains(Rational(199, over: 100) ?? 0))
    #expect(!range.contains(0))
    #expect(Interval.atLeast(5).contains(Rational(Int.max)))
    #expect(Interval.all.contains(-5))
  }

  @Test(
    "are disjoint firmly or only through a vague end",
    arguments: [
      ("[1, 2]", "[2, 3]", Disjointness.compatible),
      ("[1, 2)", "[2, 3]", .disjointFirmly),
      ("[1, 2]", "(2, 3]", .disjointFirmly),
      ("[12, ∞)", "[10, 10]", .disjointFirmly),
      ("[12, ∞)", "[14, 14]", .compatible),
      ("[~10.8, 12)", "[9, 9]", .disjointVaguely),
      ("[~10.8, 12)", "[12, 12]", .disjointFirmly),
      ("[~9, ~11]", "[12, 13]", .disjointVaguely),
      ("[~9, ~11]", "[~12, 13]", .disjointVaguely),
      ("[~9, 11]", "[12, ~13]", .disjointFirmly),
      ("(-∞, ∞)", "[1, 1]", .compatible),
      ("(-∞, 5]", "[6, ∞)", .disjointFirmly),
    ])
  func disjointness(a: String, b: String, expected: Disjointness) throws {
    #expect(try interval(a).disjointness(with: interval(b)) == expected)
    #expect(try interval(b).disjointness(with: interval(a)) == expected)
    #expect(try interval(a).intersects(interval(b)) == (expected == .compatible))
  }

  @Test(
    "are added, subtracted, multiplied and divided",
    arguments: [
      ("[1, 2)", "+", "[10, 20]", "[11, 22)"),
      ("[1, ∞)", "+", "(2, 3]", "(3, ∞)"),
      ("[1, 2)", "-", "[10, 20]", "[-19, -8)"),
      ("[~1, 2]", "+", "[3, 3]", "[~4, 5]"),
      ("[~1, 2]", "-", "[3, 3]", "[~-2, -1]"),
      ("[3, 3]", "-", "[~1, 2]", "[1, ~2]"),
      ("[-1, 2]", "*", "[-3, 4]", "[-6, 8]"),
      ("(-1, 1)", "*", "(-1, 1)", "(-1, 1)"),
      ("[0, 1]", "*", "[1, ∞)", "[0, ∞)"),
      ("(0, 1]", "*", "[1, ∞)", "(0, ∞)"),
      ("[0, 0]", "*", "(-∞, ∞)", "0"),
      ("[0, 0]", "*", "(1, 2)", "0"),
      ("[-1, 0)", "*", "(0, 1]", "[-1, 0)"),
      ("[2, ∞)", "*", "(-∞, -3]", "(-∞, -6]"),
      ("[0, 1]", "*", "[~2, ~3]", "[~0, ~3]"),
      ("[1, 2]", "*", "[3, ~4]", "[3, ~8]"),
      ("[10, 20]", "/", "[2, 4)", "(2.5, 10]"),
      ("[10, 20]", "/", "[2, ∞)", "(0, 10]"),
      ("[10, 20]", "/", "(0, 2]", "[5, ∞)"),
      ("[10, 20]", "/", "[-4, -2]", "[-10, -2.5]"),
      ("[10, 20]", "/", "[~2, 4]", "[~2.5, ~10]"),
      ("[10, 20]", "/", "(0, ~2]", "[~5, ∞)"),
    ])
  func arithmetic(a: String, operation: String, b: String, expected: String) throws {
    let (x, y) = (try interval(a), try interval(b))
    let result =
      switch operation {
      case "+": x.adding(y)
      case "-": x.subtracting(y)
      case "*": x.multiplied(by: y)
      default: x.divided(by: y)
      }
    #expect(result?.description == expected)
  }

  @Test("have no quotient by an interval with 0 in it, and no result that does not fit")
  func noResult() throws {
    #expect(try interval("[1, 2]").divided(by: interval("[-1, 1]")) == nil)
    #expect(try interval("[1, 2]").divided(by: interval("[0, 1]")) == nil)
    #expect(Interval.all.divided(by: .all) == nil)
    #expect(Interval(Rational(Int.max)).adding(Interval(1)) == nil)
    #expect(Interval(Rational(Int.max)).multiplied(by: Interval(2)) == nil)
  }

  @Test("are scaled, negated, joined and met")
  func otherOperations() throws {
    let range = try interval("[~1, 2)")
    #expect(range.scaled(by: 3)?.description == "[~3, 6)")
    #expect(range.scaled(by: -3)?.description == "(-6, ~-3]")
    #expect(range.scaled(by: 0)?.description == "0")
    #expect(range.negated.description == "(-2, ~-1]")
    #expect(try range.hull(with: interval("[5, 6]")).description == "[~1, 6]")
    #expect(try interval("[1, 2)").hull(with: interval("[1, 2]")).description == "[1, 2]")
    #expect(try interval("[1, 6]").hull(with: interval("[2, ~5]")).description == "[1, ~6]")
    #expect(try range.intersection(interval("[0, 5]"))?.description == "[~1, 2)")
    #expect(try range.intersection(interval("[1, 5]"))?.description == "[1, 2)")
    #expect(try interval("[1, 5]").intersection(interval("(~1, 5]"))?.description == "(~1, 5]")
    #expect(try range.intersection(interval("[2, 5]")) == nil)
    #expect(try interval("(-∞, 3]").intersection(interval("[2, ∞)"))?.description == "[2, 3]")
  }

  @Test("are written as in mathematics, with vague ends marked")
  func description() throws {
    #expect(Interval(12).description == "12")
    #expect(Interval(12).vague.description == "[~12, ~12]")
    #expect(Interval.atLeast(12).description == "[12, ∞)")
    #expect(Interval.atMost(12).description == "(-∞, 12]")
    #expect(Interval.all.description == "(-∞, ∞)")
    #expect(try interval("[~10.8, 12)").description == "[~10.8, 12)")
    #expect(Interval(from: 1000, through: 2000).formatted { $0.formatted() } == "[1,000, 2,000]")
  }

  @Test("hold every result of numbers they hold, and firmly where their ends are firm")
  func inclusion() throws {
    var random = SplitMix64(seed: 3)
    for _ in 0..<20_000 {
      let (a, b) = (randomInterval(&random), randomInterval(&random))
      guard let x = number(in: a, &random), let y = number(in: b, &random) else { continue }
      try expectInclusion(a.adding(b), a, b, x.adding(y)) { $0.adding($1) }
      try expectInclusion(a.subtracting(b), a, b, x.subtracting(y)) { $0.subtracting($1) }
      try expectInclusion(a.multiplied(by: b), a, b, x.multiplied(by: y)) { $0.multiplied(by: $1) }
      #expect((a.divided(by: b) == nil) == b.contains(0))
      if !b.contains(0) { try expectInclusion(a.divided(by: b), a, b, x.divided(by: y)) { $0.divided(by: $1) } }
      #expect(a.hull(with: b).contains(x) && a.hull(with: b).contains(y))
      #expect(a.intersects(b) == (a.intersection(b) != nil))
      if b.contains(x) { #expect(a.intersection(b)?.contains(x) == true) }
      #expect(!(a.isDisjoint(with: b) && b.contains(x)))
    }
  }

  /// Expects a result to hold a number, and its firm ends to hold also with the vague ends of the operands given up.
  private func expectInclusion(
    _ result: Interval?, _ a: Interval, _ b: Interval, _ number: Rational?,
    _ operation: (Interval, Interval) -> Interval?
  ) throws {
    let result = try #require(result)
    #expect(result.contains(try #require(number)), "\(number?.description ?? "") of \(a) and \(b) is in \(result)")
    if let certain = operation(a.withoutVagueBounds, b.withoutVagueBounds) {
      let firm = result.withoutVagueBounds
      #expect(firm.hull(with: certain) == firm, "\(certain) of \(a) and \(b) is in \(firm)")
    } else {
      #expect(result.withoutVagueBounds == .all)
    }
  }

  private func randomInterval(_ random: inout SplitMix64) -> Interval {
    func bound(_ random: inout SplitMix64) -> Bound? {
      guard Int.random(in: 0..<6, using: &random) > 0 else { return nil }
      let value = Rational(Int.random(in: -6...6, using: &random), over: Int.random(in: 1...2, using: &random))
      return Bound(value ?? 0, isClosed: Bool.random(using: &random), isFirm: Bool.random(using: &random))
    }
    while true {
      if let interval = Interval(lower: bound(&random), upper: bound(&random)) { return interval }
    }
  }

  /// A number in an interval, often one of its ends.
  private func number(in interval: Interval, _ random: inout SplitMix64) -> Rational? {
    let ends = [interval.lower?.value, interval.upper?.value].compactMap(\.self).filter(interval.contains)
    if let end = ends.randomElement(using: &random), Bool.random(using: &random) { return end }
    for _ in 0..<50 {
      let candidate = Rational(Int.random(in: -60...60, using: &random), over: Int.random(in: 1...8, using: &random))
      if let candidate, interval.contains(candidate) { return candidate }
    }
    return nil
  }
}
