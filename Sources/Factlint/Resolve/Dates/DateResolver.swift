/// Gives dates, times, durations and sets their TIMEX3 values, by the article's own date and by one another.
///
/// The day from which a text speaks is that of its block, where it has one of its own, else the article's. Without
/// either, what needs one stays unresolved; the clock of the machine is never asked.
struct DateResolver {
  let context: ResolutionContext
  let voices: Voices

  /// The kinds of mention that it makes facts of.
  static let kinds: Set<String> = ["date"]

  /// The year by which years of two digits are placed where the article has no date.
  private static let undatedPivotYear = 2020
  /// How many years before the article's date begins what an article tells as history.
  private static let historyDistance = 3

  func facts() -> [Fact] {
    let wordings = context.mentions(of: .date).map { DateWording(context: context, mention: $0) }
    guard !wordings.isEmpty else { return [] }
    let order = DayMonthOrder(wordings)
    let isHistory = isHistory(wordings)
    var focus = DateFocus()
    var facts: [Fact] = []
    facts.reserveCapacity(wordings.count)
    for (number, wording) in wordings.enumerated() {
      let range = wording.mention.range
      let sentence = context.sentence(at: range.lowerBound)
      let reference = context.document.article.blocks[wording.mention.block].referenceDate ?? context.document.date?.day
      let builder = DateExpressionBuilder(
        wording: wording, isDayFirst: order.isDayFirst ?? order.isDayFirstInWords,
        pivotYear: reference?.year ?? Self.undatedPivotYear)
      guard let stated = builder.stated() else { continue }
      let resolution = DateResolution(
        wording: wording, stated: stated, reference: reference, focus: focus, sentence: sentence, wordings: wordings,
        id: number, isHistory: isHistory)
      let outcome = resolution.outcome()
      // What is told from the article's own day says nothing of the times that a history is about.
      let isAside = isHistory && (wording.deictic?.isFromArticle == true || wording.has(.relativeDay))
      if let date = outcome.expression.date, !isComparison(wording), !isAside {
        focus.move(to: date, inSentence: sentence, hasStatedYear: stated.date?.year != nil, reference: reference)
      }
      if wording.form == .reported, !isComparison(wording) { focus.quarterSentence = sentence }
      if wording.isReportedSpan { focus.isOnLongerSpan = true }
      var value = fact(stated, outcome)
      if order.isDayFirst == nil, wording.has(.other) { open(&value, builder) }
      facts.append(
        Fact(
          kind: "date", rule: context.rule(of: wording.mention), range: range, block: wording.mention.block,
          sentence: sentence, voice: voices.voice(at: range.lowerBound), value: .date(value),
          reservations: (outcome.isUndated ? ReservationSet.undated : []).reservations))
    }
    return facts
  }

  /// Whether a time is only what another is compared with, as "a year earlier" is, so that the text does not move there.
  private func isComparison(_ wording: DateWording) -> Bool {
    wording.form == .offset && (wording.direction?.count ?? -1) < 0 || wording.form == .reported && wording.has(.year)
      || wording.has(.yearBefore)
  }

  private func fact(_ stated: TimeExpression, _ outcome: DateResolution.Outcome) -> DateFact {
    let expression = outcome.expression
    let days = stated.date?.isFiscal == true ? nil : expression.days
    var fact = DateFact(
      type: stated.timexType, timexValue: expression.timexValue, days: days, stated: stated,
      isRelative: outcome.isRelative)
    if let date = stated.date, date.day != nil { fact.statedWeekday = date.weekday }
    for reading in outcome.readings where reading.value != expression.date {
      let value = reading.value.timexValue
      if value != fact.timexValue { fact.otherReadings.append(value) }
    }
    if outcome.isUnsure { return fact }
    if outcome.readings.isEmpty {
      fact.dayReadings = days.map { [Reading($0)] } ?? []
    } else {
      fact.dayReadings = outcome.readings.compactMap { reading in
        TimeExpression(reading.value, modifier: stated.modifier).days.map { days in reading.map { _ in days } }
      }
    }
    return fact
  }

  /// Gives a date in figures both of its readings, where nothing in the article settles the order.
  private func open(_ fact: inout DateFact, _ builder: DateExpressionBuilder) {
    let readings = [(true, DayMonthOrder.dayFirstChoice), (false, DayMonthOrder.monthFirstChoice)]
      .compactMap { isDayFirst, choice in
        builder.numericDate(isDayFirst: isDayFirst).map {
          Reading($0, assuming: [Assumption(.dayMonthOrder, choice)])
        }
      }
    fact.otherReadings = readings.map(\.value.timexValue).filter { $0 != fact.timexValue }
    fact.dayReadings = readings.compactMap { reading in reading.value.days.map { days in reading.map { _ in days } } }
  }

  /// Whether the article tells of times long past: years of the past are more than days told from the article's own.
  private func isHistory(_ wordings: [DateWording]) -> Bool {
    guard let year = context.document.date?.day.year else { return true }
    var past = 0
    var present = 0
    for wording in wordings {
      if let stated = wording.year {
        if stated.number < year - Self.historyDistance, !stated.isShort { past += 1 }
      } else if wording.form == .shift && wording.deictic?.isFromArticle != false
        || wording.weekday != nil && !wording.has(.day)
      {
        present += 1
      }
    }
    return past >= 5 && past > 3 * present
  }
}
