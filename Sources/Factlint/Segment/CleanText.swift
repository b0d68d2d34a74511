/// Reading access to clean text by byte and by scalar.
///
/// Every offset is in UTF-8 bytes. The text is valid UTF-8; where an offset is not on a scalar boundary the answer is
/// U+FFFD, never a trap.
struct CleanText {
  let bytes: [UInt8]

  subscript(offset: Int) -> UInt8 {
    @inline(__always) get { bytes[offset] }
  }

  /// The scalar that begins at an offset.
  func scalar(at offset: Int) -> Unicode.Scalar {
    let first = bytes[offset]
    if first < 0x80 { return Unicode.Scalar(first) }
    let width = Self.width(ofScalarBeginningWith: first)
    guard width > 1, offset + width <= bytes.count else { return Self.replacement }
    var value = UInt32(first & (0x7F >> UInt8(width)))
    for index in offset + 1..<offset + width {
      value = value << 6 | UInt32(bytes[index] & 0x3F)
    }
    return Unicode.Scalar(value) ?? Self.replacement
  }

  /// The scalar that ends before an offset, which must be greater than 0.
  func scalar(before offset: Int) -> Unicode.Scalar {
    scalar(at: start(ofScalarBefore: offset))
  }

  /// Where the scalar begins that ends before an offset.
  func start(ofScalarBefore offset: Int) -> Int {
    var start = offset - 1
    while start > 0, UTF8.isContinuation(bytes[start]) { start -= 1 }
    return start
  }

  /// Whether the bytes at an offset are those of a string of ASCII or punctuation, inside a limit.
  @inline(__always)
  func has(_ second: UInt8, _ third: UInt8, after offset: Int, limit: Int) -> Bool {
    offset + 2 < limit && bytes[offset + 1] == second && bytes[offset + 2] == third
  }

  /// Whether the scalar at an offset is a letter.
  func isLetter(at offset: Int) -> Bool {
    let byte = bytes[offset]
    return byte < 0x80 ? Self.isASCIILetter(byte) : scalar(at: offset).properties.isAlphabetic
  }

  /// Whether the scalar at an offset is a lower-case letter.
  func isLowerCase(at offset: Int) -> Bool {
    let byte = bytes[offset]
    return byte < 0x80 ? byte &- 0x61 < 26 : scalar(at: offset).properties.isLowercase
  }

  /// Whether the scalar before an offset is a letter or a decimal digit.
  func isWordScalar(before offset: Int) -> Bool {
    let byte = bytes[offset - 1]
    return byte < 0x80 ? Self.isASCIILetterOrDigit(byte) : Self.isWord(scalar(before: offset))
  }

  /// Whether the scalar at an offset is a letter or a decimal digit.
  func isWordScalar(at offset: Int) -> Bool {
    let byte = bytes[offset]
    return byte < 0x80 ? Self.isASCIILetterOrDigit(byte) : Self.isWord(scalar(at: offset))
  }

  /// Where the word ends that begins at an offset: letters, digits and combining marks.
  func end(ofWordAt offset: Int, limit: Int) -> Int {
    var end = offset
    while end < limit, Self.isASCIILetterOrDigit(bytes[end]) { end += 1 }
    while end < limit, isWordScalar(at: end) {
      end += Self.width(ofScalarBeginningWith: bytes[end])
    }
    return min(end, limit)
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    return properties.isAlphabetic || properties.numericType == .decimal
      || properties.generalCategory == .nonspacingMark
  }

  /// The number of bytes of a scalar by its first byte; 1 for a byte that can begin none.
  @inline(__always)
  static func width(ofScalarBeginningWith byte: UInt8) -> Int {
    byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }

  @inline(__always)
  static func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inline(__always)
  static func isASCIIDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  @inline(__always)
  static func isASCIILetterOrDigit(_ byte: UInt8) -> Bool { isASCIILetter(byte) || isASCIIDigit(byte) }

  private static let replacement: Unicode.Scalar = "\u{FFFD}"
}
