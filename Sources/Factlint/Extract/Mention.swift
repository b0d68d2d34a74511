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
    /// Which of the slots that resolution knows it is, nil for one of a desk's own.
    let known: SlotName?

    /// Makes a slot.
    public init(name: String, range: Range<Int>) {
      self.init(name: name, known: SlotName.named(name), range: range)
    }

    /// Makes a slot of a name that has been looked up.
    init(name: String, known: SlotName?, range: Range<Int>) {
      (self.name, self.known, self.range) = (name, known, range)
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

  /// Where a slot stands that resolution knows; nil where it took no part in the match.
  func range(of slot: SlotName) -> Range<Int>? {
    for candidate in slots where candidate.known == slot { return candidate.range }
    return nil
  }

  /// Whether a slot took part in the match.
  func has(_ slot: SlotName) -> Bool {
    for candidate in slots where candidate.known == slot { return true }
    return false
  }
}
