/// A typed statement of an article: a date, a count, an attribution, a person, or a fact of a desk's own kind.
public struct Fact: Sendable {
  /// The kind, which is open: `date`, `count`, `percent`, `money`, `age`, `attribution`, `person`, or a desk's own.
  public var kind: String
  /// The id of the fact rule that found it.
  public var rule: String
  /// Where it stands in the clean text, in UTF-8 bytes.
  public var range: Range<Int>
  /// The index of its block.
  public var block: Int
  /// The index of its sentence in `Document.sentences`.
  public var sentence: Int
  /// Whose words state it.
  public var voice: Voice
  /// What it says.
  public var value: Value
  /// Why no check may rely on it; empty where one may.
  public var reservations: Set<Reservation>
  /// How grave a contradiction with this fact can be: thin evidence of what it is about makes that a warning.
  public var gravestContradiction = Severity.error
  /// Where the slots of a desk's own fact stand, in the clean text, by name.
  public var slotRanges: [String: Range<Int>] = [:]

  /// What a fact says, by kind.
  ///
  /// Boxed, so that facts are small: they are handed on far more often than they are looked into.
  public indirect enum Value: Sendable {
    case date(DateFact)
    case count(CountFact)
    case attribution(AttributionFact)
    case person(PersonFact)
    /// A desk's own fact: the values of its slots by name.
    case record([String: SlotValue])
  }

  /// Makes a fact.
  public init(
    kind: String, rule: String, range: Range<Int>, block: Int, sentence: Int, voice: Voice = .narrator, value: Value,
    reservations: Set<Reservation> = []
  ) {
    self.kind = kind
    self.rule = rule
    self.range = range
    self.block = block
    self.sentence = sentence
    self.voice = voice
    self.value = value
    self.reservations = reservations
  }

  /// Whether reports list it and count it among the facts.
  ///
  /// A fact without a resolver of its own is something of a desk's own where its kind has a prefix, as in `house/seats`;
  /// where it has none, the fact only puts side by side what a check compares.
  public var isListed: Bool {
    guard case .record = value else { return true }
    return kind.utf8.contains(UInt8(ascii: "/"))
  }
}

/// Whose words state a fact.
public enum Voice: Sendable, Equatable {
  /// The article's own.
  case narrator
  /// Inside quotation marks; the speaker is nil where nobody is named.
  case direct(speaker: String?)
  /// Reported without quotation marks.
  case indirect(speaker: String?)
}

/// Why a fact takes no part in comparisons.
public enum Reservation: String, Sendable, CaseIterable {
  /// It says that something did not happen.
  case negated
  /// It says what is planned, asked for or feared.
  case hypothetical
  /// It states what has since changed ("earlier put at").
  case superseded
  /// It is about another event than the article's ("in a similar attack last year").
  case otherEvent
  /// It is relative, and the article has no date to resolve it by.
  case undated
}

/// The value of a slot of a desk's own rule.
public enum SlotValue: Sendable, Equatable {
  /// A number, as the set that its words allow.
  case number(Interval)
  /// The value of a lexicon's entry, or plain text.
  case symbol(String)
  /// The days of the date that the slot holds, each under its assumptions.
  case days([Reading<DayInterval>])
  /// Numbers of which the words leave a choice, such as a time of the clock without its half of the day.
  case numbers([Reading<Interval>])
}

/// A date, time, duration or set, by TIMEX3 of TimeML 1.2.1.
public struct DateFact: Sendable {
  /// `DATE`, `TIME`, `DURATION` or `SET`.
  public var type: TimexType
  /// The TIMEX3 value; an unresolved date has its `XXXX-…` form.
  public var timexValue: String
  /// The days that it covers, nil where it is unresolved or no calendar date.
  public var days: DayInterval?
  /// Other TIMEX3 values that the text allows.
  public var otherReadings: [String]
  /// The day of the week that the text states, beside what else it states.
  public var statedWeekday: Weekday?
  /// What the text states, before anything was resolved.
  public var stated: TimeExpression
  /// Whether its value rests on the publication date.
  public var isRelative: Bool
  /// The days that it may cover, each under its assumptions; empty where it is unresolved or no calendar date.
  public var dayReadings: [Reading<DayInterval>]

  /// Makes a date fact.
  public init(
    type: TimexType, timexValue: String, days: DayInterval? = nil, otherReadings: [String] = [],
    statedWeekday: Weekday? = nil, stated: TimeExpression, isRelative: Bool = false,
    dayReadings: [Reading<DayInterval>] = []
  ) {
    self.type = type
    self.timexValue = timexValue
    self.days = days
    self.otherReadings = otherReadings
    self.statedWeekday = statedWeekday
    self.stated = stated
    self.isRelative = isRelative
    self.dayReadings = dayReadings
  }
}

