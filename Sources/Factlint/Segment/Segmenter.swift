public import PCRE2

/// Cuts articles into documents with the rules of the packs at hand.
public struct Segmenter: Sendable {
  private let packs: [SegmentationRules]
  private let detector: LanguageDetector

  /// What a run says of its articles.
  public struct Options: Sendable, Equatable {
    /// The language of articles that do not state theirs (BCP 47); nil to tell it from their words.
    public var language: String?
    /// The publication date of articles that state none.
    public var date: CivilDate?
    /// The language of articles too short to tell theirs.
    public var defaultLanguage: String

    /// Takes options.
    public init(language: String? = nil, date: CivilDate? = nil, defaultLanguage: String = "en") {
      self.language = language
      self.date = date
      self.defaultLanguage = defaultLanguage
    }
  }

  /// Takes the rules of packs, one for each language.
  public init(packs: [SegmentationRules]) {
    self.packs = packs
    detector = LanguageDetector(functionWords: packs.map(\.functionWords))
  }

  /// The document of an article.
  ///
  /// Without a pack for its language the document has neither sentences nor quotations, and nothing is masked.
  ///
  /// - Parameter matcher: Working memory for the dateline and the byline; a caller with many articles keeps one.
  public func document(
    from article: Article, options: Options = Options(), matcher: Matcher = Matcher()
  ) -> Document {
    let (language, pack) = language(of: article, options: options)
    let rules = pack.map { packs[$0] }
    var article = article
    let dateline = settleStructure(of: &article, rules: rules, matcher: matcher)
    var date = article.metadata.date
    // A date that the format states and nobody can read leaves the article undated: a guess would be worse.
    if date == nil, !article.incidents.contains(where: { $0.code == Incident.unparsableDate }) {
      date = dateline?.date ?? options.date.map { PublicationDate(day: $0, origin: .option) }
    }
    guard let rules else {
      return Document(
        article: article, language: language, date: date, dateline: dateline?.range, datelineDate: dateline?.date,
        maskedText: article.text)
    }
    let text = CleanText(bytes: article.text)
    let punctuation = PunctuationIndex(of: article.text)
    let quotations = QuotationScanner(marks: rules.marks, elisions: rules.elisions)
      .quotations(in: text, blocks: article.blocks, punctuation: punctuation)
    let cut = cut(
      article.blocks, by: SentenceSplitter(text: text, rules: rules), dateline: dateline?.range, quotations: quotations,
      punctuation: punctuation)
    return Document(
      article: article, language: language, date: date, dateline: dateline?.range, datelineDate: dateline?.date,
      sentences: cut.sentences, statements: cut.statements, quotations: quotations,
      maskedText: masked(article.text, quotations: quotations))
  }

  /// The article's language, stated or told from its words, and the pack that serves it; both nil where none does.
  private func language(of article: Article, options: Options) -> (tag: String?, pack: Int?) {
    let tags = packs.map(\.language)
    for stated in [article.metadata.language, options.language] {
      if let stated, let tag = LanguageTag(stated) {
        let pack = tag.bestMatch(among: tags)
        return (pack == nil ? nil : stated, pack)
      }
    }
    switch detector.answer(for: article.text) {
    case .pack(let index): return (tags[index], index)
    case .none: return (nil, nil)
    case .tooShort:
      let pack = LanguageTag(options.defaultLanguage)?.bestMatch(among: tags)
      return (pack.map { tags[$0] }, pack)
    }
  }

  private func settleStructure(
    of article: inout Article, rules: SegmentationRules?, matcher: Matcher
  ) -> StructureRecogniser.Dateline? {
    do {
      return try StructureRecogniser(rules: rules, matcher: matcher).settle(&article)
    } catch {
      article.incidents.append(
        Incident(code: "match-limit", message: "Looking for a byline and a dateline took more work than is allowed."))
      return nil
    }
  }

  private func masked(_ text: [UInt8], quotations: [Quotation]) -> [UInt8] {
    if quotations.isEmpty { return text }
    var masked = text
    var bytes = masked.mutableSpan
    for quotation in quotations where quotation.depth == 0 {
      for index in quotation.range { bytes[index] = Document.mask }
    }
    return masked
  }

  /// The sentences of blocks, and the statements.
  private func cut(
    _ blocks: [Block], by splitter: SentenceSplitter, dateline: Range<Int>?, quotations: [Quotation],
    punctuation: PunctuationIndex
  ) -> (sentences: [Sentence], statements: [Sentence]) {
    var sentences: [Sentence] = []
    var statements: [Sentence] = []
    // A sentence of news has some 130 bytes.
    sentences.reserveCapacity(splitter.text.bytes.count / 100 + blocks.count)
    statements.reserveCapacity(sentences.capacity)
    let opaque = quotations.filter { $0.depth == 0 }
    var firstOpaque = 0
    for index in blocks.indices where blocks[index].role != .metadata {
      let block = blocks[index].range
      var endOpaque = firstOpaque
      while endOpaque < opaque.count, opaque[endOpaque].block == index { endOpaque += 1 }
      let quotations = opaque[firstOpaque..<endOpaque]
      firstOpaque = endOpaque

      var start = block.lowerBound
      if let dateline, block.contains(dateline.lowerBound) { start = min(dateline.upperBound, block.upperBound) }
      let offsets = punctuation.offsets(in: block)
      let first = sentences.count
      let firstStatement = statements.count
      splitter.appendSentences(of: block, index: index, punctuation: offsets, from: start, to: &sentences)
      if quotations.isEmpty {
        statements += sentences[first...]
      } else {
        splitter.appendSentences(
          of: block, index: index, punctuation: offsets, around: quotations, from: start, to: &statements)
      }
      // Whoever is named first in a statement speaks in it, and a dateline's place does not.
      if start > block.lowerBound, firstStatement < statements.count,
        start < statements[firstStatement].range.upperBound
      {
        statements[firstStatement].range = start..<statements[firstStatement].range.upperBound
      }
    }
    return (sentences, statements)
  }
}
