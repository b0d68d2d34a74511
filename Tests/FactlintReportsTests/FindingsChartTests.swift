import Testing

@testable import FactlintReports

@Suite("The chart of findings")
struct FindingsChartTests {
  /// The figures of a chart: of each row of its table the name and the counts.
  private func figures(_ findings: [(day: String?, check: String, count: Int)]) -> [String] {
    var chart = FindingsChart()
    for finding in findings { chart.add([finding.check: finding.count], published: finding.day) }
    let table = chart.html().split(separator: "<table>").last ?? ""
    return table.matches(of: #/<tr>.*?<\/tr>/#).map { row in
      row.0.matches(of: #/>([^<>]+)</#).map { String($0.1) }.joined(separator: " ")
    }
  }

  @Test("has a column for each month from the first to the last, and one for what has no date")
  func months() {
    #expect(
      figures([
        ("2023-12-31", "date/weekday", 1), ("2024-02-01", "date/weekday", 2), (nil, "count/total", 4),
        ("2024-02-29", "count/total", 1),
      ]) == [
        "Check 2023-12 2024-01 2024-02 undated All", "count/total 0 0 1 4 5", "date/weekday 1 0 2 0 3",
      ])
  }

  @Test("has a column for each year where months would be too many")
  func years() {
    #expect(
      figures([("2020-05-01", "a", 1), ("2023-05-01", "a", 2)]) == ["Check 2020 2021 2022 2023 All", "a 1 0 0 2 3"])
  }

  @Test("puts what is before and behind the forty years with most findings together")
  func outliers() {
    let long = figures([
      ("1066-10-14", "a", 1), ("1980-01-01", "a", 2), ("2019-01-01", "a", 2), ("2024-05-01", "a", 2),
      ("9024-05-01", "a", 3), ("2024-13-01", "a", 1),
    ])
    #expect(long.first?.hasPrefix("Check earlier 2019 2020 ") == true)
    #expect(long.first?.hasSuffix(" 2023 2024 later undated All") == true)
    #expect(long.last == "a 3 2 0 0 0 0 2 3 1 11")
    let near = figures([("1924-03-01", "a", 1), ("2024-03-01", "a", 5), ("2024-04-01", "a", 5), ("9024-03-01", "a", 1)])
    #expect(near == ["Check earlier 2024-03 2024-04 later All", "a 1 5 5 1 12"])
  }

  @Test("puts the checks with fewest findings together, and shows odd names as they are")
  func lanes() {
    let many = figures((1...20).map { ("2024-01-01", "check-\($0)", $0) })
    #expect(many.count == 15)
    #expect(many[1] == "check-20 20 20")
    #expect(many.last == "other checks 28 28")
    var chart = FindingsChart()
    #expect(chart.html() == "")
    chart.add(["<b>\u{202E}": 1], published: "<i>")
    #expect(!chart.html().contains("<b>") && !chart.html().contains("<i>") && !chart.html().contains("\u{202E}"))
  }
}
