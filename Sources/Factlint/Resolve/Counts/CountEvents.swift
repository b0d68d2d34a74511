/// Tells which counts speak of the same thing, and gives them the same `event`.
///
/// A false match is the costliest error there is, so counts are matched only on evidence: the same category or noun;
/// no reservation, hedge, or word that makes one of them a part or a count of others; and a headline over its lead, a
/// definite reference, or sentences that share their words, with numbers as far apart as a slip puts them.
struct CountEvents {
  let words: SentenceWords

  /// How many sentences at the beginning of the body are its lead.
  static let leadSentenceCount = 3
  /// How many words two sentences share at least that tell of the same event.
  static let leastSharedWordCount = 2

  private let context: ResolutionContext
  private let lastLeadSentence: Int
  private var serial = 0

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
    assignByName(&counts)
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
      var values: [Interval] = []
      for index in indices where !values.contains(counts[index].count.amount) {
        values.append(counts[index].count.amount)
      }
      join(indices.filter { isCandidate(counts[$0]) }, isLone: values.count <= 2, name: category, &counts)
    }
  }

  /// Joins those that match: each to the first group that it fits.
  private mutating func join(_ candidates: [Int], isLone: Bool, name: String, _ counts: inout [StatedCount]) {
    var groups: [[Int]] = []
    for index in candidates {
      let fitting = groups.firstIndex { group in
        group.contains { isSameEvent(counts[$0], counts[index], isLone: isLone) }
      }
      if let fitting { groups[fitting].append(index) } else { groups.append([index]) }
    }
    for group in groups where group.count > 1 {
      serial += 1
      for index in group { counts[index].count.event = "\(name) \(serial)" }
    }
  }

  private func isCandidate(_ count: StatedCount) -> Bool {
    guard let stated = count.stated, stated.value > 1 else { return false }
    return count.fact.reservations.isEmpty && !count.isFurther && !count.isPart
  }

  /// Whether two counts of one category, the first in the text before the second, are of the same event.
  private func isSameEvent(_ one: StatedCount, _ other: StatedCount, isLone: Bool) -> Bool {
    guard one.fact.sentence != other.fact.sentence, isSameClass(one, other) else { return false }
    if one.count.amount.intersects(other.count.amount) { return true }
    guard let first = one.stated, let second = other.stated, Slip.isLikely(first, second) else { return false }
    let shared = words.sharedCount(one.fact.sentence, other.fact.sentence)
    if one.role == .headline, other.fact.sentence <= lastLeadSentence { return shared >= Self.leastSharedWordCount }
    return isLone && (other.isDefinite || shared >= Self.leastSharedWordCount)
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

  // MARK: Headline and lead

  /// Joins a number of the headline that the body never repeats to the only one of its kind in the lead.
  private mutating func assignByHeadline(_ counts: inout [StatedCount]) {
    for index in counts.indices {
      let head = counts[index]
      guard head.role == .headline, head.count.event == nil, head.count.category == nil, isStated(head) else {
        continue
      }
      let body = counts.indices.filter { counts[$0].role != .headline && isSameQuantity(counts[$0], head) }
      if let same = body.first(where: { counts[$0].count.amount.intersects(head.count.amount) }) {
        if isStated(counts[same]) { join(index, same, &counts) }
        continue
      }
      let lead = body.filter { counts[$0].fact.sentence <= lastLeadSentence && isStated(counts[$0]) }
      guard let first = lead.first, lead.count == 1, let stated = head.stated, let other = counts[first].stated,
        Slip.isLikelyInHeadline(stated, other), isUnreserved(counts[first]), isUnreserved(head),
        words.sharedCount(head.fact.sentence, counts[first].fact.sentence) >= Self.leastSharedWordCount + 1
      else { continue }
      join(index, first, &counts)
    }
  }

  private mutating func join(_ one: Int, _ other: Int, _ counts: inout [StatedCount]) {
    serial += 1
    let event = counts[other].count.event ?? "\(counts[one].count.unit) \(serial)"
    counts[one].count.event = event
    counts[other].count.event = event
  }

  private func isStated(_ count: StatedCount) -> Bool {
    guard let stated = count.stated else { return false }
    return stated.value > 1 && !count.isFurther && !count.isPart
  }

  private func isUnreserved(_ count: StatedCount) -> Bool {
    count.fact.kind != "count" || count.fact.reservations.isEmpty
  }

  private func isSameQuantity(_ one: StatedCount, _ other: StatedCount) -> Bool {
    guard one.fact.kind == other.fact.kind, one.count.unit == other.count.unit else { return false }
    if one.fact.kind != "count" { return one.fact.kind != "age" }
    guard let noun = one.count.noun, let otherNoun = other.count.noun else { return false }
    return headWord(noun) == headWord(otherNoun)
  }

  private func headWord(_ noun: String) -> String? { WordFolding.words(of: noun).last }

  // MARK: Ages

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
        return names.count > 1 ? names.first : nil
      }
      guard Set(given).count == 1 else { continue }
      for index in indices { counts[index].count.event = "\(given[0]) \(surname)" }
    }
  }
}

/// How far a slip of the pen or the keyboard puts two numbers apart.
enum Slip {
  /// Whether one of two numbers may be the other with a slip: a little more or less, or the same digits in another
  /// order.
  static func isLikely(_ one: StatedNumber, _ other: StatedNumber) -> Bool {
    let (first, second) = (one.value.doubleValue, other.value.doubleValue)
    let greater = max(first, second)
    if abs(first - second) <= (greater < 40 ? 3 : greater / 10) { return true }
    return hasSameDigits(one, other)
  }

  /// The same for a headline, which may be older than the story, and where a scale is easily mistaken.
  static func isLikelyInHeadline(_ one: StatedNumber, _ other: StatedNumber) -> Bool {
    if one.figure == other.figure || hasSameDigits(one, other) { return true }
    let (first, second) = (one.value.doubleValue, other.value.doubleValue)
    return min(first, second) * 2 >= max(first, second)
  }

  private static func hasSameDigits(_ one: StatedNumber, _ other: StatedNumber) -> Bool {
    guard one.value.isInteger, other.value.isInteger, one.value >= 10 else { return false }
    return String(one.value.numerator).sorted() == String(other.value.numerator).sorted()
  }
}

/// The words of sentences by which two of them can be told to be about the same thing.
final class SentenceWords {
  private let context: ResolutionContext
  private let functionWords: Set<String>
  private var cache: [Int: Set<String>] = [:]

  /// Words shorter than this join more than they say.
  static let leastLength = 4
  /// By how many letters words are compared, so that "attack" and "attacks" are one.
  static let comparedLength = 5

  init(context: ResolutionContext) {
    self.context = context
    functionWords = Set(context.pack.functionWords)
  }

  /// How many words two sentences share.
  func sharedCount(_ one: Int, _ other: Int) -> Int { words(of: one).intersection(words(of: other)).count }

  private func words(of sentence: Int) -> Set<String> {
    if let words = cache[sentence] { return words }
    guard context.document.sentences.indices.contains(sentence) else { return [] }
    var words: Set<String> = []
    for word in WordFolding.words(of: context.text(context.document.sentences[sentence].range)) {
      guard word.utf8.count >= Self.leastLength, !functionWords.contains(word),
        context.words.value(of: word, in: PackWords.numeralLexicon) == nil
      else { continue }
      words.insert(String(word.prefix(Self.comparedLength)))
    }
    cache[sentence] = words
    return words
  }
}
