import Factlint

// The counts: totals over their parts as figures, and a table of them all.

extension ReportSection {
  /// The figures that a report has at most.
  private static let figureLimit = 40

  /// Writes a figure for each total with its parts.
  func totals() -> String {
    let figures = report.breakdowns.prefix(Self.figureLimit).compactMap { breakdown in
      BreakdownFigure(breakdown, in: self)?.html()
    }
    guard !figures.isEmpty else { return "" }
    return section(Prose.totals, "totals", "<div class=\"figures\">\n\(figures.joined())</div>\n")
  }

  /// Writes a table of every amount.
  func counts() -> String {
    var classes: [String] = []
    let rows = report.facts.compactMap { fact -> [String]? in
      guard case .count(let count) = fact.value else { return nil }
      let findings = findings(touching: fact.range)
      classes.append(gravest(of: findings)?.rawValue ?? "")
      let links = findings.map { "<a href=\"#\(findingID($0))\">\(Prose.finding($0 + 1))</a>" }
      var cells = FactText.cells(of: count, in: fact).map(escaped)
      if !links.isEmpty { cells[0] = ([cells[0]] + links).joined(separator: " ") }
      return cells + [lineLink(fact)]
    }
    let table = table(
      "counts", [Prose.what, Prose.who, Prose.value, Prose.hedge, Prose.source, Prose.line],
      isNumber: [false, false, true, false, false, true], rows: rows, classes: classes)
    return section(Prose.counts, "counts", table)
  }
}

/// A bar for a whole over bars for its parts, so that it is seen whether they fit.
private struct BreakdownFigure {
  /// A count in a figure.
  private struct Amount {
    var fact: Int
    var value: Double
    var text: String
    var words: String
    /// Whether there may be more or less than is drawn.
    var isOpen: Bool
  }

  private enum Outcome {
    case fits
    case doesNotFit(finding: Int)
    case notCompared
  }

  private static let width = 360.0

  private let section: ReportSection
  private let breakdown: Breakdown
  private let whole: Amount
  private let parts: [Amount]
  private let scale: Double

  init?(_ breakdown: Breakdown, in section: ReportSection) {
    func amount(_ fact: Int) -> Amount? {
      guard section.report.facts.indices.contains(fact), case .count(let count) = section.report.facts[fact].value,
        let bound = count.amount.lower ?? count.amount.upper
      else { return nil }
      let exact = count.amount.onlyValue
      let value = exact?.doubleValue ?? Self.middle(of: count.amount) ?? bound.value.doubleValue
      guard value.isFinite, value >= 0 else { return nil }
      return Amount(
        fact: fact, value: value, text: AmountText.written(count.amount, unit: count.unit),
        words: section.view.text(of: section.report.facts[fact].range), isOpen: exact == nil)
    }
    guard let whole = amount(breakdown.whole) else { return nil }
    let parts = breakdown.parts.compactMap(amount)
    let greatest = breakdown.mode == .overlapping ? parts.map(\.value).max() ?? 0 : parts.reduce(0) { $0 + $1.value }
    guard parts.count == breakdown.parts.count, !parts.isEmpty, max(whole.value, greatest) > 0 else { return nil }
    self.section = section
    self.breakdown = breakdown
    self.whole = whole
    self.parts = parts
    scale = Self.width / max(whole.value, greatest)
  }

  private static func middle(of interval: Interval) -> Double? {
    guard let lower = interval.lower?.value.doubleValue, let upper = interval.upper?.value.doubleValue else {
      return nil
    }
    return (lower + upper) / 2
  }

