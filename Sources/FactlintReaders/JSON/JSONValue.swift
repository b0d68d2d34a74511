import Factlint

/// A value of a JSON text, with its place in the text.
struct JSONValue {
  var kind: Kind
  /// Where it is written; of a string, what is between its quotation marks.
  var source: Range<Int>

  /// What a value is.
  enum Kind {
    case object([(key: String, value: JSONValue)])
    case array([JSONValue])
    case string(String)
    case number, null
    case bool(Bool)
  }

  /// Values may stand in one another so deep.
  static let greatestDepth = 64
  /// A text may have so many values.
  static let greatestCount = 1_000_000

  init(kind: Kind, source: Range<Int>) {
    self.kind = kind
    self.source = source
  }

  /// Reads a range that is one JSON value.
  ///
  /// - Throws: `ReadError` with the line where it is none, or nests deeper than any article does.
  init(parsing bytes: [UInt8], in range: Range<Int>) throws(ReadError) {
    var parser = JSONParser(bytes: bytes, offset: range.lowerBound, end: range.upperBound)
    self = try parser.value(depth: 0)
    parser.skipSpace()
    if parser.offset < range.upperBound { throw parser.error("something follows the value") }
  }

  /// Reads the JSON value that begins at the start of a range, and returns it with its end.
  static func prefix(of bytes: [UInt8], in range: Range<Int>) throws(ReadError) -> (value: JSONValue, end: Int) {
    var parser = JSONParser(bytes: bytes, offset: range.lowerBound, end: range.upperBound)
    return (try parser.value(depth: 0), parser.offset)
  }

  /// The value of a key of an object; nil where it is no object or has no such key.
  subscript(key: String) -> JSONValue? {
    guard case .object(let members) = kind else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The members of an object; none where it is no object.
  var members: [(key: String, value: JSONValue)] {
    if case .object(let members) = kind { members } else { [] }
  }

  /// The string that the value is; nil where it is none.
  var string: String? {
    if case .string(let string) = kind { string } else { nil }
  }

  /// The elements of an array; of any other value but null, that value alone.
  var elements: [JSONValue] {
    switch kind {
    case .array(let elements): elements
    case .null: []
    default: [self]
    }
  }

  var isObject: Bool {
    if case .object = kind { true } else { false }
  }
}

/// Reads JSON (RFC 8259), strictly.
private struct JSONParser {
  let bytes: [UInt8]
  var offset: Int
  let end: Int
  private let start: Int
  private var count = 0

  init(bytes: [UInt8], offset: Int, end: Int) {
    self.bytes = bytes
    self.offset = offset
    self.end = end
    start = offset
  }

  func error(_ reason: String) -> ReadError {
    let line = bytes[start..<min(offset, end)].count { $0 == 0x0A } + 1
    return ReadError(
      code: .invalidJSON, message: "The text is not valid JSON: \(reason) at line \(line).", line: line)
  }

  mutating func skipSpace() {
    while offset < end, isJSONWhiteSpace(bytes[offset]) { offset += 1 }
  }

  mutating func value(depth: Int) throws(ReadError) -> JSONValue {
    skipSpace()
    count += 1
    guard offset < end else { throw error("it ends too early") }
    guard depth < JSONValue.greatestDepth else { throw error("it nests too deep") }
    guard count <= JSONValue.greatestCount else { throw error("it has too many values") }
    let start = offset
    switch bytes[offset] {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""):
      let text = try string()
      return JSONValue(kind: .string(text), source: start + 1..<offset - 1)
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      while offset < end, isDigit(bytes[offset]) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(bytes[offset]) {
        offset += 1
      }
      guard Double(String(decoding: bytes[start..<offset], as: UTF8.self)) != nil else {
        throw error("a number is malformed")
      }
      return JSONValue(kind: .number, source: start..<offset)
    default: throw error("there is no value")
    }
  }

  private mutating func literal(_ word: String, _ kind: JSONValue.Kind) throws(ReadError) -> JSONValue {
    guard offset + word.utf8.count <= end, stands(word, at: offset, in: bytes) else { throw error("there is no value") }
    offset += word.utf8.count
    return JSONValue(kind: kind, source: offset - word.utf8.count..<offset)
  }

