/// Joins what an article counts of one fate, such as those killed, where it is of one event.
extension CountEvents {
  func assignByCategory(_ counts: [StatedCount]) {
    func category(_ index: Int) -> String { counts[index].count.category ?? "" }
    var candidates = counts.indices.filter { counts[$0].count.category != nil && isCandidate(counts[$0]) }
    guard candidates.count > 1 else { return }
    candidates.sort { (category($0), $0) < (category($1), $1) }
    for alike in candidates.split(intoRunsWhere: { category($0) == category($1) }) where alike.count > 1 {
      let name = category(alike[0])
      let all = counts.indices.filter { counts[$0].count.category == name }
      let rivals = all.filter { isUnreserved(counts[$0]) && !counts[$0].isFurther && !counts[$0].isPart }
      join(alike, of: all, among: rivals, name: name, counts)
    }
  }

  /// Joins those that match: each to the first group that it fits.
  ///
  /// - Parameters:
  ///   - all: All counts of the category.
  ///   - rivals: Those of them that may be of any event.
  private func join(
    _ candidates: [Int], of all: [Int], among rivals: [Int], name: String, _ counts: [StatedCount]
  ) {
    var groups: [[Int]] = []
    for index in candidates {
      let fitting = groups.firstIndex { group in
        group.contains { isSameEvent($0, index, of: all, among: rivals, counts) }
      }
      if let fitting { groups[fitting].append(index) } else { groups.append([index]) }
    }
    for group in groups where group.count > 1 {
      let serial = nextSerial()
      for index in group { counts[index].count.event = "\(name) \(serial)" }
    }
  }

  func isCandidate(_ count: StatedCount) -> Bool {
    guard let stated = count.stated, stated.value > 1, !count.isHedged else { return false }
    // A part is told apart by its class: "15 people, among them 11 children".
    let isPart = count.isPart && (count.count.nounClass ?? StatedCount.person) == StatedCount.person
    return count.fact.reservations.isEmpty && !count.isFurther && !isPart
  }

  /// Whether two counts of one category, the first in the text before the second, are of the same event.
  private func isSameEvent(
    _ index: Int, _ otherIndex: Int, of all: [Int], among rivals: [Int], _ counts: [StatedCount]
  ) -> Bool {
    guard context.spend(1), counts[index].fact.sentence != counts[otherIndex].fact.sentence,
      isSameClass(counts[index], counts[otherIndex])
    else { return false }
    if counts[index].count.amount.intersects(counts[otherIndex].count.amount) { return true }
    let (one, other) = (counts[index], counts[otherIndex])
    guard let first = one.stated, let second = other.stated, Slip.isLikely(first, second),
      one.role != .headline || !Slip.isCutOff(first, second), context.spend(all.count)
    else { return false }
    guard !haveDifferingCounts(index, otherIndex, counts),
      !settings.haveDifferentDays(one.fact.sentence, other.fact.sentence)
    else { return false }
    let others = all.map { counts[$0] }
    let shared = words.sharedCount(one.fact.sentence, other.fact.sentence)
    let repeated = words.repeatedShare(one.fact.sentence, other.fact.sentence)
    // A sentence that says all over again what another says is about the same thing.
    if repeated >= Self.leastVerbatimShare, shared > 2 * Self.leastSharedWordCount { return true }
    let isAgreeing = haveAgreeingCounts(index, otherIndex, counts)
    // A headline may tell of a part alone, such as the children.
    let isOfOneClass = one.role == .headline && one.count.nounClass == other.count.nounClass
    if one.isPart || other.isPart, !isAgreeing, !isOfOneClass { return false }
    // That the parts agree does not say that the wholes are one.
    let isAgreeingInWhole =
      isAgreeing
      && haveAgreeingCounts(index, otherIndex, counts) { $0.count.category != one.count.category || !isWithin($0, one) }
    guard isAgreeingInWhole || !isMadeUp(one, other, among: others) else { return false }
    let areLone = areLone(one, other, among: rivals.map { counts[$0] })
    if one.role == .headline {
      return isSameAsHeadline(one, other, isAgreeing: isAgreeing, areLone: areLone, among: others)
    }
    if settings.haveDifferentPlaces(one.fact.sentence, other.fact.sentence) { return false }
    if isAgreeing, shared >= Self.leastSharedWordCount { return true }
    if repeated >= Self.leastRepeatedShare, shared > 2 * Self.leastSharedWordCount { return true }
    guard areLone else { return false }
    if other.isDefinite {
      return shared >= Self.leastSharedWordCount || (second.value > first.value && areOnly(one, other, among: others))
    }
    let isElsewhere = settings.isElsewhere(other.fact.sentence, than: one.fact.sentence)
    return one.count.nounClass == other.count.nounClass
      && shared > (isElsewhere ? 2 : 1) * Self.leastSharedWordCount
  }

