/// An equation over the attributes of one fact holds, in interval arithmetic: rounded and hedged numbers are the ranges
/// that they allow, and the two sides contradict only where no choice of numbers makes them true.
///
/// Where an attribute is missing, a divisor may be 0 or a number does not fit, the fact stays unchecked. Of several
/// equations one must hold. A check that names other facts to put beside one is about their attributes together; see
/// ``JoinedFact``.
///
/// Placeholders of its messages: each attribute that the equation names or the fact has as a slot, as the text has it;
/// `{left}` and `{right}`, what the sides come to; `{text}`, the fact's text.
struct EquationRelation {
  static let placeholders: Set<String> = ["left", "right", "text"]

  let check: PreparedCheck
  let equations: [Equation]
  let context: CheckContext

  func comparisons() -> [Comparison] {
    if check.rule.with.isEmpty {
      return context.facts(for: check).compactMap { index in
        comparison(of: JoinedFact(fact: context.facts[index], indices: [index]))
      }
    }
    return JoinedFact.candidates(for: check, in: context).compactMap { candidates in
      // Of the facts that may be meant, one that fits is the one that is meant.
      let comparisons = candidates.compactMap(comparison)
      return comparisons.first { $0.outcome == .agreed } ?? comparisons.first
    }
  }

  private func comparison(of joined: JoinedFact) -> Comparison? {
    var refuted: (disjointness: Disjointness, side: Sides)?
    for equation in equations {
      guard let sides = Sides(equation, of: joined.fact, in: context),
        let disjointness = sides.left.disjointness(with: sides.right, by: equation.comparison)
      else { return nil }
      if disjointness == .compatible { return comparison(of: joined, sides, outcome: .agreed) }
      if refuted.map({ disjointness < $0.disjointness }) ?? true { refuted = (disjointness, sides) }
    }
    guard let refuted else { return nil }
    var outcome = refuted.disjointness.outcome
    if case .contradicted(let severity) = outcome {
      outcome = .contradicted(atMost: max(severity, joined.fact.gravestContradiction))
    }
    return comparison(of: joined, refuted.side, outcome: outcome)
  }

  private func comparison(of joined: JoinedFact, _ sides: Sides, outcome: Comparison.Outcome) -> Comparison {
    let slots = placesOfSlots(joined.fact, sides.equation)
    return Comparison(
      facts: joined.indices + parts(in: slots.map(\.range), of: joined.indices), outcome: outcome
    ) {
      account(of: joined, sides, slots: slots, isAgreed: outcome == .agreed)
    }
  }

  private func account(
    of joined: JoinedFact, _ sides: Sides, slots: [(name: String, range: Range<Int>)], isAgreed: Bool
  ) -> Comparison.Account {
    let fact = joined.fact
    let text = EquationText(fact: fact, context: context)
    var placeholders = ["text": context.text(fact.range)]
    for name in fact.slotNames + sides.equation.names.map(\.text) {
      // A word that stands for a number is told as the word.
      placeholders[name] = fact.slotRanges[name].map(context.text) ?? text.value(of: name)
    }
    placeholders["left"] = text.result(of: sides.equation.left, sides.left)
    placeholders["right"] = text.result(of: sides.equation.right, sides.right)
    var places = slots.map { Finding.Location(target: .text($0.range), role: $0.name) }
    // What stands beside the fact without a figure of its own is told too.
    for index in joined.indices where !slots.contains(where: { context.facts[index].range.overlaps($0.range) }) {
      places.append(context.location(of: index, role: "fact"))
    }
    return Comparison.Account(
      working: text.working(of: sides.equation, sides.left, sides.right, isAgreed: isAgreed),
      placeholders: placeholders, places: places)
  }

  /// Where the slots that the equation names stand, in the order of the text.
  private func placesOfSlots(_ fact: Fact, _ equation: Equation) -> [(name: String, range: Range<Int>)] {
    var places: [(name: String, range: Range<Int>)] = []
    for name in Set(equation.names.map(\.text)).sorted() {
      if let range = fact.slotRanges[name] { places.append((name, range)) }
    }
    return places.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The counts and dates that stand in the slots: a slip in one of them is one slip, whichever checks see it.
  private func parts(in ranges: [Range<Int>], of indices: [Int]) -> [Int] {
    guard !ranges.isEmpty else { return [] }
    return context.facts.indices.filter { other in
      guard !indices.contains(other) else { return false }
      switch context.facts[other].value {
      case .count(let count): return ranges.contains { $0.overlaps(count.number) }
      case .date: return ranges.contains { $0.overlaps(context.facts[other].range) }
      default: return false
      }
    }
  }

  /// What the two sides of an equation come to for one fact.
  private struct Sides {
    let equation: Equation
    let left: EquationValue
    let right: EquationValue

    init?(_ equation: Equation, of fact: Fact, in context: CheckContext) {
      let evaluation = Evaluation(fact: fact, context: context)
      guard let left = evaluation.value(of: equation.left), let right = evaluation.value(of: equation.right) else {
        return nil
      }
      (self.equation, self.left, self.right) = (equation, left, right)
    }
  }

  /// Works out expressions for one fact.
  private struct Evaluation {
    let fact: Fact
    let context: CheckContext

    /// The value; nil where something is missing or nothing can be said.
    func value(of expression: Equation.Expression) -> EquationValue? {
      switch expression {
      case .number(let number): return EquationValue(Interval(number))
      case .name(let name): return value(of: name)
      case .negative(let inner): return value(of: inner).flatMap { EquationValue(Interval(0)).subtracting($0) }
      case .operation(let one, let sign, let other):
        guard let first = value(of: one), let second = value(of: other) else { return nil }
        switch sign {
        case .plus: return first.adding(second)
        case .minus: return first.subtracting(second)
        case .times: return first.multiplied(by: second)
        case .over: return first.divided(by: second)
        }
      case .call(.count, let arguments):
        // Words can be counted too.
        let present = arguments.count { if case .name(let name) = $0 { !isAbsent(name) } else { true } }
        return EquationValue(Interval(Rational(present)))
      case .call(let function, let arguments):
        var values: [EquationValue] = []
        for argument in arguments {
          if function.skipsAbsent, case .name(let name) = argument, isAbsent(name) { continue }
          guard let value = value(of: argument) else { return nil }
          values.append(value)
        }
        return function.value(of: values)
      }
    }

    private func value(of name: String) -> EquationValue? {
      if name == Equation.publicationName {
        return context.document.date.flatMap { EquationValue(days: [Reading(DayInterval($0.day))]) }
      }
      return fact.attribute(name, in: context.document).flatMap { EquationValue($0) }
    }

    private func isAbsent(_ name: String) -> Bool {
      name != Equation.publicationName && fact.attribute(name, in: context.document) == nil
    }
  }
}
