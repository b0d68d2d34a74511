import Factlint

// The sections of a Markdown report that lay out an article's facts.

extension MarkdownReport {
  // MARK: Timeline

  /// Writes the resolved dates in the order of time, the publication date among them, and the others after.
  func timeline() {
    let timeline = Timeline(report)
    guard !timeline.isEmpty else { return }
    section(Prose.timeline)
    table(
      [Prose.day, Prose.written, Prose.sentence, Prose.line], isNumber: [false, false, false, true],
      rows: timeline.entries.map(row))

    var items: [String] = []
    func list(_ label: String, _ facts: [Int]) {
      guard !facts.isEmpty else { return }
      items.append("\(label): " + facts.map { named(report.facts[$0]) }.joined(separator: ", "))
    }
    list(Prose.unresolvedDates, timeline.unresolved)
    list(Prose.durations, timeline.spans)
    self.list(items)
  }

  private func row(of entry: Timeline.Entry) -> [String] {
    guard let fact = entry.fact.map({ report.facts[$0] }) else {
      let words = entry.text.split(separator: " ", maxSplits: 1)
      return ["**\(words.first ?? "")** \(words.last ?? "")", "**\(Prose.published)**", "", ""]
    }
    let sentence = Excerpt.beginning(of: view.text(of: view.surroundings(of: fact.range)))
    let line = line(of: fact.range).map(String.init) ?? ""
    return [escaped(entry.text), escaped(view.text(of: fact.range)), escaped(sentence), line]
  }

  // MARK: Counts

  /// Writes a table of every amount.
  func counts() {
    let rows = report.facts.indices.compactMap { index -> [String]? in
      guard case .count(let count) = report.facts[index].value else { return nil }
      let fact = report.facts[index]
      return FactText.cells(of: count, in: fact).map(escaped)
        + [line(of: fact.range).map(String.init) ?? ""]
    }
    guard !rows.isEmpty else { return }
    section(Prose.counts)
    table(
      [Prose.what, Prose.who, Prose.value, Prose.hedge, Prose.source, Prose.line],
      isNumber: [false, false, true, false, false, true], rows: rows)
  }

  // MARK: Who said what

  /// Writes the statements of each source, sources in the order of their first statement, and who else is named.
  func statements() {
    let all = Speakers(report, view: view)
    guard !all.isEmpty else { return }
    section(Prose.statements)
    for speaker in all.speakers {
      paragraph("### " + escaped(speaker.name))
      if !speaker.titles.isEmpty { paragraph(speaker.titles.map(escaped).joined(separator: "; ")) }
      list(speaker.statements.map { statement(of: report.facts[$0.fact], $0.attribution) })
    }
    if !all.silent.isEmpty {
      let names = all.silent.map { ([$0.name] + [$0.title].compactMap(\.self)).map(escaped).joined(separator: ", ") }
      paragraph("\(Prose.alsoNamed): \(names.joined(separator: "; ")).")
    }
  }

  private func statement(of fact: Fact, _ attribution: AttributionFact) -> String {
    let words = Speakers.words(of: attribution, range: fact.range, view: view)
    let label = [
      Prose.mode(attribution.mode, attribution.polarity),
      attribution.addressee.map { Prose.told(escaped(view.text(of: $0))) } ?? "",
      attribution.day.map { escaped(view.text(of: $0)) } ?? "",
      attribution.venue.map { escaped(view.text(of: $0)) } ?? "",
      attribution.intermediary.map { Prose.passedOn(escaped(view.text(of: $0))) } ?? "",
      line(of: fact.range).map(Prose.line) ?? "",
    ]
    return "\(label.filter { !$0.isEmpty }.joined(separator: ", ")): \(escaped(Excerpt.beginning(of: words)))"
  }

  // MARK: Facts of a desk's own

  /// Writes the facts of kinds that only a desk's rules know, with their slots.
  func otherFacts() {
    let items = report.facts.compactMap { fact -> String? in
      guard fact.isListed, case .record(let slots) = fact.value else { return nil }
      return "\(named(fact)): \(escaped(FactText.summary(of: slots, kind: fact.kind)))"
    }
    guard !items.isEmpty else { return }
    section(Prose.otherFacts)
    list(items)
  }
}
