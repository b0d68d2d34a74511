/// Resolves what one mention states, by the article's date, the date last named and the tense of its sentence.
struct DateResolution {
  let wording: DateWording
  let stated: TimeExpression
  /// The day from which the text speaks; nil where neither the block nor the article has one.
  let reference: CivilDate?
  let focus: DateFocus
  /// The index of the mention's sentence.
  let sentence: Int
  /// All dates of the article in the order of the text.
  let wordings: [DateWording]
  /// The place of this one among them, by which its choices are told from those of others.
  let id: Int
  /// Whether the text tells of times long before its own date, so that its own dates rather than the day of
  /// publication say which year is meant.
  let isHistory: Bool

  /// What came of it.
  struct Outcome {
    /// The expression with what was resolved filled in.
    var expression: TimeExpression
    /// Whether it rests on the article's date.
    var isRelative = false
    /// Whether it would need a date that the article does not have.
    var isUndated = false
    /// Whether its year is only that of the dates around it, so that nothing may be compared by its days.
    var isUnsure = false
    /// The days it may cover, where it leaves a choice; empty where `expression` says all.
    var readings: [Reading<PartialDate>] = []
  }

  func outcome() -> Outcome {
    switch wording.form {
    case .numeric, .duration, .set, .reference: return Outcome(expression: stated)
    case .calendar:
      let outcome = calendarOutcome(stated.date ?? PartialDate())
      // "The week of March 6": the week in which that day lies.
      guard wording.has(.weekOf), let day = outcome.expression.date?.date else { return outcome }
      return resolved(PartialDate(day.isoWeek))
    case .clock: return clockOutcome(stated.date ?? PartialDate())
    case .shift: return shiftOutcome()
    case .offset: return offsetOutcome()
    case .reported: return reportedOutcome()
    }
  }

  private func resolved(_ date: PartialDate, isRelative: Bool = true, readings: [Reading<PartialDate>] = []) -> Outcome
  {
    Outcome(
      expression: TimeExpression(date, modifier: stated.modifier), isRelative: isRelative, readings: readings)
  }

  private var undated: Outcome { Outcome(expression: stated, isRelative: true, isUndated: true) }

  private func choice(_ reference: CivilDate) -> YearChoice { YearChoice(reference: reference, tense: tense()) }

  // MARK: Dates of the calendar

  private func calendarOutcome(_ date: PartialDate) -> Outcome {
    if let holiday = wording.holiday.flatMap({ HolidayRule($0) }) { return holidayOutcome(holiday, date) }
    if date.year != nil || date.decade != nil || date.century != nil { return Outcome(expression: stated) }
    if let year = yearByWords() {
      var date = date
      date.year = year
      return resolved(date)
    }
    if let year = yearInHand(), !fitsBetter(date, than: year), !isNearest(date, in: year) {
      var date = date
      date.year = year
      date.era = focus.date?.era ?? .common
      var outcome = resolved(date)
      outcome.isUnsure = true
      return outcome
    }
    if date.month != nil { return monthOutcome(date) }
    if date.weekday != nil { return weekdayOutcome(date) }
    if date.quarter != nil || date.season != nil || date.half != nil { return partOfYearOutcome(date) }
    return Outcome(expression: stated)
  }

  /// The year that words beside the date point to: "of last year", "March 3 to April 5, 2012".
  private func yearByWords() -> Int? {
    if let shift = wording.yearShift {
      return base(of: shift).flatMap { $0.year == nil ? nil : $0.year.map { $0 + shift.count } }
    }
    return wording.deictic == nil ? followingYear() : nil
  }

  /// The year that the text has in hand where a date leaves it out; only a guess.
  private func yearInHand() -> Int? {
    guard wording.deictic == nil, stated.date?.weekday == nil || stated.date?.day != nil else { return nil }
    guard let year = focus.date?.year else { return nil }
    if isHistory || reference == nil { return year }
    guard focus.date?.era == .common else { return nil }
    // A bare year of the same sentence is often only what something else is compared with.
    guard focus.sentence == sentence, focus.hasStatedYear, let named = focus.date,
      named.month != nil || named.half != nil || named.season != nil
    else { return nil }
    return reference.map { year < $0.year && tense() == .future } == true ? nil : year
  }

