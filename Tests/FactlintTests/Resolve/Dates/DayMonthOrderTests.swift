import Testing

@testable import Factlint

@Suite("The order of day and month in figures")
struct DayMonthOrderTests {
  @Test("one date that can be read in one way only settles the order of the article")
  func settledByOne() {
    #expect(DateTestPack.values(in: "It was 25/03/2001, then 04/03/2001.") == ["2001-03-25", "2001-03-04"])
    #expect(DateTestPack.values(in: "It was 03/25/2001, then 04/03/2001.") == ["2001-03-25", "2001-04-03"])
  }

  @Test("an order that nothing settles leaves both readings, under one assumption for the whole article")
  func open() throws {
    let found = DateTestPack.dates(in: "It was 04/03/2001, then 05/06/2001.")
    try #require(found.count == 2)
    #expect(found[0].date.dayReadings.map(\.value.description) == ["2001-03-04", "2001-04-03"])
    #expect(found[0].date.otherReadings == ["2001-03-04"])
    let (first, second) = (found[0].date.dayReadings, found[1].date.dayReadings)
    #expect(first[0].isConsistent(with: second[0]))
    #expect(!first[0].isConsistent(with: second[1]))
  }

  @Test("dates that contradict each other leave the order open")
  func contradictory() {
    #expect(DateTestPack.values(in: "It was 25/03/2001, then 03/25/2001.") == ["2001-03-25", "2001-03-25"])
  }
}
