/// Reads how long words say that something lasts, as the days that they allow.
///
/// A number of days is that number. Longer units are rounded as people round them: five years are said from a few
/// months before they are full until the sixth is, and the greater the number the rounder. Halves of a unit, several
/// units ("two years and a month") and hedges are read; what has no number, such as "several weeks", says nothing.
struct LengthReader {
  let words: PackWords

  /// The name of the word list of hedges, whose values are modifiers of TIMEX3.
  static let hedgeLexicon = "time-approximation"
  /// The name of the word list of units, whose values are the names of `DateUnit`.
  static let unitLexicon = "time-unit"
  /// The name of the word list of what joins two lengths or two parts of one.
  static let joinerLexicon = "length-joiner"
  /// The name of the word list of words that stand for one: "a", "another".
  static let oneLexicons = ["article-word", "vague-amount"]

  /// The days that a length allows; nil where the words state none.
  func days(_ text: String) -> Interval? {
    let tokens = text.split(whereSeparator: { $0 == " " || $0 == "-" }).map(String.init)
    guard tokens.count <= Self.greatestWordCount else { return nil }
    for count in stride(from: min(Self.longestHedge, tokens.count - 1), to: 0, by: -1) {
      let hedge = tokens.prefix(count).joined(separator: " ")
      guard let value = words.value(of: hedge, in: Self.hedgeLexicon), let modifier = TimexModifier(rawValue: value)
      else { continue }
      return sum(of: tokens.dropFirst(count)).flatMap { Self.hedged($0, modifier) }
    }
    return sum(of: tokens[...])
  }

  private static let greatestWordCount = 14
  private static let longestHedge = 3

  private func sum(of tokens: ArraySlice<String>) -> Interval? {
    // "two years and a month": each joining word may be the one between two lengths.
    for index in tokens.indices.dropFirst().dropLast()
    where words.value(of: tokens[index], in: Self.joinerLexicon) != nil {
      if let first = stated(tokens[..<index]), let second = stated(tokens[(index + 1)...]),
        let rounded = Self.interval(of: second.amount, second.unit)
      {
        // Of two hours and ten minutes, the hours are full.
        let (days, _, _) = Self.measure(of: first.unit)
        guard days > Self.measure(of: second.unit).days, let full = first.amount.multiplied(by: days) else {
          return Self.interval(of: first.amount, first.unit)?.adding(rounded)
        }
        return Self.full(full, of: days)?.adding(rounded)
      }
    }
    return stated(tokens).flatMap { Self.interval(of: $0.amount, $0.unit) }
  }

  /// Full units, which are as long as the calendar has them: a month of 28 to 31 days, a year of 365 or 366.
  private static func full(_ length: Rational, of days: Rational) -> Interval? {
    guard days >= 28 else { return Interval(length) }
    let slack: Rational = days >= 365 ? 1 : 3
    guard let low = length.subtracting(slack), let high = length.adding(slack) else { return nil }
    return Interval(from: low, through: high)
  }

  /// The number and the unit that words state.
  private func stated(_ tokens: ArraySlice<String>) -> (amount: Rational, unit: DateUnit)? {
    guard let last = tokens.last,
      let unit = words.value(of: last, in: Self.unitLexicon).flatMap(DateUnit.init(rawValue:))
    else { return nil }
    var rest = tokens.dropLast()
    // A word may stand between the number and its unit: "three straight days".
    for _ in 0...1 where !rest.isEmpty {
      if let number = amount(rest.joined(separator: " ")) { return (number, unit) }
      rest = rest.dropLast()
    }
    return nil
  }

  private func amount(_ text: String) -> Rational? {
    if let number = words.number(text)?.value { return number > 0 ? number : nil }
    for lexicon in Self.oneLexicons {
      guard let value = words.value(of: text, in: lexicon) else { continue }
      return Int(value).map { Rational($0) } ?? (lexicon == Self.oneLexicons[0] ? 1 : nil)
    }
    return nil
  }

  /// What an amount of a unit may be in days.
  private static func interval(of amount: Rational, _ unit: DateUnit) -> Interval? {
    let (days, short, long) = measure(of: unit)
    // A great number is a round one: one in twenty more or less.
    guard let share = amount.multiplied(by: Rational(1, over: 20) ?? 0) else { return nil }
    let isLoose = unit != .day && unit != .minute || amount.isInteger && amount >= 30 && (amount.floor % 10 == 0)
    let (below, above) = isLoose ? (max(short, share), max(long, share)) : (short, long)
    guard let low = amount.subtracting(below)?.multiplied(by: days),
      let high = amount.adding(above)?.multiplied(by: days)
    else { return nil }
    return Interval(from: max(low, 0), through: high)
  }

  /// The days of a unit, and how much of it an amount may leave to be full and go beyond.
  private static func measure(of unit: DateUnit) -> (days: Rational, short: Rational, long: Rational) {
    func ratio(_ number: Int, _ divisor: Int) -> Rational { Rational(number, over: divisor) ?? 0 }
    switch unit {
    case .century: return (ratio(36_525, 1), ratio(1, 5), ratio(1, 2))
    case .decade: return (ratio(7305, 2), ratio(1, 3), ratio(7, 20))
    case .year: return (ratio(1461, 4), ratio(3, 4), 1)
    case .quarter: return (ratio(1461, 16), ratio(1, 2), 1)
    case .month: return (ratio(487, 16), ratio(3, 4), 1)
    case .fortnight: return (14, ratio(3, 7), ratio(1, 2))
    case .week: return (7, ratio(5, 7), 1)
    case .weekend: return (7, 0, ratio(2, 7))
    case .day: return (1, 0, 0)
    case .hour: return (ratio(1, 24), ratio(1, 2), ratio(1, 2))
    case .minute: return (ratio(1, 1440), 1, 1)
    case .second: return (ratio(1, 86_400), 1, 1)
    }
  }

  private static func hedged(_ length: Interval, _ modifier: TimexModifier) -> Interval? {
    func scaled(_ bound: Bound?, _ share: Rational) -> Bound? {
      bound?.value.multiplied(by: share).map { Bound($0, isFirm: false) }
    }
    switch modifier {
    case .moreThan, .equalOrMore: return Interval(lower: length.lower, upper: nil)
    case .lessThan, .equalOrLess: return Interval(lower: Bound(0), upper: length.upper)
    default:
      return Interval(
        lower: scaled(length.lower, Rational(4, over: 5) ?? 1), upper: scaled(length.upper, Rational(6, over: 5) ?? 1))
    }
  }
}
