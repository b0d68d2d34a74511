/// Where the groups of a pattern matched, by their numbers.
///
/// All ranges are UTF-8 byte offsets into the whole subject, on scalar boundaries.
public struct MatchedGroups: Sendable {
  /// Where a group begins and ends, in 32 bits each, so that a match is cheap to copy.
  struct Bounds: Sendable {
    var lower: UInt32
    var upper: UInt32

    /// Those of a group that took no part.
    static let unset = Bounds(lower: .max, upper: .max)

    var range: Range<Int>? { lower == .max ? nil : Int(lower)..<Int(upper) }
  }

  /// Number of groups, the whole match included, that are kept without allocating memory.
  static let inlineGroups = 16

  private let first: InlineArray<16, Bounds>
  private let others: [Bounds]

  /// Takes the bounds of the groups from a function of their number, which is asked for each one below `count`.
  @inline(__always)
  init(count: Int, bounds: (Int) -> Bounds) {
    var first = InlineArray<16, Bounds>(repeating: .unset)
    for group in 0..<min(count, Self.inlineGroups) { first[group] = bounds(group) }
    self.first = first
    others = count <= Self.inlineGroups ? [] : (Self.inlineGroups..<count).map(bounds)
  }

  /// The whole match.
  ///
  /// It can be empty. `\K` moves its beginning.
  public var range: Range<Int> { Int(first[0].lower)..<Int(first[0].upper) }

  /// What a group captured, group 0 being the whole match; nil where the group took no part, or there is none.
  ///
  /// A group inside a lookaround can lie outside of the match. A repeated group keeps its last value.
  public func range(ofGroup group: Int) -> Range<Int>? {
    if group < Self.inlineGroups { return first[group].range }
    let index = group - Self.inlineGroups
    return index < others.count ? others[index].range : nil
  }
}

/// Where a pattern matched, as a value of its own that stays right whatever the matcher does next.
///
/// All ranges are UTF-8 byte offsets into the whole subject, on scalar boundaries.
public struct Match: Sendable {
  private let code: CompiledCode
  /// Where its groups matched.
  public let groups: MatchedGroups

  init(of code: CompiledCode, _ groups: MatchedGroups) {
    (self.code, self.groups) = (code, groups)
  }

  /// The whole match.
  ///
  /// It can be empty. `\K` moves its beginning.
  public var range: Range<Int> { groups.range }

  /// What a group captured, nil where it took no part, as `MatchedGroups` has it.
  ///
  /// The pattern must have a group of that number.
  public func range(ofGroup group: Int) -> Range<Int>? {
    precondition(group >= 0 && group <= code.groupCount, "The pattern has no group of that number.")
    return groups.range(ofGroup: group)
  }

  /// What the slot's group captured, nil where none of that name took part.
  ///
  /// Of several groups of one name it is the first, by number, that took part.
  public func range(ofSlot slot: Int) -> Range<Int>? {
    precondition(code.slots.indices.contains(slot), "The pattern has no slot of that number.")
    for group in code.slots[slot].groups {
      if let range = range(ofGroup: group) { return range }
    }
    return nil
  }
}
