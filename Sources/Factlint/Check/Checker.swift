/// Applies a pack's checks to the facts of an article.
struct Checker: Sendable {
  let pack: RulePack

  init(pack: RulePack) {
    self.pack = pack
  }

  /// Fills in what a report says of its facts: findings, agreements, what was not checked, and coverage.
  func check(_ report: inout Report) {
  }
}
