/// Applies a pack's checks to the facts of an article.
public struct Checker: Sendable {
  private let checks: [PreparedCheck]
  private let sources: FactSources
  /// The checks that look at what is no fact, and those over each source.
  private let checksOfNone: [Int]
  private let checksOfSource: [[Int]]
  private let words: PackWords
  private let names: NameWords
  private let agreements: Agreement.Account

  /// The greatest number of comparisons for one article; the rest are not made, and the report says so.
  static let greatestComparisonCount = 50_000

  /// Makes a checker of a pack's checks.
  ///
  /// - Parameter agreements: In which reports agreements are told.
  public init(pack: RulePack, agreements: Agreement.Account = .always) {
    self.init(pack: pack, words: PackWords(pack: pack), agreements: agreements)
  }

  /// Makes a checker with the pack's word lists as others already have them.
  init(pack: RulePack, words: PackWords, agreements: Agreement.Account = .always) {
    var numbering = FactSources.Numbering()
    let checks = pack.checks.map { PreparedCheck($0, sources: &numbering) }
    self.checks = checks
    sources = FactSources(numbering, rules: pack.facts)
    checksOfNone = checks.indices.filter { !checks[$0].isOverFacts }
    var checksOfSource: [[Int]] = Array(repeating: [], count: sources.count)
    for number in checks.indices where checks[number].isOverFacts { checksOfSource[checks[number].over].append(number) }
    self.checksOfSource = checksOfSource
    self.words = words
    names = NameWords(words)
    self.agreements = agreements
  }

  /// Fills in what a report says of its facts: findings, agreements, what was not checked, and coverage.
  ///
  /// - Parameter report: One with its document, and with facts and breakdowns of a resolver of the same pack, and nothing
  ///   yet of what a check fills in.
  public func check(_ report: inout Report) {
    let context = CheckContext(of: report, sources: sources, words: words, names: names)
    var contradictions: [Contradiction] = []
    var agreed: [(check: Int, comparison: Comparison)] = []
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
          if agreements != .never { agreed.append((number, comparison)) }
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
    if agreements == .always || !report.findings.isEmpty {
      report.agreements = agreed.map { number, comparison in
        let account = comparison.tell()
        return Agreement(check: checks[number].rule.id, working: account.working, places: account.places)
      }
      report.agreements.sort { ($0.position, $0.check) < ($1.position, $1.check) }
    }
    tellCoverage(of: isCompared, isExhausted: isExhausted, in: &report)
  }

  /// The checks for which there are facts of all that they need, ascending: most articles give most checks nothing to do.
  private func checksWithFacts(in context: CheckContext) -> [Int] {
    var numbers = checksOfNone
    for source in context.sources {
      for number in checksOfSource[source] where checks[number].with.allSatisfy(context.hasFacts) {
        numbers.append(number)
      }
    }
    numbers.sort()
    return numbers
  }

  /// Says which of the facts that reports list were compared, and why the others were not.
  ///
  /// Of facts that only put side by side what is compared, those count that stand in their slots.
  private func tellCoverage(of isCompared: [Bool], isExhausted: Bool, in report: inout Report) {
    let facts = report.facts
    var listed: [Int] = []
    listed.reserveCapacity(facts.count)
    var slots: [Range<Int>] = []
    for index in facts.indices {
      if facts[index].isListed {
        listed.append(index)
      } else if isCompared[index] {
        slots += facts[index].slotRanges.values
      }
    }
    report.coverage.facts = listed.count
    report.unchecked.reserveCapacity(listed.count)
    for index in listed {
      let range = facts[index].range
      if isCompared[index] || slots.contains(where: { range.overlaps($0) }) {
        report.coverage.checked += 1
        continue
      }
      let reservations = facts[index].reservations
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
    case .spelling where context.isExcluded(check): []
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
