/// Two renderings of one quotation have the same words.
///
/// A rendering may be a part of another, and an ellipsis or a bracket says that words were left out or put in. What
/// begins and ends alike and has other words in between is one quotation changed, unless two people said it.
///
/// Words that deny or count are what a slip turns upside down; a change of others is a matter of care, worth a note in
/// the running text and a warning in a headline, which is cut by another hand; that leaves out articles anywhere.
struct QuotationWording {
  let context: CheckContext

  /// Shorter ones are catchwords, and likely to be alike by chance.
  private static let leastWordCount = 5
  /// An article with more is a transcript; each is compared with so many after it.
  private static let greatestSearch = 60
  /// So many words of one may stand for other words of the other.
  private static let greatestDifference = 2
  /// So many words must be the same on either side of those that differ.
  private static let leastEdge = 2
  /// With fewer on one side, so many must be the same on the other.
  private static let leastLongEdge = 4
  /// A rendering of so many words, all but one the same, is no other quotation.
  private static let leastTellingCount = 7
  /// So many words may stand in another order.
  private static let greatestSwap = 7

  /// The words of a quotation.
  private struct Rendering {
    /// The index in `Document.quotations`.
    var quotation: Int
    var hashes: [UInt64]
    /// A bit for each word, by its hash.
    var bits: UInt64
  }

  func comparisons() -> [Comparison] {
    let renderings = renderings()
    guard renderings.count > 1 else { return [] }
    var comparisons: [Comparison] = []
    var told: Set<Int> = []
    for (index, first) in renderings.enumerated() {
      for second in renderings[(index + 1)...].prefix(Self.greatestSearch) where !told.contains(second.quotation) {
        let (short, long) =
          first.hashes.count <= second.hashes.count ? (first, second) : (second, first)
        guard (short.bits & ~long.bits).nonzeroBitCount <= Self.greatestDifference,
          let difference = difference(short, long) ?? swap(short, long),
          let comparison = comparison(short, long, difference)
        else { continue }
        told.insert(second.quotation)
        comparisons.append(comparison)
      }
    }
    return comparisons
  }

  private func renderings() -> [Rendering] {
    let quotations = context.document.quotations
    let candidates = quotations.indices.filter { index in
      let quotation = quotations[index]
      return quotation.depth == 0 && quotation.isClosed && !quotation.isContinuation
        && quotation.content.count >= Self.leastWordCount * 3
    }
    // A quotation alone has no other rendering.
    return candidates.count < 2 ? [] : candidates.compactMap(rendering)
  }

  private func rendering(of quotation: Int) -> Rendering? {
    let text = context.document.article.text
    let content = context.document.quotations[quotation].content
    var rendering = Rendering(quotation: quotation, hashes: [], bits: 0)
    rendering.hashes.reserveCapacity(content.count / 4)
    let bytes = text.span
    // Eight bytes of a word at a time: a product for each byte would be waited for.
    var (hash, part, length) = (WordFolding.seed, UInt64(0), 0)
    for index in content.lowerBound...content.upperBound {
      let byte = index < content.upperBound ? bytes[index] : 0x20
      if Self.isOfWord(byte) {
        part = part << 8 | UInt64(WordFolding.isASCIILetter(byte) ? byte | 0x20 : byte)
        length += 1
        if length & 7 == 0 { (hash, part) = (Self.mixed(hash, part), 0) }
        continue
      }
      if length > 0 {
        hash = Self.mixed(hash, part)
        // Two hyphens or an opening mark beside a word make no other word of it.
        rendering.hashes.append(hash)
        rendering.bits |= 1 << (hash >> 40 & 63)
        (hash, part, length) = (WordFolding.seed, 0, 0)
      }
      if byte == 0x5B || byte == 0x28 || isEllipsis(at: index, in: text, before: content.upperBound) { return nil }
    }
    return rendering.hashes.count >= Self.leastWordCount ? rendering : nil
  }

  private static func mixed(_ hash: UInt64, _ part: UInt64) -> UInt64 {
    let product = (hash ^ part) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 32
  }

