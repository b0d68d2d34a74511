/// Builds an article's clean text, its blocks and its source map from ranges of source fields.
///
/// Every reader of a format uses it: it adds the fields, opens a block, appends the ranges of the field that are the
/// block's text, ends the block, and finishes. The builder does all cleaning: white space of any kind is one space and
/// none at the ends of a block, typographic apostrophes and hyphens are ASCII ones, invisible marks and control
/// characters are gone, all else is verbatim. A block in which nothing is left vanishes.
public struct ArticleBuilder: Sendable {
  /// What the format says of the article beside its text.
  public var metadata = Metadata()
  /// What went wrong so far.
  public var incidents: [Incident] = []

  private var fields: [Field] = []
  private var text: [UInt8] = []
  private var blocks: [Block] = []
  private var pieces: [SourceMap.Piece] = []
  private var openBlock: (role: Block.Role, referenceDate: CivilDate?)?
  /// Where the open block's text begins, nil until it has some.
  private var openBlockStart: Int?
  /// White space inside the open block that becomes a space as soon as something visible follows.
  private var pendingSpace: SourceRange?

  /// Makes an empty builder.
  public init() {}

  /// Adds a source field and returns its index; the bytes must be valid UTF-8 without a byte order mark.
  public mutating func addField(_ name: String, bytes: [UInt8]) -> Int {
    fields.append(Field(name: name, bytes: bytes))
    text.reserveCapacity(text.count + bytes.count)
    // News has a line end or an apostrophe every hundred bytes or so, and two pieces for each.
    pieces.reserveCapacity(pieces.count + bytes.count / 64 + 4)
    return fields.count - 1
  }

  /// Opens a block, after ending the one that is open.
  public mutating func beginBlock(_ role: Block.Role, referenceDate: CivilDate? = nil) {
    endBlock()
    openBlock = (role, referenceDate)
  }

  /// Ends the open block; one without visible text vanishes.
  public mutating func endBlock() {
    if let openBlock, let start = openBlockStart {
      blocks.append(Block(role: openBlock.role, range: start..<text.count, referenceDate: openBlock.referenceDate))
    }
    openBlock = nil
    openBlockStart = nil
    pendingSpace = nil
  }

  /// Returns whether a block of a role is there already.
  public func hasBlock(_ role: Block.Role) -> Bool { blocks.contains { $0.role == role } }

  /// Returns the source of a field.
  public func bytes(ofField field: Int) -> [UInt8] { fields[field].bytes }

  /// Adds a whole block whose text is one range of a field.
  public mutating func addBlock(_ role: Block.Role, field: Int, bytes range: Range<Int>) {
    beginBlock(role)
    append(field: field, bytes: range)
    endBlock()
  }

  /// Appends a range of a field's bytes to the open block; outside a block it does nothing.
  ///
  /// Two ranges meet without a space between them unless one of them brings white space.
  public mutating func append(field: Int, bytes range: Range<Int>) {
    guard openBlock != nil, !range.isEmpty else { return }
    let source = fields[field].bytes
    let bytes = source.span
    let end = range.upperBound
    var runStart = range.lowerBound
    var offset = runStart
    while true {
      offset = Self.endOfPlain(from: offset, to: end, in: bytes, runStart: runStart)
      let isAfterSpace = offset > runStart && bytes[offset - 1] == 0x20
      // What follows a space decides about it.
      if isAfterSpace { offset &-= 1 }
      if offset == end { break }
      let (cleaning, length) = Cleaning.ofScalar(at: offset, in: bytes, end: end)
      if cleaning != .verbatim {
        appendVerbatim(source, SourceRange(field: field, bytes: runStart..<offset))
        append(cleaning, for: SourceRange(field: field, bytes: offset..<offset + length))
        runStart = offset + length
      }
      offset += length
    }
    appendVerbatim(source, SourceRange(field: field, bytes: runStart..<end))
  }

  /// Where words with single spaces between them end, which are as they are: at anything but graphic ASCII, or at a
  /// space behind another or at the beginning of the run.
  private static func endOfPlain(from start: Int, to end: Int, in bytes: Span<UInt8>, runStart: Int) -> Int {
    var offset = start
    if offset < end, bytes[offset] != 0x20 || offset > runStart {
      while end - offset > ByteStretch.length, isPlain(at: offset, in: bytes) { offset &+= ByteStretch.length }
    }
    // The highest bit of the lowest byte is what a space may not stand behind.
    var before: UInt64 = offset == runStart || bytes[offset - 1] == 0x20 ? 0x80 : 0
    while end - offset >= EightBytes.count {
      let eight = EightBytes(at: offset, in: bytes)
      let spaces = eight.equal(to: 0x20)
      let found = eight.notPrintable | spaces & (spaces &<< 8 | before)
      if found != 0 { return offset &+ EightBytes.first(of: found) }
      before = spaces &>> 56
      offset &+= EightBytes.count
    }
    var isAfterSpace = before != 0
    while offset < end {
      let isSpace = bytes[offset] == 0x20
      guard isGraphicASCII(bytes[offset]) || isSpace && !isAfterSpace else { break }
      isAfterSpace = isSpace
      offset &+= 1
    }
    return offset
  }

