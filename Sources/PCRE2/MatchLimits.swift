/// Bounds on the work of a single match, which make a pathological pattern fail instead of hang.
///
/// A pattern can lower them for itself with `(*LIMIT_MATCH=…)` and the like; libpcre2 ignores such a request where it
/// would raise them.
public struct MatchLimits: Sendable, Equatable {
  /// Greatest number of steps.
  ///
  /// It holds for machine code and for the interpreter, but the two count different things, so that a pattern near its
  /// limit can succeed in one and fail in the other.
  public var match: UInt32

  /// Greatest depth of nested backtracking; machine code ignores it.
  public var depth: UInt32

  /// Greatest memory for backtracking in KiB; machine code ignores it and has a fixed stack of 512 KiB instead.
  public var heapKibibytes: UInt32

  /// Takes the three limits.
  public init(match: UInt32, depth: UInt32, heapKibibytes: UInt32) {
    self.match = match
    self.depth = depth
    self.heapKibibytes = heapKibibytes
  }

  /// A million steps (about a millisecond in machine code, ten in the interpreter) and 64 MiB.
  public static let `default` = MatchLimits(match: 1_000_000, depth: 1_000_000, heapKibibytes: 65_536)
}
