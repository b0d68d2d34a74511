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
    var speech = AttributionResolver(context: context).resolution()
    let dates = DateResolver(context: context, voices: speech.voices).facts()
    let counts = CountResolver(context: context, voices: speech.voices, dates: dates).resolution()
    let firstCount = speech.facts.count + dates.count
    let records = RecordResolver(context: context, voices: speech.voices, known: speech.known, dates: dates).records()
    // Taken over, so that nothing else refers to the array and it is not copied.
    var facts: [Fact] = []
    swap(&facts, &speech.facts)
    facts.reserveCapacity(firstCount + counts.facts.count + records.count)
    facts += dates
    facts += counts.facts
    facts += records
    return Self.inTextOrder(
      Resolution(
        facts: facts, people: speech.people,
        breakdowns: counts.breakdowns.map { breakdown in
          var breakdown = breakdown
          breakdown.whole += firstCount
          breakdown.parts = breakdown.parts.map { $0 + firstCount }
          return breakdown
        }, isExhausted: context.isExhausted))
  }

  /// The same with the facts in the order of the text, and breakdowns that point to where the facts then are.
  static func inTextOrder(_ resolution: consuming Resolution) -> Resolution {
    var order = order(of: resolution.facts)
    var position = [Int](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { position[old] = new }
    // In place, cycle by cycle, since a fact is dearer to copy than to move.
    for start in order.indices {
      var place = start
      while order[place] != start {
        let next = order[place]
        resolution.facts.swapAt(place, next)
        order[place] = place
        place = next
      }
      order[place] = place
    }
    for index in resolution.breakdowns.indices {
      resolution.breakdowns[index].whole = position[resolution.breakdowns[index].whole]
      resolution.breakdowns[index].parts = resolution.breakdowns[index].parts.map { position[$0] }
    }
    resolution.breakdowns.sort { ($0.range.lowerBound, $0.rule) < ($1.range.lowerBound, $1.rule) }
    return resolution
  }

  /// The indices of facts in the order of the text.
  private static func order(of facts: [Fact]) -> [Int] {
    var keys = facts.indices.map { (start: facts[$0].range.lowerBound, end: facts[$0].range.upperBound, index: $0) }
    keys.sort { first, second in
      if first.start != second.start { return first.start < second.start }
      if first.end != second.end { return first.end < second.end }
      return (facts[first.index].rule, first.index) < (facts[second.index].rule, second.index)
    }
    return keys.map(\.index)
  }
}
