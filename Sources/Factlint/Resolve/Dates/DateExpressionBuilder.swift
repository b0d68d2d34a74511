/// Makes of a mention what its words state, before anything is resolved.
struct DateExpressionBuilder {
  let wording: DateWording
  /// Whether the day stands before the month in dates in figures, for the whole article; nil where nothing tells.
  let isDayFirst: Bool?
  /// The year by which a year of two digits is placed.
  let pivotYear: Int

  private var lists: WordLists { wording.context.words.lists }

  /// What the words state; nil where the slots make no sense together.
  func stated() -> TimeExpression? {
    let modifier = wording.modifier
    switch wording.form {
    case .calendar, .clock: return TimeExpression(calendarDate(), modifier: modifier)
    case .numeric: return numericDate(isDayFirst: isDayFirst ?? false).map { TimeExpression($0) }
    case .shift: return shiftedDate().map { TimeExpression($0, modifier: modifier) }
    case .offset: return TimeExpression(unspecified(wording.unit ?? .year), modifier: modifier)
    case .reported: return TimeExpression(unspecified(.quarter))
    case .duration: return period().map { TimeExpression($0, modifier: modifier) }
    case .set: return recurringTime().map { TimeExpression(.set($0)) }
    case .reference:
      switch wording.reference {
      case "PRESENT_REF": return TimeExpression(.present)
      case "PAST_REF": return TimeExpression(.past)
      case "FUTURE_REF": return TimeExpression(.future)
      default: return nil
      }
    }
  }

  /// The year in full.
  private func year() -> Int? {
    guard let year = wording.year else { return nil }
    guard year.isShort else { return year.number }
    // The last year with those digits, or one of the next few: '24 in 2023 is to come, '98 is past.
    let latest = pivotYear + 10
    return latest - (latest - year.number) % 100
  }

  private func calendarDate() -> PartialDate {
    var date = PartialDate()
    date.year = year()
    date.weekday = wording.weekday
    var hasClock = false
    // Few slots took part: to go through them is less than to ask for each that there may be.
    for slot in wording.mention.slots {
      switch slot.known {
      case .month, .monthNumber: date.month = wording.month
      case .day: date.day = wording.day
      case .era: if wording.isBeforeCommonEra { date.era = .beforeCommon }
      case .season: date.season = wording.season
      case .quarter, .quarterCode: date.quarter = wording.quarter
      case .half: date.half = wording.half
      case .part: date.partOfDay = wording.partOfDay
      case .decade: date.decade = date.decade ?? wording.integer(.decade)
      case .decadeShort:
        let short = wording.integer(.decadeShort) ?? wording.integer(.decadeShort, lists.decadeWords)
        if let short { date.decade = 190 + short }
      case .century:
        let ordinal = wording.integer(.century) ?? wording.integer(.century, lists.monthWordDays)
        if let ordinal { date.century = max(ordinal - 1, 0) }
      case .hour, .hourWord: hasClock = true
      default: break
      }
    }
    if hasClock { setClock(of: &date) }
    return date
  }

  private func setClock(of date: inout PartialDate) {
    if let word = wording.integer(.hourWord, lists.clockWords) {
      date.hour = word
      date.minute = 0
      return
    }
    guard var hour = wording.integer(.hour) else { return }
    switch wording.value(.meridiem, lists.meridiems) {
    case "pm": if hour < 12 { hour += 12 }
    case "am": if hour == 12 { hour = 0 }
    default: break
    }
    date.hour = hour
    date.minute = wording.integer(.minute)
    date.second = wording.integer(.second)
    date.utcOffset = wording.integer(.zone, lists.timeZones)
    date.partOfDay = nil
  }

  /// A date in figures, by the order of day and month; nil where the figures rule that order out.
  func numericDate(isDayFirst: Bool) -> PartialDate? {
    var date = calendarDate()
    guard date.month == nil else { return date }
    guard let first = wording.integer(.first), let second = wording.integer(.other) else { return nil }
    date.day = isDayFirst ? first : second
    date.month = isDayFirst ? second : first
    guard let month = date.month, (1...12).contains(month) else {
      return second <= 12 || first <= 12 ? numericDate(isDayFirst: !isDayFirst) : nil
    }
    return date
  }

  private func shiftedDate() -> PartialDate? {
    var date = PartialDate()
    if let day = wording.value(.dayPart, lists.dayPartWords) {
      date.partOfDay = day.split(separator: " ").last.flatMap { PartOfDay(rawValue: String($0)) }
      return date
    }
    if wording.has(.relativeDay) {
      date.unspecified = .day
      date.partOfDay = wording.partOfDay
      return date
    }
    return unspecified(wording.unit ?? .year)
  }

  private func unspecified(_ unit: DateUnit) -> PartialDate {
    var date = PartialDate()
    date.unspecified = unit.granularity
    return date
  }

  /// A length of time; halves are said in the next smaller unit, but those of years in words ("two and a half years")
  /// as fractions, as annotators do.
  func period() -> Period? {
    var parts: [Period.Part] = []
    let half = wording.has(.plusHalf) ? Rational(1, over: 2) : nil
    func append(_ amount: DateWording.Amount, _ whole: Rational?) {
      let (unit, count) = amount.unit.length
      let total = count == 1 ? whole : whole.flatMap { $0.multiplied(by: Rational(count)) }
      let isInWords = half != nil && unit == .year && wording.text(.amount)?.contains(where: \.isNumber) == false
      if isInWords { parts.append(Period.Part(total, unit)) } else { Self.append(total, unit, to: &parts) }
    }
    if wording.has(.half), let unit = wording.unit {
      Self.append(.oneHalf, unit.length.unit, to: &parts)
    } else if let (first, second) = wording.amounts() {
      append(first, first.count.flatMap { half?.adding($0) ?? $0 })
      if let second { append(second, second.count) }
    }
    return Period(parts)
  }

  private static func append(_ amount: Rational?, _ unit: Period.Unit, to parts: inout [Period.Part]) {
    guard let amount, !amount.isInteger, amount.multiplied(by: 2)?.isInteger == true else {
      parts.append(Period.Part(amount, unit))
      return
    }
    let smaller: (Period.Unit, Int)? =
      switch unit {
      case .year: (.month, 6)
      case .hour: (.minute, 30)
      case .minute: (.second, 30)
      case .day: (.hour, 12)
      default: nil
      }
    guard let smaller else {
      parts.append(Period.Part(amount, unit))
      return
    }
    if amount.floor != 0 { parts.append(Period.Part(Rational(amount.floor), unit)) }
    parts.append(Period.Part(Rational(smaller.1), smaller.0))
  }

  private func recurringTime() -> RecurringTime? {
    let quantifier = wording.quantifier ?? .every
    if let unit = wording.unit ?? wording.value(.recurrence, lists.recurrences).flatMap(DateUnit.init(rawValue:)) {
      let count = wording.amounts()?.first.count ?? 1
      let (length, times) = unit.length
      return RecurringTime(.period(Period(count.multiplied(by: Rational(times)), length)), quantifier: quantifier)
    }
    let date = calendarDate()
    return date.granularity == nil ? nil : RecurringTime(.date(date), quantifier: quantifier)
  }
}
