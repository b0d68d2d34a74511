import Testing

@testable import Factlint

@Suite("Times and facts beside one another")
struct OrderRelationTests {
  private func check(
    _ relation: CheckRule.Relation, _ holds: String..., with: [String] = [], key: [String] = []
  ) -> CheckRule {
    CheckRule(
      id: "house/order", relation: relation, name: "n", severity: .error, confidence: 0.9, message: "{left} {right}",
      over: "desk", key: key, holds: holds, with: with)
  }

  private func day(_ text: String) throws -> SlotValue {
    .days([Reading(DayInterval(try #require(CivilDate(iso8601: text))))])
  }

  private func span(_ first: String, _ last: String) throws -> SlotValue {
    .days([
      Reading(
        DayInterval(
          from: try #require(CivilDate(iso8601: first)), through: try #require(CivilDate(iso8601: last))))
    ])
  }

  @Test("of an order all that is said must hold, each by itself")
  func order() throws {
    var sketch = try FactSketch("The words of the fact stand here.")
    sketch.record(
      "words of the fact",
      ["birth": try day("1931-05-01"), "school": try day("1938-01-01"), "death": try day("1937-01-01")])
    let life = check(.order, "birth <= school", "school <= death", "death <= heirs")
    let report = sketch.checked(life)
    #expect(report.coverage.comparisons == 2)
    #expect(report.coverage.agreed == 1)
    #expect(report.findings.count == 1)
  }

  @Test("years, months and weekdays of days; nth weekdays of months")
  func functions() throws {
    func outcome(_ holds: String) throws -> String {
      var sketch = try FactSketch("The words of the fact stand here.")
      sketch.record(
        "words of the fact",
        [
          "birth": try day("1990-05-03"), "year": try span("1990-01-01", "1990-12-31"), "now": try day("2024-03-05"),
          "monday": .symbol("1"), "third": .symbol("3"), "last": .symbol("-1"),
        ])
      let report = sketch.checked(check(.equation, holds))
      return report.coverage.comparisons == 0 ? "unchecked" : report.findings.isEmpty ? "agreed" : "contradicted"
    }
    #expect(try outcome("years(birth, now) = 33") == "agreed")
    #expect(try outcome("years(birth, now) = 34") == "contradicted")
    #expect(try outcome("years(year, now) = 34") == "agreed")
    #expect(try outcome("years(year, now) = 35") == "contradicted")
    #expect(try outcome("year(now) - year(birth) = 34") == "agreed")
    #expect(try outcome("month(now) = 3") == "agreed")
    #expect(try outcome("weekday(now) = 2") == "agreed")
    #expect(try outcome("weekday(year) = 2") == "unchecked")
    #expect(try outcome("nth(third, monday, now) - now = 13") == "agreed")
    #expect(try outcome("nth(last, monday, now) - now = 20") == "agreed")
    #expect(try outcome("nth(third, monday, year) = now") == "unchecked")
    #expect(try outcome("mod(0 - 5, 7) = 2") == "agreed")
    #expect(try outcome("mod(5, 0) = 2") == "unchecked")
    #expect(try outcome("margin(now, 2) = birth + 12362") == "agreed")
    #expect(try outcome("margin(now, 2) = birth + 12365") == "contradicted")
    #expect(try outcome("margin(10, 2) = 12") == "agreed")
    #expect(try outcome("first(none, 3) = 3") == "agreed")
    #expect(try outcome("first(none) = 3") == "unchecked")
    #expect(try outcome("years(birth, 3) = 3") == "unchecked")
  }

  @Test("facts of one key stand beside one another, and one that fits is the one that is meant")
  func joining() throws {
    func report(_ days: [(event: String, day: String)]) throws -> Report {
      var sketch = try FactSketch("It took three days. The strike began then. The fire began later. It ended at last.")
      sketch.record("three days", ["length": .number(exactly(3)), "event": .symbol("strike")])
      for (words, entry) in zip(["strike began", "fire began", "ended"], days) {
        sketch.record(words, kind: "span", ["event": .symbol(entry.event), "day": try day(entry.day)])
      }
      return sketch.checked(check(.equation, "length = weekday(day)", with: ["span"], key: ["event"]))
    }
    // 2024-03-06 is a Wednesday, the third day of its week.
    #expect(try report([("strike", "2024-03-06")]).findings.isEmpty)
    #expect(try report([("strike", "2024-03-07")]).findings.count == 1)
    #expect(try report([("fire", "2024-03-07")]).coverage.comparisons == 0)
    #expect(try report([("strike", "2024-03-07"), ("strike", "2024-03-06")]).findings.isEmpty)
    #expect(try report([]).coverage.comparisons == 0)
  }

  @Test("without a key they do only where the article has one of each")
  func joiningWithoutKey() throws {
    var sketch = try FactSketch("It took three days. The strike began then. The fire began later.")
    sketch.record("three days", ["length": .number(exactly(3))])
    sketch.record("strike began", kind: "span", ["start": .number(exactly(4))])
    let check = check(.equation, "length = start", with: ["span"])
    #expect(sketch.checked(check).findings.count == 1)
    sketch.record("fire began", kind: "span", ["start": .number(exactly(5))])
    #expect(sketch.checked(check).coverage.comparisons == 0)
  }
}
