/// A set of places in a stretch of text, one bit for each byte: always in order, each once, without sorting.
struct PlaceSet {
  /// The place of the first bit.
  private var base = 0
  private var words: [UInt64] = []
  /// How many of the words are in use.
  private var count = 0

  /// Makes the set empty and ready for places inside a stretch, its end included.
  mutating func removeAll(in stretch: Range<Int>) {
    base = stretch.lowerBound
    count = stretch.count / 64 + 1
    if words.count < count {
      words = [UInt64](repeating: 0, count: 2 * count)
    } else {
      for index in 0..<count { words[index] = 0 }
    }
  }

  /// Adds a place, which lies in the stretch.
  @inline(__always)
  mutating func insert(_ place: Int) {
    words[(place - base) >> 6] |= 1 << UInt64(truncatingIfNeeded: (place - base) & 63)
  }

  /// The first place at or after another; nil where there is none.
  func first(from place: Int) -> Int? {
    var index = max(place - base, 0) >> 6
    guard index < count else { return nil }
    var word = words[index] & (UInt64.max << UInt64(truncatingIfNeeded: max(place - base, 0) & 63))
    while word == 0 {
      index += 1
      guard index < count else { return nil }
      word = words[index]
    }
    return base + (index << 6) + word.trailingZeroBitCount
  }
}
