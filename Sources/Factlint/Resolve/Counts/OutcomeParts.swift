/// Finds the parts of a total by what became of them: of those aboard, some were rescued, others died or are missing.
extension BreakdownFinder {
  /// The name of the word list of what became of people; the value of a fate is its outcome, and nobody has two.
  static let outcomeLexicon = "fate-outcome"
  /// The rule that tells two numbers of one fate in one sentence.
  static let anotherRule = "count/parts-by-another"

  /// Adds the breakdown of those aboard, where the article gives one number for each outcome and one of them all.
  mutating func addOutcomes() {
    if aboard.isEmpty { return }
    let wholes = aboard.compactMap { mention -> Int? in
      guard let range = mention.range(of: .aboard) else { return nil }
      return count(of: CountPart(number: range, block: mention.block), rule: context.rule(of: mention))
    }
    guard let whole = wholes.first, Set(wholes.map { counts[$0].count.amount }).count == 1,
      !counts[whole].isHedged, let all = counts[whole].stated?.value ?? counts[whole].count.amount.onlyValue, all > 1
    else { return }
    var byOutcome: [String: [String: Int]] = [:]
    for index in counts.indices where !wholes.contains(index) {
      guard let category = counts[index].count.category,
        let outcome = context.words.value(of: category, in: Self.outcomeLexicon), counts[index].role != .headline,
        counts[index].fact.reservations.isEmpty, !counts[index].isOfKnown
      else { continue }
      // What is hedged, a part or one of several numbers of one fate leaves open how many there were of it.
      guard !counts[index].isHedged, !counts[index].isPart, !counts[index].isFurther,
        counts[index].count.amount.onlyValue != nil
      else { return }
      if let known = byOutcome[outcome]?[category] {
        guard counts[known].count.amount == counts[index].count.amount else { return }
      } else {
        byOutcome[outcome, default: [:]][category] = index
      }
    }
    guard byOutcome.count > 1 else { return }
    // Those rescued are the survivors: the greater number of one outcome is all of it.
    let parts = byOutcome.keys.sorted().compactMap { outcome in
      (byOutcome[outcome]?.values).flatMap { values in
        values.sorted().max { amount($0) < amount($1) }
      }
    }
    let sum = parts.reduce(Rational(0)) { sum, index in sum.adding(amount(index)) ?? sum }
    guard sum.doubleValue <= all.doubleValue * Self.greatestExcess else { return }
    add(
      whole, parts.sorted { counts[$0].fact.range.lowerBound < counts[$1].fact.range.lowerBound }, .disjoint,
      rule: aboard.first.map(context.rule) ?? Self.anotherRule)
  }

  private func amount(_ index: Int) -> Rational { counts[index].count.amount.onlyValue ?? 0 }

  /// Adds the breakdowns of two numbers of one fate in one sentence, the second of others than the first: "shot eleven
  /// in one village, where another eight were killed in the next".
  mutating func addAnother() {
    for index in counts.indices where counts[index].isFurther && counts[index].role != .headline {
      let further = counts[index]
      guard let category = further.count.category, further.fact.reservations.isEmpty, !further.isHedged,
        let more = further.stated?.value
      else { continue }
      let first = counts.indices.filter { other in
        counts[other].fact.sentence == further.fact.sentence && counts[other].count.category == category
          && counts[other].fact.range.upperBound <= further.fact.range.lowerBound
      }
      guard first.count == 1, let one = first.first, !counts[one].isHedged, !counts[one].isFurther, !counts[one].isPart,
        counts[one].fact.reservations.isEmpty, let value = counts[one].stated?.value,
        let whole = whole(of: category, before: further.fact.sentence), let all = counts[whole].stated,
        !counts[whole].isHedged, value < all.value, more < all.value,
        let sum = value.adding(more).flatMap({ StatedNumber($0, isExact: true) }),
        Slip.isLikely(sum, all)
      else { continue }
      for part in [one, index] { counts[part].isPart = true }
      add(whole, [one, index], .disjoint, rule: Self.anotherRule)
    }
  }
}
