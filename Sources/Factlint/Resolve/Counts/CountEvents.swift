/// Tells which counts speak of the same thing, and gives them the same `event`.
///
/// A false match is the costliest error there is, so a count is matched only on evidence: the same category or noun,
/// no reservation, no word that makes it a part or a count of others; and a definite reference, a headline over its
/// lead, or words that its sentence shares with the other's.
struct CountEvents {
  let context: ResolutionContext

  /// How many sentences at the beginning of the body are its lead.
  static let leadSentenceCount = 3

  func assign(to counts: inout [StatedCount]) {
    assignByCategory(&counts)
  }

  private func assignByCategory(_ counts: inout [StatedCount]) {
    var byCategory: [String: [Int]] = [:]
    for index in counts.indices where isCandidate(counts[index]) {
      guard let category = counts[index].count.category else { continue }
      byCategory[category, default: []].append(index)
    }
    for (category, indices) in byCategory where indices.count > 1 {
      let first = counts[indices[0]]
      for index in indices where isSameClass(counts[index], first) {
        counts[index].count.event = category
      }
    }
  }

  private func isCandidate(_ count: StatedCount) -> Bool {
    count.fact.kind == "count" && count.fact.reservations.isEmpty && !count.isFurther && !count.isPart
  }

  private func isSameClass(_ one: StatedCount, _ other: StatedCount) -> Bool {
    (one.count.nounClass ?? StatedCount.person) == (other.count.nounClass ?? StatedCount.person)
  }
}