  /// Whether the year in hand is the one that the article's own date would give, so that there is nothing to be unsure of.
  private func isNearest(_ date: PartialDate, in year: Int) -> Bool {
    guard let month = date.month, let day = date.day, let reference else { return false }
    return choice(reference).year(ofMonth: month, day: day) == year
  }

  /// Whether the weekday stated beside a day of a month speaks for the year nearest to the article's date and against
  /// another.
  private func fitsBetter(_ date: PartialDate, than year: Int) -> Bool {
    guard let weekday = date.weekday, let month = date.month, let day = date.day, let reference else { return false }
    func falls(in year: Int) -> Bool { CivilDate(year: year, month: month, day: day)?.weekday == weekday }
    return !falls(in: year) && falls(in: choice(reference).year(ofMonth: month, day: day))
  }

  /// What a deictic word counts from.
  private func base(of deictic: DateWording.Deictic) -> PartialDate? {
    let article = reference.map { PartialDate($0) }
    return deictic.isFromArticle ? article : focus.date ?? article
  }

  private func monthOutcome(_ date: PartialDate) -> Outcome {
    guard let month = date.month else { return Outcome(expression: stated) }
    guard let reference else { return undated }
    var result = date
    guard let day = date.day else {
      result.year = year(ofMonth: month, reference)
      return resolved(result)
    }
    let choice = choice(reference)
    let year = choice.year(ofMonth: month, day: day)
    result.year = year
    // A year named in the same sentence may be that of the day too.
    let named = namedYears().filter { $0 <= reference.year + 1 }
    let years = Set(choice.plausibleYears(ofMonth: month, day: day) + [year] + named).sorted()
    let readings = years.map { year in
      var reading = date
      reading.year = year
      return Reading(reading, assuming: [Assumption(.year(id: id), year)])
    }
    return resolved(result, readings: readings)
  }

  private func year(ofMonth month: Int, _ reference: CivilDate) -> Int {
    switch wording.deictic.map({ ($0.isFromArticle, $0.count) }) {
    case (true, -1)?: return month < reference.month ? reference.year : reference.year - 1
    case (true, 0)?: return reference.year
    case (true, 1)?: return month > reference.month ? reference.year : reference.year + 1
    default: return choice(reference).year(ofMonth: month)
    }
  }

  private func holidayOutcome(_ holiday: HolidayRule, _ date: PartialDate) -> Outcome {
    func outcome(_ year: Int, isRelative: Bool) -> Outcome {
      guard let day = holiday.date(in: year) else { return Outcome(expression: stated) }
      return resolved(PartialDate(day), isRelative: isRelative)
    }
    if let year = date.year { return outcome(year, isRelative: false) }
    if let year = yearByWords() ?? yearInHand() { return outcome(year, isRelative: true) }
    guard let reference else { return undated }
    let candidates = ((reference.year - 1)...(reference.year + 1)).compactMap { holiday.date(in: $0) }
    let last = candidates.last { $0 <= reference }
    let next = candidates.first { $0 >= reference }
    let chosen: CivilDate?
    switch wording.deictic?.count {
    case .some(-1): chosen = candidates.last { $0 < reference }
    case .some(1): chosen = candidates.first { $0 > reference }
    case .some(0): chosen = candidates.first { $0.year == reference.year }
    default:
      let choice = choice(reference)
      let nearest = candidates.min { abs(reference.days(to: $0)) < abs(reference.days(to: $1)) }
      chosen = choice.tense == .future ? next : choice.tense == .past ? last : nearest
    }
    return chosen.map { resolved(PartialDate($0)) } ?? Outcome(expression: stated)
  }

