import Factlint
import TestSupport
import Testing

@Suite("Partial dates")
struct PartialDateTests {
  /// A partial date with some parts set, beside what it is expected to be.
  struct Example: Sendable, CustomTestStringConvertible {
    let value: String
    let granularity: Granularity?
    let days: String?
    let date: PartialDate

    init(_ value: String, _ granularity: Granularity?, _ days: String?, _ set: (inout PartialDate) -> Void) {
      self.value = value
      self.granularity = granularity
      self.days = days
      var date = PartialDate()
      set(&date)
      self.date = date
    }

    var testDescription: String { value }
  }

  static let calendar: [Example] = [
    Example("2023-01-26", .day, "2023-01-26") { $0 = PartialDate(year: 2023, month: 1, day: 26) },
    Example("2023-01", .month, "2023-01-01/2023-01-31") { $0 = PartialDate(year: 2023, month: 1) },
    Example("2024-02", .month, "2024-02-01/2024-02-29") { $0 = PartialDate(year: 2024, month: 2) },
    Example("2023", .year, "2023-01-01/2023-12-31") { $0 = PartialDate(year: 2023) },
    Example("XXXX-01-26", .day, nil) { $0 = PartialDate(year: nil, month: 1, day: 26) },
    Example("XXXX-01", .month, nil) { $0.month = 1 },
    Example("XXXX-XX-26", .day, nil) { $0.day = 26 },
    Example("2023-02-30", .day, nil) { $0 = PartialDate(year: 2023, month: 2, day: 30) },
    Example("XXXX-WXX-5", .day, nil) { $0 = PartialDate(.friday) },
    Example("2023-02-03", .day, "2023-02-03") {
      $0 = PartialDate(year: 2023, month: 2, day: 3)
      $0.weekday = .monday
    },
    Example("2023-03-XX", .day, nil) {
      $0 = PartialDate(year: 2023, month: 3)
      $0.weekday = .friday
    },
    Example("2023-W05", .week, "2023-01-30/2023-02-05") {
      $0.year = 2023
      $0.week = 5
    },
    Example("2023-W05-5", .day, "2023-02-03") {
      $0.year = 2023
      $0.week = 5
      $0.weekday = .friday
    },
    Example("2023-W05-WE", .weekend, "2023-02-04/2023-02-05") {
      $0.year = 2023
      $0.week = 5
      $0.isWeekend = true
    },
    Example("2023-W53", .week, nil) {
      $0.year = 2023
      $0.week = 53
    },
    Example("XXXX-WXX-WE", .weekend, nil) { $0.isWeekend = true },
    Example("1998-Q2", .quarter, "1998-04-01/1998-06-30") {
      $0.year = 1998
      $0.quarter = 2
    },
    Example("1998-Q5", .quarter, nil) {
      $0.year = 1998
      $0.quarter = 5
    },
    Example("XXXX-Q2", .quarter, nil) { $0.quarter = 2 },
    Example("1998-H1", .half, "1998-01-01/1998-06-30") {
      $0.year = 1998
      $0.half = 1
    },
    Example("1998-SU", .season, "1998-06-01/1998-09-23") {
      $0.year = 1998
      $0.season = .summer
    },
    Example("1998-WI", .season, "1997-12-01/1999-03-20") {
      $0.year = 1998
      $0.season = .winter
    },
    Example("XXXX-FA", .season, nil) { $0.season = .autumn },
    Example("FY2006", .year, nil) {
      $0.year = 2006
      $0.isFiscal = true
    },
    Example("FY2006-Q1", .quarter, nil) {
      $0.year = 2006
      $0.quarter = 1
      $0.isFiscal = true
    },
    Example("XXXX", nil, nil) { _ in },
  ]

  static let longAgo: [Example] = [
    Example("199", .decade, "1990-01-01/1999-12-31") { $0 = PartialDate(decade: 199) },
    Example("000", .decade, "0001-01-01/0009-12-31") { $0 = PartialDate(decade: 0) },
    Example("19", .century, "1900-01-01/2000-12-31") { $0 = PartialDate(century: 19) },
    Example("00", .century, "0001-01-01/0100-12-31") { $0 = PartialDate(century: 0) },
    Example("BC0190", .year, "-0189-01-01/-0189-12-31") {
      $0.year = 190
      $0.era = .beforeCommon
    },
    Example("BC0001-03-15", .day, "0000-03-15") {
      $0 = PartialDate(year: 1, month: 3, day: 15)
      $0.era = .beforeCommon
    },
    Example("BC047", .decade, "-0478-01-01/-0469-12-31") { $0 = PartialDate(decade: 47, era: .beforeCommon) },
    Example("BC04", .century, "-0499-01-01/-0399-12-31") { $0 = PartialDate(century: 4, era: .beforeCommon) },
    Example("BC00", .century, "-0099-01-01/0000-12-31") { $0 = PartialDate(century: 0, era: .beforeCommon) },
    Example("BC0480-08-XX", .day, nil) {
      $0 = PartialDate(year: 480, month: 8)
      $0.era = .beforeCommon
      $0.unspecified = .day
    },
  ]

