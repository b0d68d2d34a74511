/// Turns mentions into facts: values with their readings, whose voice each has, who is meant.
///
/// Three resolvers, each of which knows one dimension, in the order in which they need each other: who said what, so
/// that every fact has its voice; then dates; then counts, which ask of which event and when.
public struct Resolver: Sendable {
  let pack: RulePack
  let words: PackWords
  /// For each rule, what resolution asks of it.
  private let rules: RuleTable
  private let greatestStepCount: Int

  /// Makes a resolver of the mentions that a pack's rules find.
  public init(pack: RulePack) {
    self.init(pack: pack, words: PackWords(pack: pack))
  }

  /// Makes a resolver with the pack's word lists as others already have them.
  ///
  /// - Parameter greatestStepCount: How many times facts of one article may be held beside each other; see
  ///   ``ResolutionContext/spend(_:)``.
  init(pack: RulePack, words: PackWords, greatestStepCount: Int = ResolutionContext.greatestStepCount) {
    self.pack = pack
    self.greatestStepCount = greatestStepCount
    rules = RuleTable(pack, words: words)
    self.words = words
  }

  /// What resolution makes of a document's mentions.
  public struct Resolution {
    /// The facts in the order of the text.
    public var facts: [Fact] = []
    /// The people of the article.
    public var people: [Person] = []
    /// The totals with their parts, in the order of the text.
    public var breakdowns: [Breakdown] = []
    /// Whether there were more facts to hold beside each other than is allowed for one article.
    public var isExhausted = false
  }

  /// The facts of a document, its people and its totals with their parts, made of its mentions.
  ///
  /// - Parameter mentions: What an extractor of the same pack found in the document, in the order of the text.
  public func resolution(of mentions: [Mention], in document: Document) -> Resolution {
    let context = ResolutionContext(
      document: document, pack: pack, words: words, rules: rules, mentions: mentions,
      greatestStepCount: greatestStepCount)
    var facts: [Fact] = []
    facts.reserveCapacity(mentions.count + mentions.count / 2)
    let speech = AttributionResolver(context: context).resolution(addingTo: &facts)
    let dates = DateResolver(context: context, voices: speech.voices).addDates(to: &facts)
    let firstCount = facts.count
    var breakdowns = CountResolver(context: context, voices: speech.voices, dates: dates).addCounts(to: &facts)
    RecordResolver(context: context, voices: speech.voices, known: speech.known, dates: dates).addRecords(to: &facts)
    let positions = Self.putInTextOrder(&facts)
    for index in breakdowns.indices {
      breakdowns[index].whole = positions[breakdowns[index].whole + firstCount]
      breakdowns[index].parts = breakdowns[index].parts.map { positions[$0 + firstCount] }
    }
    if breakdowns.count > 1 {
      breakdowns.sort { ($0.range.lowerBound, $0.rule) < ($1.range.lowerBound, $1.rule) }
    }
    return Resolution(
      facts: facts, people: speech.people, breakdowns: breakdowns, isExhausted: context.isExhausted)
  }

  /// Puts facts in the order of the text, and returns for each where it then is.
  private static func putInTextOrder(_ facts: inout [Fact]) -> [Int] {
    var keys: [(start: Int, end: Int, number: Int)] = []
    keys.reserveCapacity(facts.count)
    for index in facts.indices {
      keys.append((facts[index].range.lowerBound, facts[index].range.upperBound, index))
    }
    keys.sort { first, second in
      if first.start != second.start { return first.start < second.start }
      if first.end != second.end { return first.end < second.end }
      return (facts[first.number].rule, first.number) < (facts[second.number].rule, second.number)
    }
    var positions = [Int](repeating: 0, count: keys.count)
    for place in keys.indices { positions[keys[place].number] = place }
    // By way of the span, which moves facts where the array would copy them.
    var span = facts.mutableSpan
    for place in keys.indices {
      var number = keys[place].number
      // What was to come here has been moved on by those before it.
      while number < place { number = keys[number].number }
      if number != place { span.swapAt(place, number) }
    }
    return positions
  }
}
