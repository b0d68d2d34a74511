/// Facts that speak of the same thing, as their keys tell, have values that can be the same.
///
/// Placeholders of its messages: `{first}` and `{second}`, what the two facts say in the order of the text;
/// `{firstText}` and `{secondText}`, their whole text; and each attribute of the check's key.
struct AgreeRelation {
  static let placeholders: Set<String> = ["first", "second", "firstText", "secondText"]

  let check: PreparedCheck
  let context: CheckContext

  func comparisons() -> [Comparison] {
    let facts = context.facts(for: check)
    guard facts.count > 1 else { return [] }
    let keyed = facts.compactMap { index in isInScope(index) ? key(of: index).map { (key: $0, fact: index) } : nil }
    guard keyed.count > 1 else { return [] }
    var groups: [[String]: [Int]] = [:]
    var keys: [[String]] = []
    for (key, fact) in keyed {
      if groups[key] == nil { keys.append(key) }
      groups[key, default: []].append(fact)
    }
    return keys.flatMap { key in
      let group = groups[key] ?? []
      return group.count < 2 || hasTwoDays(group) ? [] : comparisons(in: group, key: key)
    }
  }

  // MARK: Which facts

  private func isInScope(_ index: Int) -> Bool {
    let between = check.rule.between
    return between.isEmpty || check.isBetweenHeadlineAndBody || between.contains(context.scope(of: index).rawValue)
      || between.contains(context.facts[index].rule)
  }

  /// What tells of what a fact speaks; nil where that is not told, or no value is.
  private func key(of index: Int) -> [String]? {
    if !check.looksAtKeyFirst, value(of: index) == nil { return nil }
    var key: [String] = []
    for name in check.rule.key {
      guard let attribute = context.attribute(name, of: index) else { return nil }
      key.append(attribute.text)
    }
    return check.looksAtKeyFirst && value(of: index) == nil ? nil : key
  }

  private func value(of index: Int) -> FactAttribute? {
    check.rule.value.flatMap { context.attribute($0, of: index) }
  }

  // MARK: Comparing

  /// Whether one sentence gives two days, which are then those of two events: "the quake of July 3 and that of July 9".
  private func hasTwoDays(_ group: [Int]) -> Bool {
    zip(group, group.dropFirst()).contains { one, other in
      guard context.facts[one].sentence == context.facts[other].sentence, case .days? = value(of: one) else {
        return false
      }
      return disjointness(one, other) != .compatible
    }
  }

  /// Each fact is compared once, with the first of those with which most of the group agree: so a single slip makes a
  /// single contradiction, whichever of the facts it is in.
  private func comparisons(in group: [Int], key: [String]) -> [Comparison] {
    let anchor = anchor(of: group)
    return group.compactMap { index in
      guard index != anchor else { return nil }
      if let ceiling = ceiling(anchor, index) { return comparison(of: anchor, and: index, key: key, ceiling: ceiling) }
      // The anchor's voice cannot be compared with this one's; perhaps another's can.
      guard
        let other = group.prefix(Self.greatestSearch).first(where: { $0 < index && self.ceiling($0, index) != nil }),
        let ceiling = self.ceiling(other, index)
      else { return nil }
      return comparison(of: other, and: index, key: key, ceiling: ceiling)
    }
  }

  /// Groups are small; the bound keeps a hostile article's from costing its square.
  private static let greatestSearch = 50

  private func anchor(of group: [Int]) -> Int {
    let candidates = group.prefix(Self.greatestSearch)
    var best = (index: group[0], agreeing: -1)
    for candidate in candidates {
      let agreeing = candidates.count { $0 != candidate && disjointness(candidate, $0) == .compatible }
      if agreeing > best.agreeing { best = (candidate, agreeing) }
    }
    return best.index
  }

  private func comparison(of one: Int, and other: Int, key: [String], ceiling: Severity) -> Comparison? {
    let (first, second) = (min(one, other), max(one, other))
    if check.isBetweenHeadlineAndBody, context.scope(of: first) == context.scope(of: second) { return nil }
    // Between two rules, what one of them finds twice is about two things.
    if context.facts[first].rule == context.facts[second].rule, check.rule.between.contains(context.facts[first].rule) {
      return nil
    }
    let outcome: Comparison.Outcome
    switch disjointness(first, second).outcome {
    case .agreed: outcome = .agreed
    case .contradicted(let severity): outcome = .contradicted(atMost: max(severity, ceiling))
    }
    let (firstValue, secondValue) = (shown(first), shown(second))
    var placeholders = [
      "first": firstValue, "second": secondValue, "firstText": context.text(of: first),
      "secondText": context.text(of: second),
    ]
    for (name, text) in zip(check.rule.key, key) { placeholders[name] = text }
    return Comparison(
      facts: [first, second], outcome: outcome,
      working: "\(firstValue) \(outcome == .agreed ? "=" : "≠") \(secondValue)", placeholders: placeholders,
      places: places(of: first, role: "first") + places(of: second, role: "second"))
  }

