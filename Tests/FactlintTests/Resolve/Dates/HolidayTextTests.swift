import Testing

@testable import Factlint

@Suite("Holidays as word lists tell them")
struct HolidayTextTests {
  @Test("each form is read")
  func forms() {
    #expect(HolidayRule("fixed 12 25") == .fixed(month: 12, day: 25))
    #expect(HolidayRule("nth 4 4 11 1") == .weekday(.thursday, 4, month: 11, offset: 1))
    #expect(HolidayRule("after 1 5 18") == .weekdayOnOrAfter(.monday, month: 5, day: 18))
    #expect(HolidayRule("easter -2") == .easter(.gregorian, offset: -2))
    #expect(HolidayRule("orthodox 0") == .easter(.julian, offset: 0))
  }

  @Test("anything else is none", arguments: ["", "fixed", "fixed 12", "nth 9 4 11 1", "easter x", "12 25"])
  func otherText(text: String) {
    #expect(HolidayRule(text) == nil)
  }
}
