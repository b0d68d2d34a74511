/// The type of a time expression in TIMEX3.
public enum TimexType: String, CaseIterable, Hashable, Sendable {
  /// A day or something coarser.
  case date = "DATE"
  /// A time of day.
  case time = "TIME"
  /// A length of time.
  case duration = "DURATION"
  /// A time that recurs.
  case set = "SET"
}

/// The modifier of a time expression in TIMEX3: its `mod` attribute.
public enum TimexModifier: String, CaseIterable, Hashable, Sendable {
  /// The early part.
  case start = "START"
  /// The middle.
  case middle = "MID"
  /// The late part.
  case end = "END"
  /// About that time or length.
  case approximate = "APPROX"
  /// Before that time.
  case before = "BEFORE"
  /// After that time.
  case after = "AFTER"
  /// At that time at the latest.
  case onOrBefore = "ON_OR_BEFORE"
  /// At that time at the earliest.
  case onOrAfter = "ON_OR_AFTER"
  /// Shorter than that.
  case lessThan = "LESS_THAN"
  /// Longer than that.
  case moreThan = "MORE_THAN"
  /// No longer than that.
  case equalOrLess = "EQUAL_OR_LESS"
  /// No shorter than that.
  case equalOrMore = "EQUAL_OR_MORE"
}

/// A time that recurs: "every Thursday", "twice a year".
public struct RecurringTime: Hashable, Sendable {
  /// What recurs.
  public enum Base: Hashable, Sendable {
    /// A time with open parts, such as a Thursday of any week.
    case date(PartialDate)
    /// A period, in which something happens as often as the frequency says.
    case period(Period)
  }

  /// Which of the times are meant; its raw value is the `quant` attribute of TIMEX3.
  public enum Quantifier: String, CaseIterable, Hashable, Sendable {
    /// Every one of them.
    case every = "EVERY"
    /// Each one of them.
    case each = "EACH"
  }

  /// What recurs.
  public var base: Base

  /// Which of the times are meant, where it is said.
  public var quantifier: Quantifier?

  /// How often it happens in the period, where it is said: 2 for "twice a year".
  public var frequency: Int?

  /// Creates a time that recurs.
  public init(_ base: Base, quantifier: Quantifier? = nil, frequency: Int? = nil) {
    self.base = base
    self.quantifier = quantifier
    self.frequency = frequency
  }

  /// The `freq` attribute of TIMEX3, such as "2X".
  public var timexFrequency: String? { frequency.map { "\($0)X" } }
}

/// What a text says about a time: a date or time of day, a length, something recurring, or the present, past or future.
public struct TimeExpression: Hashable, Sendable {
  /// What is said, apart from a modifier.
  public enum Meaning: Hashable, Sendable {
    /// A date or time of day.
    case date(PartialDate)
    /// A length of time.
    case duration(Period)
    /// A time that recurs.
    case set(RecurringTime)
    /// The time of the text: "now".
    case present
    /// Some time before it: "once".
    case past
    /// Some time after it: "one day".
    case future
  }

  /// What is said.
  public var meaning: Meaning

  /// What is said about its edges: "early", "about", "more than".
  public var modifier: TimexModifier?

  /// Creates a time expression.
  public init(_ meaning: Meaning, modifier: TimexModifier? = nil) {
    self.meaning = meaning
    self.modifier = modifier
  }

  /// Creates a time expression of a date or time of day.
  public init(_ date: PartialDate, modifier: TimexModifier? = nil) {
    self.init(.date(date), modifier: modifier)
  }

  /// Creates a time expression of a full date.
  public init(_ date: CivilDate) {
    self.init(.date(PartialDate(date)))
  }

  /// Creates a time expression of a length of time.
  public init(_ period: Period, modifier: TimexModifier? = nil) {
    self.init(.duration(period), modifier: modifier)
  }
}

extension TimeExpression {
  /// The type of the expression in TIMEX3.
  public var timexType: TimexType {
    switch meaning {
    case .date(let date): date.hasTimeOfDay ? .time : .date
    case .duration: .duration
    case .set: .set
    case .present, .past, .future: .date
    }
  }

  /// The value of the expression in TIMEX3, after TimeML 1.2.1.
  public var timexValue: String {
    switch meaning {
    case .date(let date): date.timexValue
    case .duration(let period): period.timexValue
    case .set(let recurring):
      switch recurring.base {
      case .date(let date): date.timexValue
      case .period(let period): period.timexValue
      }
    case .present: "PRESENT_REF"
    case .past: "PAST_REF"
    case .future: "FUTURE_REF"
    }
  }

  /// The date or time of day that is said, or nil for any other meaning.
  public var date: PartialDate? {
    if case .date(let date) = meaning { return date }
    return nil
  }

  /// The length of time that is said, or nil for any other meaning.
  public var period: Period? {
    if case .duration(let period) = meaning { return period }
    return nil
  }

  /// How fine a date is stated, or nil for any other meaning.
  public var granularity: Granularity? { date?.granularity }

  /// The days in which the stated time lies, or nil where the words do not settle it.
  ///
  /// "Early", "mid-" and "late" leave all days of the unit, since their edges are a matter of taste. "Before" and
  /// "after" are unbounded, with the unit itself left in where it is more than one day ("after March" may be in late
  /// March for who speaks of its beginning). What is only about that time settles nothing.
  public var days: DayInterval? {
    guard let days = date?.days else { return nil }
    switch modifier {
    case nil, .start, .middle, .end: return days
    case .before:
      return DayInterval(lower: nil, upper: days.count == 1 ? days.lower : days.upper)
    case .onOrBefore: return DayInterval(lower: nil, upper: days.upper)
    case .after:
      return DayInterval(lower: days.count == 1 ? days.upper : days.lower, upper: nil)
    case .onOrAfter: return DayInterval(lower: days.lower, upper: nil)
    case .approximate, .lessThan, .moreThan, .equalOrLess, .equalOrMore: return nil
    }
  }
}
