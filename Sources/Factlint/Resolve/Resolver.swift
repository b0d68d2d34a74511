/// Turns mentions into facts: values with their readings, whose voice each has, who is meant.
///
/// Three resolvers, each of which knows one dimension, in the order in which they need each other: who said what, so
/// that every fact has its voice; then dates; then counts, which ask of which event and when.
public struct Resolver: Sendable {
  let pack: RulePack
  let words: PackWords
  /// For each rule, whether its mentions are facts of a desk's own kind.
  private let isOfRecord: [Bool]
  private let greatestStepCount: Int
  /// For each rule, the slot of type `full-name`, where it has one.
  private let nameSlots: [String?]

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
    nameSlots = pack.facts.map { rule in rule.slots.first { $0.value == .fullName }?.key }
    isOfRecord = pack.facts.map { !RecordResolver.knownKinds.contains($0.kind) }
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
      document: document, pack: pack, words: words, mentions: mentions, greatestStepCount: greatestStepCount)
    let speech = AttributionResolver(context: context, nameSlots: nameSlots).resolution()
    var facts = speech.facts
    facts += DateResolver(context: context, voices: speech.voices).facts()
    let counts = CountResolver(context: context, voices: speech.voices, facts: facts).resolution()
    let firstCount = facts.count
    facts += counts.facts
    facts += RecordResolver(
      context: context, voices: speech.voices, isOfRecord: isOfRecord, known: speech.known, facts: facts
    ).records()
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
  static func inTextOrder(_ resolution: Resolution) -> Resolution {
    let facts = resolution.facts
    var keys = facts.indices.map { (start: facts[$0].range.lowerBound, end: facts[$0].range.upperBound, index: $0) }
    keys.sort { first, second in
      if first.start != second.start { return first.start < second.start }
      if first.end != second.end { return first.end < second.end }
      return (facts[first.index].rule, first.index) < (facts[second.index].rule, second.index)
    }
    let order = keys.map(\.index)
    var position = [Int](repeating: 0, count: facts.count)
    for (new, old) in order.enumerated() { position[old] = new }
    var result = resolution
    result.facts = order.map { facts[$0] }
    for index in result.breakdowns.indices {
      result.breakdowns[index].whole = position[result.breakdowns[index].whole]
      result.breakdowns[index].parts = result.breakdowns[index].parts.map { position[$0] }
    }
    result.breakdowns.sort { ($0.range.lowerBound, $0.rule) < ($1.range.lowerBound, $1.rule) }
    return result
  }
}

/// What every resolver may look at; an object, since it is handed on with every mention.
final class ResolutionContext {
  let document: Document
  let pack: RulePack
  let words: PackWords
  /// The mentions in the order of the text.
  let mentions: [Mention]

  /// The same by the kinds of their rules.
  private let mentionsByKind: [String: [Mention]]

  /// Whether `spend` has refused.
  private(set) var isExhausted = false
  private var stepsLeft: Int
  /// How many times facts of one article may be held beside each other; some seconds' work, and far above what the
  /// longest article needs.
  static let greatestStepCount = 10_000_000

  init(
    document: Document, pack: RulePack, words: PackWords, mentions: [Mention],
    greatestStepCount: Int = ResolutionContext.greatestStepCount
  ) {
    stepsLeft = greatestStepCount
    (self.document, self.pack, self.words, self.mentions) = (document, pack, words, mentions)
    mentionsByKind = Dictionary(grouping: mentions) { pack.facts[$0.rule].kind }
  }

  /// Allows so many steps of work that grows with the square of the facts; false, and no more from then on, where the
  /// article has used up what is allowed for one.
  func spend(_ steps: Int) -> Bool {
    if isExhausted || steps > stepsLeft {
      isExhausted = true
      return false
    }
    stepsLeft -= steps
    return true
  }

  /// The id of the rule that made a mention.
  func rule(of mention: Mention) -> String { pack.facts[mention.rule].id }

  /// The mentions whose rule is of a kind.
  func mentions(ofKind kind: String) -> [Mention] { mentionsByKind[kind] ?? [] }

  /// The clean text of a range.
  func text(_ range: Range<Int>) -> String {
    String(decoding: document.article.text[range], as: UTF8.self)
  }

  /// What a slot says: the value of its word list for a slot of that type, its text for any other, or what the rule
  /// gives whatever the text; nil where the slot took no part.
  func value(of slot: String, in mention: Mention) -> String? {
    guard let range = mention.range(of: slot) else { return pack.facts[mention.rule].gives[slot] }
    let text = text(range)
    if case .lexicon(let name)? = pack.facts[mention.rule].slots[slot] { return words.value(of: text, in: name) }
    return text
  }

  /// The number that a slot states; nil where it took no part or says none.
  func number(of slot: String, in mention: Mention) -> StatedNumber? {
    if let range = mention.range(of: slot) { return words.number(text(range)) }
    return pack.facts[mention.rule].gives[slot].flatMap(words.number)
  }

  /// The index in `Document.sentences` of the sentence in which a place begins; the last before it where it lies in none.
  func sentence(at offset: Int) -> Int {
    var (low, high) = (0, document.sentences.count)
    while low < high {
      let middle = (low + high) / 2
      if document.sentences[middle].range.lowerBound <= offset { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }
}

/// Whose words stand where.
struct Voices: Sendable {
  /// Stretches that are not the narrator's, in the order of the text; of two that overlap the later one is the inner.
  private let stretches: [(range: Range<Int>, voice: Voice)]
  /// For each stretch, how far it or one before it reaches.
  private let reaches: [Int]

  /// - Parameter stretches: In the order of the text.
  init(stretches: [(range: Range<Int>, voice: Voice)] = []) {
    self.stretches = stretches
    var reach = 0
    reaches = stretches.map { stretch in
      reach = max(reach, stretch.range.upperBound)
      return reach
    }
  }

  /// The voice of a place.
  func voice(at offset: Int) -> Voice {
    var index = stretches.partitioningIndex { $0.range.lowerBound > offset }
    while index > 0, offset < reaches[index - 1] {
      index -= 1
      if offset < stretches[index].range.upperBound { return stretches[index].voice }
    }
    return .narrator
  }
}
