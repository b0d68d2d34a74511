/// What a quotation owes to the rest of its article.
///
/// `wording`: its other renderings have the same words. `headline`: what a headline quotes stands in the body.
/// `speaker`: somebody is said to have said it. `marks`: it has a mark at either end.
///
/// Placeholders of its messages: of `wording`, `{first}` and `{second}`, the words that differ with their neighbours; of
/// the others, `{quotation}`, the words quoted.
struct QuotationRelation {
  static func placeholders(of test: CheckRule.QuotationTest?) -> Set<String> {
    test == .wording ? ["first", "second"] : ["quotation"]
  }

  let check: PreparedCheck
  let context: CheckContext

  /// A shorter one may be a catchword, a name or a title.
  private static let leastHeadlineWordCount = 4
  private static let leastSpokenWordCount = 8

  func comparisons() -> [Comparison] {
    switch check.quotationTest {
    case .wording: return QuotationWording(context: context).comparisons()
    case .headline: return headlineQuotations()
    case .speaker: return spokenQuotations()
    case .marks: return openQuotations()
    case nil: return []
    }
  }

  // MARK: In the headline and in the body

  private func headlineQuotations() -> [Comparison] {
    let document = context.document
    guard document.article.blocks.contains(where: { $0.role == .paragraph }) else { return [] }
    var body: [UInt64]?
    return document.quotations.compactMap { quotation in
      guard isInHeadline(quotation), quotation.isClosed, quotation.depth == 0, !hasEllipsis(quotation) else {
        return nil
      }
      let words = words(in: quotation.content)
      guard words.count >= Self.leastHeadlineWordCount else { return nil }
      let all = body ?? bodyWords()
      body = all
      // Where the body has all of its words it is a rendering, which `wording` compares.
      return words.allSatisfy(Set(all).contains) ? nil : finding(quotation)
    }
  }

  private func bodyWords() -> [UInt64] {
    context.document.article.blocks.filter { $0.role != .headline && $0.role != .metadata }.flatMap {
      words(in: $0.range)
    }
  }

  /// The hashes of the words and numbers of a stretch of text, in upper or lower case alike.
  private func words(in range: Range<Int>) -> [UInt64] {
    let text = context.document.article.text
    var words: [UInt64] = []
    var hash = WordFolding.seed
    for index in range {
      let byte = text[index]
      if WordFolding.isASCIILetter(byte) || byte &- 0x30 < 10 || byte >= 0x80 && byte != 0xE2 {
        hash = WordFolding.mix(hash, WordFolding.isASCIILetter(byte) ? byte | 0x20 : byte)
      } else if hash != WordFolding.seed {
        words.append(hash)
        hash = WordFolding.seed
      }
    }
    return hash == WordFolding.seed ? words : words + [hash]
  }

  private func hasEllipsis(_ quotation: Quotation) -> Bool {
    let text = context.text(quotation.content)
    return text.contains("...") || text.contains("\u{2026}") || text.contains("[")
  }

  private func isInHeadline(_ quotation: Quotation) -> Bool {
    context.document.article.blocks[quotation.block].role == .headline
  }

  // MARK: Who says it

  /// The quotations of whole sentences that nobody is said to have said; a transcript has none that somebody has.
  private func spokenQuotations() -> [Comparison] {
    let document = context.document
    guard document.quotations.contains(where: { $0.content.count >= Self.leastSpokenWordCount * 3 }) else { return [] }
    var spoken: [Range<Int>] = []
    for index in context.facts.indices {
      if case .attribution(let attribution) = context.facts[index].value { spoken += attribution.content }
    }
    return document.quotations.indices.compactMap { index in
      let quotation = document.quotations[index]
      guard quotation.depth == 0, quotation.isClosed, !quotation.isContinuation, !isInHeadline(quotation),
        document.article.blocks[quotation.block].role == .paragraph,
        quotation.content.count(where: { document.article.text[$0] == 0x20 }) + 1 >= Self.leastSpokenWordCount,
        isSentence(quotation), !spoken.contains(where: { $0.overlaps(quotation.range) }),
        !isBesideSpeech(quotation, spoken)
      else { return nil }
      return finding(quotation)
    }
  }

  /// Whether the words are a sentence: one with a capital first and a mark at its end, in a statement of its own.
  private func isSentence(_ quotation: Quotation) -> Bool {
    let text = context.document.article.text
    guard let first = quotation.content.first, let last = quotation.content.last, text[first] &- 0x41 < 26,
      ".?!".utf8.contains(text[last]), !followsColon(quotation.range.lowerBound)
    else { return false }
    return context.document.statements.contains { $0.range.lowerBound == quotation.range.lowerBound }
  }

  /// Whether a colon before it, be it at the end of a paragraph, says that what follows is somebody's.
  private func followsColon(_ start: Int) -> Bool {
    let text = context.document.article.text
    let before = text[max(0, start - 3)..<start]
    return before.contains(0x3A)
  }

  /// Whether its paragraph, or the one before, has words of somebody: they may be that speaker's still.
  private func isBesideSpeech(_ quotation: Quotation, _ spoken: [Range<Int>]) -> Bool {
    let blocks = context.document.article.blocks
    let stretch =
      blocks[max(0, quotation.block - 1)].range
      .lowerBound..<blocks[min(blocks.count - 1, quotation.block + 1)].range.upperBound
    return spoken.contains { $0.overlaps(stretch) }
      || context.document.quotations.contains { $0.range != quotation.range && $0.range.overlaps(stretch) }
  }

  // MARK: Marks

  /// The quotations that no mark ends, and that no next paragraph goes on with.
  private func openQuotations() -> [Comparison] {
    let quotations = context.document.quotations
    return quotations.indices.compactMap { index in
      let quotation = quotations[index]
      guard quotation.depth == 0, !quotation.isClosed,
        quotation.range != context.document.article.blocks[quotation.block].range,
        !quotations[(index + 1)...].prefix(8).contains(where: { $0.isContinuation && $0.block <= quotation.block + 2 })
      else { return nil }
      return finding(quotation)
    }
  }

  // MARK: The finding

  private func finding(_ quotation: Quotation) -> Comparison {
    Comparison(facts: [], outcome: .contradicted(atMost: .error)) {
      let words = context.text(quotation.content)
      return Comparison.Account(
        working: words, placeholders: ["quotation": words],
        places: [Finding.Location(target: .text(quotation.range), role: "quotation")])
    }
  }
}
