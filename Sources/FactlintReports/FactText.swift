public import Factlint

/// What a fact says, in words of the program, for tables and for whoever points at it.
public struct FactText {
  private let report: Report

  /// Prepares to tell of the facts of a report.
  public init(_ report: Report) {
    self.report = report
  }

  /// What the fact at an index of `Report.facts` says: its value first, then whose words they are, then why no check
  /// relies on it; plain text of the article's and the program's own words, with nothing that could act on a screen.
  public func lines(ofFact index: Int) -> [String] {
    let fact = report.facts[index]
    var lines: [String] = []
    switch fact.value {
    case .date(let date): lines += Self.lines(of: date)
    case .count(let count): lines.append(Self.summary(of: count))
    case .attribution(let attribution): lines.append("\(Prose.mode(attribution.mode)): \(name(of: attribution))")
    case .person(let person): lines.append(description(of: person))
    case .record(let slots): lines.append(Self.summary(of: slots, kind: fact.kind))
    }
    if fact.voice != .narrator { lines.append(Prose.saidBy(Prose.voice(fact.voice))) }
    lines += Reservation.allCases.filter(fact.reservations.contains).map { Prose.reason(.reserved($0)) }
    return lines.map(ScreenText.visible)
  }

  /// The days that a date fact was resolved to, such as "2024-05-12 Sunday"; its TIMEX3 value where it was not.
  public func value(of date: DateFact) -> String { Self.lines(of: date).first ?? date.timexValue }

  private static func lines(of date: DateFact) -> [String] {
    var value = date.days.flatMap(Timeline.text(of:)) ?? date.timexValue
    if date.isRelative, date.days != nil { value += " (\(Prose.relative))" }
    guard !date.otherReadings.isEmpty else { return [value] }
    return [value, "\(Prose.otherReadings): \(date.otherReadings.joined(separator: ", "))"]
  }

  private static func summary(of count: CountFact) -> String {
    let what = [count.noun ?? count.nounClass, count.category].compactMap(\.self).joined(separator: ", ")
    let amount = AmountText.written(count.amount, unit: count.unit)
    return what.isEmpty ? amount : "\(amount) \(what)"
  }

  private func name(of attribution: AttributionFact) -> String {
    if let person = attribution.person, report.people.indices.contains(person) { return report.people[person].name }
    return attribution.speaker ?? Prose.someone
  }

  private func description(of person: PersonFact) -> String {
    guard let index = person.person, report.people.indices.contains(index) else {
      return [person.name, person.title].compactMap(\.self).joined(separator: ", ")
    }
    return ([report.people[index].name] + report.people[index].titles).joined(separator: ", ")
  }

  /// The cells of a count in a table: what, who, value, hedge, said by.
  static func cells(of count: CountFact, in fact: Fact) -> [String] {
    let written = AmountText.written(count.amount, unit: count.unit)
    return [
      count.category ?? fact.kind, count.noun ?? count.nounClass ?? "",
      AmountText.range(count.amount).map { "\(written) (\($0))" } ?? written, count.hedge ?? "",
      Prose.voice(fact.voice),
    ]
  }

  /// The slots of a fact of a desk's own kind.
  static func summary(of slots: [String: SlotValue], kind: String) -> String {
    let values = slots.sorted { $0.key < $1.key }.map { name, slot in
      switch slot {
      case .symbol(let symbol): "\(name) = \(symbol)"
      case .number(let interval): "\(name) = \(AmountText.written(interval, unit: "item"))"
      case .numbers(let readings):
        "\(name) = \(readings.map { AmountText.written($0.value, unit: "item") }.joined(separator: " \(Prose.or) "))"
      case .days(let readings):
        "\(name) = \(readings.map(\.value.description).joined(separator: " \(Prose.or) "))"
      }
    }
    return ([kind] + values).joined(separator: ", ")
  }
}
