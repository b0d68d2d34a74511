/// The words of a document that begin with a capital and go on in lower case, each with the places where it stands.
///
/// Made in one pass over the text; what is no name costs no more than its hash.
struct CapitalWords {
  /// A word as it is spelled.
  struct Word {
    fileprivate var hash: UInt64
    /// A bit for each letter of the alphabet that is in it, and one for all others.
    fileprivate var letters: UInt32
    /// How many bytes it has.
    var length: Int
    /// How often it stands in the text.
    var count: Int
    /// Its first occurrence, as an index into `occurrences`.
    fileprivate var first: Int32
    fileprivate var last: Int32
    /// The word before it with the same initial, −1 where there is none.
    fileprivate var sameInitial: Int32
  }

  private struct Occurrence {
    var start: Int32
    /// The next one of the same word, −1 where there is none.
    var next: Int32
  }

  /// The words in the order of their first occurrences.
  private(set) var words: [Word] = []
  private var occurrences: [Occurrence] = []
  /// Open addressing: the index of a word plus 1; 0 is an empty slot.
  private var slots: [Int32]
  /// The last word with each initial, −1 where there is none.
  private var initials = [Int32](repeating: -1, count: 26)
  private let text: [UInt8]

  /// A shorter word is often one letter away from another without being a slip.
  private static let leastLength = 4

  init(of document: Document) {
    text = document.article.text
    var capacity = 64
    while capacity < text.count / 16 { capacity *= 2 }
    slots = Array(repeating: 0, count: capacity)
    words.reserveCapacity(capacity / 2)
    occurrences.reserveCapacity(capacity)
    for block in document.article.blocks where block.role != .metadata && block.role != .byline {
      read(block.range)
    }
  }

  /// One of the places where a word stands.
  struct Place {
    /// Where it begins.
    var start: Int
    fileprivate var next: Int32
  }

  /// The first place of a word.
  func firstPlace(of word: Int) -> Place? { place(at: words[word].first) }

  /// The next place of the same word; nil after the last.
  func place(after place: Place) -> Place? { self.place(at: place.next) }

  private func place(at occurrence: Int32) -> Place? {
    if occurrence < 0 { return nil }
    let found = occurrences[Int(occurrence)]
    return Place(start: Int(found.start), next: found.next)
  }

  /// Where a word stands, in the order of the text, no more than so many places.
  func places(of word: Int, atMost greatestCount: Int) -> [Range<Int>] {
    var places: [Range<Int>] = []
    places.reserveCapacity(min(words[word].count, greatestCount))
    var next = firstPlace(of: word)
    while let place = next, places.count < greatestCount {
      places.append(place.start..<place.start + words[word].length)
      next = self.place(after: place)
    }
    return places
  }

  // MARK: Reading

  private mutating func read(_ range: Range<Int>) {
    let text = text
    let bytes = text.span
    var index = range.lowerBound
    let end = range.upperBound
    while true {
      // With the eight there must be the byte behind them.
      while end - index > EightBytes.count {
        var initials = EightBytes(at: index, in: bytes).between(0x41, 0x5A)
        // In a text of capitals, too, few are followed by a small letter.
        if initials != 0 { initials &= EightBytes(at: index &+ 1, in: bytes).between(0x61, 0x7A) }
        index &+= initials == 0 ? EightBytes.count : EightBytes.first(of: initials)
        if initials != 0 { break }
      }
      while index &+ 1 < end, bytes[index] &- 0x41 >= 26 || bytes[index &+ 1] &- 0x61 >= 26 { index &+= 1 }
      if index &+ 1 >= end { return }
      // Initials are few, so that nothing is asked of what is before one until there is one.
      if Self.isInWord(index, of: bytes, from: range.lowerBound) {
        index &+= 1
        continue
      }
      let start = index
      var hash = WordFolding.mix(WordFolding.seed, bytes[index])
      var letters: UInt32 = 0
      index &+= 1
      while index < end, case let next = bytes[index], WordFolding.isASCIILetter(next) || Self.isLetter(next) {
        hash = WordFolding.mix(hash, next)
        letters |= 1 &<< (next < 0x80 ? UInt32((next | 0x20) &- 0x61) : 26)
        index &+= 1
      }
      if index - start >= Self.leastLength { add(start, length: index - start, hash: hash, letters: letters) }
    }
  }

  /// Whether a letter goes on with a word of the range that begins at `start`; letters that are not ASCII begin none.
  private static func isInWord(_ index: Int, of bytes: Span<UInt8>, from start: Int) -> Bool {
    var before = index
    while before > start, isLetter(bytes[before - 1]) { before -= 1 }
    return before > start && WordFolding.isASCIILetter(bytes[before - 1])
  }

