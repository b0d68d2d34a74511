/// Makes facts of the mentions of a desk's own kinds: the values of their slots by name.
struct RecordResolver {
  let context: ResolutionContext
  let voices: Voices
  /// For each rule, whether its mentions are facts of a kind without a resolver of its own.
  let isOfRecord: [Bool]

  /// The kinds that have a resolver of their own.
  static let knownKinds: Set<String> = AttributionResolver.kinds.union(DateResolver.kinds).union(CountResolver.kinds)
    .union([SegmentationRules.datelineKind, SegmentationRules.bylineKind])

  func facts() -> [Fact] {
    context.mentions.compactMap { mention in
      guard isOfRecord[mention.rule] else { return nil }
      let rule = context.rule(of: mention)
      var values: [String: SlotValue] = [:]
      for (name, type) in rule.slots {
        if case .number = type {
          if var number = context.number(of: name, in: mention) {
            // Seats and votes are meant to the last one, however round their number is.
            if rule.gives["exact"] == "true" { number.isExact = true }
            values[name] = .number(Interval.allowed(by: number))
          }
        } else if let text = context.value(of: name, in: mention) {
          values[name] = .symbol(text)
        }
      }
      for (name, text) in rule.gives where values[name] == nil && name != "exact" { values[name] = .symbol(text) }
      return Fact(
        kind: rule.kind, rule: rule.id, range: mention.range, block: mention.block,
        sentence: context.sentence(at: mention.range.lowerBound), voice: voices.voice(at: mention.range.lowerBound),
        value: .record(values))
    }
  }
}
