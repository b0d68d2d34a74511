import Factlint

/// Runs the examples of a pack's rules: each rule alone, in the whole pack, and with the text disguised in ways that
/// must make no difference.
public struct ExampleRun {
  private let loaded: LoadedPack

  /// An example that did not come out as it says.
  public struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The rule's id.
    public var rule: String
    /// The rule's file.
    public var path: String
    /// The line on which the example begins, counted from 1.
    public var line: Int
    /// How what came differs from what should have.
    public var difference: String

    /// The failure as compilers write errors: `path:line: rule: difference`.
    public var description: String { "\(path):\(line): \(rule): \(difference)" }
  }

  /// Prepares to run the examples of a pack.
  public init(_ loaded: LoadedPack) {
    self.loaded = loaded
  }

  /// The number of examples of the pack.
  public var exampleCount: Int { loaded.pages.reduce(0) { $0 + $1.examples.count } }

  /// Runs all examples; those that fail, in the order of the rules.
  public func failures() -> [Failure] {
    let whole = linter(for: loaded.pack)
    return loaded.pages.flatMap { page in
      let alone = linter(for: packAlone(for: page))
      return page.examples.flatMap { failures(of: $0, page: page, alone: alone, whole: whole) }
    }
  }

  /// A linter that takes every text for the pack's language: examples are too short to tell theirs.
  private func linter(for pack: RulePack) -> Linter {
    Linter(packs: [pack], options: Linter.Options(segmentation: Segmenter.Options(language: pack.language)))
  }

  /// A pack in which the page's rule meets no rival.
  private func packAlone(for page: RulePage) -> RulePack {
    var pack = loaded.pack
    switch page.role {
    case .check: pack.checks.removeAll { $0.id != page.id }
    case .fact:
      guard let rule = pack.facts.first(where: { $0.id == page.id }) else { return pack }
      pack.facts.removeAll { $0.id != page.id && $0.group != nil && $0.group == rule.group }
      pack.checks = []
    }
    return pack
  }

  private func failures(of example: RuleExample, page: RulePage, alone: Linter, whole: Linter) -> [Failure] {
    func failure(_ difference: String) -> Failure {
      Failure(rule: page.id, path: page.file.path, line: example.line, difference: difference)
    }
    if let date = example.date, CivilDate(iso8601: date) == nil {
      return [failure("the example's date \"\(date)\" is not written as YYYY-MM-DD")]
    }
    if let difference = difference(in: ExampleText(example), of: example, page: page, linter: whole) {
      return [failure(difference)]
    }
    // What a rule must not find may well be what a rival takes from it.
    if example.expectation == .finds,
      let difference = difference(in: ExampleText(example), of: example, page: page, linter: alone)
    {
      return [failure("alone: " + difference)]
    }
    for disguise in ExampleText.Disguise.allCases {
      let text = ExampleText(example, disguise: disguise)
      if let difference = difference(in: text, of: example, page: page, linter: whole) {
        return [failure("\(disguise.rawValue): " + difference)]
      }
    }
    return []
  }

  private func difference(
    in text: ExampleText, of example: RuleExample, page: RulePage, linter: Linter
  ) -> String? {
    let report = linter.check(text.article)
    let source = SourceIndex(report.document.article)
    if let rule = loaded.pack.facts.first(where: { $0.id == page.id }), Linter.auxiliaryKinds.contains(rule.kind) {
      let (document, ranges) = linter.mentions(of: rule.id, in: text.article)
      let source = SourceIndex(document.article)
      let found = ranges.map { source.place(of: Finding.Location.Target.text($0)).scalars }
      return difference(found: found, text: text, example: example)
    }
    switch page.role {
    case .check: return difference(in: text, of: example, check: page.id, report: report, source: source)
    case .fact: return difference(in: text, of: example, rule: page.id, report: report, source: source)
    }
  }

  // MARK: Fact rules

  private func difference(
    in text: ExampleText, of example: RuleExample, rule: String, report: Report, source: SourceIndex
  ) -> String? {
    if rule == loaded.pack.facts.first(where: { $0.kind == "dateline" })?.id {
      let found = report.document.dateline.map { source.place(of: Finding.Location.Target.text($0)).scalars }
      return difference(found: found.map { [$0] } ?? [], text: text, example: example)
    }
    if rule == loaded.pack.facts.first(where: { $0.kind == "byline" })?.id {
      let bylines = report.document.article.blocks.filter { $0.role == .byline }
      return difference(
        found: bylines.map { source.place(of: Finding.Location.Target.text($0.range)).scalars }, text: text,
        example: example)
    }
    if let breakdowns = breakdowns(of: rule, in: report) {
      return difference(
        found: breakdowns.map { source.place(of: Finding.Location.Target.text($0.range)).scalars }, text: text,
        example: example)
    }
    let facts = report.facts.filter { $0.rule == rule }
    let places = facts.map { source.place(of: Finding.Location.Target.text($0.range)).scalars }
    if let difference = difference(found: places, text: text, example: example) { return difference }
    for (mark, wanted) in zip(text.marks, example.facts) {
      guard let index = places.firstIndex(of: mark) else { continue }
      for (name, value) in wanted.sorted(by: { $0.key < $1.key }) {
        let found = facts[index].attribute(name, in: report.document)?.text ?? "none"
        // The disguises change the letters of the text, not what it says.
        if found != value, WordFolding.words(of: found) != WordFolding.words(of: value) || !text.isDisguised {
          return "\(name) is \"\(found)\" and not \"\(value)\""
        }
      }
    }
    return nil
  }

  /// The breakdowns of a rule that makes breakdowns; nil for any other rule.
  private func breakdowns(of rule: String, in report: Report) -> [Breakdown]? {
    guard loaded.pack.facts.contains(where: { $0.id == rule && $0.kind == "breakdown" }) else { return nil }
    return report.breakdowns.filter { $0.rule == rule }
  }

  private func difference(found: [Range<Int>], text: ExampleText, example: RuleExample) -> String? {
    let quoted = found.map { "\"\(text.slice($0))\"" }.joined(separator: ", ")
    switch example.expectation {
    case .ignores: return found.isEmpty ? nil : "it finds \(quoted)"
    case .finds:
      for mark in text.marks where !found.contains(mark) {
        return "it does not find \"\(text.slice(mark))\"" + (found.isEmpty ? "" : " but \(quoted)")
      }
      return nil
    }
  }

  // MARK: Checks

  private func difference(
    in text: ExampleText, of example: RuleExample, check: String, report: Report, source: SourceIndex
  ) -> String? {
    let own = report.findings.filter { $0.check == check }
    switch example.expectation {
    case .ignores: return own.first.map { "it says: \($0.message)" }
    case .finds:
      guard let finding = own.first else {
        let others = report.findings.map { "\($0.check) says: \($0.message)" }.joined(separator: "; ")
        return "it finds nothing" + (others.isEmpty ? "" : ", but " + others)
      }
      if report.findings.count > 1 {
        return "there is more than one finding: "
          + report.findings.map { "\($0.check): \($0.message)" }.joined(separator: "; ")
      }
      let places = finding.places.map { source.place(of: $0.target) }
      let wanted =
        text.marks.map { (field: "text", range: $0, text: text.slice($0)) }
        + text.headlineMarks.map { (field: "headline", range: $0.range, text: $0.text) }
      for mark in wanted where !places.contains(where: { $0.field == mark.field && $0.scalars == mark.range }) {
        return "no place of the finding is \"\(mark.text)\"; they are "
          + places.map { "\"\($0.text)\"" }.joined(separator: ", ")
      }
      if let says = example.says, says != finding.message, !text.isDisguised {
        return "it says: \(finding.message)"
      }
      return nil
    }
  }
}
