/// Where the bytes of a text stand that can end a sentence or begin a quotation mark.
///
/// They are few among letters, so that one pass over the text serves all who ask for them.
struct PunctuationIndex {
  private let offsets: [Int]

  /// Looks through a text once.
  init(of text: [UInt8]) {
    var offsets: [Int] = []
    offsets.reserveCapacity(text.count / 16)
    let bytes = text.span
    var start = 0
    while bytes.count - start >= EightBytes.count {
      let eight = EightBytes(at: start, in: bytes)
      // What may be one of them, or another mark that is as rare: `!` to `'`, and what is not ASCII.
      var found = eight.notASCII(orBetween: 0x21, 0x27, orAnyOf: 0x2E, 0x3F, 0x60)
      while found != 0 {
        let offset = start &+ EightBytes.first(of: found)
        if Self.isAsked(bytes[offset]) { offsets.append(offset) }
        found &= found &- 1
      }
      start &+= EightBytes.count
    }
    for offset in start..<bytes.count where Self.isAsked(bytes[offset]) { offsets.append(offset) }
    self.offsets = offsets
  }

  /// The offsets inside a range, in order.
  func offsets(in range: Range<Int>) -> ArraySlice<Int> {
    let lower = position(of: range.lowerBound, from: 0)
    return offsets[lower..<position(of: range.upperBound, from: lower)]
  }

  /// The position of the first offset that is not less than the given one.
  private func position(of offset: Int, from start: Int) -> Int {
    var lower = start
    var upper = offsets.count
    while lower < upper {
      let middle = (lower + upper) / 2
      if offsets[middle] < offset { lower = middle + 1 } else { upper = middle }
    }
    return lower
  }

  /// Whether a byte is one of those: by a choice of bits, without a branch.
  @inline(__always)
  private static func isAsked(_ byte: UInt8) -> Bool {
    let others: UInt64 = byte < 0x80 ? 1 << (0x60 - 0x40) : byte < 0xC0 ? 0 : 1 << (0xC2 - 0xC0) | 1 << (0xE2 - 0xC0)
    return (byte < 0x40 ? ascii : others) &>> UInt64(byte) & 1 != 0
  }

  /// One bit for each of `!`, `"`, `'`, `.` and `?`.
  private static let ascii: UInt64 = 1 << 0x21 | 1 << 0x22 | 1 << 0x27 | 1 << 0x2E | 1 << 0x3F
}
