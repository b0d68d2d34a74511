import Factlint

/// A report in one line.
enum Verdict {
  /// The line of `report`, its first words, which say most, set off by `emphasised`.
  static func line(of report: Report, emphasised: (String) -> String = { $0 }) -> String {
    func count(_ severity: Severity) -> Int {
      report.findings.count { $0.severity == severity && $0.suppression == nil }
    }
    let suppressed = report.findings.count { $0.suppression != nil }
    let comparisons = report.coverage.comparisons
    var parts: [String] = []
    if count(.error) > 0 {
      parts.append(emphasised(Prose.contradictions(count(.error))))
    } else if comparisons > 0 {
      parts.append(emphasised(Prose.noContradiction) + " " + Prose.inComparisons(comparisons))
    } else {
      parts.append(emphasised(report.findings.isEmpty ? Prose.nothingCompared : Prose.noContradiction))
    }
    if count(.warning) > 0 { parts.append(Prose.toQuery(count(.warning))) }
    if count(.note) > 0 { parts.append(Prose.notes(count(.note))) }
    if suppressed > 0 { parts.append(Prose.suppressed(suppressed)) }
    return parts.joined(separator: " · ")
  }
}
