/// Facts that speak of the same thing, as their keys tell, have values that can be the same.
///
/// Placeholders of its messages: `{first}` and `{second}`, what the two facts say in the order of the text;
/// `{firstText}` and `{secondText}`, their whole text; and each attribute of the check's key.
struct AgreeRelation {
  static let placeholders: Set<String> = ["first", "second", "firstText", "secondText"]

  let check: PreparedCheck
  let context: CheckContext

  /// A fact with what it is compared by.
  private struct Statement {
    var fact: Int
    /// A hash of what tells of what it speaks: with 64 bits, no two keys of an article are taken for one.
    var key: UInt64
    var value: FactAttribute
  }

  func comparisons() -> [Comparison] {
    guard context.hasSeveralFacts(of: check.over), let value = check.value, !context.isExcluded(check) else {
      return []
    }
    var statements: [Statement] = []
    for fact in context.facts(of: check.over) where isInScope(fact) && context.isFree(fact, of: check.reservations) {
      if let statement = statement(fact, value) { statements.append(statement) }
    }
    guard statements.count > 1 else { return [] }
    return groups(of: statements).flatMap { hasTwoDays($0) ? [] : comparisons(in: $0) }
  }

  // MARK: Which facts

  private func isInScope(_ index: Int) -> Bool {
    let between = check.rule.between
    return between.isEmpty || check.isBetweenHeadlineAndBody || between.contains(context.scope(of: index).rawValue)
      || between.contains(context.facts[index].rule)
  }

  /// What a fact states; nil where it is not told of what it speaks, or there is no value.
  private func statement(_ fact: Int, _ valueName: AttributeName) -> Statement? {
    if check.looksAtKeyFirst {
      guard let key = key(of: fact), let value = context.attribute(valueName, of: fact) else { return nil }
      return Statement(fact: fact, key: key, value: value)
    }
    guard let value = context.attribute(valueName, of: fact), let key = key(of: fact) else { return nil }
    return Statement(fact: fact, key: key, value: value)
  }

  private func key(of fact: Int) -> UInt64? {
    var key = WordFolding.seed
    for name in check.key {
      guard let attribute = context.attribute(name, of: fact) else { return nil }
      for byte in attribute.text.utf8 { key = WordFolding.mix(key, byte) }
      // No text has the control character.
      key = WordFolding.mix(key, 0x01)
    }
    return key
  }

