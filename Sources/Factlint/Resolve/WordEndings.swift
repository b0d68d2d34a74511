/// The endings of a word list, by which forms of words are told.
struct WordEndings: Sendable {
  /// The bytes of all endings, one after another.
  private let bytes: [UInt8]
  private let ranges: [Range<Int>]
  /// A bit for the last byte of each, by its last five bits: few words end in any of them.
  private let lasts: UInt32

  init(_ lexicon: Lexicon?) {
    var bytes: [UInt8] = []
    var ranges: [Range<Int>] = []
    for entry in lexicon?.entries ?? [] {
      let start = bytes.count
      bytes += entry.text.utf8
      ranges.append(start..<bytes.count)
    }
    (self.bytes, self.ranges) = (bytes, ranges)
    lasts = ranges.reduce(0) { lasts, range in
      range.last.map { lasts | 1 << UInt32(bytes[$0] & 31) } ?? .max
    }
  }

  /// Whether a word that ends in a byte may have one of them.
  func mayEnd(in byte: UInt8) -> Bool { lasts >> UInt32(byte & 31) & 1 != 0 }

  /// Whether one of them ends a word, with so many bytes at least before it.
  func end(_ word: Range<Int>, of text: Span<UInt8>, leaving least: Int) -> Bool {
    if word.isEmpty || !mayEnd(in: text[word.upperBound - 1]) { return false }
    for ending in ranges where ending.count + least <= word.count {
      var (place, end) = (word.upperBound, ending.upperBound)
      while end > ending.lowerBound, bytes[end - 1] == text[place - 1] { (place, end) = (place - 1, end - 1) }
      if end == ending.lowerBound { return true }
    }
    return false
  }
}
