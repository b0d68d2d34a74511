/// Which year, or which week, is meant where a date leaves it out.
struct YearChoice {
  /// The day from which the text speaks.
  let reference: CivilDate
  /// What the sentence says of the date's tense.
  let tense: Tense?

  /// How far from the article's date a month and day without a year may lie.
  static let greatestDistance = 183
  /// How far ahead a day may lie of which nothing says that it is to come.
  static let greatestLead = 120

  /// The year in which a day of the month is meant: the nearest, unless it is ahead and the sentence speaks of the past.
  func year(ofMonth month: Int, day: Int) -> Int {
    let distances = candidates(month: month, day: day)
    guard let nearest = distances.min(by: { abs($0.days) < abs($1.days) }) else { return reference.year }
    let isTooFarAhead = nearest.days > (tense == .past ? Self.greatestLead / 2 : Self.greatestLead)
    if isTooFarAhead, tense != .future, let past = distances.filter({ $0.days <= 0 }).max(by: { $0.days < $1.days }) {
      return past.year
    }
    if nearest.days < -90, tense == .future,
      let next = distances.filter({ $0.days >= 0 }).min(by: { $0.days < $1.days })
    {
      return next.year
    }
    return nearest.year
  }

  /// The years in which a day of the month lies within half a year of the reference.
  func plausibleYears(ofMonth month: Int, day: Int) -> [Int] {
    candidates(month: month, day: day).filter { abs($0.days) <= Self.greatestDistance }.map(\.year)
  }

  private func candidates(month: Int, day: Int) -> [(year: Int, days: Int)] {
    ((reference.year - 1)...(reference.year + 1)).compactMap { year in
      // A day that the month does not have is taken for its last, since only the year is in question.
      guard let length = CivilDate.days(inMonth: month, ofYear: year),
        let date = CivilDate(year: year, month: month, day: min(day, length))
      else { return nil }
      return (year, reference.days(to: date))
    }
  }

  /// The year in which a month is meant that stands alone.
  func year(ofMonth month: Int) -> Int {
    let ahead = month - reference.month
    switch tense {
    case .future: return ahead >= 0 ? reference.year : ahead < -3 ? reference.year + 1 : reference.year
    case .past: return ahead <= 0 ? reference.year : reference.year - 1
    case nil: return ahead > 6 ? reference.year - 1 : ahead < -6 ? reference.year + 1 : reference.year
    }
  }

  /// The year in which a quarter is meant that stands alone: of those that have begun, the last, unless long over.
  func year(ofQuarter quarter: Int) -> Int {
    let ahead = quarter - ((reference.month - 1) / 3 + 1)
    // What is expected of a quarter just over is its report.
    if tense == .future { return ahead >= -1 ? reference.year : ahead == -3 ? reference.year + 1 : reference.year }
    return ahead <= (tense == nil ? 1 : 0) ? reference.year : reference.year - 1
  }

  /// The year in which a season is meant that stands alone.
  func year(ofSeason season: Season) -> Int {
    let ahead = season.firstMonth - reference.month
    if tense == .future { return ahead >= -2 ? reference.year : reference.year + 1 }
    return ahead <= 0 ? reference.year : reference.year - 1
  }

  /// The day that a bare weekday means: the last such day up to the reference, or the next from it on.
  func day(on weekday: Weekday) -> CivilDate? {
    tense == .future ? reference.onOrAfter(weekday) : reference.onOrBefore(weekday)
  }
}

extension Season {
  /// The month in which the season of the north begins.
  var firstMonth: Int {
    switch self {
    case .spring: 3
    case .summer: 6
    case .autumn: 9
    case .winter: 12
    }
  }
}
