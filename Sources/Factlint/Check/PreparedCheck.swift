/// A check with what is the same for all articles worked out; an object, since every relation is handed it.
final class PreparedCheck: Sendable {
  let rule: CheckRule
  let equations: [Equation]
  /// The number of what it is over among the sources, and those of what is put beside a fact.
  let over: Int
  let with: [Int]
  /// The reservations without which a fact must be.
  let reservations: [Reservation]
  /// The kinds of fact of which an article must have none.
  let excluded: [Int]
  /// Whether it compares a headline with its article.
  let isBetweenHeadlineAndBody: Bool
  /// Whether it is cheaper to see that a fact has no key than that it has no value.
  let looksAtKeyFirst: Bool
  /// The attributes of its key, and that which it compares.
  let key: [AttributeName]
  let value: AttributeName?
  /// What a check of the calendar compares.
  let calendarTest: CheckRule.CalendarTest?

  init(_ rule: CheckRule, sources: inout FactSources.Numbering) {
    self.rule = rule
    // The reader of packs makes sure that all of them are equations.
    equations = rule.holds.compactMap { try? Equation(parsing: $0) }
    over = sources.number(of: rule.over)
    with = rule.with.map { sources.number(of: $0) }
    reservations = rule.unless.compactMap { Reservation(rawValue: $0) }
    excluded = rule.unless.filter { Reservation(rawValue: $0) == nil }.map { sources.number(of: $0) }
    isBetweenHeadlineAndBody = Set(rule.between) == ["headline", "body"]
    // One is cut out of the name of each person, and hardly a number is without the others.
    looksAtKeyFirst = ["surname", "amount", "stated"].contains(rule.value)
    key = rule.key.map { AttributeName($0) }
    value = rule.value.map { AttributeName($0) }
    calendarTest = rule.value.flatMap { CheckRule.CalendarTest(rawValue: $0) }
  }

  /// Whether it compares facts of the kind that it is over, and has nothing to do without them.
  var isOverFacts: Bool {
    switch rule.relation {
    case .agree, .calendar, .equation, .order, .never: true
    case .total, .spelling, .quotation, .metadata: false
    }
  }
}

/// The kinds of fact and the fact rules that checks name, numbered.
final class FactSources: Sendable {
  private let numbers: WordTable<Int>
  /// How many there are.
  let count: Int
  /// The number of what stands for all quantities; nil where no check names it.
  let quantity: Int?

  /// Gives numbers to what checks name.
  struct Numbering {
    fileprivate var numbers: [String: Int] = [:]

    /// The number of a kind or rule, a new one where it has none.
    mutating func number(of source: String) -> Int {
      if let number = numbers[source] { return number }
      numbers[source] = numbers.count
      return numbers.count - 1
    }
  }

  init(_ numbering: Numbering) {
    count = numbering.numbers.count
    quantity = numbering.numbers[CheckRule.anyQuantity]
    numbers = WordTable(numbering.numbers, ignoresCase: false)
  }

  /// The number of a kind or rule; nil where no check names it.
  subscript(source: String) -> Int? { numbers.value(of: source) }
}
