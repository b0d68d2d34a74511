import Factlint

/// The section of one article in an HTML report.
struct ReportSection {
  private let whole: Report
  let report: Report
  let id: String
  let source: ArticleSource
  let view: ArticleView
  let text: MarkedText
  let facts: FactText
  /// The findings that are not counted; `report` has the others.
  let suppressed: [Finding]
  private let places: PlaceIndex

  init(_ whole: Report, id: String) {
    var report = whole
    report.findings.removeAll { $0.suppression != nil }
    suppressed = whole.findings.filter { $0.suppression != nil }
    self.whole = whole
    self.report = report
    self.id = id
    source = ArticleSource(report.document.article)
    view = ArticleView(report.document)
    text = MarkedText(report)
    facts = FactText(report)
    places = PlaceIndex(report.findings)
  }

  /// The title of an article: its headline, or else its id.
  static func title(of report: Report) -> String {
    let article = report.document.article
    let headline = ArticleView(report.document).headline
    return Excerpt.beginning(of: headline ?? (article.id.isEmpty ? Prose.untitled : article.id))
  }

  func html() -> String {
    """
    <article class="report" id="\(id)" aria-labelledby="\(id)-title">
    \(head())\(summary())\(article())\(timeline())\(totals())\(counts())\(speakers())\(otherFacts())\(suppressions())\(agreements())\
    \(unchecked())\(incidents())</article>

    """
  }

  // MARK: Head

  private func head() -> String {
    let document = report.document
    var parts = [document.article.id.isEmpty ? "" : "<code>\(escaped(document.article.id))</code>"]
    if let date = document.date {
      let day = date.day.description
      parts.append(
        "<time datetime=\"\(day)\">\(day)</time> (\(Prose.weekday(date.day.weekday)), \(Prose.origin(date.origin)))")
    } else {
      parts.append(Prose.undated)
    }
    parts.append(document.language.map(escaped) ?? Prose.unknownLanguage)
    parts.append(Prose.words(view.words))
    let gravest = report.findings.first.map(\.severity.rawValue) ?? "none"
    return """
      <header>
      <h1 id="\(id)-title"\(language)>\(escaped(Self.title(of: report)))</h1>
      <p class="verdict \(gravest)">\(Verdict.line(of: whole) { "<strong>\($0)</strong>" })</p>
      <p class="coverage">\(Prose.coverage(report.coverage))</p>
      <p class="about">\(parts.filter { !$0.isEmpty }.joined(separator: " · "))</p>
      </header>

      """
  }

  /// The findings as a list of links, to begin with.
  private func summary() -> String {
    guard !report.findings.isEmpty else { return "" }
    var html = "<nav class=\"summary\" aria-label=\"\(Prose.findings)\">\n<ol>\n"
    for (index, finding) in report.findings.enumerated() {
      html += """
        <li class="\(finding.severity.rawValue)" data-check="\(escaped(finding.check))"><a href="#\(findingID(index))" data-finding="\(findingKey(index))">\
        <span class="severity">\(Prose.severity(finding.severity))</span> \(escaped(finding.message))</a></li>

        """
    }
    return html + "</ol>\n</nav>\n"
  }

  // MARK: Lists at the end

  private func suppressions() -> String {
    let items = suppressed.map { finding in
      let place = finding.places.first
      let line = place.flatMap { source.range(of: $0.target) }.map { Prose.line(source.position(of: $0).line) }
      let remark = [line.map(escaped), code(finding.check)].compactMap(\.self).joined(separator: ", ")
      let why = finding.suppression.map { "\(Prose.suppression($0.kind)): \(escaped($0.reason))" } ?? ""
      return "\(escaped(finding.message)) (\(remark)), \(why)"
    }
    return section(Prose.suppressedFindings, "suppressed", list(items))
  }

  private func agreements() -> String {
    let items = report.agreements.map { agreement -> String in
      var distinct: [(line: Int, link: String)] = []
      for place in agreement.places {
        guard let range = source.range(of: place.target) else { continue }
        let line = source.position(of: range).line
        if distinct.contains(where: { $0.line == line }) { continue }
        distinct.append((line, link(to: place.target, words: Prose.line(line))))
      }
      let links = distinct.sorted { $0.line < $1.line }.map(\.link)
      return "\(escaped(agreement.working)) (\((links + [code(agreement.check)]).joined(separator: ", ")))"
    }
    return section(Prose.agreed, "agreed", list(items))
  }

  /// How many facts of one reason are named.
  private static let examples = 12

