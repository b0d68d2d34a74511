/// What the text has last spoken of, by which "later", "that year" and dates without a year are read.
struct DateFocus {
  /// The last date whose year is known.
  var date: PartialDate?
  /// The sentence in which it stands.
  var sentence = -1
  /// Whether its year was written out.
  var hasStatedYear = false
  /// The last quarter named.
  var quarter: (year: Int, quarter: Int)?
  /// The sentence in which that stands.
  var quarterSentence = -1

  /// Takes a resolved date as what the text speaks of from here on.
  mutating func move(to date: PartialDate, inSentence sentence: Int, hasStatedYear: Bool) {
    guard let year = date.year, date.unspecified == nil else { return }
    self.date = date
    self.sentence = sentence
    self.hasStatedYear = hasStatedYear
    if let number = date.quarter {
      quarter = (year, number)
      quarterSentence = sentence
    }
  }

  /// The day that the text last spoke of, if it was as fine as a day.
  var day: CivilDate? {
    guard let date else { return nil }
    return date.date
  }
}
