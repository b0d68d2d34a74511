/// Facts that belong together, as one: the attributes of all of them by name, those of the first before those of the
/// others.
struct JoinedFact {
  /// What they say together; it stands where the first does.
  var fact: Fact
  /// The facts themselves, as indices into `Report.facts`.
  var indices: [Int]

  /// More facts of one kind than this are not put beside another: an article with so many tells of several things.
  static let greatestCandidateCount = 8

  /// For each fact that a check is over, what comes of putting one each of the kinds it names beside it, the nearest
  /// first; empty lists for facts that have nobody beside them.
  ///
  /// Facts belong together that have the same values of the check's key, and that are told by the same voice, or by the
  /// narrator and in reported speech. Without a key they do only where the article has no two of a kind that differ.
  static func candidates(for check: PreparedCheck, in context: CheckContext) -> [[JoinedFact]] {
    let first = context.facts(for: check)
    let others = check.with.map { context.facts(of: $0, without: check.reservations) }
    guard others.allSatisfy({ !$0.isEmpty && $0.count <= greatestCandidateCount }),
      first.count <= greatestCandidateCount
    else { return [] }
    if check.rule.key.isEmpty, !([first] + others).allSatisfy({ areAlike($0, in: context) }) { return [] }
    return first.map { index in
      var joined = [JoinedFact(fact: context.facts[index], indices: [index])]
      for candidates in others {
        joined = joined.flatMap { one in
          candidates.compactMap { one.joining($0, key: check.rule.key, in: context) }
        }
      }
      let place = context.facts[index].range.lowerBound
      return joined.sorted { $0.distance(from: place, in: context) < $1.distance(from: place, in: context) }
    }
  }

  /// The same with one more fact; nil where that does not belong here.
  private func joining(_ index: Int, key: [String], in context: CheckContext) -> JoinedFact? {
    let other = context.facts[index]
    guard !indices.contains(index), Self.areComparable(fact.voice, other.voice),
      key.allSatisfy({ name in
        guard let mine = fact.attribute(name, in: context.document),
          let theirs = other.attribute(name, in: context.document)
        else { return false }
        return WordFolding.folded(mine.text) == WordFolding.folded(theirs.text)
      }), case .record(let mine) = fact.value, case .record(let theirs) = other.value
    else { return nil }
    var result = self
    result.fact.value = .record(mine.merging(theirs) { own, _ in own })
    result.fact.slotRanges.merge(other.slotRanges) { own, _ in own }
    result.fact.gravestContradiction = max(fact.gravestContradiction, other.gravestContradiction)
    result.indices.append(index)
    return result
  }

  private static func areAlike(_ indices: [Int], in context: CheckContext) -> Bool {
    guard let first = indices.first else { return true }
    return indices.dropFirst().allSatisfy { index in
      if case .record(let one) = context.facts[first].value, case .record(let other) = context.facts[index].value {
        one == other
      } else {
        false
      }
    }
  }

  private static func areComparable(_ first: Voice, _ second: Voice) -> Bool {
    if case .direct = first { return first == second }
    if case .direct = second { return false }
    return true
  }

  /// How far the facts beside the first are from it, in bytes.
  private func distance(from place: Int, in context: CheckContext) -> Int {
    indices.reduce(0) { $0 + abs(context.facts[$1].range.lowerBound - place) }
  }
}
