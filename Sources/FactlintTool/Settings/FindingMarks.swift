import Factlint
import FactlintReports
import FactlintRules

/// Says which findings a configuration or a baseline suppresses, beyond what the article itself does.
struct FindingMarks: Sendable {
  let baseline: Baseline?

  /// An entry of a configuration that suppressed something.
  struct Use: Sendable, Hashable {
    var configuration: String
    var entry: Int
  }

  /// Whether nothing is suppressed under these settings.
  func isEmpty(under settings: RunSettings) -> Bool {
    baseline == nil && settings.configuration?.suppressions.isEmpty != false
  }

  /// Why a finding is not counted, and by which entry of the configuration; nil where it is.
  func suppression(
    check: String, fingerprint: String, article: String, relativePath: String, settings: RunSettings
  ) -> (suppression: Suppression, use: Use?)? {
    if let configuration = settings.configuration {
      for (index, entry) in configuration.suppressions.enumerated() {
        let aliases = settings.packs.compactMap { $0.aliases[entry.checks.text] }
        guard entry.checks.matches(check) || aliases.contains(check) else { continue }
        if let beginning = entry.fingerprint, !fingerprint.hasPrefix(beginning) { continue }
        guard entry.match.isEmpty || entry.match.contains(where: { $0.matches(relativePath) || $0.matches(article) })
        else { continue }
        return (
          Suppression(kind: .external, reason: entry.reason), Use(configuration: configuration.path, entry: index)
        )
      }
    }
    if let baseline, baseline.contains(article: article, fingerprint: fingerprint) {
      return (Suppression(kind: .baseline, reason: "it is in the baseline"), nil)
    }
    return nil
  }
}
