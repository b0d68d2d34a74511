/// Parts fit their whole: by partition they add up to it, disjoint ones to no more than it, and of overlapping ones
/// each is no more than it.
///
/// Placeholders of its messages: `{whole}` and `{sum}` as numbers, `{parts}` as a sum such as "7 men + 3 women",
/// `{part}` the part that is too great.
struct TotalRelation {
  static let placeholders: Set<String> = ["whole", "sum", "parts", "part"]

  let check: PreparedCheck
  let context: CheckContext

  func comparisons() -> [Comparison] {
    context.breakdowns.compactMap { breakdown in
      guard check.rule.over == "breakdown" || check.rule.over == breakdown.rule else { return nil }
      let indices = [breakdown.whole] + breakdown.parts
      let isExcluded = indices.contains { index in
        !context.facts[index].reservations.isDisjoint(with: check.reservations)
      }
      return isExcluded ? nil : comparison(of: breakdown)
    }
  }

  private func comparison(of breakdown: Breakdown) -> Comparison? {
    guard let whole = amount(breakdown.whole) else { return nil }
    let parts = breakdown.parts.compactMap(amount)
    guard parts.count == breakdown.parts.count, let first = parts.first else { return nil }
    var sum = first
    for part in parts.dropFirst() {
      guard let next = sum.adding(part) else { return nil }
      sum = next
    }
    let addsUp = whole.disjointness(with: sum) == .compatible && whole.onlyValue != nil && sum.onlyValue != nil
    switch breakdown.mode {
    case .partition: return sumComparison(breakdown, whole, sum, whole.disjointness(with: sum), relation: "≠")
    case .disjoint:
      let disjointness = Self.excess(of: sum, over: whole)
      return sumComparison(breakdown, whole, sum, disjointness, relation: "<", isExact: addsUp)
    case .overlapping:
      if addsUp, parts.count > 1 {
        return sumComparison(breakdown, whole, sum, .compatible, relation: "=", isExact: true)
      }
      return overlapComparison(breakdown, whole, parts)
    }
  }

  private func sumComparison(
    _ breakdown: Breakdown, _ whole: Interval, _ sum: Interval, _ disjointness: Disjointness, relation: String,
    isExact: Bool = true
  ) -> Comparison {
    let isAgreed = disjointness == .compatible
    let sign = isAgreed ? (isExact ? "=" : "≥") : relation
    return Comparison(facts: [breakdown.whole] + breakdown.parts, outcome: disjointness.outcome) {
      let numerals = "\(number(breakdown.whole)) \(sign) \(breakdown.parts.map(number).joined(separator: " + "))"
      return Comparison.Account(
        working: isAgreed ? inWords(breakdown, sign: sign, numerals: numerals) : numerals,
        placeholders: [
          "whole": number(breakdown.whole), "sum": Self.text(sum),
          "parts": breakdown.parts.map(numberWithNoun).joined(separator: " + "),
          "part": breakdown.parts.first.map(numberWithNoun) ?? "",
        ],
        places: places(of: breakdown))
    }
  }

  private func overlapComparison(_ breakdown: Breakdown, _ whole: Interval, _ parts: [Interval]) -> Comparison {
    var worst = (disjointness: Disjointness.compatible, part: breakdown.parts[0])
    for (part, amount) in zip(breakdown.parts, parts) {
      let disjointness = Self.excess(of: amount, over: whole)
      if disjointness > worst.disjointness { worst = (disjointness, part) }
    }
    let (isAgreed, part) = (worst.disjointness == .compatible, worst.part)
    return Comparison(
      facts: isAgreed ? [breakdown.whole] + breakdown.parts : [breakdown.whole, part],
      outcome: worst.disjointness.outcome
    ) {
      Comparison.Account(
        working: isAgreed
          ? breakdown.parts.map { "\(number($0)) ≤ \(number(breakdown.whole))" }.joined(separator: ", ")
          : "\(number(part)) > \(number(breakdown.whole))",
        placeholders: [
          "whole": number(breakdown.whole), "sum": number(part), "parts": numberWithNoun(part),
          "part": numberWithNoun(part),
        ],
        places: isAgreed
          ? places(of: breakdown)
          : [context.location(of: breakdown.whole, role: "whole"), context.location(of: part, role: "part")])
    }
  }

  /// How surely `part` is more than `whole`.
  private static func excess(of part: Interval, over whole: Interval) -> Disjointness {
    guard let atLeast = Interval(lower: part.lower, upper: nil), let atMost = Interval(lower: nil, upper: whole.upper)
    else { return .compatible }
    return atLeast.disjointness(with: atMost)
  }

  private func amount(_ fact: Int) -> Interval? {
    if case .count(let count) = context.facts[fact].value { count.amount } else { nil }
  }

  private func places(of breakdown: Breakdown) -> [Finding.Location] {
    [context.location(of: breakdown.whole, role: "whole")]
      + breakdown.parts.map { context.location(of: $0, role: "part") }
  }

  /// The number of a count: its numeral, or its interval where the text leaves it open.
  private func number(_ fact: Int) -> String { amount(fact).map(Self.text) ?? "" }

  private func numberWithNoun(_ fact: Int) -> String {
    guard case .count(let count) = context.facts[fact].value, let noun = count.noun else { return number(fact) }
    return "\(number(fact)) \(noun)"
  }

  private static func text(_ interval: Interval) -> String {
    interval.onlyValue?.formatted() ?? interval.formatted { $0.formatted() }
  }

  /// The arithmetic in the article's words, with the numerals behind it where they differ.
  private func inWords(_ breakdown: Breakdown, sign: String, numerals: String) -> String {
    let words = ([breakdown.whole] + breakdown.parts).map { index -> String in
      guard case .count(let count) = context.facts[index].value else { return "" }
      return context.text(count.number)
    }
    let spoken = "\(words[0]) \(sign) \(words.dropFirst().joined(separator: " + "))"
    return WordFolding.folded(spoken) == numerals ? numerals : "\(spoken) (\(numerals))"
  }
}
