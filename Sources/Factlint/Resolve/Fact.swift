/// A typed statement of an article: a date, a count, an attribution, a person, or a fact of a desk's own kind.
public struct Fact: Sendable {
  /// Where it stands in the clean text, in UTF-8 bytes.
  public var range: Range<Int>
  /// The index of its block.
  public var block: Int
  /// The index of its sentence in `Document.sentences`.
  public var sentence: Int
  /// Why no check may rely on it; empty where one may.
  public var reservations: ReservationSet
  /// How grave a contradiction with this fact can be: thin evidence of what it is about makes that a warning.
  public var gravestContradiction = Severity.error
  /// Its kind and its rule.
  private(set) var origin: RuleTraits
  /// Whose words state it.
  public var voice: Voice
  /// What it says.
  public var value: Value
  /// Where its slots stand; nil for nearly all facts.
  private var slots: SlotRanges?

  /// Where the slots of a fact stand, in a box of its own, so that facts without any are cheap to hand on.
  private final class SlotRanges: Sendable {
    let ranges: [(name: String, range: Range<Int>)]

    init(_ ranges: [(name: String, range: Range<Int>)]) { self.ranges = ranges }
  }

  /// What a fact says, by kind.
  ///
  /// All are objects, so that facts are small: they are handed on far more often than they are looked into.
  public enum Value: Sendable {
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
    reservations: ReservationSet = []
  ) {
    self.init(
      RuleTraits(kind: kind, rule: rule), range: range, block: block, sentence: sentence, voice: voice, value: value,
      reservations: reservations)
  }

  /// Makes a fact of a rule whose origin is known.
  init(
    _ origin: RuleTraits, range: Range<Int>, block: Int, sentence: Int, voice: Voice = .narrator, value: Value,
    reservations: ReservationSet = []
  ) {
    self.origin = origin
    self.range = range
    self.block = block
    self.sentence = sentence
    self.voice = voice
    self.value = value
    self.reservations = reservations
  }

  /// The kind, which is open: `date`, `count`, `percent`, `money`, `age`, `attribution`, `person`, or a desk's own.
  public var kind: String {
    get { origin.factKind }
    set { origin = RuleTraits(kind: newValue, rule: origin.rule) }
  }

  /// The id of the fact rule that found it.
  public var rule: String {
    get { origin.rule }
    set { origin = RuleTraits(kind: origin.factKind, rule: newValue) }
  }

  /// Where the slots of a desk's own fact stand, in the clean text, by name.
  public var slotRanges: [String: Range<Int>] {
    get {
      guard let slots else { return [:] }
      return Dictionary(slots.ranges.lazy.map { ($0.name, $0.range) }, uniquingKeysWith: { first, _ in first })
    }
    set { setSlotRanges(newValue.map { ($0.key, $0.value) }) }
  }

  /// Tells where its slots stand, each named once.
  mutating func setSlotRanges(_ ranges: [(name: String, range: Range<Int>)]) {
    slots = ranges.isEmpty ? nil : SlotRanges(ranges)
  }

  /// Whether reports list it and count it among the facts.
  ///
  /// A fact without a resolver of its own is something of a desk's own where its kind has a prefix, as in `house/seats`;
  /// where it has none, the fact only puts side by side what a check compares.
  public var isListed: Bool {
    guard case .record = value else { return true }
    return origin.hasPrefix
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

  /// The bit that stands for it in a set.
  fileprivate var bit: UInt8 {
    switch self {
    case .negated: 1 << 0
    case .hypothetical: 1 << 1
    case .superseded: 1 << 2
    case .otherEvent: 1 << 3
    case .undated: 1 << 4
    }
  }
}

/// Reservations of one fact, as bits: every fact has some, or none.
public struct ReservationSet: SetAlgebra, Hashable, Sendable {
  private var bits: UInt8 = 0

  /// Makes the empty set.
  public init() {}

  /// Makes the set of one reservation.
  public init(_ reservation: Reservation) { bits = reservation.bit }

  /// Makes the set of some reservations.
  public init(_ reservations: some Sequence<Reservation>) { for one in reservations { bits |= one.bit } }

  private init(bits: UInt8) { self.bits = bits }

  /// Whether nothing is in it.
  public var isEmpty: Bool { bits == 0 }

  /// Returns whether a reservation is in it.
  public func contains(_ member: Reservation) -> Bool { bits & member.bit != 0 }

  /// Returns whether the sets have no reservation in common.
  public func isDisjoint(with other: ReservationSet) -> Bool { bits & other.bits == 0 }

  /// Returns the reservations that are in either set.
  public func union(_ other: ReservationSet) -> ReservationSet { ReservationSet(bits: bits | other.bits) }

  /// Returns the reservations that are in both sets.
  public func intersection(_ other: ReservationSet) -> ReservationSet { ReservationSet(bits: bits & other.bits) }

  /// Returns the reservations that are in one set only.
  public func symmetricDifference(_ other: ReservationSet) -> ReservationSet {
    ReservationSet(bits: bits ^ other.bits)
  }

  /// Returns the reservations that another set does not have.
  public func subtracting(_ other: ReservationSet) -> ReservationSet { ReservationSet(bits: bits & ~other.bits) }

  /// Adds a reservation.
  @discardableResult
  public mutating func insert(_ new: Reservation) -> (inserted: Bool, memberAfterInsert: Reservation) {
    defer { bits |= new.bit }
    return (!contains(new), new)
  }

  /// Takes a reservation out.
  @discardableResult
  public mutating func remove(_ member: Reservation) -> Reservation? {
    defer { bits &= ~member.bit }
    return contains(member) ? member : nil
  }

  /// Adds a reservation, and returns it where it was there.
  @discardableResult
  public mutating func update(with new: Reservation) -> Reservation? {
    insert(new).inserted ? nil : new
  }

  /// Adds the reservations of another set.
  public mutating func formUnion(_ other: ReservationSet) { bits |= other.bits }

  /// Leaves what another set has as well.
  public mutating func formIntersection(_ other: ReservationSet) { bits &= other.bits }

  /// Leaves what is in one set only.
  public mutating func formSymmetricDifference(_ other: ReservationSet) { bits ^= other.bits }
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
