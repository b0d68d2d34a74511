import Factlint
import TestSupport
import Testing

@Suite("Civil dates")
struct CivilDateTests {
  @Test("agree with a count day by day from 1600 to 2400")
  func dayByDay() throws {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    // 1600-01-01 was a Saturday, 370 years of which 90 are leap before 1970.
    var day = -(370 * 365 + 90)
    var weekday = 6
    for year in 1600...2400 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      #expect(CivilDate.isLeap(year) == isLeap)
      var dayOfYear = 0
      for month in 1...12 {
        let length = lengths[month - 1] + (isLeap && month == 2 ? 1 : 0)
        #expect(CivilDate.days(inMonth: month, ofYear: year) == length)
        #expect(CivilDate(year: year, month: month, day: length + 1) == nil)
        for dayOfMonth in 1...length {
          dayOfYear += 1
          let date = try #require(CivilDate(year: year, month: month, day: dayOfMonth))
          // One expectation a day, since each costs more than what it tests.
          let agrees =
            date.daysSinceEpoch == day && CivilDate(daysSinceEpoch: day) == date && date.weekday.rawValue == weekday
            && date.dayOfYear == dayOfYear
          if !agrees { #expect(agrees, "\(date)") }
          day += 1
          weekday = weekday % 7 + 1
        }
      }
    }
    #expect(CivilDate(daysSinceEpoch: 0)?.description == "1970-01-01")
    #expect(CivilDate(daysSinceEpoch: 0)?.weekday == .thursday)
  }

