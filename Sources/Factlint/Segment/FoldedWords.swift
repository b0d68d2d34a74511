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
    var hash = Self.seed
    for index in range {
      let byte = text[index]
      if byte >= 0x80 {
        let word = Array(Self.plain(String(decoding: text[range], as: UTF8.self)).utf8)
        return table.ordinal(of: word.indices, in: word.span, hash: Self.hash(of: word))
      }
      hash = Self.mix(hash, Self.lowerCased(byte))
    }
    return table.ordinal(of: range, in: text.span, hash: hash)
  }

  /// Whether a range that is ASCII alone is one of the words; `hash` is that of its bytes, each put in by `mix`.
  func contains(_ range: Range<Int>, in text: Span<UInt8>, hash: UInt32) -> Bool {
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
        let hash = folded[bytes].reduce(FoldedWords.seed, FoldedWords.mix)
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

    func ordinal(of word: Range<Int>, in text: Span<UInt8>, hash: UInt32) -> Int? {
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

  /// One step of the hash: a rotation, which is ready sooner than a product; `slot(of:)` spreads what comes of it.
  @inline(__always)
  static func mix(_ hash: UInt32, _ byte: UInt8) -> UInt32 { (hash << 5 | hash >> 27) ^ UInt32(byte) }

  private static func slot(of hash: UInt32) -> Int { Int((hash &* 0x9E37_79B1) >> 8) }

  private static func hash(of word: [UInt8]) -> UInt32 { word.reduce(seed, mix) }

  static let seed: UInt32 = 0x811C_9DC5
}
