/// Eight bytes of a text in one number, all of which are compared at once.
///
/// Each comparison gives the highest bit of each byte for which it holds, and no other bit.
@usableFromInline
package struct EightBytes {
  /// The first byte in the lowest bits.
  @usableFromInline let bits: UInt64

  /// How many bytes there are in one.
  @inlinable package static var count: Int { 8 }

  /// Takes the bytes at an offset, all of which must be there.
  @inlinable
  @inline(__always)
  package init(at offset: Int, in bytes: Span<UInt8>) {
    // Of a span of eight it is known that all are there, and spelt out so it is one load.
    let all = bytes.extracting(offset..<offset &+ Self.count)
    bits =
      UInt64(all[0]) | UInt64(all[1]) << 8 | UInt64(all[2]) << 16 | UInt64(all[3]) << 24 | UInt64(all[4]) << 32
      | UInt64(all[5]) << 40 | UInt64(all[6]) << 48 | UInt64(all[7]) << 56
  }

  /// The bytes that are not ASCII.
  @inlinable
  @inline(__always)
  package var notASCII: UInt64 { bits & Self.highest }

  /// The bytes that are the same as one, which is ASCII.
  @inlinable
  @inline(__always)
  package func equal(to byte: UInt8) -> UInt64 {
    let difference = bits ^ Self.eight(byte)
    return ~((difference & Self.lower) &+ Self.lower | difference) & Self.highest
  }

  /// The bytes from one to another, both of which are ASCII.
  @inlinable
  @inline(__always)
  package func between(_ least: UInt8, _ greatest: UInt8) -> UInt64 {
    let low = bits & Self.lower
    // The highest bit of a byte becomes 1 where it is no less than the least, and where it is more than the greatest.
    return (low &+ Self.eight(0x80 &- least)) & ~(low &+ Self.eight(0x7F &- greatest)) & ~bits & Self.highest
  }

  /// Which of the eight bytes is the first that a comparison held for, one of which there is.
  @inlinable
  @inline(__always)
  package static func first(of found: UInt64) -> Int { found.trailingZeroBitCount &>> 3 }

  @usableFromInline static var highest: UInt64 { 0x8080_8080_8080_8080 }
  @usableFromInline static var lower: UInt64 { 0x7F7F_7F7F_7F7F_7F7F }

  @inlinable
  @inline(__always)
  static func eight(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }
}
