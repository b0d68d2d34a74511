/// A chart of the findings of a run by check and time: a lane for each check, with a bar for each month.
///
/// Where the articles span more than three years a bar is a year's. The figures stand in a table besides.
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
    let known = months.keys.filter { !$0.isEmpty }.compactMap(Self.number).sorted()
    var periods: [Period] = []
    var isYearly = false
    if let first = known.first, let last = known.last {
      isYearly = last - first >= Self.monthLimit
      let unit = isYearly ? 12 : 1
      let start = isYearly ? max(first / 12, last / 12 - Self.yearLimit + 1) : first
      if first / unit < start { periods.append(Period(name: IndexProse.earlier)) }
      let offset = periods.count
      for number in start...(last / unit) { periods.append(Period(name: Self.name(number, isYearly: isYearly))) }
      for (month, counts) in months {
        guard let number = Self.number(month) else { continue }
        let index = max(0, number / unit - start + offset)
        periods[index].counts.merge(counts, uniquingKeysWith: +)
      }
    }
    let undated = months.filter { Self.number($0.key) == nil }.values
    if !undated.isEmpty {
      periods.append(Period(name: IndexProse.undated))
      for counts in undated { periods[periods.count - 1].counts.merge(counts, uniquingKeysWith: +) }
    }
    return (periods, isYearly)
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
    // Under the first column of a year its number; under a month, that of the month.
    for (column, name) in names.enumerated() {
      let x = left + width * column + width / 2
      let parts = name.split(separator: "-")
      let isMonth = !isYearly && parts.count == 2
      let isFirst = column == 0 || parts.first != names[column - 1].split(separator: "-").first
      if isMonth { svg += "<text class=\"tick\" x=\"\(x)\" y=\"\(bottom + 14)\">\(parts[1])</text>" }
      guard isMonth ? isFirst : width >= 40 || column.isMultiple(of: 2) || column == names.count - 1 else { continue }
      svg +=
        "<text class=\"tick\" x=\"\(x)\" y=\"\(bottom + (isMonth ? 29 : 14))\">\(isMonth ? String(parts[0]) : name)</text>"
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
