/// What a search for a consistent choice of readings found.
public enum AssignmentSearch: Hashable, Sendable {
  /// These readings hold together: for each fact, in order, the index of its reading.
  case found([Int])
  /// No choice of readings holds together.
  case none
  /// The search was given up at its limit, so nothing is known.
  case undecided
}

/// The choices of one reading for each of several facts.
public enum Assignments {
  /// How many pairs of readings a search compares before it gives up, unless told otherwise.
  ///
  /// Ten facts with three readings each come to 59,049 choices, of which pruning leaves a few hundred in practice.
  public static let defaultLimit = 10_000

  /// Searches one reading for each fact such that all assumptions are consistent and every pair satisfies a predicate.
  ///
  /// The search goes through the facts in order and drops a choice at the first pair that fails, so the first answer is
  /// that of the lowest indices. It counts each pair of readings that it looks at, and gives up at the limit. A fact
  /// without readings can have none chosen, so that nothing is found; no facts at all are satisfied.
  ///
  /// - Parameters:
  ///   - facts: the readings of each fact.
  ///   - limit: how many pairs to look at before giving up.
  ///   - holds: whether two facts, given by index and value, the lower index first, can both be true.
  public static func search<Value>(
    _ facts: [[Reading<Value>]], limit: Int = defaultLimit,
    where holds: (_ first: (index: Int, value: Value), _ second: (index: Int, value: Value)) -> Bool
  ) -> AssignmentSearch {
    guard facts.allSatisfy({ !$0.isEmpty }) else { return .none }
    var chosen: [Int] = []
    var next = 0
    var comparisons = 0
    while chosen.count < facts.count {
      let current = chosen.count
      guard next < facts[current].count else {
        // Every reading of this fact has failed beside those before it: the one before must give way.
        guard let last = chosen.popLast() else { return .none }
        next = last + 1
        continue
      }
      let candidate = facts[current][next]
      var fits = true
      for (index, choice) in chosen.enumerated() {
        guard comparisons < limit else { return .undecided }
        comparisons += 1
        let earlier = facts[index][choice]
        fits = earlier.isConsistent(with: candidate) && holds((index, earlier.value), (current, candidate.value))
        if !fits { break }
      }
      if fits {
        chosen.append(next)
        next = 0
      } else {
        next += 1
      }
    }
    return .found(chosen)
  }
}
