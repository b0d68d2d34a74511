import Factlint
import Testing

@Suite("Periods")
struct PeriodTests {
  @Test(
    "have a TIMEX3 value",
    arguments: [
      (Period(3, .year), "P3Y"), (Period(2, .week), "P2W"), (Period(5, .hour), "PT5H"), (Period(30, .minute), "PT30M"),
      (Period(10, .second), "PT10S"), (Period(9, .month), "P9M"), (Period(nil, .month), "PXM"),
      (Period(nil, .minute), "PTXM"), (Period(1, .decade), "P1DE"), (Period(2, .century), "P2CE"),
      (Period(2, .quarter), "P2Q"), (Period(Rational(5, over: 2), .year), "P2.5Y"),
    ])
  func timexValue(period: Period, value: String) {
    #expect(period.timexValue == value)
  }

  @Test("join several parts, with the times of day last")
  func parts() throws {
    #expect(try #require(Period([.init(4, .year), .init(6, .month)])).timexValue == "P4Y6M")
    #expect(try #require(Period([.init(5, .hour), .init(30, .minute)])).timexValue == "PT5H30M")
    #expect(try #require(Period([.init(6, .hour), .init(1, .day)])).timexValue == "P1DT6H")
    #expect(Period([]) == nil)
  }

  @Test(
    "move a date",
    arguments: [
      (Period(2, .year), "2022-02-28"), (Period(1, .month), "2024-01-29"), (Period(3, .week), "2024-02-08"),
      (Period(1, .day), "2024-02-28"), (Period(1, .decade), "2014-02-28"), (Period(1, .century), "1924-02-29"),
      (Period(1, .quarter), "2023-11-29"), (Period(48, .hour), "2024-02-27"), (Period(.oneHalf, .year), "2023-08-29"),
      (Period(30, .hour), nil), (Period(.oneHalf, .month), nil), (Period(nil, .year), nil),
      (Period(Rational(Int.max), .year), nil), (Period(Rational(Int.max), .day), nil),
      (Period(Rational(Int.max), .month), nil),
    ] as [(Period, String?)])
  func moving(period: Period, earlier: String?) throws {
    let leapDay = try #require(CivilDate(iso8601: "2024-02-29"))
    #expect(leapDay.moved(by: period, .earlier)?.description == earlier)
  }

  @Test("move a date by months first and then by days")
  func movingByParts() throws {
    let end = try #require(CivilDate(iso8601: "2023-01-31"))
    let period = try #require(Period([.init(1, .day), .init(1, .month)]))
    #expect(end.moved(by: period, .later)?.description == "2023-03-01")
  }
}
