public import Factlint

/// The facts of articles as CSV (RFC 4180), a row each, for spreadsheets and statistics.
///
/// Lines end with CR LF. What an article wrote and a spreadsheet would take for a formula has an apostrophe before it.
public enum FactTable {
  /// The columns, as the first row names them.
  public static let columns = [
    "article", "published", "fact", "kind", "rule", "field", "start", "end", "line", "text", "value", "low", "high",
    "unit", "noun", "category", "voice", "speaker", "mode", "name", "title",
  ]

  /// The first row.
  public static let head = Array((columns.joined(separator: ",") + "\r\n").utf8)

  /// The rows of one article.
  public static func rows(of report: Report) -> [UInt8] {
    let source = ArticleSource(report.document.article)
    var output: [UInt8] = []
    for (index, fact) in report.facts.enumerated() {
      var row = Row()
      row["article"] = report.document.article.id
      row["published"] = report.document.date?.day.description
      row["fact"] = factID(index + 1)
      row["kind"] = fact.kind
      row["rule"] = fact.rule
      if let range = source.range(of: fact.range) {
        let scalars = source.scalars(of: range)
        row["field"] = source.fieldName(of: range)
        row["start"] = "\(scalars.lowerBound)"
        row["end"] = "\(scalars.upperBound)"
        row["line"] = "\(source.position(of: range).line)"
        row["text"] = source.text(of: range)
      }
      row.add(fact)
      output += row.bytes
    }
    return output
  }

  /// A row by the names of its columns.
  private struct Row {
    private var cells: [String: String] = [:]

    subscript(column: String) -> String? {
      get { cells[column] }
      set { cells[column] = newValue }
    }

    mutating func add(_ fact: Fact) {
      switch fact.voice {
      case .narrator: self["voice"] = "narrator"
      case .direct(let speaker):
        self["voice"] = "direct"
        self["speaker"] = speaker
      case .indirect(let speaker):
        self["voice"] = "indirect"
        self["speaker"] = speaker
      }
      switch fact.value {
      case .date(let date): self["value"] = date.timexValue
      case .count(let count):
        self["value"] = count.amount.onlyValue?.description ?? count.amount.description
        self["low"] = count.amount.lower?.value.description
        self["high"] = count.amount.upper?.value.description
        self["unit"] = count.unit
        self["noun"] = count.noun
        self["category"] = count.category
      case .attribution(let attribution):
        self["mode"] = attribution.mode.rawValue
        self["speaker"] = attribution.speaker
      case .person(let person):
        self["name"] = person.name
        self["title"] = person.title
      case .record(let slots):
        self["value"] = slots.sorted { $0.key < $1.key }.map { name, slot in
          switch slot {
          case .symbol(let symbol): "\(name)=\(symbol)"
          case .number(let interval): "\(name)=\(Self.written(interval))"
          case .numbers(let readings): "\(name)=\(readings.map { Self.written($0.value) }.joined(separator: "|"))"
          case .days(let readings): "\(name)=\(readings.map(\.value.description).joined(separator: "|"))"
          }
        }.joined(separator: "; ")
      }
    }

    private static func written(_ interval: Interval) -> String {
      interval.onlyValue?.description ?? interval.description
    }

    var bytes: [UInt8] {
      Array((FactTable.columns.map { FactTable.cell(cells[$0] ?? "") }.joined(separator: ",") + "\r\n").utf8)
    }
  }

  /// A cell, in quotation marks where it needs them.
  static func cell(_ text: String) -> String {
    var text = text
    if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first), Double(text) == nil {
      text = "'" + text
    }
    let needsMarks = text.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
    return needsMarks ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }
}