  /// Where a fact stands, and what it was compared by if that stands elsewhere.
  private func places(of index: Int, role: String) -> [Finding.Location] {
    let fact = context.facts[index]
    let place = location(of: index, role: role)
    guard let beside = check.rule.value.flatMap({ fact.place(ofAttribute: $0) }), !fact.range.overlaps(beside) else {
      return [place]
    }
    return [place, Finding.Location(target: .text(beside), role: role)]
  }

  private func disjointness(_ first: Int, _ second: Int) -> Disjointness {
    switch (value(of: first), value(of: second)) {
    case (.number(let one), .number(let other)): one.disjointness(with: other)
    case (.days(let one), .days(let other)): Readings.areDisjoint(one, other) ? .disjointFirmly : .compatible
    case (.symbol(let one), .symbol(let other)):
      WordFolding.folded(one) == WordFolding.folded(other) ? .compatible : .disjointFirmly
    default: .compatible
    }
  }

  /// Where the value stands: the slot of a day, or the fact.
  private func location(of index: Int, role: String) -> Finding.Location {
    guard case .days? = value(of: index), let range = check.rule.value.flatMap({ context.facts[index].slotRanges[$0] })
    else {
      return context.location(of: index, role: role)
    }
    return Finding.Location(target: .text(range), role: role)
  }

  /// What a fact says, for people: the number with its noun, or the value.
  private func shown(_ index: Int) -> String {
    if case .days? = value(of: index), let range = check.rule.value.flatMap({ context.facts[index].slotRanges[$0] }) {
      return context.text(range)
    }
    if case .count(let count) = context.facts[index].value, check.rule.value == "amount" {
      let number = count.amount.onlyValue?.formatted() ?? count.amount.formatted { $0.formatted() }
      return count.noun.map { "\(number) \($0)" } ?? number
    }
    if case .count(let count) = context.facts[index].value { return context.text(count.number) }
    return value(of: index)?.text ?? ""
  }

  // MARK: Voices

  /// How grave a contradiction of two facts can be, given whose words they are; nil where they are not compared.
  ///
  /// Two speakers may differ, which is worth a note. What somebody says in quotation marks is not the narrator's.
  private func ceiling(_ first: Int, _ second: Int) -> Severity? {
    let (one, other) = (context.facts[first], context.facts[second])
    // Two readings of the same words are no two statements.
    guard !one.range.overlaps(other.range), let ceiling = ceiling(of: voice(of: first), and: voice(of: second)) else {
      return nil
    }
    return max(ceiling, one.gravestContradiction, other.gravestContradiction)
  }

  /// Whose words a fact is.
  ///
  /// A headline names its story's source in short, so that its words count as the narrator's.
  private func voice(of index: Int) -> Voice {
    if case .indirect = context.facts[index].voice, context.scope(of: index) == .headline { return .narrator }
    return context.facts[index].voice
  }

  private func ceiling(of first: Voice, and second: Voice) -> Severity? {
    switch (first, second) {
    case (.narrator, .narrator), (.narrator, .indirect), (.indirect, .narrator): .error
    case (.narrator, .direct), (.direct, .narrator): nil
    case (.indirect(let one), .indirect(let other)): one == nil || other == nil || isSame(one, other) ? .error : .note
    case (.direct(let one), .direct(let other)), (.direct(let one), .indirect(let other)),
      (.indirect(let one), .direct(let other)):
      if let one, let other { isSame(one, other) ? .error : .note } else { nil }
    }
  }

  private func telling(_ name: String) -> [String] {
    WordFolding.words(of: name).filter { !context.words.functionWords.contains($0) }
  }

  /// Whether two names of sources are of one: the shorter is the end of the longer, but for words such as "the".
  private func isSame(_ one: String?, _ other: String?) -> Bool {
    if one == other { return true }
    guard let one, let other else { return false }
    let (first, second) = (telling(one), telling(other))
    let count = min(first.count, second.count)
    return count > 0 && first.suffix(count) == second.suffix(count)
  }
}
