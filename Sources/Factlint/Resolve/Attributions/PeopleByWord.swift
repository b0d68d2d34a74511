/// A word of a name, told by the hash of its folded letters.
struct NameWord: Hashable {
  let hash: UInt64
  /// Whether it is a letter alone, as the first of a second name is.
  let isInitial: Bool

  /// The words of a stretch of text.
  static func all(in range: Range<Int>, of text: [UInt8]) -> [NameWord] {
    var words: [NameWord] = []
    var lastStart = -1
    let bytes = text.span
    WordFolding.forEachWord(in: bytes, range: range) { word in
      // A word with marks is given more than once.
      guard word.start != lastStart else { return }
      lastStart = word.start
      let isInitial =
        word.isASCII
        ? word.end - word.start == 1 : String(decoding: text[word.start..<word.end], as: UTF8.self).count == 1
      words.append(NameWord(hash: WordFolding.hash(of: word, in: bytes), isInitial: isInitial))
    } other: { _, _ in
    }
    return words
  }

  /// The words of a text.
  static func all(of text: String) -> [NameWord] {
    let bytes = Array(text.utf8)
    return all(in: bytes.indices, of: bytes)
  }
}

/// The people that a word of a name may mean, by the words of all names.
struct PeopleByWord {
  /// A word of a person's name, and where the next person of that word is; -1 where there is none.
  private struct Entry {
    var hash: UInt64
    var person: Int
    var next: Int
  }

  private var entries: [Entry] = []
  /// Open addressing: for each hash the index of its first entry plus 1; 0 is an empty slot.
  private var slots: [Int32] = []
  private var wordCount = 0
  /// A bit for each word, by its hash: most words of a text are told by it to be nobody's.
  private var bits: UInt64 = 0

  /// How many people of one name are kept apart; far more than the longest article has, so that no list of names takes
  /// time that grows with its square.
  static let greatestNamesakeCount = 200

  /// Calls `body` with the people whose name has a word, in the order in which they were added; the first
  /// `greatestNamesakeCount` of them.
  func forEach(named word: NameWord, _ body: (Int) -> Void) {
    var entry = first(word.hash)
    while entry >= 0 {
      body(entries[entry].person)
      entry = entries[entry].next
    }
  }

  /// Whether a person is one of those whose name has a word.
  func contains(_ person: Int, named word: NameWord) -> Bool {
    var entry = first(word.hash)
    while entry >= 0 {
      if entries[entry].person == person { return true }
      entry = entries[entry].next
    }
    return false
  }

  /// Adds a word of a person's name.
  mutating func add(_ word: NameWord, of person: Int) {
    if (wordCount + 1) * 2 > slots.count { grow() }
    bits |= Self.bit(of: word.hash)
    let new = Entry(hash: word.hash, person: person, next: -1)
    var last = first(word.hash)
    guard last >= 0 else {
      slots[slot(of: word.hash)] = Int32(entries.count + 1)
      entries.append(new)
      wordCount += 1
      return
    }
    var count = 1
    while entries[last].next >= 0 { (last, count) = (entries[last].next, count + 1) }
    guard count < Self.greatestNamesakeCount else { return }
    entries[last].next = entries.count
    entries.append(new)
  }

  private mutating func grow() {
    let heads = slots.filter { $0 != 0 }
    slots = [Int32](repeating: 0, count: max(16, slots.count * 2))
    for head in heads { slots[slot(of: entries[Int(head) - 1].hash)] = head }
  }

  /// The slot that a hash has, or would have.
  private func slot(of hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash >> 7) & mask
    while slots[slot] != 0, entries[Int(slots[slot]) - 1].hash != hash { slot = (slot + 1) & mask }
    return slot
  }

  /// The first entry of a hash; -1 where there is none.
  private func first(_ hash: UInt64) -> Int {
    bits & Self.bit(of: hash) == 0 ? -1 : Int(slots[slot(of: hash)]) - 1
  }

  /// The people whose name has any of the words with a capital of a stretch of text, each once.
  func people(namedIn range: Range<Int>, of text: [UInt8]) -> [Int] {
    let bytes = text.span
    var found: [Int] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let first = bytes[index]
      guard first &- 0x41 < 26 || first >= 0x80 else {
        index &+= 1
        continue
      }
      // A capital that is no word's first letter tells nothing.
      guard index == range.lowerBound || !Self.isLetter(bytes[index - 1]) else {
        index &+= 1
        continue
      }
      let start = index
      var hash = WordFolding.seed
      var isASCII = true
      var hasPunctuation = false
      while index < range.upperBound, Self.isLetter(bytes[index]) {
        if bytes[index] >= 0x80 {
          isASCII = false
          // U+2000 to U+203F, as dashes and quotation marks are: no part of any name.
          if bytes[index] == 0xE2, index + 1 < range.upperBound, bytes[index + 1] == 0x80 { hasPunctuation = true }
        }
        hash = WordFolding.mix(hash, bytes[index] | 0x20)
        index += 1
      }
      if hasPunctuation { continue }
      if !isASCII {
        let word = String(decoding: text[start..<index], as: UTF8.self)
        hash = WordFolding.hash(ofFolded: WordFolding.folded(word))
      }
      var entry = self.first(hash)
      while entry >= 0 {
        let person = entries[entry].person
        if !found.contains(person) { found.append(person) }
        entry = entries[entry].next
      }
    }
    return found
  }

  private static func isLetter(_ byte: UInt8) -> Bool { WordFolding.isASCIILetter(byte) || byte >= 0x80 }

  private static func bit(of hash: UInt64) -> UInt64 { 1 << (hash >> 40 & 63) }
}
