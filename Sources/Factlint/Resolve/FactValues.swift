/// A date, time, duration or set, by TIMEX3 of TimeML 1.2.1; an object, as all that facts say.
public final class DateFact: Sendable {
  /// `DATE`, `TIME`, `DURATION` or `SET`.
  public let type: TimexType
  /// The days that it covers, nil where it is unresolved or no calendar date.
  public let days: DayInterval?
  /// The day of the week that the text states, beside what else it states.
  public let statedWeekday: Weekday?
  /// What the text states, before anything was resolved.
  public let stated: TimeExpression
  /// Whether its value rests on the publication date.
  public let isRelative: Bool
  /// The days that it may cover where its words leave a choice.
  private let choices: [Reading<DayInterval>]
  /// Whether it covers the days that it does for sure.
  private let isSure: Bool
  private let meaning: Meaning

  /// What its TIMEX3 values are written from: hardly a date of an article is ever asked for them.
  private enum Meaning {
    /// The expression with what was resolved filled in, and what else it may be.
    case resolved(TimeExpression, others: [PartialDate])
    case written(String, others: [String])
  }

  /// Makes a date fact of TIMEX3 values.
  public init(
    type: TimexType, timexValue: String, days: DayInterval? = nil, otherReadings: [String] = [],
    statedWeekday: Weekday? = nil, stated: TimeExpression, isRelative: Bool = false,
    dayReadings: [Reading<DayInterval>] = []
  ) {
    self.type = type
    meaning = .written(timexValue, others: otherReadings)
    self.days = days
    self.statedWeekday = statedWeekday
    self.stated = stated
    self.isRelative = isRelative
    (choices, isSure) = (dayReadings, false)
  }

  /// Makes a date fact of what the text states and of what came of it.
  ///
  /// - Parameters:
  ///   - others: What else it may be; what is written like `expression` is no other reading.
  ///   - choices: The days that it may cover where its words leave a choice.
  ///   - isSure: Whether it covers `days` for sure.
  init(
    type: TimexType, statedWeekday: Weekday?, stated: TimeExpression, resolved expression: TimeExpression,
    others: [PartialDate], days: DayInterval?, choices: [Reading<DayInterval>], isSure: Bool, isRelative: Bool
  ) {
    self.type = type
    self.statedWeekday = statedWeekday
    meaning = .resolved(expression, others: others)
    self.days = days
    self.stated = stated
    self.isRelative = isRelative
    (self.choices, self.isSure) = (choices, isSure)
  }

  /// The days that it may cover, each under its assumptions; empty where it is unresolved or no calendar date.
  public var dayReadings: [Reading<DayInterval>] {
    if isSure, let days { [Reading(days)] } else { choices }
  }

  /// The TIMEX3 value; an unresolved date has its `XXXX-…` form.
  public var timexValue: String {
    switch meaning {
    case .resolved(let expression, _): expression.timexValue
    case .written(let value, _): value
    }
  }

  /// Other TIMEX3 values that the text allows.
  public var otherReadings: [String] {
    switch meaning {
    case .resolved(let expression, let others):
      if others.isEmpty { return [] }
      let value = expression.timexValue
      return others.map(\.timexValue).filter { $0 != value }
    case .written(_, let others): return others
    }
  }
}

/// A number and what it counts or measures; an object, as all that facts say.
public final class CountFact: Sendable {
  /// The numbers that the words allow.
  public let amount: Interval
  /// What the number measures: `person`, `item`, `percent`, a currency code, a unit; `item` where nothing says.
  public let unit: String
  /// The noun as written, such as "terrorists".
  public let noun: String?
  /// The noun's class in the lexicon, such as `combatant`.
  public let nounClass: String?
  /// What happened to those counted, such as `killed`.
  public let category: String?
  /// The hedge as written, such as "at least".
  public let hedge: String?
  /// Where the number itself stands, in the clean text.
  public let number: Range<Int>
  /// What tells the event it is about from the others of the article; nil where the evidence is too thin to compare
  /// it with any other count.
  public let event: String?
  /// The numbers that its own figures allow, whatever hedges them; nil where it has none.
  public let stated: Interval?
  /// What joins it to a number of the same figure in another scale that stands in its place; nil for most.
  public let scale: String?

  /// Makes a count fact.
  public init(
    amount: Interval, unit: String, noun: String? = nil, nounClass: String? = nil, category: String? = nil,
    hedge: String? = nil, number: Range<Int>, event: String? = nil, stated: Interval? = nil, scale: String? = nil
  ) {
    self.amount = amount
    self.unit = unit
    self.noun = noun
    self.nounClass = nounClass
    self.category = category
    self.hedge = hedge
    self.number = number
    self.event = event
    self.stated = stated
    self.scale = scale
  }
}

