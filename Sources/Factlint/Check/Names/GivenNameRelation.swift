/// A person has one given name.
///
/// Two given names that begin alike before one surname are a slip where the second stands there once, and nothing says
/// who that would be: no title, no age, no other word of introduction. It is silent in articles that speak of relatives.
///
/// Placeholders of its messages: those of `SpellingRelation`, with the names in full.
struct GivenNameRelation {
  let context: CheckContext

  private var names: NameWords { context.names }

  /// So many places of a name tell enough of it.
  private static let greatestUseCount = 40
  private static let leastLength = 3

  /// A given name before a surname.
  private struct Use {
    /// The two together.
    var range: Range<Int>
    var given: String
  }

  func comparisons() -> [Comparison] {
    let capitals = context.capitalWords
    var comparisons: [Comparison] = []
    var hasRelatives: Bool?
    var given: [Range<Int>] = []
    for index in capitals.words.indices where capitals.words[index].count > 1 {
      guard mayHaveTwoGivenNames(index, of: capitals, &given),
        let (usual, other) = pair(capitals.places(of: index, atMost: Self.greatestUseCount))
      else { continue }
      if hasRelatives == nil { hasRelatives = speaksOfRelatives() }
      if hasRelatives == true { return comparisons }
      comparisons.append(comparison(usual, other))
    }
    return comparisons
  }

  /// Whether two different words that begin with one capital stand before a word; most words have none.
  private func mayHaveTwoGivenNames(
    _ word: Int, of capitals: CapitalWords, _ given: inout [Range<Int>]
  ) -> Bool {
    let text = context.document.article.text
    let bytes = text.span
    given.removeAll(keepingCapacity: true)
    var next = capitals.firstPlace(of: word)
    for _ in 0..<Self.greatestUseCount {
      guard let place = next else { return false }
      next = capitals.place(after: place)
      guard let start = givenStart(before: place.start, in: bytes) else { continue }
      let name = start..<place.start - 1
      let isOther = given.allSatisfy { !Self.areEqual($0, name, in: bytes) }
      if isOther, given.contains(where: { bytes[$0.lowerBound] == bytes[start] || Self.endAlike($0, name, in: bytes) })
      {
        return true
      }
      if isOther { given.append(name) }
    }
    return false
  }

  /// Whether two long names differ in their first letters alone: Catherine, Katherine.
  private static func endAlike(_ one: Range<Int>, _ other: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard one.count == other.count, one.count >= leastSameEnd else { return false }
    for offset in 1..<one.count where bytes[one.lowerBound + offset] != bytes[other.lowerBound + offset] {
      return false
    }
    return true
  }

  /// A name of so many letters is another's with another letter first.
  private static let leastSameEnd = 6

  private static func areEqual(_ one: Range<Int>, _ other: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard one.count == other.count else { return false }
    for offset in 0..<one.count where bytes[one.lowerBound + offset] != bytes[other.lowerBound + offset] {
      return false
    }
    return true
  }

  /// The usual given name of a surname, and another one that stands there once; nil for most words.
  private func pair(_ places: [Range<Int>]) -> (usual: Use, other: Use)? {
    let reader = NameUseReader(document: context.document)
    let surname = context.text(places[0])
    guard !NameWords.has(surname, in: names.noSurnames) else { return nil }
    var named: [(use: Use, beforeThat: String?)] = []
    var isPerson = false
    var isSpeaker = false
    for place in places {
      let use = reader.use(of: place)
      let given = use.before ?? headlineGiven(before: place.lowerBound)
      guard let given else {
        if acts(use) || isIntroduced(place) { isPerson = true }
        continue
      }
      guard !NameWords.has(given, in: names.noSurnames), given.utf8.count >= Self.leastLength else { continue }
      if NameWords.has(given, in: names.titles) {
        if NameWords.has(given, in: names.honorifics) { isPerson = true }
        continue
      }
      let start = use.range.lowerBound - given.utf8.count - 1
      guard start >= 0 else { continue }
      if acts(use) { isSpeaker = true }
      named.append((Use(range: start..<use.range.upperBound, given: given), use.beforeThat))
    }
    guard let usual = named.first?.use, Set(named.map(\.use.given)).count == 2 else { return nil }
    let others = named.filter { $0.use.given != usual.given }
    guard others.count == 1, let other = others.first, other.beforeThat == nil,
      isAlike(usual.given, other.use.given), !isIntroduced(other.use.range) || isInHeadline(usual.range),
      !standTogether(usual.range, other.use.range)
    else { return nil }
    // A firm that speaks has a name of two words too.
    let hasOtherInitial = usual.given.utf8.first != other.use.given.utf8.first
    guard
      isPerson || isSpeaker && hasOtherInitial || isIntroduced(usual.range) || followsRole(usual.range)
        || isInHeadline(usual.range)
    else {
      return nil
    }
    return (usual, other.use)
  }

