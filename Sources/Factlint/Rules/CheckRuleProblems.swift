extension CheckRule {
  /// What a relation asks of its checks that this one does not give, with the key at fault.
  ///
  /// Relations: `agree` wants a `key` and a `value`; `calendar` wants a `value`, either `weekday` or `existence`.
  public func problems() -> [(key: String, message: String)] {
    var problems: [(key: String, message: String)] = []
    switch relation {
    case .agree:
      if key.isEmpty { problems.append(("relation", "agree compares facts that share a key: name its attributes")) }
      if value == nil { problems.append(("relation", "agree compares a value: name the attribute")) }
    case .calendar:
      if CalendarTest(rawValue: value ?? "") == nil {
        problems.append(
          ("value", "calendar tests one of \(CalendarTest.allCases.map(\.rawValue).joined(separator: ", "))"))
      }
      if !key.isEmpty { problems.append(("key", "calendar looks at one fact at a time and has no key")) }
      if !between.isEmpty { problems.append(("between", "calendar looks at one fact at a time")) }
    case .metadata:
      if MetadataTest(rawValue: value ?? "") == nil {
        problems.append(
          ("value", "metadata tests one of \(MetadataTest.allCases.map(\.rawValue).joined(separator: ", "))"))
      }
      if !key.isEmpty { problems.append(("key", "metadata looks at no facts and has no key")) }
      if !between.isEmpty { problems.append(("between", "metadata stands in no place of the article")) }
    case .total:
      if !key.isEmpty { problems.append(("key", "total takes its parts from the facts themselves and has no key")) }
      if value != nil { problems.append(("value", "total compares amounts and has no value")) }
      if !between.isEmpty { problems.append(("between", "total takes its parts from one place")) }
    }
    for place in between where CheckScope(rawValue: place) == nil {
      problems.append(
        ("between", "\"\(place)\" is not one of \(CheckScope.allCases.map(\.rawValue).joined(separator: ", "))"))
    }
    if !between.isEmpty, between.count != 2 {
      problems.append(("between", "two places are compared, not \(between.count)"))
    }
    for reservation in unless where Reservation(rawValue: reservation) == nil {
      problems.append(
        (
          "unless",
          "\"\(reservation)\" is not one of \(Reservation.allCases.map(\.rawValue).joined(separator: ", "))"
        ))
    }
    for name in MessageTemplate(message).placeholders where !placeholders.contains(name) {
      problems.append(
        (
          "message", "{\(name)} is not one of \(placeholders.sorted().map { "{\($0)}" }.joined(separator: ", "))"
        ))
    }
    return problems
  }

  /// What the message of a check with this relation may refer to.
  private var placeholders: Set<String> {
    switch relation {
    case .agree: AgreeRelation.placeholders.union(key)
    case .calendar: CalendarRelation.placeholders(of: CalendarTest(rawValue: value ?? ""))
    case .metadata: MetadataRelation.placeholders(of: MetadataTest(rawValue: value ?? ""))
    case .total: TotalRelation.placeholders
    }
  }

  /// What a calendar check compares with the calendar.
  public enum CalendarTest: String, Sendable, CaseIterable {
    /// The stated day of the week is that of the date.
    case weekday
    /// The date exists.
    case existence
  }

  /// What a check of metadata compares with the publication date.
  public enum MetadataTest: String, Sendable, CaseIterable {
    /// The date of the last change.
    case modified
    /// The publication date as stated elsewhere.
    case published
    /// The day of the dateline.
    case dateline
  }

  /// A part of an article that a comparison is bound to.
  public enum CheckScope: String, Sendable, CaseIterable {
    case headline, body
  }
}
