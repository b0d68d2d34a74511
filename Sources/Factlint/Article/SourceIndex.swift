extension Article {
  /// Returns the source of a range of the clean text: from its first byte's source to its last byte's.
  ///
  /// An empty range gives an empty one. Where a range runs over two fields, what is in the first of them is returned.
  public func sourceRange(of range: Range<Int>) -> SourceRange {
    let pieces = sourceMap.pieces
    guard let last = pieces.last else { return SourceRange(field: 0, bytes: 0..<0) }
    guard range.lowerBound < text.count else {
      return SourceRange(field: last.source.field, bytes: last.source.bytes.upperBound..<last.source.bytes.upperBound)
    }
    let firstIndex = sourceMap.pieceIndex(at: range.lowerBound)
    let first = pieces[firstIndex]
    let start = first.source.bytes.lowerBound + (first.isVerbatim ? range.lowerBound - first.cleanStart : 0)
    guard !range.isEmpty else { return SourceRange(field: first.source.field, bytes: start..<start) }
    var lastIndex = sourceMap.pieceIndex(at: min(range.upperBound, text.count) - 1)
    var cleanEnd = range.upperBound
    while pieces[lastIndex].source.field != first.source.field, lastIndex > firstIndex {
      cleanEnd = pieces[lastIndex].cleanStart
      lastIndex -= 1
    }
    let end = pieces[lastIndex]
    let sourceEnd =
      end.isVerbatim ? end.source.bytes.lowerBound + cleanEnd - end.cleanStart : end.source.bytes.upperBound
    return SourceRange(
      field: first.source.field, bytes: start..<max(start, min(sourceEnd, end.source.bytes.upperBound)))
  }
}

extension SourceMap {
  /// Returns the index of the piece in which a byte of the clean text lies; there must be a piece.
  fileprivate func pieceIndex(at offset: Int) -> Int {
    var low = 0
    var high = pieces.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].cleanStart <= offset { low = middle } else { high = middle }
    }
    return low
  }
}

/// Finds lines, columns and scalar offsets in an article's source fields, each in logarithmic time.
public struct SourceIndex: Sendable {
  private let article: Article
  private let fields: [FieldIndex]

  /// Makes the index in one pass over the fields.
  public init(_ article: Article) {
    self.article = article
    fields = article.fields.map { FieldIndex($0.bytes) }
  }

  /// A point in a field as people count, all from 1.
  public struct Position: Sendable, Equatable {
    /// The line (CR LF, LF and CR each end one).
    public var line: Int
    /// The column in Unicode scalars.
    public var column: Int
    /// The column in UTF-16 code units, as editors count.
    public var utf16Column: Int
  }

  /// Returns the place of a source range, with the text found there.
  public func place(of range: SourceRange) -> Place {
    let field = article.fields[range.field]
    let index = fields[range.field]
    let bytes = range.bytes.clamped(to: 0..<field.bytes.count)
    let start = index.count(before: bytes.lowerBound, in: field.bytes).scalars
    let end = index.count(before: bytes.upperBound, in: field.bytes).scalars
    let position = position(field: range.field, offset: bytes.lowerBound)
    return Place(
      field: field.name, scalars: start..<end, text: String(decoding: field.bytes[bytes], as: UTF8.self),
      line: position.line, column: position.column)
  }

  /// Returns the place of what a location points at.
  public func place(of target: Finding.Location.Target) -> Place {
    switch target {
    case .text(let range): place(of: article.sourceRange(of: range))
    case .source(let range): place(of: range)
    }
  }

  /// Returns the line and column of a byte offset of a field.
  public func position(field: Int, offset: Int) -> Position {
    let bytes = article.fields[field].bytes
    let index = fields[field]
    let offset = min(max(offset, 0), bytes.count)
    let line = index.line(at: offset)
    let before = index.count(before: index.lineStarts[line], in: bytes)
    let here = index.count(before: offset, in: bytes)
    let scalars = here.scalars - before.scalars
    return Position(
      line: line + 1, column: scalars + 1, utf16Column: scalars + here.supplementary - before.supplementary + 1)
  }

  /// Returns the number of lines of a field; an empty one has one.
  public func lineCount(field: Int) -> Int { fields[field].lineStarts.count }

  /// Returns the text of a line of a field, counted from 1, without what ends it; nil where there is no such line.
  public func lineText(_ line: Int, field: Int) -> String? {
    let bytes = article.fields[field].bytes
    let starts = fields[field].lineStarts
    guard starts.indices.contains(line - 1) else { return nil }
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] : bytes.count
    if line < starts.count {
      end -= end - start >= 2 && bytes[end - 1] == 0x0A && bytes[end - 2] == 0x0D ? 2 : 1
    }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}

/// The line starts of one field, and how many scalars stand before every checkpoint.
private struct FieldIndex: Sendable {
  /// Scalars, and those of them that take two UTF-16 code units, before a byte.
  struct Count: Sendable {
    var scalars = 0
    var supplementary = 0

    mutating func add(_ byte: UInt8) {
      if byte & 0xC0 != 0x80 { scalars &+= 1 }
      if byte >= 0xF0 { supplementary &+= 1 }
    }
  }

  /// The bytes between two checkpoints: a look-up counts at most so many.
  private static let stride = 128

  let lineStarts: [Int]
  /// Empty for a field of ASCII alone.
  private let checkpoints: [Count]

  init(_ bytes: [UInt8]) {
    var lineStarts = [0]
    var isASCII = true
    let span = bytes.span
    for offset in span.indices {
      let byte = span[offset]
      if byte < 0x0E {
        let isCarriageReturnOfPair = byte == 0x0D && offset + 1 < bytes.count && span[offset + 1] == 0x0A
        if byte == 0x0A || byte == 0x0D && !isCarriageReturnOfPair { lineStarts.append(offset + 1) }
      } else if byte >= 0x80 {
        isASCII = false
      }
    }
    self.lineStarts = lineStarts
    checkpoints = isASCII ? [] : Self.checkpoints(of: bytes)
  }

  private static func checkpoints(of bytes: [UInt8]) -> [Count] {
    var checkpoints: [Count] = []
    checkpoints.reserveCapacity(bytes.count / stride + 1)
    var count = Count()
    for offset in bytes.indices {
      if offset.isMultiple(of: stride) { checkpoints.append(count) }
      count.add(bytes[offset])
    }
    return checkpoints
  }

  func count(before offset: Int, in bytes: [UInt8]) -> Count {
    guard !checkpoints.isEmpty else { return Count(scalars: offset) }
    let checkpoint = min(offset / Self.stride, checkpoints.count - 1)
    var count = checkpoints[checkpoint]
    for byte in bytes[checkpoint * Self.stride..<offset] { count.add(byte) }
    return count
  }

  /// Returns the index of the line on which an offset lies.
  func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