/// A number and what it counts or measures.
public struct CountFact: Sendable {
  /// The numbers that the words allow.
  public var amount: Interval
  /// What the number measures: `person`, `item`, `percent`, a currency code, a unit; `item` where nothing says.
  public var unit: String
  /// The noun as written, such as "terrorists".
  public var noun: String?
  /// The noun's class in the lexicon, such as `combatant`.
  public var nounClass: String?
  /// What happened to those counted, such as `killed`.
  public var category: String?
  /// The hedge as written, such as "at least".
  public var hedge: String?
  /// Where the number itself stands, in the clean text.
  public var number: Range<Int>
  /// What tells the event it is about from the others of the article; nil where the evidence is too thin to compare
  /// it with any other count.
  public var event: String?
  /// The numbers that its own figures allow, whatever hedges them; nil where it has none.
  public var stated: Interval?
  /// What joins it to a number of the same figure in another scale that stands in its place; nil for most.
  public var scale: String?

  /// Makes a count fact.
  public init(
    amount: Interval, unit: String, noun: String? = nil, nounClass: String? = nil, category: String? = nil,
    hedge: String? = nil, number: Range<Int>, event: String? = nil
  ) {
    self.amount = amount
    self.unit = unit
    self.noun = noun
    self.nounClass = nounClass
    self.category = category
    self.hedge = hedge
    self.number = number
    self.event = event
  }
}

/// Who said what: the attribution's source, cue and content (terms of PARC and PolNeAR).
public struct AttributionFact: Sendable {
  /// Whether the content is quoted, reported or both.
  public var mode: Mode
  /// The words that name the source, nil where none do.
  public var source: Range<Int>?
  /// The words that make it an attribution, such as "said" or "according to".
  public var cue: Range<Int>?
  /// The words attributed; two ranges where the cue cuts them in two.
  public var content: [Range<Int>]
  /// The source's name after resolving pronouns and surnames, nil where it stays unknown.
  public var speaker: String?
  /// The index in `Report.people` of the person who speaks, nil where it is a body or unknown.
  public var person: Int?
  /// The class of the cue in the lexicon, such as `speech`.
  public var cueClass: String?
  /// The words that name whom it was said to, such as "the Gazette" in "told the Gazette".
  public var addressee: Range<Int>?
  /// The day of the week on which it was said, as written.
  public var day: Range<Int>?
  /// Where or in what it was said, as written: "in a statement", "at a rally".
  public var venue: Range<Int>?
  /// Who passed it on, such as "the Gazette" in "officials quoted by the Gazette said".
  public var intermediary: Range<Int>?
  /// Whether the cue says that it was said.
  public var polarity = Polarity.stated
  /// Whether the words around it say that it had been said before, or is read out.
  public var isRepeated = false

  /// Whether somebody said something, would say it or did not say it.
  public enum Polarity: String, Sendable {
    case stated, negated, modal
  }

  /// How words are attributed.
  public enum Mode: String, Sendable {
    case direct, indirect, mixed
  }

  /// Makes an attribution fact.
  public init(
    mode: Mode, source: Range<Int>?, cue: Range<Int>?, content: [Range<Int>], speaker: String? = nil,
    person: Int? = nil, cueClass: String? = nil
  ) {
    self.mode = mode
    self.source = source
    self.cue = cue
    self.content = content
    self.speaker = speaker
    self.person = person
    self.cueClass = cueClass
  }
}

/// A mention of a person with what it says of them.
public struct PersonFact: Sendable {
  /// The name as written.
  public var name: String
  /// The title or role as written beside the name.
  public var title: String?
  /// The index in `Report.people` of the person meant.
  public var person: Int?
  /// The given name beside a title, folded and a short form as its full one; nil where there is a surname alone.
  public var given: String?
  /// The office that the title names, such as `finance minister`, and what else an office of its kind is; nil where it
  /// is a former, an acting or a lower one, or none of those of which a person has only one.
  public var office: (name: String, family: String)?
  /// The office with the country that it is of, where several people of the article seem to hold it.
  public var holding: String?
  /// Whom the title is for, `male` or `female`, where the article has the person under both.
  public var courtesy: String?

  /// Makes a person fact.
  public init(name: String, title: String? = nil, person: Int? = nil) {
    self.name = name
    self.title = title
    self.person = person
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
