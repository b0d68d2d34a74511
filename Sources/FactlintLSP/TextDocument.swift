/// The unit in which positions inside a line are counted (LSP 3.17, `PositionEncodingKind`).
public enum PositionEncoding: String, Sendable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"

  /// How many units a scalar takes that begins with `byte` in UTF-8; a byte that goes on with one takes none.
  func units(ofScalarAt byte: UInt8) -> Int {
    if byte & 0xC0 == 0x80 { return self == .utf8 ? 1 : 0 }
    return self == .utf16 && byte >= 0xF0 ? 2 : 1
  }
}

/// A place in a document: a line and a character of it, both from 0.
public struct TextPosition: Sendable, Equatable, Comparable {
  /// The line.
  public var line: Int
  /// How many units of the encoding stand before it on its line.
  public var character: Int

  /// Makes a position.
  public init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }

  /// Whether `lhs` comes first.
  public static func < (lhs: TextPosition, rhs: TextPosition) -> Bool {
    (lhs.line, lhs.character) < (rhs.line, rhs.character)
  }
}

/// The text of a document that is being edited, with the way between byte offsets and positions.
public struct TextDocument: Sendable {
  /// The text in UTF-8.
  public private(set) var bytes: [UInt8]
  private var lineStarts: [Int]
  /// How many units stand before each 1,024th byte: a line may be as long as the article.
  private var unitsBefore: [Int] = []
  private let encoding: PositionEncoding

  /// Makes a document whose positions are counted in `encoding`.
  public init(_ text: String, encoding: PositionEncoding) {
    bytes = Array(text.utf8)
    lineStarts = []
    self.encoding = encoding
    index()
  }

  /// How many lines there are; CR LF, LF and CR each end one.
  public var lineCount: Int { lineStarts.count }

  /// Replaces what lies between two positions.
  public mutating func replace(from start: TextPosition, to end: TextPosition, with text: String) {
    let lower = offset(of: min(start, end))
    let upper = offset(of: max(start, end))
    bytes.replaceSubrange(lower..<max(lower, upper), with: Array(text.utf8))
    index()
  }

  /// Replaces everything.
  public mutating func replaceAll(with text: String) {
    bytes = Array(text.utf8)
    index()
  }

  /// Returns the byte offset of a position; one behind the end of its line is that end, one behind the last line the
  /// end of the text, one inside a scalar its beginning.
  public func offset(of position: TextPosition) -> Int {
    guard position.line >= 0 else { return 0 }
    guard position.line < lineStarts.count else { return bytes.count }
    let line = content(ofLine: position.line)
    var offset = line.lowerBound
    var units = 0
    while offset < line.upperBound {
      var next = offset + 1
      var width = encoding.units(ofScalarAt: bytes[offset])
      while next < line.upperBound, bytes[next] & 0xC0 == 0x80 {
        width += encoding.units(ofScalarAt: bytes[next])
        next += 1
      }
      guard units + width <= position.character else { break }
      units += width
      offset = next
    }
    return offset
  }

  /// Returns the position of a byte offset.
  public func position(of offset: Int) -> TextPosition {
    let offset = min(max(offset, 0), bytes.count)
    let line = line(at: offset)
    return TextPosition(line: line, character: units(before: offset) - units(before: lineStarts[line]))
  }

  private func units(before offset: Int) -> Int {
    let mark = offset / Self.markDistance
    return bytes[mark * Self.markDistance..<offset].reduce(unitsBefore[mark]) { $0 + encoding.units(ofScalarAt: $1) }
  }

  /// Returns the line, from 0, on which a byte offset lies.
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Returns the bytes of a line without what ends it.
  public func content(ofLine line: Int) -> Range<Int> {
    let start = lineStarts[line]
    var end = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  private static let markDistance = 1_024

  /// Notes where lines begin and how many units stand before marks.
  private mutating func index() {
    lineStarts = [0]
    unitsBefore = []
    unitsBefore.reserveCapacity(bytes.count / Self.markDistance + 1)
    var units = 0
    for (offset, byte) in bytes.enumerated() {
      if offset % Self.markDistance == 0 { unitsBefore.append(units) }
      units += encoding.units(ofScalarAt: byte)
      if byte == 0x0A || byte == 0x0D && !(offset + 1 < bytes.count && bytes[offset + 1] == 0x0A) {
        lineStarts.append(offset + 1)
      }
    }
    if bytes.count % Self.markDistance == 0 { unitsBefore.append(units) }
  }
}
