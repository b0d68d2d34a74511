public import PCRE2

/// Runs a pack's fact rules over documents, one after another, on one thread.
///
/// Patterns are compiled when first needed: most articles meet a fraction of them.
public final class Extractor {
  let pack: RulePack
  private let index: TriggerIndex
  /// What the loops need to know of each rule.
  private let traits: [RuleTraits]
  private let units: [UnitSet]
  private let groupCount: Int
  private let hasBlockRules: Bool
  private var patterns: [CompiledRule?]
  private let usesJIT: Bool
  private let matcher: Matcher
  private var memory: WorkingMemory
  /// What each rule costs; nil where nobody asks, so that asking nobody costs nothing.
  private(set) var costs: [RuleCost]?

  /// Handed from function to function, since a property of an object is dearer to change.
  private struct WorkingMemory {
    var presence = TriggerIndex.Presence()
    var blockPresence = TriggerIndex.Presence()
    var candidates: [Int] = []
    var places = StartPlaces()
    var result = Result()

    /// Lets go of what is about to be changed elsewhere.
    mutating func release() {
      self = WorkingMemory()
    }
  }

  private struct RuleTraits {
    /// The rule's kind as a number.
    var kind: Int
    /// The kind that must have been found for the rule to be run, as a number.
    var beside: Int?
    var hasStarts: Bool
    /// The rule's group as a number.
    var group: Int?
    /// The lower the rank, the sooner a mention of the rule wins over one of the same extent.
    var rank: Int
  }

  /// The greatest number of pattern runs for one article; far above what the longest article needs.
  static let greatestRunCount = 2_000_000
  /// The greatest length in bytes of a sentence or paragraph that rules are run on: several pages without a full stop.
  static let greatestStretch = 16_384
  /// The greatest number of mentions that one article may have.
  static let greatestMentionCount = 200_000

  /// A rule's pattern, to be searched for or, anchored, to be tried at a place.
  private final class CompiledRule {
    let pattern: Pattern
    let isAnchored: Bool
    let slots: [(name: String, known: SlotName?, slot: Int)]

    init(pattern: Pattern, isAnchored: Bool) {
      self.pattern = pattern
      self.isAnchored = isAnchored
      slots = pattern.slotNames.enumerated().map { (name: $1, known: SlotName.named($1), slot: $0) }.filter {
        !$0.name.hasPrefix(PatternVocabulary.sharedGroupMark)
      }
    }
  }

  /// What came of one document.
  public struct Result {
    /// The mentions in the order of the text.
    public var mentions: [Mention] = []
    /// Pattern runs that were given up at a limit.
    public var limitHits = 0
    /// Whether the work allowed for one article was used up before its end.
    public var isExhausted = false
    /// Whether a sentence or paragraph was left out because it is longer than any prose.
    public var hasOverlongStretch = false
    fileprivate var runs = 0
  }

  /// Makes an extractor of a pack's fact rules.
  ///
  /// - Parameters:
  ///   - limits: Bounds on the work of a single match; one that meets them is given up and counted.
  ///   - usesJIT: Whether patterns are compiled to machine code.
  public init(
    pack: RulePack, limits: MatchLimits = MatchLimits(match: 200_000, depth: 10_000, heapKibibytes: 20_000),
    usesJIT: Bool = true
  ) {
    self.pack = pack
    self.usesJIT = usesJIT
    var kinds: [String: Int] = [:]
    func number(of kind: String) -> Int {
      let number = kinds[kind] ?? kinds.count
      kinds[kind] = number
      return number
    }
    let ranks = Self.ranks(of: pack.facts)
    traits = pack.facts.enumerated().map { index, rule in
      RuleTraits(
        kind: number(of: rule.kind), beside: rule.beside.map(number), hasStarts: rule.starts != nil,
        group: rule.group.map(number), rank: ranks[index])
    }
    units = pack.facts.map { rule in
      // What the segmenter looks for is no fact.
      let isStructure = [SegmentationRules.datelineKind, SegmentationRules.bylineKind].contains(rule.kind)
      return isStructure ? [] : UnitSet(rule.unit)
    }
    groupCount = kinds.count
    hasBlockRules = units.contains(.paragraph)
    index = TriggerIndex(pack: pack, units: units)
    patterns = Array(repeating: nil, count: pack.facts.count)
    matcher = Matcher(limits: limits)
    memory = WorkingMemory()
  }

  /// Begins to measure what each rule costs.
  func measureCosts() {
    costs = pack.facts.map { RuleCost(rule: $0.id) }
  }

