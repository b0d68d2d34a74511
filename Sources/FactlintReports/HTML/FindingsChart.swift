/// A chart of the findings of a run by check and time: a lane for each check, with a bar for each month.
///
/// Where the articles span more than three years a bar is a year's. What lies beside the forty years with most findings,
/// as mistyped years do, stands together before and behind. The figures stand in a table besides.
package struct FindingsChart {
  /// Findings by month (`2024-03`, empty where it is not known) and check.
  private var months: [String: [String: Int]] = [:]

  /// Lanes, months and years that the chart has at most.
  private static let laneLimit = 14
  private static let monthLimit = 36
  private static let yearLimit = 40

  /// Makes a chart of nothing.
  package init() {}

  /// Adds the findings of an article.
  ///
  /// - Parameter published: the day, ISO 8601; nil where it is not known.
  package mutating func add(_ findings: [String: Int], published: String?) {
    let month = published.map { String($0.prefix(7)) } ?? ""
    for (check, count) in findings { months[month, default: [:]][check, default: 0] += count }
  }

  /// The section with the chart and its table; nothing where there are no findings.
  package func html() -> String {
    guard !months.isEmpty else { return "" }
    let (periods, isYearly) = periods
    let lanes = lanes(over: periods)
    let names = periods.map(\.name)
    return IndexPage.head(isYearly ? IndexProse.byCheckAndYear : IndexProse.byCheckAndTime, id: "chart")
      + "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"chart-title\">\n"
      + svg(lanes, names: names, isYearly: isYearly) + "</div>\n" + Self.table(lanes, names: names) + "</section>\n"
  }

  // MARK: Figures

  private struct Period {
    var name: String
    /// Findings by check.
    var counts: [String: Int] = [:]
  }

  private struct Lane {
    var name: String
    var counts: [Int]
    var total: Int { counts.reduce(0, +) }
  }

  /// The columns in the order of time, those without findings too, and whether they are years.
  private var periods: (periods: [Period], isYearly: Bool) {
    var periods: [Period] = []
    var isYearly = false
    if let shown = shownMonths {
      isYearly = shown.upperBound - shown.lowerBound >= Self.monthLimit
      let unit = isYearly ? 12 : 1
      let numbers = shown.lowerBound / unit...shown.upperBound / unit
      var (before, behind) = (Period(name: IndexProse.earlier), Period(name: IndexProse.later))
      periods = numbers.map { Period(name: Self.name($0, isYearly: isYearly)) }
      for (month, counts) in months {
        guard let number = Self.number(month) else { continue }
        if number < shown.lowerBound {
          before.counts.merge(counts, uniquingKeysWith: +)
        } else if number > shown.upperBound {
          behind.counts.merge(counts, uniquingKeysWith: +)
        } else {
          periods[number / unit - numbers.lowerBound].counts.merge(counts, uniquingKeysWith: +)
        }
      }
      if !before.counts.isEmpty { periods.insert(before, at: 0) }
      if !behind.counts.isEmpty { periods.append(behind) }
    }
    let undated = months.filter { Self.number($0.key) == nil }.values
    if !undated.isEmpty {
      periods.append(Period(name: IndexProse.undated))
      for counts in undated { periods[periods.count - 1].counts.merge(counts, uniquingKeysWith: +) }
    }
    return (periods, isYearly)
  }

  /// From the first to the last month of those years, no more than the chart has room for, that have most of the
  /// findings; the latest such years; nil where no month is known.
  private var shownMonths: ClosedRange<Int>? {
    let counts = months.compactMap { month, counts in
      Self.number(month).map { (month: $0, count: counts.values.reduce(0, +)) }
    }.sorted { $0.month < $1.month }
    var best: (sum: Int, range: ClosedRange<Int>)?
    var (start, sum) = (0, 0)
    for end in counts.indices {
      sum += counts[end].count
      while counts[end].month / 12 - counts[start].month / 12 >= Self.yearLimit {
        sum -= counts[start].count
        start += 1
      }
      if sum >= best?.sum ?? 0 { best = (sum, counts[start].month...counts[end].month) }
    }
    return best?.range
  }

  /// A month as a number of months.
  private static func number(_ month: String) -> Int? {
    let parts = month.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 2, (1...12).contains(parts[1]) else { return nil }
    return parts[0] * 12 + parts[1] - 1
  }

  private static func name(_ number: Int, isYearly: Bool) -> String {
    if isYearly { return "\(number)" }
    let month = number % 12 + 1
    return "\(number / 12)-\(month < 10 ? "0" : "")\(month)"
  }

  /// The checks, those with most findings first, and all that are beyond the limit as one.
  private func lanes(over periods: [Period]) -> [Lane] {
    let checks = Set(periods.flatMap(\.counts.keys))
    var lanes = checks.map { check in Lane(name: check, counts: periods.map { $0.counts[check] ?? 0 }) }
    lanes.sort { ($1.total, $0.name) < ($0.total, $1.name) }
    guard lanes.count > Self.laneLimit else { return lanes }
    let rest = lanes[(Self.laneLimit - 1)...]
    let sums = periods.indices.map { index in rest.reduce(0) { $0 + $1.counts[index] } }
    return lanes[..<(Self.laneLimit - 1)] + [Lane(name: IndexProse.otherChecks, counts: sums)]
  }

  // MARK: Drawing

  private func svg(_ lanes: [Lane], names: [String], isYearly: Bool) -> String {
    let (laneHeight, barHeight) = (40, 24)
    let left = 16 + 7 * (lanes.map(\.name.count).max() ?? 0)
    let width = min(48, max(18, 780 / names.count))
    let greatest = max(1, lanes.flatMap(\.counts).max() ?? 1)
    let right = left + width * names.count
    let bottom = laneHeight * lanes.count
    var svg = """
      <svg class="picture findings" width="\(right + 50)" height="\(bottom + 36)" viewBox="0 0 \(right + 50) \(bottom + 36)" \
      role="img" aria-label="\(isYearly ? IndexProse.byCheckAndYear : IndexProse.byCheckAndTime)">

      """
    for (row, lane) in lanes.enumerated() {
      let base = laneHeight * (row + 1)
      svg += "<path class=\"axis\" d=\"M\(left) \(base)H\(right)\"/>"
      svg += "<text class=\"name\" x=\"\(left - 8)\" y=\"\(base - 4)\">\(HTMLText.escaped(lane.name))</text>"
      for (column, count) in lane.counts.enumerated() where count > 0 {
        let height = max(2, barHeight * count / greatest)
        let x = left + width * column
        svg += "<rect x=\"\(x + 2)\" y=\"\(base - height)\" width=\"\(width - 4)\" height=\"\(height)\">"
        svg += "<title>\(HTMLText.escaped(lane.name)), \(names[column]): \(count)</title></rect>"
        svg += "<text class=\"count\" x=\"\(x + width / 2)\" y=\"\(base - height - 3)\">\(count)</text>"
      }
      svg += "<text class=\"total\" x=\"\(right + 8)\" y=\"\(base - 4)\">\(lane.total)</text>\n"
    }
    // Under the first column of a year its number; under a month, that of the month; names on a line of their own.
    let (upper, lower) = (bottom + 14, bottom + 29)
    func tick(_ text: some StringProtocol, column: Int, y: Int) -> String {
      "<text class=\"tick\" x=\"\(left + width * column + width / 2)\" y=\"\(y)\">\(text)</text>"
    }
    for (column, name) in names.enumerated() {
      let parts = name.split(separator: "-")
      if name == IndexProse.later {
        svg += tick(name, column: column, y: upper)
      } else if Int(parts[0]) == nil {
        svg += tick(name, column: column, y: lower)
      } else if parts.count == 2 {
        svg += tick(parts[1], column: column, y: upper)
        let isFirst = column == 0 || parts[0] != names[column - 1].split(separator: "-").first ?? ""
        if isFirst { svg += tick(parts[0], column: column, y: lower) }
      } else if width >= 40 || column.isMultiple(of: 2) && names.dropFirst(column + 1).first != IndexProse.later {
        svg += tick(name, column: column, y: upper)
      }
    }
    return svg + "</svg>\n"
  }

  private static func table(_ lanes: [Lane], names: [String]) -> String {
    var html = "<details><summary>\(IndexProse.asTable)</summary>\n"
    html +=
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(IndexProse.asTable)\"><table>\n<thead><tr>"
    html += "<th scope=\"col\">\(IndexProse.check)</th>"
    for name in names + [IndexProse.total] { html += "<th scope=\"col\" class=\"number\">\(name)</th>" }
    html += "</tr></thead>\n<tbody>\n"
    for lane in lanes {
      html += "<tr><th scope=\"row\"><code>\(HTMLText.escaped(lane.name))</code></th>"
      for count in lane.counts + [lane.total] { html += "<td class=\"number\">\(count)</td>" }
      html += "</tr>\n"
    }
    return html + "</tbody></table></div></details>\n"
  }
}
