/// What an expression of an equation comes to: an interval on an axis, in each of its readings.
struct EquationValue: Equatable {
  /// What the numbers are: plain numbers, or days counted from 1970-01-01.
  ///
  /// A day and a day have a difference, which is a number of days, but no sum; a day with a number of days before or
  /// after it is a day. Whatever else mixes the two says nothing.
  var axis: Axis
  /// The interval under each set of assumptions; never empty.
  var readings: [Reading<Interval>]

  /// An axis.
  enum Axis { case number, day }

  /// More readings than this are not looked at, and the equation stays unchecked.
  static let greatestReadingCount = 64

  init(_ interval: Interval, axis: Axis = .number) {
    self.axis = axis
    readings = [Reading(interval)]
  }

  init?(axis: Axis, readings: [Reading<Interval>]) {
    guard !readings.isEmpty, readings.count <= Self.greatestReadingCount else { return nil }
    (self.axis, self.readings) = (axis, readings)
  }

  /// Days as whole numbers: one day is one number, so that the difference of two days is exact.
  init?(days: [Reading<DayInterval>]) {
    var readings: [Reading<Interval>] = []
    for reading in days {
      let (first, last) = (reading.value.lower, reading.value.upper.map { $0 - 1 })
      guard let interval = Interval(lower: first.map { Bound(Rational($0)) }, upper: last.map { Bound(Rational($0)) })
      else { return nil }
      readings.append(reading.map { _ in interval })
    }
    self.init(axis: .day, readings: readings)
  }

  /// The value of an attribute; nil for words that are no number.
  init?(_ attribute: FactAttribute) {
    switch attribute {
    case .number(let interval): self.init(interval)
    case .numbers(let readings): self.init(axis: .number, readings: readings)
    case .days(let readings): self.init(days: readings)
    case .symbol(let text):
      // A word list may give numbers for words, such as the metres of a mile.
      guard let figure = DecimalFigure(text.utf8) else { return nil }
      self.init(Interval(figure.value))
    }
  }

  /// The values that an operation makes of each two readings that can hold together; nil where it makes none of some.
  func combined(
    with other: EquationValue, axis: Axis, _ operation: (Interval, Interval) -> Interval?
  ) -> EquationValue? {
    var results: [Reading<Interval>] = []
    for first in readings {
      for second in other.readings where first.isConsistent(with: second) {
        guard results.count < Self.greatestReadingCount, let value = operation(first.value, second.value) else {
          return nil
        }
        let added = second.assumptions.filter { !first.assumptions.contains($0) }
        results.append(Reading(value, assuming: first.assumptions + added))
      }
    }
    return EquationValue(axis: axis, readings: results)
  }

  /// The value of each reading; nil where there is none of some.
  func mapped(_ operation: (Interval) -> Interval?) -> EquationValue? {
    let values = readings.compactMap { reading in operation(reading.value).map { value in reading.map { _ in value } } }
    return values.count == readings.count ? EquationValue(axis: axis, readings: values) : nil
  }

  func adding(_ other: EquationValue) -> EquationValue? {
    if axis == .day, other.axis == .day { return nil }
    return combined(with: other, axis: axis == .day || other.axis == .day ? .day : .number) { $0.adding($1) }
  }

  func subtracting(_ other: EquationValue) -> EquationValue? {
    if axis == .number, other.axis == .day { return nil }
    return combined(with: other, axis: axis == other.axis ? .number : .day) { $0.subtracting($1) }
  }

  func multiplied(by other: EquationValue) -> EquationValue? {
    guard axis == .number, other.axis == .number else { return nil }
    return combined(with: other, axis: .number) { $0.multiplied(by: $1) }
  }

  func divided(by other: EquationValue) -> EquationValue? {
    guard axis == .number, other.axis == .number else { return nil }
    return combined(with: other, axis: .number) { $0.divided(by: $1) }
  }

  /// How surely a comparison does not hold, under every consistent choice of readings; nil where it says nothing.
  func disjointness(with other: EquationValue, by comparison: Equation.Comparison) -> Disjointness? {
    guard axis == other.axis else { return nil }
    return Readings.disjointness(of: readings, and: other.readings) { left, right in
      switch comparison {
      case .equal: left.disjointness(with: right)
      case .atMost: Self.excess(of: left, over: right)
      case .less: Self.excess(of: left, over: right, orEqual: true)
      case .atLeast: Self.excess(of: right, over: left)
      case .greater: Self.excess(of: right, over: left, orEqual: true)
      }
    }
  }

  /// How surely all of an interval lies above all of another, or where it ends too.
  private static func excess(of one: Interval, over other: Interval, orEqual: Bool = false) -> Disjointness {
    let end = other.upper.map { Bound($0.value, isClosed: $0.isClosed && !orEqual, isFirm: $0.isFirm) }
    guard let atLeast = Interval(lower: one.lower, upper: nil), let atMost = Interval(lower: nil, upper: end) else {
      return .compatible
    }
    return atLeast.disjointness(with: atMost)
  }
}