  private func weekdayOutcome(_ date: PartialDate) -> Outcome {
    guard let weekday = date.weekday else { return Outcome(expression: stated) }
    let deictic = wording.deictic
    if let deictic, !deictic.isFromArticle, let day = focus.day {
      let found =
        deictic.count >= 0
        ? day.adding(days: deictic.count)?.onOrAfter(weekday) : day.adding(days: deictic.count)?.onOrBefore(weekday)
      return found.map { resolved(day: $0, date) } ?? undated
    }
    if isHistory, let day = focus.day, let found = day.onOrAfter(weekday) { return resolved(day: found, date) }
    guard let reference else { return undated }
    if let shift = wording.yearShift {
      // "Monday last week": the slot names the unit that follows, which here is a week.
      let week = reference.adding(days: 7 * shift.count)?.isoWeek
      return week?.date(on: weekday).map { resolved(day: $0, date) } ?? undated
    }
    switch deictic?.count {
    case .some(-1): return reference.adding(days: -1)?.onOrBefore(weekday).map { resolved(day: $0, date) } ?? undated
    case .some(1): return reference.adding(days: 1)?.onOrAfter(weekday).map { resolved(day: $0, date) } ?? undated
    default: break
    }
    let tense = deictic?.count == 0 ? self.tense() ?? .future : self.tense()
    guard let chosen = YearChoice(reference: reference, tense: tense).day(on: weekday) else { return undated }
    let other = tense == .future ? reference.onOrBefore(weekday) : reference.onOrAfter(weekday)
    if chosen == other { return resolved(day: chosen, date) }
    func reading(_ day: CivilDate) -> Reading<PartialDate> {
      Reading(moment(day, like: date), assuming: [Assumption(.other(id: id), day.daysSinceEpoch)])
    }
    return resolved(
      moment(chosen, like: date), readings: other.map { [reading(chosen), reading($0)] } ?? [reading(chosen)])
  }

  /// A day with the time of day that is stated.
  private func moment(_ day: CivilDate, like stated: PartialDate) -> PartialDate {
    var date = PartialDate(day)
    date.partOfDay = stated.partOfDay
    (date.hour, date.minute, date.second) = (stated.hour, stated.minute, stated.second)
    // TIMEX3 as annotated gives a zone only where it is UTC.
    date.utcOffset = stated.utcOffset == 0 ? 0 : nil
    return date
  }

  private func resolved(day: CivilDate, _ stated: PartialDate) -> Outcome { resolved(moment(day, like: stated)) }

  private func partOfYearOutcome(_ date: PartialDate) -> Outcome {
    guard let reference else { return undated }
    var result = date
    let deictic = wording.deictic
    if let season = date.season {
      switch deictic.map({ ($0.isFromArticle, $0.count) }) {
      case (true, 0)?: result.year = reference.year
      case (true, 1)?: result.year = season.firstMonth > reference.month ? reference.year : reference.year + 1
      case (true, _)?: result.year = season.firstMonth + 2 < reference.month ? reference.year : reference.year - 1
      default: result.year = choice(reference).year(ofSeason: season)
      }
    } else if let quarter = date.quarter {
      let year = choice(reference).year(ofQuarter: quarter)
      let isFocus = focus.quarter.map { $0.quarter == quarter && $0.year <= year } ?? false
      result.year = wording.has(.yearBefore) ? (isFocus ? focus.quarter?.year ?? year : year) - 1 : year
    } else {
      result.year = reference.year
    }
    return resolved(result)
  }

  // MARK: Times of the clock

  private func clockOutcome(_ time: PartialDate) -> Outcome {
    if wording.has(.relativeDay) {
      return relativeDay().map { resolved(moment($0, like: time)) } ?? undated
    }
    if time.weekday != nil, time.month == nil { return weekdayOutcome(time) }
    if time.month != nil, let day = time.day {
      var result = time
      if time.year == nil {
        let nearest = reference.map { choice($0).year(ofMonth: time.month ?? 1, day: day) }
        guard let year = yearByWords() ?? yearInHand() ?? nearest else {
          return undated
        }
        result.year = year
      }
      result.utcOffset = time.utcOffset == 0 ? 0 : nil
      return resolved(result, isRelative: time.year == nil)
    }
    if let day = focus.day, focus.sentence == sentence || isHistory || reference == nil {
      return resolved(moment(day, like: time))
    }
    return reference.map { resolved(moment($0, like: time)) } ?? undated
  }

