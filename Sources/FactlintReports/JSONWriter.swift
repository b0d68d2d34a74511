/// Appends JSON to UTF-8 bytes: keys in the order they are given, numbers the same under every locale.
///
/// Beyond what RFC 8259 demands, it escapes whatever could act outside of JSON: DEL and the C1 controls (terminals),
/// U+2028 and U+2029 (line breaks to some readers of lines), the bidirectional controls, and U+FEFF (which some readers
/// drop).
struct JSONWriter {
  /// What has been written, in UTF-8.
  private var bytes: [UInt8]
  private let isIndented: Bool
  private var depth = 0
  private var needsComma = false
  private var isAfterKey = false

  /// Makes a writer that appends to `bytes`; an indented one puts each member on a line of its own.
  init(appendingTo bytes: consuming [UInt8] = [], isIndented: Bool = false) {
    self.bytes = bytes
    self.isIndented = isIndented
  }

  /// Gives up the bytes without copying them.
  consuming func finish() -> [UInt8] { bytes }

  /// Ends a line of JSON Lines; the next value stands by itself.
  mutating func endLine() {
    bytes.append(0x0A)
    needsComma = false
  }

  // MARK: Structure

  /// Writes an object whose members `body` writes.
  mutating func object(_ body: (inout JSONWriter) -> Void) {
    open(0x7B)
    body(&self)
    close(0x7D)
  }

  /// Writes an array with one element for each of `elements`.
  mutating func array<Elements: Sequence>(
    _ elements: Elements, _ body: (inout JSONWriter, Elements.Element) -> Void
  ) {
    open(0x5B)
    for element in elements { body(&self, element) }
    close(0x5D)
  }

  /// Writes the key of the member that the next call writes; a key of the program's own needs no escaping.
  mutating func key(_ name: StaticString) {
    separate()
    bytes.append(0x22)
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    endKey()
  }

  /// Writes a key that comes from a rule.
  mutating func key(_ name: String) {
    separate()
    bytes.append(0x22)
    appendEscaped(name)
    endKey()
  }

  // MARK: Values

  /// Writes null.
  mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
    needsComma = true
  }

  /// Writes a truth value.
  mutating func value(_ value: Bool) {
    separate()
    bytes.append(contentsOf: value ? "true".utf8 : "false".utf8)
    needsComma = true
  }

  /// Writes an integer.
  mutating func value(_ value: Int) {
    separate()
    bytes.appendDecimal(value)
    needsComma = true
  }

  /// Writes the shortest decimal that reads back as `value`; null where it is infinite or no number.
  mutating func value(_ value: Double) {
    guard value.isFinite else { return null() }
    number(value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : value.description)
  }

  /// Writes a number that is already in JSON's form.
  mutating func number(_ literal: String) {
    separate()
    bytes.append(contentsOf: literal.utf8)
    needsComma = true
  }

  /// Writes a string.
  mutating func value(_ value: String) {
    separate()
    bytes.append(0x22)
    appendEscaped(value)
    bytes.append(0x22)
    needsComma = true
  }

  /// Writes a string, or null.
  mutating func value(_ value: String?) {
    guard let value else { return null() }
    self.value(value)
  }

  /// Writes a string of valid UTF-8.
  mutating func value(utf8: ArraySlice<UInt8>) {
    separate()
    bytes.append(0x22)
    appendEscaped(utf8)
    bytes.append(0x22)
    needsComma = true
  }

  // MARK: Parts

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    depth += 1
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    depth -= 1
    if isIndented, needsComma { indent() }
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func endKey() {
    bytes.append(0x22)
    bytes.append(0x3A)
    if isIndented { bytes.append(0x20) }
    isAfterKey = true
  }

  /// Writes what stands between the last value and the next one.
  private mutating func separate() {
    if isAfterKey {
      isAfterKey = false
      return
    }
    if needsComma { bytes.append(0x2C) }
    if isIndented, depth > 0 { indent() }
  }

  private mutating func indent() {
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * depth))
  }

  private mutating func appendEscaped(_ string: String) {
    var string = string
    string.withUTF8 { appendEscaped($0) }
  }

  /// Copies the stretches that need no escape as a whole.
  private mutating func appendEscaped<Bytes: RandomAccessCollection>(_ text: Bytes)
  where Bytes.Element == UInt8, Bytes.Index == Int {
    var copied = text.startIndex
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if Self.isPlain(byte) {
        index += 1
        continue
      }
      guard let (scalar, length) = Self.escaped(in: text, at: index) else {
        index += 1
        continue
      }
      bytes.append(contentsOf: text[copied..<index])
      appendEscape(of: scalar)
      index += length
      copied = index
    }
    bytes.append(contentsOf: text[copied..<text.endIndex])
  }

  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F
      ? byte != 0x22 && byte != 0x5C : byte > 0x7F && !(byte == 0xC2 || byte == 0xD8 || byte == 0xE2 || byte == 0xEF)
  }

  /// The scalar at `index` and its length in bytes, where it must be escaped.
  private static func escaped<Bytes: RandomAccessCollection>(
    in text: Bytes, at index: Int
  ) -> (scalar: UInt16, length: Int)? where Bytes.Element == UInt8, Bytes.Index == Int {
    let byte = text[index]
    if byte < 0x80 { return (UInt16(byte), 1) }
    guard index + 1 < text.endIndex else { return nil }
    let second = text[index + 1]
    if byte == 0xC2 { return second < 0xA0 ? (UInt16(second), 2) : nil }
    if byte == 0xD8 { return second == 0x9C ? (0x061C, 2) : nil }
    guard index + 2 < text.endIndex else { return nil }
    if byte == 0xEF { return second == 0xBB && text[index + 2] == 0xBF ? (0xFEFF, 3) : nil }
    guard second == 0x80 || second == 0x81 else { return nil }
    let scalar = 0x2000 | UInt16(second & 0x3F) << 6 | UInt16(text[index + 2] & 0x3F)
    switch scalar {
    case 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: return (scalar, 3)
    default: return nil
    }
  }

  private mutating func appendEscape(of scalar: UInt16) {
    bytes.append(0x5C)
    switch scalar {
    case 0x08: bytes.append(0x62)
    case 0x09: bytes.append(0x74)
    case 0x0A: bytes.append(0x6E)
    case 0x0C: bytes.append(0x66)
    case 0x0D: bytes.append(0x72)
    case 0x22, 0x5C: bytes.append(UInt8(scalar))
    default:
      bytes.append(0x75)
      for shift in [12, 8, 4, 0] as [UInt16] {
        let digit = UInt8(scalar >> shift & 0xF)
        bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
      }
    }
  }
}

extension [UInt8] {
  /// Appends a number in decimal digits, the same under every locale.
  mutating func appendDecimal(_ value: Int) {
    if value < 0 { append(0x2D) }
    var magnitude = value.magnitude
    let start = count
    repeat {
      append(0x30 + UInt8(truncatingIfNeeded: magnitude % 10))
      magnitude /= 10
    } while magnitude > 0
    var (first, last) = (start, count - 1)
    while first < last {
      swapAt(first, last)
      (first, last) = (first + 1, last - 1)
    }
  }
}
