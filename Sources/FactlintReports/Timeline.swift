public import Factlint

/// The dates of an article in the order of time, its publication date among them, and those that have no place there.
public struct Timeline {
  /// A day or a period that the article speaks of.
  public struct Entry {
    /// The days.
    public var days: DayInterval
    /// The days in words: one with its weekday, or the first and the last.
    public var text: String
    /// The index of the fact in `Report.facts`; nil for the publication date.
    public var fact: Int?
  }

  /// The resolved dates, by their first day and then their last; the publication date is told only beside others.
  public let entries: [Entry]
  /// The indices of the dates and times that could not be resolved.
  public let unresolved: [Int]
  /// The indices of durations and repeated times.
  public let spans: [Int]

  /// Whether the article has no date at all.
  public var isEmpty: Bool { entries.isEmpty && unresolved.isEmpty && spans.isEmpty }

  /// Gathers the dates of a report.
  public init(_ report: Report) {
    var entries: [Entry] = []
    var unresolved: [Int] = []
    var spans: [Int] = []
    for index in report.facts.indices {
      guard case .date(let date) = report.facts[index].value else { continue }
      if let days = date.days {
        entries.append(Entry(days: days, text: Self.text(of: days) ?? date.timexValue, fact: index))
      } else if date.type == .date || date.type == .time {
        unresolved.append(index)
      } else {
        spans.append(index)
      }
    }
    if let published = report.document.date?.day, !entries.isEmpty {
      let text = "\(published.description) \(Prose.weekday(published.weekday))"
      entries.insert(Entry(days: DayInterval(published), text: text, fact: nil), at: 0)
    }
    self.entries = entries.enumerated().sorted { a, b in
      let (first, second) = (a.element.days, b.element.days)
      if first.lower != second.lower { return (first.lower ?? .min) < (second.lower ?? .min) }
      if first.upper != second.upper { return (first.upper ?? .max) < (second.upper ?? .max) }
      return a.offset < b.offset
    }.map(\.element)
    self.unresolved = unresolved
    self.spans = spans
  }

  /// The days in words; nil where there is no first and no last one.
  static func text(of days: DayInterval) -> String? {
    if let only = days.onlyDay { return "\(only.description) \(Prose.weekday(only.weekday))" }
    switch (days.first, days.last) {
    case (let first?, let last?): return Prose.between(first.description, last.description)
    case (let first?, nil): return Prose.since(first.description)
    case (nil, let last?): return Prose.until(last.description)
    case (nil, nil): return nil
    }
  }
}
