/// Tells which counts speak of the same thing, and gives them the same `event`.
///
/// A false match is the costliest error there is, so counts are matched only on evidence: the same category or noun;
/// no reservation, hedge, or word that makes one of them a part or a count of others; and a headline over its lead, a
/// definite reference, or sentences that share their words, with numbers as far apart as a slip puts them.
///
/// An object, since much of what it looks at is worked out only where it is asked for.
final class CountEvents {
  private let counts: [StatedCount]
  private let beginnings = WordBeginnings()
  private(set) lazy var words = SentenceWords(context: context, beginnings: beginnings)
  private(set) lazy var settings = EventSettings(context: context, dates: dates, beginnings: beginnings)

  /// How many sentences at the beginning of the body are its lead.
  static let leadSentenceCount = 4
  /// From how many shared words on two sentences surely tell of the same.
  static let tellingWordCount = 4
  /// From what share of its words on a sentence is taken to repeat another.
  static let leastRepeatedShare = 0.7
  /// How many words two sentences share at least that tell of the same event.
  static let leastSharedWordCount = 2

  let context: ResolutionContext
  let lastLeadSentence: Int
  /// Numbers with the words behind them, as parts of totals are told.
  let parts: [CountPart]
  private let dates: [PlacedDate]
  private var serial = 0
  /// The counts of each sentence.
  private lazy var countsOfSentence = Grouping(
    counts.map(\.fact.sentence), below: max(1, context.document.sentences.count))

  init(context: ResolutionContext, counts: [StatedCount], dates: [PlacedDate], parts: [CountPart]) {
    (self.context, self.counts, self.dates, self.parts) = (context, counts, dates, parts)
    let blocks = context.document.article.blocks
    let first = context.document.sentences.firstIndex { blocks[$0.block].role != .headline } ?? 0
    lastLeadSentence = first + Self.leadSentenceCount - 1
  }

  /// Gives those that speak of the same thing the same `event`.
  func assign() {
    assignByCategory(counts)
    assignByHeadline(counts)
    assignByScale(counts)
    assignByReference(counts)
    assignByList(counts)
    settleGravity(counts)
    assignByTotal(counts)
    assignByName(counts)
    assignByDefiniteAge(counts)
  }

  // MARK: How sure it is

  /// Settles how grave a contradiction of two counts of people or things can be, by what shows that they are of the same.
  ///
  /// An error only where another count of the one sentence agrees with its like in the other; a warning where a headline,
  /// a definite reference or the same digits in another order speak for it; with no more than shared words, a note.
  private func settleGravity(_ counts: [StatedCount]) {
    let joined = counts.indices.filter { counts[$0].count.event != nil }
    if joined.isEmpty { return }
    // The counts of one event, in rising order, and where those of each count's event are.
    func event(_ index: Int) -> String { counts[index].count.event ?? "" }
    let sorted = joined.sorted { (event($0), $0) < (event($1), $1) }
    let groups = sorted.split(intoRunsWhere: { event($0) == event($1) })
    var groupOf = [Int](repeating: 0, count: counts.count)
    for (number, group) in groups.enumerated() { for index in group { groupOf[index] = number } }
    for index in joined where counts[index].fact.kind == .count {
      let one = counts[index]
      let all = groups[groupOf[index]]
      guard context.spend(all.count) else {
        counts[index].fact.gravestContradiction = .note
        continue
      }
      let others = all.filter { counts[$0].fact.sentence != one.fact.sentence }
      if others.contains(where: { haveAgreeingCounts(index, $0, counts) }) {
        counts[index].fact.gravestContradiction = .error
      } else if others.contains(where: { isTold(one, counts[$0]) }) {
        counts[index].fact.gravestContradiction = .warning
      } else {
        counts[index].fact.gravestContradiction = .note
      }
    }
  }

  private func isTold(_ one: StatedCount, _ other: StatedCount) -> Bool {
    if one.role == .headline || other.role == .headline || one.isDefinite || other.isDefinite { return true }
    // Parts of two events are told in the same words.
    if one.isPart || other.isPart { return false }
    if words.repeatedShare(one.fact.sentence, other.fact.sentence) >= Self.leastRepeatedShare
      || words.sharedCount(one.fact.sentence, other.fact.sentence) >= Self.tellingWordCount
    {
      return true
    }
    guard let first = one.stated, let second = other.stated else { return false }
    return Slip.hasSameDigits(first, second)
  }

