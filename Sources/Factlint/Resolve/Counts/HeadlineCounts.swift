/// Joins the numbers of a headline to those of the story that stand where they should.
extension CountEvents {
  // MARK: Headline and lead

  /// Joins a number of the headline to its like in the body; or, where the lead has another number in its place, to
  /// that one.
  func assignByHeadline(_ counts: [StatedCount]) {
    let heads = counts.indices.filter { counts[$0].role == .headline }
    guard !heads.isEmpty else { return }
    for index in heads where counts[index].count.event == nil && counts[index].count.category == nil {
      guard counts[index].stated != nil, context.spend(counts.count) else { continue }
      let head = counts[index]
      let body = counts.indices.filter { counts[$0].role != .headline && isSameQuantity(counts[$0], head) }
      let same = body.first { isSame(head, counts[$0]) }
      if let other = contradicting(head, among: body, same: same, heads: heads, counts) {
        join(index, other.index, counts)
        if other.shared > Self.leastSharedWordCount {
          // Sentences that tell the same tell it of the same event.
          for joined in [index, other.index] {
            counts[joined].fact.reservations.subtract([.otherEvent, .superseded])
          }
        }
        let isRepeated = words.repeatedShare(head.fact.sentence, counts[other.index].fact.sentence)
        if isRepeated < Self.leastCertainShare { counts[index].fact.gravestContradiction = .warning }
      } else if let same, isStated(counts[same]) {
        join(index, same, counts)
      }
    }
  }

  /// A headline adds up so few numbers that each is at least the share of one of so many.
  private static let greatestSummandCount = 7.0

  /// From what share of its words in the lead on a headline is taken to say the same for sure.
  private static let leastCertainShare = 0.75

  /// Whether a number of the body can be the headline's: the same, or hedged and not far from it.
  private func isSame(_ head: StatedCount, _ count: StatedCount) -> Bool {
    guard count.count.amount.intersects(head.count.amount) else { return false }
    guard count.isHedged || head.isHedged, let one = head.stated, let other = count.stated else { return true }
    return Slip.isLikelyInHeadline(one, other) && !Slip.isOfScale(one, other)
  }

  /// The number of the lead that stands where the headline's should: in the sentence that tells most of what the
  /// headline tells, and the only one of its kind there.
  private func contradicting(
    _ head: StatedCount, among body: [Int], same: Int?, heads: [Int], _ counts: [StatedCount]
  ) -> (index: Int, shared: Int)? {
    guard let stated = head.stated, isUnreserved(head), !head.isFurther, stated.value > 1, !head.isHedged else {
      return nil
    }
    let lead = body.filter { counts[$0].fact.sentence <= lastLeadSentence }
    // What headlines add up are like things; a price a share is no part of a sum, and "as much as 400 million" would
    // be one of any.
    let summands = lead.map { counts[$0] }.filter { count in
      (count.stated?.value.doubleValue ?? 0) * Self.greatestSummandCount >= stated.value.doubleValue
        && (!count.isHedged || (count.count.amount.lower?.value).map { $0 > 0 } == true)
    }
    if head.fact.kind != .percent, isSum(head.count.amount, of: summands.map(\.count.amount)) { return nil }
    if isSumInSentence(head, of: lead.map { counts[$0] }) { return nil }
    let candidates = lead.filter { isComparable(counts[$0], with: head) }
    let shared = candidates.map { words.sharedCount(head.fact.sentence, counts[$0].fact.sentence) }
    guard let most = shared.max(), most >= Self.leastSharedWordCount, let best = shared.firstIndex(of: most) else {
      return nil
    }
    let sentence = counts[candidates[best]].fact.sentence
    var inSentence = candidates.filter { counts[$0].fact.sentence == sentence }
    if Set(inSentence.map { counts[$0].count.amount }).count > 1 {
      let near = inSentence.filter { counts[$0].stated.map { Slip.isLikely(stated, $0) } == true }
      inSentence =
        near.isEmpty ? inSentence.filter { counts[$0].stated.map { Slip.isWithinHalf(stated, $0) } == true } : near
    }
    guard Set(inSentence.map { counts[$0].count.amount }).count == 1, let found = inSentence.first,
      let other = counts[found].stated, !isSame(head, counts[found]),
      // What another number of the headline says is not this one's.
      !heads.contains(where: { counts[$0].count.unit == head.count.unit && isSame(counts[$0], counts[found]) })
    else { return nil }
    if let same {
      // The body has the headline's number too: only what repeats the headline can be a slip beside it.
      let isRepeated = words.repeatedShare(head.fact.sentence, sentence) >= Self.leastRepeatedShare
      let isOnly = Set(candidates.map { counts[$0].count.amount }).count == 1
      // "The three districts" refers to the headline's three as much as to what the lead should say.
      let isReferring = counts[same].isDefinite && isOnly && counts[same].count.category == nil
      guard counts[same].fact.sentence > sentence, most > Self.leastSharedWordCount || isReferring,
        isReferring || isRepeated || isOnly || most > 2 * Self.leastSharedWordCount, Slip.isWithinHalf(stated, other)
      else { return nil }
    }
    let isLone = !zip(candidates, shared).contains { index, count in
      guard let rival = counts[index].stated, rival.value != other.value, count + 1 >= most else { return false }
      return Slip.isWithinHalf(stated, rival)
    }
    let isNear = Slip.isLikely(stated, other) || (isLone && Slip.isWithinHalf(stated, other))
    guard isNear || Slip.isLikelyInHeadline(stated, other) else { return nil }
    return most >= Self.leastSharedWordCount + (isNear ? 0 : 1) ? (found, most) : nil
  }

