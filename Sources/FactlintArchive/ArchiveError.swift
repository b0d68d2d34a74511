/// Why an archive's database cannot be used.
public struct ArchiveError: Error, Sendable, CustomStringConvertible {
  /// A sentence that names the file and says what to do.
  public var description: String

  /// Makes an error.
  public init(_ description: String) {
    self.description = description
  }
}
