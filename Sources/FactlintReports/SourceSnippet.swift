import Factlint

/// The lines of a source that a finding points at, with each place underlined and named.
struct SourceSnippet {
  /// How parts of the snippet are coloured.
  struct Style {
    /// The gutter and the places after the first.
    var secondary: (String) -> String
    /// The first place.
    var primary: (String) -> String
  }

  /// A stretch of one line that belongs to a place.
  private struct Mark {
    var cells: Range<Int>
    var label: String
    var isPrimary: Bool
  }

  /// The columns that a snippet may take, gutter included.
  static let columns = 100

  private let source: ArticleSource
  private let id: String
  private let style: Style

  init(of article: Article, in source: ArticleSource, style: Style) {
    self.source = source
    id = ScreenText.visible(article.id)
    self.style = style
  }

  /// The snippet's lines.
  func lines(showing places: [Finding.Location]) -> [String] {
    let located = places.enumerated().compactMap { number, place in
      source.range(of: place.target).map { (number: number, range: $0, role: ScreenText.visible(place.role)) }
    }
    var fields: [Int] = []
    for place in located where !fields.contains(place.range.field) { fields.append(place.range.field) }
    let lastLine = located.flatMap { source.lines(of: $0.range).map(\.number) }.max() ?? 1
    let gutter = max(2, String(lastLine).count)

    var output: [String] = []
    for (order, field) in fields.enumerated() {
      let inField = located.filter { $0.range.field == field }
      guard let first = inField.first else { continue }
      let position = source.position(of: first.range)
      let name = source.fieldName(of: first.range)
      let path = name == "text" ? id : "\(id) (\(ScreenText.visible(name)))"
      let arrow = order == 0 ? "-->" : ":::"
      output.append(
        "\(padding(gutter - 1)) \(style.secondary(arrow)) \(path):\(position.line):\(position.column)")
      output.append(bar(gutter))

      var marks: [Int: (bytes: Range<Int>, marks: [(bytes: Range<Int>, label: String, isPrimary: Bool)])] = [:]
      for place in inField {
        let touched = source.lines(of: place.range)
        for (index, line) in touched.enumerated() where index == 0 || index == touched.count - 1 {
          let bytes = place.range.bytes.clamped(to: line.bytes)
          if index > 0, bytes.isEmpty { continue }
          let label = index == 0 ? "\(place.number + 1) \(place.role)" : "\(place.number + 1)"
          marks[line.number, default: (line.bytes, [])].marks.append((bytes, label, place.number == 0))
        }
      }
      var previous: Int?
      for (number, line) in marks.sorted(by: { $0.key < $1.key }) {
        if let previous, number > previous + 1 { output.append(style.secondary("...")) }
        previous = number
        let shown = SourceLine(
          source.bytes(of: SourceRange(field: field, bytes: line.bytes)), at: line.bytes.lowerBound)
        let lineMarks = line.marks.map {
          Mark(cells: shown.cells(showing: $0.bytes), label: $0.label, isPrimary: $0.isPrimary)
        }
        output.append(contentsOf: rows(of: shown, number: number, marks: lineMarks, gutter: gutter))
      }
    }
    return output
  }

  /// One line of the source, cut where it is long, each row followed by its underlines.
  private func rows(of line: SourceLine, number: Int, marks: [Mark], gutter: Int) -> [String] {
    let windows = LineWindows(line, limit: Self.columns - gutter - 3)
    var output: [String] = []
    var labelled = Set<String>()
    for row in windows.rows(showing: marks.map(\.cells)) {
      var text = (row.first?.lowerBound ?? 0) > 0 ? "… " : ""
      var columns: [(window: Range<Int>, start: Int)] = []
      for (index, window) in row.enumerated() {
        if index > 0 { text += " … " }
        columns.append((window, ScreenText.width(of: text)))
        text += line.text(of: window)
      }
      if let last = row.last, last.upperBound < line.cells.count { text += " …" }
      output.append("\(style.secondary(padded(String(number), to: gutter) + " |")) \(text)")

      var shown: [(columns: Range<Int>, mark: Mark)] = []
      for mark in marks {
        let spans = columns.compactMap { window, start -> Range<Int>? in
          let isAtEnd = mark.cells.lowerBound >= line.cells.count && window.upperBound == line.cells.count
          let visible = isAtEnd ? mark.cells : mark.cells.clamped(to: window)
          guard !visible.isEmpty else { return nil }
          let lower = start + line.width(of: window.lowerBound..<visible.lowerBound)
          return lower..<lower + line.width(of: visible)
        }
        guard let first = spans.first, let last = spans.last else { continue }
        var mark = mark
        if !labelled.insert(mark.label).inserted { mark.label = "" }
        shown.append((first.lowerBound..<max(last.upperBound, first.lowerBound + 1), mark))
      }
      output.append(contentsOf: underlines(shown).map { bar(gutter) + " " + $0 })
    }
    return output
  }

  /// The underlines of one row: as few lines as hold all marks and their labels without touching.
  private func underlines(_ marks: [(columns: Range<Int>, mark: Mark)]) -> [String] {
    var lanes: [(text: String, width: Int)] = []
    for (columns, mark) in marks.sorted(by: { $0.columns.lowerBound < $1.columns.lowerBound }) {
      let label = mark.label.isEmpty ? "" : " " + mark.label
      let drawing = String(repeating: mark.isPrimary ? "^" : "-", count: columns.count) + label
      let coloured = mark.isPrimary ? style.primary(drawing) : style.secondary(drawing)
      let end = columns.lowerBound + columns.count + ScreenText.width(of: label)
      if let lane = lanes.firstIndex(where: { $0.width < columns.lowerBound || $0.width == 0 }) {
        lanes[lane].text += padding(columns.lowerBound - lanes[lane].width) + coloured
        lanes[lane].width = end
      } else {
        lanes.append((padding(columns.lowerBound) + coloured, end))
      }
    }
    return lanes.map(\.text)
  }

  private func bar(_ gutter: Int) -> String { style.secondary(padding(gutter) + " |") }
  private func padding(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
  private func padded(_ text: String, to width: Int) -> String { padding(width - text.utf8.count) + text }
}
