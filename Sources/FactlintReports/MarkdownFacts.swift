import Factlint

// The sections of a Markdown report that lay out an article's facts.

extension MarkdownReport {
  // MARK: Timeline

  /// Writes the resolved dates in the order of time, the publication date among them, and the others after.
  mutating func timeline() {
    let dates = report.facts.compactMap { fact -> (fact: Fact, date: DateFact)? in
      if case .date(let date) = fact.value { (fact, date) } else { nil }
    }
    guard !dates.isEmpty else { return }
    section(Prose.timeline)

    var rows: [(days: DayInterval, cells: [String])] = []
    if let published = report.document.date?.day, dates.contains(where: { $0.date.days != nil }) {
      let day = "**\(published.description)** \(Prose.weekday(published.weekday))"
      rows.append((DayInterval(published), [day, "**\(Prose.published)**", "", ""]))
    }
    for (fact, date) in dates {
      guard let days = date.days else { continue }
      let sentence = Excerpt.beginning(of: view.text(of: view.surroundings(of: fact.range)))
      let line = line(of: fact.range).map(String.init) ?? ""
      rows.append(
        (days, [escaped(day(of: date, days)), escaped(view.text(of: fact.range)), escaped(sentence), line]))
    }
    let ordered = rows.enumerated().sorted { a, b in
      let (first, second) = (a.element.days, b.element.days)
      if first.lower != second.lower { return (first.lower ?? .min) < (second.lower ?? .min) }
      if first.upper != second.upper { return (first.upper ?? .max) < (second.upper ?? .max) }
      return a.offset < b.offset
    }
    table(
      [Prose.day, Prose.written, Prose.sentence, Prose.line], isNumber: [false, false, false, true],
      rows: ordered.map(\.element.cells))

    let apart = dates.filter { $0.date.days == nil }
    let points = apart.filter { $0.date.type == .date || $0.date.type == .time }
    let spans = apart.filter { $0.date.type == .duration || $0.date.type == .set }
    var items: [String] = []
    if !points.isEmpty {
      items.append("\(Prose.unresolvedDates): " + points.map { named($0.fact) }.joined(separator: ", "))
    }
    if !spans.isEmpty { items.append("\(Prose.durations): " + spans.map { named($0.fact) }.joined(separator: ", ")) }
    list(items)
  }

  /// The days of a date: one with its weekday, or the first and the last.
  private func day(of date: DateFact, _ days: DayInterval) -> String {
    if let only = days.onlyDay { return "\(only.description) \(Prose.weekday(only.weekday))" }
    switch (days.first, days.last) {
    case (let first?, let last?): return Prose.between(first.description, last.description)
    case (let first?, nil): return Prose.since(first.description)
    case (nil, let last?): return Prose.until(last.description)
    case (nil, nil): return date.timexValue
    }
  }

  // MARK: Counts

  /// Writes a table of every amount.
  mutating func counts() {
    let rows = report.facts.compactMap { fact -> [String]? in
      guard case .count(let count) = fact.value else { return nil }
      let who = count.noun ?? count.nounClass ?? ""
      let written = AmountText.written(count.amount, unit: count.unit)
      let amount = AmountText.range(count.amount).map { "\(written) (\($0))" } ?? written
      return [count.category ?? fact.kind, who, amount, count.hedge ?? "", Prose.voice(fact.voice)].map(escaped)
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
  mutating func statements() {
    var sources: [(person: Int?, name: String, statements: [(Fact, AttributionFact)])] = []
    for fact in report.facts {
      guard case .attribution(let attribution) = fact.value else { continue }
      let person = attribution.person.flatMap { report.people.indices.contains($0) ? $0 : nil }
      let written = attribution.source.map { view.text(of: $0) }
      let name = person.map { report.people[$0].name } ?? attribution.speaker ?? written ?? Prose.someone
      if let known = sources.firstIndex(where: { $0.person == person && $0.name == name }) {
        sources[known].statements.append((fact, attribution))
      } else {
        sources.append((person, name, [(fact, attribution)]))
      }
    }
    let speaking = Set(sources.compactMap(\.person))
    let silent = report.people.indices.filter { !speaking.contains($0) }
    guard !sources.isEmpty || !silent.isEmpty else { return }

    section(Prose.statements)
    for (person, name, statements) in sources {
      paragraph("### " + escaped(name))
      if let person, !report.people[person].titles.isEmpty {
        paragraph(report.people[person].titles.map(escaped).joined(separator: "; "))
      }
      list(statements.map { statement(of: $0, $1) })
    }
    if !silent.isEmpty {
      let names = silent.map { index in
        let person = report.people[index]
        return ([person.name] + person.titles.prefix(1)).map(escaped).joined(separator: ", ")
      }
      paragraph("\(Prose.alsoNamed): \(names.joined(separator: "; ")).")
    }
  }

  private func statement(of fact: Fact, _ attribution: AttributionFact) -> String {
    let content = attribution.content.map { view.text(of: $0) }.joined(separator: " \(Excerpt.ellipsis) ")
    let words = content.isEmpty ? view.text(of: fact.range) : content
    let label = [Prose.mode(attribution.mode), line(of: fact.range).map(Prose.line) ?? ""]
    return "\(label.filter { !$0.isEmpty }.joined(separator: ", ")): \(escaped(Excerpt.beginning(of: words)))"
  }

  // MARK: Facts of a desk's own

  /// Writes the facts of kinds that only a desk's rules know, with their slots.
  mutating func otherFacts() {
    let items = report.facts.compactMap { fact -> String? in
      guard case .record(let slots) = fact.value else { return nil }
      let values = slots.sorted { $0.key < $1.key }.map { name, slot in
        switch slot {
        case .symbol(let symbol): "\(name) = \(symbol)"
        case .number(let interval): "\(name) = \(AmountText.written(interval, unit: "item"))"
        case .days(let readings):
          "\(name) = \(readings.map(\.value.description).joined(separator: " \(Prose.or) "))"
        }
      }
      return "\(named(fact)): \(escaped(([fact.kind] + values).joined(separator: ", ")))"
    }
    guard !items.isEmpty else { return }
    section(Prose.otherFacts)
    list(items)
  }
}
