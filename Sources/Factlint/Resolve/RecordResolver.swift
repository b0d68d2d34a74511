/// Makes facts of the mentions of a desk's own kinds: the values of their slots by name.
///
/// A slot `priceHedge` of the list of hedges is the hedge of the number of slot `price`. A rule that gives `exact` or
/// `rounded`, as `true` or with the names of slots, has numbers that are meant to the last unit however round they are,
/// or that are rounded to their last digit however small.
struct RecordResolver {
  let context: ResolutionContext
  let voices: Voices
  /// The people of the article by all forms of their names.
  let known: PeopleResolver
  /// The dates of the article.
  let dates: [PlacedDate]
  /// Whom words mean that are no name, too.
  let people: PersonMeant

  init(context: ResolutionContext, voices: Voices, known: PeopleResolver, dates: [PlacedDate]) {
    (self.context, self.voices, self.dates) = (context, voices, dates)
    self.known = known
    people = PersonMeant(context: context)
  }

  /// The kinds that have a resolver of their own.
  static let knownKinds: Set<String> = AttributionResolver.kinds.union(DateResolver.kinds).union(CountResolver.kinds)
    .union([SegmentationRules.datelineKind, SegmentationRules.bylineKind])

  /// What a rule gives to say how its numbers are meant.
  static let precisions: Set<String> = ["exact", "rounded"]

  /// Adds the records to the facts of the article.
  func addRecords(to facts: inout [Fact]) {
    for index in context.mentions(of: .record) { facts.append(record(of: context.mentions[index])) }
  }

  private func record(of mention: Mention) -> Fact {
    let rule = context.rules[mention.rule]
    var values: [String: SlotValue] = [:]
    var ranges: [(name: String, range: Range<Int>)] = []
    for (name, type) in rule.slots {
      guard let value = value(of: name, type, in: mention, by: rule) else { continue }
      values[name] = value
      if let range = mention.range(of: name) { ranges.append((name, range)) }
    }
    YearlessDays.dropUnlessAlone(from: &values)
    for (name, text) in rule.gives where values[name] == nil && !Self.precisions.contains(name) {
      values[name] = .symbol(text)
    }
    let start = mention.range.lowerBound
    var fact = Fact(
      rule, range: mention.range, block: mention.block, sentence: context.sentence(at: start),
      voice: voices.voice(at: start), value: .record(values))
    fact.setSlotRanges(ranges)
    return fact
  }

  private func value(
    of name: String, _ type: SlotType, in mention: Mention, by rule: RuleTraits
  ) -> SlotValue? {
    switch type {
    case .number:
      guard var number = context.number(of: name, in: mention) else { return nil }
      // Seats and votes are meant to the last one, however round their number is.
      number.isExact = Self.does(rule, give: "exact", for: name)
      let amount =
        Self.does(rule, give: "rounded", for: name) ? Interval.rounded(to: number) : Interval.allowed(by: number)
      let hedge = mention.range(of: name + "Hedge").flatMap { context.words.hedge($0, in: context.clean) }
      return .number(hedge?.applied(to: amount) ?? amount)
    case .date:
      guard let range = mention.range(of: name) else { return nil }
      for found in dates where found.range.overlaps(range) {
        let readings = found.date.dayReadings
        if !readings.isEmpty { return .days(readings) }
        if let readings = YearlessDays.readings(of: found.date) { return .days(readings) }
      }
      return nil
    case .length:
      let range = mention.range(of: name)
      return range.flatMap { LengthReader(words: context.words).days(context.text($0)) }.map { .number($0) }
    case .clock:
      let range = mention.range(of: name)
      return range.flatMap { ClockReader(words: context.words).minutes(context.text($0)) }.map { .numbers($0) }
    case .person:
      return mention.range(of: name).flatMap { people.surname(at: $0, block: mention.block) }.map { .symbol($0) }
    case .fullName:
      return mention.range(of: name).flatMap { known.fullName(of: context.text($0)) }.map { .symbol($0) }
    case .lexicon, .text: return context.value(of: name, in: mention).map { .symbol($0) }
    }
  }

  private static func does(_ rule: RuleTraits, give precision: String, for slot: String) -> Bool {
    guard let given = rule.given(precision) else { return false }
    return given == "true" || given.split(separator: " ").contains { $0 == slot }
  }
}
