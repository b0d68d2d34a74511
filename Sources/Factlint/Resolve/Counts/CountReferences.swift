/// Joins what refers to a count before it: definite numbers, lists of names, numbers of all.
extension CountEvents {
  /// Joins a count that is spoken of as known ("the 41 letters") to the one before it that it must refer to.
  func assignByReference(_ counts: [StatedCount]) {
    guard counts.contains(where: \.isDefinite) else { return }
    let order = counts.indices.sorted { counts[$0].fact.range.lowerBound < counts[$1].fact.range.lowerBound }
    for (position, index) in order.enumerated() where counts[index].isDefinite {
      // When "the four masks were bought" is not when they are told of.
      if counts[index].count.category == nil, isOfAll(counts[index]) {
        counts[index].fact.reservations.remove(.otherEvent)
      }
      let reference = counts[index]
      guard reference.fact.kind == .count, reference.count.event == nil, isCandidate(reference),
        context.spend(position)
      else { continue }
      let earlier = order[..<position].filter {
        counts[$0].fact.sentence < reference.fact.sentence && isSameQuantity(counts[$0], reference)
      }
      if let same = earlier.last(where: { counts[$0].count.amount.intersects(reference.count.amount) }) {
        if isStated(counts[same]) { join(index, same, counts) }
        continue
      }
      let candidates = earlier.filter { isCandidate(counts[$0]) }
      guard let antecedent = antecedent(of: reference, among: candidates, counts) else { continue }
      join(index, antecedent, counts)
    }
  }

  /// Joins a list of names to the number of people that the sentences right before it give.
  func assignByList(_ counts: [StatedCount]) {
    for index in counts.indices where counts[index].isList && context.spend(counts.count) {
      let list = counts[index]
      let earlier = counts.indices.filter { other in
        let count = counts[other]
        return !count.isList && count.role != .headline && count.fact.kind == .count && isStated(count)
          && count.fact.range.upperBound <= list.fact.range.lowerBound
          && count.fact.sentence + 2 >= list.fact.sentence
      }
      // Names are of people, or else of whatever else was counted.
      let people = earlier.filter { counts[$0].count.unit == StatedCount.person }
      let things = earlier.filter { isOfThings(counts[$0], listed: list) }
      let before =
        list.count.unit == StatedCount.item
        ? things : people.isEmpty ? earlier.filter { counts[$0].count.noun != nil } : people
      // "Ten were killed, seven of them from Elm. They were …": a part of that number is what is named.
      let isOfPart = counts.contains { count in
        count.isPart && !count.isList && count.fact.range.upperBound <= list.fact.range.lowerBound
          && count.count.amount == list.count.amount && count.fact.sentence + 2 >= list.fact.sentence
      }
      guard !isOfPart, Set(before.map { counts[$0].count.amount }).count == 1, let other = before.last,
        let stated = counts[other].stated, let items = list.stated, Slip.isLikely(stated, items)
      else { continue }
      join(index, other, counts)
      counts[index].fact.reservations = []
    }
  }

  /// Whether a count is of things that a list can name: of places, where the list is of places, and then one more or
  /// less at most, since a sentence may tell of some of them alone.
  private func isOfThings(_ count: StatedCount, listed list: StatedCount) -> Bool {
    guard let noun = count.count.noun, count.count.unit == list.count.unit else { return false }
    if list.count.noun == nil { return true }
    guard let one = count.stated, let items = list.stated, let rest = one.value.subtracting(items.value) else {
      return false
    }
    return rest.magnitude <= 1 && context.words.value(of: WordFolding.folded(noun), in: Self.listedPlaceLexicon) != nil
  }

  /// The name of the word list of places that are told by a number and then named one by one.
  private static let listedPlaceLexicon = "listed-place"

  /// The only count that a definite one can refer to, where their numbers differ by what a slip makes of one.
  private func antecedent(of reference: StatedCount, among candidates: [Int], _ counts: [StatedCount]) -> Int? {
    guard let stated = reference.stated else { return nil }
    if stated.value < 10 {
      // Of few, some are soon spoken of alone, but never more.
      guard Set(candidates.map { counts[$0].count.amount }).count == 1, let only = candidates.last,
        let other = counts[only].stated, isOfAll(reference), Slip.isLikely(stated, other),
        stated.value > other.value || isOneShort(reference, of: counts[only], counts),
        counts[only].fact.sentence + Self.greatestDistance >= reference.fact.sentence
      else { return nil }
      return only
    }
    let swapped = candidates.filter { counts[$0].stated.map { Slip.hasSameDigits($0, stated) } == true }
    if let first = swapped.first { return first }
    guard isOfAll(reference), Set(candidates.map { counts[$0].count.amount }).count == 1, let first = candidates.first,
      let other = counts[first].stated, Slip.isLikely(stated, other)
    else { return nil }
    return first
  }

