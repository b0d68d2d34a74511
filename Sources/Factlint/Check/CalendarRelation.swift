/// A date and its own parts fit the calendar.
///
/// Placeholders of its messages: `{date}` as the text has it; of `weekday`, `{weekday}` as the text has it, `{actual}`
/// the day of the week that the date is, `{day}` the date by ISO 8601; of `existence`, `{month}` and `{days}`, the
/// month and how many days it has.
struct CalendarRelation {
  static func placeholders(of test: CheckRule.CalendarTest?) -> Set<String> {
    switch test {
    case .weekday: ["date", "weekday", "actual", "day"]
    case .existence: ["date", "month", "days"]
    case nil: ["date", "weekday", "actual", "day", "month", "days"]
    }
  }

  let check: CheckRule
  let context: CheckContext

  func comparisons() -> [Comparison] {
    context.facts(for: check).compactMap { index in
      guard case .date(let date) = context.facts[index].value else { return nil }
      switch CheckRule.CalendarTest(rawValue: check.value ?? "") {
      case .weekday: return weekday(of: date, at: index)
      case .existence: return existence(of: date, at: index)
      case nil: return nil
      }
    }
  }

  /// A stated weekday is that of the date under some reading of it.
  private func weekday(of date: DateFact, at index: Int) -> Comparison? {
    guard let stated = date.statedWeekday else { return nil }
    let days = date.dayReadings.compactMap(\.value.onlyDay)
    guard let first = days.first, days.count == date.dayReadings.count else { return nil }
    let agreeing = days.first { $0.weekday == stated }
    let day = agreeing ?? first
    let name = name(of: stated)
    return Comparison(
      facts: [index], outcome: agreeing == nil ? .contradicted(atMost: .error) : .agreed,
      working: agreeing == nil
        ? "\(day) = \(self.name(of: day.weekday)) ≠ \(name)" : "\(day) = \(name)",
      placeholders: [
        "date": context.text(of: index), "weekday": name, "actual": self.name(of: day.weekday),
        "day": day.description,
      ],
      places: [context.location(of: index, role: "date")])
  }

  /// A stated day is one that its month has.
  ///
  /// Only a date that does not exist makes a comparison: that the others do is no news.
  private func existence(of date: DateFact, at index: Int) -> Comparison? {
    guard let stated = date.stated.date, stated.isImpossible, let month = stated.month, let day = stated.day else {
      return nil
    }
    // Without a year, a leap one gives the month as many days as it can have.
    guard let count = CivilDate.days(inMonth: month, ofYear: stated.astronomicalYear ?? 2000) else { return nil }
    let monthName = context.words.name(of: String(month), in: "month") ?? String(month)
    return Comparison(
      facts: [index], outcome: .contradicted(atMost: .error), working: "\(day) > \(count)",
      placeholders: ["date": context.text(of: index), "month": monthName, "days": String(count)],
      places: [context.location(of: index, role: "date")])
  }

  private func name(of weekday: Weekday) -> String {
    context.words.name(of: String(weekday.rawValue), in: "weekday") ?? String(weekday.rawValue)
  }
}
