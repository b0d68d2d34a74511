/// Finds the totals of parts that refer to them: "five of them", "eight of the dead were women, six were men", or a
/// number with no noun of its own at the beginning of the next sentence.
extension BreakdownFinder {
  /// Parts that one mention tells of a total before it.
  private struct Parts {
    var rule: String
    var sentence: Int
    /// Their numbers, in the order of the text.
    var numbers: [CountPart]
    /// What happened to those that they are parts of, where the words say it.
    var category: String?
    /// What they are said to be or do; parts of one total are told with one verb.
    var verb: String?
    /// Whether they are all that is left: "the remaining five".
    var isRest: Bool
    /// Whether they say that they refer to something: "of them".
    var isReferring: Bool
    /// Whether they are a list of all: "the dead were six men and a woman".
    var isList = false
    /// Whether they are of "the victims", who may have been killed or hurt.
    var isOfVictims = false
  }

  /// Parts of more than this many times their total belong to something else.
  static let greatestExcess = 1.5

  /// Adds the breakdowns whose parts refer to a total before them.
  ///
  /// Slots of a mention: `a` (or `number`) to `d`, the numbers; `known`, what they are of, with its `category`; `verb`;
  /// `rest`, where they are all that is left. Without a number, the list of parts begins where the mention ends.
  ///
  /// - Parameter known: The mentions of counts that say of whom they are.
  mutating func addReferring(_ known: [Mention]) {
    guard !referring.isEmpty || !known.isEmpty else { return }
    let mentions = (referring + known).sorted { $0.range.lowerBound < $1.range.lowerBound }
    var chains: [Parts] = []
    for mention in mentions {
      guard let found = parts(of: mention) else { continue }
      if let last = chains.last, last.sentence + 1 >= found.sentence,
        found.isRest || (last.verb != nil && last.verb == found.verb && !found.isReferring)
      {
        let known = Set(last.numbers.map(\.number.lowerBound))
        chains[chains.count - 1].numbers += found.numbers.filter { !known.contains($0.number.lowerBound) }
        chains[chains.count - 1].sentence = found.sentence
      } else {
        chains.append(found)
      }
    }
    for chain in chains { add(chain) }
  }

  private func parts(of mention: Mention) -> Parts? {
    let slots: [SlotName] = [.number, .a, .b, .c, .d]
    let ranges = slots.compactMap { mention.range(of: $0) }
    var numbers = ranges.map { CountPart(number: $0, block: mention.block) }
    var isList = false
    if numbers.isEmpty {
      let list = list(from: mention.range.upperBound)
      guard list.isClosed || isApposition(list.parts, of: mention), list.parts.count > 1 else { return nil }
      numbers = list.parts.map { parts[$0] }
      isList = true
    }
    guard let first = numbers.first else { return nil }
    return Parts(
      rule: context.rule(of: mention), sentence: context.sentence(at: first.number.lowerBound), numbers: numbers,
      category: mention.has(.known) ? category(of: mention) : nil,
      verb: mention.range(of: .verb).map(context.text), isRest: mention.has(.rest),
      isReferring: ranges.first != mention.range || mention.has(.known), isList: isList,
      isOfVictims: mention.range(of: .known).map(isVictims) == true)
  }

  /// Whether commas set a list of parts off on both sides: "the victims, three women and four men, came from".
  private func isApposition(_ list: [Int], of mention: Mention) -> Bool {
    guard let last = list.last else { return false }
    let end = parts[last].range.upperBound
    let block = context.document.article.blocks[mention.block].range
    return context.text(mention.range).hasSuffix(", ") && end < block.upperBound
      && context.text(end..<end + 1) == ","
  }

  /// Whether the last of some words is one for victims.
  private func isVictims(_ range: Range<Int>) -> Bool {
    let last = WordFolding.words(of: context.text(range)).last ?? ""
    return context.words.value(of: last, in: CountResolver.victimLexicon) != nil
  }

  /// Whether the article counts nobody who met with another fate, but for those who were saved.
  private func isOnlyFate(_ category: String) -> Bool {
    CountResolver.fates(among: counts, context: context) == [category]
  }

  private func category(of mention: Mention) -> String? {
    context.value(of: .category, in: mention) ?? context.value(of: .known, in: mention)
  }

  private mutating func add(_ chain: Parts) {
    guard let first = chain.numbers.first, !chain.isRest, let whole = whole(of: chain, first),
      chain.numbers.count > 1 || chain.isReferring
    else { return }
    var sum = Interval(0)
    for number in chain.numbers {
      guard let amount = number.amount(in: context), let next = sum.adding(amount) else { return }
      sum = next
    }
    guard let all = counts[whole].stated?.value.doubleValue, let parts = sum.lower?.value.doubleValue,
      parts <= all * Self.greatestExcess
    else { return }
    let indices = chain.numbers.compactMap { count(of: $0, rule: chain.rule) }
    guard indices.count == chain.numbers.count, !indices.contains(whole) else { return }
    for index in indices { counts[index].isPart = true }
    // "The dead were six men and a woman" leaves nobody out.
    let mode: Breakdown.Mode = chain.isList && areExclusive(indices) ? .partition : .disjoint
    let isApart = indices.count > 1 && (chain.verb == nil || areToldApart(chain))
    add(whole, indices, isApart ? mode : .overlapping, rule: chain.rule)
  }

