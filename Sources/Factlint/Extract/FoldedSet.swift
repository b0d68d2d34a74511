/// A set of small numbers that costs nothing to make, join or compare; two numbers that differ by 1024 are one in it.
///
/// Meant for questions that may be answered "perhaps" too often, but never "no" wrongly.
struct FoldedSet: Equatable {
  private var words = SIMD16<UInt64>()

  /// How many numbers it can tell apart.
  static let capacity = 1024

  /// Whether no number is in it.
  var isEmpty: Bool { words == SIMD16() }

  @inline(__always)
  mutating func insert(_ number: Int) {
    words[number >> 6 & 15] |= 1 << UInt64(truncatingIfNeeded: number & 63)
  }

  @inline(__always)
  mutating func formUnion(_ other: FoldedSet) { words |= other.words }

  @inline(__always)
  mutating func formIntersection(_ other: FoldedSet) { words &= other.words }

  @inline(__always)
  func isDisjoint(with other: FoldedSet) -> Bool {
    let common = words & other.words
    let quarters = common.lowHalf | common.highHalf
    let halves = quarters.lowHalf | quarters.highHalf
    return halves[0] | halves[1] | halves[2] | halves[3] == 0
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
