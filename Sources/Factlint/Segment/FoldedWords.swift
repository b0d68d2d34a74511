/// A set of words that is asked by the bytes of a text, in any mixture of upper and lower case.
///
/// A look-up of ASCII allocates nothing; a word with other scalars is folded by Unicode's lower-casing first. A copy
/// shares its words, so that copying a language's rules stays cheap.
struct FoldedWords: Sendable {
  private let table: Table

  /// Takes words; a typographic apostrophe in one is the ASCII one, as in clean text.
  ///
  /// A word that is given twice keeps its first ordinal.
  init(_ words: some Collection<String>) {
    table = Table(words)
  }

  /// Whether there are no words.
  var isEmpty: Bool { table.words.isEmpty }

  /// Whether a range of the text is one of the words.
  @inline(__always)
  func contains(_ range: Range<Int>, in text: [UInt8]) -> Bool {
    ordinal(of: range, in: text) != nil
  }

  /// The place of the word among those that the set was made of, nil where it is none of them.
  func ordinal(of range: Range<Int>, in text: [UInt8]) -> Int? {
    guard !isEmpty, range.count <= table.longest || range.contains(where: { text[$0] >= 0x80 }) else { return nil }
    if range.contains(where: { text[$0] >= 0x80 }) {
      let word = Array(Self.plain(String(decoding: text[range], as: UTF8.self)).utf8)
      return table.ordinal(of: word.indices, in: word.span, hash: Self.hash(of: word.indices, in: word.span))
    }
    return table.ordinal(of: range, in: text.span, hash: Self.hash(of: range, in: text.span))
  }

  /// Whether a range that is ASCII alone is one of the words; `hash` is that of its bytes, as `mix` makes it.
  func contains(_ range: Range<Int>, in text: Span<UInt8>, hash: UInt64) -> Bool {
    range.count <= table.longest && table.ordinal(of: range, in: text, hash: hash) != nil
  }

  /// A hash table with open addressing, at most half full.
  private final class Table: Sendable {
    struct Word {
      var bytes: Range<Int>
      var ordinal: Int
    }

    /// The bytes of all words, one after another.
    let folded: [UInt8]
    let words: [Word]
    /// Positions in `words`, −1 where free; their number is a power of two.
    let positions: [Int32]
    /// The number of bytes of the longest word.
    let longest: Int

    init(_ given: some Collection<String>) {
      var capacity = 8
      while capacity < 2 * given.count { capacity *= 2 }
      var folded: [UInt8] = []
      var words: [Word] = []
      var positions = Array(repeating: Int32(-1), count: capacity)
      var longest = 0
      for (ordinal, word) in given.enumerated() {
        let start = folded.count
        FoldedWords.append(word, to: &folded)
        let bytes = start..<folded.count
        if bytes.isEmpty { continue }
        let hash = FoldedWords.hash(of: bytes, in: folded.span)
        var slot = FoldedWords.slot(of: hash) & (capacity - 1)
        while positions[slot] >= 0, !folded[words[Int(positions[slot])].bytes].elementsEqual(folded[bytes]) {
          slot = (slot + 1) & (capacity - 1)
        }
        if positions[slot] >= 0 {
          folded.removeSubrange(bytes)
          continue
        }
        positions[slot] = Int32(words.count)
        words.append(Word(bytes: bytes, ordinal: ordinal))
        longest = max(longest, bytes.count)
      }
      (self.folded, self.words, self.positions, self.longest) = (folded, words, positions, longest)
    }

    func ordinal(of word: Range<Int>, in text: Span<UInt8>, hash: UInt64) -> Int? {
      var slot = FoldedWords.slot(of: hash) & (positions.count - 1)
      while positions[slot] >= 0 {
        let entry = words[Int(positions[slot])]
        if equals(word, in: text, entry.bytes) { return entry.ordinal }
        slot = (slot + 1) & (positions.count - 1)
      }
      return nil
    }

    private func equals(_ word: Range<Int>, in text: Span<UInt8>, _ entry: Range<Int>) -> Bool {
      guard word.count == entry.count else { return false }
      for offset in 0..<entry.count
      where FoldedWords.lowerCased(text[word.lowerBound + offset]) != folded[entry.lowerBound + offset] {
        return false
      }
      return true
    }
  }

  /// Adds the bytes of a word as `plain` gives it, which of ASCII are those of small letters.
  private static func append(_ word: String, to folded: inout [UInt8]) {
    let bytes = word.utf8.span
    let start = folded.count
    for index in bytes.indices {
      guard bytes[index] < 0x80 else {
        folded.removeSubrange(start...)
        folded += plain(word).utf8
        return
      }
      folded.append(lowerCased(bytes[index]))
    }
  }

  private static func plain(_ word: String) -> String {
    String(String.UnicodeScalarView(word.lowercased().unicodeScalars.map { $0 == "\u{2019}" ? "'" : $0 }))
  }

  @inline(__always)
  static func lowerCased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// One step of the hash: the next eight bytes of a word, of which the last step has fewer.
  @inline(__always)
  static func mix(_ hash: UInt64, _ eight: UInt64, count: Int) -> UInt64 {
    let all = UInt64.max &>> UInt64(truncatingIfNeeded: 64 - 8 * count)
    return WordFolding.mix(hash, eight: (eight | WordFolding.caseBits) & all)
  }

  private static func hash(of word: Range<Int>, in text: Span<UInt8>) -> UInt64 {
    var hash = seed
    var place = word.lowerBound
    while place < word.upperBound {
      let count = min(EightBytes.count, word.upperBound - place)
      hash = mix(hash, WordFolding.eightBytes(of: text, at: place, end: text.count), count: count)
      place += count
    }
    return hash
  }

  private static func slot(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 20) }

  static let seed = WordFolding.seed
}