  /// Whether a number of the lead can stand for the headline's: not hedged so that it is open on one side, no other
  /// number's base, and a part only of what the headline's is a part of.
  private func isComparable(_ count: StatedCount, with head: StatedCount) -> Bool {
    guard let stated = count.stated, stated.value > 1, !count.isFurther, !isFormer(count),
      head.stated.map({ Slip.isCutOff($0, stated) }) != true
    else { return false }
    if count.isHedged, count.count.amount.lower == nil || count.count.amount.upper == nil { return false }
    if count.isPart || head.isPart {
      return count.isPart && head.isPart && count.count.nounClass != nil
        && count.count.nounClass == head.count.nounClass && count.count.nounClass != StatedCount.person
    }
    return true
  }

  /// Whether an amount is that of several others together, as headlines add them up.
  private func isSum(_ amount: Interval, of others: [Interval]) -> Bool {
    guard var sum = others.first, others.count > 1 else { return false }
    for other in others.dropFirst() {
      guard let next = sum.adding(other) else { return false }
      sum = next
      if sum.intersects(amount) { return true }
    }
    return false
  }

  /// Whether a headline's number is that of the lead with the parts that follow it in its sentence, however small: "38
  /// shops in Spain and four in Portugal".
  private func isSumInSentence(_ head: StatedCount, of lead: [StatedCount]) -> Bool {
    lead.contains { first in
      let sentence = first.fact.sentence
      var amounts = lead.filter { $0.fact.sentence == sentence && $0.count.unit == first.count.unit }
        .map { (place: $0.count.number.lowerBound, amount: $0.count.amount) }
      for part in parts where context.sentence(at: part.number.lowerBound) == sentence {
        // "Among them the one in the square" is no further one.
        guard head.fact.kind == .count, !isSpokenOfAsKnown(part.number, inBlock: first.fact.block),
          !amounts.contains(where: { $0.place == part.number.lowerBound }),
          let amount = part.amount(in: context)
        else { continue }
        amounts.append((part.number.lowerBound, amount))
      }
      amounts.sort { $0.place < $1.place }
      let following = amounts.drop { $0.place < first.count.number.lowerBound }.map(\.amount)
      return isSum(head.count.amount, of: following)
    }
  }

  // MARK: Million or billion

