import BundledRules
import Factlint
import PCRE2

/// The stages of the way of an article with the bundled pack, and what each of them makes of every article.
///
/// What a stage needs is made by the stages before it, outside the time that is measured.
struct Stages {
  let packs: [RulePack]
  let segmenter: Segmenter
  let matcher = Matcher()
  let extractor: Extractor
  let resolver: Resolver
  let checker: Checker

  /// What can go wrong before anything is timed.
  enum Failure: Error {
    case noEnglishPack
  }

  init() throws {
    packs = try BundledRules.packs()
    guard let pack = packs.first(where: { $0.language == "en" }) else { throw Failure.noEnglishPack }
    segmenter = Segmenter(packs: packs.map { SegmentationRules(pack: $0) })
    extractor = Extractor(pack: pack)
    resolver = Resolver(pack: pack)
    checker = Checker(pack: pack)
  }

  func document(_ article: Article) -> Document { segmenter.document(from: article, matcher: matcher) }

  func mentions(_ document: Document) -> [Mention] { extractor.mentions(in: document).mentions }

  func report(of mentions: [Mention], in document: Document) -> Report {
    let resolution = resolver.resolution(of: mentions, in: document)
    return Report(
      document: document, facts: resolution.facts, people: resolution.people, breakdowns: resolution.breakdowns)
  }

  func checked(_ report: Report) -> Report {
    var report = report
    checker.check(&report)
    return report
  }

  /// Compiles every pattern of the packs, as the extractor would if an archive used all of them.
  func compilePatterns() throws(PatternError) -> [Pattern] {
    var patterns: [Pattern] = []
    for rule in packs.flatMap(\.facts) {
      patterns.append(
        try Pattern(rule.pattern, options: rule.starts == nil ? .duplicateNames : [.duplicateNames, .anchored]))
    }
    return patterns
  }
}
