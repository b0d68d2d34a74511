/// Finds the parts that follow a total, as a list of counts.
struct BreakdownFinder {
  let context: ResolutionContext
  let voices: Voices
  var counts: [StatedCount]
  private(set) var breakdowns: [Breakdown] = []
  let parts: [CountPart]
  /// The mentions of parts that refer to a total before them.
  var referring: [Mention] = []
  /// The mentions of how many were aboard, of whom the article tells what became of them.
  var aboard: [Mention] = []
  /// The count whose number begins at a place; nil until it is asked for.
  private var countByNumber: [Int: Int]?

  /// The name of the word list of what stands between two parts, without the spaces around it.
  static let separatorLexicon = "part-separator"
  /// A list of more parts than this is a table.
  static let greatestPartCount = 30

  init(context: ResolutionContext, voices: Voices, counts: [StatedCount], parts: [CountPart]) {
    self.context = context
    self.voices = voices
    self.counts = counts
    self.parts = parts
  }

  /// Adds the breakdown of a mention, the parts of which begin where it ends.
  ///
  /// Slots: `whole`, the number of the total; without it, the total is looked for before the mention; `aboard`, the
  /// number of a total of whom the parts are told anywhere; `mode`, what the words say of how the parts make it up.
  mutating func add(_ mention: Mention) {
    if mention.has(.aboard) {
      aboard.append(mention)
      return
    }
    guard let wholeRange = mention.range(of: .whole) else {
      referring.append(mention)
      return
    }
    guard let mode = context.value(of: .mode, in: mention).flatMap(Breakdown.Mode.init(rawValue:))
    else { return }
    let list = list(from: mention.range.upperBound)
    guard let last = list.parts.last, !breakdowns.contains(where: { $0.range.contains(wholeRange.lowerBound) }) else {
      return
    }
    let rule = context.rule(of: mention)
    guard mode == .overlapping || list.parts.count > 1 else { return }
    guard let whole = index(ofNumberAt: wholeRange.lowerBound), !counts[whole].isBare else { return }
    let indices = list.parts.compactMap { count(of: parts[$0], rule: rule) }
    guard indices.count == list.parts.count, !indices.contains(whole), isPlausible(whole, indices, mode) else { return }
    for index in indices {
      counts[index].isPart = true
      // What happened to the whole happened to its parts.
      if counts[index].count.category == nil { counts[index].count.category = counts[whole].count.category }
    }
    breakdowns.append(
      Breakdown(
        rule: rule, range: mention.range.lowerBound..<parts[last].range.upperBound, whole: whole, parts: indices,
        mode: self.mode(mode, of: indices, isClosed: list.isClosed)))
  }

  // MARK: Wholes of other sentences

  /// The name of the word list of what stands before the place that a part is told of.
  static let placeLexicon = "part-place"

  /// The rule that tells the parts of another sentence's whole, and the one that tells what is of it.
  static let placesRule = "count/parts-by-place"
  static let subsetRule = "count/subset"

  /// Adds the breakdowns whose whole stands in an earlier sentence: a list of places that begins its sentence ("Twelve
  /// died in Ash, nine in Elm"), and a number of those known ("12 of the injured").
  mutating func addAcrossSentences() {
    for index in counts.indices {
      guard let category = counts[index].count.category, counts[index].fact.reservations.isEmpty,
        counts[index].role != .headline
      else { continue }
      if counts[index].isOfKnown {
        if let whole = whole(of: category, before: counts[index].fact.sentence) {
          add(whole, [index], .overlapping, rule: Self.subsetRule)
        }
      } else if let list = places(from: index),
        let whole = whole(of: category, before: counts[index].fact.sentence)
      {
        var indices: [Int] = []
        for part in list {
          if let found = count(of: parts[part], rule: Self.placesRule) { indices.append(found) }
        }
        if indices.count == list.count, !indices.contains(whole) {
          for part in indices { counts[part].isPart = true }
          add(whole, indices, .disjoint, rule: Self.placesRule)
        }
      }
    }
  }

  mutating func add(_ whole: Int, _ indices: [Int], _ mode: Breakdown.Mode, rule: String) {
    let last = indices.map { counts[$0].fact.range.upperBound }.max() ?? counts[whole].fact.range.upperBound
    breakdowns.append(
      Breakdown(
        rule: rule, range: counts[whole].fact.range.lowerBound..<last, whole: whole, parts: indices, mode: mode))
  }

