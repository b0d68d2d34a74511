import Factlint
import Testing

@Suite("Holidays")
struct HolidayRuleTests {
  @Test(
    "know the Western Easter",
    arguments: [
      "1818-03-22", "1943-04-25", "1954-04-18", "1961-04-02", "1981-04-19", "2000-04-23", "2008-03-23", "2011-04-24",
      "2016-03-27", "2018-04-01", "2019-04-21", "2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31",
      "2025-04-20", "2038-04-25", "2049-04-18", "2076-04-19", "2285-03-22",
    ])
  func gregorianEaster(date: String) throws {
    let date = try #require(CivilDate(iso8601: date))
    #expect(Computus.gregorian.easter(in: date.year) == date)
  }

  @Test(
    "know the Orthodox Easter",
    arguments: [
      "2008-04-27", "2016-05-01", "2017-04-16", "2019-04-28", "2020-04-19", "2021-05-02", "2022-04-24", "2023-04-16",
      "2024-05-05", "2025-04-20", "2038-04-25",
    ])
  func julianEaster(date: String) throws {
    let date = try #require(CivilDate(iso8601: date))
    #expect(Computus.julian.easter(in: date.year) == date)
  }

  @Test("agree with another way to reckon Easter, which splits the century instead of counting days")
  func anotherComputus() {
    for year in 1583...6000 {
      let (golden, century, yearOfCentury) = (year % 19, year / 100, year % 100)
      let drift = (century - (century + 8) / 25 + 1) / 3
      let epact = (19 * golden + century - century / 4 - drift + 15) % 30
      let weekday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
      let exception = (golden + 11 * epact + 22 * weekday) / 451
      let days = epact + weekday - 7 * exception + 114
      let date = CivilDate(year: year, month: days / 31, day: days % 31 + 1)
      let found = Computus.gregorian.easter(in: year)
      if found != date { #expect(found == date, "\(year)") }
    }
  }

  @Test("put Easter on a Sunday from 22 March to 25 April, the Orthodox never before the Western since 1583")
  func easterRange() throws {
    for year in 1583...3000 {
      let western = try #require(Computus.gregorian.easter(in: year))
      let orthodox = try #require(Computus.julian.easter(in: year))
      let earliest = try #require(CivilDate(year: year, month: 3, day: 22))
      let latest = try #require(CivilDate(year: year, month: 4, day: 25))
      #expect(western.weekday == .sunday && earliest <= western && western <= latest)
      #expect(orthodox.weekday == .sunday)
      if year < 2600 { #expect(orthodox >= western, "\(year)") }
    }
    #expect(Computus.gregorian.easter(in: 0) == nil)
    #expect(Computus.julian.easter(in: -5) == nil)
    #expect(Computus.julian.easter(in: Int.max) == nil)
  }

  @Test(
    "give a date in a year",
    arguments: [
      (HolidayRule.fixed(month: 12, day: 25), 2024, "2024-12-25"),
      (.fixed(month: 2, day: 29), 2023, nil),
      (.fixed(month: 2, day: 29), 2024, "2024-02-29"),
      (.weekday(.thursday, 4, month: 11), 2024, "2024-11-28"),
      (.weekday(.thursday, 4, month: 11, offset: 1), 2024, "2024-11-29"),
      (.weekday(.monday, 1, month: 11, offset: 1), 2022, "2022-11-08"),
      (.weekday(.monday, -1, month: 5), 2023, "2023-05-29"),
      (.weekday(.monday, 5, month: 2), 2023, nil),
      (.weekdayOnOrAfter(.monday, month: 5, day: 18), 2024, "2024-05-20"),
      (.weekdayOnOrAfter(.monday, month: 5, day: 18), 2020, "2020-05-18"),
      (.easter(.gregorian, offset: -2), 2024, "2024-03-29"),
      (.easter(.gregorian, offset: 39), 2024, "2024-05-09"),
      (.easter(.julian), 2024, "2024-05-05"),
      (.easter(.gregorian, offset: Int.max), 2024, nil),
    ] as [(HolidayRule, Int, String?)])
  func rules(rule: HolidayRule, year: Int, date: String?) {
    #expect(rule.date(in: year)?.description == date)
  }
}
