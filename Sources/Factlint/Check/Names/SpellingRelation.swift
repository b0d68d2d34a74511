/// A name has one spelling.
///
/// Two capitalised words that differ by one letter, or by two that have changed places, are one name where the article
/// introduces one of them as somebody's and never the other. It is silent on every sign that they are two: a given name
/// of its own, another word to which it belongs, the ending of a people or a plural.
///
/// Placeholders of its messages: `{usual}` and `{other}`, the two spellings, the more frequent first.
struct SpellingRelation {
  static let placeholders: Set<String> = ["usual", "other"]

  let context: CheckContext

  private var names: NameWords { context.names }

  /// So many places of a name tell enough of it.
  private static let greatestUseCount = 40
  private static let leastLength = 5
  /// With so few capitalised words, two that are alike are one name even where each stands once.
  private static let fewNames = 10
  /// With so few, so are two that are further apart, or of which one has a letter twice, or that stand once each.
  private static let fairlyFewNames = 12
  /// A spelling that stands so often is meant.
  private static let greatestRareCount = 2

  func comparisons() -> [Comparison] {
    guard isInMixedCase else { return [] }
    let capitals = context.capitalWords
    let isShort = capitals.words.count <= Self.fewNames
    var comparisons: [Comparison] = []
    var rare: Set<Int> = []
    capitals.forEachSimilarPair { frequent, other, difference in
      let (count, otherCount) = (capitals.words[frequent].count, capitals.words[other].count)
      guard otherCount <= Self.greatestRareCount, count >= 2 * otherCount - 1,
        max(capitals.words[frequent].length, capitals.words[other].length) >= Self.leastLength, !rare.contains(other),
        !isEnding(difference),
        let pair = pair(
          capitals.places(of: frequent, atMost: Self.greatestUseCount),
          capitals.places(of: other, atMost: Self.greatestUseCount), difference, isShort: isShort)
      else { return }
      rare.insert(other)
      comparisons.append(comparison(of: pair, count: count, otherCount: otherCount))
    }
    capitals.forEachLikePair { usual, other in
      guard !rare.contains(other),
        let pair = likePair(
          capitals.places(of: usual, atMost: Self.greatestUseCount), capitals.places(of: other, atMost: 1))
      else { return }
      rare.insert(other)
      comparisons.append(comparison(of: pair, count: capitals.words[usual].count, otherCount: 1))
    }
    return comparisons
  }

  /// Two names that are further apart: one is introduced in full, and the other speaks, or has a title, and is nobody's.
  private func likePair(_ places: [Range<Int>], _ otherPlaces: [Range<Int>]) -> Pair? {
    let (word, otherWord) = (context.text(places[0]), context.text(otherPlaces[0]))
    // "Democrat", "Democratic": one word made of the other.
    guard !NameWords.has(word, in: names.noNames), !NameWords.has(otherWord, in: names.noNames),
      !word.hasPrefix(otherWord), !otherWord.hasPrefix(word)
    else { return nil }
    let reader = NameUseReader(document: context.document)
    let (uses, others) = (places.map(reader.use), otherPlaces.map(reader.use))
    let (usual, other) = (evidence(of: uses), evidence(of: others))
    guard !usual.given.isEmpty, usual.after.isEmpty, other.given.isEmpty, other.after.isEmpty,
      other.acts || other.hasHonorific || isHeadlineSubject(others[0]), !other.isAfterParticle, !usual.isSpelledOut,
      !other.isSpelledOut,
      !standTogether(
        uses.filter { $0.beforeThat != nil || $0.before != nil && usual.given.contains($0.before ?? "") }, others),
      !standsInLowerCase(word), !standsInLowerCase(otherWord)
    else { return nil }
    // A surname alone that speaks in the running text is the one that was introduced.
    let isSure =
      hasFewNames && (other.acts && !other.isOnlyInitial || isHeadlineSubject(others[0]) && usual.acts)
      && min(word.utf8.count, otherWord.utf8.count) > Self.leastSureLength
    return Pair(usual: uses, other: others, severity: isSure ? .warning : .note)
  }

  /// Whether a headline that is written as a sentence begins with a word, as with the surname of whom it speaks.
  private func isHeadlineSubject(_ use: NameUse) -> Bool {
    guard let next = use.next, next.first?.isLowercase == true else { return false }
    return context.document.article.blocks.contains {
      $0.role == .headline && $0.range.lowerBound == use.range.lowerBound
    }
  }

