/// The slots whose names rules and resolution share.
///
/// A mention tells its slots by these, since a number is compared far more cheaply than a text.
enum SlotName: String, CaseIterable, Sendable {
  // Attributions and people
  case source, cue, content, content2, clause, bare, end, before, name, title, office, matter, outlet, acronym
  case cueClass = "class"
  // Counts and their parts
  case number, vague, hedge, noun, people, thing, unit, sign, currency, per, category, definite, known, further, more
  case items, article, whole, aboard, mode, reservation, a, b, c, d, verb, rest, exact, rounded
  // Dates
  case reads, year, yearName, yearHigh, yearLow, yearUnit, yearShift, yearBefore, month, monthNumber, day, weekday
  case weekOf, season, quarter, quarterCode, half, part, era, decade, decadeShort, century, holiday, reference
  case quantifier, recurrence, edge, approx, span, deictic, direction, relativeDay, dayPart, owner, amount, amount2
  case unit2, plusHalf, first, other, separator, hour, hourWord, minute, second, meridiem, zone

  private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  /// The slot of a name; nil for one that only a desk's own rules have.
  static func named(_ name: String) -> SlotName? { byName[name] }
}