  /// From what share of its words on a sentence is taken to repeat another word for word.
  private static let leastVerbatimShare = 0.9

  /// The same where the first is the headline's.
  private func isSameAsHeadline(
    _ head: StatedCount, _ other: StatedCount, isAgreeing: Bool, areLone: Bool, among counts: [StatedCount]
  ) -> Bool {
    guard !settings.hasFurtherPlaces(head.fact.sentence, than: other.fact.sentence) else { return false }
    // Other sentences may tell of the number of this one.
    let kind = other.count.nounClass ?? StatedCount.person
    let like = counts.filter { count in
      count.role != .headline && count.stated?.value == other.stated?.value && !count.isFurther
        && (count.count.nounClass ?? StatedCount.person) == kind && !count.fact.reservations.contains(.otherEvent)
    }
    let shared = like.lazy.map { self.words.sharedCount(head.fact.sentence, $0.fact.sentence) }.max() ?? 0
    if isAgreeing { return shared >= 1 }
    guard !isExplained(head, beside: other, by: counts), !areSeveral(head, other, among: counts) else { return false }
    if like.contains(where: { $0.fact.sentence <= lastLeadSentence }) {
      return shared >= (areLone ? 1 : Self.leastSharedWordCount) || (areLone && areOnly(head, other, among: counts))
    }
    // A headline's number comes from somewhere: where the story has no other, from there.
    return areLone && (shared >= Self.leastSharedWordCount || areOnly(head, other, among: counts))
  }

  // MARK: Several numbers of one event

  /// Whether the greater of two numbers is the lesser and one or two others of the article together: all of a series of
  /// which the lesser is a part.
  private func isMadeUp(_ one: StatedCount, _ other: StatedCount, among counts: [StatedCount]) -> Bool {
    guard let first = one.stated?.value, let second = other.stated?.value else { return false }
    let (greater, lesser) = first > second ? (one, other) : (other, one)
    guard let rest = max(first, second).subtracting(min(first, second)) else { return false }
    let summands = summands(of: greater, beside: lesser, among: counts)
    return summands.indices.contains { index in
      if summands[index] == rest { return true }
      return summands[(index + 1)...].contains { summands[index].adding($0) == rest }
    }
  }

  /// The numbers that may make up a number of people together with another.
  private func summands(of whole: StatedCount, beside part: StatedCount, among counts: [StatedCount]) -> [Rational] {
    counts.compactMap { count in
      guard let value = count.stated?.value, value > 0, count.role != .headline, !isWithin(count, part),
        !count.isOfKnown,
        count.fact.range != whole.fact.range, count.fact.range != part.fact.range
      else { return nil }
      return value
    }
  }

  /// Whether an article has no other number of a fate than these two, of whatever event, so that the second can only
  /// refer to the first.
  private func areOnly(_ one: StatedCount, _ other: StatedCount, among counts: [StatedCount]) -> Bool {
    counts.allSatisfy { count in
      if count.fact.reservations.contains(.otherEvent), let stated = count.stated, let known = other.stated {
        return !Slip.isLikely(stated, known)
      }
      if isSummand(count, of: one, among: counts) { return true }
      return count.isPart || count.count.amount.intersects(one.count.amount)
        || count.count.amount.intersects(other.count.amount)
    }
  }

  /// Whether a count is of some of those of another: fewer of a narrower class.
  private func isWithin(_ count: StatedCount, _ other: StatedCount) -> Bool {
    guard let value = count.stated?.value, let all = other.stated?.value, let narrower = count.count.nounClass,
      narrower != StatedCount.others, (other.count.nounClass ?? StatedCount.person) == StatedCount.person
    else { return false }
    return narrower != StatedCount.person && value < all
  }

