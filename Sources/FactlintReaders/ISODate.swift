import Factlint

/// A day, with or without a time of day, in the extended format of ISO 8601.
struct ISODate: Equatable {
  /// The day as written.
  var day: CivilDate
  /// The bytes of the date and its time.
  var range: Range<Int>
  /// The minutes since midnight, where there is a time.
  var minute: Int?
  /// The minutes by which the time is ahead of UTC, where it says so.
  var offset: Int?

  /// Reads a date that begins at the start of a range: `2023-02-05`, `2023-02-05T22:15:00+02:00`, `2023-02-05 22:15Z`.
  ///
  /// Returns nil where none begins there, or where there is no such day; a time that is none is left out of the range.
  init?(prefixOf bytes: [UInt8], in range: Range<Int>) {
    var cursor = Cursor(bytes: bytes, offset: range.lowerBound, end: range.upperBound)
    guard let year = cursor.number(digits: 4), cursor.take(UInt8(ascii: "-")), let month = cursor.number(digits: 2),
      cursor.take(UInt8(ascii: "-")), let day = cursor.number(digits: 2),
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    var time = cursor
    if time.skipTime() {
      cursor = time
      (minute, offset) = (time.minute, time.zone)
    }
    self.day = date
    self.range = range.lowerBound..<cursor.offset
  }

  /// Reads a range that is one date, with nothing but white space around it; the basic format (`20230205T221500Z`,
  /// as news agencies write it) is understood too.
  init?(wholeOf bytes: [UInt8], in range: Range<Int>) {
    let start = skipWhiteSpace(from: range.lowerBound, to: range.upperBound, in: bytes.span)
    if let basic = ISODate(basicIn: bytes, range: start..<range.upperBound) {
      self = basic
      return
    }
    self.init(prefixOf: bytes, in: start..<range.upperBound)
    let end = self.range.upperBound
    guard skipWhiteSpace(from: end, to: range.upperBound, in: bytes.span) == range.upperBound else { return nil }
  }
}

extension ISODate {
  /// Reads a date in the basic format, by writing it in the extended one.
  private init?(basicIn bytes: [UInt8], range: Range<Int>) {
    let digits = bytes[range].prefix(while: isDigit)
    guard digits.count == 8 else { return nil }
    let dash = UInt8(ascii: "-")
    var extended = Array(digits.prefix(4)) + [dash] + digits.dropFirst(4).prefix(2) + [dash] + digits.dropFirst(6)
    var rest = bytes[digits.endIndex..<range.upperBound]
    let dateLength = extended.count
    if rest.first == UInt8(ascii: "T") {
      let time = rest.dropFirst().prefix(while: isDigit)
      guard time.count == 4 || time.count == 6 else { return nil }
      extended.append(UInt8(ascii: "T"))
      for (index, digit) in time.enumerated() {
        if index > 0, index.isMultiple(of: 2) { extended.append(UInt8(ascii: ":")) }
        extended.append(digit)
      }
      rest = rest[time.endIndex...]
      extended += rest
    }
    guard let date = ISODate(prefixOf: extended, in: extended.indices),
      date.range.upperBound == extended.count || dateLength == extended.count
    else { return nil }
    let end = extended.count == dateLength ? digits.endIndex : range.upperBound
    self = date
    self.range = range.lowerBound..<end
  }
}

private struct Cursor {
  let bytes: [UInt8]
  var offset: Int
  let end: Int
  /// The time of day and the zone that were read, in minutes.
  var minute: Int?
  var zone: Int?

  init(bytes: [UInt8], offset: Int, end: Int) {
    self.bytes = bytes
    self.offset = offset
    self.end = end
  }

