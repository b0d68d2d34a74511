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

  /// Takes bytes that are one number already, the first in the lowest bits.
  @inline(__always)
  init(bits: UInt64) { self.bits = bits }

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

  /// The bytes that are not ASCII, those from one to another, and those that are one of three, for less than each by
  /// itself would cost.
  @inlinable
  @inline(__always)
  package func notASCII(
    orBetween least: UInt8, _ greatest: UInt8, orAnyOf first: UInt8, _ second: UInt8, _ third: UInt8
  ) -> UInt64 {
    // What these say of a byte that is not ASCII does not matter, so that its highest bit can be left out.
    let low = bits & Self.lower
    let isOther =
      ((low ^ Self.eight(first)) &+ Self.lower) & ((low ^ Self.eight(second)) &+ Self.lower)
      & ((low ^ Self.eight(third)) &+ Self.lower)
      & (~(low &+ Self.eight(0x80 &- least)) | (low &+ Self.eight(0x7F &- greatest)))
    return (~isOther | bits) & Self.highest
  }

  /// The bytes that are not ASCII, and the control characters.
  @inlinable
  @inline(__always)
  package var notPrintable: UInt64 {
    let low = bits & Self.lower
    // DELETE, the last of ASCII, is the only byte to which one can be added so that its highest bit becomes 1.
    return (~(low &+ Self.eight(0x60)) | (low &+ Self.eight(0x01)) | bits) & Self.highest
  }

  /// The bytes that are not ASCII, the control characters but DELETE, and the bytes that are one of two.
  @inlinable
  @inline(__always)
  package func notPlain(orAnyOf first: UInt8, _ second: UInt8) -> UInt64 {
    let low = bits & Self.lower
    let isPlain =
      (low &+ Self.eight(0x60)) & ((low ^ Self.eight(first)) &+ Self.lower)
      & ((low ^ Self.eight(second)) &+ Self.lower)
    return (~isPlain | bits) & Self.highest
  }

  /// Which of the eight bytes is the first that a comparison held for; eight where it held for none.
  @inlinable
  @inline(__always)
  package static func first(of found: UInt64) -> Int { found.trailingZeroBitCount &>> 3 }

  @usableFromInline static var highest: UInt64 { 0x8080_8080_8080_8080 }
  @usableFromInline static var lower: UInt64 { 0x7F7F_7F7F_7F7F_7F7F }

  @inlinable
  @inline(__always)
  static func eight(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }
}
