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
    guard Self.isValid(bytes.span) else { return nil }
    self.bytes = bytes
  }

  /// Takes the UTF-8 form of a string, which is always valid.
  public init(_ string: String) {
    bytes = Array(string.utf8)
  }

  /// Takes several texts as one, one after another.
  public init(joining texts: some Collection<Subject>) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(texts.reduce(0) { $0 + $1.count })
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

  /// How many bytes are looked at together for one that is not ASCII.
  private static let stretch = 32

  /// Whether bytes are UTF-8.
  ///
  /// The library reads a text byte by byte as soon as one of its bytes is not ASCII. So stretches of ASCII are passed
  /// over here, and it reads what lies between them: a byte of ASCII is a scalar, and no other reaches across it.
  private static func isValid(_ bytes: Span<UInt8>) -> Bool {
    var offset = 0
    while true {
      while bytes.count - offset >= stretch, isASCII(bytes.extracting(offset..<offset &+ stretch)) {
        offset &+= stretch
      }
      if offset == bytes.count { return true }
      let start = offset
      repeat {
        offset = min(offset + stretch, bytes.count)
      } while offset < bytes.count && bytes[offset] >= 0x80
      do {
        _ = try UTF8Span(validating: bytes.extracting(start..<offset))
      } catch {
        return false
      }
    }
  }

  /// Whether a stretch is ASCII.
  @inline(__always)
  private static func isASCII(_ bytes: Span<UInt8>) -> Bool {
    var found: UInt8 = 0
    // Without a branch, so that a processor takes many at a time.
    for index in 0..<stretch { found |= bytes[index] }
    return found < 0x80
  }
}
