import Factlint

/// A day, with or without a time of day, in the extended format of ISO 8601.
struct ISODate: Equatable {
  /// The day as written.
  var day: CivilDate
  /// The bytes of the date and its time.
  var range: Range<Int>

  /// Reads a date that begins at the start of a range: `2023-02-05`, `2023-02-05T22:15:00+02:00`, `2023-02-05 22:15Z`.
  ///
  /// Returns nil where none begins there, or where there is no such day; a time that is none is left out of the range.
  init?(prefixOf bytes: [UInt8], in range: Range<Int>) {
    let dayEnd = range.lowerBound + 10
    guard dayEnd <= range.upperBound, let date = CivilDate(iso8601: bytes[range.lowerBound..<dayEnd]) else {
      return nil
    }
    var cursor = Cursor(bytes: bytes, offset: dayEnd, end: range.upperBound)
    var time = cursor
    if time.skipTime() { cursor = time }
    self.day = date
    self.range = range.lowerBound..<cursor.offset
  }

  /// Reads a range that is one date, with nothing but white space around it.
  init?(wholeOf bytes: [UInt8], in range: Range<Int>) {
    let start = skipWhiteSpace(from: range.lowerBound, to: range.upperBound, in: bytes.span)
    self.init(prefixOf: bytes, in: start..<range.upperBound)
    let end = self.range.upperBound
    guard skipWhiteSpace(from: end, to: range.upperBound, in: bytes.span) == range.upperBound else { return nil }
  }
}

private struct Cursor {
  let bytes: [UInt8]
  var offset: Int
  let end: Int

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
    if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return next.map { !isASCIILetter($0) } ?? true }
    guard take(UInt8(ascii: "+")) || take(UInt8(ascii: "-")), number(digits: 2) != nil else { return false }
    if take(UInt8(ascii: ":")) { return number(digits: 2) != nil }
    _ = number(digits: 2)
    return true
  }
}

extension ArticleBuilder {
  /// Takes the date that a source range states, unless the article's date is settled already.
  ///
  /// A date that cannot be read is the incident `unparsable-date` and leaves the article undated.
  mutating func settleDate(_ date: ISODate?, origin: PublicationDate.Origin, source: SourceRange, stated: String) {
    guard !isDateSettled else { return }
    if let date {
      metadata.date = PublicationDate(
        day: date.day, origin: origin, source: SourceRange(field: source.field, bytes: date.range))
    } else {
      addUnparsableDate(stated)
    }
  }

  /// Notes a date that cannot be read.
  mutating func addUnparsableDate(_ stated: String) {
    let shown = stated.unicodeScalars.count > 40 ? String(stated.unicodeScalars.prefix(40)) + "…" : stated
    incidents.append(
      Incident(
        code: Incident.unparsableDate,
        message: "The date “\(shown)” is not a day of the form 2023-02-05, so the article is checked undated."))
  }

  /// Whether a date was stated already, readable or not.
  private var isDateSettled: Bool {
    metadata.date != nil || incidents.contains { $0.code == Incident.unparsableDate }
  }
}
