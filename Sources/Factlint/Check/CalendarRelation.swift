/// A date and its own parts fit the calendar.
///
/// Placeholders of its messages: `{date}` as the text has it; of `weekday`, `{weekday}` as the text has it, `{actual}`
/// the day of the week that the date is, `{day}` the date by ISO 8601; of `existence`, `{month}` and `{days}`, the
/// month and how many days it has; of `holiday`, `{holiday}` as the text has it and `{actual}`, the day that it is.
struct CalendarRelation {
  static func placeholders(of test: CheckRule.CalendarTest?) -> Set<String> {
    switch test {
    case .weekday: ["date", "weekday", "actual", "day"]
    case .existence: ["date", "month", "days"]
    case .holiday: ["date", "holiday", "actual"]
    case nil: ["date", "weekday", "actual", "day", "month", "days", "holiday"]
    }
  }

  let check: PreparedCheck
  let context: CheckContext

  func comparisons() -> [Comparison] {
    guard let test = check.calendarTest else { return [] }
    return context.facts(for: check).compactMap { index in
      switch test {
      case .weekday: weekday(at: index)
      case .existence: existence(at: index)
      case .holiday: holiday(at: index)
      }
    }
  }

  /// A stated day is that of the holiday beside it, in one of the traditions that share its name.
  ///
  /// The fact has the slots `holiday`, whose value has the rules of those traditions between "|", and `day`.
  private func holiday(at index: Int) -> Comparison? {
    let fact = context.facts[index]
    guard case .record(let slots) = fact.value, case .symbol(let value)? = slots["holiday"],
      let holidayRange = fact.slotRanges["holiday"], let dayRange = fact.slotRanges["day"]
    else { return nil }
    let rules = value.split(separator: "|").compactMap { HolidayRule(String($0)) }
    guard case .days(let readings)? = slots["day"] ?? yearlessDay(in: dayRange, besides: rules).map(SlotValue.days)
    else { return nil }
    let days = readings.compactMap(\.value.onlyDay)
    guard let first = days.first, days.count == readings.count else { return nil }
    func actual(_ day: CivilDate) -> [CivilDate] { rules.compactMap { $0.date(in: day.year) } }
    /// Whether it would be the day in a year beside the one taken, where the text tells none and may mean that.
    func mayBeOfNeighbour(_ day: CivilDate) -> Bool {
      guard let published = context.document.date?.day, abs(published.days(to: day)) > Self.greatestCertainDistance,
        !readings.contains(where: \.assumptions.isEmpty)
      else { return false }
      return [-1, 1].contains { years in
        day.adding(years: years).map { actual($0).contains($0) } == true
      }
    }
    guard let nearest = actual(first).min(by: { abs(first.days(to: $0)) < abs(first.days(to: $1)) }) else { return nil }
    let agreeing = days.first { actual($0).contains($0) }
    if agreeing == nil, days.contains(where: mayBeOfNeighbour) { return nil }
    let isYearless = slots["day"] == nil
    return Comparison(
      facts: [index] + dates(in: dayRange), outcome: agreeing == nil ? .contradicted(atMost: .error) : .agreed
    ) {
      func shown(_ day: CivilDate) -> String { isYearless ? day.monthAndDay : day.description }
      let (date, name) = (context.text(dayRange), context.text(holidayRange))
      return Comparison.Account(
        working: agreeing.map { "\(name) = \(shown($0))" } ?? "\(name) = \(shown(nearest)) ≠ \(shown(first))",
        placeholders: ["date": date, "holiday": name, "actual": shown(nearest)],
        places: [
          Finding.Location(target: .text(holidayRange), role: "holiday"),
          Finding.Location(target: .text(dayRange), role: "date"),
        ])
    }
  }

  /// How many days from that of the article a day without a year is surely of the nearest year.
  private static let greatestCertainDistance = 120

  /// A day whose year nothing tells, beside a holiday that is on one day in all years.
  private func yearlessDay(in range: Range<Int>, besides rules: [HolidayRule]) -> [Reading<DayInterval>]? {
    guard rules.allSatisfy({ if case .fixed = $0 { true } else { false } }) else { return nil }
    for index in dates(in: range) {
      if case .date(let date) = context.facts[index].value { return YearlessDays.readings(of: date) }
    }
    return nil
  }

