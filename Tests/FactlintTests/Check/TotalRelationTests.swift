import Testing

@testable import Factlint

@Suite("Parts fit their whole")
struct TotalRelationTests {
  private func report(
    _ whole: Interval, _ parts: [Interval], _ mode: Breakdown.Mode, reservations: ReservationSet = []
  ) throws -> Report {
    var sketch = try FactSketch("Nine people died: seven men, three women and two dogs.")
    sketch.count("Nine", whole, noun: "people")
    for (part, noun) in zip(parts, ["men", "women", "dogs"]) {
      sketch.count(
        ["men": "seven", "women": "three", "dogs": "two"][noun] ?? "", part, noun: noun, reservations: reservations)
    }
    sketch.breakdown(whole: 0, parts: Array(1...parts.count), mode)
    return sketch.checked(totalCheck)
  }

  @Test("a partition's sum is the whole")
  func partition() throws {
    let wrong = try report(exactly(9), [exactly(7), exactly(3)], .partition)
    #expect(wrong.messages == ["9, 10, 7 men + 3 women, 7 men"])
    #expect(wrong.findings[0].working == "9 ≠ 7 + 3")
    #expect(wrong.findings[0].severity == .error)
    #expect(wrong.findings[0].places.map(\.role) == ["whole", "part", "part"])
    let less = try report(exactly(9), [exactly(7), exactly(1)], .partition)
    #expect(less.findings.map(\.working) == ["9 ≠ 7 + 1"])
    let right = try report(exactly(9), [exactly(7), exactly(2)], .partition)
    #expect(right.findings.isEmpty)
    #expect(right.agreements.map(\.working) == ["Nine = seven + three (9 = 7 + 2)"])
    #expect(right.coverage == Coverage(facts: 3, checked: 3, comparisons: 1, agreed: 1))
  }

  @Test("disjoint parts come to no more than the whole")
  func disjoint() throws {
    #expect(try report(exactly(9), [exactly(7), exactly(3)], .disjoint).findings.map(\.working) == ["9 < 7 + 3"])
    #expect(
      try report(exactly(9), [exactly(4), exactly(3)], .disjoint).agreements.map(\.working) == [
        "Nine ≥ seven + three (9 ≥ 4 + 3)"
      ])
    #expect(
      try report(exactly(9), [exactly(6), exactly(3)], .disjoint).agreements.map(\.working) == [
        "Nine = seven + three (9 = 6 + 3)"
      ])
  }

  @Test("each overlapping part is no more than the whole")
  func overlapping() throws {
    #expect(try report(exactly(9), [exactly(7), exactly(8)], .overlapping).findings.isEmpty)
    let wrong = try report(exactly(9), [exactly(7), exactly(10)], .overlapping)
    #expect(wrong.messages == ["9, 10, 10 women, 10 women"])
    #expect(wrong.findings[0].working == "10 > 9")
    #expect(wrong.findings[0].places.map(\.role) == ["whole", "part"])
    #expect(wrong.unchecked.map(\.fact) == [1])
    let sum = try report(exactly(9), [exactly(7), exactly(2)], .overlapping)
    #expect(sum.agreements.map(\.working) == ["Nine = seven + three (9 = 7 + 2)"])
    #expect(try report(exactly(9), [exactly(7)], .overlapping).agreements.map(\.working) == ["7 ≤ 9"])
  }

  @Test("hedges leave room, and vague ones bound the severity")
  func hedges() throws {
    #expect(try report(.atLeast(9), [exactly(7), exactly(3)], .partition).findings.isEmpty)
    #expect(try report(roughly(8, 9), [exactly(7), exactly(3)], .partition).findings.map(\.severity) == [.warning])
    #expect(try report(exactly(9), [.atLeast(7), exactly(3)], .disjoint).findings.map(\.severity) == [.error])
    #expect(try report(exactly(9), [.atMost(7), exactly(3)], .disjoint).findings.isEmpty)
  }

  @Test("a breakdown with a part that the check leaves alone is not compared")
  func reservations() throws {
    let report = try report(exactly(9), [exactly(7), exactly(3)], .partition, reservations: [.negated])
    #expect(report.findings.isEmpty)
    #expect(report.unchecked.map(\.reason) == [.nothingToCompare, .reserved(.negated), .reserved(.negated)])
  }
}

@Suite("Dates fit the calendar")
struct CalendarRelationTests {
  private let weekdayCheck = CheckRule(
    id: "date/weekday", relation: .calendar, name: "n", severity: .error, confidence: 0.9,
    message: "{date}: {actual} not {weekday}, {day}", over: "date", value: "weekday")
  private let existenceCheck = CheckRule(
    id: "date/impossible", relation: .calendar, name: "n", severity: .error, confidence: 0.9,
    message: "{date}: {month} has {days}", over: "date", value: "existence")

  private func report(_ readings: [String], weekday: Weekday?, _ reservations: ReservationSet = []) throws -> Report {
    var sketch = try FactSketch("They met on Monday, February 5.")
    let days = try readings.map { Reading(DayInterval(try #require(CivilDate(iso8601: $0)))) }
    sketch.date(
      "Monday, February 5",
      DateFact(
        type: .date, timexValue: readings.first ?? "", statedWeekday: weekday, stated: TimeExpression(PartialDate()),
        dayReadings: days),
      reservations: reservations)
    return sketch.checked(weekdayCheck)
  }

  @Test("a weekday is that of the date under some reading")
  func weekday() throws {
    let wrong = try report(["2023-02-05"], weekday: .monday)
    #expect(wrong.messages == ["Monday, February 5: Sunday not Monday, 2023-02-05"])
    #expect(wrong.findings[0].working == "2023-02-05 = Sunday ≠ Monday")
    #expect(wrong.findings[0].places.map(\.role) == ["date"])
    #expect(try report(["2023-02-06"], weekday: .monday).agreements.map(\.working) == ["2023-02-06 = Monday"])
    #expect(try report(["2023-02-05", "2024-02-05"], weekday: .monday).findings.isEmpty)
    #expect(try report(["2023-02-05"], weekday: nil).coverage.comparisons == 0)
    #expect(try report([], weekday: .monday).coverage.comparisons == 0)
  }

  @Test("a day that its month does not have is impossible")
  func existence() throws {
    for (month, day, year, days) in [(2, 30, nil, "29"), (2, 29, 2023, "28")] as [(Int, Int, Int?, String)] {
      var sketch = try FactSketch("They met on February 30.")
      var stated = PartialDate()
      (stated.month, stated.day, stated.year) = (month, day, year)
      sketch.date("February 30", DateFact(type: .date, timexValue: "", stated: TimeExpression(stated)))
      let report = sketch.checked(existenceCheck)
      #expect(report.messages == ["February 30: February has \(days)"])
      #expect(report.findings[0].working == "\(day) > \(days)")
    }
  }
}
