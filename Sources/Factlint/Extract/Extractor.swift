public import PCRE2

/// Runs a pack's fact rules over documents, one batch after another, on one thread.
///
/// The machine code of all patterns is far larger than a processor's caches. So the places at which rules are to be tried
/// are first collected in all documents of a batch, and then each rule is tried at all of its places before the next one.
/// Patterns are compiled when first needed: most articles meet a fraction of them.
public final class Extractor {
  let pack: RulePack
  /// What the loops need to know of each rule.
  private let traits: [RuleTraits]
  private let groupCount: Int
  /// How many kinds there are beside which rules are run.
  private let besideCount: Int
  private var patterns: [CompiledRule?]
  private let usesJIT: Bool
  private let matcher: Matcher
  /// Where the rules are to be tried.
  private var collector: TryCollector
  /// What each rule costs; nil where nobody asks, so that asking nobody costs nothing.
  private(set) var costs: [RuleCost]?

  private struct RuleTraits {
    /// The number of the rule's kind among those beside which rules are run; nil where none is.
    var kind: Int?
    /// The number of the kind that must have been found for the rule to be run.
    var beside: Int?
    /// The rule's group as a number.
    var group: Int?
    /// The lower the rank, the sooner a mention of the rule wins over one of the same extent.
    var rank: Int
  }

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
    for kind in pack.facts.compactMap(\.beside) where kinds[kind] == nil { kinds[kind] = kinds.count }
    besideCount = kinds.count
    var groups: [String: Int] = [:]
    for group in pack.facts.compactMap(\.group) where groups[group] == nil { groups[group] = groups.count }
    groupCount = groups.count
    let ranks = Self.ranks(of: pack.facts)
    traits = pack.facts.enumerated().map { index, rule in
      RuleTraits(
        kind: kinds[rule.kind], beside: rule.beside.flatMap { kinds[$0] }, group: rule.group.flatMap { groups[$0] },
        rank: ranks[index])
    }
    collector = TryCollector(pack: pack)
    patterns = Array(repeating: nil, count: pack.facts.count)
    matcher = Matcher(limits: limits)
  }

  /// Begins to measure what each rule costs.
  func measureCosts() {
    costs = pack.facts.map { RuleCost(rule: $0.id) }
  }

  /// The mentions of a document in the order of the text, competing ones already settled.
  ///
  /// - Parameter usesIndex: False runs every rule everywhere; the result is the same, as the tests prove.
  public func mentions(in document: Document, usesIndex: Bool = true) -> Result {
    mentions(in: [document], usesIndex: usesIndex)[0]
  }

  /// The same for each of some documents, which is quicker for many than one by one.
  public func mentions(in documents: [Document], usesIndex: Bool = true) -> [Result] {
    collector.removeAll()
    var batch = Batch(results: documents.map { _ in Result() })
    for (number, document) in documents.enumerated() {
      guard let plain = Subject(document.article.text), let masked = Subject(document.maskedText) else {
        batch.plain.append(Subject(""))
        batch.masked.append(Subject(""))
        continue
      }
      batch.plain.append(plain)
      batch.masked.append(masked)
      let omissions = collector.add(
        TryCollector.Input(number: number, document: document, plain: plain, masked: masked, usesIndex: usesIndex))
      batch.results[number].isExhausted = omissions.isExhausted
      batch.results[number].hasOverlongStretch = omissions.hasOverlongStretch
    }
    run(collector.tries, in: collector.stretches, usesIndex, &batch)
    for number in batch.results.indices { batch.results[number].mentions = settled(batch.results[number].mentions) }
    return batch.results
  }

  /// What is known of the documents of a batch.
  private struct Batch {
    var results: [Result]
    /// The text of each, and the same with opaque quotations.
    var plain: [Subject] = []
    var masked: [Subject] = []
    /// For each stretch, which of the kinds were found there beside which rules are run.
    var kindsFound = NumberSet()

    var mentionCount: Int { results.reduce(0) { $0 + $1.mentions.count } }
  }

  /// Runs each rule at its places in all documents; at last those that are run only beside what others find.
  private func run(
    _ tries: [TriggerIndex.Try], in stretches: [TryCollector.Stretch], _ usesIndex: Bool, _ batch: inout Batch
  ) {
    // Sorted by counting how many each rule has.
    var starts = [Int](repeating: 0, count: traits.count + 1)
    for wanted in tries { starts[Int(wanted.rule) + 1] += 1 }
    for rule in traits.indices { starts[rule + 1] += starts[rule] }
    var places = starts
    var sorted = tries
    for wanted in tries {
      sorted[places[Int(wanted.rule)]] = wanted
      places[Int(wanted.rule)] += 1
    }
    batch.kindsFound.removeAll(below: stretches.count * besideCount)
    for isBeside in [false, true] {
      for rule in traits.indices where (traits[rule].beside != nil) == isBeside && starts[rule] < starts[rule + 1] {
        let own = starts[rule]..<starts[rule + 1]
        guard costs != nil else {
          run(rule, at: own, of: sorted, in: stretches, usesIndex, &batch)
          continue
        }
        let (begin, mentionCount) = (ContinuousClock.now, batch.mentionCount)
        let runs = run(rule, at: own, of: sorted, in: stretches, usesIndex, &batch)
        costs?[rule].add(
          .now - begin, runs: runs, tries: own.count, matches: batch.mentionCount - mentionCount)
      }
    }
  }

  /// Runs a rule at its places, which descend, and returns in how many stretches it was run.
  ///
  /// - Parameter own: Which of the tries are the rule's.
  @discardableResult
  private func run(
    _ number: Int, at own: Range<Int>, of tries: [TriggerIndex.Try], in stretches: [TryCollector.Stretch],
    _ usesIndex: Bool, _ batch: inout Batch
  ) -> Int {
    let isAnchored = usesIndex && pack.facts[number].starts != nil
    guard let rule = compiled(number, isAnchored: isAnchored) else { return 0 }
    let pattern = rule.pattern
    let beside = traits[number].beside
    var runs = 0
    // Those of a stretch stand together.
    var start = own.upperBound
    while start > own.lowerBound {
      let end = start
      let stretchNumber = Int(tries[end - 1].stretch)
      repeat { start -= 1 } while start > own.lowerBound && Int(tries[start - 1].stretch) == stretchNumber
      if let beside, !batch.kindsFound.contains(stretchNumber * besideCount + beside) { continue }
      let stretch = stretches[stretchNumber]
      guard batch.results[stretch.document].mentions.count < Self.greatestMentionCount else {
        batch.results[stretch.document].isExhausted = true
        continue
      }
      runs += 1
      let subject = stretch.isMasked ? batch.masked[stretch.document] : batch.plain[stretch.document]
      let window = stretch.sentence.range
      do {
        if !isAnchored {
          try matcher.forEachMatch(of: pattern, in: subject, window: window) { match in
            add(match, of: rule, number, in: stretch, stretchNumber, to: &batch)
          }
          continue
        }
        // No match begins inside another of the same rule.
        var next = window.lowerBound
        for index in stride(from: end - 1, through: start, by: -1) {
          let place = Int(tries[index].place)
          if place < next { continue }
          try matcher.match(of: pattern, in: subject, window: window, at: place) { match in
            next = max(next, match.range.upperBound)
            add(match, of: rule, number, in: stretch, stretchNumber, to: &batch)
          }
        }
      } catch {
        batch.results[stretch.document].limitHits += 1
      }
    }
    return runs
  }

  private func add(
    _ match: Match, of rule: CompiledRule, _ number: Int, in stretch: TryCollector.Stretch, _ stretchNumber: Int,
    to batch: inout Batch
  ) {
    guard !match.range.isEmpty else { return }
    var slots: [Mention.Slot] = []
    slots.reserveCapacity(rule.slots.count)
    for (name, known, slot) in rule.slots {
      if let range = match.range(ofSlot: slot) { slots.append(Mention.Slot(name: name, known: known, range: range)) }
    }
    batch.results[stretch.document].mentions.append(
      Mention(rule: number, range: match.range, block: stretch.sentence.block, slots: slots))
    if let kind = traits[number].kind { batch.kindsFound.insert(stretchNumber * besideCount + kind) }
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