  /// Where the words of a rendering stand, in the order of their hashes.
  private func ranges(of rendering: Rendering) -> [Range<Int>] {
    let text = context.document.article.text
    let content = context.document.quotations[rendering.quotation].content
    return content.split { !Self.isOfWord(text[$0]) }
  }

  /// Whether a byte is of a word: a letter, a digit or an apostrophe.
  private static func isOfWord(_ byte: UInt8) -> Bool {
    WordFolding.isASCIILetter(byte) || byte &- 0x30 < 10 || byte == 0x27 || byte >= 0x80 && byte != 0xE2
  }

  private func isEllipsis(at index: Int, in text: [UInt8], before end: Int) -> Bool {
    guard index + 2 < end else { return false }
    return text[index] == 0x2E && (text[index + 1] == 0x2E || text[index + 1] == 0x20 && text[index + 2] == 0x2E)
      || text[index] == 0xE2 && text[index + 1] == 0x80 && text[index + 2] == 0xA6
  }

  /// The words that differ, of the shorter and of the longer; nil where the two agree or are two quotations.
  private func difference(_ short: Rendering, _ long: Rendering) -> (short: Range<Int>, long: Range<Int>)? {
    let (words, others) = (short.hashes, long.hashes)
    var found: (short: Range<Int>, long: Range<Int>)?
    for offset in others.indices where others[offset] == words[0] {
      var same = 0
      while same < words.count, offset + same < others.count, words[same] == others[offset + same] { same += 1 }
      if same == words.count { return nil }
      guard found == nil else { continue }
      for change in -Self.greatestDifference...Self.greatestDifference {
        let end = offset + words.count + change
        guard end <= others.count, end > offset + same else { continue }
        var tail = 0
        while tail < words.count - same, end - tail - 1 >= offset + same,
          words[words.count - tail - 1] == others[end - tail - 1]
        { tail += 1 }
        let (middle, otherMiddle) = (same..<words.count - tail, offset + same..<end - tail)
        if max(middle.count, otherMiddle.count) <= Self.greatestDifference, !middle.isEmpty || !otherMiddle.isEmpty,
          same >= Self.leastEdge && tail >= Self.leastEdge || tail >= Self.leastLongEdge
            || same >= Self.leastLongEdge && end == others.count && middle.count == 1 && otherMiddle.count == 1
        {
          found = (middle, otherMiddle)
          break
        }
      }
    }
    return found
  }

  /// The words that stand in two orders in two renderings of the same words; nil where there are none or too many.
  private func swap(_ short: Rendering, _ long: Rendering) -> (short: Range<Int>, long: Range<Int>)? {
    let (words, others) = (short.hashes, long.hashes)
    guard words.count == others.count, short.bits == long.bits,
      let first = words.indices.first(where: { words[$0] != others[$0] }),
      let last = words.indices.last(where: { words[$0] != others[$0] }), first >= Self.leastEdge,
      last - first < Self.greatestSwap, words.sorted() == others.sorted()
    else { return nil }
    return (first..<last + 1, first..<last + 1)
  }

