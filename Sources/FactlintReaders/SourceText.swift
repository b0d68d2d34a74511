import Factlint

/// The UTF-8 byte order mark.
let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

/// Returns the offset of the first byte that is not part of well-formed UTF-8 (Unicode, table 3-7), nil where all is.
///
/// Written out because the library's validation tells no offset on older systems.
func firstInvalidUTF8(in array: [UInt8], from start: Int = 0, to end: Int? = nil) -> Int? {
  let bytes = array.span
  let end = end ?? bytes.count
  var offset = start
  while offset < end {
    while end - offset >= ByteStretch.length, !ByteStretch.hasAny(at: offset, in: bytes, { $0 >> 7 }) {
      offset &+= ByteStretch.length
    }
    while offset < end, bytes[offset] < 0x80 { offset &+= 1 }
    if offset == end {
      return nil
    } else if let length = lengthOfScalar(at: offset, in: bytes, end: end) {
      offset += length
    } else {
      return offset
    }
  }
  return nil
}

/// Returns how many bytes the scalar has that begins at an offset; nil where none does that is well-formed.
func lengthOfScalar(at offset: Int, in bytes: Span<UInt8>, end: Int) -> Int? {
  let lead = bytes[offset]
  let length: Int
  var second: ClosedRange<UInt8> = 0x80...0xBF
  switch lead {
  case 0..<0x80: return 1
  case 0xC2...0xDF: length = 2
  case 0xE0: (length, second) = (3, 0xA0...0xBF)
  case 0xED: (length, second) = (3, 0x80...0x9F)
  case 0xE1...0xEF: length = 3
  case 0xF0: (length, second) = (4, 0x90...0xBF)
  case 0xF1...0xF3: length = 4
  case 0xF4: (length, second) = (4, 0x80...0x8F)
  default: return nil
  }
  guard offset + length <= end, second.contains(bytes[offset + 1]) else { return nil }
  if length > 2, bytes[offset + 2] & 0xC0 != 0x80 { return nil }
  if length > 3, bytes[offset + 3] & 0xC0 != 0x80 { return nil }
  return length
}

/// A line of a source text.
struct Line: Equatable {
  /// Where it begins.
  var start: Int
  /// Where its first visible byte is; equal to `end` in a blank line.
  var contentStart: Int
  /// Where it ends, before what ends it.
  var end: Int

  var isBlank: Bool { contentStart == end }
  var content: Range<Int> { contentStart..<end }
}

/// Returns the lines of a range of a text; CR LF, LF and CR each end one.
func lines(of bytes: [UInt8], in range: Range<Int>) -> [Line] {
  var lines: [Line] = []
  // An article has a few dozen, each with a blank one.
  lines.reserveCapacity(32)
  let span = bytes.span
  var start = range.lowerBound
  var offset = start
  while true {
    while range.upperBound - offset >= ByteStretch.length, !hasControl(at: offset, in: span) {
      offset &+= ByteStretch.length
    }
    while range.upperBound - offset >= EightBytes.count {
      let eight = EightBytes(at: offset, in: span)
      let ends = eight.equal(to: 0x0A) | eight.equal(to: 0x0D)
      offset &+= ends == 0 ? EightBytes.count : EightBytes.first(of: ends)
      if ends != 0 { break }
    }
    while offset < range.upperBound, span[offset] != 0x0A, span[offset] != 0x0D { offset &+= 1 }
    guard offset < range.upperBound else { break }
    let byte = span[offset]
    lines.append(line(from: start, to: offset, in: span))
    offset += byte == 0x0D && offset + 1 < range.upperBound && span[offset + 1] == 0x0A ? 2 : 1
    start = offset
  }
  if start < range.upperBound { lines.append(line(from: start, to: range.upperBound, in: span)) }
  return lines
}

private func hasControl(at start: Int, in bytes: Span<UInt8>) -> Bool {
  ByteStretch.hasAny(at: start, in: bytes) { ByteStretch.bit($0 < 0x0E) }
}

private func line(from start: Int, to end: Int, in bytes: Span<UInt8>) -> Line {
  Line(start: start, contentStart: skipWhiteSpace(from: start, to: end, in: bytes), end: end)
}

/// Returns the offset of the first visible scalar, or `end`.
func skipWhiteSpace(from start: Int, to end: Int, in bytes: Span<UInt8>) -> Int {
  var offset = start
  while offset < end {
    let byte = bytes[offset]
    if byte > 0x20, byte < 0x7F { return offset }
    let (cleaning, length) = Cleaning.ofScalar(at: offset, in: bytes, end: end)
    guard cleaning == .space || cleaning == .nothing else { return offset }
    offset += length
  }
  return end
}

/// Whether a line is nothing but a separator: three or more of one of `-*#_=~`, with or without spaces.
func isSeparator(_ content: Range<Int>, of bytes: [UInt8]) -> Bool {
  guard let mark = content.isEmpty ? nil : bytes[content.lowerBound], isSeparatorMark(mark) else { return false }
  var count = 0
  for byte in bytes[content] {
    if byte == mark { count += 1 } else if byte != 0x20, byte != 0x09 { return false }
  }
  return count >= 3
}

private func isSeparatorMark(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "#"), UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "~"):
    true
  default: false
  }
}

/// Whether a text stands at an offset.
func stands(_ text: String, at offset: Int, in bytes: [UInt8]) -> Bool {
  let length = text.utf8.count
  return offset >= 0 && offset + length <= bytes.count && bytes[offset..<offset + length].elementsEqual(text.utf8)
}

/// Whether a text in small letters stands at an offset in any case of ASCII.
func standsInAnyCase(_ text: String, at offset: Int, in bytes: [UInt8]) -> Bool {
  let length = text.utf8.count
  guard offset >= 0, offset + length <= bytes.count else { return false }
  return zip(text.utf8, bytes[offset..<offset + length]).allSatisfy { $0 == ($1 &- 0x41 < 26 ? $1 | 0x20 : $1) }
}

func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

/// A list item's marker at the head of a line.
struct ListMarker: Equatable {
  /// Where the item's text begins.
  var contentStart: Int
  /// The number of an ordered item.
  var number: Int?
}

/// Returns the list marker that a line's content begins with: a bullet, or digits with `.` or `)`, then a space.
func listMarker(at content: Range<Int>, of bytes: [UInt8], bullets: Set<UInt8>) -> ListMarker? {
  guard let first = content.isEmpty ? nil : bytes[content.lowerBound], !isASCIILetter(first) else { return nil }
  var offset = content.lowerBound
  var number: Int?
  if bullets.contains(first) {
    offset += 1
  } else if bytes[content].starts(with: [0xE2, 0x80, 0xA2]) {  // BULLET
    offset += 3
  } else {
    var value = 0
    while offset < content.upperBound, isDigit(bytes[offset]), offset - content.lowerBound < 9 {
      value = value * 10 + Int(bytes[offset] - 0x30)
      offset += 1
    }
    guard offset > content.lowerBound, offset < content.upperBound else { return nil }
    guard bytes[offset] == UInt8(ascii: ".") || bytes[offset] == UInt8(ascii: ")") else { return nil }
    offset += 1
    number = value
  }
  guard offset < content.upperBound, bytes[offset] == 0x20 || bytes[offset] == 0x09 else { return nil }
  return ListMarker(contentStart: offset + 1, number: number)
}
