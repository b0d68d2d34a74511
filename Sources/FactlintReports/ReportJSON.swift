import Factlint

// The parts of a report as JSON; the record protocol and the full document share them.

extension JSONWriter {
  /// Writes a finding as the record protocol has it; the full document adds its check's name.
  mutating func finding(_ finding: FindingRecord, named name: String? = nil) {
    object { json in
      json.key("check")
      json.value(finding.check)
      if let name {
        json.key("name")
        json.value(name)
      }
      json.key("severity")
      json.value(finding.severity.rawValue)
      json.key("confidence")
      json.value(finding.confidence)
      json.key("fingerprint")
      json.value(finding.fingerprint)
      json.key("message")
      json.value(finding.message)
      json.key("working")
      json.value(finding.working)
      json.key("consequences")
      json.array(finding.consequences) { json, consequence in json.value(consequence) }
      json.key("places")
      json.array(finding.places) { json, place in
        json.object { json in
          json.key("field")
          json.value(place.field)
          json.key("start")
          json.value(place.scalars.lowerBound)
          json.key("end")
          json.value(place.scalars.upperBound)
          json.key("text")
          json.value(place.text)
          json.key("line")
          json.value(place.line)
          json.key("column")
          json.value(place.column)
          json.key("role")
          json.value(place.role)
        }
      }
      if let suppression = finding.suppression {
        json.key("suppression")
        json.object { json in
          json.key("kind")
          json.value(suppression.kind.rawValue)
          json.key("reason")
          json.value(suppression.reason)
        }
      }
    }
  }

  /// Writes the places of an agreement, each with its line, its column and its part.
  mutating func places(_ places: [Finding.Location], in source: ArticleSource) {
    array(places) { json, location in
      guard let range = source.range(of: location.target) else { return }
      let position = source.position(of: range)
      json.object { json in
        json.placeMembers(range, in: source)
        json.key("line")
        json.value(position.line)
        json.key("column")
        json.value(position.column)
        json.key("role")
        json.value(location.role)
      }
    }
  }

  /// Writes a range of the clean text as a place, or null.
  mutating func place(_ clean: Range<Int>?, in source: ArticleSource) {
    guard let range = clean.flatMap({ source.range(of: $0) }) else { return null() }
    object { json in json.placeMembers(range, in: source) }
  }

  /// Writes `field`, `start`, `end` and `text` of a place.
  mutating func placeMembers(_ range: SourceRange, in source: ArticleSource) {
    let scalars = source.scalars(of: range)
    key("field")
    value(source.fieldName(of: range))
    key("start")
    value(scalars.lowerBound)
    key("end")
    value(scalars.upperBound)
    key("text")
    value(utf8: source.bytes(of: range))
  }

  /// Writes how much was compared.
  mutating func coverage(_ coverage: Coverage) {
    object { json in
      json.key("facts")
      json.value(coverage.facts)
      json.key("checked")
      json.value(coverage.checked)
      json.key("unchecked")
      json.value(coverage.unchecked)
      json.key("comparisons")
      json.value(coverage.comparisons)
      json.key("agreed")
      json.value(coverage.agreed)
      json.key("contradicted")
      json.value(coverage.contradicted)
    }
  }

  /// Writes what went wrong.
  mutating func incident(_ incident: Incident) {
    object { json in
      json.key("code")
      json.value(incident.code)
      json.key("message")
      json.value(incident.message)
    }
  }
}

// MARK: - Facts

extension JSONWriter {
  /// Writes a fact as the record protocol has it; the full document adds what `isFull` guards.
  mutating func fact(_ fact: Fact, number: Int, in source: ArticleSource, isFull: Bool = false) {
    object { json in
      json.key("id")
      json.value(factID(number))
      json.key("kind")
      json.value(fact.kind)
      json.key("rule")
      json.value(fact.rule)
      if let range = source.range(of: fact.range) {
        json.placeMembers(range, in: source)
        if isFull {
          json.key("line")
          json.value(source.position(of: range).line)
        }
      }
      switch fact.value {
      case .date(let date):
        json.dateMembers(date)
        if isFull { json.voiceMembers(fact.voice) }
      case .count(let count):
        json.countMembers(count)
        if isFull {
          json.key("nounClass")
          json.value(count.nounClass)
          json.key("hedge")
          json.value(count.hedge)
        }
        json.voiceMembers(fact.voice)
      case .attribution(let attribution):
        json.attributionMembers(attribution, in: source)
        if isFull { json.personMember(attribution.person) }
      case .person(let person):
        json.key("name")
        json.value(person.name)
        json.key("title")
        json.value(person.title)
        if isFull { json.personMember(person.person) }
        json.voiceMembers(fact.voice)
      case .record(let slots):
        json.slotsMember(slots)
        json.voiceMembers(fact.voice)
      }
      if isFull {
        json.key("reservations")
        json.array(Reservation.allCases.filter(fact.reservations.contains)) { json, reservation in
          json.value(reservation.code)
        }
      }
    }
  }