/// A function that equations can use.
///
/// A new one is a case here with its arity and its value; rules then use it by its name.
public enum EquationFunction: String, Sendable, CaseIterable {
  /// The sum of those arguments that the fact has.
  case sum
  /// Their mean.
  case mean
  /// How many of the arguments the fact has.
  case count
  /// The least of them.
  case min
  /// The greatest of them.
  case max
  /// The number without its sign.
  case abs
  /// A number give or take a share of it: `about(x, 0.1)` is [0.9x, 1.1x].
  case about
  /// Whether a percentage can be that of a whole number of things: `countable(percent, whole)` is 1 where some number of
  /// them makes it, and 0 where none does.
  case countable
  /// A number or day give or take some: `margin(x, 2)` is from x - 2 through x + 2.
  case margin
  /// The first of those arguments that the fact has.
  case first
  /// What is left of a number when it is divided by another.
  case mod
  /// The whole years from one day to another, an age where the first is one of birth.
  case years
  /// The number of the year, of the month, or of the day of the week from 1 for Monday, in which a day lies.
  case year, month, weekday
  /// The nth weekday of the month in which a day lies: `nth(3, 1, day)` is its third Monday.
  case nth

  /// How many arguments it takes.
  var arity: ClosedRange<Int> {
    switch self {
    case .sum, .mean, .count, .min, .max, .first: 1...30
    case .abs, .year, .month, .weekday: 1...1
    case .about, .countable, .margin, .mod, .years: 2...2
    case .nth: 3...3
    }
  }

  /// The same in words.
  var arityText: String {
    arity.count > 1
      ? "\(arity.lowerBound) to \(arity.upperBound) arguments"
      : arity.lowerBound == 1 ? "one argument" : "\(arity.lowerBound) arguments"
  }

  /// Whether an argument that the fact does not have is left out, and does not keep the equation from being checked.
  var skipsAbsent: Bool {
    switch self {
    case .sum, .mean, .count, .min, .max, .first: true
    case .abs, .about, .countable, .margin, .mod, .years, .year, .month, .weekday, .nth: false
    }
  }

  /// Its value; nil where the arguments have none.
  func value(of arguments: [EquationValue]) -> EquationValue? {
    guard let first = arguments.first else { return nil }
    switch self {
    case .sum: return Self.fold(arguments) { $0.adding($1) }
    case .mean:
      return Self.fold(arguments) { $0.adding($1) }?
        .divided(by: EquationValue(Interval(Rational(arguments.count))))
    case .count: return EquationValue(Interval(Rational(arguments.count)))
    case .min: return Self.fold(arguments) { one, other in Self.extreme(one, other) { Self.least($0, $1) } }
    case .max:
      return Self.fold(arguments) { one, other in
        Self.extreme(one, other) { Self.least($0.negated, $1.negated).negated }
      }
    case .abs:
      return first.mapped { interval in
        if interval.upper.map({ $0.value <= 0 }) == true { return interval.negated }
        if interval.lower.map({ $0.value >= 0 }) == true { return interval }
        let farthest = interval.hull(with: interval.negated)
        return Interval(lower: Bound(0), upper: farthest.upper)
      }
    case .countable:
      guard let percent = first.readings.first?.value, let whole = arguments.last?.readings.first?.value.onlyValue
      else {
        return nil
      }
      return Self.isCountable(percent, of: whole).map { EquationValue(Interval($0 ? 1 : 0)) }
    case .about:
      guard first.axis == .number, let share = arguments.last?.readings.first?.value.onlyValue,
        let low = Rational.one.subtracting(share), let high = Rational.one.adding(share)
      else { return nil }
      return first.mapped { $0.multiplied(by: Interval(from: low, through: high)) }
    case .first: return first
    case .margin: return Self.widened(first, by: arguments[1])
    case .mod: return Self.remainder(of: first, by: arguments[1])
    case .years: return Self.wholeYears(from: first, to: arguments[1])
    case .year: return Self.year(of: first)
    case .month: return Self.month(of: first)
    case .weekday: return Self.weekday(of: first)
    case .nth: return Self.nth(first, arguments[1], in: arguments[2])
    }
  }

  /// Whether a whole number of things is a percentage of all of them, as GRIM asks of reported means.
  private static func isCountable(_ percent: Interval, of whole: Rational) -> Bool? {
    guard whole.isInteger, whole > 0, let unit = Rational(100).divided(by: whole), let low = percent.lower,
      let first = low.value.divided(by: unit)?.ceiling, let least = unit.multiplied(by: Rational(first))
    else { return nil }
    return percent.contains(least) || unit.adding(least).map(percent.contains) == true
  }

  private static func fold(
    _ arguments: [EquationValue], _ operation: (EquationValue, EquationValue) -> EquationValue?
  ) -> EquationValue? {
    guard var result = arguments.first else { return nil }
    for argument in arguments.dropFirst() {
      guard let next = operation(result, argument) else { return nil }
      result = next
    }
    return result
  }

  private static func extreme(
    _ one: EquationValue, _ other: EquationValue, _ operation: (Interval, Interval) -> Interval
  ) -> EquationValue? {
    one.axis == other.axis ? one.combined(with: other, axis: one.axis, operation) : nil
  }

  /// The lesser of a number of each interval: between the lesser of the lower ends and the lesser of the upper ends.
  private static func least(_ one: Interval, _ other: Interval) -> Interval {
    var lower: Bound?
    if let first = one.lower, let second = other.lower {
      let end = first.value <= second.value ? first : second
      let isClosed = first.value == second.value ? first.isClosed || second.isClosed : end.isClosed
      // Given up, either end would leave the least without one.
      lower = Bound(end.value, isClosed: isClosed, isFirm: first.isFirm && second.isFirm)
    }
    var upper = one.upper ?? other.upper
    if let first = one.upper, let second = other.upper {
      upper = first.value < second.value ? first : second
      if first.value == second.value {
        upper = Bound(first.value, isClosed: first.isClosed && second.isClosed, isFirm: first.isFirm || second.isFirm)
      }
    }
    return Interval(lower: lower, upper: upper) ?? .all
  }
}
