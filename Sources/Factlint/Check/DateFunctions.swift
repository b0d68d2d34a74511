// The functions of days that equations can use.

extension EquationFunction {
  /// How many whole years lie between two days: an age, where the first is a day of birth.
  static func wholeYears(from start: EquationValue, to end: EquationValue) -> EquationValue? {
    guard start.axis == .day, end.axis == .day else { return nil }
    return start.combined(with: end, axis: .number) { start, end in
      guard let earliest = start.lower?.date, let latest = start.upper?.date, let first = end.lower?.date,
        let last = end.upper?.date
      else { return nil }
      return Interval(from: Rational(latest.wholeYears(to: first)), through: Rational(earliest.wholeYears(to: last)))
    }
  }

  /// The number of the year in which a day lies.
  static func year(of days: EquationValue) -> EquationValue? {
    days.axis == .day ? days.asNumbers { Rational($0.year) } : nil
  }

  /// The number of the month in which a day lies; nothing for days of several years.
  static func month(of days: EquationValue) -> EquationValue? {
    guard days.axis == .day, days.readings.allSatisfy({ $0.value.lower?.date?.year == $0.value.upper?.date?.year })
    else { return nil }
    return days.asNumbers { Rational($0.month) }
  }

  /// The number of the day of the week, from 1 for Monday, of a single day.
  static func weekday(of days: EquationValue) -> EquationValue? {
    guard days.axis == .day, days.readings.allSatisfy({ $0.value.onlyValue != nil }) else { return nil }
    return days.asNumbers { Rational($0.weekday.rawValue) }
  }

  /// The nth weekday, from the end where n is negative, of the month in which days lie.
  static func nth(_ number: EquationValue, _ weekday: EquationValue, in days: EquationValue) -> EquationValue? {
    guard days.axis == .day, let number = number.readings.first?.value.onlyValue, number.isInteger,
      let weekday = weekday.readings.first?.value.onlyValue.flatMap({ Weekday(rawValue: $0.floor) })
    else { return nil }
    return days.mapped { interval in
      guard let first = interval.lower?.date, let last = interval.upper?.date,
        (first.year, first.month) == (last.year, last.month),
        let day = CivilDate.weekday(weekday, number.floor, ofMonth: first.month, year: first.year)
      else { return nil }
      return Interval(Rational(day.daysSinceEpoch))
    }
  }

  /// What is left of a number when it is divided by another; nothing for a range.
  static func remainder(of number: EquationValue, by divisor: EquationValue) -> EquationValue? {
    guard number.axis == .number, let divisor = divisor.readings.first?.value.onlyValue, divisor.isInteger,
      divisor > 0
    else { return nil }
    return number.mapped { interval in
      guard let only = interval.onlyValue, only.isInteger else { return nil }
      let rest = only.floor % divisor.floor
      return Interval(Rational(rest < 0 ? rest + divisor.floor : rest))
    }
  }

  /// A number or day give or take some.
  static func widened(_ value: EquationValue, by margin: EquationValue) -> EquationValue? {
    guard let margin = margin.readings.first?.value.onlyValue, margin >= 0 else { return nil }
    return value.mapped { $0.adding(Interval(from: -margin, through: margin)) }
  }
}

extension EquationValue {
  /// The numbers of the days between which each reading lies.
  fileprivate func asNumbers(_ number: (CivilDate) -> Rational) -> EquationValue? {
    var result = mapped { interval in
      guard let first = interval.lower?.date, let last = interval.upper?.date else { return nil }
      return Interval(from: number(first), through: number(last))
    }
    result?.axis = .number
    return result
  }
}

extension Bound {
  /// The day that it stands for, on the axis of days.
  fileprivate var date: CivilDate? { CivilDate(daysSinceEpoch: value.floor) }
}