  // MARK: Shifts and offsets

  private func relativeDay() -> CivilDate? {
    wording.relativeDay.flatMap { reference?.adding(days: $0.count) }
  }

  private func shiftOutcome() -> Outcome {
    let date = stated.date ?? PartialDate()
    if wording.has(.relativeDay) {
      return relativeDay().map { resolved(day: $0, date) } ?? undated
    }
    if let shift = wording.dayPartShift {
      return reference?.adding(days: shift.count).map { resolved(day: $0, date) } ?? undated
    }
    guard let unit = wording.unit else { return Outcome(expression: stated) }
    guard let deictic = wording.deictic ?? unitInHand(unit) else { return undated }
    let isFocused = !deictic.isFromArticle && focus.date != nil
    guard let base = base(of: deictic) else { return undated }
    guard base.isAtLeastAsFine(as: unit), base.era == .common,
      let period = base.someDay?.period(of: unit, movedBy: deictic.count)
    else { return Outcome(expression: stated) }
    return resolved(period, isRelative: !isFocused)
  }

  /// Which one "the weekend" or "the year" is, where nothing says so.
  private func unitInHand(_ unit: DateUnit) -> DateWording.Deictic? {
    if isHistory || unit == .year && focus.sentence == sentence && focus.hasStatedYear {
      return DateWording.Deictic(isFromArticle: false, count: 0)
    }
    guard unit == .weekend, let reference, !reference.weekday.isWeekend, tense() != .future else {
      return DateWording.Deictic(isFromArticle: true, count: 0)
    }
    return DateWording.Deictic(isFromArticle: true, count: -1)
  }

  private func reportedOutcome() -> Outcome {
    var date = PartialDate()
    if let year = wording.year, !year.isShort, focus.isOnLongerSpan {
      date.year = year.number
      return resolved(date)
    }
    if let quarter = focus.quarter {
      date.year = quarter.year
      date.quarter = quarter.quarter
    } else {
      // A report is of the last quarter that is over.
      guard let last = reference?.adding(months: -3)?.period(of: .quarter, movedBy: 0) else { return undated }
      date = last
    }
    if let year = wording.year, !year.isShort { date.year = year.number }
    return resolved(date)
  }

  /// What is reported on, in another year: "a year earlier" after a quarter is that quarter of the year before.
  private func sameOfYear(movedBy steps: Int) -> PartialDate? {
    let isNamed = wording.has(.yearBefore)
    if wording.comparedUnit == .month || isNamed && focus.quarter == nil, let date = focus.date, let year = date.year,
      date.month != nil, date.day == nil, date.era == .common
    {
      var date = date
      date.year = year + steps
      return date
    }
    if focus.isOnLongerSpan { return isNamed ? reference.map { PartialDate(year: $0.year + steps) } : nil }
    guard let quarter = focus.quarter, isNamed || sentence - focus.quarterSentence <= DateFocus.quarterReach else {
      return nil
    }
    var date = PartialDate(year: quarter.year + steps)
    date.quarter = quarter.quarter
    return date
  }

  private func offsetOutcome() -> Outcome {
    let direction = wording.direction ?? DateWording.Deictic(isFromArticle: false, count: -1)
    let amount = wording.amounts()?.first ?? DateWording.Amount(count: 1, unit: .year)
    guard let count = amount.count else {
      return Outcome(expression: TimeExpression(direction.count < 0 ? .past : .future))
    }
    let steps = count.floor * direction.count
    if amount.unit == .year, direction.count < 0, let date = sameOfYear(movedBy: steps) { return resolved(date) }
    guard let base = base(of: direction) else { return undated }
    let unit = amount.unit
    guard abs(steps) < 100_000, base.era == .common, base.isAtLeastAsFine(as: unit),
      let period = base.someDay?.period(of: unit, movedBy: steps)
    else { return Outcome(expression: stated) }
    return resolved(period, isRelative: direction.isFromArticle || focus.date == nil)
  }
}