  /// Whether two words differ by one more letter at the end, as a people, a plural or a firm differ from a name.
  private func isEnding(_ difference: CapitalWords.Difference) -> Bool {
    guard difference.isAtEnd, difference.first.count + difference.second.count == 1,
      let letter = difference.second.last ?? difference.first.last
    else { return false }
    return isInflection(letter)
  }

  /// Whether the letter more at the end is the one before it again, as names are often written: Draycot, Draycott.
  private func isDoubled(_ difference: CapitalWords.Difference, in word: String) -> Bool {
    guard let letter = difference.second.first ?? difference.first.first, word.utf8.count > Self.leastLength else {
      return false
    }
    return word.utf8.dropLast(difference.first.count).last == letter
  }

  /// Whether one letter stands for another, and others follow.
  private func isInside(_ difference: CapitalWords.Difference) -> Bool {
    guard !difference.isAtEnd, difference.first.count == 1, difference.second.count == 1,
      let first = difference.first.first, let second = difference.second.first
    else { return false }
    // A capital inside of a name comes and goes: PayPal, Paypal.
    return first | 0x20 != second | 0x20
  }

  /// Whether a word stands so often, and is so long, that another with one other letter inside is no other name.
  private func isFrequent(_ count: Int, _ word: String, _ difference: CapitalWords.Difference) -> Bool {
    isInside(difference) && count >= Self.leastFrequentCount && word.utf8.count >= Self.leastFrequentLength
  }

  private static let leastFrequentCount = 4
  private static let leastFrequentLength = 6
  /// A surname so long is not one letter away from the word that begins a sentence.
  private static let leastSureLength = 7

  /// Where everything is in capitals, they tell no names.
  private var isInMixedCase: Bool {
    let sample = context.document.article.text.prefix(4000)
    return sample.contains { $0 &- 0x61 < 26 }
  }

  /// Two spellings of a name.
  private struct Pair {
    var usual: [NameUse]
    var other: [NameUse]
    var severity: Severity
  }

  private func pair(
    _ places: [Range<Int>], _ otherPlaces: [Range<Int>], _ difference: CapitalWords.Difference, isShort: Bool
  ) -> Pair? {
    let (word, otherWord) = (context.text(places[0]), context.text(otherPlaces[0]))
    // A country is spelled one way; what is one letter from it may still be a name.
    let isNation = NameWords.has(word, in: names.nations)
    guard isNation && isFrequent(places.count, word, difference) || !NameWords.has(word, in: names.noNames),
      !NameWords.has(otherWord, in: names.noNames)
    else { return nil }
    let reader = NameUseReader(document: context.document)
    let (uses, others) = (places.map(reader.use), otherPlaces.map(reader.use))
    guard let severity = severity(uses, others, difference, isShort: isShort), !standsInLowerCase(word),
      !standsInLowerCase(otherWord)
    else { return nil }
    // A letter more at the end may make another name of it.
    let isLonger =
      difference.isAtEnd && difference.first.count + difference.second.count == 1
      && !(hasFewNames && isDoubled(difference, in: word))
    return Pair(usual: uses, other: others, severity: isLonger ? .note : severity)
  }

  private var hasFewNames: Bool { context.capitalWords.words.count <= Self.fairlyFewNames }

  // MARK: Evidence

  /// What the uses of a word say of whose name it is.
  private struct Evidence {
    /// Capitalised words before it that are neither titles nor of bodies and places: given names, initials.
    var given: Set<String> = []
    /// All capitalised words before it, as often as they are there.
    var before: [String: Int] = [:]
    /// Capitalised words and particles after it.
    var after: Set<String> = []
    /// Whether a title is before it, and one that only people have.
    var hasTitle = false
    var hasHonorific = false
    /// Whether a title stands before a given name before it.
    var isIntroduced = false
    /// Whether a verb of speech or what goes on after a name is beside it.
    var acts = false
    var isAfterParticle = false
    /// Whether it begins its sentence wherever it stands, and nothing there shows a name.
    var isOnlyInitial = true
    /// Whether it stands between marks of its own, as a name does that is spoken of as a name.
    var isSpelledOut = false
    /// The other halves of a name with a hyphen, of which it is the first.
    var halves: Set<String> = []
  }

