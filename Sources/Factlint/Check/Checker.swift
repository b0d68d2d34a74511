/// Applies a pack's checks to the facts of an article.
public struct Checker: Sendable {
  private let checks: [PreparedCheck]
  private let sources: FactSources
  /// For each check, of how many sources there must be facts for it to have anything to compare.
  private let neededCounts: [Int]
  /// The checks that need facts of each source.
  private let checksOfSource: [[Int]]
  private let words: PackWords

  /// The greatest number of comparisons for one article; the rest are not made, and the report says so.
  static let greatestComparisonCount = 50_000

  /// Makes a checker of a pack's checks.
  public init(pack: RulePack) {
    self.init(pack: pack, words: PackWords(pack: pack))
  }

  /// Makes a checker with the pack's word lists as others already have them.
  init(pack: RulePack, words: PackWords) {
    var sources = FactSources()
    checks = pack.checks.map { PreparedCheck($0, sources: &sources) }
    neededCounts = checks.map(\.needed.count)
    var checksOfSource: [[Int]] = Array(repeating: [], count: sources.count)
    for (number, check) in checks.enumerated() {
      for source in check.needed { checksOfSource[source].append(number) }
    }
    self.sources = sources
    self.checksOfSource = checksOfSource
    self.words = words
  }

  /// Fills in what a report says of its facts: findings, agreements, what was not checked, and coverage.
  ///
  /// - Parameter report: One with its document, facts and breakdowns, and nothing yet of what a check fills in.
  public func check(_ report: inout Report) {
    let context = CheckContext(of: report, sources: sources, words: words)
    var contradictions: [Contradiction] = []
    var isCompared = Array(repeating: false, count: report.facts.count)
    var isExhausted = false
    checking: for number in checksWithFacts(in: context) {
      let check = checks[number]
      for comparison in comparisons(by: check, in: context) {
        guard report.coverage.comparisons < Self.greatestComparisonCount else {
          isExhausted = true
          break checking
        }
        report.coverage.comparisons += 1
        for fact in comparison.facts { isCompared[fact] = true }
        switch comparison.outcome {
        case .agreed:
          report.coverage.agreed += 1
          report.agreements.append(
            Agreement(check: check.rule.id, working: comparison.working, places: comparison.places))
        case .contradicted(let severity):
          contradictions.append(
            Contradiction(check: check.rule, severity: max(check.rule.severity, severity), comparison: comparison))
        }
      }
    }
    if isExhausted {
      report.incidents.append(
        Incident(code: "work-limit", message: "There was more to compare than is allowed for one article."))
    }
    if !contradictions.isEmpty { report.findings = Contradiction.findings(from: contradictions, in: report) }
    report.agreements.sort { ($0.position, $0.check) < ($1.position, $1.check) }
    tellCoverage(of: isCompared, isExhausted: isExhausted, in: &report)
  }

  /// The checks for which there are facts of all that they need, ascending: most articles give most checks nothing to do.
  private func checksWithFacts(in context: CheckContext) -> [Int] {
    var missing = neededCounts
    for source in checksOfSource.indices where context.hasFacts(of: source) {
      for number in checksOfSource[source] { missing[number] -= 1 }
    }
    return missing.indices.filter { missing[$0] == 0 }
  }

  /// Says which of the facts that reports list were compared, and why the others were not.
  ///
  /// Of facts that only put side by side what is compared, those count that stand in their slots.
  private func tellCoverage(of isCompared: [Bool], isExhausted: Bool, in report: inout Report) {
    let isListed = report.facts.map(\.isListed)
    var slots: [Range<Int>] = []
    for index in isCompared.indices where isCompared[index] && !isListed[index] {
      slots += report.facts[index].slotRanges.values
    }
    for index in isListed.indices where isListed[index] {
      report.coverage.facts += 1
      let range = report.facts[index].range
      if isCompared[index] || slots.contains(where: { range.overlaps($0) }) {
        report.coverage.checked += 1
        continue
      }
      let reservations = report.facts[index].reservations
      let reservation = reservations.isEmpty ? nil : Reservation.allCases.first(where: reservations.contains)
      let otherwise: Unchecked.Reason = isExhausted ? .budget : .nothingToCompare
      report.unchecked.append(Unchecked(fact: index, reason: reservation.map { .reserved($0) } ?? otherwise))
    }
  }

  private func comparisons(by check: PreparedCheck, in context: CheckContext) -> [Comparison] {
    switch check.rule.relation {
    case .agree: AgreeRelation(check: check, context: context).comparisons()
    case .total: TotalRelation(check: check, context: context).comparisons()
    case .calendar: CalendarRelation(check: check, context: context).comparisons()
    case .equation: EquationRelation(check: check, equations: check.equations, context: context).comparisons()
    case .order: OrderRelation(check: check, context: context).comparisons()
    case .never: NeverRelation(check: check, context: context).comparisons()
    case .spelling where check.rule.value == CheckRule.SpellingTest.given.rawValue:
      GivenNameRelation(context: context).comparisons()
    case .spelling: SpellingRelation(context: context).comparisons()
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
