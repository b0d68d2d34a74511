/// What a fact rule costs on the articles that a linter has seen.
public struct RuleCost: Sendable, Equatable {
  /// The rule's id.
  public var rule: String
  /// In how many stretches of text it was tried.
  public private(set) var runs = 0
  /// At how many places in them.
  public private(set) var tries = 0
  /// How many matches came of that.
  public private(set) var matches = 0
  /// How long it took in all.
  public private(set) var duration = Duration.zero

  init(rule: String) {
    self.rule = rule
  }

  mutating func add(_ duration: Duration, runs: Int, tries: Int, matches: Int) {
    self.runs += runs
    self.tries += tries
    self.matches += matches
    self.duration += duration
  }
}
