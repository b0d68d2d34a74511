/// Turns mentions into facts: values with their readings, whose voice each has, who is meant.
///
/// Three resolvers, each of which knows one dimension, in the order in which they need each other: who said what, so
/// that every fact has its voice; then dates; then counts, which ask of which event and when.
public struct Resolver: Sendable {
  let pack: RulePack
  let words: PackWords
  /// For each rule, what resolution asks of it.
  private let rules: [RuleTraits]
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
    rules = RuleTraits.all(of: pack, words: words)
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
    let speech = AttributionResolver(context: context).resolution()
    let dates = DateResolver(context: context, voices: speech.voices).facts()
    let counts = CountResolver(context: context, voices: speech.voices, dates: dates).resolution()
    let firstCount = speech.facts.count + dates.count
    let records = RecordResolver(context: context, voices: speech.voices, known: speech.known, dates: dates).records()
    let (facts, position) = Self.inTextOrder([speech.facts, dates, counts.facts, records])
    var breakdowns = counts.breakdowns
    for index in breakdowns.indices {
      breakdowns[index].whole = position[breakdowns[index].whole + firstCount]
      breakdowns[index].parts = breakdowns[index].parts.map { position[$0 + firstCount] }
    }
    breakdowns.sort { ($0.range.lowerBound, $0.rule) < ($1.range.lowerBound, $1.rule) }
    return Resolution(
      facts: facts, people: speech.people, breakdowns: breakdowns, isExhausted: context.isExhausted)
  }

  /// The facts of several lists in the order of the text, and where each then is, by its number in all lists together.
  private static func inTextOrder(_ lists: [[Fact]]) -> (facts: [Fact], position: [Int]) {
    var keys: [(start: Int, end: Int, number: Int, list: Int, index: Int)] = []
    keys.reserveCapacity(lists.reduce(0) { $0 + $1.count })
    for (list, facts) in lists.enumerated() {
      for index in facts.indices {
        keys.append((facts[index].range.lowerBound, facts[index].range.upperBound, keys.count, list, index))
      }
    }
    keys.sort { first, second in
      if first.start != second.start { return first.start < second.start }
      if first.end != second.end { return first.end < second.end }
      return (lists[first.list][first.index].rule, first.number) < (
        lists[second.list][second.index].rule, second.number
      )
    }
    var position = [Int](repeating: 0, count: keys.count)
    for (new, key) in keys.enumerated() { position[key.number] = new }
    return (keys.map { lists[$0.list][$0.index] }, position)
  }
}
