/// A set of small numbers that costs nothing to make, join or compare; two numbers that differ by 1024 are one in it.
///
/// Meant for questions that may be answered "perhaps" too often, but never "no" wrongly.
struct FoldedSet {
  private var words = InlineArray<16, UInt64>(repeating: 0)

  /// How many numbers it can tell apart.
  static let capacity = 1024

  /// Whether no number is in it.
  var isEmpty: Bool {
    var all: UInt64 = 0
    for index in 0..<16 { all |= words[index] }
    return all == 0
  }

  @inline(__always)
  mutating func insert(_ number: Int) {
    words[number >> 6 & 15] |= 1 << UInt64(truncatingIfNeeded: number & 63)
  }

  @inline(__always)
  func contains(_ number: Int) -> Bool {
    words[number >> 6 & 15] >> UInt64(truncatingIfNeeded: number & 63) & 1 != 0
  }

  @inline(__always)
  mutating func formUnion(_ other: FoldedSet) {
    for index in 0..<16 { words[index] |= other.words[index] }
  }

  @inline(__always)
  func isDisjoint(with other: FoldedSet) -> Bool {
    var common: UInt64 = 0
    for index in 0..<16 { common |= words[index] & other.words[index] }
    return common == 0
  }

  /// Calls a function with the numbers below 1024 that stand for those that are in it, ascending.
  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    for index in 0..<16 {
      var word = words[index]
      while word != 0 {
        body(index << 6 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }
}