  private mutating func dateMembers(_ date: DateFact) {
    key("type")
    value(date.type.rawValue)
    key("value")
    value(date.timexValue)
    key("readings")
    array(date.otherReadings) { json, reading in json.value(reading) }
  }

  private mutating func countMembers(_ count: CountFact) {
    intervalMembers(count.amount)
    key("unit")
    value(count.unit)
    key("noun")
    value(count.noun)
    key("category")
    value(count.category)
  }

  private mutating func intervalMembers(_ interval: Interval) {
    key("low")
    number(interval.lower)
    key("high")
    number(interval.upper)
    key("lowOpen")
    value(interval.lower?.isClosed == false)
    key("highOpen")
    value(interval.upper?.isClosed == false)
  }

  /// Writes a bound's number: exactly where its decimals end, else the nearest binary one; null where there is none.
  private mutating func number(_ bound: Bound?) {
    guard let number = bound?.value else { return null() }
    let decimal = number.description
    if decimal.utf8.first == 0xE2 { value(number.doubleValue) } else { self.number(decimal) }
  }

  private mutating func attributionMembers(_ attribution: AttributionFact, in source: ArticleSource) {
    key("mode")
    value(attribution.mode.rawValue)
    key("speaker")
    value(attribution.speaker)
    key("source")
    place(attribution.source, in: source)
    key("cue")
    place(attribution.cue, in: source)
    key("content")
    array(attribution.content) { json, content in json.place(content, in: source) }
    for (name, range) in [
      ("addressee", attribution.addressee), ("day", attribution.day),
      ("venue", attribution.venue), ("intermediary", attribution.intermediary),
    ] where range != nil {
      key(name)
      place(range, in: source)
    }
    if attribution.polarity != .stated {
      key("polarity")
      value(attribution.polarity.rawValue)
    }
  }

  private mutating func slotsMember(_ slots: [String: SlotValue]) {
    key("slots")
    object { json in
      for (name, slot) in slots.sorted(by: { $0.key < $1.key }) {
        json.key(name)
        switch slot {
        case .symbol(let symbol): json.value(symbol)
        case .number(let interval): json.object { json in json.intervalMembers(interval) }
        case .days(let readings): json.array(readings) { json, reading in json.value(reading.value.description) }
        case .numbers(let readings): json.array(readings) { json, reading in json.value(reading.value.description) }
        }
      }
    }
  }

  private mutating func personMember(_ person: Int?) {
    key("person")
    if let person { value(person) } else { null() }
  }

  private mutating func voiceMembers(_ voice: Voice) {
    key("voice")
    switch voice {
    case .narrator: value("narrator")
    case .direct(let speaker):
      value("direct")
      key("speaker")
      value(speaker)
    case .indirect(let speaker):
      value("indirect")
      key("speaker")
      value(speaker)
    }
  }
}

/// The id by which results refer to a fact.
func factID(_ number: Int) -> String { "f\(number)" }

extension Reservation {
  /// The word for programs.
  var code: String {
    switch self {
    case .negated: "negated"
    case .hypothetical: "hypothetical"
    case .superseded: "superseded"
    case .otherEvent: "other-event"
    case .undated: "undated"
    }
  }
}

extension Unchecked.Reason {
  /// The word for programs.
  var code: String {
    switch self {
    case .nothingToCompare: "nothing-to-compare"
    case .reserved(let reservation): reservation.code
    case .noPack: "no-pack"
    case .budget: "budget"
    }
  }
}
