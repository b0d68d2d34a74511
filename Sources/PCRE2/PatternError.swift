/// The reason why a pattern does not compile.
public struct PatternError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, in libpcre2's words.
  public let message: String

  /// UTF-8 byte offset in the source, on a scalar boundary, at which the fault was noticed.
  ///
  /// libpcre2 reports how far it had read, so the fault itself often lies just before.
  public let offset: Int

  /// Error number of libpcre2 (`PCRE2_ERROR_…`), or 0 for what this module refuses by itself.
  public let code: Int32

  /// The message with its place.
  public var description: String { "\(message) (at byte \(offset))" }
}
