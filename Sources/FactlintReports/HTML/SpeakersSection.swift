import Factlint

// Who said what, by person.

extension ReportSection {
  /// Writes the statements of each source, and who else is named.
  func speakers() -> String {
    let all = Speakers(report, view: view)
    var html = ""
    for speaker in all.speakers {
      html += "<div class=\"speaker\">\n<h3>\(escaped(speaker.name))</h3>\n"
      if !speaker.titles.isEmpty {
        html += "<p class=\"titles\">\(speaker.titles.map(escaped).joined(separator: "; "))</p>\n"
      }
      html += list(speaker.statements.map { statement(of: report.facts[$0.fact], $0.attribution) }) + "</div>\n"
    }
    if !html.isEmpty { html = "<div class=\"speakers\">\n\(html)</div>\n" }
    if !all.silent.isEmpty {
      let names = all.silent.map { ([$0.name] + [$0.title].compactMap(\.self)).map(escaped).joined(separator: ", ") }
      html += "<p>\(Prose.alsoNamed): \(names.joined(separator: "; ")).</p>\n"
    }
    return section(Prose.statements, "speakers", html)
  }

  private func statement(of fact: Fact, _ attribution: AttributionFact) -> String {
    let words = Excerpt.beginning(of: Speakers.words(of: attribution, range: fact.range, view: view))
    var label = [Prose.mode(attribution.mode)]
    if let line = source.line(of: fact.range) {
      label.append(link(to: .text(start(of: fact)), words: Prose.line(line)))
    }
    return "<span class=\"how\">\(label.joined(separator: ", ")):</span> <span\(language)>\(escaped(words))</span>"
  }
}