  static let unspecified: [Example] = [
    Example("XXXX-XX-XX", .day, nil) { $0.unspecified = .day },
    Example("1998-XX-XX", .day, nil) {
      $0.year = 1998
      $0.unspecified = .day
    },
    Example("1998-WXX", .week, nil) {
      $0.year = 1998
      $0.unspecified = .week
    },
    Example("1998-XX", .month, nil) {
      $0.year = 1998
      $0.unspecified = .month
    },
    Example("1998-QX", .quarter, nil) {
      $0.year = 1998
      $0.unspecified = .quarter
    },
    Example("XXXX-QX", .quarter, nil) { $0.unspecified = .quarter },
  ]

  static let times: [Example] = [
    Example("2023-02-05T14:30", .minute, "2023-02-05") {
      $0 = PartialDate(year: 2023, month: 2, day: 5)
      $0.hour = 14
      $0.minute = 30
    },
    Example("2023-02-05T09:00", .hour, "2023-02-05") {
      $0 = PartialDate(year: 2023, month: 2, day: 5)
      $0.hour = 9
    },
    Example("2023-02-05T24:00", .hour, "2023-02-05/2023-02-06") {
      $0 = PartialDate(year: 2023, month: 2, day: 5)
      $0.hour = 24
    },
    Example("2023-02-05T14:30:05Z", .second, "2023-02-05") {
      $0 = PartialDate(year: 2023, month: 2, day: 5)
      $0.hour = 14
      $0.minute = 30
      $0.second = 5
      $0.utcOffset = 0
    },
    Example("2023-02-05T21:34-05", .minute, "2023-02-05") {
      $0 = PartialDate(year: 2023, month: 2, day: 5)
      $0.hour = 21
      $0.minute = 34
      $0.utcOffset = -300
    },
    Example("XXXX-XX-XXT21:34+05:30", .minute, nil) {
      $0.hour = 21
      $0.minute = 34
      $0.utcOffset = 330
    },
    Example("2023-02-05TEV", .partOfDay, "2023-02-05") {
      $0 = PartialDate(year: 2023, month: 2, day: 5)
      $0.partOfDay = .evening
    },
    Example("2023-02-05TNI", .partOfDay, "2023-02-05/2023-02-06") {
      $0 = PartialDate(year: 2023, month: 2, day: 5)
      $0.partOfDay = .night
    },
    Example("XXXX-XX-XXTMO", .partOfDay, nil) { $0.partOfDay = .morning },
    Example("XXXX-WXX-2TNI", .partOfDay, nil) {
      $0.weekday = .tuesday
      $0.partOfDay = .night
    },
    Example("2001-XX-XXTDT", .partOfDay, nil) {
      $0.year = 2001
      $0.partOfDay = .daytime
    },
    Example("1918-08-XXTNI", .partOfDay, nil) {
      $0 = PartialDate(year: 1918, month: 8)
      $0.partOfDay = .night
    },
  ]

  @Test("have a TIMEX3 value, a granularity and days", arguments: calendar + longAgo + unspecified + times)
  func examples(example: Example) {
    #expect(example.date.timexValue == example.value)
    #expect(example.date.granularity == example.granularity)
    #expect(example.date.days?.description == example.days)
    #expect(example.date.hasTimeOfDay == example.value.contains("T"))
  }

  @Test("have the seasons of their half of the earth")
  func hemispheres() {
    var summer = PartialDate(year: 1998)
    summer.season = .summer
    #expect(summer.days(in: .southern)?.description == "1997-12-01/1999-03-20")
    summer.season = .spring
    #expect(summer.days(in: .southern)?.description == "1998-09-01/1998-12-22")
  }

  @Test("know which days no calendar has")
  func impossible() {
    func isImpossible(_ year: Int?, _ month: Int?, _ day: Int?) -> Bool {
      PartialDate(year: year, month: month, day: day).isImpossible
    }
    #expect(isImpossible(2023, 2, 29))
    #expect(!isImpossible(2024, 2, 29))
    #expect(!isImpossible(nil, 2, 29))
    #expect(isImpossible(nil, 2, 30))
    #expect(isImpossible(nil, 4, 31))
    #expect(isImpossible(nil, 13, nil))
    #expect(isImpossible(nil, nil, 32))
    #expect(isImpossible(nil, 1, 0))
    #expect(!isImpossible(nil, nil, 31))
    #expect(!isImpossible(2023, nil, nil))
  }