  /// Whether a byte is a part of a letter that is not ASCII; the marks of general punctuation begin with E2.
  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 && byte != 0xE2 }

  private mutating func add(_ start: Int, length: Int, hash: UInt64, letters: UInt32) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash >> 20) & mask
    while slots[slot] != 0 {
      let word = Int(slots[slot]) - 1
      if words[word].hash == hash, words[word].length == length {
        occurrences[Int(words[word].last)].next = Int32(occurrences.count)
        words[word].last = Int32(occurrences.count)
        words[word].count += 1
        occurrences.append(Occurrence(start: Int32(start), next: -1))
        return
      }
      slot = (slot + 1) & mask
    }
    let initial = Int(text[start] &- 0x41)
    words.append(
      Word(
        hash: hash, letters: letters, length: length, count: 1, first: Int32(occurrences.count),
        last: Int32(occurrences.count), sameInitial: initials[initial]))
    initials[initial] = Int32(words.count - 1)
    occurrences.append(Occurrence(start: Int32(start), next: -1))
    slots[slot] = Int32(words.count)
    if words.count * 2 > slots.count { grow() }
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (index, word) in words.enumerated() {
      var slot = Int(truncatingIfNeeded: word.hash >> 20) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index + 1)
    }
  }

  // MARK: Words that differ by a slip of the pen

  /// How two words differ: what stands between what they begin with and what they end with alike.
  struct Difference {
    /// The letters that only the first has.
    var first: ArraySlice<UInt8>
    /// The letters that only the second has.
    var second: ArraySlice<UInt8>
    /// Whether nothing follows the letters.
    var isAtEnd: Bool
  }

  /// Calls `body` with each two words that begin alike and differ by one letter, or by two that have changed places: the
  /// more frequent first, or else the earlier.
  func forEachSimilarPair(_ body: (_ frequent: Int, _ rare: Int, _ difference: Difference) -> Void) {
    var comparisons = 0
    for later in words.indices {
      let word = words[later]
      var candidate = word.sameInitial
      while candidate >= 0 {
        let earlier = Int(candidate)
        let other = words[earlier]
        candidate = other.sameInitial
        comparisons += 1
        guard abs(word.length - other.length) < 2, (word.letters ^ other.letters).nonzeroBitCount <= 2 else { continue }
        if other.count >= word.count {
          if let difference = difference(of: earlier, and: later) { body(earlier, later, difference) }
        } else if let difference = difference(of: later, and: earlier) {
          body(later, earlier, difference)
        }
      }
      // No article of a newspaper comes near; a list of all names there are would take the square of its length.
      if comparisons > Self.greatestComparisonCount { return }
    }
  }

  private static let greatestComparisonCount = 2_000_000

  /// Calls `body` with each two long words that begin and end alike and differ by two slips in between, which
  /// `forEachSimilarPair` leaves out: the more frequent first, or else the earlier.
  func forEachLikePair(_ body: (_ frequent: Int, _ rare: Int) -> Void) {
    var comparisons = 0
    for later in words.indices where words[later].length >= Self.leastLongLength {
      let word = words[later]
      var candidate = word.sameInitial
      while candidate >= 0 {
        let earlier = Int(candidate)
        let other = words[earlier]
        candidate = other.sameInitial
        comparisons += 1
        guard other.length >= Self.leastLongLength, abs(word.length - other.length) <= 2,
          min(word.count, other.count) == 1, (word.letters ^ other.letters).nonzeroBitCount <= 4,
          hasTwoSlips(earlier, later)
        else { continue }
        if other.count >= word.count { body(earlier, later) } else { body(later, earlier) }
      }
      if comparisons > Self.greatestComparisonCount { return }
    }
  }

  /// Words of fewer letters are often two slips apart.
  private static let leastLongLength = 7
  /// So many letters at either end are the same.
  private static let edgeLength = 2
  /// Or so many at the beginning.
  private static let longEdgeLength = 6

  /// Whether two words differ by exactly two letters put in, left out or changed, between ends that are alike.
  private func hasTwoSlips(_ first: Int, _ second: Int) -> Bool {
    let one = word(first)
    let other = word(second)
    guard
      one.suffix(Self.edgeLength).elementsEqual(other.suffix(Self.edgeLength))
        || one.prefix(Self.longEdgeLength).elementsEqual(other.prefix(Self.longEdgeLength)),
      one.allSatisfy(WordFolding.isASCIILetter), other.allSatisfy(WordFolding.isASCIILetter)
    else { return false }
    var row = Array(0...other.count)
    for (index, letter) in one.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (column, otherLetter) in other.enumerated() {
        let cost = diagonal + (letter == otherLetter ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(cost, row[column] + 1, diagonal + 1)
      }
    }
    // Two letters that have changed places are one slip, which the other pairs have.
    return row[other.count] == 2 && difference(of: first, and: second) == nil
  }

  private func word(_ index: Int) -> ArraySlice<UInt8> {
    let start = Int(occurrences[Int(words[index].first)].start)
    return text[start..<start + words[index].length]
  }

  private func difference(of first: Int, and second: Int) -> Difference? {
    let one = Int(occurrences[Int(words[first].first)].start)
    let other = Int(occurrences[Int(words[second].first)].start)
    let (length, otherLength) = (words[first].length, words[second].length)
    let shorter = min(length, otherLength)
    var start = 0
    while start < shorter, text[one + start] == text[other + start] { start += 1 }
    var end = 0
    while end < shorter - start, text[one + length - 1 - end] == text[other + otherLength - 1 - end] { end += 1 }
    let middle = text[one + start..<one + length - end]
    let otherMiddle = text[other + start..<other + otherLength - end]
    guard
      middle.count <= 1 && otherMiddle.count <= 1 || middle.count == 2 && middle.elementsEqual(otherMiddle.reversed())
    else { return nil }
    // Letters that are not ASCII have several bytes; with and without an accent is no slip.
    guard middle.allSatisfy(WordFolding.isASCIILetter), otherMiddle.allSatisfy(WordFolding.isASCIILetter) else {
      return nil
    }
    return Difference(first: middle, second: otherMiddle, isAtEnd: end == 0)
  }
}
