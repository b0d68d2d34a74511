/// One comparison of facts by one check, and how it came out.
struct Comparison {
  /// The facts compared, as indices into `Report.facts`.
  var facts: [Int]
  /// How it came out.
  var outcome: Outcome
  /// The arithmetic or comparison, such as "9 ≠ 7 + 3".
  var working: String
  /// What the check's message may refer to.
  var placeholders: [String: String] = [:]
  /// Where the facts stand, the place to show first being the first.
  var places: [Finding.Location]

  /// How a comparison came out.
  enum Outcome: Equatable {
    /// The statements can all be true.
    case agreed
    /// They cannot; at most `severity`, whatever the check says.
    case contradicted(atMost: Severity)
  }
}

extension Disjointness {
  /// What two values of this disjointness mean for a comparison: what only a vague bound keeps apart is no error.
  var outcome: Comparison.Outcome {
    switch self {
    case .compatible: .agreed
    case .disjointVaguely: .contradicted(atMost: .warning)
    case .disjointFirmly: .contradicted(atMost: .error)
    }
  }
}

/// What a relation may look at.
struct CheckContext {
  let document: Document
  let facts: [Fact]
  let breakdowns: [Breakdown]
  let words: PackWords

  /// The clean text of a fact.
  func text(of fact: Int) -> String { text(facts[fact].range) }

  /// The clean text of a range.
  func text(_ range: Range<Int>) -> String { String(decoding: document.article.text[range], as: UTF8.self) }

  /// Where a fact stands, with the part that it plays.
  func location(of fact: Int, role: String) -> Finding.Location {
    Finding.Location(target: .text(facts[fact].range), role: role)
  }

  /// The facts that a check applies to: of the kind, or found by the rule, that it names, and without the reservations
  /// that it excludes; none where the article has a fact of a kind that it excludes.
  func facts(for check: CheckRule) -> [Int] {
    let isOfAnyQuantity = check.over == CheckRule.anyQuantity
    let reservations = check.unless.compactMap { Reservation(rawValue: $0) }
    let found = facts.indices.filter { index in
      // One member at a time: to take the whole fact would be to copy it.
      (facts[index].kind == check.over || facts[index].rule == check.over
        || isOfAnyQuantity && facts[index].isQuantity)
        && (reservations.isEmpty || facts[index].reservations.isDisjoint(with: reservations))
    }
    guard !found.isEmpty, reservations.count < check.unless.count else { return found }
    return facts.indices.contains { check.unless.contains(facts[$0].kind) } ? [] : found
  }

  /// The part of the article in which a fact stands.
  func scope(of fact: Int) -> CheckRule.CheckScope {
    document.article.blocks[facts[fact].block].role == .headline ? .headline : .body
  }
}
