extension CheckRule {
  /// What a relation asks of its checks that this one does not give, with the key at fault.
  ///
  /// Relations: `agree` wants a `key` and a `value`; `calendar` wants a `value`, either `weekday` or `existence`;
  /// `equation` wants what `holds`; `never` may have a `key`, whose attributes its message can name; `quotation` wants a
  /// `value`, one of `QuotationTest`; `spelling` may have one of `SpellingTest`.
  ///
  /// - Parameters:
  ///   - slots: The slots of the rules that it applies to, to which the message of an equation may refer.
  ///   - kinds: The kinds of facts of its pack, which it may name as what keeps it from an article.
  public func problems(slots: Set<String> = [], kinds: Set<String> = []) -> [(key: String, message: String)] {
    var problems: [(key: String, message: String)] = []
    if ![.equation, .order].contains(relation) {
      if !holds.isEmpty { problems.append(("holds", "only equation and order have something that holds")) }
      if !with.isEmpty { problems.append(("with", "only equation and order put facts beside one another")) }
    }
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
    case .equation, .order:
      if holds.isEmpty { problems.append(("relation", "equation needs what holds, such as: income = price * sold")) }
      if !key.isEmpty, with.isEmpty {
        problems.append(("key", "a key is for what stands beside the fact: name that by with"))
      }
      if relation == .order, holds.contains(where: { (try? Equation(parsing: $0))?.comparison == .equal }) {
        problems.append(("holds", "order says what comes before what, by <, ≤, > or ≥"))
      }
      if value != nil { problems.append(("value", "equation names its values in what holds")) }
      if !between.isEmpty { problems.append(("between", "equation looks at one fact at a time")) }
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
    case .never:
      if value != nil { problems.append(("value", "never compares nothing and has no value")) }
      if !between.isEmpty { problems.append(("between", "never looks at one fact at a time")) }
    case .spelling, .quotation:
      if !key.isEmpty { problems.append(("key", "\(relation.rawValue) looks at the whole article and has no key")) }
      if relation == .spelling, let value, SpellingTest(rawValue: value) == nil {
        problems.append(
          ("value", "spelling tests one of \(SpellingTest.allCases.map(\.rawValue).joined(separator: ", "))"))
      }
      if relation == .quotation, QuotationTest(rawValue: value ?? "") == nil {
        problems.append(
          ("value", "quotation tests one of \(QuotationTest.allCases.map(\.rawValue).joined(separator: ", "))"))
      }
      if !between.isEmpty { problems.append(("between", "\(relation.rawValue) looks at the whole article")) }
    }
    for place in between where CheckScope(rawValue: place) == nil && !place.contains("/") {
      problems.append(
        ("between", "\"\(place)\" is not one of \(CheckScope.allCases.map(\.rawValue).joined(separator: ", "))"))
    }
    if !between.isEmpty, between.count != 2 {
      problems.append(("between", "two places are compared, not \(between.count)"))
    }
    for other in unless where Reservation(rawValue: other) == nil && !kinds.contains(other) {
      let reservations = Reservation.allCases.map(\.rawValue).joined(separator: ", ")
      problems.append(("unless", "\"\(other)\" is neither a kind of fact of this pack nor one of \(reservations)"))
    }
    let placeholders = placeholders(slots: slots)
    for name in MessageTemplate(message).placeholders where !placeholders.contains(name) {
      problems.append(
        (
          "message", "{\(name)} is not one of \(placeholders.sorted().map { "{\($0)}" }.joined(separator: ", "))"
        ))
    }
    return problems
  }

  /// What the message of a check with this relation may refer to.
  private func placeholders(slots: Set<String>) -> Set<String> {
    switch relation {
    case .equation, .order:
      EquationRelation.placeholders.union(slots)
        .union(holds.flatMap { (try? Equation(parsing: $0))?.names.map(\.text) ?? [] })
    case .agree: AgreeRelation.placeholders.union(key)
    case .calendar: CalendarRelation.placeholders(of: CalendarTest(rawValue: value ?? ""))
    case .metadata: MetadataRelation.placeholders(of: MetadataTest(rawValue: value ?? ""))
    case .total: TotalRelation.placeholders
    case .never: NeverRelation.placeholders.union(key)
    case .spelling: SpellingRelation.placeholders
    case .quotation: QuotationRelation.placeholders(of: QuotationTest(rawValue: value ?? ""))
    }
  }

  /// What a calendar check compares with the calendar.
  public enum CalendarTest: String, Sendable, CaseIterable {
    /// The stated day of the week is that of the date.
    case weekday
    /// The date exists.
    case existence
    /// The day is that of the holiday beside it.
    case holiday
  }

  /// What a spelling check compares; names alone without one.
  public enum SpellingTest: String, Sendable, CaseIterable {
    /// The given names before one surname.
    case given
  }

  /// What a quotation check asks of a quotation.
  public enum QuotationTest: String, Sendable, CaseIterable {
    /// All renderings of it have the same words.
    case wording
    /// What a headline quotes stands in the body.
    case headline
    /// Somebody says it.
    case speaker
    /// It ends with a mark as it begins with one.
    case marks
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
