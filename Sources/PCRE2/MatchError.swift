import CPCRE2

/// The reason why a match was given up before it was known whether there is one.
public struct MatchError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What ended the match.
  public enum Kind: Sendable, Equatable {
    /// More steps than `MatchLimits.match` would have been needed.
    case matchLimit
    /// The interpreter would have nested deeper than `MatchLimits.depth`.
    case depthLimit
    /// The interpreter would have needed more memory than `MatchLimits.heapKibibytes`.
    case heapLimit
    /// The machine code of the pattern would have needed more than its stack of 512 KiB.
    case jitStackOverflow
    /// Another error of libpcre2, by its number (`PCRE2_ERROR_…`).
    case other(code: Int32)
  }

  /// What ended the match.
  public let kind: Kind

  /// An error of the kind given.
  public init(kind: Kind) {
    self.kind = kind
  }

  init(code: Int32) {
    kind =
      switch code {
      case PCRE2_ERROR_MATCHLIMIT: .matchLimit
      case PCRE2_ERROR_DEPTHLIMIT: .depthLimit
      case PCRE2_ERROR_HEAPLIMIT: .heapLimit
      case PCRE2_ERROR_JIT_STACKLIMIT: .jitStackOverflow
      default: .other(code: code)
      }
  }

  /// The reason in words.
  public var description: String {
    switch kind {
    case .matchLimit: "the match limit was reached"
    case .depthLimit: "the depth limit was reached"
    case .heapLimit: "the heap limit was reached"
    case .jitStackOverflow: "the stack of the compiled pattern overflowed"
    case .other(let code): errorMessage(code: code)
    }
  }
}

/// libpcre2's text for an error number.
func errorMessage(code: Int32) -> String {
  // The longest message of libpcre2 is well below 256 bytes, the size that its documentation recommends.
  var buffer = [UInt8](repeating: 0, count: 256)
  // SAFETY: the pointer and the capacity are those of one live array; libpcre2 writes at most that many bytes and
  // returns the number of those before the terminating NUL, or a negative number where it knows no such error.
  let length = unsafe buffer.withUnsafeMutableBufferPointer { buffer in
    unsafe pcre2_get_error_message_8(code, buffer.baseAddress, buffer.count)
  }
  guard length > 0 else { return "error \(code)" }
  return String(decoding: buffer.prefix(Int(length)), as: UTF8.self)
}