  /// Those of several statements that speak of the same things, in the order of the text.
  private func groups(of statements: [Statement]) -> [[Statement]] {
    let sorted = statements.sorted { ($0.key, $0.fact) < ($1.key, $1.fact) }
    var groups: [[Statement]] = []
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end].key == sorted[start].key { end += 1 }
      if end - start > 1 { groups.append(Array(sorted[start..<end])) }
      start = end
    }
    return groups.sorted { $0[0].fact < $1[0].fact }
  }

  // MARK: Comparing

  /// Whether one sentence gives two days, which are then those of two events: "the quake of July 3 and that of July 9".
  private func hasTwoDays(_ group: [Statement]) -> Bool {
    zip(group, group.dropFirst()).contains { one, other in
      guard case .days = one.value, context.facts[one.fact].sentence == context.facts[other.fact].sentence else {
        return false
      }
      return disjointness(one, other) != .compatible
    }
  }

  /// Each fact is compared once, with the first of those with which most of the group agree: so a single slip makes a
  /// single contradiction, whichever of the facts it is in.
  private func comparisons(in group: [Statement]) -> [Comparison] {
    let anchor = anchor(of: group)
    return group.indices.compactMap { index in
      guard index != anchor else { return nil }
      if let ceiling = ceiling(group[anchor].fact, group[index].fact) {
        return comparison(of: group[anchor], and: group[index], ceiling: ceiling)
      }
      // The anchor's voice cannot be compared with this one's; perhaps another's can.
      for other in group.prefix(min(index, Self.greatestSearch)) {
        if let ceiling = ceiling(other.fact, group[index].fact) {
          return comparison(of: other, and: group[index], ceiling: ceiling)
        }
      }
      return nil
    }
  }

  /// Groups are small; the bound keeps a hostile article's from costing its square.
  private static let greatestSearch = 50

  private func anchor(of group: [Statement]) -> Int {
    // Of two, each agrees with as many as the other.
    if group.count == 2 { return 0 }
    let candidates = group.indices.prefix(Self.greatestSearch)
    var best = (index: 0, agreeing: -1)
    for candidate in candidates {
      let agreeing = candidates.count {
        $0 != candidate && disjointness(group[candidate], group[$0]) == .compatible
      }
      if agreeing > best.agreeing { best = (candidate, agreeing) }
    }
    return best.index
  }

  private func comparison(of one: Statement, and other: Statement, ceiling: Severity) -> Comparison? {
    let (first, second) = one.fact < other.fact ? (one, other) : (other, one)
    if check.isBetweenHeadlineAndBody, context.scope(of: first.fact) == context.scope(of: second.fact) { return nil }
    // Between two rules, what one of them finds twice is about two things.
    if !check.rule.between.isEmpty, context.facts[first.fact].rule == context.facts[second.fact].rule,
      check.rule.between.contains(context.facts[first.fact].rule)
    {
      return nil
    }
    let outcome: Comparison.Outcome
    switch disjointness(first, second).outcome {
    case .agreed: outcome = .agreed
    case .contradicted(let severity): outcome = .contradicted(atMost: max(severity, ceiling))
    }
    return Comparison(facts: [first.fact, second.fact], outcome: outcome) {
      account(of: first, and: second, isAgreed: outcome == .agreed)
    }
  }

  private func account(of first: Statement, and second: Statement, isAgreed: Bool) -> Comparison.Account {
    let (firstValue, secondValue) = (shown(first), shown(second))
    var placeholders = [
      "first": firstValue, "second": secondValue, "firstText": context.text(of: first.fact),
      "secondText": context.text(of: second.fact),
    ]
    for name in check.key { placeholders[name.text] = context.attribute(name, of: first.fact)?.text }
    return Comparison.Account(
      working: "\(firstValue) \(isAgreed ? "=" : "≠") \(secondValue)", placeholders: placeholders,
      places: places(of: first, role: "first") + places(of: second, role: "second"))
  }

  /// Where a fact stands, and what it was compared by if that stands elsewhere.
  private func places(of statement: Statement, role: String) -> [Finding.Location] {
    let place = location(of: statement, role: role)
    guard let beside = check.value.flatMap({ context.facts[statement.fact].place(ofAttribute: $0.text) }),
      !context.facts[statement.fact].range.overlaps(beside)
    else { return [place] }
    return [place, Finding.Location(target: .text(beside), role: role)]
  }

  private func disjointness(_ first: Statement, _ second: Statement) -> Disjointness {
    switch (first.value, second.value) {
    case (.number(let one), .number(let other)): one.disjointness(with: other)
    case (.days(let one), .days(let other)): Readings.areDisjoint(one, other) ? .disjointFirmly : .compatible
    case (.symbol(let one), .symbol(let other)):
      one == other || WordFolding.folded(one) == WordFolding.folded(other) ? .compatible : .disjointFirmly
    default: .compatible
    }
  }

  /// Where the value stands: the slot of a day, or the fact.
  private func location(of statement: Statement, role: String) -> Finding.Location {
    if let range = dayRange(of: statement) { return Finding.Location(target: .text(range), role: role) }
    return context.location(of: statement.fact, role: role)
  }

  private func dayRange(of statement: Statement) -> Range<Int>? {
    guard case .days = statement.value else { return nil }
    return check.value.flatMap { context.facts[statement.fact].slotRanges[$0.text] }
  }

  /// What a fact says, for people: the number with its noun, or the value.
  private func shown(_ statement: Statement) -> String {
    if let range = dayRange(of: statement) { return context.text(range) }
    guard case .count(let count) = context.facts[statement.fact].value else { return statement.value.text }
    guard check.rule.value == "amount" else { return context.text(count.number) }
    let number = count.amount.onlyValue?.formatted() ?? count.amount.formatted { $0.formatted() }
    return count.noun.map { "\(number) \($0)" } ?? number
  }

  // MARK: Voices

  /// How grave a contradiction of two facts can be, given whose words they are; nil where they are not compared.
  ///
  /// Two speakers may differ, which is worth a note. What somebody says in quotation marks is not the narrator's.
  private func ceiling(_ first: Int, _ second: Int) -> Severity? {
    // Two readings of the same words are no two statements.
    guard !context.facts[first].range.overlaps(context.facts[second].range),
      let ceiling = ceiling(of: voice(of: first), and: voice(of: second))
    else { return nil }
    return max(ceiling, context.facts[first].gravestContradiction, context.facts[second].gravestContradiction)
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
