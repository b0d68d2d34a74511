import Factlint

/// An article's source fields with what it takes to name places in them: lines, columns and scalar offsets.
struct ArticleSource {
  private let article: Article
  private let fields: [FieldIndex]

  /// Reads the fields once, so that each place costs little afterwards.
  init(_ article: Article) {
    self.article = article
    fields = article.fields.map { FieldIndex($0.bytes) }
  }

  /// The name of the field in which `range` lies.
  func fieldName(of range: SourceRange) -> String {
    article.fields.indices.contains(range.field) ? article.fields[range.field].name : ""
  }

  /// The bytes of the source that a target points at; nil where the article has no such place.
  func range(of target: Finding.Location.Target) -> SourceRange? {
    switch target {
    case .text(let range): self.range(of: range)
    case .source(let range): clamped(range)
    }
  }

  /// The bytes of the source that a range of the clean text came from; nil where the article has no source.
  func range(of clean: Range<Int>) -> SourceRange? {
    guard let first = piece(at: clean.lowerBound) else { return nil }
    let start = article.sourceMap.pieces[first]
    let offset = max(0, clean.lowerBound - start.cleanStart)
    let lower = start.source.bytes.lowerBound + (start.isVerbatim ? offset : 0)
    guard !clean.isEmpty, let last = piece(at: clean.upperBound - 1) else {
      return clamped(SourceRange(field: start.source.field, bytes: lower..<lower))
    }
    let end = article.sourceMap.pieces[last]
    let sameField = end.source.field == start.source.field
    let upper =
      !sameField
      ? Int.max
      : end.isVerbatim
        ? min(end.source.bytes.lowerBound + clean.upperBound - end.cleanStart, end.source.bytes.upperBound)
        : end.source.bytes.upperBound
    return clamped(SourceRange(field: start.source.field, bytes: lower..<max(lower, upper)))
  }

  /// The bytes of a place.
  func bytes(of range: SourceRange) -> ArraySlice<UInt8> { article.fields[range.field].bytes[range.bytes] }

  /// The text of a place.
  func text(of range: SourceRange) -> String { String(decoding: bytes(of: range), as: UTF8.self) }

  /// The place in scalars of its field, end exclusive.
  func scalars(of range: SourceRange) -> Range<Int> {
    let index = fields[range.field]
    return index.scalars(upTo: range.bytes.lowerBound)..<index.scalars(upTo: range.bytes.upperBound)
  }

  /// The line on which a place begins, from 1, and its column in scalars, from 1.
  func position(of range: SourceRange) -> (line: Int, column: Int) {
    let index = fields[range.field]
    let line = index.line(at: range.bytes.lowerBound)
    return (line + 1, index.scalars(upTo: range.bytes.lowerBound) - index.scalars(upTo: index.lineStarts[line]) + 1)
  }

  /// The column at which a place begins, from 1, in UTF-8 bytes.
  func byteColumn(of range: SourceRange) -> Int {
    let index = fields[range.field]
    return range.bytes.lowerBound - index.lineStarts[index.line(at: range.bytes.lowerBound)] + 1
  }

  /// The line on which a range of the clean text begins, from 1; nil where the article has no source for it.
  func line(of clean: Range<Int>) -> Int? { range(of: clean).map { position(of: $0).line } }

  /// The lines that a place touches, each with its number from 1 and its bytes without what ends it.
  func lines(of range: SourceRange) -> [(number: Int, bytes: Range<Int>)] {
    let index = fields[range.field]
    let first = index.line(at: range.bytes.lowerBound)
    let last = range.bytes.isEmpty ? first : index.line(at: range.bytes.upperBound - 1)
    return (first...last).map { ($0 + 1, index.content(ofLine: $0)) }
  }

  private func clamped(_ range: SourceRange) -> SourceRange? {
    guard fields.indices.contains(range.field) else { return nil }
    return SourceRange(field: range.field, bytes: fields[range.field].wholeScalars(in: range.bytes))
  }

  /// The index of the piece of the source map in which an offset of the clean text lies.
  private func piece(at offset: Int) -> Int? {
    let pieces = article.sourceMap.pieces
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].cleanStart <= offset { low = middle + 1 } else { high = middle }
    }
    return pieces.isEmpty ? nil : max(0, low - 1)
  }
}

/// Where the lines of a field begin, and how many scalars stand before each of its bytes.
private struct FieldIndex {
  let lineStarts: [Int]
  private let bytes: [UInt8]
  /// The scalars before each stretch of `stride` bytes; empty where every byte is a scalar.
  private let scalarsBefore: [Int]
  private static let stride = 128

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var lineStarts = [0]
    var isASCII = true
    let span = bytes.span
    var start = 0
    while start < span.count {
      let end = min(start + ByteStretch.length, span.count)
      // Most stretches have neither a line end nor what is not ASCII.
      let isPlain =
        end - start == ByteStretch.length
        && !ByteStretch.hasAny(at: start, in: span) { ByteStretch.bit($0 < 0x0E) | $0 >> 7 }
      if !isPlain {
        for offset in start..<end {
          let byte = span[offset]
          if byte == 0x0A || byte == 0x0D && !(offset + 1 < span.count && span[offset + 1] == 0x0A) {
            lineStarts.append(offset + 1)
          } else if byte >= 0x80 {
            isASCII = false
          }
        }
      }
      start = end
    }
    self.lineStarts = lineStarts
    guard !isASCII else {
      scalarsBefore = []
      return
    }
    var scalarsBefore: [Int] = []
    var count = 0
    for start in Swift.stride(from: 0, through: bytes.count, by: Self.stride) {
      scalarsBefore.append(count)
      count += Self.scalars(in: bytes[start..<min(start + Self.stride, bytes.count)])
    }
    self.scalarsBefore = scalarsBefore
  }

  func scalars(upTo offset: Int) -> Int {
    guard !scalarsBefore.isEmpty else { return offset }
    let stretch = offset / Self.stride
    return scalarsBefore[stretch] + Self.scalars(in: bytes[stretch * Self.stride..<offset])
  }

  func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }

  func content(ofLine line: Int) -> Range<Int> {
    let start = lineStarts[line]
    var end = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// The part of `range` that the field has, widened to whole scalars.
  func wholeScalars(in range: Range<Int>) -> Range<Int> {
    var lower = min(max(0, range.lowerBound), bytes.count)
    var upper = min(max(lower, range.upperBound), bytes.count)
    while lower > 0, lower < bytes.count, Self.continues(bytes[lower]) { lower -= 1 }
    while upper < bytes.count, Self.continues(bytes[upper]) { upper += 1 }
    return lower..<upper
  }

  private static func scalars(in bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 + (continues($1) ? 0 : 1) }
  }

  private static func continues(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