  /// Whether another count of the one sentence is repeated in the other.
  ///
  /// - Parameter isCounted: Which of them tell; all unless given.
  func haveAgreeingCounts(
    _ one: Int, _ other: Int, _ counts: [StatedCount], where isCounted: (StatedCount) -> Bool = { _ in true }
  ) -> Bool {
    let (firsts, others) = (neighbours(of: one, counts), neighbours(of: other, counts))
    guard context.spend(max(0, firsts.count - 1) * max(0, others.count - 1)) else { return false }
    return firsts.contains { first in
      guard first != one, let stated = counts[first].stated, stated.value > 1, isCounted(counts[first]) else {
        return false
      }
      return others.contains {
        $0 != other && stated.value == counts[$0].stated?.value && isLike(first, $0, counts)
      }
    }
  }

  /// Whether another count of the one sentence has its like in the other, and differs from it: two numbers that differ
  /// are two events, not one slip.
  func haveDifferingCounts(_ one: Int, _ other: Int, _ counts: [StatedCount]) -> Bool {
    let category = counts[one].count.category
    let (firsts, others) = (neighbours(of: one, counts), neighbours(of: other, counts))
    guard context.spend(max(0, firsts.count - 1) * max(0, others.count - 1)) else { return false }
    return firsts.contains { first in
      guard first != one, counts[first].count.category != category || category == nil else { return false }
      let like = others.filter {
        $0 != other && counts[first].count.category == counts[$0].count.category && isLike(first, $0, counts)
      }
      return !like.isEmpty
        && like.allSatisfy {
          !counts[$0].count.amount.intersects(counts[first].count.amount)
            && counts[$0].stated?.value != counts[first].stated?.value
        }
    }
  }

  /// Whether two counts are of one fate, or of the same thing where one of them names none.
  private func isLike(_ one: Int, _ other: Int, _ counts: [StatedCount]) -> Bool {
    if let category = counts[one].count.category, let otherCategory = counts[other].count.category {
      return category == otherCategory && counts[one].count.unit == counts[other].count.unit
    }
    return isSameQuantity(counts[one], counts[other])
  }

  /// The counts of a count's sentence, itself among them.
  private func neighbours(of index: Int, _ counts: [StatedCount]) -> ArraySlice<Int> {
    countsOfSentence[counts[index].fact.sentence]
  }

  // MARK: What counts are

  /// The next number by which an event is told from the others.
  func nextSerial() -> Int {
    serial += 1
    return serial
  }

  func join(_ one: Int, _ other: Int, _ counts: [StatedCount]) {
    serial += 1
    let event = counts[other].count.event ?? "\(counts[one].count.unit) \(serial)"
    counts[one].count.event = event
    counts[other].count.event = event
  }

  func isStated(_ count: StatedCount) -> Bool {
    guard let stated = count.stated else { return false }
    return stated.value > 1 && !count.isHedged && !count.isFurther && !count.isPart
  }

  func isUnreserved(_ count: StatedCount) -> Bool {
    count.fact.kind != .count || count.fact.reservations.subtracting([.hypothetical]).isEmpty
  }

  func isSameQuantity(_ one: StatedCount, _ other: StatedCount) -> Bool {
    guard one.fact.kind == other.fact.kind,
      one.count.unit == other.count.unit || Self.isRate(one.count.unit, of: other.count.unit)
        || Self.isRate(other.count.unit, of: one.count.unit)
    else { return false }
    if one.fact.kind != .count { return one.fact.kind != .age }
    guard let noun = one.count.noun, let otherNoun = other.count.noun else { return false }
    return headWord(noun) == headWord(otherNoun)
  }

  /// Whether a unit is another one with "a month" or its like behind it, which headlines leave out.
  private static func isRate(_ rate: String, of unit: String) -> Bool {
    rate.utf8.count > unit.utf8.count && rate.utf8.starts(with: unit.utf8)
      && rate.utf8.dropFirst(unit.utf8.count).first == UInt8(ascii: "/")
  }

  /// Whether it is a number that another is compared with: "from 33.12 billion".
  func isFormer(_ count: StatedCount) -> Bool {
    // Of people and things, "from 12 villages" says where.
    if count.fact.kind == .count { return false }
    let start = count.fact.range.lowerBound
    let block = context.document.article.blocks[count.fact.block].range
    return context.lastWord(
      of: max(block.lowerBound, start - Self.longestComparison)..<start, isIn: context.words.lists.comparisonWords)
  }

  /// What stands right before a number that another is compared with is no longer, in bytes.
  static let longestComparison = 10

  private func headWord(_ noun: String) -> String? { WordFolding.words(of: noun).last }
}
