/// Whether the day or the month stands first in the dates in figures of an article.
struct DayMonthOrder {
  /// What the article's dates settle; nil where they leave it open.
  var isDayFirst: Bool?
  /// What is taken where it stays open: the order of the article's dates in words.
  var isDayFirstInWords = false

  /// The choice of `Assumption.Variable.dayMonthOrder` for a day that stands first.
  static let dayFirstChoice = 1
  /// The choice of `Assumption.Variable.dayMonthOrder` for a month that stands first.
  static let monthFirstChoice = 0

  /// Reads the order off all dates of an article.
  init(_ wordings: [DateWording]) {
    var dayFirst = 0
    var monthFirst = 0
    var inWords = 0
    for wording in wordings {
      if let first = wording.integer(.first), let second = wording.integer(.other) {
        if first > 12, second <= 12 { dayFirst += 1 }
        if second > 12, first <= 12 { monthFirst += 1 }
        // Points stand between the parts only where the day is first.
        if wording.isSeparatedByPoints { dayFirst += 1 }
      } else if let month = wording.mention.range(of: .month), let day = wording.mention.range(of: .day) {
        inWords += day.lowerBound < month.lowerBound ? 1 : -1
      }
    }
    if (dayFirst == 0) != (monthFirst == 0) { isDayFirst = dayFirst > 0 }
    isDayFirstInWords = inWords > 0
  }
}
