/// A range of bytes in one of an article's source fields.
public struct SourceRange: Sendable, Equatable, Hashable {
  /// The index of the field in `Article.fields`.
  public var field: Int
  /// The bytes, in the field's own UTF-8.
  public var bytes: Range<Int>

  /// Makes a source range.
  public init(field: Int, bytes: Range<Int>) {
    self.field = field
    self.bytes = bytes
  }
}

/// The way from an article's clean text back to its source fields, by pieces that run alike in both.
public struct SourceMap: Sendable, Equatable {
  /// A stretch of the clean text and what it came from, in UTF-8 bytes.
  public struct Piece: Sendable, Equatable {
    /// Where the piece begins in the clean text; it ends where the next one begins.
    public var cleanStart: Int
    /// The bytes it came from.
    public var source: SourceRange
    /// Whether the bytes are the same in both, so that an offset inside the piece carries over; otherwise the piece
    /// stands for its source as a whole (a space for a line break and indent).
    public var isVerbatim: Bool

    /// Makes a piece.
    public init(cleanStart: Int, source: SourceRange, isVerbatim: Bool) {
      self.cleanStart = cleanStart
      self.source = source
      self.isVerbatim = isVerbatim
    }
  }

  /// The pieces in the order of the clean text.
  public var pieces: [Piece]

  /// Makes a map of pieces in the order of the clean text.
  public init(pieces: [Piece] = []) {
    self.pieces = pieces
  }
}
