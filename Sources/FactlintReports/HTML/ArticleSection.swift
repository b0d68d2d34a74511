import Factlint

// The article's text with its facts marked, and the findings beside it.

extension ReportSection {
  /// Writes the text block by block; findings follow the block in which their first place stands.
  func article() -> String {
    let blocks = report.document.article.blocks
    let byBlock = text.findings(byBlockOf: report)
    guard !blocks.isEmpty || !report.findings.isEmpty else { return "" }
    var html = legend()
    if blocks.isEmpty { html += "<div class=\"passage\">\(notes(report.findings.indices))</div>\n" }
    var index = 0
    while index < blocks.count {
      // A passage is a block with findings beside it, and those after it that have none.
      var end = index + 1
      while end < blocks.count, byBlock[end].isEmpty { end += 1 }
      html += "<div class=\"passage\">\n<div class=\"text\">\(block(index))</div>\n"
      if !byBlock[index].isEmpty { html += notes(byBlock[index]) }
      if end > index + 1 {
        html += "<div class=\"text more\">" + (index + 1..<end).map(block).joined() + "</div>\n"
      }
      html += "</div>\n"
      index = end
    }
    return section(Prose.article, "article", html)
  }

  private func legend() -> String {
    let kinds: [(MarkedText.FactStyle, String)] = [
      (.date, Prose.dates), (.count, Prose.amounts), (.said, Prose.quotedWords), (.source, Prose.sources),
      (.person, Prose.people), (.own, Prose.ownFacts),
    ]
    let present = Set(
      report.facts.flatMap { fact -> [MarkedText.FactStyle] in
        switch fact.value {
        case .date: [.date]
        case .count: [.count]
        case .person: [.person]
        case .record: fact.isListed ? [.own] : []
        case .attribution: [.said, .source]
        }
      })
    let boxes = kinds.filter { present.contains($0.0) }.map { style, name in
      """
      <label><input type="checkbox" checked data-kind="\(style.rawValue)"> \
      <span class="fact \(style.rawValue)">\(name)</span></label>
      """
    }
    guard !boxes.isEmpty else { return "" }
    return "<fieldset class=\"legend\"><legend>\(Prose.factKinds)</legend>\(boxes.joined(separator: " "))</fieldset>\n"
  }

  private func block(_ index: Int) -> String {
    let block = report.document.article.blocks[index]
    let line = source.line(of: block.range).map { "<span class=\"line\" aria-hidden=\"true\">\($0)</span>" } ?? ""
    let words = text.pieces(ofBlock: index).map(html(of:)).joined()
    let paragraph = "<p class=\"\(block.role.rawValue)\"\(language)>\(line)\(words)</p>\n"
    return block.role == .quotation ? "<blockquote>\(paragraph)</blockquote>" : paragraph
  }

  private func html(of piece: MarkedText.Piece) -> String {
    let words = escaped(view.text(of: piece.range))
    guard !piece.marks.isEmpty else { return words }
    let anchor = text.starts.contains(piece.range.lowerBound) ? " id=\"\(anchor(piece.range.lowerBound))\"" : ""
    var styles: [String] = []
    var titles: [String] = []
    var findings: [Int] = []
    for mark in piece.marks {
      switch mark {
      case .fact(let index, let style):
        if !styles.contains(style.rawValue) { styles.append(style.rawValue) }
        if let title = facts.lines(ofFact: index).first, !titles.contains(title) { titles.append(title) }
      case .place(let finding, _):
        if !findings.contains(finding) { findings.append(finding) }
      }
    }
    var classes = styles.isEmpty ? [] : ["fact"] + styles
    let title = titles.isEmpty ? "" : " title=\"\(escaped(Excerpt.beginning(of: titles.joined(separator: " · "))))\""
    guard let first = findings.first else {
      return "<span class=\"\(classes.joined(separator: " "))\"\(anchor)\(title)>\(words)</span>"
    }
    classes = ["place", report.findings[first].severity.rawValue] + classes
    let keys = findings.map(findingKey).joined(separator: " ")
    var ending: [Int] = []
    for finding in piece.endingFindings where !ending.contains(finding) { ending.append(finding) }
    let numbers = ending.map(number(of:)).joined()
    return """
      <a class="\(classes.joined(separator: " "))"\(anchor) href="#\(findingID(first))" data-finding="\(keys)"\(title)>\
      \(words)\(numbers)</a>
      """
  }

  private func number(of finding: Int) -> String {
    "<sup><span class=\"unseen\"> (\(Prose.severity(report.findings[finding].severity)) </span>\(finding + 1)"
      + "<span class=\"unseen\">) </span></sup>"
  }

  // MARK: Findings

  private func notes(_ findings: some Sequence<Int>) -> String {
    "<div class=\"notes\">\n" + findings.map(note).joined() + "</div>\n"
  }

  private func note(_ index: Int) -> String {
    let finding = report.findings[index]
    let key = findingKey(index)
    var html = """
      <div class="finding \(finding.severity.rawValue)" id="\(findingID(index))" role="group" tabindex="-1" \
      aria-labelledby="\(findingID(index))-name" data-finding="\(key)" data-check="\(escaped(finding.check))">
      <h3 id="\(findingID(index))-name"><span class="mark">\(index + 1)</span> \
      <span class="severity">\(Prose.severity(finding.severity))</span> \(escaped(finding.name))</h3>
      <p class="message">\(escaped(finding.message))</p>

      """
    let places = finding.places.compactMap { place in quoted(place, key: key) }
    if !places.isEmpty { html += "<ol class=\"places\">\n" + places.joined() + "</ol>\n" }
    if !finding.working.isEmpty {
      html += "<p class=\"working\"><span>\(Prose.workingLabel)</span> \(escaped(finding.working))</p>\n"
    }
    html += list(finding.consequences.map { "\(Prose.consequence): \(escaped($0))" })
    return html + "<p class=\"check\">\(code(finding.check))</p>\n</div>\n"
  }

  /// A place in its own words, with the part it plays and the way to it.
  private func quoted(_ place: Finding.Location, key: String) -> String? {
    guard let range = source.range(of: place.target) else { return nil }
    let field = source.fieldName(of: range)
    let name = field == "text" ? Prose.line(source.position(of: range).line) : escaped(field)
    let words =
      switch place.target {
      case .text(let clean): view.text(of: clean)
      case .source: source.text(of: range)
      }
    let quotation = "<q\(language)>\(escaped(Excerpt.beginning(of: words, limit: 100)))</q>"
    return """
      <li>\(link(to: place.target, words: name, attributes: " data-finding=\"\(key)\"")) \
      <span class="role">\(escaped(place.role))</span> \(quotation)</li>

      """
  }
}