  /// The first word of a headline that stands before a name.
  private func headlineGiven(before place: Int) -> String? {
    let text = context.document.article.text
    let bytes = text.span
    guard let start = givenStart(before: place, in: bytes),
      let block = context.document.article.blocks.first(where: { $0.range.lowerBound == start }),
      block.role == .headline
    else { return nil }
    return context.text(start..<place - 1)
  }

  private func isInHeadline(_ range: Range<Int>) -> Bool {
    context.document.article.blocks.contains { $0.role == .headline && $0.range.contains(range.lowerBound) }
  }

  /// Whether an office or an occupation stands right before a name.
  private func followsRole(_ name: Range<Int>) -> Bool {
    let text = context.document.article.text
    guard name.lowerBound > 2, text[name.lowerBound - 1] == 0x20 else { return false }
    var start = name.lowerBound - 1
    while start > 0, WordFolding.isASCIILetter(text[start - 1]) { start -= 1 }
    return NameWords.has(context.text(start..<name.lowerBound - 1), in: names.titles)
  }

  /// Where the capitalised word begins that stands one space before a place.
  private func givenStart(before place: Int, in text: Span<UInt8>) -> Int? {
    guard place > 2, text[place - 1] == 0x20, text[place - 2] &- 0x61 < 26 else { return nil }
    var start = place - 1
    while start > 0, WordFolding.isASCIILetter(text[start - 1]) || text[start - 1] >= 0x80 { start -= 1 }
    return text[start] &- 0x41 < 26 ? start : nil
  }

  /// Whether a surname alone acts as people do.
  private func acts(_ use: NameUse) -> Bool {
    use.next.map { NameWords.has($0, in: names.speech) } ?? false
      || use.previous.map { NameWords.has($0, in: names.speech) } ?? false
  }

  /// Whether two given names may be one name: they begin alike, and neither is a short form or the beginning of the
  /// other.
  private func isAlike(_ first: String, _ second: String) -> Bool {
    let (one, other) = (WordFolding.folded(first), WordFolding.folded(second))
    let hasOtherInitial =
      one.utf8.count >= Self.leastSameEnd && one.utf8.count == other.utf8.count
      && one.utf8.dropFirst().elementsEqual(other.utf8.dropFirst())
    guard one.utf8.first == other.utf8.first || hasOtherInitial, !one.hasPrefix(other), !other.hasPrefix(one) else {
      return false
    }
    func full(_ name: String) -> String { names.givenNameForms.lazy.compactMap { $0.value(of: name) }.first ?? name }
    return full(one) != full(other)
  }

  /// Whether a comma after a name says who that is: an age, "a nurse", "who …".
  private func isIntroduced(_ name: Range<Int>) -> Bool {
    let text = context.document.article.text
    guard name.upperBound + 2 < text.count, text[name.upperBound] == 0x2C || text[name.upperBound] == 0x28 else {
      return false
    }
    let start = text[name.upperBound] == 0x2C ? name.upperBound + 2 : name.upperBound + 1
    if text[start] &- 0x30 < 10 { return true }
    var end = start
    while end < text.count, WordFolding.isASCIILetter(text[end]) { end += 1 }
    return start < end && NameWords.has(context.text(start..<end), in: names.introductions)
  }

  private func standTogether(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    let sentences = context.document.sentences
    let after = sentences.partitioningIndex { $0.range.lowerBound > second.lowerBound }
    return after > 0 && sentences[after - 1].range.contains(first.lowerBound)
  }

  /// Whether the article speaks of relatives of anybody, who share a surname.
  private func speaksOfRelatives() -> Bool {
    let relatives = names.relatives
    let text = context.document.article.text
    var found = false
    WordFolding.forEachWord(in: text.span, range: 0..<text.count) { word in
      found = found || relatives.contains { $0.containsFolded(word.start..<word.end, in: text) }
    } other: { _, _ in
    }
    return found
  }

  private func comparison(_ usual: Use, _ other: Use) -> Comparison {
    let (name, otherName) = (context.text(usual.range), context.text(other.range))
    let places = [
      Finding.Location(target: .text(usual.range), role: "usual"),
      Finding.Location(target: .text(other.range), role: "other"),
    ]
    return Comparison(
      facts: context.facts.indices.filter { index in
        guard case .person = context.facts[index].value else { return false }
        return context.facts[index].range.overlaps(other.range)
      },
      outcome: .contradicted(atMost: .warning)
    ) {
      Comparison.Account(
        working: "\(name) ≠ \(otherName)", placeholders: ["usual": name, "other": otherName],
        places: other.range.lowerBound < usual.range.lowerBound ? places.reversed() : places)
    }
  }
}
