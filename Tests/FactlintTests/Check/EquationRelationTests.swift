import Testing

@testable import Factlint

@Suite("Equations hold over the attributes of a fact")
struct EquationRelationTests {
  private func check(
    _ holds: String..., message: String = "{left} {right}", over: String = "desk", severity: Severity = .error
  ) -> CheckRule {
    CheckRule(
      id: "house/equation", relation: .equation, name: "n", severity: severity, confidence: 0.9, message: message,
      over: over, holds: holds)
  }

  private func report(_ check: CheckRule, _ values: [String: SlotValue]) throws -> Report {
    var sketch = try FactSketch("The words of the fact stand here.")
    sketch.record("words of the fact", values)
    return sketch.checked(check)
  }

  /// The severity of what is found; nil where the equation agrees; "unchecked" where nothing is compared.
  private func outcome(_ holds: String, _ values: [String: Interval]) throws -> String {
    let report = try report(check(holds), values.mapValues { .number($0) })
    if report.coverage.comparisons == 0 { return "unchecked" }
    return report.findings.first.map(\.severity.rawValue) ?? "agreed"
  }

  private func range(_ low: Int, _ high: Int) -> Interval { Interval(from: Rational(low), through: Rational(high)) }

  @Test("what adds up agrees, and what does not contradicts, with the arithmetic")
  func arithmetic() throws {
    let tickets = check("income = price * sold", message: "{sold} at {price} make {right}, not {income}")
    let right = try report(
      tickets, ["income": .number(exactly(4800)), "price": .number(exactly(12)), "sold": .number(exactly(400))])
    #expect(right.findings.isEmpty)
    #expect(right.agreements.map(\.working) == ["4,800 = 12 × 400"])
    let wrong = try report(
      tickets, ["income": .number(exactly(5800)), "price": .number(exactly(12)), "sold": .number(exactly(400))])
    #expect(wrong.messages == ["400 at 12 make 4,800, not 5,800"])
    #expect(wrong.findings.map(\.working) == ["5,800 ≠ 12 × 400 = 4,800"])
    #expect(wrong.coverage == Coverage(comparisons: 1))
  }

  @Test("rounded and hedged numbers are ranges; what only a vague end keeps apart is a warning")
  func intervals() throws {
    #expect(try outcome("a = b + c", ["a": range(9, 11), "b": exactly(4), "c": exactly(5)]) == "agreed")
    #expect(try outcome("a = b + c", ["a": exactly(8), "b": exactly(4), "c": exactly(5)]) == "error")
    #expect(try outcome("a = b + c", ["a": roughly(6, 8), "b": exactly(4), "c": exactly(5)]) == "warning")
    #expect(try outcome("a = b + c", ["a": .atLeast(8), "b": exactly(4), "c": exactly(5)]) == "agreed")
  }

  @Test("comparisons refuse only what cannot be")
  func comparisons() throws {
    #expect(try outcome("a <= 100", ["a": exactly(100)]) == "agreed")
    #expect(try outcome("a < 100", ["a": exactly(100)]) == "error")
    #expect(try outcome("a <= 100", ["a": range(99, 130)]) == "agreed")
    #expect(try outcome("a >= b", ["a": exactly(3), "b": exactly(4)]) == "error")
    #expect(try outcome("a > b", ["a": exactly(4), "b": exactly(4)]) == "error")
    #expect(try outcome("a > b", ["a": exactly(4), "b": .atMost(4)]) == "agreed")
  }

  @Test("a name that occurs twice is taken for two numbers, so that nothing true is refused")
  func enclosure() throws {
    #expect(try outcome("a - a = 1", ["a": range(3, 5)]) == "agreed")
    #expect(try outcome("a / a = 3", ["a": range(1, 2)]) == "error")
  }

  @Test("what cannot be worked out stays unchecked")
  func unchecked() throws {
    #expect(try outcome("a = b / c", ["a": exactly(1), "b": exactly(2), "c": range(-1, 1)]) == "unchecked")
    #expect(try outcome("a = b / c", ["a": exactly(1), "b": exactly(2)]) == "unchecked")
    let huge = Interval(Rational(Int.max))
    #expect(try outcome("a = b * b * b", ["a": exactly(1), "b": huge]) == "unchecked")
    #expect(try report(check("a = 1"), ["a": .symbol("many")]).coverage.comparisons == 0)
    #expect(try report(check("published = published"), [:]).coverage.comparisons == 0)
  }