  private func unchecked() -> String {
    let items = UncheckedGroup.groups(of: report).map { group in
      var examples = group.facts.prefix(Self.examples).map { factLink($0) }
      if group.facts.count > Self.examples { examples.append(Prose.more(group.facts.count - Self.examples)) }
      return "\(Prose.reason(group.reason)): <strong>\(group.facts.count)</strong> – "
        + examples.joined(separator: ", ")
    }
    return section(Prose.unchecked, "unchecked", list(items))
  }

  private func incidents() -> String {
    section(
      Prose.incidents, "incidents", list(report.incidents.map { "\(escaped($0.message)) (\(code($0.code)))" }))
  }

  private func otherFacts() -> String {
    let items = report.facts.indices.compactMap { index -> String? in
      guard report.facts[index].isListed, case .record(let slots) = report.facts[index].value else { return nil }
      return "\(factLink(index)): \(escaped(FactText.summary(of: slots, kind: report.facts[index].kind)))"
    }
    return section(Prose.otherFacts, "other", list(items))
  }

  // MARK: Parts

  /// Text of an article or of a rule.
  func escaped(_ text: String) -> String { HTMLText.escaped(text) }

  func code(_ text: String) -> String { "<code>\(escaped(text))</code>" }

  /// A section with a heading; nothing where it would be empty.
  func section(_ title: String, _ name: String, _ content: String) -> String {
    guard !content.isEmpty else { return "" }
    return """
      <section class="\(name)" aria-labelledby="\(id)-\(name)">
      <h2 id="\(id)-\(name)">\(title)</h2>
      \(content)</section>

      """
  }

  func list(_ items: [String]) -> String {
    items.isEmpty ? "" : "<ul>\n" + items.map { "<li>\($0)</li>\n" }.joined() + "</ul>\n"
  }

  /// A table, which scrolls in itself where the page is too narrow; cells are already HTML.
  func table(_ name: String, _ head: [String], isNumber: [Bool], rows: [[String]], classes: [String] = []) -> String {
    guard !rows.isEmpty else { return "" }
    func cells(_ tag: String, _ cells: [String], _ attributes: String) -> String {
      zip(cells, isNumber).map { cell, isNumber in
        "<\(tag)\(attributes)\(isNumber ? " class=\"number\"" : "")>\(cell.isEmpty ? "–" : cell)</\(tag)>"
      }.joined()
    }
    var html = "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"\(id)-\(name)\"><table>\n"
    html += "<thead><tr>\(cells("th", head, " scope=\"col\""))</tr></thead>\n<tbody>\n"
    for (index, row) in rows.enumerated() {
      let style = index < classes.count && !classes[index].isEmpty ? " class=\"\(classes[index])\"" : ""
      html += "<tr\(style)>\(cells("td", row, ""))</tr>\n"
    }
    return html + "</tbody></table></div>\n"
  }

  // MARK: Links

  func findingID(_ index: Int) -> String { "\(id)-finding-\(index + 1)" }

  /// What the script knows a finding by.
  func findingKey(_ index: Int) -> String { "\(id)-\(index + 1)" }

  /// The id of the stretch of text that begins at an offset of the clean text.
  func anchor(_ offset: Int) -> String { "\(id)-t\(offset)" }

  /// A link to where something stands, or its words alone where no link can lead there; `words` is HTML.
  func link(to target: Finding.Location.Target, words: String, attributes: String = "") -> String {
    guard case .text(let range) = target, text.starts.contains(range.lowerBound) else { return words }
    return "<a href=\"#\(anchor(range.lowerBound))\"\(attributes)>\(words)</a>"
  }

  /// The line of a fact as a link to it.
  func lineLink(_ fact: Fact) -> String {
    guard let line = source.line(of: fact.range) else { return "" }
    return link(to: .text(start(of: fact)), words: String(line))
  }

  /// A fact by its own words, as a link to it.
  func factLink(_ index: Int) -> String {
    let fact = report.facts[index]
    let words = Prose.quoted(escaped(Excerpt.beginning(of: view.text(of: fact.range), limit: 60)))
    return link(to: .text(start(of: fact)), words: words)
  }

  /// The part of a fact that is marked first.
  func start(of fact: Fact) -> Range<Int> {
    if case .attribution(let attribution) = fact.value {
      return attribution.content.first ?? attribution.source ?? fact.range
    }
    return fact.range
  }

  /// The language of the article's words, for whoever reads them aloud.
  var language: String {
    report.document.language.map { " lang=\"\(escaped($0))\" dir=\"auto\"" } ?? " dir=\"auto\""
  }

  /// The findings in whose places a range lies, by number.
  func findings(touching range: Range<Int>) -> [Int] {
    places.findings(touching: range)
  }
}
