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
    let slots: [Slot]
    /// The numbers of the groups of all slots.
    let groups: [Int]

    struct Slot {
      var name: String
      var known: SlotName?
      /// Which of the groups are the slot.
      var groups: Range<Int>
    }

    init(pattern: Pattern, isAnchored: Bool) {
      self.pattern = pattern
      self.isAnchored = isAnchored
      var groups: [Int] = []
      var slots: [Slot] = []
      for (slot, name) in pattern.slotNames.enumerated() where !name.hasPrefix(PatternVocabulary.sharedGroupMark) {
        let start = groups.count
        groups += pattern.groups(ofSlot: slot)
        slots.append(Slot(name: name, known: SlotName.named(name), groups: start..<groups.count))
      }
      (self.slots, self.groups) = (slots, groups)
    }

    /// What the slots that took part in a match have, by their places behind a byte of the text.
    func slots(of match: borrowing MatchedGroups, behind base: Int) -> [Mention.Slot] {
      var found: [Mention.Slot] = []
      found.reserveCapacity(slots.count)
      for slot in slots {
        for index in slot.groups {
          guard let range = match.range(ofGroup: groups[index]) else { continue }
          let place = range.lowerBound - base..<range.upperBound - base
          found.append(Mention.Slot(name: slot.name, known: slot.known, range: place))
          break
        }
      }
      return found
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
    // All texts are one to the matcher, so that it need not be given another for each stretch.
    var texts: [Subject] = []
    var length = 0
    for (number, document) in documents.enumerated() {
      // Without quotations the two are one.
      let hasMask = !document.quotations.isEmpty
      guard let plain = Subject(document.article.text),
        let masked = hasMask ? Subject(document.maskedText) : plain
      else { continue }
      let base = length
      texts.append(plain)
      length += plain.count
      let maskedBase = hasMask ? length : base
      if hasMask {
        texts.append(masked)
        length += masked.count
      }
      let omissions = collector.add(
        TryCollector.Input(
          number: number, document: document, plain: (plain, base), masked: (masked, maskedBase), usesIndex: usesIndex))
      batch.results[number].isExhausted = omissions.isExhausted
      batch.results[number].hasOverlongStretch = omissions.hasOverlongStretch
    }
    let tries = SortedTries(collector.tries, in: collector.stretches, ruleCount: traits.count)
    // A long article is not copied where it need not be.
    let text = texts.count == 1 ? texts[0] : Subject(joining: texts)
    run(tries, in: collector.stretches, of: text, usesIndex, &batch)
    for number in batch.results.indices {
      // Taken out, so that they are sorted where they are.
      var mentions: [Mention] = []
      swap(&mentions, &batch.results[number].mentions)
      batch.results[number].mentions = settled(mentions)
    }
    return batch.results
  }

  /// What is known of the documents of a batch.
  private struct Batch {
    var results: [Result]
    /// For each stretch, which of the kinds were found there beside which rules are run.
    var kindsFound = NumberSet()

    var mentionCount: Int { results.reduce(0) { $0 + $1.mentions.count } }
  }

  /// The tries of a batch by rule; of each rule, those of a stretch stand together and ascend.
  private struct SortedTries {
    /// In the text of the batch, in bytes; below 0 where a rule is to be looked for in the whole stretch.
    var places: [Int]
    var stretches: [Int32]
    /// Where the tries of each rule begin, and where those of the last end.
    var starts: [Int]

    init(
      _ tries: ReusedList<TriggerIndex.Try>, in allStretches: [TryCollector.Stretch], ruleCount: Int
    ) {
      let tries = tries.storage.span.extracting(first: tries.count)
      starts = [Int](repeating: 0, count: ruleCount + 1)
      for index in tries.indices { starts[Int(tries[index].rule) + 1] += 1 }
      for rule in 0..<ruleCount { starts[rule + 1] += starts[rule] }
      places = [Int](repeating: 0, count: tries.count)
      stretches = [Int32](repeating: 0, count: tries.count)
      var next = starts
      // From the end, since the places of a rule descend in each stretch.
      for number in stride(from: tries.count - 1, through: 0, by: -1) {
        let wanted = tries[number]
        let index = next[Int(wanted.rule)]
        next[Int(wanted.rule)] = index + 1
        stretches[index] = wanted.stretch
        places[index] = wanted.place < 0 ? -1 : allStretches[Int(wanted.stretch)].base + Int(wanted.place)
      }
    }
  }

  /// Runs each rule at its places in all documents; at last those that are run only beside what others find.
  private func run(
    _ tries: SortedTries, in stretches: [TryCollector.Stretch], of text: Subject, _ usesIndex: Bool,
    _ batch: inout Batch
  ) {
    batch.kindsFound.removeAll(below: stretches.count * besideCount)
    for isBeside in [false, true] {
      for rule in traits.indices where (traits[rule].beside != nil) == isBeside {
        let own = tries.starts[rule]..<tries.starts[rule + 1]
        if own.isEmpty { continue }
        guard costs != nil else {
          run(rule, at: own, of: tries, in: stretches, of: text, usesIndex, &batch)
          continue
        }
        let (begin, mentionCount) = (ContinuousClock.now, batch.mentionCount)
        let runs = run(rule, at: own, of: tries, in: stretches, of: text, usesIndex, &batch)
        costs?[rule].add(
          .now - begin, runs: runs, tries: own.count, matches: batch.mentionCount - mentionCount)
      }
    }
  }

  /// Runs a rule at its places, and returns in how many stretches it was run.
  ///
  /// - Parameter own: Which of the tries are the rule's.
  @discardableResult
  private func run(
    _ number: Int, at own: Range<Int>, of tries: SortedTries, in stretches: [TryCollector.Stretch], of text: Subject,
    _ usesIndex: Bool, _ batch: inout Batch
  ) -> Int {
    let isAnchored = usesIndex && pack.facts[number].starts != nil
    guard let rule = compiled(number, isAnchored: isAnchored) else { return 0 }
    let pattern = rule.pattern
    let beside = traits[number].beside
    let (places, stretchNumbers) = (tries.places.span, tries.stretches.span)
    var runs = 0
    var end = own.lowerBound
    while end < own.upperBound {
      let start = end
      let stretchNumber = Int(stretchNumbers[start])
      repeat { end += 1 } while end < own.upperBound && Int(stretchNumbers[end]) == stretchNumber
      if let beside, !batch.kindsFound.contains(stretchNumber * besideCount + beside) { continue }
      let stretch = stretches[stretchNumber]
      guard batch.results[stretch.document].mentions.count < Self.greatestMentionCount else {
        batch.results[stretch.document].isExhausted = true
        continue
      }
      runs += 1
      let range = stretch.sentence.range
      let window = stretch.base + range.lowerBound..<stretch.base + range.upperBound
      do {
        if isAnchored {
          try matcher.forEachMatch(of: pattern, in: text, window: window, at: places.extracting(start..<end)) {
            add($0, of: rule, number, in: stretch, stretchNumber, to: &batch)
          }
        } else {
          try matcher.forEachMatch(of: pattern, in: text, window: window) {
            add($0.groups, of: rule, number, in: stretch, stretchNumber, to: &batch)
          }
        }
      } catch {
        batch.results[stretch.document].limitHits += 1
      }
    }
    return runs
  }

  private func add(
    _ match: borrowing MatchedGroups, of rule: CompiledRule, _ number: Int, in stretch: TryCollector.Stretch,
    _ stretchNumber: Int, to batch: inout Batch
  ) {
    guard !match.range.isEmpty else { return }
    let range = match.range.lowerBound - stretch.base..<match.range.upperBound - stretch.base
    batch.results[stretch.document].mentions.append(
      Mention(
        rule: number, range: range, block: stretch.sentence.block, slots: rule.slots(of: match, behind: stretch.base)))
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
  private func settled(_ mentions: consuming [Mention]) -> [Mention] {
    var settled = mentions
    settled.sort { first, second in
      if first.range.lowerBound != second.range.lowerBound { return first.range.lowerBound < second.range.lowerBound }
      if first.range.upperBound != second.range.upperBound { return first.range.upperBound > second.range.upperBound }
      return traits[first.rule].rank < traits[second.rule].rank
    }
    var ends = [Int](repeating: 0, count: groupCount)
    settled.removeAll { mention in
      guard let group = traits[mention.rule].group else { return false }
      if mention.range.lowerBound < ends[group] { return true }
      ends[group] = mention.range.upperBound
      return false
    }
    return settled
  }
}
