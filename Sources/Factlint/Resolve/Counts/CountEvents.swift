/// Tells which counts speak of the same thing, and gives them the same `event`.
///
/// A false match is the costliest error there is, so counts are matched only on evidence: the same category or noun;
/// no reservation, hedge, or word that makes one of them a part or a count of others; and a headline over its lead, a
/// definite reference, or sentences that share their words, with numbers as far apart as a slip puts them.
struct CountEvents {
  let words: SentenceWords

  /// How many sentences at the beginning of the body are its lead.
  static let leadSentenceCount = 4
  /// From how many shared words on two sentences surely tell of the same.
  static let tellingWordCount = 6
  /// From what share of its words on a sentence is taken to repeat another.
  static let leastRepeatedShare = 0.7
  /// How many words two sentences share at least that tell of the same event.
  static let leastSharedWordCount = 2

  let context: ResolutionContext
  let lastLeadSentence: Int
  private(set) var serial = 0

  init(context: ResolutionContext) {
    self.context = context
    words = SentenceWords(context: context)
    let blocks = context.document.article.blocks
    let first = context.document.sentences.firstIndex { blocks[$0.block].role != .headline } ?? 0
    lastLeadSentence = first + Self.leadSentenceCount - 1
  }

  mutating func assign(to counts: inout [StatedCount]) {
    assignByCategory(&counts)
    assignByHeadline(&counts)
    assignByScale(&counts)
    assignByReference(&counts)
    assignByList(&counts)
    settleGravity(&counts)
    assignByName(&counts)
    assignByDefiniteAge(&counts)
  }

  // MARK: How sure it is

