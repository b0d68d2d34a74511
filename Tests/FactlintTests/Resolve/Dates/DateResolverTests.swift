import Testing

@testable import Factlint

@Suite("Dates are resolved")
struct DateResolverTests {
  /// A Sunday.
  private let sunday = "2023-02-05"

  @Test("a bare weekday is the nearest such day up to the article's date")
  func bareWeekdayLooksBack() {
    #expect(DateTestPack.values(in: "It rained on Saturday.", published: sunday) == ["2023-02-04"])
    #expect(DateTestPack.values(in: "It rained on Wednesday.", published: sunday) == ["2023-02-01"])
    #expect(DateTestPack.values(in: "It rained on Sunday.", published: sunday) == ["2023-02-05"])
  }

  @Test("a bare weekday that the sentence looks ahead to is the next one")
  func bareWeekdayLooksAhead() {
    #expect(DateTestPack.values(in: "They will meet on Tuesday.", published: sunday) == ["2023-02-07"])
    #expect(DateTestPack.values(in: "On Tuesday they will meet.", published: sunday) == ["2023-02-07"])
    #expect(DateTestPack.values(in: "It must be paid by Tuesday.", published: sunday) == ["2023-02-07"])
  }

  @Test("the cue nearest before the weekday decides")
  func nearestCueDecides() {
    #expect(
      DateTestPack.values(in: "The club will grow, its head said Tuesday.", published: sunday) == ["2023-01-31"])
    #expect(DateTestPack.values(in: "It had been due Tuesday.", published: sunday) == ["2023-01-31"])
  }

  @Test("a participle after an auxiliary without tense leaves the tense to what stands before")
  func participles() {
    #expect(DateTestPack.values(in: "The vote will be held Tuesday.", published: sunday) == ["2023-02-07"])
    #expect(DateTestPack.values(in: "The vote was held Tuesday.", published: sunday) == ["2023-01-31"])
    #expect(DateTestPack.values(in: "They agreed to leave Tuesday.", published: sunday) == ["2023-02-07"])
  }

  @Test("where no cue is found, the ending of a past form is one")
  func pastEndings() {
    #expect(DateTestPack.values(in: "He resigned from it in March.", published: sunday) == ["2022-03"])
    #expect(DateTestPack.values(in: "He will be welcomed in March.", published: sunday) == ["2023-03"])
    #expect(DateTestPack.values(in: "It is open in March.", published: sunday) == ["2023-03"])
  }

  @Test("a weekday that only tells which is past unless what stands right by it looks ahead")
  func possessiveWeekdays() {
    #expect(DateTestPack.values(in: "They will look at Tuesday's vote.", published: sunday) == ["2023-01-31"])
    #expect(DateTestPack.values(in: "They spoke ahead of Tuesday's vote.", published: sunday) == ["2023-02-07"])
    #expect(DateTestPack.values(in: "They know that Tuesday's vote will pass.", published: sunday) == ["2023-02-07"])
  }

  @Test("the week of a day is the week in which it lies")
  func weekOfDay() {
    #expect(DateTestPack.values(in: "It is set for the week of March 6.", published: sunday) == ["2023-W10"])
  }

  @Test("a report stays with its quarter when it looks beyond it, and leaves it for a longer span")
  func reportedQuarter() {
    let ahead = "In the third quarter it lost. It will lose more in the fourth quarter. In the quarter it won."
    #expect(DateTestPack.values(in: ahead, published: "1989-11-02") == ["1989-Q3", "1989-Q4", "1989-Q3"])
    let back = "In the third quarter it lost. After the first quarter it had won. In the 1988 quarter it won."
    #expect(DateTestPack.values(in: back, published: "1989-11-02") == ["1989-Q3", "1989-Q1", "1988-Q3"])
    let longer = "In the third quarter it lost. In the ten months it won. In the 1988 period it lost."
    #expect(DateTestPack.values(in: longer, published: "1989-11-02") == ["1989-Q3", "P10M", "1988"])
  }

  @Test("last and next weekdays never are the article's own day")
  func deicticWeekdays() {
    #expect(DateTestPack.values(in: "They came last Sunday.", published: sunday) == ["2023-01-29"])
    #expect(DateTestPack.values(in: "They come next Sunday.", published: sunday) == ["2023-02-12"])
  }

  @Test("a bare weekday has the other direction as a reading of its own")
  func weekdayReadings() throws {
    let date = try #require(DateTestPack.dates(in: "It rained on Saturday.", published: sunday).first?.date)
    #expect(date.otherReadings == ["2023-02-11"])
    #expect(date.dayReadings.map(\.value.description) == ["2023-02-04", "2023-02-11"])
    #expect(date.dayReadings.count == 2 && !date.dayReadings[0].isConsistent(with: date.dayReadings[1]))
    #expect(date.isRelative)
    #expect(date.statedWeekday == nil)
  }

  @Test("a month and day are in the year that puts them nearest to the article's date")
  func monthDayYear() {
    #expect(DateTestPack.values(in: "It sank on January 26.", published: sunday) == ["2023-01-26"])
    #expect(DateTestPack.values(in: "It sank on December 30.", published: sunday) == ["2022-12-30"])
    #expect(DateTestPack.values(in: "It will sail on March 3.", published: sunday) == ["2023-03-03"])
    #expect(DateTestPack.values(in: "They met on July 4.", published: sunday) == ["2022-07-04"])
  }

  @Test("a month and day without a year have every year within half a year as a reading")
  func monthDayReadings() throws {
    let near = try #require(DateTestPack.dates(in: "It sank on January 26.", published: sunday).first?.date)
    #expect(near.dayReadings.map(\.value.description) == ["2023-01-26"])
    let far = try #require(DateTestPack.dates(in: "It sank on July 4.", published: "2023-01-02").first?.date)
    #expect(far.dayReadings.map(\.value.description) == ["2022-07-04", "2023-07-04"])
    #expect(far.dayReadings.count == 2 && !far.dayReadings[0].isConsistent(with: far.dayReadings[1]))
  }

  @Test("of two dates with one year the first takes it from the second")
  func yearOfRange() {
    #expect(
      DateTestPack.values(in: "It ran from March 3 to April 5, 2012.", published: sunday) == [
        "2012-03-03", "2012-04-05",
      ])
  }

  @Test("a weekday beside a day of the month is kept as stated, whatever the calendar says")
  func statedWeekday() throws {
    let date = try #require(DateTestPack.dates(in: "It opened on Monday, March 5, 2024.").first?.date)
    #expect(date.statedWeekday == .monday)
    #expect(date.timexValue == "2024-03-05")
    #expect(!date.isRelative)
    #expect(date.dayReadings == [Reading(DayInterval(try #require(CivilDate(year: 2024, month: 3, day: 5))))])
  }

  @Test(
    "a day that no month has stays a date, with what it states and no days",
    arguments: [("April 31", "2023-04-31"), ("February 30", "2023-02-30"), ("November 31", "2022-11-31")])
  func impossibleDays(text: String, value: String) throws {
    let date = try #require(DateTestPack.dates(in: "It is on \(text).", published: sunday).first?.date)
    #expect(date.timexValue == value)
    #expect(date.stated.date?.isImpossible == true)
    #expect(date.days == nil)
    #expect(date.dayReadings.isEmpty)
  }

  @Test("without a date of its own an article's relative dates stay open")
  func undated() throws {
    let found = DateTestPack.dates(in: "It rained on Saturday, on January 26 and yesterday.")
    #expect(found.map(\.date.timexValue) == ["XXXX-WXX-6", "XXXX-01-26", "XXXX-XX-XX"])
    #expect(found.allSatisfy { $0.fact.reservations == [.undated] && $0.date.days == nil })
  }

  @Test("a block's own date goes before the article's")
  func blockReference() {
    let found = DateTestPack.dates(
      in: [(.paragraph, "It rained yesterday.", nil), (.liveBlogEntry, "It rained yesterday.", "2023-01-01")],
      published: sunday)
    #expect(found.map(\.date.timexValue) == ["2023-02-04", "2022-12-31"])
  }

  @Test("what follows is counted from the date last named")
  func focus() {
    #expect(
      DateTestPack.values(in: "It began on June 3, 1998. The following day it rained.", published: sunday)
        == ["1998-06-03", "1998-06-04"])
    #expect(
      DateTestPack.values(in: "It began in 1950. Later that year it rained.", published: sunday) == ["1950", "1950"])
    #expect(
      DateTestPack.values(in: "It began on June 3, 1998, and ended three days later.", published: sunday)
        == ["1998-06-03", "1998-06-06"])
  }

  @Test("a day is not counted from a date that is only a year")
  func focusTooCoarse() {
    #expect(
      DateTestPack.values(in: "It began in 1998 and ended three days later.", published: sunday) == [
        "1998", "XXXX-XX-XX",
      ])
  }

  @Test("what something is compared with does not become what the text speaks of")
  func comparisonsDoNotMoveTheFocus() {
    #expect(
      DateTestPack.values(in: "It rose from two years ago. It fell from two years ago.", published: sunday)
        == ["2021", "2021"])
  }

  @Test("a year before a quarter just named is that quarter's")
  func quarterBefore() {
    #expect(
      DateTestPack.values(in: "The third quarter was good. It was bad two years earlier.", published: "2023-11-05")
        == ["2023-Q3", "2021-Q3"])
  }

  @Test("weeks, months and years are counted from the article's date")
  func units() {
    #expect(
      DateTestPack.values(in: "It was last week, last month, next year, this weekend.", published: sunday)
        == ["2023-W04", "2023-01", "2024", "2023-W05-WE"])
    #expect(DateTestPack.values(in: "It was last month.", published: "2023-03-31") == ["2023-02"])
  }

  @Test("a month alone is in the past or to come as its sentence says")
  func months() {
    #expect(DateTestPack.values(in: "They met in November.", published: sunday) == ["2022-11"])
    #expect(DateTestPack.values(in: "They will meet in November.", published: sunday) == ["2023-11"])
    #expect(DateTestPack.values(in: "They met last February.", published: sunday) == ["2022-02"])
  }

  @Test("times have their day, and a zone where it is UTC")
  func clock() {
    #expect(DateTestPack.values(in: "It rang at 2:05 p.m. EST.", published: sunday) == ["2023-02-05T14:05"])
    #expect(DateTestPack.values(in: "It rang at 12:05 a.m. GMT.", published: sunday) == ["2023-02-05T00:05Z"])
    #expect(DateTestPack.values(in: "They left Friday night.", published: sunday) == ["2023-02-03TNI"])
    #expect(DateTestPack.values(in: "It rang at 2:05 p.m.") == ["XXXX-XX-XXT14:05"])
  }

  @Test("holidays follow from the year")
  func holidays() {
    #expect(DateTestPack.values(in: "They met at Christmas.", published: sunday) == ["2022-12-25"])
    #expect(DateTestPack.values(in: "They will meet at Easter.", published: sunday) == ["2023-04-09"])
    #expect(DateTestPack.values(in: "They met at Thanksgiving.", published: sunday) == ["2022-11-24"])
  }

  @Test("lengths of time count decades in years and halves in smaller units, but those of years in words as fractions")
  func durations() {
    #expect(DateTestPack.values(in: "It took three decades.") == ["P30Y"])
    #expect(DateTestPack.values(in: "It took two and a half years.") == ["P2.5Y"])
    #expect(DateTestPack.values(in: "It took two and a half hours.") == ["PT2H30M"])
  }

  @Test("years before the common era stay there")
  func beforeCommonEra() {
    #expect(DateTestPack.values(in: "It was March 15, 0044 BC.", published: sunday) == ["BC0044-03-15"])
  }

  @Test("an article of history reads its dates by its own years, not by the day of publication")
  func history() {
    let text = "It began in 1861. In 1862 and 1863 it went on, in 1864 too. It ended in 1865, on April 9."
    #expect(DateTestPack.values(in: text, published: sunday).last == "1865-04-09")
  }

  @Test("a year only taken from the dates around has a value and nothing to compare by")
  func guessedYear() throws {
    let found = DateTestPack.dates(in: "It began on January 5, 2012. It ended on Tuesday, March 6.")
    let last = try #require(found.last?.date)
    #expect(last.timexValue == "2012-03-06")
    #expect(last.dayReadings.isEmpty)
  }

  @Test("the weekday beside a day of the month speaks for the year in which it fits")
  func weekdaySpeaksForYear() {
    let past = "It began in 1861. In 1862 and 1863 it went on, in 1864 too. It ended in 1866."
    let text = past + " On Friday, March 3, it rained."
    #expect(DateTestPack.values(in: text, published: sunday).last == "2023-03-03")
  }

  @Test("dates and amounts beyond all calendars are no crash")
  func hostileText() {
    for text in [
      "December 99, 9999", "99/99/0000", "0000", "2:99 p.m.", "January 0, 0000 BC", "ten years later", "Christmas",
    ] {
      _ = DateTestPack.dates(in: "It was \(text).", published: "9999-12-31")
      _ = DateTestPack.dates(in: "It was \(text).")
    }
  }
}
