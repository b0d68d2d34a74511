/// A set of words that is asked by the bytes of a text, in any mixture of upper and lower case.
///
/// A look-up of ASCII allocates nothing; a word with other scalars is folded by Unicode's lower-casing first.
struct FoldedWords: Sendable {
  /// The number of different words.
  private(set) var count = 0
  private var folded: [UInt8] = []
  private var bounds: [Range<Int>] = []
  private var ordinals: [Int] = []
  /// Positions in `bounds`, −1 where free; open addressing, a power of two, at most half full.
  private var table: [Int32]

  /// Takes words; a typographic apostrophe in one is the ASCII one, as in clean text.
  ///
  /// A word that is given twice keeps its first ordinal.
  init(_ words: some Collection<String>) {
    var capacity = 8
    while capacity < 2 * words.count { capacity *= 2 }
    table = Array(repeating: -1, count: capacity)
    for (ordinal, word) in words.enumerated() {
      let plain = Self.plain(word)
      if !plain.isEmpty { insert(Array(plain.utf8), ordinal: ordinal) }
    }
  }

  /// Whether there are no words.
  var isEmpty: Bool { count == 0 }

  /// Whether a range of the text is one of the words.
  @inline(__always)
  func contains(_ range: Range<Int>, in text: [UInt8]) -> Bool {
    position(of: range, in: text) != nil
  }

  /// The place of the word among those that the set was made of, nil where it is none of them.
  func ordinal(of range: Range<Int>, in text: [UInt8]) -> Int? {
    position(of: range, in: text).map { ordinals[$0] }
  }

  private func position(of range: Range<Int>, in text: [UInt8]) -> Int? {
    guard !isEmpty else { return nil }
    var hash = Self.seed
    for index in range {
      let byte = text[index]
      if byte >= 0x80 {
        let word = Array(Self.plain(String(decoding: text[range], as: UTF8.self)).utf8)
        return position(ofFolded: word[...], hash: Self.hash(of: word))
      }
      hash = Self.mix(hash, Self.lowerCased(byte))
    }
    return position(ofFolded: text[range], hash: hash)
  }

  private func position(ofFolded word: ArraySlice<UInt8>, hash: UInt32) -> Int? {
    var slot = Int(hash) & (table.count - 1)
    while table[slot] >= 0 {
      let position = Int(table[slot])
      if equals(word, bounds[position]) { return position }
      slot = (slot + 1) & (table.count - 1)
    }
    return nil
  }

  private func equals(_ word: ArraySlice<UInt8>, _ entry: Range<Int>) -> Bool {
    guard word.count == entry.count else { return false }
    for offset in 0..<entry.count
    where Self.lowerCased(word[word.startIndex + offset]) != folded[entry.lowerBound + offset] { return false }
    return true
  }

  private mutating func insert(_ word: [UInt8], ordinal: Int) {
    let hash = Self.hash(of: word)
    guard position(ofFolded: word[...], hash: hash) == nil else { return }
    var slot = Int(hash) & (table.count - 1)
    while table[slot] >= 0 { slot = (slot + 1) & (table.count - 1) }
    table[slot] = Int32(count)
    bounds.append(folded.count..<folded.count + word.count)
    folded += word
    ordinals.append(ordinal)
    count += 1
  }

  private static func plain(_ word: String) -> String {
    String(String.UnicodeScalarView(word.lowercased().unicodeScalars.map { $0 == "\u{2019}" ? "'" : $0 }))
  }

  @inline(__always)
  private static func lowerCased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// One step of FNV-1a.
  @inline(__always)
  private static func mix(_ hash: UInt32, _ byte: UInt8) -> UInt32 { (hash ^ UInt32(byte)) &* 0x0100_0193 }

  private static func hash(of word: [UInt8]) -> UInt32 { word.reduce(seed, mix) }

  private static let seed: UInt32 = 0x811C_9DC5
}