  private func comparison(
    _ short: Rendering, _ long: Rendering, _ difference: (short: Range<Int>, long: Range<Int>)
  ) -> Comparison? {
    let quotations = context.document.quotations
    let (facts, others) = (attributions(of: quotations[short.quotation]), attributions(of: quotations[long.quotation]))
    let (people, otherPeople) = (people(of: facts), people(of: others))
    guard people.isEmpty || otherPeople.isEmpty || !people.isDisjoint(with: otherPeople) else { return nil }
    // Side by side they are a figure of speech: "nothing to do with it", "everything to do with it".
    let (one, other) = (quotations[short.quotation], quotations[long.quotation])
    guard abs(short.quotation - long.quotation) > 1 || one.block != other.block else { return nil }
    let (ranges, otherRanges) = (ranges(of: short), ranges(of: long))
    let changed = ranges[difference.short] + otherRanges[difference.long]
    let isGrave =
      (isInHeadline(one) || isInHeadline(other)) && !changed.allSatisfy(isArticle)
      || changed.contains(where: isTelling)
      // One word for another, where one and the same person speaks.
      || difference.short.count == 1 && difference.long.count == 1
        && (!people.isDisjoint(with: otherPeople)
          || short.hashes.count >= Self.leastTellingCount && !changed.contains(where: isArticle)
            && (facts.isEmpty || others.isEmpty))
    // Of two sentences that only end unlike both may have been said, unless one is the headline's or a number differs.
    guard
      isInHeadline(one) || isInHeadline(other) || difference.short.isEmpty || changed.contains(where: isTelling)
        || max(short.hashes.count - difference.short.upperBound, long.hashes.count - difference.long.upperBound)
          >= Self.leastEdge
    else { return nil }
    guard !tellsOfYears(facts + others), !tellsOfTurn() else { return nil }
    let words = [(short, ranges, difference.short), (long, otherRanges, difference.long)]
    let shown = words.map { rendering, ranges, range -> (start: Int, text: String, place: Finding.Location) in
      let around = max(0, range.lowerBound - 2)..<min(ranges.count, range.upperBound + 2)
      let text = context.text(
        ranges[around.lowerBound].lowerBound..<ranges[around.upperBound - 1].upperBound)
      let place = quotations[rendering.quotation].range
      return (place.lowerBound, text, Finding.Location(target: .text(place), role: "rendering"))
    }.sorted { $0.start < $1.start }
    return Comparison(
      facts: Set(facts + others).sorted(), outcome: .contradicted(atMost: isGrave ? .error : .note)
    ) {
      Comparison.Account(
        working: "\(shown[0].text) ≠ \(shown[1].text)",
        placeholders: ["first": shown[0].text, "second": shown[1].text], places: shown.map(\.place))
    }
  }

  /// Whether the sentence around one of the quotations says in which year it was said: of two on different days both may
  /// be right.
  private func tellsOfYears(_ facts: [Int]) -> Bool {
    let document = context.document
    return facts.contains { fact in
      let start = context.facts[fact].range.lowerBound
      let after = document.statements.partitioningIndex { $0.range.lowerBound > start }
      guard after > 0 else { return false }
      var digits = 0
      for byte in document.maskedText[document.statements[after - 1].range] {
        digits = byte &- 0x30 < 10 ? digits + 1 : 0
        if digits == 4 { return true }
      }
      return false
    }
  }

  /// Whether the article says that somebody has gone back on what they said.
  private func tellsOfTurn() -> Bool {
    let text = context.document.article.text
    return text.split { !Self.isOfWord($0) && $0 != 0x2D }.contains { word in
      context.names.turns.contains { $0.contains(word.startIndex..<word.endIndex, in: text) }
    }
  }

  private func isInHeadline(_ quotation: Quotation) -> Bool {
    context.document.article.blocks[quotation.block].role == .headline
  }

  /// Whether a word is a number or denies something.
  private func isTelling(_ word: Range<Int>) -> Bool {
    let text = context.text(word)
    return text.utf8.contains { $0 &- 0x30 < 10 } || context.names.denials.contains { $0.contains(text) }
      || context.words.number(text) != nil
  }

  /// Whether a word is an article, which headlines leave out.
  private func isArticle(_ word: Range<Int>) -> Bool {
    context.names.articles.contains { $0.contains(context.text(word)) }
  }

  /// The facts that say whose words a quotation has.
  private func attributions(of quotation: Quotation) -> [Int] {
    context.facts.indices.filter { index in
      guard case .attribution(let attribution) = context.facts[index].value else { return false }
      return attribution.content.contains { $0.overlaps(quotation.range) }
    }
  }

  private func people(of facts: [Int]) -> Set<Int> {
    Set(
      facts.compactMap { index -> Int? in
        if case .attribution(let attribution) = context.facts[index].value { attribution.person } else { nil }
      })
  }
}