  @Test("are made from full dates and back")
  func fullDates() throws {
    var random = SplitMix64(seed: 7)
    for _ in 0..<2000 {
      let date = try #require(CivilDate(daysSinceEpoch: Int.random(in: -1_500_000...1_500_000, using: &random)))
      let partial = PartialDate(date)
      #expect(partial.date == date)
      #expect(partial.days == DayInterval(date))
      #expect(PartialDate(date.isoWeek).days?.contains(date) == true)
      if date.year > 0, date.year <= 9999 { #expect(partial.timexValue == date.description) }
    }
  }

  @Test("stand any numbers without trapping")
  func hostileNumbers() {
    for number in [Int.min, -1, 0, 1_000_000, Int.max] {
      var date = PartialDate(year: number, month: number, day: number)
      #expect(date.days == nil)
      #expect(!date.timexValue.isEmpty)
      date = PartialDate(decade: number)
      _ = date.days
      #expect(!date.timexValue.isEmpty)
      date = PartialDate(century: number, era: .beforeCommon)
      _ = date.days
      date = PartialDate(year: 2023)
      (date.week, date.quarter, date.half) = (number, number, number)
      #expect(date.days == nil)
      (date.hour, date.minute, date.second, date.utcOffset) = (number, number, number, number)
      #expect(!date.timexValue.isEmpty)
    }
  }
}

@Suite("Time expressions")
struct TimeExpressionTests {
  @Test("have the type and the value of TIMEX3")
  func typesAndValues() throws {
    var evening = PartialDate(year: 2023, month: 2, day: 5)
    evening.partOfDay = .evening
    let thursdays = RecurringTime(.date(PartialDate(.thursday)), quantifier: .every)
    let twiceAYear = RecurringTime(.period(Period(1, .year)), frequency: 2)
    let date = try #require(CivilDate(iso8601: "2023-02-05"))
    let examples: [(TimeExpression, TimexType, String)] = [
      (TimeExpression(date), .date, "2023-02-05"),
      (TimeExpression(evening), .time, "2023-02-05TEV"),
      (TimeExpression(Period(3, .year)), .duration, "P3Y"),
      (TimeExpression(.set(thursdays)), .set, "XXXX-WXX-4"),
      (TimeExpression(.set(twiceAYear)), .set, "P1Y"),
      (TimeExpression(.present), .date, "PRESENT_REF"),
      (TimeExpression(.past), .date, "PAST_REF"),
      (TimeExpression(.future), .date, "FUTURE_REF"),
    ]
    for (expression, type, value) in examples {
      #expect(expression.timexType == type)
      #expect(expression.timexValue == value)
    }
    #expect(twiceAYear.timexFrequency == "2X")
    #expect(thursdays.timexFrequency == nil)
    #expect(thursdays.quantifier?.rawValue == "EVERY")
  }

  @Test(
    "have days as far as their modifier settles them",
    arguments: [
      (nil, "2023-01-01/2023-12-31"), (.start, "2023-01-01/2023-12-31"), (.end, "2023-01-01/2023-12-31"),
      (.before, "../2023-12-31"), (.after, "2023-01-01/.."), (.onOrBefore, "../2023-12-31"),
      (.onOrAfter, "2023-01-01/.."), (.approximate, nil), (.moreThan, nil),
    ] as [(TimexModifier?, String?)])
  func modifiers(modifier: TimexModifier?, days: String?) {
    #expect(TimeExpression(PartialDate(year: 2023), modifier: modifier).days?.description == days)
  }

  @Test("leave a single day out before and after it")
  func singleDay() {
    let day = PartialDate(year: 2023, month: 2, day: 5)
    #expect(TimeExpression(day, modifier: .before).days?.description == "../2023-02-04")
    #expect(TimeExpression(day, modifier: .after).days?.description == "2023-02-06/..")
    #expect(TimeExpression(day, modifier: .onOrAfter).days?.description == "2023-02-05/..")
  }

  @Test("have days and a granularity only as dates")
  func others() {
    let period = TimeExpression(Period(3, .year))
    #expect(period.days == nil)
    #expect(period.granularity == nil)
    #expect(period.period == Period(3, .year))
    #expect(period.date == nil)
    #expect(TimeExpression(.present).days == nil)
    #expect(TimeExpression(PartialDate(decade: 199)).granularity == .decade)
    #expect(Granularity.day < Granularity.month)
  }
}