  @Test("functions leave out what the text leaves out")
  func functions() throws {
    let values = ["a": exactly(412), "b": exactly(380), "c": exactly(318)]
    #expect(try outcome("mean(a, b, c, d) = 370", values) == "agreed")
    #expect(try outcome("mean(a, b, c, d) = 420", values) == "error")
    #expect(try outcome("sum(a, b, c, d) = 1110", values) == "agreed")
    #expect(try outcome("count(a, b, c, d) = 3", values) == "agreed")
    #expect(try outcome("min(a, b, c) = 318", values) == "agreed")
    #expect(try outcome("max(a, b, c) = 412", values) == "agreed")
    #expect(try outcome("sum(d, e) = 1", values) == "unchecked")
    #expect(try outcome("abs(b - a) = 32", values) == "agreed")
    #expect(try outcome("abs(a - a) <= 5", ["a": range(1, 4)]) == "agreed")
    #expect(try outcome("420 = about(a, 0.1)", values) == "agreed")
    #expect(try outcome("500 = about(a, 0.1)", values) == "error")
    #expect(
      try report(check("mean(a, b, c) = 420"), values.mapValues { .number($0) }).findings.map(\.working)
        == ["370 = (412 + 380 + 318) ÷ 3 ≠ 420"])
  }

  @Test("a percentage of a few is that of a whole number of them")
  func countable() throws {
    func percent(_ number: Int) -> Interval {
      Interval(lower: Bound(Rational(number)), upper: Bound(Rational(number + 1), isClosed: false)) ?? exactly(number)
    }
    #expect(try outcome("countable(a, b) = 1", ["a": percent(55), "b": exactly(20)]) == "agreed")
    #expect(try outcome("countable(a, b) = 1", ["a": percent(57), "b": exactly(20)]) == "error")
    #expect(try outcome("countable(a, b) = 1", ["a": percent(14), "b": exactly(21)]) == "agreed")
    #expect(try outcome("countable(a, b) = 1", ["a": percent(57), "b": exactly(0)]) == "unchecked")
    #expect(try outcome("countable(a, b) = 1", ["a": percent(57), "b": range(20, 30)]) == "unchecked")
  }

  @Test("a word that a list gives a number for is that number, and a sign is told as one")
  func words() throws {
    let change = check("new = old * (100 + direction * percent) / 100")
    let fell = try report(
      change,
      [
        "new": .number(exactly(71)), "old": .number(exactly(100)), "direction": .symbol("-1"),
        "percent": .number(exactly(30)),
      ])
    #expect(fell.findings.map(\.working) == ["71 ≠ 100 × (100 − 30) ÷ 100 = 70"])
  }

  @Test("of several equations one must hold")
  func alternatives() throws {
    let tons = check("tonnes = tons * 0.907185", "tonnes = tons * 1.016047")
    func outcome(_ tonnes: Interval) throws -> Int {
      try report(tons, ["tons": .number(exactly(1000)), "tonnes": .number(tonnes)]).findings.count
    }
    #expect(try outcome(range(907, 908)) == 0)
    #expect(try outcome(range(1016, 1017)) == 0)
    #expect(try outcome(range(1100, 1101)) == 1)
  }

  @Test("days differ by days, and are the same day or not under every consistent reading")
  func days() throws {
    func day(_ month: Int, _ day: Int, _ choice: Int) -> Reading<DayInterval> {
      Reading(
        DayInterval(from: 19_000 + month * 31 + day, count: 1), assuming: [Assumption(.dayMonthOrder, choice)])
    }
    let values: [String: SlotValue] = [
      "start": .days([day(3, 4, 0), day(4, 3, 1)]), "end": .days([day(3, 9, 0), day(9, 3, 1)]),
      "length": .number(exactly(5)), "other": .number(exactly(4)),
    ]
    #expect(try report(check("end - start = length"), values).findings.isEmpty)
    #expect(try report(check("end - start = other"), values).findings.count == 1)
    #expect(try report(check("start + length = end"), values).findings.isEmpty)
    #expect(try report(check("start < end"), values).coverage.agreed == 1)
    for senseless in ["start + end = 1", "start * 2 = end", "start = length", "length - start = end"] {
      #expect(try report(check(senseless), values).coverage.comparisons == 0)
    }
  }

  @Test("more readings than are looked at leave the fact unchecked")
  func manyReadings() throws {
    func readings(_ variable: Int) -> SlotValue {
      .days(
        (0..<40).map { Reading(DayInterval(from: $0, count: 1), assuming: [Assumption(.other(id: variable), $0)]) })
    }
    let report = try report(check("a - b = 99"), ["a": readings(1), "b": readings(2)])
    #expect(report.coverage.comparisons == 0)
  }

  @Test("the program's own facts have attributes to reckon with too")
  func ownKinds() throws {
    var sketch = try FactSketch("A share of 130 percent was polled.")
    sketch.count("130 percent", exactly(130))
    let report = sketch.checked(check("amount <= 100", message: "{amount} > {right}", over: "count"))
    #expect(report.messages == ["130 percent > 100"])
  }
}