  /// The dates that stand in a slot: a slip in one is one slip, whichever checks see it.
  private func dates(in range: Range<Int>) -> [Int] {
    context.facts.indices.filter { index in
      if case .date = context.facts[index].value { context.facts[index].range.overlaps(range) } else { false }
    }
  }

  /// A stated weekday is that of the date under some reading of it.
  private func weekday(at index: Int) -> Comparison? {
    guard let stated = statedWeekday(of: index), case .date(let date) = context.facts[index].value else { return nil }
    let days = date.dayReadings.compactMap(\.value.onlyDay)
    guard let first = days.first, days.count == date.dayReadings.count else { return nil }
    let agreeing = days.first { $0.weekday == stated }
    if agreeing == nil, hasCompanionInError(first, stated, of: date) { return nil }
    let day = agreeing ?? first
    return Comparison(facts: [index], outcome: agreeing == nil ? .contradicted(atMost: .error) : .agreed) {
      let (name, actual) = (name(of: stated), name(of: day.weekday))
      return Comparison.Account(
        working: agreeing == nil ? "\(day) = \(actual) ≠ \(name)" : "\(day) = \(name)",
        placeholders: [
          "date": context.text(of: index), "weekday": name, "actual": actual, "day": day.description,
        ],
        places: [context.location(of: index, role: "date")])
    }
  }

  // These look at what few dates have, before anything of a date is copied.

  private func statedWeekday(of index: Int) -> Weekday? {
    if case .date(let date) = context.facts[index].value { date.statedWeekday } else { nil }
  }

  private func isImpossible(_ index: Int) -> Bool {
    if case .date(let date) = context.facts[index].value { date.stated.date?.isImpossible == true } else { false }
  }

  /// Whether another day without a year is off its weekday by as many days: then it is the year that both are of that
  /// the text leaves untold, or its own date that is wrong, and neither weekday.
  private func hasCompanionInError(_ day: CivilDate, _ stated: Weekday, of date: DateFact) -> Bool {
    guard date.stated.date?.year == nil else { return false }
    let distance = day.weekday.days(until: stated)
    return context.facts.contains { fact in
      guard case .date(let other) = fact.value, let weekday = other.statedWeekday, other.stated.date?.year == nil,
        let otherDay = other.dayReadings.first?.value.onlyDay, otherDay != day
      else { return false }
      return otherDay.weekday.days(until: weekday) == distance
    }
  }

  /// A stated day is one that its month has.
  ///
  /// Only a date that does not exist makes a comparison: that the others do is no news.
  private func existence(at index: Int) -> Comparison? {
    guard isImpossible(index), case .date(let date) = context.facts[index].value, let stated = date.stated.date,
      let month = stated.month, let day = stated.day, !isQuotedAlone(context.facts[index].range)
    else { return nil }
    // Without a year, a leap one gives the month as many days as it can have.
    guard let count = CivilDate.days(inMonth: month, ofYear: stated.astronomicalYear ?? 2000) else { return nil }
    return Comparison(facts: [index], outcome: .contradicted(atMost: .error)) {
      let monthName = context.words.name(of: String(month), in: "month") ?? String(month)
      return Comparison.Account(
        working: "\(day) > \(count)",
        placeholders: ["date": context.text(of: index), "month": monthName, "days": String(count)],
        places: [context.location(of: index, role: "date")])
    }
  }

  /// Whether quotation marks enclose the date and nothing else: then somebody speaks of it, and does not state it.
  private func isQuotedAlone(_ range: Range<Int>) -> Bool {
    context.document.quotations.contains { $0.isClosed && $0.content == range }
  }

  private func name(of weekday: Weekday) -> String {
    context.words.name(of: String(weekday.rawValue), in: "weekday") ?? String(weekday.rawValue)
  }
}

extension CivilDate {
  /// The month and day, as in ISO 8601 but for the year: "12-25".
  fileprivate var monthAndDay: String { String(description.suffix(5)) }
}
