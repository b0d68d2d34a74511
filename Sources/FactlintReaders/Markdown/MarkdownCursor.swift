/// A cursor over one line of Markdown that knows the column it is in.
struct MarkdownCursor {
  let bytes: [UInt8]
  private(set) var offset: Int
  let end: Int
  /// The column in the line, counted from 0, a tab leading to the next multiple of four.
  private var lineColumn = 0
  /// Where the text begins that the last quote mark stands before.
  private var leftEdge = 0

  init(bytes: [UInt8], offset: Int, end: Int) {
    self.bytes = bytes
    self.offset = offset
    self.end = end
  }

  /// The column of the cursor, counted from the left edge of the quotation that it is in.
  var column: Int { lineColumn - leftEdge }

  /// What is left of the line.
  var rest: Range<Int> { offset..<end }

  /// Whether nothing visible is left.
  var isBlank: Bool { skipWhiteSpace(from: offset, to: end, in: bytes.span) == end }

  private var next: UInt8? { offset < end ? bytes[offset] : nil }

  mutating func skipIndent() {
    while next == 0x20 || next == 0x09 { step() }
  }

  mutating func advance(to target: Int) {
    while offset < min(target, end) { step() }
  }

  private mutating func step() {
    lineColumn += next == 0x09 ? 4 - lineColumn % 4 : 1
    offset += 1
  }

  /// Steps over a block quote's `>` with the space after it.
  mutating func takeQuoteMark() -> Bool {
    var ahead = self
    ahead.skipIndent()
    guard ahead.column - column < 4, ahead.next == UInt8(ascii: ">") else { return false }
    self = ahead
    step()
    if next == 0x20 { step() }
    leftEdge = lineColumn
    return true
  }

  /// Steps over the box of a task list.
  mutating func skipTaskBox() {
    guard end - offset > 3, bytes[offset] == UInt8(ascii: "["), bytes[offset + 2] == UInt8(ascii: "]") else { return }
    guard [0x20, UInt8(ascii: "x"), UInt8(ascii: "X")].contains(bytes[offset + 1]), bytes[offset + 3] == 0x20 else {
      return
    }
    advance(to: offset + 4)
  }

  /// The level and text of a heading that begins here with `#`.
  var heading: (level: Int, text: Range<Int>)? {
    var level = 0
    while level < 7, offset + level < end, bytes[offset + level] == UInt8(ascii: "#") { level += 1 }
    let start = offset + level
    guard (1...6).contains(level), start == end || bytes[start] == 0x20 || bytes[start] == 0x09 else { return nil }
    var textEnd = trimmedEnd(end, from: start)
    var closing = textEnd
    while closing > start, bytes[closing - 1] == UInt8(ascii: "#") { closing -= 1 }
    if closing < textEnd, closing == start || bytes[closing - 1] == 0x20 || bytes[closing - 1] == 0x09 {
      textEnd = trimmedEnd(closing, from: start)
    }
    return (level, start..<textEnd)
  }

  /// The level of the heading that this line underlines with `===` or `---`.
  var underlineLevel: Int? {
    let textEnd = trimmedEnd(end, from: offset)
    guard let mark = next, mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-") else { return nil }
    guard bytes[offset..<textEnd].allSatisfy({ $0 == mark }), mark == UInt8(ascii: "=") || textEnd - offset > 1 else {
      return nil
    }
    return mark == UInt8(ascii: "=") ? 1 : 2
  }

  /// The list marker that begins here.
  var listMarker: ListMarker? {
    FactlintReaders.listMarker(at: rest, of: bytes, bullets: [UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+")])
  }

  /// The mark and length of a code fence that begins here; a fence of backticks has none after it.
  var fence: (mark: UInt8, length: Int)? {
    guard let mark = next, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    var length = 0
    while offset + length < end, bytes[offset + length] == mark { length += 1 }
    guard length >= 3, mark == UInt8(ascii: "~") || !bytes[(offset + length)..<end].contains(mark) else { return nil }
    return (mark, length)
  }

  /// Whether nothing follows the fence that begins here, so that it can close a block of code.
  var isBareFence: Bool {
    guard let (_, length) = fence else { return false }
    return trimmedEnd(end, from: offset + length) == offset + length
  }

  private func trimmedEnd(_ end: Int, from start: Int) -> Int {
    var end = end
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return end
  }
}

/// Returns the label of a reference definition `[label]: …`, and the text of a footnote's; nil for any other line.
func markdownDefinition(at content: Range<Int>, of bytes: [UInt8]) -> (label: Range<Int>, note: Range<Int>?)? {
  guard let first = content.isEmpty ? nil : bytes[content.lowerBound], first == UInt8(ascii: "[") else { return nil }
  let start = content.lowerBound + 1
  // CommonMark allows a label 999 characters.
  guard let close = bytes[start..<min(content.upperBound, start + 999)].firstIndex(of: UInt8(ascii: "]")),
    close > start, close + 1 < content.upperBound, bytes[close + 1] == UInt8(ascii: ":"),
    skipWhiteSpace(from: start, to: close, in: bytes.span) < close
  else { return nil }
  let isNote = bytes[start] == UInt8(ascii: "^")
  return (start..<close, isNote ? close + 2..<content.upperBound : nil)
}

/// Returns a label as references are compared: in lower case, each run of white space one space.
func markdownLabel(_ bytes: ArraySlice<UInt8>) -> String {
  String(decoding: bytes, as: UTF8.self).lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
}
