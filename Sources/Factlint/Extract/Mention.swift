/// A match of a fact rule: where a fact may be stated, and by which words.
public struct Mention: Sendable {
  /// The index of the rule in `RulePack.facts`.
  public var rule: Int
  /// Where it stands in the clean text, in UTF-8 bytes.
  public var range: Range<Int>
  /// The index of its block.
  public var block: Int
  /// What its slots matched, in the clean text; those that took no part are absent.
  public var slots: [Slot]

  /// What a slot matched.
  public struct Slot: Sendable, Equatable {
    /// The slot's name.
    public var name: String
    /// Where it stands in the clean text, in UTF-8 bytes.
    public var range: Range<Int>

    /// Makes a slot.
    public init(name: String, range: Range<Int>) {
      self.name = name
      self.range = range
    }
  }

  /// Makes a mention.
  public init(rule: Int, range: Range<Int>, block: Int, slots: [Slot]) {
    self.rule = rule
    self.range = range
    self.block = block
    self.slots = slots
  }

  /// Where the slot of that name stands; nil where it took no part in the match.
  public func range(of slot: String) -> Range<Int>? {
    for candidate in slots where candidate.name == slot { return candidate.range }
    return nil
  }
}
