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

  /// Adds the dates to the facts of the article, and returns them.
  func addDates(to facts: inout [Fact]) -> [PlacedDate] {
    let wordings = context.mentions(of: .date).map { DateWording(context: context, mention: $0) }
    guard !wordings.isEmpty else { return [] }
    let order = DayMonthOrder(wordings)
    let isHistory = isHistory(wordings)
    var focus = DateFocus()
    var dates: [PlacedDate] = []
    dates.reserveCapacity(wordings.count)
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
      let isOpen = order.isDayFirst == nil && wording.has(.other)
      let date = isOpen ? openFact(stated, outcome, builder) : fact(stated, outcome)
      let block = wording.mention.block
      facts.append(
        Fact(
          context.rules[wording.mention.rule], range: range, block: block, sentence: sentence,
          voice: voices.voice(at: range.lowerBound), value: .date(date),
          reservations: outcome.isUndated ? [.undated] : []))
      dates.append(PlacedDate(range: range, block: block, sentence: sentence, date: date))
    }
    return dates
  }

  /// Whether a time is only what another is compared with, as "a year earlier" is, so that the text does not move there.
  private func isComparison(_ wording: DateWording) -> Bool {
    wording.form == .offset && (wording.direction?.count ?? -1) < 0 || wording.form == .reported && wording.has(.year)
      || wording.has(.yearBefore)
  }

  private func fact(_ stated: TimeExpression, _ outcome: DateResolution.Outcome) -> DateFact {
    let expression = outcome.expression
    let days = stated.date?.isFiscal == true ? nil : expression.days
    var others: [PartialDate] = []
    var choices: [Reading<DayInterval>] = []
    for reading in outcome.readings {
      if reading.value != expression.date { others.append(reading.value) }
      if !outcome.isUnsure, let days = TimeExpression(reading.value, modifier: stated.modifier).days {
        choices.append(Reading(days, assuming: reading.assumptions))
      }
    }
    return DateFact(
      type: stated.timexType, statedWeekday: Self.weekday(beside: stated.date), stated: stated, resolved: expression,
      others: others, days: days, choices: choices, isSure: !outcome.isUnsure && outcome.readings.isEmpty,
      isRelative: outcome.isRelative)
  }

  /// The weekday that a day of a month is said to be.
  private static func weekday(beside date: PartialDate?) -> Weekday? {
    date?.day == nil ? nil : date?.weekday
  }

  /// A date in figures with both of its readings, where nothing in the article settles the order.
  private func openFact(
    _ stated: TimeExpression, _ outcome: DateResolution.Outcome, _ builder: DateExpressionBuilder
  ) -> DateFact {
    let readings = [(true, DayMonthOrder.dayFirstChoice), (false, DayMonthOrder.monthFirstChoice)]
      .compactMap { isDayFirst, choice in
        builder.numericDate(isDayFirst: isDayFirst).map {
          Reading($0, assuming: [Assumption(.dayMonthOrder, choice)])
        }
      }
    return DateFact(
      type: stated.timexType, statedWeekday: Self.weekday(beside: stated.date), stated: stated,
      resolved: outcome.expression, others: readings.map(\.value),
      days: stated.date?.isFiscal == true ? nil : outcome.expression.days,
      choices: readings.compactMap { reading in reading.value.days.map { days in reading.map { _ in days } } },
      isSure: false, isRelative: outcome.isRelative)
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

/// A date of the article and where it stands, as others ask for it.
struct PlacedDate {
  let range: Range<Int>
  /// The index of its block.
  let block: Int
  /// The index of its sentence in `Document.sentences`.
  let sentence: Int
  let date: DateFact
}
