internal import PCRE2

/// The way of an article: segment, extract, resolve, check.
///
/// Each step is a pure function; no step looks back.
///
/// A linter keeps working memory and is meant for one thread; make one for each, of the same packs. The results do not
/// depend on which linter, or in which order, articles are given to.
public final class Linter {
  private let segmenter: Segmenter
  private let options: Options
  private let pipelines: [Pipeline]
  /// The language of each pipeline.
  private let languages: [String]
  private let matcher = Matcher()

  /// What bears on the results of a run, beside the packs and the articles.
  public struct Options: Sendable, Equatable {
    /// The language and date of articles that do not state theirs.
    public var segmentation: Segmenter.Options
    /// In which reports agreements are told.
    public var agreements: Agreement.Account

    /// Makes options.
    public init(
      segmentation: Segmenter.Options = Segmenter.Options(), agreements: Agreement.Account = .always
    ) {
      self.segmentation = segmentation
      self.agreements = agreements
    }
  }

  /// What one pack does with a document.
  private struct Pipeline {
    let extractor: Extractor
    let resolver: Resolver
    let checker: Checker
  }

  /// Makes a linter for the languages of the packs.
  ///
  /// - Parameter usesJIT: Whether patterns are compiled to machine code, which takes longer than to interpret them on
  ///   an article or two. What is found is the same, but for patterns that are given up at a limit.
  public init(packs: [RulePack], options: Options = Options(), usesJIT: Bool = true) {
    self.options = options
    segmenter = Segmenter(packs: packs.map { SegmentationRules(pack: $0, usesJIT: usesJIT) })
    languages = packs.map(\.language)
    pipelines = packs.map { pack in
      let words = PackWords(pack: pack)
      return Pipeline(
        extractor: Extractor(pack: pack, usesJIT: usesJIT), resolver: Resolver(pack: pack, words: words),
        checker: Checker(pack: pack, words: words, agreements: options.agreements))
    }
  }

  /// Checks an article against itself.
  public func check(_ article: Article) -> Report { reports(on: [article], isChecked: true)[0] }

  /// Checks each of some articles against itself; dozens at once take a good deal less time than one by one.
  public func check(_ articles: [Article]) -> [Report] { reports(on: articles, isChecked: true) }

  /// The same, with each report given away as soon as it is there, in any order and with the number of its article:
  /// what is done with it then finds it in the fastest of memories, and so does its end.
  public func check(_ articles: [Article], _ body: (_ number: Int, _ report: inout Report) -> Void) {
    run(on: articles, isChecked: true, body)
  }

  /// Finds an article's facts without checking them.
  public func facts(of article: Article) -> Report { reports(on: [article], isChecked: false)[0] }

  /// Finds the facts of each of some articles without checking them.
  public func facts(of articles: [Article]) -> [Report] { reports(on: articles, isChecked: false) }

  /// The same, with each report given away as soon as it is there; see `check`.
  public func facts(of articles: [Article], _ body: (_ number: Int, _ report: inout Report) -> Void) {
    run(on: articles, isChecked: false, body)
  }

  /// The kinds of mention that make no fact of their own, but bear on the facts near them.
  public static let auxiliaryKinds = CountResolver.auxiliaryKinds

  /// Where the mentions of a rule stand in an article's clean text, and the document that they were found in; for the
  /// rules whose mentions make no facts.
  public func mentions(of rule: String, in article: Article) -> (document: Document, ranges: [Range<Int>]) {
    let document = segmenter.document(from: article, options: options.segmentation, matcher: matcher)
    guard let pipeline = pipeline(for: document.language) else { return (document, []) }
    let pack = pipeline.resolver.pack
    let mentions = pipeline.extractor.mentions(in: document).mentions.filter { pack.facts[$0.rule].id == rule }
    return (document, mentions.map(\.range))
  }

  /// What each fact rule has cost on the articles since `measureCosts`, the costliest first; empty before.
  public var ruleCosts: [RuleCost] {
    pipelines.flatMap { $0.extractor.costs ?? [] }.sorted { ($1.duration, $0.rule) < ($0.duration, $1.rule) }
  }

  /// Begins to measure what each fact rule costs, which slows the rest a little.
  public func measureCosts() {
    for pipeline in pipelines { pipeline.extractor.measureCosts() }
  }

  private func reports(on articles: [Article], isChecked: Bool) -> [Report] {
    var reports = [Report?](repeating: nil, count: articles.count)
    run(on: articles, isChecked: isChecked) { number, report in reports[number] = report }
    return reports.compactMap(\.self)
  }

  private func run(on articles: [Article], isChecked: Bool, _ body: (_ number: Int, _ report: inout Report) -> Void) {
    var documents: [Document?] = articles.map { article in
      segmenter.document(from: article, options: options.segmentation, matcher: matcher)
    }
    let ofDocuments = documents.map { pipelineIndex(for: $0?.language) }
    for (number, pipeline) in pipelines.enumerated() {
      let own = documents.indices.filter { ofDocuments[$0] == number }
      var extractions: [Extractor.Result?] = pipeline.extractor.mentions(in: own.compactMap { documents[$0] })
      for (place, index) in own.enumerated() {
        guard let document = documents[index].take(), let extraction = extractions[place].take() else { continue }
        let resolution = pipeline.resolver.resolution(of: extraction.mentions, in: document)
        var report = Report(
          document: document, incidents: document.article.incidents + Self.incidents(of: extraction, resolution))
        report.facts = resolution.facts
        report.people = resolution.people
        report.breakdowns = resolution.breakdowns
        if isChecked { pipeline.checker.check(&report) }
        body(index, &report)
      }
    }
    for index in documents.indices {
      guard ofDocuments[index] == nil, let document = documents[index].take() else { continue }
      var report = Report(
        document: document, incidents: document.article.incidents + Self.incidents(ofUnreadable: document))
      body(index, &report)
    }
  }

  private func pipeline(for language: String?) -> Pipeline? {
    pipelineIndex(for: language).map { pipelines[$0] }
  }

  private func pipelineIndex(for language: String?) -> Int? {
    if languages.count == 1, languages[0] == language { return 0 }
    return language.flatMap { LanguageTag($0) }.flatMap { $0.bestMatch(among: languages) }
  }

  private static func incidents(ofUnreadable document: Document) -> [Incident] {
    if document.article.blocks.isEmpty { return [] }
    return [
      Incident(
        code: "no-rule-pack", message: "There is no rule pack for the article's language, so nothing was checked.")
    ]
  }

  private static func incidents(of extraction: Extractor.Result, _ resolution: Resolver.Resolution) -> [Incident] {
    var incidents: [Incident] = []
    if extraction.limitHits > 0 {
      incidents.append(
        Incident(
          code: "match-limit",
          message: "\(extraction.limitHits) pattern runs were given up because they took more work than is allowed."))
    }
    if extraction.hasOverlongStretch {
      incidents.append(
        Incident(
          code: "overlong-sentence",
          message: "A sentence or paragraph of more than \(TryCollector.greatestStretch) bytes was not checked whole."
        ))
    }
    if extraction.isExhausted {
      incidents.append(
        Incident(
          code: "work-limit",
          message: "The article took more work than is allowed for one; the rest of it was not checked."))
    }
    if resolution.isExhausted {
      incidents.append(
        Incident(
          code: "work-limit",
          message: "There were more facts to hold beside each other than is allowed for one article."))
    }
    return incidents
  }
}