  /// The mentions of a document in the order of the text, competing ones already settled.
  ///
  /// - Parameter usesIndex: False runs every rule everywhere; the result is the same, as the tests prove.
  public func mentions(in document: Document, usesIndex: Bool = true) -> Result {
    guard let plain = Subject(document.article.text), let masked = Subject(document.maskedText) else {
      return Result()
    }
    // Taken out for the time of the work, so that nothing else refers to its arrays.
    var memory = memory
    self.memory.release()
    defer { self.memory = memory }
    memory.result = Result()
    var sentences = document.sentences[...]
    var statements = document.statements[...]
    var quotations = document.quotations[...]
    for (number, block) in document.article.blocks.enumerated() where block.role != .metadata {
      if hasBlockRules { index.begin(&memory.blockPresence) }
      let own = Self.take(from: &sentences) { $0.block == number }
      let ownStatements = Self.take(from: &statements) { $0.block == number }
      // Without quotations the two texts are one, and so are their sentences.
      if Self.take(from: &quotations, while: { $0.block == number }).isEmpty {
        for sentence in own { run([.sentence, .statement], in: sentence, of: plain, usesIndex, &memory) }
      } else {
        for sentence in own { run([.sentence], in: sentence, of: plain, usesIndex, &memory) }
        if hasBlockRules { index.begin(&memory.blockPresence) }
        for statement in ownStatements { run([.statement], in: statement, of: masked, usesIndex, &memory) }
      }
      guard hasBlockRules else { continue }
      // A dateline is part of no sentence, but of its block.
      if let dateline = document.dateline, block.range.contains(dateline.lowerBound) {
        index.collect(from: masked.bytes.span, range: dateline.clamped(to: block.range), into: &memory.blockPresence)
      }
      swap(&memory.presence, &memory.blockPresence)
      runCandidates(.paragraph, in: Sentence(range: block.range, block: number), of: masked, usesIndex, &memory)
      swap(&memory.presence, &memory.blockPresence)
    }
    var result = memory.result
    memory.result = Result()
    result.mentions = settled(result.mentions)
    return result
  }

  private static func take<Element>(
    from slice: inout ArraySlice<Element>, while isWanted: (Element) -> Bool
  ) -> ArraySlice<Element> {
    let end = slice.firstIndex { !isWanted($0) } ?? slice.endIndex
    defer { slice = slice[end...] }
    return slice[..<end]
  }

  /// Runs the rules of some units on a sentence, and adds its triggers to those of the block.
  private func run(
    _ wanted: UnitSet, in stretch: Sentence, of subject: Subject, _ usesIndex: Bool, _ memory: inout WorkingMemory
  ) {
    guard stretch.range.count <= Self.greatestStretch else {
      memory.result.hasOverlongStretch = true
      return
    }
    index.begin(&memory.presence)
    index.collect(from: subject.bytes.span, range: stretch.range, into: &memory.presence)
    if hasBlockRules { index.addForParagraph(memory.presence, to: &memory.blockPresence) }
    runCandidates(wanted, in: stretch, of: subject, usesIndex, &memory)
  }

  private func runCandidates(
    _ wanted: UnitSet, in stretch: Sentence, of subject: Subject, _ usesIndex: Bool, _ memory: inout WorkingMemory
  ) {
    // The work of a pattern may grow with the square of the text that it is tried in.
    guard stretch.range.count <= Self.greatestStretch else {
      memory.result.hasOverlongStretch = true
      return
    }
    memory.candidates.removeAll(keepingCapacity: true)
    if usesIndex {
      index.collectCandidates(wanted, &memory.presence, into: &memory.candidates)
    } else {
      memory.candidates += units.indices.filter { !wanted.isDisjoint(with: units[$0]) }
    }
    if usesIndex {
      index.collectStarts(of: memory.candidates, in: stretch.range, memory.presence, into: &memory.places)
    }
    let firstMention = memory.result.mentions.count
    var areSomeBeside = false
    for position in memory.candidates.indices {
      let rule = memory.candidates[position]
      if traits[rule].beside == nil {
        run(rule, in: stretch, of: subject, usesIndex, &memory)
      } else {
        areSomeBeside = true
      }
    }
    let lastMention = memory.result.mentions.count
    guard areSomeBeside, firstMention < lastMention else { return }
    for position in memory.candidates.indices {
      let rule = memory.candidates[position]
      guard let kind = traits[rule].beside,
        memory.result.mentions[firstMention..<lastMention].contains(where: { traits[$0.rule].kind == kind })
      else { continue }
      run(rule, in: stretch, of: subject, usesIndex, &memory)
    }
  }

