import Factlint
import FactlintRules

/// A check's page as people read it: what it does, why, and what it leaves alone.
struct CheckPageText {
  let page: RulePage
  let pack: RulePack

  var text: String {
    var parts = ["\(page.id): \(page.name)"]
    if let check = pack.checks.first(where: { $0.id == page.id }) {
      let share = Int((check.confidence * 100).rounded())
      parts.append("Severity: \(check.severity.rawValue); about \(share) in 100 findings are true slips.")
    }
    if !page.why.isEmpty { parts.append(page.why) }
    if !page.leavesAlone.isEmpty { parts += ["What it leaves alone", page.leavesAlone] }
    parts.append("It speaks up at")
    parts += examples(.finds) { example in example.says.map { "\n    → \($0)" } ?? "" }
    parts.append("It is silent at")
    parts += examples(.ignores) { _ in "" }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func examples(_ expectation: RuleExample.Expectation, remark: (RuleExample) -> String) -> [String] {
    page.examples.filter { $0.expectation == expectation }.map { example in
      "  " + example.text.split(separator: "\n").joined(separator: "\n  ") + remark(example)
    }
  }
}
