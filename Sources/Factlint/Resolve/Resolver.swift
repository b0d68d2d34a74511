/// Turns mentions into facts: values with their readings, whose voice each has, who is meant.
///
/// Three resolvers, each of which knows one dimension, in the order in which they need each other: who said what, so
/// that every fact has its voice; then dates; then counts, which ask of which event and when.
public struct Resolver: Sendable {
  let pack: RulePack
  let words: PackWords
  /// For each rule, whether its mentions are facts of a desk's own kind.
  private let isOfRecord: [Bool]
  /// For each rule, the slot that holds the name of a person, where it has one.
  private let personSlots: [String?]

  /// Makes a resolver of the mentions that a pack's rules find.
  public init(pack: RulePack) {
    self.init(pack: pack, words: PackWords(pack: pack))
  }

  /// Makes a resolver with the pack's word lists as others already have them.
  init(pack: RulePack, words: PackWords) {
    self.pack = pack
    personSlots = pack.facts.map { rule in rule.slots.first { $0.value == .person }?.key }
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
  }

  /// The facts of a document, its people and its totals with their parts, made of its mentions.
  ///
  /// - Parameter mentions: What an extractor of the same pack found in the document, in the order of the text.
  public func resolution(of mentions: [Mention], in document: Document) -> Resolution {
    let context = ResolutionContext(document: document, pack: pack, words: words, mentions: mentions)
    let speech = AttributionResolver(context: context, personSlots: personSlots).resolution()
    var facts = speech.facts
    facts += DateResolver(context: context, voices: speech.voices).facts()
    let counts = CountResolver(context: context, voices: speech.voices, facts: facts).resolution()
    let firstCount = facts.count
    facts += counts.facts
    facts += RecordResolver(
      context: context, voices: speech.voices, isOfRecord: isOfRecord, people: speech.known, facts: facts
    ).records()
    return Self.inTextOrder(
      Resolution(
        facts: facts, people: speech.people,
        breakdowns: counts.breakdowns.map { breakdown in
          var breakdown = breakdown
          breakdown.whole += firstCount
          breakdown.parts = breakdown.parts.map { $0 + firstCount }
          return breakdown
        }))
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

  init(document: Document, pack: RulePack, words: PackWords, mentions: [Mention]) {
    (self.document, self.pack, self.words, self.mentions) = (document, pack, words, mentions)
    mentionsByKind = Dictionary(grouping: mentions) { pack.facts[$0.rule].kind }
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
  var stretches: [(range: Range<Int>, voice: Voice)] = []

  /// The voice of a place.
  func voice(at offset: Int) -> Voice {
    var index = stretches.partitioningIndex { $0.range.lowerBound > offset }
    while index > 0 {
      index -= 1
      if offset < stretches[index].range.upperBound { return stretches[index].voice }
    }
    return .narrator
  }
}
