/// A length of time as a text states it: one or more amounts of a unit, such as 4 years and 6 months.
public struct Period: Hashable, Sendable {
  /// A unit of time.
  public enum Unit: CaseIterable, Hashable, Sendable {
    /// A hundred years.
    case century
    /// Ten years.
    case decade
    /// A year of the calendar.
    case year
    /// A quarter of a year: three months.
    case quarter
    /// A month of the calendar.
    case month
    /// Seven days.
    case week
    /// A day.
    case day
    /// 60 minutes.
    case hour
    /// 60 seconds.
    case minute
    /// A second.
    case second
  }

  /// An amount of a unit; nil where the text leaves it open, as "several years" does.
  public struct Part: Hashable, Sendable {
    /// How many of the unit, or nil where the text leaves it open.
    public let amount: Rational?

    /// What is counted.
    public let unit: Unit

    /// Creates a part.
    public init(_ amount: Rational?, _ unit: Unit) {
      self.amount = amount
      self.unit = unit
    }
  }

  /// The parts in the order of the text, which are added; at least one.
  public let parts: [Part]

  /// Creates a period of one part.
  public init(_ amount: Rational?, _ unit: Unit) {
    parts = [Part(amount, unit)]
  }

  /// Creates a period from its parts, or nil where there are none.
  public init?(_ parts: [Part]) {
    guard !parts.isEmpty else { return nil }
    self.parts = parts
  }
}

// MARK: - TIMEX3

extension Period.Unit {
  /// The designator of the unit in a TIMEX3 value (TimeML 1.2.1); months and minutes share theirs.
  public var timexDesignator: String {
    switch self {
    case .century: "CE"
    case .decade: "DE"
    case .year: "Y"
    case .quarter: "Q"
    case .month, .minute: "M"
    case .week: "W"
    case .day: "D"
    case .hour: "H"
    case .second: "S"
    }
  }

  /// Whether the unit is shorter than a day, and so stands after `T` in a TIMEX3 value.
  public var isTimeOfDay: Bool {
    switch self {
    case .hour, .minute, .second: true
    default: false
    }
  }
}

extension Period {
  /// The value of the period in TIMEX3: "P3Y", "PT5H30M", "P1DE"; `X` stands for an amount left open, as in "PXM".
  public var timexValue: String {
    var text = "P"
    for part in parts where !part.unit.isTimeOfDay { text += part.timexText }
    if parts.contains(where: \.unit.isTimeOfDay) { text += "T" }
    for part in parts where part.unit.isTimeOfDay { text += part.timexText }
    return text
  }
}

extension Period.Part {
  fileprivate var timexText: String { (amount?.description ?? "X") + unit.timexDesignator }
}

// MARK: - Moving dates

extension Period.Unit {
  /// The length in months, for the units that have a fixed one.
  public var months: Int? {
    switch self {
    case .century: 1200
    case .decade: 120
    case .year: 12
    case .quarter: 3
    case .month: 1
    default: nil
    }
  }

  /// The length in seconds, for the units that have a fixed one.
  public var seconds: Int? {
    switch self {
    case .week: 604_800
    case .day: 86_400
    case .hour: 3600
    case .minute: 60
    case .second: 1
    default: nil
    }
  }
}

extension Period {
  /// Which way a period goes from a date.
  public enum Direction: Int, Hashable, Sendable {
    /// Towards the past.
    case earlier = -1
    /// Towards the future.
    case later = 1
  }
}

extension CivilDate {
  /// Returns the date a period later or earlier.
  ///
  /// Months are moved first, all together, with the day kept or brought back to the end of a shorter month; then days.
  /// Returns nil where an amount is left open, where the period is not a whole number of months and of days (half a
  /// month, 30 hours), or outside the years that a date can have.
  public func moved(by period: Period, _ direction: Period.Direction) -> CivilDate? {
    var months: Rational = 0
    var seconds: Rational = 0
    for part in period.parts {
      guard let amount = part.amount else { return nil }
      if let length = part.unit.months {
        guard let sum = amount.multiplied(by: Rational(length)).flatMap(months.adding) else { return nil }
        months = sum
      } else if let length = part.unit.seconds {
        guard let sum = amount.multiplied(by: Rational(length)).flatMap(seconds.adding) else { return nil }
        seconds = sum
      }
    }
    guard let days = seconds.divided(by: 86_400), months.isInteger, days.isInteger else { return nil }
    return adding(months: months.floor * direction.rawValue)?.adding(days: days.floor * direction.rawValue)
  }
}
