/// UTF-8 text that was checked once, so that matching need not check it again.
///
/// The safety of every match rests on this type: libpcre2 is told not to check the text (`PCRE2_NO_UTF_CHECK`), and on
/// invalid UTF-8 it could read outside of it. All initializers establish validity and `bytes` never changes.
public struct Subject: Sendable {
  /// The text's bytes, which are valid UTF-8.
  public let bytes: [UInt8]

  /// Takes bytes that are valid UTF-8; nil where they are not (overlong forms, surrogates and values past U+10FFFF
  /// included).
  public init?(_ bytes: [UInt8]) {
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      return nil
    }
    self.bytes = bytes
  }

  /// Takes the UTF-8 form of a string, which is always valid.
  public init(_ string: String) {
    bytes = Array(string.utf8)
  }

  /// Takes several texts as one, one after another.
  public init(joining texts: some Sequence<Subject>) {
    var bytes: [UInt8] = []
    // What is made of valid texts is valid.
    for text in texts { bytes += text.bytes }
    self.bytes = bytes
  }

  /// Number of bytes.
  public var count: Int { bytes.count }

  /// Whether a byte offset lies in the text or at its end, and not inside a scalar.
  public func isScalarBoundary(_ offset: Int) -> Bool {
    guard offset >= 0, offset <= bytes.count else { return false }
    return offset == bytes.count || !UTF8.isContinuation(bytes[offset])
  }
}
