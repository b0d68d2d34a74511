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