/// Who said what: the attribution's source, cue and content (terms of PARC and PolNeAR); an object, as all that facts
/// say.
public final class AttributionFact: Sendable {
  /// Whether the content is quoted, reported or both.
  public let mode: Mode
  /// The words that name the source, nil where none do; of a quotation that stands alone those of the attribution before
  /// it, whose speaker goes on.
  public let source: Range<Int>?
  /// The words that make it an attribution, such as "said" or "according to".
  public let cue: Range<Int>?
  /// The words attributed; two ranges where the cue cuts them in two.
  public let content: [Range<Int>]
  /// The source's name after resolving pronouns and surnames, nil where it stays unknown.
  public let speaker: String?
  /// The index in `Report.people` of the person who speaks, nil where it is a body or unknown.
  public let person: Int?
  /// The class of the cue in the lexicon, such as `speech`.
  public let cueClass: String?
  /// What stands beside the cue.
  private let details: Details

  /// The words that name whom it was said to, such as "the Gazette" in "told the Gazette".
  public var addressee: Range<Int>? { details.addressee }
  /// The day of the week on which it was said, as written.
  public var day: Range<Int>? { details.day }
  /// Where or in what it was said, as written: "in a statement", "at a rally".
  public var venue: Range<Int>? { details.venue }
  /// Who passed it on, such as "the Gazette" in "officials quoted by the Gazette said".
  public var intermediary: Range<Int>? { details.intermediary }
  /// Whether the cue says that it was said.
  public var polarity: Polarity { details.polarity }
  /// Whether the words around it say that it had been said before, or is read out.
  public var isRepeated: Bool { details.isRepeated }

  /// Whether somebody said something, would say it or did not say it.
  public enum Polarity: String, Sendable {
    case stated, negated, modal
  }

  /// How words are attributed.
  public enum Mode: String, Sendable {
    case direct, indirect, mixed
  }

  /// What stands beside a cue.
  struct Details {
    var addressee: Range<Int>?
    var day: Range<Int>?
    var venue: Range<Int>?
    var intermediary: Range<Int>?
    var polarity = Polarity.stated
    var isRepeated = false
  }

  /// Makes an attribution fact.
  public convenience init(
    mode: Mode, source: Range<Int>?, cue: Range<Int>?, content: [Range<Int>], speaker: String? = nil,
    person: Int? = nil, cueClass: String? = nil
  ) {
    self.init(
      mode: mode, source: source, cue: cue, content: content, speaker: speaker, person: person, cueClass: cueClass,
      details: Details())
  }

  /// Makes an attribution fact with what stands beside its cue.
  init(
    mode: Mode, source: Range<Int>?, cue: Range<Int>?, content: [Range<Int>], speaker: String?, person: Int?,
    cueClass: String?, details: Details
  ) {
    self.mode = mode
    self.source = source
    self.cue = cue
    self.content = content
    self.speaker = speaker
    self.person = person
    self.cueClass = cueClass
    self.details = details
  }
}

/// A mention of a person with what it says of them; an object, as all that facts say.
public final class PersonFact: Sendable {
  /// The name as written.
  public let name: String
  /// The title or role as written beside the name.
  public let title: String?
  /// The index in `Report.people` of the person meant.
  public let person: Int?
  /// The given name beside a title, folded and a short form as its full one; nil where there is a surname alone.
  public let given: String?
  /// The office that the title names, such as `finance minister`, and what else an office of its kind is; nil where it
  /// is a former, an acting or a lower one, or none of those of which a person has only one.
  public let office: (name: String, family: String)?
  /// The office with the country that it is of, where several people of the article seem to hold it.
  public let holding: String?
  /// Whom the title is for, `male` or `female`, where the article has the person under both.
  public let courtesy: String?

  /// Makes a person fact.
  public init(
    name: String, title: String? = nil, person: Int? = nil, given: String? = nil,
    office: (name: String, family: String)? = nil, holding: String? = nil, courtesy: String? = nil
  ) {
    self.name = name
    self.title = title
    self.person = person
    self.given = given
    self.office = office
    self.holding = holding
    self.courtesy = courtesy
  }
}

/// A person of an article, gathered from all mentions.
public struct Person: Sendable {
  /// The fullest name that the article uses.
  public var name: String
  /// The other forms it uses, such as the surname alone, in order of first use.
  public var aliases: [String]
  /// The titles and roles as written, in order of first use.
  public var titles: [String]

  /// Makes a person.
  public init(name: String, aliases: [String] = [], titles: [String] = []) {
    self.name = name
    self.aliases = aliases
    self.titles = titles
  }
}