  private mutating func object(depth: Int) throws(ReadError) -> JSONValue {
    let start = offset
    offset += 1
    var members: [(key: String, value: JSONValue)] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return JSONValue(kind: .object([]), source: start..<offset) }
    repeat {
      skipSpace()
      guard offset < end, bytes[offset] == UInt8(ascii: "\"") else { throw error("a key is missing") }
      let key = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw error("a colon is missing") }
      members.append((key, try value(depth: depth + 1)))
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw error("an object has no end") }
    return JSONValue(kind: .object(members), source: start..<offset)
  }

  private mutating func array(depth: Int) throws(ReadError) -> JSONValue {
    let start = offset
    offset += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return JSONValue(kind: .array([]), source: start..<offset) }
    repeat {
      elements.append(try value(depth: depth + 1))
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw error("an array has no end") }
    return JSONValue(kind: .array(elements), source: start..<offset)
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard offset < end, bytes[offset] == byte else { return false }
    offset += 1
    return true
  }

  /// Reads a string, its quotation marks included.
  private mutating func string() throws(ReadError) -> String {
    offset += 1
    let first = offset
    var decoded: [UInt8] = []
    var runStart = offset
    while offset < end {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        if decoded.isEmpty, runStart == first {
          defer { offset += 1 }
          return String(decoding: bytes[first..<offset], as: UTF8.self)
        }
        decoded += bytes[runStart..<offset]
        offset += 1
        return String(decoding: decoded, as: UTF8.self)
      }
      guard byte >= 0x20 else { throw error("a control character stands in a string") }
      guard byte == UInt8(ascii: "\\") else {
        offset += 1
        continue
      }
      decoded += bytes[runStart..<offset]
      guard let (text, next) = jsonEscape(at: offset, to: end, in: bytes) else { throw error("an escape is malformed") }
      decoded += text.utf8
      offset = next
      runStart = offset
    }
    throw error("a string has no end")
  }
}

/// Returns what the escape that begins at a backslash stands for, and where it ends; nil where it is none.
///
/// Half a surrogate pair is U+FFFD.
func jsonEscape(at backslash: Int, to end: Int, in bytes: [UInt8]) -> (text: String, end: Int)? {
  guard backslash + 1 < end else { return nil }
  let next = backslash + 2
  switch bytes[backslash + 1] {
  case UInt8(ascii: "\""): return ("\"", next)
  case UInt8(ascii: "\\"): return ("\\", next)
  case UInt8(ascii: "/"): return ("/", next)
  case UInt8(ascii: "b"): return ("\u{8}", next)
  case UInt8(ascii: "f"): return ("\u{C}", next)
  case UInt8(ascii: "n"): return ("\n", next)
  case UInt8(ascii: "r"): return ("\r", next)
  case UInt8(ascii: "t"): return ("\t", next)
  case UInt8(ascii: "u"):
    guard let unit = codeUnit(at: next, to: end, in: bytes) else { return nil }
    if unit & 0xFC00 == 0xD800, next + 6 <= end, bytes[next + 4] == UInt8(ascii: "\\"),
      bytes[next + 5] == UInt8(ascii: "u"), let low = codeUnit(at: next + 6, to: end, in: bytes),
      low & 0xFC00 == 0xDC00, let scalar = Unicode.Scalar(0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF)
    {
      return (String(Character(scalar)), next + 10)
    }
    return (String(Character(Unicode.Scalar(unit) ?? "\u{FFFD}")), next + 4)
  default: return nil
  }
}

private func codeUnit(at start: Int, to end: Int, in bytes: [UInt8]) -> UInt32? {
  guard start + 4 <= end else { return nil }
  var unit: UInt32 = 0
  for index in start..<start + 4 {
    let byte = bytes[index]
    switch byte {
    case 0x30...0x39: unit = unit << 4 | UInt32(byte - 0x30)
    case 0x41...0x46, 0x61...0x66: unit = unit << 4 | UInt32((byte | 0x20) - 0x57)
    default: return nil
    }
  }
  return unit
}