  /// Whether what parts are said to be excludes one another, as two places do, or men and women; who speeds may also be
  /// uninsured.
  private func areToldApart(_ chain: Parts) -> Bool {
    let predicates = chain.numbers.indices.map { index in
      predicate(
        of: chain.numbers[index], before: index + 1 < chain.numbers.count ? chain.numbers[index + 1].number : nil)
    }
    return predicates.indices.allSatisfy { one in
      predicates.indices.dropFirst(one + 1).allSatisfy { other in
        predicates[other].isRest || areApart(predicates[one], predicates[other])
      }
    }
  }

  /// What a part is said to be.
  private struct Predicate {
    /// Whether it is what the parts before it leave: "the other five".
    var isRest = false
    /// Whether it says where they are, or where they come from.
    var isPlace = false
    var isOrigin = false
    /// The first words of it.
    var words: ArraySlice<Substring> = []
  }

  /// How far a predicate is looked into, in bytes; how many words may come before its verb, and how many of it tell.
  private static let longestPredicate = 60
  private static let subjectWordCount = 4
  private static let predicateWordCount = 4
  /// The names of the word lists of what stands before a number, of verbs of parts, and of what comes before an origin.
  private static let restLexicon = "rest-word"
  private static let verbLexicons = ["part-verb", "apart-verb"]
  private static let originLexicon = "part-origin"
  private static let nationLexicon = "nation"

  private func predicate(of part: CountPart, before next: Range<Int>?) -> Predicate {
    func isIn(_ lexicon: String, _ word: Substring) -> Bool {
      context.words.value(of: String(word), in: lexicon) != nil
    }
    let block = context.document.article.blocks[part.block].range
    let start = part.number.upperBound
    let end = min(block.upperBound, next?.lowerBound ?? block.upperBound, start + Self.longestPredicate)
    var words = context.text(start..<max(start, end)).split { !$0.isLetter && $0 != "-" }[...]
    let isVerb = { word in !isIn(Self.originLexicon, word) && Self.verbLexicons.contains { isIn($0, word) } }
    // Of "eight of the dead were women" what follows the verb tells, of "five women" all.
    if let verb = words.prefix(Self.subjectWordCount).firstIndex(where: isVerb) {
      words = words[verb...].drop(while: isVerb)
    }
    let lead = max(block.lowerBound, part.number.lowerBound - CountEvents.longestComparison)..<part.number.lowerBound
    let isOrigin = words.first.map { isIn(Self.originLexicon, $0) || isIn(Self.nationLexicon, $0) } == true
    return Predicate(
      isRest: context.text(lead).split { !$0.isLetter }.last.map { isIn(Self.restLexicon, $0) } == true,
      isPlace: !isOrigin && words.first.map { context.words.lists.placePrepositions.contains(String($0)) } == true,
      isOrigin: isOrigin, words: words.prefix(Self.predicateWordCount))
  }

  private func areApart(_ one: Predicate, _ other: Predicate) -> Bool {
    if one.isPlace || other.isPlace { return one.isPlace && other.isPlace }
    if one.isOrigin || other.isOrigin { return one.isOrigin && other.isOrigin }
    guard let nouns = context.words.lexicon(StatedCount.nounLexicon) else { return false }
    func nounClass(_ predicate: Predicate) -> String? {
      predicate.words.lazy.compactMap { context.words.value(of: String($0), in: StatedCount.nounLexicon) }.first
    }
    if let first = nounClass(one), let second = nounClass(other) { return nouns.areExclusive(first, second) }
    return one.words.contains { word in other.words.contains { areRivals(String(word), String($0)) } }
  }

  /// The count that parts are of: the one that their sentence has before them, or else the one sentence shortly before.
  private func whole(of chain: Parts, _ first: CountPart) -> Int? {
    let sentence = context.sentence(at: first.number.lowerBound)
    if let category = chain.category {
      return chain.isOfVictims && !isOnlyFate(category) ? nil : whole(of: category, before: sentence)
    }
    guard context.spend(counts.count) else { return nil }
    let before = counts.indices.filter {
      counts[$0].fact.sentence == sentence && counts[$0].count.number.lowerBound < first.number.lowerBound
    }
    if let only = before.first {
      // "Of them" may be of any of several.
      guard before.count == 1, isCandidate(only), isAppended(first.number, to: only) else { return nil }
      return only
    }
    for earlier in [sentence - 1, sentence - 2] where earlier >= 0 {
      let like = counts.indices.filter { counts[$0].fact.sentence == earlier && counts[$0].fact.kind == .count }
      if like.isEmpty { continue }
      guard like.count == 1, let only = like.first, isCandidate(only) else { return nil }
      return only
    }
    return nil
  }

  private func isCandidate(_ index: Int) -> Bool {
    let count = counts[index]
    return count.role != .headline && !count.isFurther && !count.isPart && !count.isOfKnown && !count.isBare
      && count.fact.reservations.subtracting([.superseded]).isEmpty && (count.stated?.value).map { $0 > 1 } == true
  }

  /// Whether a number stands behind a comma, with nothing but words between it and a count of its sentence.
  private func isAppended(_ number: Range<Int>, to other: Int) -> Bool {
    let start = counts[other].count.number.upperBound
    let end = number.lowerBound
    guard start < end else { return false }
    let between = context.text(start..<end)
    guard let comma = between.lastIndex(of: ","), !between.contains(where: { ":;()".contains($0) }) else {
      return false
    }
    let last = between[between.index(after: comma)...].split(separator: " ").joined(separator: " ")
    return last.isEmpty || context.words.value(of: last, in: Self.separatorLexicon) != nil
      || context.words.hedge(last) != nil
  }
}
