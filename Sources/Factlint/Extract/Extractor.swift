public import PCRE2

/// Runs a pack's fact rules over documents, one after another, on one thread.
///
/// Patterns are compiled when first needed: most articles meet a fraction of them.
public final class Extractor {
  let pack: RulePack
  private let index: TriggerIndex
  /// What the loops need to know of each rule.
  private let traits: [RuleTraits]
  private let hasBlockRules: Bool
  private var patterns: [CompiledRule?]
  private let matcher: Matcher
  private var presence: TriggerIndex.Presence
  private var blockPresence: TriggerIndex.Presence
  private var marks: [Bool]
  private var candidates: [Int] = []
  private var starts: [Int] = []
  /// What each rule costs; nil where nobody asks, so that asking nobody costs nothing.
  private(set) var costs: [RuleCost]?

  private struct RuleTraits {
    var unit: UnitSet
    /// The rule's kind as a number.
    var kind: Int
    /// The kind that must have been found for the rule to be run, as a number.
    var beside: Int?
    var hasStarts: Bool
  }

  /// The greatest number of pattern runs for one article; far above what the longest article needs.
  static let greatestRunCount = 2_000_000
  /// The greatest number of mentions that one article may have.
  static let greatestMentionCount = 200_000

  /// A rule's pattern, to be searched for or, anchored, to be tried at a place.
  private final class CompiledRule {
    let pattern: Pattern
    let isAnchored: Bool
    let slots: [(name: String, slot: Int)]

