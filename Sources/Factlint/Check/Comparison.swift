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

/// What a relation may look at; an object, since every relation is handed it.
final class CheckContext {
  let document: Document
  let facts: [Fact]
  let breakdowns: [Breakdown]
  let words: PackWords
  /// The words of the article that begin with a capital; looked for only where a check asks.
  private(set) lazy var capitalWords = CapitalWords(of: document)
  /// The facts of each source, ascending.
  private let factsOfSource: [[Int]]

  init(of report: Report, sources: FactSources, words: PackWords) {
    (document, facts, breakdowns, self.words) = (report.document, report.facts, report.breakdowns, words)
    var factsOfSource: [[Int]] = Array(repeating: [], count: sources.count)
    let quantity = sources[CheckRule.anyQuantity]
    for index in facts.indices {
      let (rule, kind) = (sources[facts[index].rule], sources[facts[index].kind])
      if let rule { factsOfSource[rule].append(index) }
      if let kind, kind != rule { factsOfSource[kind].append(index) }
      if let quantity, facts[index].isQuantity { factsOfSource[quantity].append(index) }
    }
    self.factsOfSource = factsOfSource
  }

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
  func facts(for check: PreparedCheck) -> [Int] {
    let found = facts(of: check.over, without: check.reservations)
    return found.isEmpty || check.excluded.contains(where: hasFacts) ? [] : found
  }

  /// The facts of a source without any of some reservations.
  func facts(of source: Int, without reservations: ReservationSet) -> [Int] {
    let all = factsOfSource[source]
    if reservations.isEmpty { return all }
    return all.filter { facts[$0].reservations.isDisjoint(with: reservations) }
  }

  /// Whether there is any fact of a source.
  func hasFacts(of source: Int) -> Bool { !factsOfSource[source].isEmpty }

  /// The attribute of a fact; nil where it has none of that name.
  func attribute(_ name: String, of fact: Int) -> FactAttribute? {
    // By way of the span, which lends the fact where the array would give a copy of it.
    let facts = facts
    return facts.span[fact].attribute(name, in: document)
  }

  /// The part of the article in which a fact stands.
  func scope(of fact: Int) -> CheckRule.CheckScope {
    document.article.blocks[facts[fact].block].role == .headline ? .headline : .body
  }
}