  /// Settles how grave a contradiction of two counts of people or things can be, by what shows that they are of the same.
  ///
  /// An error only where another count of the one sentence agrees with its like in the other; a warning where a headline,
  /// a definite reference or the same digits in another order speak for it; with no more than shared words, a note.
  private func settleGravity(_ counts: inout [StatedCount]) {
    for index in counts.indices where counts[index].fact.kind == "count" && counts[index].count.event != nil {
      let one = counts[index]
      let others = counts.indices.filter {
        counts[$0].count.event == one.count.event && counts[$0].fact.sentence != one.fact.sentence
      }
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

  private func haveAgreeingCounts(_ one: Int, _ other: Int, _ counts: [StatedCount]) -> Bool {
    func neighbours(of index: Int) -> [StatedCount] {
      counts.indices.filter { $0 != index && counts[$0].fact.sentence == counts[index].fact.sentence }
        .map { counts[$0] }
    }
    let others = neighbours(of: other)
    return neighbours(of: one).contains { first in
      others.contains { second in
        isSameQuantity(first, second) && first.count.category == second.count.category
          && first.stated != nil && first.stated?.value == second.stated?.value
      }
    }
  }

  // MARK: Casualties and their like

  private mutating func assignByCategory(_ counts: inout [StatedCount]) {
    var byCategory: [String: [Int]] = [:]
    for index in counts.indices {
      guard let category = counts[index].count.category else { continue }
      byCategory[category, default: []].append(index)
    }
    for category in byCategory.keys.sorted() {
      guard let indices = byCategory[category], indices.count > 1 else { continue }
      let rivals = indices.filter { isUnreserved(counts[$0]) && !counts[$0].isFurther && !counts[$0].isPart }
        .map { counts[$0] }
      join(indices.filter { isCandidate(counts[$0]) }, among: rivals, name: category, &counts)
    }
  }

  /// Joins those that match: each to the first group that it fits.
  private mutating func join(
    _ candidates: [Int], among rivals: [StatedCount], name: String, _ counts: inout [StatedCount]
  ) {
    var groups: [[Int]] = []
    for index in candidates {
      let fitting = groups.firstIndex { group in
        group.contains { isSameEvent(counts[$0], counts[index], among: rivals) }
      }
      if let fitting { groups[fitting].append(index) } else { groups.append([index]) }
    }
    for group in groups where group.count > 1 {
      serial += 1
      for index in group { counts[index].count.event = "\(name) \(serial)" }
    }
  }

  private func isCandidate(_ count: StatedCount) -> Bool {
    guard let stated = count.stated, stated.value > 1, !count.isHedged else { return false }
    // A part is told apart by its class: "15 people, among them 11 children".
    let isPart = count.isPart && (count.count.nounClass ?? StatedCount.person) == StatedCount.person
    return count.fact.reservations.isEmpty && !count.isFurther && !isPart
  }

  /// Whether two counts of one category, the first in the text before the second, are of the same event.
  ///
  /// - Parameter rivals: All counts of the category that may be of it.
  private func isSameEvent(_ one: StatedCount, _ other: StatedCount, among rivals: [StatedCount]) -> Bool {
    guard one.fact.sentence != other.fact.sentence, isSameClass(one, other) else { return false }
    if one.count.amount.intersects(other.count.amount) { return true }
    guard let first = one.stated, let second = other.stated, Slip.isLikely(first, second),
      one.role != .headline || !Slip.isCutOff(first, second)
    else { return false }
    let shared = words.sharedCount(one.fact.sentence, other.fact.sentence)
    let areLone = areLone(one, other, among: rivals)
    if one.role == .headline {
      guard !isExplained(one, by: rivals), !areSeveral(one, other, among: rivals) else { return false }
      if other.fact.sentence <= lastLeadSentence { return shared >= (areLone ? 1 : Self.leastSharedWordCount) }
      return areLone && shared >= Self.leastSharedWordCount
    }
    // A sentence that says all over again what another says is about the same thing.
    if words.repeatedShare(one.fact.sentence, other.fact.sentence) >= Self.leastRepeatedShare,
      shared > 2 * Self.leastSharedWordCount
    {
      return true
    }
    guard areLone else { return false }
    if other.isDefinite { return shared >= Self.leastSharedWordCount }
    return one.count.nounClass == other.count.nounClass && shared > Self.leastSharedWordCount
  }

  /// Whether the article has no third value of the order of these two, so that it tells of one event.
  private func areLone(_ one: StatedCount, _ other: StatedCount, among rivals: [StatedCount]) -> Bool {
    guard let first = one.stated?.value.doubleValue, let second = other.stated?.value.doubleValue else { return false }
    let kind = one.count.nounClass ?? StatedCount.person
    return !rivals.contains { rival in
      let amount = rival.count.amount
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

  /// Whether the article gives so many values that it tells of several events, which its headline may add up.
  private func areSeveral(_ head: StatedCount, _ other: StatedCount, among rivals: [StatedCount]) -> Bool {
    var values: Set<Rational> = []
    for rival in rivals where rival.role != .headline && !rival.isHedged && !rival.isPart {
      guard let value = rival.stated?.value, value > 1, value != head.stated?.value, value != other.stated?.value else {
        continue
      }
      values.insert(value)
    }
    return values.count >= Self.severalEventCount
  }

  /// From how many further values on an article is taken to tell of several events.
  private static let severalEventCount = 2

  /// Whether the body gives the headline's number with a hedge, or in two numbers that the headline adds up.
  private func isExplained(_ head: StatedCount, by rivals: [StatedCount]) -> Bool {
    let body = rivals.filter { $0.role != .headline }
    if body.contains(where: { $0.isHedged && $0.stated?.value == head.stated?.value }) { return true }
    let lead = body.filter { $0.fact.sentence <= lastLeadSentence }
    for (position, first) in lead.enumerated() {
      for second in lead[(position + 1)...] where first.fact.sentence != second.fact.sentence {
        if let sum = first.count.amount.adding(second.count.amount), sum.intersects(head.count.amount), !first.isHedged,
          !second.isHedged
        {
          return true
        }
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

  // MARK: What counts are

  /// The next number by which an event is told from the others.
  mutating func nextSerial() -> Int {
    serial += 1
    return serial
  }

  mutating func join(_ one: Int, _ other: Int, _ counts: inout [StatedCount]) {
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
    count.fact.kind != "count" || count.fact.reservations.subtracting([.hypothetical]).isEmpty
  }

  func isSameQuantity(_ one: StatedCount, _ other: StatedCount) -> Bool {
    guard one.fact.kind == other.fact.kind,
      one.count.unit == other.count.unit || Self.isRate(one.count.unit, of: other.count.unit)
        || Self.isRate(other.count.unit, of: one.count.unit)
    else { return false }
    if one.fact.kind != "count" { return one.fact.kind != "age" }
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
    if count.fact.kind == "count" { return false }
    let start = count.fact.range.lowerBound
    let block = context.document.article.blocks[count.fact.block].range
    let before = WordFolding.words(of: context.text(max(block.lowerBound, start - Self.longestComparison)..<start))
    return before.last.flatMap { context.words.value(of: $0, in: Self.comparisonLexicon) } != nil
  }

  /// The name of the word list of what stands right before a number that another is compared with.
  static let comparisonLexicon = "comparison-word"
  private static let longestComparison = 10

  private func headWord(_ noun: String) -> String? { WordFolding.words(of: noun).last }

  // MARK: Definite references

  /// Joins a count that is spoken of as known ("the 41 letters") to the one before it that it must refer to.
  private mutating func assignByReference(_ counts: inout [StatedCount]) {
    let order = counts.indices.sorted { counts[$0].fact.range.lowerBound < counts[$1].fact.range.lowerBound }
    for (position, index) in order.enumerated() where counts[index].isDefinite {
      let reference = counts[index]
      guard reference.fact.kind == "count", reference.count.event == nil, isCandidate(reference)
      else { continue }
      let earlier = order[..<position].filter {
        counts[$0].fact.sentence < reference.fact.sentence && isSameQuantity(counts[$0], reference)
      }
      if let same = earlier.last(where: { counts[$0].count.amount.intersects(reference.count.amount) }) {
        if isStated(counts[same]) { join(index, same, &counts) }
        continue
      }
      let candidates = earlier.filter { isCandidate(counts[$0]) }
      guard let antecedent = antecedent(of: reference, among: candidates, counts) else { continue }
      join(index, antecedent, &counts)
    }
  }

  /// Joins a list of names to the number of people that the sentences right before it give.
  private mutating func assignByList(_ counts: inout [StatedCount]) {
    for index in counts.indices where counts[index].isList {
      let list = counts[index]
      let before = counts.indices.filter { other in
        let count = counts[other]
        return !count.isList && count.role != .headline && count.count.unit == StatedCount.person
          && count.fact.kind == "count" && isStated(count) && count.fact.sentence < list.fact.sentence
          && count.fact.sentence + 2 >= list.fact.sentence
      }
      guard Set(before.map { counts[$0].count.amount }).count == 1, let other = before.last,
        let stated = counts[other].stated, let items = list.stated, Slip.isLikely(stated, items)
      else { continue }
      join(index, other, &counts)
      counts[index].fact.reservations = []
    }
  }

  /// The only count that a definite one can refer to, where their numbers differ by what a slip makes of one.
  private func antecedent(of reference: StatedCount, among candidates: [Int], _ counts: [StatedCount]) -> Int? {
    guard let stated = reference.stated, stated.value >= 10 else { return nil }
    let swapped = candidates.filter { counts[$0].stated.map { Slip.hasSameDigits($0, stated) } == true }
    if let first = swapped.first { return first }
    guard isOfAll(reference), Set(candidates.map { counts[$0].count.amount }).count == 1, let first = candidates.first,
      let other = counts[first].stated, Slip.isLikely(stated, other)
    else { return nil }
    return first
  }

  /// Whether a finite verb follows, and not words that pick some of those counted: "the 41 letters were …".
  private func isOfAll(_ count: StatedCount) -> Bool {
    let end = count.fact.range.upperBound
    let block = context.document.article.blocks[count.fact.block].range
    let rest = WordFolding.words(of: context.text(end..<min(block.upperBound, end + Self.longestVerb)))
    return rest.first.flatMap { context.words.value(of: $0, in: Self.verbLexicon) } != nil
  }

  /// The name of the word list of verbs that say something of all that their subject names.
  static let verbLexicon = "finite-verb"
  private static let longestVerb = 10

  // MARK: Ages

  /// The name of the word list of what stands before an age that is spoken of as known.
  static let definiteLexicon = "definite-word"

  /// Joins an age that stands for a person already named ("the 76-year-old said") to the one age that it can be a slip
  /// of.
  private mutating func assignByDefiniteAge(_ counts: inout [StatedCount]) {
    let ages = counts.indices.filter { counts[$0].fact.kind == "age" && counts[$0].stated != nil }
    guard ages.count > 1 else { return }
    for index in ages where counts[index].name == nil && counts[index].count.event == nil && isKnown(counts[index]) {
      guard let stated = counts[index].stated,
        !ages.contains(where: { $0 != index && counts[$0].stated?.value == stated.value })
      else { continue }
      let likely = ages.filter { other in
        guard other != index, counts[other].fact.range.lowerBound < counts[index].fact.range.lowerBound,
          counts[other].fact.reservations.isEmpty, let age = counts[other].stated
        else { return false }
        return Slip.isLikelyOfAge(stated, age)
      }
      guard Set(likely.map { counts[$0].count.amount }).count == 1, let other = likely.last else { continue }
      let event = counts[other].count.event ?? "age \(nextSerial())"
      counts[index].count.event = event
      counts[other].count.event = event
      counts[index].fact.gravestContradiction = .warning
    }
  }

  private func isKnown(_ count: StatedCount) -> Bool {
    let start = count.fact.range.lowerBound
    let block = context.document.article.blocks[count.fact.block].range
    let before = WordFolding.words(of: context.text(max(block.lowerBound, start - Self.longestComparison)..<start))
    guard before.last.flatMap({ context.words.value(of: $0, in: Self.definiteLexicon) }) != nil else { return false }
    // "The 76-year-old driver" may be somebody new; "the 76-year-old said" is not.
    let end = count.fact.range.upperBound
    let rest = context.text(end..<min(block.upperBound, end + Self.longestVerb))
    guard let next = rest.utf8.first else { return true }
    if next != UInt8(ascii: " ") { return next != UInt8(ascii: "-") }
    return WordFolding.words(of: rest).first.flatMap { context.words.value(of: $0, in: Self.verbLexicon) } != nil
  }

  /// The name of the word list of forms of address, which are no given names.
  static let formLexicon = "form-of-address"

  /// Joins the ages of people of one name: the same surname, and no two given names.
  private mutating func assignByName(_ counts: inout [StatedCount]) {
    var bySurname: [String: [Int]] = [:]
    for index in counts.indices where counts[index].fact.kind == "age" && counts[index].fact.reservations.isEmpty {
      guard let surname = counts[index].name.flatMap({ WordFolding.words(of: $0).last }) else { continue }
      bySurname[surname, default: []].append(index)
    }
    for surname in bySurname.keys.sorted() {
      guard let indices = bySurname[surname], indices.count > 1 else { continue }
      let given = indices.compactMap { index -> String? in
        let names = WordFolding.words(of: counts[index].name ?? "")
        let first = names.count > 1 ? names.first : nil
        return first.flatMap { context.words.value(of: $0, in: Self.formLexicon) == nil ? $0 : nil }
      }
      guard Set(given).count <= 1 else { continue }
      for index in indices { counts[index].count.event = "\(given.first ?? "") \(surname)" }
    }
  }
}
