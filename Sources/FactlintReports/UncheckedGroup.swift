import Factlint

/// The facts that were not compared for one reason.
struct UncheckedGroup {
  /// Why.
  var reason: Unchecked.Reason
  /// Their indices in `Report.facts`, in the order of the text.
  var facts: [Int]

  /// The groups of a report, the greatest first.
  static func groups(of report: Report) -> [UncheckedGroup] {
    var groups: [UncheckedGroup] = []
    for entry in report.unchecked where report.facts.indices.contains(entry.fact) {
      if let group = groups.firstIndex(where: { $0.reason == entry.reason }) {
        groups[group].facts.append(entry.fact)
      } else {
        groups.append(UncheckedGroup(reason: entry.reason, facts: [entry.fact]))
      }
    }
    return groups.enumerated().sorted { a, b in
      (b.element.facts.count, a.offset) < (a.element.facts.count, b.offset)
    }.map(\.element)
  }
}
