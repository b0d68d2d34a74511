/// A place in an article's source, as people and programs are told of it.
public struct Place: Sendable, Equatable {
  /// The name of the field, such as `headline` or `text`.
  public var field: String
  /// The place in Unicode scalars of the field, end exclusive.
  public var scalars: Range<Int>
  /// The text found there, before any normalisation.
  public var text: String
  /// The line on which the place begins, counted from 1 (CR LF, LF and CR each end a line).
  public var line: Int
  /// The column at which the place begins, counted from 1 in Unicode scalars.
  public var column: Int

  /// Makes a place.
  public init(field: String, scalars: Range<Int>, text: String, line: Int, column: Int) {
    self.field = field
    self.scalars = scalars
    self.text = text
    self.line = line
    self.column = column
  }
}