  /// How many sentences parts stand behind a whole that they do not name, at most.
  private static let greatestDistance = 8

  /// The one number of those of a category that the sentences before one give, nearest first; nil where they give
  /// several.
  func whole(of category: String, before sentence: Int) -> Int? {
    guard context.spend(counts.count) else { return nil }
    let earlier = counts.indices.filter { index in
      guard counts[index].fact.sentence < sentence, counts[index].fact.sentence + Self.greatestDistance > sentence,
        counts[index].role != .headline, counts[index].count.category == category
      else { return false }
      let count = counts[index]
      return count.fact.reservations.isEmpty && !count.isPart && !count.isFurther && !count.isOfKnown
        && (count.stated?.value).map { $0 > 1 } == true
    }
    // Of people and of soldiers, those are all people; where only soldiers are told of, they are all that there are.
    let people = earlier.filter { (counts[$0].count.nounClass ?? StatedCount.person) == StatedCount.person }
    let wholes = people.isEmpty ? earlier : people
    guard Set(wholes.map { counts[$0].count.amount }).count == 1 else { return nil }
    return wholes.last
  }

  /// The parts of a list that begins with a count at the beginning of its sentence, each with its own place.
  private func places(from index: Int) -> [Int]? {
    let number = counts[index].count.number
    guard context.document.sentences[counts[index].fact.sentence].range.lowerBound == number.lowerBound else {
      return nil
    }
    let list = list(from: number.lowerBound)
    guard list.parts.count > 1, list.isClosed, list.parts.allSatisfy({ hasPlace(parts[$0].range) }) else { return nil }
    return list.parts
  }

  private func hasPlace(_ range: Range<Int>) -> Bool {
    let words = context.text(range).split(separator: " ")
    guard
      let position = words.lastIndex(where: {
        context.words.value(of: WordFolding.folded(String($0)), in: Self.placeLexicon) != nil
      }), position + 1 < words.count
    else { return false }
    return words[position + 1].first?.isUppercase == true
  }

  // MARK: The list

  /// The parts that follow one another from a place on, and whether nothing goes on behind the last.
  func list(from start: Int) -> (parts: [Int], isClosed: Bool) {
    let first = firstPart(from: start)
    guard first < parts.count, parts[first].range.lowerBound == start else { return ([], false) }
    var found: [Int] = []
    var next: Int? = first
    var end = start
    while let part = next, found.count < Self.greatestPartCount {
      found.append(part)
      end = parts[part].range.upperBound
      next = following(end, in: parts[part].block)
    }
    return (found, !goesOn(after: end))
  }

  /// The part that a separator joins to what ends at a place.
  private func following(_ end: Int, in block: Int) -> Int? {
    let limit = min(end + Self.longestSeparator + 1, context.document.article.blocks[block].range.upperBound)
    var part = firstPart(from: end + 1)
    while part < parts.count, case let start = parts[part].range.lowerBound, start < limit {
      if separator(in: end..<start) { return part }
      part = firstPart(from: start + 1)
    }
    return nil
  }

  /// The first part that begins at a place or after it, in the order of the text.
  private func firstPart(from place: Int) -> Int {
    parts.partitioningIndex { $0.range.lowerBound >= place }
  }

  private static let longestSeparator = 16

  private func separator(in range: Range<Int>) -> Bool {
    var (start, end) = (range.lowerBound, range.upperBound)
    guard start < end, context.clean[end - 1] == 0x20 else { return false }
    while start < end, context.clean[start] == 0x20 { start += 1 }
    while start < end, context.clean[end - 1] == 0x20 { end -= 1 }
    return context.words.lists.partSeparators.contains(start..<end, in: context.clean)
  }

  /// Whether a separator in words, such as "and", stands behind a place, or more numbers in the same sentence: the
  /// list says more than could be read.
  private func goesOn(after end: Int) -> Bool {
    let sentence = context.document.sentences[context.sentence(at: end)].range
    guard end < sentence.upperBound else { return false }
    let rest = context.clean[end..<min(sentence.upperBound, end + 24)]
    let behindSpace = rest.first == 0x20 ? rest.dropFirst() : rest
    for separator in context.words.lists.separatorsInWords
    where rest.starts(with: separator) || behindSpace.starts(with: separator) { return true }
    let next = firstPart(from: end)
    return next < parts.count && parts[next].range.lowerBound < sentence.upperBound
  }

