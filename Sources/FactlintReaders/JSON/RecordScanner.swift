import Factlint

/// Reads a record in one pass over its line, where that is plain to read, as nearly every line is.
///
/// It takes no line that is not JSON. What it leaves alone (half a surrogate pair, an escape in a key, a known key
/// twice, deep nesting, a million escapes, and whatever is wrong) is for a decoder that knows all of JSON, and says what is wrong.
struct RecordScanner {
  private let bytes: [UInt8]
  private var offset: Int
  private let end: Int
  /// Where the escapes begin of the string that was read last.
  private var backslashes: [Int] = []

  /// Values may stand in one another so deep.
  private static let greatestDepth = 64
  /// A string may have so many escapes, which bounds the memory for their places.
  private static let greatestEscapeCount = 1 << 20

  init(_ bytes: [UInt8], range: Range<Int>) {
    self.bytes = bytes
    offset = range.lowerBound
    end = range.upperBound
  }

  /// The record that the range holds; nil where it is not plain to read.
  mutating func record() -> JSONRecord? {
    var record = JSONRecord()
    skipSpace()
    guard take(UInt8(ascii: "{")) else { return nil }
    skipSpace()
    if !take(UInt8(ascii: "}")) {
      repeat {
        skipSpace()
        guard let key = string(), backslashes.isEmpty else { return nil }
        skipSpace()
        guard take(UInt8(ascii: ":")) else { return nil }
        skipSpace()
        guard readMember(key, of: &record) else { return nil }
        skipSpace()
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "}")) else { return nil }
    }
    skipSpace()
    return offset == end ? record : nil
  }

  /// Reads the value of a key, and keeps it where the protocol knows the key.
  private mutating func readMember(_ key: Range<Int>, of record: inout JSONRecord) -> Bool {
    guard let name = JSONRecord.Key(bytes[key]) else { return skipValue(depth: 1) }
    guard !record.has(name) else { return false }
    guard let value = value() else { return false }
    record.set(name, to: value)
    return true
  }

  private mutating func value() -> JSONRecord.Value? {
    guard offset < end else { return nil }
    switch bytes[offset] {
    case UInt8(ascii: "\""): return string().flatMap { text(ofLast: $0) }.map { .string($0) }
    case UInt8(ascii: "n"): return takeWord("null") ? .null : nil
    default: return skipValue(depth: 1) ? .other : nil
    }
  }

  // MARK: Strings

  /// Passes over a string, and sees that it is well-formed but for what its escapes stand for.
  ///
  /// - Returns: What is between its quotation marks.
  private mutating func string() -> Range<Int>? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    backslashes.removeAll(keepingCapacity: true)
    let start = offset
    let bytes = bytes
    let span = bytes.span
    var index = start
    while index < end {
      while end - index >= ByteStretch.length, !Self.hasSpecial(at: index, in: span) { index &+= ByteStretch.length }
      while end - index >= EightBytes.count {
        let special = EightBytes(at: index, in: span).notPlain(orAnyOf: UInt8(ascii: "\""), UInt8(ascii: "\\"))
        index &+= special == 0 ? EightBytes.count : EightBytes.first(of: special)
        if special != 0 { break }
      }
      guard index < end else { return nil }
      let byte = span[index]
      if byte >= 0x80 {
        guard let length = lengthOfScalar(at: index, in: span, end: end) else { return nil }
        index += length
      } else if byte == UInt8(ascii: "\"") {
        offset = index + 1
        return start..<index
      } else if byte == UInt8(ascii: "\\") {
        guard backslashes.count < Self.greatestEscapeCount else { return nil }
        backslashes.append(index)
        index += 2
      } else if byte < 0x20 {
        return nil
      } else {
        index += 1
      }
    }
    return nil
  }

  /// Whether a stretch has what ends a string, an escape, a control character, or what is not ASCII.
  private static func hasSpecial(at start: Int, in bytes: Span<UInt8>) -> Bool {
    ByteStretch.hasAny(at: start, in: bytes) { byte in
      ByteStretch.bit(byte &- 0x20 >= 0x60) | ByteStretch.bit(byte == UInt8(ascii: "\""))
        | ByteStretch.bit(byte == UInt8(ascii: "\\"))
    }
  }

  /// What the string says that was read last; nil where one of its escapes stands for no scalar.
  private func text(ofLast string: Range<Int>) -> [UInt8]? {
    if backslashes.isEmpty { return Array(bytes[string]) }
    var text: [UInt8] = []
    text.reserveCapacity(string.count)
    var start = string.lowerBound
    for backslash in backslashes {
      // The second half of a pair of escapes is read with the first.
      if backslash < start { continue }
      text.append(contentsOf: bytes[start..<backslash])
      guard let next = appendEscape(at: backslash, to: string.upperBound, into: &text) else { return nil }
      start = next
    }
    text.append(contentsOf: bytes[start..<string.upperBound])
    return text
  }

  /// Appends what the escape at a backslash stands for, and returns where it ends.
  private func appendEscape(at backslash: Int, to end: Int, into text: inout [UInt8]) -> Int? {
    guard backslash + 1 < end else { return nil }
    switch bytes[backslash + 1] {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "\""): text.append(0x22)
    case UInt8(ascii: "\\"): text.append(0x5C)
    case UInt8(ascii: "/"): text.append(0x2F)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    default:
      guard let escape = jsonEscape(at: backslash, to: end, in: bytes), isWhole(escape, at: backslash) else {
        return nil
      }
      text.append(contentsOf: escape.text.utf8)
      return escape.end
    }
    return backslash + 2
  }

  /// Whether an escape by number stands for a scalar, and not for half a surrogate pair.
  private func isWhole(_ escape: (text: String, end: Int), at backslash: Int) -> Bool {
    if escape.end - backslash > 6 { return true }
    let isSurrogate = bytes[backslash + 2] | 0x20 == UInt8(ascii: "d") && bytes[backslash + 3] >= UInt8(ascii: "8")
    return !isSurrogate
  }

  // MARK: Other values

  /// Passes over a value; false where it is none, or nests deep.
  private mutating func skipValue(depth: Int) -> Bool {
    guard offset < end, depth < Self.greatestDepth else { return false }
    switch bytes[offset] {
    case UInt8(ascii: "\""):
      guard let string = string() else { return false }
      return backslashes.isEmpty || text(ofLast: string) != nil
    case UInt8(ascii: "{"): return skipMembers(to: UInt8(ascii: "}"), depth: depth, hasKeys: true)
    case UInt8(ascii: "["): return skipMembers(to: UInt8(ascii: "]"), depth: depth, hasKeys: false)
    case UInt8(ascii: "t"): return takeWord("true")
    case UInt8(ascii: "f"): return takeWord("false")
    case UInt8(ascii: "n"): return takeWord("null")
    default: return skipNumber()
    }
  }

  private mutating func skipMembers(to close: UInt8, depth: Int, hasKeys: Bool) -> Bool {
    offset += 1
    skipSpace()
    if take(close) { return true }
    repeat {
      skipSpace()
      if hasKeys {
        guard string() != nil, backslashes.isEmpty else { return false }
        skipSpace()
        guard take(UInt8(ascii: ":")) else { return false }
        skipSpace()
      }
      guard skipValue(depth: depth + 1) else { return false }
      skipSpace()
    } while take(UInt8(ascii: ","))
    return take(close)
  }

  private mutating func skipNumber() -> Bool {
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")), !skipDigits() { return false }
    if take(UInt8(ascii: ".")), !skipDigits() { return false }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      return skipDigits()
    }
    return true
  }

  private mutating func skipDigits() -> Bool {
    let start = offset
    while offset < end, isDigit(bytes[offset]) { offset += 1 }
    return offset > start
  }

  private mutating func skipSpace() {
    while offset < end, isJSONWhiteSpace(bytes[offset]) { offset += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard offset < end, bytes[offset] == byte else { return false }
    offset += 1
    return true
  }

  private mutating func takeWord(_ word: String) -> Bool {
    guard offset + word.utf8.count <= end, stands(word, at: offset, in: bytes) else { return false }
    offset += word.utf8.count
    return true
  }
}