  /// Whether the bytes of the stretch at an offset are words with single spaces between them and after them.
  private static func isPlain(at start: Int, in bytes: Span<UInt8>) -> Bool {
    let stretch = bytes.extracting(start...start &+ ByteStretch.length)
    var found: UInt8 = 0
    for index in 0..<ByteStretch.length {
      let byte = stretch[index]
      found |= ByteStretch.bit(byte &- 0x20 > 0x5E) | ByteStretch.bit(byte | stretch[index &+ 1] == 0x20)
    }
    return found == 0
  }

  /// Appends text that stands for a source range as a whole, such as the character of an entity; it is cleaned too.
  public mutating func append(replacement: String, for source: SourceRange) {
    guard openBlock != nil else { return }
    let bytes = Array(replacement.utf8)
    var runStart = 0
    var offset = 0
    while offset < bytes.count {
      let (cleaning, length) = Cleaning.ofScalar(at: offset, in: bytes.span, end: bytes.count)
      if cleaning != .verbatim {
        appendPiece(bytes[runStart..<offset], source, isVerbatim: false)
        append(cleaning, for: source)
        runStart = offset + length
      }
      offset += length
    }
    appendPiece(bytes[runStart...], source, isVerbatim: false)
  }

  /// Ends the open block and returns the article; one without any prose has the incident `empty-article`.
  public consuming func finish(id: String) -> Article {
    endBlock()
    if !blocks.contains(where: { $0.role != .metadata }) {
      incidents.append(Incident(code: "empty-article", message: "The article has no text to check."))
    }
    return Article(
      id: id, fields: fields, text: text, blocks: blocks, sourceMap: SourceMap(pieces: pieces), metadata: metadata,
      incidents: incidents)
  }

  private mutating func append(_ cleaning: Cleaning, for source: SourceRange) {
    switch cleaning {
    case .verbatim, .nothing: break
    case .ascii(let byte): appendPiece([byte], source, isVerbatim: false)
    case .space:
      if let pending = pendingSpace, pending.field == source.field, pending.bytes.lowerBound <= source.bytes.upperBound
      {
        pendingSpace?.bytes = pending.bytes.lowerBound..<source.bytes.upperBound
      } else if openBlockStart != nil {
        pendingSpace = pendingSpace ?? source
      }
    }
  }

  private mutating func appendVerbatim(_ source: [UInt8], _ range: SourceRange) {
    appendPiece(source[range.bytes], range, isVerbatim: true)
  }

  /// Appends cleaned bytes, which begin with something visible, after what must stand before them.
  private mutating func appendPiece(_ bytes: ArraySlice<UInt8>, _ source: SourceRange, isVerbatim: Bool) {
    guard !bytes.isEmpty else { return }
    if openBlockStart == nil {
      separateBlocks(before: source)
      openBlockStart = text.count
    } else if let space = pendingSpace {
      let isPlain = space.bytes.count == 1 && fields[space.field].bytes[space.bytes.lowerBound] == 0x20
      record(space, isVerbatim: isPlain)
      text.append(0x20)
    }
    pendingSpace = nil
    record(source, isVerbatim: isVerbatim)
    text.append(contentsOf: bytes)
  }

  /// Puts a line feed between two blocks, which stands for all that lies between them in the source.
  private mutating func separateBlocks(before next: SourceRange) {
    guard let last = pieces.last?.source else { return }
    let gapEnd = last.field == next.field ? max(last.bytes.upperBound, next.bytes.lowerBound) : last.bytes.upperBound
    record(SourceRange(field: last.field, bytes: last.bytes.upperBound..<gapEnd), isVerbatim: false)
    text.append(0x0A)
  }

  private mutating func record(_ source: SourceRange, isVerbatim: Bool) {
    if isVerbatim, let last = pieces.last, last.isVerbatim, last.source.field == source.field,
      last.source.bytes.upperBound == source.bytes.lowerBound
    {
      pieces[pieces.count - 1].source.bytes = last.source.bytes.lowerBound..<source.bytes.upperBound
    } else {
      pieces.append(SourceMap.Piece(cleanStart: text.count, source: source, isVerbatim: isVerbatim))
    }
  }
}

@inline(__always)
private func isGraphicASCII(_ byte: UInt8) -> Bool { byte &- 0x21 < 0x5E }