  private func evidence(of uses: [NameUse]) -> Evidence {
    var evidence = Evidence()
    for use in uses {
      let acts =
        use.hasAge || use.next.map { NameWords.has($0, in: names.anySpeech) || isPast($0) } ?? false
        || use.previous.map { NameWords.has($0, in: names.anySpeech) } ?? false
      if acts { evidence.acts = true }
      if !use.isInitial || acts { evidence.isOnlyInitial = false }
      if let previous = use.previous, NameWords.has(previous, in: names.particles) { evidence.isAfterParticle = true }
      if let half = use.half { evidence.halves.insert(half) } else if use.isPart { evidence.isAfterParticle = true }
      if isSpelledOut(use) { evidence.isSpelledOut = true }
      if let after = use.after ?? use.next.flatMap({ NameWords.has($0, in: names.particles) ? $0 : nil }) {
        evidence.after.insert(after)
      }
      // "But Lowe said": the first word of the sentence is no given name.
      guard let before = use.before, !context.words.functionWords.contains(WordFolding.folded(before)) else { continue }
      evidence.before[before, default: 0] += 1
      if NameWords.has(before, in: names.titles) {
        evidence.hasTitle = true
        if NameWords.has(before, in: names.honorifics) { evidence.hasHonorific = true }
      } else if !NameWords.has(before, in: names.bodies) {
        evidence.given.insert(before)
        if let title = use.beforeThat, NameWords.has(title, in: names.titles) { evidence.isIntroduced = true }
      }
    }
    return evidence
  }

  /// How surely two words are one name misspelled; nil where anything speaks against it.
  private func severity(
    _ uses: [NameUse], _ others: [NameUse], _ difference: CapitalWords.Difference, isShort: Bool
  ) -> Severity? {
    let (usual, other) = (evidence(of: uses), evidence(of: others))
    // "Farook Syed" after "Syed Farook" is a name in another order.
    guard !other.isAfterParticle, usual.halves == other.halves, !usual.isSpelledOut, !other.isSpelledOut,
      usual.after.isDisjoint(with: other.before.keys), other.given.isEmpty || !standTogether(uses, others)
    else { return nil }
    let acts = usual.acts || other.acts
    let hasHonorific = usual.hasHonorific || other.hasHonorific
    let shared = Set(usual.before.keys).intersection(other.before.keys)
    if !usual.given.isDisjoint(with: other.given) || shared.contains(where: { (usual.before[$0] ?? 0) > 1 }) {
      let isTwice = shared.contains { (usual.before[$0] ?? 0) > 2 }
      let isKnown = isTwice || (acts || hasHonorific) && (uses.count > 1 || isShort)
      return isKnown ? .warning : .note
    }
    guard usual.given.isEmpty || other.given.isEmpty else { return nil }
    if !other.after.isEmpty {
      // A given name: the same surname comes after both.
      guard !usual.after.isDisjoint(with: other.after) else { return nil }
      return isGivenName(uses[0], others[0], difference) || usual.hasHonorific || other.hasHonorific ? .warning : .note
    }
    if difference.isAtEnd, let first = difference.first.last, let second = difference.second.last,
      isInflection(first), isInflection(second)
    {
      return nil
    }
    let isNamed = !usual.given.isEmpty || !other.given.isEmpty
    let word = context.text(uses[0].range)
    let isFrequent = isFrequent(uses.count, word, difference)
    // Another word always goes on after it: it is a given name.
    if !isFrequent,
      uses.allSatisfy({ $0.after != nil || $0.next.map { NameWords.has($0, in: names.particles) } ?? false })
    {
      return nil
    }
    if !other.given.isEmpty {
      // The usual spelling is nobody's: it is the surname alone, and not that of a man known by his office.
      guard !usual.hasTitle, usual.after.isEmpty else { return nil }
    } else if !isNamed {
      guard hasHonorific || isFrequent || usual.acts && other.acts && uses.count > 1 && isInside(difference) else {
        return nil
      }
    }
    let isSure =
      isFrequent && other.given.isEmpty
      || other.given.isEmpty && isNamed && isInside(difference) && uses.count > 1
        && word.utf8.count >= Self.leastSureLength
    let isSubject = isHeadlineSubject(others[0]) && uses.count > 1 && word.utf8.count >= Self.leastFrequentLength
    let isLong = hasFewNames && other.given.isEmpty && isNamed && word.utf8.count > Self.leastSureLength
    guard isSure || isLong || (acts || hasHonorific) && (!other.isOnlyInitial || isSubject) else { return nil }
    if uses.count == 1 {
      guard isNamed else { return nil }
      let isKnown = hasFewNames && other.acts && other.given.isEmpty && word.utf8.count >= Self.leastSureLength
      return hasHonorific || isShort || isKnown || isLong ? .warning : .note
    }
    return others.count > 1 ? .note : .warning
  }

