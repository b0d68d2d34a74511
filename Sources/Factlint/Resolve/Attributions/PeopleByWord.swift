/// The people that a word of a name may mean, by the folded words of all names.
struct PeopleByWord {
  private var people: [String: [Int]] = [:]
  /// A bit for each word, by its hash: most words of a text are told by it to be nobody's.
  private var bits: UInt64 = 0

  /// How many people of one name are kept apart; far more than the longest article has, so that no list of names takes
  /// time that grows with its square.
  static let greatestNamesakeCount = 200

  /// The people whose name has a folded word; the first `greatestNamesakeCount` of them.
  subscript(word: String) -> [Int] { people[word] ?? [] }

  /// Adds a folded word of a person's name.
  mutating func add(_ word: String, of person: Int) {
    bits |= Self.bit(ofFolded: WordFolding.hash(ofFolded: word))
    if people[word, default: []].count < Self.greatestNamesakeCount { people[word, default: []].append(person) }
  }

  /// The people whose name has any of the words with a capital of a stretch of text, each once.
  func people(namedIn range: Range<Int>, of text: [UInt8]) -> [Int] {
    let bytes = text.span
    var found: [Int] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let first = bytes[index]
      // A capital that is no word's first letter tells nothing.
      guard first &- 0x41 < 26 || first >= 0x80, index == range.lowerBound || !Self.isLetter(bytes[index - 1]) else {
        index &+= 1
        continue
      }
      let start = index
      var hash = WordFolding.seed
      var isASCII = true
      while index < range.upperBound, Self.isLetter(bytes[index]) {
        if bytes[index] >= 0x80 { isASCII = false }
        hash = WordFolding.mix(hash, bytes[index] | 0x20)
        index += 1
      }
      if isASCII, bits & Self.bit(ofFolded: hash) == 0 { continue }
      let word = WordFolding.folded(String(decoding: text[start..<index], as: UTF8.self))
      for person in people[word] ?? [] where !found.contains(person) { found.append(person) }
    }
    return found
  }

  private static func isLetter(_ byte: UInt8) -> Bool { WordFolding.isASCIILetter(byte) || byte >= 0x80 }

  private static func bit(ofFolded hash: UInt64) -> UInt64 { 1 << (hash >> 40 & 63) }
}