  @Test(
    "are nothing where there is no such day",
    arguments: [
      (2023, 2, 29), (1900, 2, 29), (2023, 4, 31), (2023, 0, 1), (2023, 13, 1), (2023, 1, 0), (2023, 1, 32),
      (2023, 1, -1),
      (1_000_000, 1, 1), (Int.max, 1, 1), (Int.min, 1, 1), (2023, Int.max, 1), (2023, 1, Int.max),
    ])
  func impossible(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test("reach from the first to the last day of their range and no further")
  func range() throws {
    let first = try #require(CivilDate(year: -999_999, month: 1, day: 1))
    let last = try #require(CivilDate(year: 999_999, month: 12, day: 31))
    #expect(CivilDate.daysSinceEpoch == first.daysSinceEpoch...last.daysSinceEpoch)
    #expect(CivilDate(daysSinceEpoch: first.daysSinceEpoch) == first)
    #expect(CivilDate(daysSinceEpoch: last.daysSinceEpoch) == last)
    #expect(first.adding(days: -1) == nil)
    #expect(last.adding(days: 1) == nil)
    #expect(last.adding(months: 1) == nil)
    #expect(last.adding(days: Int.max) == nil)
    #expect(last.adding(months: Int.max) == nil)
    #expect(first.adding(months: Int.min) == nil)
    #expect(last.adding(years: Int.max) == nil)
    #expect(CivilDate(daysSinceEpoch: Int.min) == nil)
    #expect(first.wholeYears(to: last) == 1_999_998)
    #expect(last.isoWeek.year >= 999_999)
    #expect(first.isoWeek.year <= -999_999)
  }

  @Test(
    "are read from and written as YYYY-MM-DD",
    arguments: ["2023-01-26", "0001-12-31", "0000-02-29", "9999-12-31"])
  func roundTrip(text: String) throws {
    #expect(try #require(CivilDate(iso8601: text)).description == text)
  }

  @Test(
    "are not read from other forms",
    arguments: [
      "", "2023-1-26", "2023-01-26 ", "20230126", "2023/01/26", "2023-13-01", "2023-02-29", "+023-01-01", "2023-01-2x",
      "２023-01-1",
    ])
  func otherForms(text: String) {
    #expect(CivilDate(iso8601: text) == nil)
  }

  @Test("have a sign outside four digits of the year")
  func longYears() {
    #expect(CivilDate(year: -489, month: 8, day: 1)?.description == "-0489-08-01")
    #expect(CivilDate(year: 12_345, month: 8, day: 1)?.description == "+12345-08-01")
  }

  @Test(
    "are moved by months to the end of a shorter one",
    arguments: [
      ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"), ("2024-03-31", -1, "2024-02-29"),
      ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"), ("2023-11-15", 3, "2024-02-15"),
      ("2023-01-15", -1, "2022-12-15"), ("2023-01-15", -13, "2021-12-15"), ("2023-05-31", 0, "2023-05-31"),
    ])
  func addingMonths(start: String, months: Int, end: String) throws {
    #expect(try #require(CivilDate(iso8601: start)).adding(months: months)?.description == end)
  }

  @Test(
    "count whole years, months and days between them",
    arguments: [
      ("1990-05-03", "2024-03-01", 33, 405, 12_356), ("1990-05-03", "2024-05-02", 33, 407, 12_418),
      ("1990-05-03", "2024-05-03", 34, 408, 12_419), ("2000-02-29", "2001-02-28", 1, 12, 365),
      ("2000-02-29", "2004-02-28", 3, 47, 1460), ("2024-01-31", "2024-02-29", 0, 1, 29),
      ("2024-05-03", "1990-05-03", -34, -408, -12_419), ("2024-05-03", "2024-05-03", 0, 0, 0),
    ])
  func counting(start: String, end: String, years: Int, months: Int, days: Int) throws {
    let first = try #require(CivilDate(iso8601: start))
    let second = try #require(CivilDate(iso8601: end))
    #expect(first.wholeYears(to: second) == years)
    #expect(first.wholeMonths(to: second) == months)
    #expect(first.days(to: second) == days)
  }

  @Test("count as many whole months as can be added")
  func countingAgainstAdding() throws {
    var random = SplitMix64(seed: 6)
    for _ in 0..<5000 {
      let first = try #require(CivilDate(daysSinceEpoch: Int.random(in: -50_000...50_000, using: &random)))
      let second = try #require(first.adding(days: Int.random(in: 0...2000, using: &random)))
      let months = first.wholeMonths(to: second)
      #expect(try #require(first.adding(months: months)) <= second)
      #expect(try #require(first.adding(months: months + 1)) > second)
    }
  }

  @Test("find the nth and the last weekday of a month")
  func nthWeekday() throws {
    #expect(CivilDate.weekday(.monday, 3, ofMonth: 1, year: 2025)?.description == "2025-01-20")
    #expect(CivilDate.weekday(.thursday, 4, ofMonth: 11, year: 2024)?.description == "2024-11-28")
    #expect(CivilDate.weekday(.monday, -1, ofMonth: 5, year: 2024)?.description == "2024-05-27")
    #expect(CivilDate.weekday(.friday, 5, ofMonth: 3, year: 2024)?.description == "2024-03-29")
    #expect(CivilDate.weekday(.friday, 5, ofMonth: 4, year: 2024) == nil)
    #expect(CivilDate.weekday(.friday, -5, ofMonth: 4, year: 2024) == nil)
    #expect(CivilDate.weekday(.friday, -5, ofMonth: 3, year: 2024)?.description == "2024-03-01")
    for n in [0, 6, -6, Int.max, Int.min] { #expect(CivilDate.weekday(.friday, n, ofMonth: 3, year: 2024) == nil) }
    #expect(CivilDate.weekday(.friday, 1, ofMonth: 13, year: 2024) == nil)
    for month in 1...12 {
      for weekday in Weekday.allCases {
        let last = try #require(CivilDate.weekday(weekday, -1, ofMonth: month, year: 2023))
        #expect(last.weekday == weekday)
        #expect(last.month == month)
        #expect(last.adding(days: 7)?.month != month)
        let fifth = CivilDate.weekday(weekday, 5, ofMonth: month, year: 2023)
        #expect(last == fifth ?? CivilDate.weekday(weekday, 4, ofMonth: month, year: 2023))
      }
    }
  }

  @Test("find the nearest weekday on either side")
  func nearestWeekday() throws {
    let sunday = try #require(CivilDate(iso8601: "2023-02-05"))
    #expect(sunday.onOrBefore(.friday)?.description == "2023-02-03")
    #expect(sunday.onOrBefore(.sunday) == sunday)
    #expect(sunday.onOrAfter(.friday)?.description == "2023-02-10")
    #expect(sunday.onOrAfter(.sunday) == sunday)
  }

  @Test("know the weekend, and how far one weekday is from another")
  func weekdays() {
    #expect(Weekday.allCases.filter(\.isWeekend) == [.saturday, .sunday])
    #expect(Weekday.sunday.days(until: .monday) == 1)
    #expect(Weekday.monday.days(until: .sunday) == 6)
    #expect(Weekday.friday.days(until: .friday) == 0)
    #expect(Weekday(daysSinceEpoch: Int.max).days(until: Weekday(daysSinceEpoch: Int.max - 6)) == 1)
    #expect(Weekday(daysSinceEpoch: Int.min).days(until: Weekday(daysSinceEpoch: Int.min + 3)) == 3)
  }

  @Test("are found from the Julian calendar")
  func julian() {
    #expect(CivilDate(julianYear: 1917, month: 10, day: 25)?.description == "1917-11-07")
    #expect(CivilDate(julianYear: 1582, month: 10, day: 5)?.description == "1582-10-15")
    #expect(CivilDate(julianYear: 1900, month: 2, day: 29)?.description == "1900-03-13")
    #expect(CivilDate(julianYear: 1066, month: 10, day: 14)?.weekday == .saturday)
    #expect(CivilDate(julianYear: 1901, month: 2, day: 29) == nil)
    #expect(CivilDate(julianYear: 1901, month: 13, day: 1) == nil)
    #expect(CivilDate(julianYear: Int.max, month: 1, day: 1) == nil)
  }
}

@Suite("ISO weeks")
struct ISOWeekTests {
  @Test(
    "belong to the year of their Thursday",
    arguments: [
      ("2005-01-01", 2004, 53), ("2005-01-02", 2004, 53), ("2005-12-31", 2005, 52), ("2007-01-01", 2007, 1),
      ("2008-12-29", 2009, 1), ("2008-12-28", 2008, 52), ("2010-01-03", 2009, 53), ("2012-01-01", 2011, 52),
      ("2020-12-31", 2020, 53), ("2021-01-03", 2020, 53), ("2021-01-04", 2021, 1), ("2024-12-30", 2025, 1),
      ("2023-02-05", 2023, 5),
    ])
  func turnOfTheYear(date: String, year: Int, week: Int) throws {
    let date = try #require(CivilDate(iso8601: date))
    #expect(date.isoWeek == ISOWeek(year: year, week: week))
    #expect(date.isoWeek.date(on: date.weekday) == date)
  }

  @Test("follow one another from Monday to Sunday over 800 years")
  func weekByWeek() throws {
    var date = try #require(CivilDate(iso8601: "1601-01-01"))
    #expect(date.isoWeek == ISOWeek(year: 1601, week: 1))
    while date.year < 2401 {
      let week = date.isoWeek
      let thursday = try #require(date.adding(days: 3))
      let isRight =
        date.weekday == .monday && week.year == thursday.year && week.week == (thursday.dayOfYear - 1) / 7 + 1
        && week.days.lower == date.daysSinceEpoch && week.days.count == 7 && week.date(on: .monday) == date
        && date.adding(days: 6)?.isoWeek == week
      if !isRight { #expect(isRight, "\(date)") }
      date = try #require(date.adding(days: 7))
      #expect(week < date.isoWeek)
    }
  }

  @Test("are 52 or 53 in a year")
  func counts() {
    let long = (2000...2030).filter { ISOWeek.count(inYear: $0) == 53 }
    #expect(long == [2004, 2009, 2015, 2020, 2026])
    #expect(ISOWeek(year: 2023, week: 53) == nil)
    #expect(ISOWeek(year: 2023, week: 0) == nil)
    #expect(ISOWeek(year: 2020, week: 53) != nil)
    #expect(ISOWeek(year: Int.max, week: 1) == nil)
  }
}
