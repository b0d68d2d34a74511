/// One comparison of facts by one check, and how it came out.
struct Comparison {
  /// The facts compared, as indices into `Report.facts`.
  var facts: [Int]
  /// How it came out.
  var outcome: Outcome
  /// Puts it in words, which most of those that agreed are never asked for.
  let tell: () -> Account

  /// A comparison in words.
  struct Account {
    /// The arithmetic or comparison, such as "9 ≠ 7 + 3".
    var working: String
    /// What the check's message may refer to.
    var placeholders: [String: String] = [:]
    /// Where the facts stand, the place to show first being the first.
    var places: [Finding.Location]
  }

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
  /// The word lists that the checks of names ask.
  let names: NameWords
  /// The facts of one source after those of another, each source's ascending.
  private let sourcedFacts: [Int]
  /// Where the facts of each source begin among them, and where those of the last one end.
  private let sourceStarts: [Int]
  /// The sources that there are facts of, ascending.
  let sources: [Int]

  init(of report: Report, sources: FactSources, words: PackWords, names: NameWords) {
    (document, facts, breakdowns) = (report.document, report.facts, report.breakdowns)
    (self.words, self.names) = (words, names)
    var found: [(source: Int, fact: Int)] = []
    found.reserveCapacity(facts.count * 3)
    for index in facts.indices {
      let (rule, kind) = sources.numbers(of: facts[index])
      if rule >= 0 { found.append((rule, index)) }
      if kind >= 0, kind != rule { found.append((kind, index)) }
      if let quantity = sources.quantity, facts[index].isQuantity { found.append((quantity, index)) }
    }
    var starts = [Int](repeating: 0, count: sources.count + 1)
    for (source, _) in found { starts[source + 1] += 1 }
    var present: [Int] = []
    for source in 0..<sources.count {
      if starts[source + 1] > 0 { present.append(source) }
      starts[source + 1] += starts[source]
    }
    self.sources = present
    var ends = starts
    var sourced = [Int](repeating: 0, count: found.count)
    for (source, fact) in found {
      sourced[ends[source]] = fact
      ends[source] += 1
    }
    (sourcedFacts, sourceStarts) = (sourced, starts)
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
    isExcluded(check) ? [] : facts(of: check.over, without: check.reservations)
  }

  /// The facts of a source without any of some reservations.
  func facts(of source: Int, without reservations: ReservationSet) -> [Int] {
    facts(of: source).filter { isFree($0, of: reservations) }
  }

  /// The facts of a source.
  func facts(of source: Int) -> ArraySlice<Int> { sourcedFacts[sourceStarts[source]..<sourceStarts[source + 1]] }

  /// Whether a fact is without any of some reservations.
  func isFree(_ fact: Int, of reservations: ReservationSet) -> Bool {
    facts[fact].reservations.isDisjoint(with: reservations)
  }

  /// Whether there is a fact of a kind that a check excludes.
  func isExcluded(_ check: PreparedCheck) -> Bool {
    for source in check.excluded where hasFacts(of: source) { return true }
    return false
  }

  /// Whether there is any fact of a source.
  func hasFacts(of source: Int) -> Bool { sourceStarts[source] < sourceStarts[source + 1] }

  /// Whether there are two facts of a source, or more.
  func hasSeveralFacts(of source: Int) -> Bool { sourceStarts[source] + 1 < sourceStarts[source + 1] }

  /// The attribute of a fact; nil where it has none of that name.
  func attribute(_ name: AttributeName, of fact: Int) -> FactAttribute? {
    // The value alone is taken out of the fact, which is large and would be copied.
    let value = facts[fact].value
    if name.isCommon { return facts[fact].commonAttribute(name.text, in: document) }
    return value.attribute(name.text, in: document)
  }

  /// The part of the article in which a fact stands.
  func scope(of fact: Int) -> CheckRule.CheckScope {
    document.article.blocks[facts[fact].block].role == .headline ? .headline : .body
  }
}
