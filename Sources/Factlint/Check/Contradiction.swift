/// A comparison that did not come out right, on its way to a finding.
struct Contradiction {
  let check: CheckRule
  let severity: Severity
  let facts: [Int]
  let account: Comparison.Account

  init(check: CheckRule, severity: Severity, comparison: Comparison) {
    (self.check, self.severity, facts) = (check, severity, comparison.facts)
    account = comparison.tell()
  }

  /// The findings of an article: in their total order, each slip once.
  ///
  /// A contradiction that shares a fact with a finding already kept would vanish if that fact alone were changed, so it
  /// is told as that finding's consequence; and so is one that points at the same places, of which it has facts of its
  /// own.
  static func findings(from contradictions: [Contradiction], in report: Report) -> [Finding] {
    var kept: [(finding: Finding, facts: Set<Int>)] = []
    for contradiction in contradictions.sorted(by: comesBefore) {
      let facts = Set(contradiction.facts)
      let index = kept.firstIndex {
        !$0.facts.isDisjoint(with: facts) || areSame($0.finding.places, contradiction.account.places)
      }
      if let index {
        kept[index].finding.consequences.append("\(contradiction.message) (\(contradiction.account.working))")
      } else {
        kept.append((contradiction.finding, facts))
      }
    }
    var findings = kept.map(\.finding)
    Fingerprint.assign(to: &findings, in: report.document)
    return findings
  }

  /// Whether each of several places overlaps another one of others.
  private static func areSame(_ places: [Finding.Location], _ others: [Finding.Location]) -> Bool {
    func ranges(_ places: [Finding.Location]) -> [Range<Int>] {
      places.compactMap { place in
        if case .text(let range) = place.target { range } else { nil }
      }
    }
    let (first, second) = (ranges(places), ranges(others))
    guard second.count > 1, second.count == others.count else { return false }
    let matched = second.map { range in first.firstIndex { $0.overlaps(range) } }
    return !matched.contains(nil) && Set(matched).count == matched.count
  }

  /// The total order: severity, confidence, fewest facts, position, id.
  private static func comesBefore(_ first: Contradiction, _ second: Contradiction) -> Bool {
    if first.severity != second.severity { return first.severity < second.severity }
    if first.check.confidence != second.check.confidence { return first.check.confidence > second.check.confidence }
    if first.facts.count != second.facts.count { return first.facts.count < second.facts.count }
    let (place, otherPlace) = (first.account.places.map(\.position), second.account.places.map(\.position))
    if place != otherPlace { return place.lexicographicallyPrecedes(otherPlace) }
    return first.check.id < second.check.id
  }

  private var finding: Finding {
    Finding(
      check: check.id, name: check.name, severity: severity, confidence: check.confidence, message: message,
      working: account.working, places: account.places)
  }

  private var message: String {
    MessageTemplate(check.message).filled(with: account.placeholders)
  }
}

/// A message with `{placeholders}`.
struct MessageTemplate {
  private let text: String

  init(_ text: String) {
    self.text = text
  }

  /// The names of its placeholders, in order.
  var placeholders: [String] {
    var names: [String] = []
    _ = replacing { name in
      names.append(name)
      return nil
    }
    return names
  }

  /// The message with its placeholders replaced; one without a value stays as it is.
  func filled(with values: [String: String]) -> String { replacing { values[$0] } }

  private func replacing(_ value: (String) -> String?) -> String {
    var result = ""
    var rest = text.utf8[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "{")), let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      result += Substring(rest[..<open])
      let name = String(Substring(rest[rest.index(after: open)..<close]))
      result += value(name) ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return result + Substring(rest)
  }
}