  var next: UInt8? { offset < end ? bytes[offset] : nil }

  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    offset += 1
    return true
  }

  mutating func number(digits: Int) -> Int? {
    guard offset + digits <= end else { return nil }
    var value = 0
    for byte in bytes[offset..<offset + digits] {
      guard isDigit(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    offset += digits
    return value
  }

  /// Skips `T` or a space, hours, minutes, perhaps seconds with a fraction, perhaps an offset.
  mutating func skipTime() -> Bool {
    guard take(UInt8(ascii: "T")) || take(UInt8(ascii: "t")) || take(0x20), let hour = number(digits: 2), hour <= 24,
      take(UInt8(ascii: ":")), let minute = number(digits: 2), minute < 60
    else { return false }
    self.minute = hour * 60 + minute
    if take(UInt8(ascii: ":")) {
      guard let second = number(digits: 2), second <= 60 else { return false }
      if take(UInt8(ascii: ".")) || take(UInt8(ascii: ",")) {
        while number(digits: 1) != nil {}
      }
    }
    var zone = self
    _ = zone.take(0x20)
    if zone.skipZone() { self = zone }
    return next.map { !isDigit($0) && $0 != UInt8(ascii: ":") } ?? true
  }

  private mutating func skipZone() -> Bool {
    if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) {
      zone = 0
      return next.map { !isASCIILetter($0) } ?? true
    }
    let isBehind = next == UInt8(ascii: "-")
    guard take(UInt8(ascii: "+")) || take(UInt8(ascii: "-")), let hours = number(digits: 2) else { return false }
    var minutes = 0
    if take(UInt8(ascii: ":")) {
      guard let read = number(digits: 2) else { return false }
      minutes = read
    } else {
      minutes = number(digits: 2) ?? 0
    }
    zone = (hours * 60 + minutes) * (isBehind ? -1 : 1)
    return true
  }
}

extension ArticleBuilder {
  /// Takes the date that a source range states, unless the article's date is settled already.
  ///
  /// A date that cannot be read is the incident `unparsable-date` and leaves the article undated.
  mutating func settleDate(_ date: ISODate?, origin: PublicationDate.Origin, source: SourceRange, stated: String) {
    if let date {
      addStatedDate(date, event: .published, source: source)
    }
    guard !isDateSettled else { return }
    if let date {
      metadata.date = PublicationDate(
        day: date.day, origin: origin, source: SourceRange(field: source.field, bytes: date.range))
    } else {
      addUnparsableDate(stated)
    }
  }

  /// Notes a date for comparison with the others that are stated.
  mutating func addStatedDate(_ date: ISODate, event: StatedDate.Event, source: SourceRange) {
    metadata.statedDates.append(
      StatedDate(
        event: event, day: date.day, minute: date.minute, offset: date.offset,
        source: SourceRange(field: source.field, bytes: date.range)))
  }

  /// Takes the dates that a format states in several places, the most telling first.
  ///
  /// The first that can be read dates the article, and all are compared with one another. One that cannot be read is
  /// the incident `malformed-date`, or `unparsable-date` where no other dates the article. What a page states loosely
  /// is passed over where it is no date.
  mutating func settleDates(published: [DateStatement], modified: [DateStatement]) {
    var unreadable: String?
    for statement in published {
      if let date = statement.date {
        settleDate(date, origin: .metadata, source: statement.source, stated: statement.text)
      } else if !statement.isLoose, unreadable == nil {
        unreadable = statement.text
      }
    }
    if let unreadable {
      if metadata.date == nil { addUnparsableDate(unreadable) } else { addMalformedDate(unreadable) }
    }
    for statement in modified {
      if let date = statement.date {
        addStatedDate(date, event: .modified, source: statement.source)
      } else if !statement.isLoose {
        addMalformedDate(statement.text)
      }
    }
  }

  private mutating func addMalformedDate(_ stated: String) {
    incidents.append(
      Incident(
        code: "malformed-date",
        message: "The metadata has the date “\(shortened(stated))”, which is no date by ISO 8601 and was left aside."))
  }

  /// Notes a date that cannot be read.
  mutating func addUnparsableDate(_ stated: String) {
    incidents.append(
      Incident(
        code: Incident.unparsableDate,
        message:
          "The date “\(shortened(stated))” is not a day of the form 2023-02-05, so the article is checked undated."))
  }

  /// Whether a date was stated already, readable or not.
  private var isDateSettled: Bool {
    metadata.date != nil || incidents.contains { $0.code == Incident.unparsableDate }
  }
}

/// A date as a format states it.
struct DateStatement {
  /// What is written.
  var text: String
  /// Where it is written.
  var source: SourceRange
  /// What it means; nil where that is no day by ISO 8601.
  var date: ISODate?
  /// Whether the place may hold something else than a date by ISO 8601.
  var isLoose: Bool

  /// Reads a date; its range is then that of the source.
  init(_ text: String, source: SourceRange, isLoose: Bool = false) {
    self.text = trimmed(text)
    self.source = source
    self.isLoose = isLoose
    let bytes = Array(self.text.utf8)
    date = ISODate(wholeOf: bytes, in: bytes.indices)
    date?.range = source.bytes
  }
}