  /// Whether the article has no third value of the order of these two, so that it tells of one event.
  private func areLone(_ one: StatedCount, _ other: StatedCount, among rivals: [StatedCount]) -> Bool {
    guard let first = one.stated?.value.doubleValue, let second = other.stated?.value.doubleValue else { return false }
    let kind = one.count.nounClass ?? StatedCount.person
    return !rivals.contains { rival in
      let amount = rival.count.amount
      if isSummand(rival, of: one, among: rivals) || isSummand(rival, of: other, among: rivals) { return false }
      // Of soldiers, only other soldiers are rivals; of people, everybody is.
      guard kind == StatedCount.person || rival.count.nounClass == kind, !amount.intersects(one.count.amount),
        !amount.intersects(other.count.amount),
        let bound = amount.lower?.value.doubleValue
      else { return false }
      // Fewer of a narrower class may be among these.
      if let narrower = rival.count.nounClass, narrower != kind, bound < min(first, second) { return false }
      return bound > 1 && bound * 5 >= min(first, second) && bound <= max(first, second) * 5
    }
  }

  /// Whether a number and another one of its sentence make up a third together.
  private func isSummand(_ count: StatedCount, of whole: StatedCount, among rivals: [StatedCount]) -> Bool {
    guard let value = count.stated?.value, let all = whole.stated?.value, let rest = all.subtracting(value) else {
      return false
    }
    return rivals.contains {
      $0.fact.sentence == count.fact.sentence && $0.fact.range != count.fact.range && $0.stated?.value == rest
    }
  }

  /// Whether the article gives so many values that it tells of several events, which its headline may add up.
  private func areSeveral(_ head: StatedCount, _ other: StatedCount, among counts: [StatedCount]) -> Bool {
    var values: Set<Rational> = []
    for count in counts where count.role != .headline && !count.isHedged && !count.isPart && !count.isFurther {
      guard let value = count.stated?.value, value > 1, value != head.stated?.value, value != other.stated?.value,
        isUnreserved(count), !isWithin(count, other), !isSummand(count, of: other, among: counts)
      else { continue }
      values.insert(value)
    }
    return values.count >= Self.severalEventCount
  }

  /// From how many further values on an article is taken to tell of several events.
  private static let severalEventCount = 2

  /// Whether the body gives the headline's number with a hedge, or in two numbers that the headline adds up.
  private func isExplained(_ head: StatedCount, beside other: StatedCount, by counts: [StatedCount]) -> Bool {
    let body = counts.filter { $0.role != .headline && isUnreserved($0) && !$0.isFurther && !$0.isPart }
    if body.contains(where: { $0.isHedged && $0.stated?.value == head.stated?.value }) { return true }
    let lead = body.filter { $0.fact.sentence <= lastLeadSentence && !$0.isHedged && !isWithin($0, other) }
    for (position, first) in lead.enumerated() {
      for second in lead[(position + 1)...] where first.fact.sentence != second.fact.sentence {
        if let sum = first.count.amount.adding(second.count.amount), sum.intersects(head.count.amount) { return true }
      }
    }
    return false
  }

  /// Whether two counts can be of the same people: of one class, or of one that the other lies within and that is no
  /// smaller, as a part would be.
  private func isSameClass(_ one: StatedCount, _ other: StatedCount) -> Bool {
    let first = one.count.nounClass ?? StatedCount.person
    let second = other.count.nounClass ?? StatedCount.person
    if first == second { return true }
    guard let value = one.stated?.value, let otherValue = other.stated?.value else { return false }
    if first == StatedCount.person { return otherValue >= value }
    if second == StatedCount.person { return value >= otherValue }
    return false
  }
}

extension [Int] {
  /// The runs of elements of which each is like the one before it.
  func split(intoRunsWhere areAlike: (Int, Int) -> Bool) -> [[Int]] {
    var runs: [[Int]] = []
    for element in self {
      if let last = runs.last?.last, areAlike(last, element) {
        runs[runs.count - 1].append(element)
      } else {
        runs.append([element])
      }
    }
    return runs
  }
}