  /// Joins numbers of one figure and two scales, such as 5.4 million and 5.4 billion, of the headline and the lead.
  func assignByScale(_ counts: [StatedCount]) {
    let scaled = counts.indices.filter { counts[$0].stated.map { $0.scale >= Self.leastScale } == true }
    guard scaled.count > 1 else { return }
    defer { assignByDefiniteScale(scaled, counts) }
    for index in scaled where counts[index].role == .headline {
      guard let head = counts[index].stated, context.spend(scaled.count) else { continue }
      let other = scaled.first { candidate in
        guard counts[candidate].role != .headline, counts[candidate].fact.sentence <= lastLeadSentence,
          let stated = counts[candidate].stated, Slip.isOfScale(head, stated),
          isOfOneKind(counts[index], counts[candidate])
        else { return false }
        let shared = words.sharedCount(counts[index].fact.sentence, counts[candidate].fact.sentence)
        return shared >= Self.leastSharedWordCount - (Slip.significantDigits(of: head) > 1 ? 1 : 0)
      }
      guard let other, !scaled.contains(where: { isBoth($0, index, other, counts) }) else { continue }
      let name = "scale \(nextSerial())"
      counts[index].count.scale = name
      counts[other].count.scale = name
    }
  }

  /// Joins a definite number ("the $3.2 million") to the one shortly before it that has its figure and another scale.
  private func assignByDefiniteScale(_ scaled: [Int], _ counts: [StatedCount]) {
    for index in scaled where counts[index].role != .headline && counts[index].count.scale == nil {
      guard let stated = counts[index].stated, Slip.significantDigits(of: stated) > 1,
        isSpokenOfAsKnown(counts[index]), context.spend(scaled.count)
      else { continue }
      let before = scaled.filter { other in
        counts[other].fact.sentence < counts[index].fact.sentence && counts[other].role != .headline
          && counts[other].fact.sentence + Self.leadSentenceCount >= counts[index].fact.sentence
          && counts[other].stated.map { Slip.isOfScale($0, stated) } == true
          && isOfOneKind(counts[other], counts[index])
      }
      guard before.count == 1, let other = before.first,
        !scaled.contains(where: { $0 != index && counts[$0].stated?.value == stated.value })
      else { continue }
      let name = "scale \(nextSerial())"
      counts[index].count.scale = name
      counts[other].count.scale = name
      counts[index].fact.gravestContradiction = .warning
    }
  }

  private func isSpokenOfAsKnown(_ count: StatedCount) -> Bool {
    isSpokenOfAsKnown(count.fact.range, inBlock: count.fact.block)
  }

  /// Whether a word such as "the" stands right before a number.
  private func isSpokenOfAsKnown(_ range: Range<Int>, inBlock number: Int) -> Bool {
    let start = range.lowerBound
    let block = context.document.article.blocks[number].range
    guard start >= block.lowerBound else { return false }
    return context.lastWord(
      of: max(block.lowerBound, start - Self.longestComparison)..<start, isIn: context.words.lists.definiteWords)
  }

  /// A million.
  private static let leastScale: Rational = 1_000_000

  /// Whether a third number shows that both scales really occur: the sentence of one of them has the other as well.
  private func isBoth(_ third: Int, _ one: Int, _ other: Int, _ counts: [StatedCount]) -> Bool {
    guard third != one, third != other, let stated = counts[third].stated, let first = counts[one].stated,
      let second = counts[other].stated
    else { return false }
    return (counts[third].fact.sentence == counts[one].fact.sentence && stated.value == second.value)
      || (counts[third].fact.sentence == counts[other].fact.sentence && stated.value == first.value)
  }

  /// Whether two numbers can measure the same: in one unit, or with a unit that one of them leaves out.
  private func isOfOneKind(_ one: StatedCount, _ other: StatedCount) -> Bool {
    if one.isBare || other.isBare { return true }
    // A dollar of the headline is the country's own in the story.
    if one.fact.kind == other.fact.kind, one.fact.kind != .count { return true }
    return isSameQuantity(one, other)
  }
}
