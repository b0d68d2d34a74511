/// A check with what is the same for all articles worked out; an object, since every relation is handed it.
final class PreparedCheck: Sendable {
  let rule: CheckRule
  let equations: [Equation]
  /// The number of what it is over among the sources, and those of what is put beside a fact.
  let over: Int
  let with: [Int]
  /// The reservations without which a fact must be.
  let reservations: ReservationSet
  /// The kinds of fact of which an article must have none.
  let excluded: [Int]
  /// Whether it compares a headline with its article.
  let isBetweenHeadlineAndBody: Bool
  /// Whether it is cheaper to see that a fact has no key than that it has no value.
  let looksAtKeyFirst: Bool

  init(_ rule: CheckRule, sources: inout FactSources) {
    self.rule = rule
    // The reader of packs makes sure that all of them are equations.
    equations = rule.holds.compactMap { try? Equation(parsing: $0) }
    over = sources.number(of: rule.over)
    with = rule.with.map { sources.number(of: $0) }
    reservations = ReservationSet(rule.unless.compactMap { Reservation(rawValue: $0) })
    excluded = rule.unless.filter { Reservation(rawValue: $0) == nil }.map { sources.number(of: $0) }
    isBetweenHeadlineAndBody = Set(rule.between) == ["headline", "body"]
    // One is cut out of the name of each person, and hardly a number is without the others.
    looksAtKeyFirst = ["surname", "amount", "stated"].contains(rule.value)
  }

  /// The sources of which there must be facts for it to have anything to compare.
  var needed: Set<Int> {
    switch rule.relation {
    case .agree, .calendar, .equation, .order, .never: Set([over] + with)
    // These look at what is no fact.
    case .total, .spelling, .quotation, .metadata: []
    }
  }
}

/// The kinds of fact and the fact rules that checks name, numbered.
struct FactSources: Sendable {
  private var numbers: [String: Int] = [:]

  /// How many there are.
  var count: Int { numbers.count }

  /// The number of a kind or rule, a new one where it has none.
  mutating func number(of source: String) -> Int {
    let number = numbers[source] ?? numbers.count
    numbers[source] = number
    return number
  }

  /// The number of a kind or rule; nil where no check names it.
  subscript(source: String) -> Int? { numbers[source] }
}
