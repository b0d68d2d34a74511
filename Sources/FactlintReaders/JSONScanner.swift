/// A cursor over JSON by the grammar of RFC 8259; the bytes must be valid UTF-8.
struct JSONScanner {
  private let bytes: [UInt8]
  private let range: Range<Int>
  private var offset: Int

  init(bytes: [UInt8], range: Range<Int>) {
    self.bytes = bytes
    self.range = range
    offset = range.lowerBound
  }

  /// The byte at the cursor, nil at the end.
  var next: UInt8? { offset < range.upperBound ? bytes[offset] : nil }

  /// Steps over a byte if it is the next one.
  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    offset += 1
    return true
  }

  /// Steps over white space.
  mutating func skipWhiteSpace() {
    while let next, isJSONWhiteSpace(next) { offset += 1 }
  }

  /// Returns an error that names what should stand at the cursor.
  func unexpected(_ expected: String) -> ReadError {
    ReadError(
      code: .invalidJSON,
      message: "The record is not valid JSON at byte \(offset - range.lowerBound): \(expected) is missing there.")
  }

  /// Reads the string that begins at the cursor and returns its decoded bytes.
  mutating func string() throws(ReadError) -> [UInt8] {
    offset += 1
    let start = offset
    skipPlainBytes()
    if next == UInt8(ascii: "\"") {
      offset += 1
      return Array(bytes[start..<offset - 1])
    }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(range.upperBound - start)
    decoded.append(contentsOf: bytes[start..<offset])
    while !take(UInt8(ascii: "\"")) {
      guard take(UInt8(ascii: "\\")) else { throw unexpected("“\"”, or an escape for a control character,") }
      try decodeEscape(into: &decoded)
      let plainStart = offset
      skipPlainBytes()
      decoded.append(contentsOf: bytes[plainStart..<offset])
    }
    return decoded
  }

  /// Steps over one value of any kind, checking its grammar; nesting is counted, not recursed into.
  mutating func skipValue() throws(ReadError) {
    var closers: [UInt8] = []
    repeat {
      skipWhiteSpace()
      switch next {
      case UInt8(ascii: "{"):
        offset += 1
        skipWhiteSpace()
        if !take(UInt8(ascii: "}")) {
          closers.append(UInt8(ascii: "}"))
          try skipKey()
          try limit(closers.count)
          continue
        }
      case UInt8(ascii: "["):
        offset += 1
        skipWhiteSpace()
        if !take(UInt8(ascii: "]")) {
          closers.append(UInt8(ascii: "]"))
          try limit(closers.count)
          continue
        }
      default: try skipLeaf()
      }
      try stepOut(&closers)
    } while !closers.isEmpty
  }

  /// After a value, steps over the closers that follow it, and over the comma and key that lead to the next value.
  private mutating func stepOut(_ closers: inout [UInt8]) throws(ReadError) {
    while let closer = closers.last {
      skipWhiteSpace()
      if take(closer) {
        closers.removeLast()
      } else {
        guard take(UInt8(ascii: ",")) else {
          throw unexpected(closer == UInt8(ascii: "}") ? "“,” or “}”" : "“,” or “]”")
        }
        if closer == UInt8(ascii: "}") { try skipKey() }
        return
      }
    }
  }

  private func limit(_ depth: Int) throws(ReadError) {
    guard depth > JSONRecord.maximumDepth else { return }
    throw ReadError(
      code: .tooDeep, message: "The record nests deeper than \(JSONRecord.maximumDepth) levels: make it flatter.")
  }

  private mutating func skipKey() throws(ReadError) {
    skipWhiteSpace()
    guard next == UInt8(ascii: "\"") else { throw unexpected("a key in quotation marks") }
    try skipString()
    skipWhiteSpace()
    guard take(UInt8(ascii: ":")) else { throw unexpected("“:”") }
  }

  private mutating func skipLeaf() throws(ReadError) {
    switch next {
    case UInt8(ascii: "\""): try skipString()
    case UInt8(ascii: "t"): try skipWord("true")
    case UInt8(ascii: "f"): try skipWord("false")
    case UInt8(ascii: "n"): try skipWord("null")
    default: try skipNumber()
    }
  }

  private mutating func skipWord(_ word: String) throws(ReadError) {
    guard bytes[offset..<range.upperBound].starts(with: word.utf8) else { throw unexpected("“\(word)”") }
    offset += word.utf8.count
  }

  private mutating func skipNumber() throws(ReadError) {
    let start = offset
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")), !skipDigits() {
      if offset == start { throw unexpected("a value") }
      throw unexpected("a digit")
    }
    if take(UInt8(ascii: ".")), !skipDigits() { throw unexpected("a digit") }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard skipDigits() else { throw unexpected("a digit") }
    }
  }

  private mutating func skipDigits() -> Bool {
    let start = offset
    while let next, isDigit(next) { offset += 1 }
    return offset > start
  }

  private mutating func skipString() throws(ReadError) {
    offset += 1
    skipPlainBytes()
    while !take(UInt8(ascii: "\"")) {
      guard take(UInt8(ascii: "\\")) else { throw unexpected("“\"”, or an escape for a control character,") }
      if take(UInt8(ascii: "u")) {
        _ = try codeUnit()
      } else {
        _ = try simpleEscape()
      }
      skipPlainBytes()
    }
  }

  /// Steps over everything that stands for itself in a string.
  private mutating func skipPlainBytes() {
    offset = plainEnd
  }

  private var plainEnd: Int {
    let span = bytes.span
    var cursor = offset
    while cursor < range.upperBound {
      let byte = span[cursor]
      if byte == 0x22 || byte == 0x5C || byte < 0x20 { break }
      cursor &+= 1
    }
    return cursor
  }

  private mutating func decodeEscape(into decoded: inout [UInt8]) throws(ReadError) {
    guard take(UInt8(ascii: "u")) else {
      decoded.append(try simpleEscape())
      return
    }
    var value = UInt32(try codeUnit())
    if (0xD800..<0xDC00).contains(value), bytes[offset..<range.upperBound].starts(with: [0x5C, 0x75]) {
      offset += 2
      let low = UInt32(try codeUnit())
      guard (0xDC00..<0xE000).contains(low) else { throw loneSurrogate }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else { throw loneSurrogate }
    decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  private var loneSurrogate: ReadError {
    ReadError(
      code: .loneSurrogate,
      message: "The record has half of a surrogate pair before byte \(offset - range.lowerBound): write both halves.")
  }

  private mutating func simpleEscape() throws(ReadError) -> UInt8 {
    let decoded: UInt8
    switch next {
    case UInt8(ascii: "n"): decoded = 0x0A
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded = bytes[offset]
    case UInt8(ascii: "t"): decoded = 0x09
    case UInt8(ascii: "r"): decoded = 0x0D
    case UInt8(ascii: "b"): decoded = 0x08
    case UInt8(ascii: "f"): decoded = 0x0C
    default: throw unexpected("an escape such as “\\n”")
    }
    offset += 1
    return decoded
  }

  /// Reads four hexadecimal digits.
  private mutating func codeUnit() throws(ReadError) -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let next, let digit = hexadecimalDigit(next) else { throw unexpected("a hexadecimal digit") }
      value = value << 4 | UInt16(digit)
      offset += 1
    }
    return value
  }
}

/// Whether a byte is white space in JSON.
func isJSONWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

private func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}