  /// Whether one of two long words that differ before their ends is known as somebody's given name.
  private func isGivenName(_ use: NameUse, _ other: NameUse, _ difference: CapitalWords.Difference) -> Bool {
    let (word, otherWord) = (context.text(use.range), context.text(other.range))
    guard !difference.isAtEnd, word.utf8.count >= Self.leastFrequentLength,
      WordFolding.folded(word) != WordFolding.folded(otherWord)
    else { return false }
    return context.facts.contains { fact in
      guard case .person(let person) = fact.value else { return false }
      return person.name.hasPrefix(word + " ") || person.name.hasPrefix(otherWord + " ")
    }
  }

  /// Whether a word has the ending of a verb in the past: what a name does.
  private func isPast(_ word: String) -> Bool {
    word.utf8.count > Self.leastLength && names.pastEndings.contains { $0.contains(String(word.suffix(2))) }
  }

  /// Whether two names stand in one sentence, where nobody misses that they are two.
  private func standTogether(_ uses: [NameUse], _ others: [NameUse]) -> Bool {
    let sentences = context.document.sentences
    return others.contains { other in
      let after = sentences.partitioningIndex { $0.range.lowerBound > other.range.lowerBound }
      guard after > 0, case let sentence = sentences[after - 1].range else { return false }
      return uses.contains { sentence.contains($0.range.lowerBound) }
    }
  }

  /// Whether a quotation of a few words holds a name: one that somebody goes by, or writes, or has been given.
  private func isSpelledOut(_ use: NameUse) -> Bool {
    context.document.quotations.contains { quotation in
      quotation.content.contains(use.range.lowerBound)
        && context.document.article.text[quotation.content].count { $0 == 0x20 } < Self.greatestNameLength
    }
  }

  /// A quotation of so many words at most may be a name.
  private static let greatestNameLength = 3

  private func isInflection(_ letter: UInt8) -> Bool {
    names.inflections.contains { $0.contains(String(Unicode.Scalar(letter))) }
  }

  /// Whether the article has the word in lower case too: then it is no name.
  private func standsInLowerCase(_ word: String) -> Bool {
    let text = context.document.article.text
    let wanted = Array(WordFolding.folded(word).utf8)
    guard let first = wanted.first, first < 0x80 else { return false }
    var index = 0
    while index + wanted.count <= text.count {
      if text[index] == first, index == 0 || !WordFolding.isASCIILetter(text[index - 1]),
        text[index..<index + wanted.count].elementsEqual(wanted),
        index + wanted.count == text.count || !WordFolding.isASCIILetter(text[index + wanted.count])
      {
        return true
      }
      index += 1
    }
    return false
  }

  // MARK: The comparison

  private func comparison(of pair: Pair, count: Int, otherCount: Int) -> Comparison {
    // Where the name is introduced is more telling than a headline.
    let introduction = pair.usual.first { $0.before != nil } ?? pair.usual.first { !$0.isInitial } ?? pair.usual[0]
    let (usual, other) = (introduction.range, pair.other[0].range)
    let (name, otherName) = (context.text(usual), context.text(other))
    let places = [
      Finding.Location(target: .text(usual), role: "usual"), Finding.Location(target: .text(other), role: "other"),
    ]
    return Comparison(
      facts: context.facts.indices.filter { index in
        guard case .person = context.facts[index].value else { return false }
        return context.facts[index].range.overlaps(other)
      },
      outcome: .contradicted(atMost: pair.severity)
    ) {
      Comparison.Account(
        working: "\(name) (\(count)) ≠ \(otherName) (\(otherCount))",
        placeholders: ["usual": name, "other": otherName],
        places: other.lowerBound < usual.lowerBound ? places.reversed() : places)
    }
  }
}
