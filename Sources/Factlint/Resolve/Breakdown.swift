/// A total and the parts that the text gives of it: no fact of its own, but what the text says of several.
public struct Breakdown: Sendable {
  /// The id of the rule that found it.
  public var rule: String
  /// Where the text gives the total and its parts, in the clean text.
  public var range: Range<Int>
  /// The index in `Report.facts` of the count that is the total.
  public var whole: Int
  /// The indices of the counts that are its parts, in the order of the text.
  public var parts: [Int]
  /// What the text says of how the parts make up the whole.
  public var mode: Mode

  /// How parts make up a whole.
  public enum Mode: String, Sendable, CaseIterable {
    /// All of it, and nothing twice: the sum is the whole.
    case partition
    /// Nothing twice, but perhaps not all: the sum is at most the whole.
    case disjoint
    /// Each is within the whole, and they may share members.
    case overlapping
  }

  /// Makes a breakdown.
  public init(rule: String, range: Range<Int>, whole: Int, parts: [Int], mode: Mode) {
    self.rule = rule
    self.range = range
    self.whole = whole
    self.parts = parts
    self.mode = mode
  }
}
