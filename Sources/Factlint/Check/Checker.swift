/// Applies a pack's checks to the facts of an article.
public struct Checker: Sendable {
  private let checks: [CheckRule]
  /// The equations of each check that has some, in the order of `checks`.
  private let equations: [[Equation]]
  /// For each check, of how many kinds and rules there must be facts for it to have anything to compare.
  private let sourceCounts: [Int]
  /// The checks that need facts of a kind or rule.
  private let checksOfSource: [String: [Int]]
  private let words: PackWords

  /// The greatest number of comparisons for one article; the rest are not made, and the report says so.
  static let greatestComparisonCount = 50_000

  /// Makes a checker of a pack's checks.
  public init(pack: RulePack) {
    self.init(pack: pack, words: PackWords(pack: pack))
  }

  /// Makes a checker with the pack's word lists as others already have them.
  init(pack: RulePack, words: PackWords) {
    checks = pack.checks
    // The reader of packs makes sure that all of them are equations.
    equations = pack.checks.map { $0.holds.compactMap { try? Equation(parsing: $0) } }
    let sources = pack.checks.map { check -> Set<String> in
      switch check.relation {
      case .agree, .calendar, .equation, .order, .never: Set([check.over] + check.with)
      // These look at what is no fact.
      case .total, .spelling, .quotation, .metadata: []
      }
    }
    sourceCounts = sources.map(\.count)
    var checksOfSource: [String: [Int]] = [:]
    for (number, sources) in sources.enumerated() {
      for source in sources { checksOfSource[source, default: []].append(number) }
    }
    self.checksOfSource = checksOfSource
    self.words = words
  }

  /// Fills in what a report says of its facts: findings, agreements, what was not checked, and coverage.
  ///
  /// - Parameter report: One with its document, facts and breakdowns, and nothing yet of what a check fills in.
  public func check(_ report: inout Report) {
    let context = CheckContext(of: report, words: words)
    var contradictions: [Contradiction] = []
    var checked: Set<Int> = []
    var isExhausted = false
    checking: for number in checksWithFacts(in: context) {
      let check = checks[number]
      for comparison in comparisons(by: check, equations[number], in: context) {
        guard report.coverage.comparisons < Self.greatestComparisonCount else {
          isExhausted = true
          break checking
        }
        report.coverage.comparisons += 1
        checked.formUnion(comparison.facts)
        switch comparison.outcome {
        case .agreed:
          report.coverage.agreed += 1
          report.agreements.append(
            Agreement(check: check.id, working: comparison.working, places: comparison.places))
        case .contradicted(let severity):
          contradictions.append(
            Contradiction(check: check, severity: max(check.severity, severity), comparison: comparison))
        }
      }
    }
    if isExhausted {
      report.incidents.append(
        Incident(code: "work-limit", message: "There was more to compare than is allowed for one article."))
    }
    report.findings = Contradiction.findings(from: contradictions, in: report)
    report.agreements.sort { ($0.position, $0.check) < ($1.position, $1.check) }
    checked = Self.listed(checked, of: report.facts)
    report.coverage.facts = report.facts.count(where: \.isListed)
    report.coverage.checked = checked.count
    report.unchecked = report.facts.indices.filter { report.facts[$0].isListed && !checked.contains($0) }.map { index in
      let reservation = Reservation.allCases.first(where: report.facts[index].reservations.contains)
      let otherwise: Unchecked.Reason = isExhausted ? .budget : .nothingToCompare
      return Unchecked(fact: index, reason: reservation.map { .reserved($0) } ?? otherwise)
    }
  }

  /// The checks for which there are facts of all that they need, ascending: most articles give most checks nothing to do.
  private func checksWithFacts(in context: CheckContext) -> [Int] {
    var missing = sourceCounts
    for source in context.sources {
      for number in checksOfSource[source] ?? [] { missing[number] -= 1 }
    }
    return missing.indices.filter { missing[$0] == 0 }
  }

  /// Those of the facts compared that reports list, with those that stand in the slots of the others.
  private static func listed(_ checked: Set<Int>, of facts: [Fact]) -> Set<Int> {
    let aside = checked.filter { !facts[$0].isListed }
    guard !aside.isEmpty else { return checked }
    let slots = aside.flatMap { facts[$0].slotRanges.values }
    let compared = facts.indices.filter { index in
      facts[index].isListed && slots.contains { facts[index].range.overlaps($0) }
    }
    return checked.subtracting(aside).union(compared)
  }

  private func comparisons(
    by check: CheckRule, _ equations: [Equation], in context: CheckContext
  ) -> [Comparison] {
    switch check.relation {
    case .agree: AgreeRelation(check: check, context: context).comparisons()
    case .total: TotalRelation(check: check, context: context).comparisons()
    case .calendar: CalendarRelation(check: check, context: context).comparisons()
    case .equation: EquationRelation(check: check, equations: equations, context: context).comparisons()
    case .order: OrderRelation(check: check, equations: equations, context: context).comparisons()
    case .never: NeverRelation(check: check, context: context).comparisons()
    case .spelling where check.value == CheckRule.SpellingTest.given.rawValue:
      GivenNameRelation(context: context).comparisons()
    case .spelling: SpellingRelation(check: check, context: context).comparisons()
    case .quotation: QuotationRelation(check: check, context: context).comparisons()
    case .metadata: MetadataRelation(check: check, context: context).comparisons()
    }
  }
}

extension Agreement {
  /// Where its first place begins in the clean text.
  fileprivate var position: Int { places.first?.position ?? 0 }
}

extension Finding.Location {
  /// Where it begins in the clean text; what stands in no text comes before all of it.
  var position: Int {
    if case .text(let range) = target { range.lowerBound } else { -1 }
  }
}