  /// Whether a definite number is one less than the number before it, and nobody is told of who may be the one left out:
  /// up to where it stands there is no other number of one or more of the same.
  private func isOneShort(_ reference: StatedCount, of other: StatedCount, _ counts: [StatedCount]) -> Bool {
    guard let one = reference.stated, let all = other.stated, one.value > 2,
      all.value.subtracting(one.value) == 1, other.role != .headline, reference.count.category == nil,
      other.fact.sentence < reference.fact.sentence, context.spend(counts.count + parts.count)
    else { return false }
    let sentences = other.fact.sentence...reference.fact.sentence
    let isTold = counts.contains { count in
      sentences.contains(count.fact.sentence) && count.fact.kind == .count && count.fact.range != reference.fact.range
        && count.fact.range != other.fact.range && !count.count.amount.intersects(other.count.amount)
    }
    return !isTold
      && !parts.contains { part in
        sentences.contains(context.sentence(at: part.number.lowerBound))
          && part.number.lowerBound != other.count.number.lowerBound
          && part.number.lowerBound != reference.count.number.lowerBound
      }
  }

  /// Whether a finite verb follows, and not words that pick some of those counted: "the 41 letters were …".
  private func isOfAll(_ count: StatedCount) -> Bool {
    let end = count.fact.range.upperBound
    let block = context.document.article.blocks[count.fact.block].range
    return context.firstWord(
      of: end..<min(block.upperBound, end + Self.longestVerb), isIn: context.words.lists.finiteVerbs)
  }

  /// A verb that says something of all that its subject names is no longer, in bytes.
  static let longestVerb = 10

  /// How many sentences a definite number of few stands behind the number that it refers to, at most.
  private static let greatestDistance = 6

  // MARK: All in all

  /// What opens a number of all ("in all") is no longer, in bytes.
  private static let longestOpening = 12

  /// Joins a number of all ("In all, 480 people came") to the one of the lead that is told with a hedge ("more than
  /// 500 runners"), where the hedge leaves it out.
  func assignByTotal(_ counts: [StatedCount]) {
    let hasHedged = counts.contains { count in
      count.isHedged && count.role != .headline && count.fact.kind == .count && count.fact.sentence <= lastLeadSentence
    }
    guard hasHedged else { return }
    for index in counts.indices
    where counts[index].count.event == nil && counts[index].fact.kind == .count && isOfAllTold(index, counts) {
      let total = counts[index]
      guard let stated = total.stated, total.fact.reservations.isEmpty, context.spend(counts.count) else { continue }
      let hedged = counts.indices.filter { other in
        let count = counts[other]
        guard other != index, count.isHedged, count.role != .headline, count.fact.sentence <= lastLeadSentence,
          count.fact.sentence < total.fact.sentence, count.fact.kind == .count, count.fact.reservations.isEmpty,
          !count.isFurther, !count.isPart, isOfOnePeople(count, total), let other = count.stated,
          // "Exactly" and its like leave nothing open.
          count.count.amount != count.count.stated
        else { return false }
        return Slip.isWithinHalf(stated, other)
      }
      guard hedged.count == 1, let other = hedged.first, counts[other].count.event == nil,
        !counts[other].count.amount.intersects(total.count.amount),
        !total.isHedged
          || words.sharedCount(total.fact.sentence, counts[other].fact.sentence) >= Self.leastSharedWordCount
      else { continue }
      join(index, other, counts)
      for joined in [index, other] { counts[joined].fact.gravestContradiction = .warning }
    }
  }

  private func isOfOnePeople(_ one: StatedCount, _ other: StatedCount) -> Bool {
    guard one.count.unit == other.count.unit else { return false }
    if isSameQuantity(one, other) { return true }
    guard one.count.unit == StatedCount.person, one.count.category == other.count.category else { return false }
    let classes = [one.count.nounClass ?? StatedCount.person, other.count.nounClass ?? StatedCount.person]
    return classes[0] == classes[1] || classes.contains(StatedCount.person)
  }

  private func isOfAllTold(_ index: Int, _ counts: [StatedCount]) -> Bool {
    guard counts[index].fact.kind == .count, counts[index].role != .headline, counts[index].count.noun != nil,
      !counts[index].isPart, !counts[index].isFurther
    else { return false }
    if let hedge = counts[index].count.hedge { return context.words.lists.totalOpenings.contains(hedge) }
    let start = counts[index].fact.range.lowerBound
    let block = context.document.article.blocks[counts[index].fact.block].range
    let stretch = max(block.lowerBound, start - Self.longestOpening)..<start
    guard context.lastWord(of: stretch, isIn: context.words.lists.totalOpeningEnds) else { return false }
    let before = WordFolding.words(of: context.text(stretch))
    return (1...3).contains { length in
      before.count >= length
        && context.words.lists.totalOpenings.contains(before.suffix(length).joined(separator: " "))
    }
  }
}
