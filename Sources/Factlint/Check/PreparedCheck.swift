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
  /// The attributes of its key, and that which it compares.
  let key: [AttributeName]
  let value: AttributeName?
  /// What a check of the calendar, of quotations or of metadata compares.
  let calendarTest: CheckRule.CalendarTest?
  let quotationTest: CheckRule.QuotationTest?
  let metadataTest: CheckRule.MetadataTest?

  init(_ rule: CheckRule, sources: inout FactSources.Numbering) {
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
    key = rule.key.map { AttributeName($0) }
    value = rule.value.map { AttributeName($0) }
    calendarTest = rule.value.flatMap { CheckRule.CalendarTest(rawValue: $0) }
    quotationTest = rule.value.flatMap { CheckRule.QuotationTest(rawValue: $0) }
    metadataTest = rule.value.flatMap { CheckRule.MetadataTest(rawValue: $0) }
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
///
/// Every fact is looked up by its rule and its kind, so a look-up takes a few bytes of a name and compares the rest once.
final class FactSources: Sendable {
  private let names: [String]
  /// Open addressing: the number of a name plus 1; 0 is an empty slot.
  private let slots: [Int32]
  /// For each rule of the pack, its own number and that of its kind; -1 where no check names it.
  private let numbersOfRules: [(rule: Int32, kind: Int32)]
  /// The number of what stands for all quantities; nil where no check names it.
  let quantity: Int?

  /// How many there are.
  var count: Int { names.count }

  /// Gives numbers to what checks name.
  struct Numbering {
    fileprivate var names: [String] = []
    fileprivate var numbers: [String: Int] = [:]

    /// The number of a kind or rule, a new one where it has none.
    mutating func number(of source: String) -> Int {
      if let number = numbers[source] { return number }
      numbers[source] = names.count
      names.append(source)
      return names.count - 1
    }
  }

  /// - Parameter rules: The rules of the pack.
  init(_ numbering: Numbering, rules: [FactRule]) {
    names = numbering.names
    quantity = names.firstIndex(of: CheckRule.anyQuantity)
    var capacity = 64
    while capacity < names.count * 4 { capacity *= 2 }
    var slots = [Int32](repeating: 0, count: capacity)
    for (number, name) in names.enumerated() {
      var slot = Self.hash(of: name) & (capacity - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
      slots[slot] = Int32(number + 1)
    }
    self.slots = slots
    numbersOfRules = rules.map { rule in
      (Int32(numbering.numbers[rule.id] ?? -1), Int32(numbering.numbers[rule.kind] ?? -1))
    }
  }

  /// The numbers of a fact's rule and of its kind; -1 where no check names it.
  func numbers(of fact: borrowing Fact) -> (rule: Int, kind: Int) {
    if let number = fact.origin.number, number < numbersOfRules.count {
      let numbers = numbersOfRules[number]
      return (Int(numbers.rule), Int(numbers.kind))
    }
    return (self[fact.rule] ?? -1, self[fact.kind] ?? -1)
  }

  /// The number of a kind or rule; nil where no check names it.
  subscript(source: String) -> Int? {
    var slot = Self.hash(of: source) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if names[number] == source { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// A number made of a name's length and its last bytes, by which ids of rules differ.
  private static func hash(of name: String) -> Int {
    let bytes = name.utf8.span
    var hash = bytes.count
    var index = bytes.count
    while index > 0, index > bytes.count - 6 {
      index -= 1
      hash = hash &* 31 &+ Int(bytes[index])
    }
    return hash ^ hash >> 12
  }
}
