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
  /// Whether the text has since gone on to a longer span, as "the first nine months".
  var isOnLongerSpan = false

  /// Takes a resolved date as what the text speaks of from here on.
  mutating func move(to date: PartialDate, inSentence sentence: Int, hasStatedYear: Bool, reference: CivilDate?) {
    guard let year = date.year, date.unspecified == nil else { return }
    self.date = date
    self.sentence = sentence
    self.hasStatedYear = hasStatedYear
    if let number = date.quarter { moveQuarter(to: (year, number), inSentence: sentence, reference) }
  }

  /// Takes a quarter as the one that the text reports on, unless it is only mentioned beside that: one that is yet to
  /// end, or one before it.
  private mutating func moveQuarter(
    to new: (year: Int, quarter: Int), inSentence sentence: Int, _ reference: CivilDate?
  ) {
    if let old = quarter, let reference {
      let now = reference.year * 4 + (reference.month - 1) / 3
      let (oldNumber, newNumber) = (old.year * 4 + old.quarter - 1, new.year * 4 + new.quarter - 1)
      if newNumber >= now, oldNumber < now { return }
      if newNumber < oldNumber, sentence - quarterSentence <= Self.quarterReach { return }
    }
    quarter = new
    quarterSentence = sentence
    isOnLongerSpan = false
  }

  /// How many sentences a quarter stays what "a year earlier" is told from.
  static let quarterReach = 4

  /// The day that the text last spoke of, if it was as fine as a day.
  var day: CivilDate? {
    guard let date else { return nil }
    return date.date
  }
}