  // MARK: The counts

  mutating func count(of part: CountPart, rule: String) -> Int? {
    if let index = index(ofNumberAt: part.number.lowerBound) { return index }
    return StatedCount(part, rule: rule, in: context, voices: voices).map { append($0) }
  }

  private mutating func append(_ count: StatedCount) -> Int {
    counts.append(count)
    countByNumber?[count.count.number.lowerBound] = counts.count - 1
    return counts.count - 1
  }

  /// The count whose number begins at a place.
  private mutating func index(ofNumberAt place: Int) -> Int? {
    if let countByNumber { return countByNumber[place] }
    let known = Dictionary(
      counts.indices.map { (counts[$0].count.number.lowerBound, $0) }, uniquingKeysWith: { first, _ in first })
    countByNumber = known
    return known[place]
  }

  // MARK: What can be parts of what

  /// How the parts make up the whole, given what is known of them beside the words between.
  private func mode(_ mode: Breakdown.Mode, of indices: [Int], isClosed: Bool) -> Breakdown.Mode {
    switch mode {
    case .partition: isClosed ? .partition : .disjoint
    case .overlapping: areExclusive(indices) ? .disjoint : .overlapping
    case .disjoint: .disjoint
    }
  }

  /// Whether any two of the counts are of classes that exclude each other.
  func areExclusive(_ indices: [Int]) -> Bool {
    guard indices.count > 1, let lexicon = context.words.lexicon(StatedCount.nounLexicon) else { return false }
    let classes = indices.map { counts[$0].count.nounClass ?? "" }
    return indices.indices.allSatisfy { one in
      indices.indices.dropFirst(one + 1).allSatisfy { other in
        lexicon.areExclusive(classes[one], classes[other])
          || areRivals(noun(of: indices[one]), noun(of: indices[other]))
      }
    }
  }

  /// The name of the word list of things that are one or the other, such as ratings to buy and to sell: the value is the
  /// family and the member.
  static let rivalLexicon = "rival-thing"

  /// What a count is of: its noun, or the last word behind its number.
  private func noun(of index: Int) -> String? {
    counts[index].count.noun ?? WordFolding.words(of: context.text(counts[index].fact.range)).last
  }

  /// Whether two nouns name two members of one family.
  func areRivals(_ one: String?, _ other: String?) -> Bool {
    let members = [one, other].map { noun in
      noun.flatMap { context.words.value(of: WordFolding.folded($0), in: Self.rivalLexicon) } ?? ""
    }
    return members[0] != members[1] && !members[0].isEmpty
      && members[0].split(separator: " ").first == members[1].split(separator: " ").first
  }

  /// Whether the parts can be of the same kind as their whole: people of people, and no more of a thing than a slip
  /// would make of it where only the list says that they belong together.
  private func isPlausible(_ whole: Int, _ indices: [Int], _ mode: Breakdown.Mode) -> Bool {
    let total = counts[whole].count
    let isOfOther = indices.contains { index in
      let part = counts[index].count
      // "Nine were killed, including a child, and seven others were hurt": the list is over where another fate begins.
      if counts[index].isFurther || counts[index].fact.kind != counts[whole].fact.kind
        || (part.category != nil && total.category != nil && part.category != total.category)
      {
        return true
      }
      guard let noun = part.noun, total.noun != nil else { return false }
      if total.unit != part.unit { return true }
      return part.unit == StatedCount.item && WordFolding.folded(noun) != WordFolding.folded(total.noun ?? "")
    }
    if !isOfOther { return true }
    // Only the list says that they belong together, so the numbers must be as near as a slip puts them.
    var sum = Interval(0)
    for index in indices {
      guard counts[index].count.unit == total.unit, let next = sum.adding(counts[index].count.amount) else {
        return false
      }
      sum = next
    }
    if mode == .partition { return sum.intersects(total.amount) }
    guard let part = sum.lower?.value.doubleValue, let all = total.amount.lower?.value.doubleValue else { return false }
    return part <= 2 * all
  }
}