  func html() -> String {
    let outcome = self.outcome
    let (style, verdict): (String, String)
    switch outcome {
    case .fits: (style, verdict) = ("fits", Prose.fits)
    case .notCompared: (style, verdict) = ("open", Prose.notCompared)
    case .doesNotFit(let finding):
      style = section.report.findings[finding].severity.rawValue
      let difference = difference.map { ", " + ($0 > 0 ? Prose.tooMany : Prose.missing)(Self.number(abs($0))) } ?? ""
      verdict = "<a href=\"#\(section.findingID(finding))\">\(Prose.doesNotFit)\(difference)</a>"
    }
    let names = ([whole] + parts).map { section.factLink($0.fact) }
    return """
      <figure class="breakdown \(style)">
      \(svg())<figcaption><strong>\(verdict)</strong> \(names.first ?? ""): \
      \(names.dropFirst().joined(separator: ", "))</figcaption>
      </figure>

      """
  }

  /// What the checks say of the total.
  private var outcome: Outcome {
    let ranges = ([breakdown.whole] + breakdown.parts).map { section.report.facts[$0].range }
    func covers(_ places: [Finding.Location]) -> Bool {
      let touched = ranges.map { range in
        places.contains { place in
          if case .text(let other) = place.target { other.overlaps(range) } else { false }
        }
      }
      return touched[0] && touched.dropFirst().contains(true)
    }
    if let finding = section.report.findings.firstIndex(where: { covers($0.places) }) {
      return .doesNotFit(finding: finding)
    }
    return section.report.agreements.contains { covers($0.places) } ? .fits : .notCompared
  }

  private func svg() -> String {
    var svg = ""
    var y = 0
    svg += bar(whole, x: 0, y: y, style: "whole")
    y += 34
    if breakdown.mode == .overlapping {
      for part in parts {
        svg += bar(part, x: 0, y: y, style: "part")
        y += 30
      }
    } else {
      var x = 0.0
      for part in parts {
        svg += bar(part, x: x, y: y, style: "part")
        x += part.value * scale
      }
      svg += differenceBar(y: y)
      y += 30
    }
    let edge = Self.number(whole.value * scale)
    return """
      <svg class="picture" viewBox="-1 -1 362 \(y + 2)" role="img" \
      aria-label="\(HTMLText.escaped(Prose.figure(whole.text, parts.map(\.text))))">
      \(svg)<line class="edge" x1="\(edge)" x2="\(edge)" y1="0" y2="\(y)"/>
      </svg>

      """
  }

  private func bar(_ amount: Amount, x: Double, y: Int, style: String) -> String {
    let width = amount.value * scale
    var svg = """
      <rect class="\(style)\(amount.isOpen ? " vague" : "")" x="\(Self.number(x))" y="\(y)" \
      width="\(Self.number(width))" height="24"/>

      """
    if width >= Double(amount.text.unicodeScalars.count) * 7.5 + 6 {
      svg += "<text x=\"\(Self.number(x + 6))\" y=\"\(y + 17)\">\(HTMLText.escaped(amount.text))</text>\n"
    }
    return svg
  }

  /// How much more the parts are than the whole, where they should add up to it and all is known exactly.
  private var difference: Double? {
    let difference = parts.reduce(0) { $0 + $1.value } - whole.value
    guard breakdown.mode != .overlapping, !whole.isOpen, !parts.contains(where: \.isOpen) else { return nil }
    guard abs(difference) * scale >= 0.5, difference > 0 || breakdown.mode == .partition else { return nil }
    return difference
  }

  /// The stretch that is missing or too much.
  private func differenceBar(y: Int) -> String {
    guard let difference else { return "" }
    let sum = whole.value + difference
    return """
      <rect class="\(difference > 0 ? "excess" : "lack")" x="\(Self.number(min(sum, whole.value) * scale))" y="\(y)" \
      width="\(Self.number(abs(difference) * scale))" height="24"/>

      """
  }

  /// A number with two decimals at most.
  private static func number(_ value: Double) -> String {
    let hundredths = (min(value, 1e12) * 100).rounded()
    return hundredths.truncatingRemainder(dividingBy: 100) == 0
      ? String(Int(hundredths / 100)) : String(hundredths / 100)
  }
}