  private func run(
    _ number: Int, in stretch: Sentence, of subject: Subject, _ usesIndex: Bool, _ memory: inout WorkingMemory
  ) {
    guard memory.result.runs < Self.greatestRunCount, memory.result.mentions.count < Self.greatestMentionCount else {
      memory.result.isExhausted = true
      return
    }
    let isAnchored = usesIndex && traits[number].hasStarts
    if isAnchored, !memory.places.hasPlaces(of: number) { return }
    guard let rule = compiled(number, isAnchored: isAnchored) else { return }
    if costs == nil {
      match(rule, number, in: stretch, of: subject, memory.places, into: &memory.result)
    } else {
      let (begin, firstTry, firstMention) = (ContinuousClock.now, memory.result.runs, memory.result.mentions.count)
      match(rule, number, in: stretch, of: subject, memory.places, into: &memory.result)
      costs?[number].add(
        .now - begin, tries: memory.result.runs - firstTry, matches: memory.result.mentions.count - firstMention)
    }
  }

  private func match(
    _ rule: CompiledRule, _ number: Int, in stretch: Sentence, of subject: Subject, _ places: borrowing StartPlaces,
    into result: inout Result
  ) {
    do {
      if rule.isAnchored {
        // No match begins inside another of the same rule.
        var next = stretch.range.lowerBound
        try places.forEach(of: number) { start in
          guard start >= next else { return }
          result.runs += 1
          try matcher.match(of: rule.pattern, in: subject, window: stretch.range, at: start) { match in
            next = max(next, match.range.upperBound)
            add(match, of: rule, number, in: stretch, to: &result)
          }
        }
      } else {
        result.runs += 1
        try matcher.forEachMatch(of: rule.pattern, in: subject, window: stretch.range) { match in
          result.runs += 1
          add(match, of: rule, number, in: stretch, to: &result)
        }
      }
    } catch {
      result.limitHits += 1
    }
  }

  private func add(
    _ match: Match, of rule: CompiledRule, _ number: Int, in stretch: Sentence, to result: inout Result
  ) {
    guard !match.range.isEmpty else { return }
    var slots: [Mention.Slot] = []
    slots.reserveCapacity(rule.slots.count)
    for (name, known, slot) in rule.slots {
      if let range = match.range(ofSlot: slot) { slots.append(Mention.Slot(name: name, known: known, range: range)) }
    }
    result.mentions.append(Mention(rule: number, range: match.range, block: stretch.block, slots: slots))
  }

  private func compiled(_ number: Int, isAnchored: Bool) -> CompiledRule? {
    if let rule = patterns[number], rule.isAnchored == isAnchored { return rule }
    // The reader of packs has compiled each pattern once, so that this cannot fail for a pack that it has let pass.
    let options: Pattern.Options = isAnchored ? [.duplicateNames, .anchored] : .duplicateNames
    var source = pack.facts[number].pattern[...]
    // No place to begin, as the index gives them, lies inside a word.
    if isAnchored, source.hasPrefix(PatternVocabulary.notInsideWord) {
      source = source.dropFirst(PatternVocabulary.notInsideWord.count)
    }
    guard let pattern = try? Pattern(String(source), options: options, usesJIT: usesJIT) else { return nil }
    let rule = CompiledRule(pattern: pattern, isAnchored: isAnchored)
    patterns[number] = rule
    return rule
  }

  /// For each rule, its place among all by priority, the highest first, then by id.
  private static func ranks(of rules: [FactRule]) -> [Int] {
    let order = rules.indices.sorted { (-rules[$0].priority, rules[$0].id) < (-rules[$1].priority, rules[$1].id) }
    var ranks = [Int](repeating: 0, count: rules.count)
    for (rank, rule) in order.enumerated() { ranks[rule] = rank }
    return ranks
  }

  /// The mentions in the order of the text, without those that lose to another of their group.
  ///
  /// The leftmost wins, then the longest, then the higher priority, then the lesser id. Mentions without a group never
  /// compete.
  private func settled(_ mentions: [Mention]) -> [Mention] {
    var keys: [(start: Int, end: Int, rank: Int, index: Int)] = []
    keys.reserveCapacity(mentions.count)
    for (index, mention) in mentions.enumerated() {
      keys.append((mention.range.lowerBound, mention.range.upperBound, traits[mention.rule].rank, index))
    }
    keys.sort { first, second in
      if first.start != second.start { return first.start < second.start }
      if first.end != second.end { return first.end > second.end }
      return first.rank < second.rank
    }
    var ends = [Int](repeating: 0, count: groupCount)
    var settled: [Mention] = []
    settled.reserveCapacity(keys.count)
    for key in keys {
      if let group = traits[mentions[key.index].rule].group {
        guard key.start >= ends[group] else { continue }
        ends[group] = key.end
      }
      settled.append(mentions[key.index])
    }
    return settled
  }
}
