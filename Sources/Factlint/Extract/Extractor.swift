import PCRE2

/// Runs a pack's fact rules over documents, one after another, on one thread.
///
/// Patterns are compiled when first needed: most articles meet a fraction of them.
final class Extractor {
  let pack: RulePack
  private let index: TriggerIndex
  private var patterns: [CompiledRule?]
  private let matcher: Matcher
  private var presence: TriggerIndex.Presence
  private var blockPresence: TriggerIndex.Presence
  private var marks: [Bool]
  private var candidates: [Int] = []

  /// The greatest number of pattern runs for one article; far above what the longest article needs.
  static let greatestRunCount = 2_000_000
  /// The greatest number of mentions that one article may have.
  static let greatestMentionCount = 200_000

  private struct CompiledRule {
    var pattern: Pattern
    var slots: [(name: String, slot: Int)]
  }

  /// What came of one document.
  struct Result {
    var mentions: [Mention] = []
    /// Pattern runs that were given up at a limit.
    var limitHits = 0
    /// Whether the work allowed for one article was used up before its end.
    var isExhausted = false
    fileprivate var runs = 0
  }

  init(pack: RulePack, limits: MatchLimits = MatchLimits(match: 200_000, depth: 10_000, heapKibibytes: 20_000)) {
    self.pack = pack
    index = TriggerIndex(pack: pack)
    patterns = Array(repeating: nil, count: pack.facts.count)
    matcher = Matcher(limits: limits)
    presence = TriggerIndex.Presence(triggerCount: index.triggerCount)
    blockPresence = presence
    marks = Array(repeating: false, count: pack.facts.count)
  }

  /// The mentions of a document in the order of the text, competing ones already settled.
  ///
  /// - Parameter usesIndex: False runs every rule everywhere; the result is the same, as the tests prove.
  func mentions(in document: Document, usesIndex: Bool = true) -> Result {
    var result = Result()
    guard let plain = Subject(document.article.text), let masked = Subject(document.maskedText) else { return result }
    run(.sentence, over: document.sentences, of: plain, usesIndex: usesIndex, into: &result)
    run(.statement, over: document.statements, of: masked, usesIndex: usesIndex, into: &result)
    let blocks = document.article.blocks.enumerated().compactMap { number, block in
      block.role == .metadata ? nil : Sentence(range: block.range, block: number)
    }
    run(.paragraph, over: blocks, of: masked, usesIndex: usesIndex, into: &result)
    result.mentions = Self.settled(result.mentions, rules: pack.facts)
    return result
  }

  private func run(
    _ unit: FactRule.Unit, over stretches: [Sentence], of subject: Subject, usesIndex: Bool, into result: inout Result
  ) {
    for stretch in stretches {
      candidates.removeAll(keepingCapacity: true)
      if usesIndex {
        presence.removeAll()
        index.collect(from: subject.bytes.span, range: stretch.range, into: &presence)
        index.forEachCandidate(presence, marks: &marks) { rule in
          if pack.facts[rule].unit == unit { candidates.append(rule) }
        }
      } else {
        candidates.append(contentsOf: pack.facts.indices.lazy.filter { self.pack.facts[$0].unit == unit })
      }
      for rule in candidates {
        guard result.runs < Self.greatestRunCount, result.mentions.count < Self.greatestMentionCount else {
          result.isExhausted = true
          return
        }
        match(rule, in: stretch, of: subject, into: &result)
      }
    }
  }

  private func match(_ number: Int, in stretch: Sentence, of subject: Subject, into result: inout Result) {
    guard let rule = compiled(number) else { return }
    do {
      result.runs += 1
      try matcher.forEachMatch(of: rule.pattern, in: subject, window: stretch.range) { match in
        result.runs += 1
        guard !match.range.isEmpty else { return }
        var slots: [Mention.Slot] = []
        slots.reserveCapacity(rule.slots.count)
        for (name, slot) in rule.slots {
          if let range = match.range(ofSlot: slot) { slots.append(Mention.Slot(name: name, range: range)) }
        }
        result.mentions.append(Mention(rule: number, range: match.range, block: stretch.block, slots: slots))
      }
    } catch {
      result.limitHits += 1
    }
  }

  private func compiled(_ number: Int) -> CompiledRule? {
    if let rule = patterns[number] { return rule }
    // The reader of packs has compiled each pattern once, so that this cannot fail for a pack that it has let pass.
    guard let pattern = try? Pattern(pack.facts[number].pattern, options: .duplicateNames) else { return nil }
    let slots = pattern.slotNames.enumerated().map { (name: $1, slot: $0) }
      .filter { !$0.name.hasPrefix(PatternVocabulary.sharedGroupMark) }
    let rule = CompiledRule(pattern: pattern, slots: slots)
    patterns[number] = rule
    return rule
  }

  /// The mentions in the order of the text, without those that lose to another of their group: the leftmost wins,
  /// then the longest, then the higher priority, then the lesser id. Mentions without a group never compete.
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
