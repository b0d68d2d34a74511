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
  /// The facts of each kind and of each rule, ascending.
  private let factsOfSource: [String: [Int]]

  init(of report: Report, words: PackWords) {
    (document, facts, breakdowns, self.words) = (report.document, report.facts, report.breakdowns, words)
    var factsOfSource: [String: [Int]] = [:]
    for index in facts.indices {
      factsOfSource[facts[index].rule, default: []].append(index)
      if facts[index].kind != facts[index].rule { factsOfSource[facts[index].kind, default: []].append(index) }
      if facts[index].isQuantity { factsOfSource[CheckRule.anyQuantity, default: []].append(index) }
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
  func facts(for check: CheckRule) -> [Int] {
    let found = facts(of: check.over, unless: check.unless)
    guard !found.isEmpty, check.unless.contains(where: { Reservation(rawValue: $0) == nil && hasFacts(of: $0) }) else {
      return found
    }
    return []
  }

  /// The facts of a kind or rule without any of some reservations.
  func facts(of source: String, unless reservations: [String]) -> [Int] {
    let all = factsOfSource[source] ?? []
    let reservations = reservations.compactMap { Reservation(rawValue: $0) }
    return reservations.isEmpty ? all : all.filter { facts[$0].reservations.isDisjoint(with: reservations) }
  }

  /// The kinds and rules of which there are facts.
  var sources: some Sequence<String> { factsOfSource.keys }

  /// Whether there is any fact of a kind or rule.
  func hasFacts(of source: String) -> Bool { factsOfSource[source] != nil }

  /// The part of the article in which a fact stands.
  func scope(of fact: Int) -> CheckRule.CheckScope {
    document.article.blocks[facts[fact].block].role == .headline ? .headline : .body
  }
}