    init(pattern: Pattern, isAnchored: Bool) {
      self.pattern = pattern
      self.isAnchored = isAnchored
      slots = pattern.slotNames.enumerated().map { (name: $1, slot: $0) }.filter {
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
    fileprivate var runs = 0
  }

  /// Makes an extractor of a pack's fact rules.
  ///
  /// - Parameter limits: Bounds on the work of a single match; one that meets them is given up and counted.
  public init(pack: RulePack, limits: MatchLimits = MatchLimits(match: 200_000, depth: 10_000, heapKibibytes: 20_000)) {
    self.pack = pack
    var kinds: [String: Int] = [:]
    func number(of kind: String) -> Int {
      let number = kinds[kind] ?? kinds.count
      kinds[kind] = number
      return number
    }
    traits = pack.facts.map { rule in
      // What the segmenter looks for is no fact.
      let isStructure = [SegmentationRules.datelineKind, SegmentationRules.bylineKind].contains(rule.kind)
      return RuleTraits(
        unit: isStructure ? [] : UnitSet(rule.unit), kind: number(of: rule.kind), beside: rule.beside.map(number),
        hasStarts: rule.starts != nil)
    }
    hasBlockRules = traits.contains { $0.unit == .paragraph }
    index = TriggerIndex(pack: pack, isRun: traits.map { !$0.unit.isEmpty })
    patterns = Array(repeating: nil, count: pack.facts.count)
    matcher = Matcher(limits: limits)
    presence = TriggerIndex.Presence(triggerCount: index.triggerCount)
    blockPresence = presence
    marks = Array(repeating: false, count: pack.facts.count)
  }

  /// Begins to measure what each rule costs.
  func measureCosts() {
    costs = pack.facts.map { RuleCost(rule: $0.id) }
  }

  /// The mentions of a document in the order of the text, competing ones already settled.
  ///
  /// - Parameter usesIndex: False runs every rule everywhere; the result is the same, as the tests prove.
  public func mentions(in document: Document, usesIndex: Bool = true) -> Result {
    var result = Result()
    guard let plain = Subject(document.article.text), let masked = Subject(document.maskedText) else { return result }
    var sentences = document.sentences[...]
    var statements = document.statements[...]
    var quotations = document.quotations[...]
    for (number, block) in document.article.blocks.enumerated() where block.role != .metadata {
      if hasBlockRules { blockPresence.removeAll() }
      let own = Self.take(from: &sentences) { $0.block == number }
      let ownStatements = Self.take(from: &statements) { $0.block == number }
      // Without quotations the two texts are one, and so are their sentences.
      if Self.take(from: &quotations, while: { $0.block == number }).isEmpty {
        for sentence in own { run([.sentence, .statement], in: sentence, of: plain, usesIndex, into: &result) }
      } else {
        for sentence in own { run([.sentence], in: sentence, of: plain, usesIndex, into: &result) }
        if hasBlockRules { blockPresence.removeAll() }
        for statement in ownStatements { run([.statement], in: statement, of: masked, usesIndex, into: &result) }
      }
      guard hasBlockRules else { continue }
      // A dateline is part of no sentence, but of its block.
      if let dateline = document.dateline, block.range.contains(dateline.lowerBound) {
        index.collect(from: masked.bytes.span, range: dateline.clamped(to: block.range), into: &blockPresence)
      }
      runCandidates(
        .paragraph, in: Sentence(range: block.range, block: number), of: masked, blockPresence, usesIndex, into: &result)
    }
    result.mentions = Self.settled(result.mentions, rules: pack.facts)
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
    _ wanted: UnitSet, in stretch: Sentence, of subject: Subject, _ usesIndex: Bool,
    into result: inout Result
  ) {
    presence.removeAll()
    index.collect(from: subject.bytes.span, range: stretch.range, into: &presence)
    if hasBlockRules { blockPresence.formUnion(presence) }
    runCandidates(wanted, in: stretch, of: subject, presence, usesIndex, into: &result)
  }

  private func runCandidates(
    _ wanted: UnitSet, in stretch: Sentence, of subject: Subject, _ presence: TriggerIndex.Presence,
    _ usesIndex: Bool, into result: inout Result
  ) {
    candidates.removeAll(keepingCapacity: true)
    if usesIndex {
      index.forEachCandidate(presence, marks: &marks) { rule in
        if wanted.contains(traits[rule].unit), !traits[rule].unit.isEmpty { candidates.append(rule) }
      }
    } else {
      for (rule, trait) in traits.enumerated() where wanted.contains(trait.unit) && !trait.unit.isEmpty {
        candidates.append(rule)
      }
    }
    let firstMention = result.mentions.count
    for rule in candidates where traits[rule].beside == nil {
      run(rule, in: stretch, of: subject, presence, usesIndex, into: &result)
    }
    let lastMention = result.mentions.count
    for rule in candidates {
      guard let kind = traits[rule].beside,
        result.mentions[firstMention..<lastMention].contains(where: { traits[$0.rule].kind == kind })
      else { continue }
      run(rule, in: stretch, of: subject, presence, usesIndex, into: &result)
    }
  }

  private func run(
    _ number: Int, in stretch: Sentence, of subject: Subject, _ presence: TriggerIndex.Presence, _ usesIndex: Bool,
    into result: inout Result
  ) {
    guard result.runs < Self.greatestRunCount, result.mentions.count < Self.greatestMentionCount else {
      result.isExhausted = true
      return
    }
    let isAnchored = usesIndex && traits[number].hasStarts
    if isAnchored {
      _ = index.collectStarts(of: number, in: stretch.range, presence, into: &starts)
      if starts.isEmpty { return }
    }
    guard let rule = compiled(number, isAnchored: isAnchored) else { return }
    let (begin, firstMention) = (costs == nil ? nil : ContinuousClock.now, result.mentions.count)
    defer {
      if let begin { costs?[number].add(.now - begin, matches: result.mentions.count - firstMention) }
    }
    do {
      if isAnchored {
        try tryAtStarts(rule, number, in: stretch, of: subject, into: &result)
      } else {
        try search(rule, number, in: stretch, of: subject, into: &result)
      }
    } catch {
      result.limitHits += 1
    }
  }

  private func search(
    _ rule: CompiledRule, _ number: Int, in stretch: Sentence, of subject: Subject, into result: inout Result
  ) throws {
    result.runs += 1
    try matcher.forEachMatch(of: rule.pattern, in: subject, window: stretch.range) { match in
      result.runs += 1
      add(match, of: rule, number, in: stretch, to: &result)
    }
  }

  private func tryAtStarts(
    _ rule: CompiledRule, _ number: Int, in stretch: Sentence, of subject: Subject, into result: inout Result
  ) throws {
    var next = stretch.range.lowerBound
    let starts = starts
    for start in starts where start >= next {
      result.runs += 1
      // Whether or not there is a match here, no other begins at the same place.
      next = start + 1
      try matcher.match(of: rule.pattern, in: subject, window: stretch.range, at: start) { match in
        next = max(next, match.range.upperBound)
        add(match, of: rule, number, in: stretch, to: &result)
      }
    }
  }

  private func add(
    _ match: Match, of rule: CompiledRule, _ number: Int, in stretch: Sentence, to result: inout Result
  ) {
    guard !match.range.isEmpty else { return }
    var slots: [Mention.Slot] = []
    slots.reserveCapacity(rule.slots.count)
    for (name, slot) in rule.slots {
      if let range = match.range(ofSlot: slot) { slots.append(Mention.Slot(name: name, range: range)) }
    }
    result.mentions.append(Mention(rule: number, range: match.range, block: stretch.block, slots: slots))
  }

  private func compiled(_ number: Int, isAnchored: Bool) -> CompiledRule? {
    if let rule = patterns[number], rule.isAnchored == isAnchored { return rule }
    // The reader of packs has compiled each pattern once, so that this cannot fail for a pack that it has let pass.
    let options: Pattern.Options = isAnchored ? [.duplicateNames, .anchored] : .duplicateNames
    guard let pattern = try? Pattern(pack.facts[number].pattern, options: options) else { return nil }
    let rule = CompiledRule(pattern: pattern, isAnchored: isAnchored)
    patterns[number] = rule
    return rule
  }

  /// The mentions in the order of the text, without those that lose to another of their group.
  ///
  /// The leftmost wins, then the longest, then the higher priority, then the lesser id. Mentions without a group never
  /// compete.
  static func settled(_ mentions: [Mention], rules: [FactRule]) -> [Mention] {
    let ordered = mentions.sorted { first, second in
      if first.range.lowerBound != second.range.lowerBound { return first.range.lowerBound < second.range.lowerBound }
      if first.range.count != second.range.count { return first.range.count > second.range.count }
      let (rule, other) = (rules[first.rule], rules[second.rule])
      if rule.priority != other.priority { return rule.priority > other.priority }
      return rule.id < other.id
    }
    var ends: [String: Int] = [:]
    return ordered.filter { mention in
      guard let group = rules[mention.rule].group else { return true }
      guard mention.range.lowerBound >= ends[group, default: 0] else { return false }
      ends[group] = mention.range.upperBound
      return true
    }
  }
}

/// Units of rules as a set that costs nothing to ask.
private struct UnitSet: OptionSet {
  let rawValue: UInt8

  static let sentence = UnitSet(rawValue: 1)
  static let statement = UnitSet(rawValue: 2)
  static let paragraph = UnitSet(rawValue: 4)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ unit: FactRule.Unit) {
    switch unit {
    case .sentence: self = .sentence
    case .statement: self = .statement
    case .paragraph: self = .paragraph
    }
  }
}
