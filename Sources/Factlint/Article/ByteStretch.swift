/// Bytes that are looked at together: a processor takes so many at a time where nothing is decided in between.
@usableFromInline
package enum ByteStretch {
  /// How many bytes there are in one.
  @inlinable package static var length: Int { 32 }

  /// Whether a test finds any byte of the stretch that begins at an offset.
  ///
  /// - Parameter test: Gives an odd number for a byte that is found; it must be made of arithmetic and of `bit` alone,
  ///   since what chooses by `||` or `if` is done byte by byte.
  @inlinable
  @inline(__always)
  package static func hasAny(at start: Int, in bytes: Span<UInt8>, _ test: (UInt8) -> UInt8) -> Bool {
    let stretch = bytes.extracting(start..<start &+ length)
    var found: UInt8 = 0
    // To take the last bit keeps a lone comparison from becoming a branch, which it would be here.
    for index in 0..<length { found |= test(stretch[index]) & 1 }
    return found != 0
  }

  /// 1 where something holds, and 0 where it does not.
  @inlinable
  @inline(__always)
  package static func bit(_ holds: Bool) -> UInt8 { holds ? 1 : 0 }
}
