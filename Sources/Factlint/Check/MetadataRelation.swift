/// What a format states of its article's dates agrees with itself and with the dateline.
///
/// Placeholders of its messages: of `modified`, `{published}` and `{modified}`; of `published`, `{published}` and
/// `{other}`; of `dateline`, `{published}` and `{dateline}`: all as they are written.
///
/// Times are compared where both say their zone or neither does; otherwise days are apart only where they are so in
/// every zone.
struct MetadataRelation {
  static func placeholders(of test: CheckRule.MetadataTest?) -> Set<String> {
    switch test {
    case .modified: ["published", "modified"]
    case .published: ["published", "other"]
    case .dateline: ["published", "dateline"]
    case nil: ["published", "modified", "other", "dateline"]
    }
  }

  let check: PreparedCheck
  let context: CheckContext

  func comparisons() -> [Comparison] {
    let stated = context.document.article.metadata.statedDates
    guard let published = stated.first(where: { $0.event == .published }) else { return [] }
    let comparison: Comparison? =
      switch check.metadataTest {
      case .modified: modified(stated.filter { $0.event == .modified }, published)
      case .published: stated.count < 2 ? nil : republished(stated.filter { $0.event == .published }, published)
      case .dateline: dateline(published)
      case nil: nil
      }
    return comparison.map { [$0] } ?? []
  }

  /// An article is not changed on a day before it is published.
  private func modified(_ dates: [StatedDate], _ published: StatedDate) -> Comparison? {
    guard let first = dates.first else { return nil }
    let wrong = dates.first { $0.isBefore(published) && $0.day < published.day }
    return comparison(
      published, wrong ?? first, role: "modified", isContradicted: wrong != nil,
      working: { "\($1) \(wrong == nil ? "≥" : "<") \($0)" })
  }

  /// An article is published on one day, give or take what zones make of it.
  private func republished(_ dates: [StatedDate], _ published: StatedDate) -> Comparison? {
    guard dates.count > 1 else { return nil }
    let wrong = dates.dropFirst().first { abs(published.day.days(to: $0.day)) > 1 }
    return comparison(
      published, wrong ?? dates[1], role: "other", isContradicted: wrong != nil,
      working: { "\($0) \(wrong == nil ? "=" : "≠") \($1)" })
  }

  /// A report is not filed on a day after it is published; zones make a day's difference.
  private func dateline(_ published: StatedDate) -> Comparison? {
    guard let dateline = context.document.datelineDate, let source = dateline.source,
      published.day.days(to: dateline.day) > 1
    else { return nil }
    let date = StatedDate(event: .published, day: dateline.day, source: source)
    return comparison(published, date, role: "dateline", isContradicted: true, working: { "\($1) > \($0)" })
  }

  private func comparison(
    _ published: StatedDate, _ other: StatedDate, role: String, isContradicted: Bool,
    working: @escaping (CivilDate, CivilDate) -> String
  ) -> Comparison {
    Comparison(facts: [], outcome: isContradicted ? .contradicted(atMost: .error) : .agreed) {
      Comparison.Account(
        working: working(published.day, other.day),
        placeholders: ["published": text(of: published), role: text(of: other)],
        places: [
          Finding.Location(target: .source(other.source), role: role),
          Finding.Location(target: .source(published.source), role: "published"),
        ])
    }
  }

  private func text(of date: StatedDate) -> String {
    String(decoding: context.document.article.fields[date.source.field].bytes[date.source.bytes], as: UTF8.self)
  }
}

extension StatedDate {
  /// Whether it is earlier in whatever zones the two are stated.
  fileprivate func isBefore(_ other: StatedDate) -> Bool {
    // Who leaves out the zone of both means the same one.
    let isSameZone = offset == nil && other.offset == nil
    return minutes(isLocal: isSameZone).upperBound < other.minutes(isLocal: isSameZone).lowerBound
  }

  /// The minutes of UTC (or of the local time) in which it may lie, counted from the epoch.
  private func minutes(isLocal: Bool) -> ClosedRange<Int> {
    let midnight = day.daysSinceEpoch * 24 * 60
    let within = minute.map { $0...$0 } ?? 0...24 * 60 - 1
    // Zones are at most 14 hours ahead and 12 behind.
    let ahead = isLocal ? 0...0 : offset.map { $0...$0 } ?? -12 * 60...14 * 60
    return midnight + within.lowerBound - ahead.upperBound...midnight + within.upperBound - ahead.lowerBound
  }
}
