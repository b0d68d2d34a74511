import Factlint

// The resolved dates as a picture and as a table.

extension ReportSection {
  /// Writes the picture, the table that says the same, and the dates that have no place in either.
  func timeline() -> String {
    let timeline = Timeline(report)
    guard !timeline.isEmpty else { return "" }
    let touching = timeline.entries.map { entry in
      entry.fact.map { findings(touching: report.facts[$0].range) } ?? []
    }
    let rows = zip(timeline.entries, touching).map { entry, findings -> [String] in
      guard let index = entry.fact else {
        return ["<strong>\(escaped(entry.text))</strong>", "<strong>\(Prose.published)</strong>", "", ""]
      }
      let fact = report.facts[index]
      let sentence = Excerpt.beginning(of: view.text(of: view.surroundings(of: fact.range)))
      let links = findings.map { "<a href=\"#\(findingID($0))\">\(Prose.finding($0 + 1))</a>" }
      return [
        escaped(entry.text), ([escaped(view.text(of: fact.range))] + links).joined(separator: " "), escaped(sentence),
        lineLink(fact),
      ]
    }
    let classes = zip(timeline.entries, touching).map { entry, findings in
      entry.fact == nil ? "published" : gravest(of: findings)?.rawValue ?? ""
    }
    var items: [String] = []
    func add(_ label: String, _ facts: [Int]) {
      guard !facts.isEmpty else { return }
      items.append("\(label): " + facts.map { factLink($0) }.joined(separator: ", "))
    }
    add(Prose.unresolvedDates, timeline.unresolved)
    add(Prose.durations, timeline.spans)
    let picture = TimelinePicture(timeline.entries, in: self, findings: touching).svg()
    let table = table(
      "timeline", [Prose.day, Prose.written, Prose.sentence, Prose.line], isNumber: [false, false, false, true],
      rows: rows, classes: classes)
    return section(
      Prose.timeline, "timeline", "<div class=\"pair\">\n\(picture)\(table)</div>\n\(list(items))")
  }

  /// The gravest severity of some findings.
  func gravest(of findings: [Int]) -> Severity? { findings.map { report.findings[$0].severity }.min() }
}

/// A timeline from top to bottom: one row for each day or period, further apart where more time lies between.
private struct TimelinePicture {
  /// The dates of one day or period.
  private struct Row {
    var days: DayInterval
    var text: String
    var words: [String]
    var isPublication: Bool
    var findings: [Int]
    var y = 0

    /// What stands beside it.
    var lines: [String] {
      var lines = isPublication ? [Prose.published] : []
      lines += findings.prefix(1).map { Prose.finding($0 + 1) }
      if !words.isEmpty { lines.append(Excerpt.beginning(of: words.joined(separator: " · "), limit: 34)) }
      return lines
    }

    var height: Int { max(36, lines.count * 13 + 12) }
  }

  private static let width = 360
  private static let axis = 118
  /// The rows that a picture has at most; the table has them all.
  private static let limit = 60

  private var rows: [Row] = []
  private let section: ReportSection
  private let dates: Int
  private var height = 0

  init(_ entries: [Timeline.Entry], in section: ReportSection, findings: [[Int]]) {
    self.section = section
    dates = entries.count
    for (entry, findings) in zip(entries, findings) {
      let words = entry.fact.map { section.view.text(of: section.report.facts[$0].range) }
      if let last = rows.last, last.days == entry.days {
        if let words, !last.words.contains(words) { rows[rows.count - 1].words.append(words) }
        rows[rows.count - 1].isPublication = last.isPublication || entry.fact == nil
        rows[rows.count - 1].findings += findings.filter { !last.findings.contains($0) }
      } else {
        if rows.count == Self.limit { break }
        rows.append(
          Row(
            days: entry.days, text: entry.text, words: words.map { [$0] } ?? [], isPublication: entry.fact == nil,
            findings: findings))
      }
    }
    var y = 24
    for index in rows.indices {
      if index > 0, gap(before: index) > 1 { y += 18 }
      rows[index].y = y
      y += rows[index].height
    }
    height = y
  }

  /// The days from the beginning of one row to that of the next.
  private func gap(before index: Int) -> Int {
    guard index > 0, let lower = rows[index].days.lower, let earlier = rows[index - 1].days.lower else { return 0 }
    let (gap, overflow) = lower.subtractingReportingOverflow(earlier)
    return overflow ? 0 : gap
  }

  func svg() -> String {
    guard let first = rows.first, let last = rows.last else { return "" }
    var svg = """
      <svg class="picture timeline" viewBox="0 0 \(Self.width) \(height)" role="img" \
      aria-label="\(Prose.timelinePicture(dates))">
      <line class="axis" x1="\(Self.axis)" x2="\(Self.axis)" y1="\(first.y - 14)" y2="\(last.y + 14)"/>

      """
    for (index, row) in rows.enumerated() {
      let gap = gap(before: index)
      if gap > 1 {
        svg += "<text class=\"gap\" x=\"\(Self.axis + 14)\" y=\"\(row.y - 23)\">\(Prose.later(days: gap))</text>\n"
      }
      svg += self.svg(of: row)
    }
    return svg + "</svg>\n"
  }

  private func svg(of row: Row) -> String {
    let severity = section.gravest(of: row.findings)
    let style = severity.map { " \($0.rawValue)" } ?? ""
    var svg = "<g class=\"row\(style)\(row.isPublication ? " published" : "")\">\n"
    if row.isPublication {
      svg += """
        <rect class="now" x="1" y="\(row.y - 15)" width="\(Self.width - 2)" height="\(row.height - 2)" rx="4"/>
        <line class="axis" x1="\(Self.axis)" x2="\(Self.axis)" y1="\(row.y - 15)" y2="\(row.y + row.height - 17)"/>

        """
    }
    svg += mark(of: row, isContradicted: severity != nil)
    for (line, words) in dayLines(of: row).enumerated() {
      svg += "<text class=\"day\" x=\"\(Self.axis - 14)\" y=\"\(row.y + 4 + line * 13)\">\(words)</text>\n"
    }
    for (line, words) in row.lines.enumerated() {
      svg += """
        <text class="words" x="\(Self.axis + 14)" y="\(row.y + 4 + line * 13)">\(HTMLText.escaped(words))</text>

        """
    }
    return svg + "</g>\n"
  }

  /// A dot for a day, a capsule for a period; a diamond where the day is in a finding, so that shape tells it too.
  private func mark(of row: Row, isContradicted: Bool) -> String {
    if isContradicted {
      return """
        <rect class="dot" x="\(Self.axis - 7)" y="\(row.y - 7)" width="14" height="14" \
        transform="rotate(45 \(Self.axis) \(row.y))"/>

        """
    }
    if row.days.onlyDay != nil { return "<circle class=\"dot\" cx=\"\(Self.axis)\" cy=\"\(row.y)\" r=\"6\"/>\n" }
    return """
      <rect class="dot period" x="\(Self.axis - 5)" y="\(row.y - 11)" width="10" height="24" rx="5"/>

      """
  }

  /// The day with its weekday, or the ends of a period, as lines of a picture.
  private func dayLines(of row: Row) -> [String] {
    if let day = row.days.onlyDay { return [day.description, Prose.weekday(day.weekday)] }
    switch (row.days.first, row.days.last) {
    case (let first?, let last?): return [first.description, Prose.until(last.description)]
    case (let first?, nil): return [Prose.since(first.description)]
    case (nil, let last?): return [Prose.until(last.description)]
    case (nil, nil): return []
    }
  }
}
