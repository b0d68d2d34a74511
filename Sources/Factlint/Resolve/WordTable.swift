/// Values by words, found without making a string: nearly all words of a text are ASCII and of no more than a line.
final class WordTable<Value: Sendable>: Sendable {
  private let ignoresCase: Bool
  /// Open addressing: for each hash the index of its entry plus 1; 0 is an empty slot.
  private let slots: [Int32]
  private let mask: Int
  /// The keys by their hashes: with 64 bits, no two words of a language are taken for one.
  private let entries: [(hash: UInt64, value: Value)]
  /// The keys that are not ASCII, which Unicode may spell in more than one way.
  private let others: [String: Value]
  /// A bit for the length in bytes of each key that is ASCII, that of 63 for all that are longer.
  private let lengths: UInt64
  /// A bit for the first byte of each such key, by what a letter has in common in either case.
  private let initials: UInt32

  /// Takes keys, folded or not where case is to be ignored, and their values; of two values of a key the later one
  /// counts.
  init(_ values: some Collection<(key: String, value: Value)>, ignoresCase: Bool) {
    self.ignoresCase = ignoresCase
    var capacity = 4
    while capacity < values.count * 2 { capacity *= 2 }
    let mask = capacity - 1
    var slots = [Int32](repeating: 0, count: capacity)
    var entries: [(hash: UInt64, value: Value)] = []
    entries.reserveCapacity(values.count)
    var others: [String: Value] = [:]
    var lengths: UInt64 = 0
    var initials: UInt32 = 0
    for (key, value) in values {
      let bytes = key.utf8.span
      var hash = WordFolding.seed
      var allBits: UInt8 = 0
      for index in bytes.indices {
        let byte = bytes[index]
        hash = WordFolding.mix(hash, ignoresCase && WordFolding.isASCIILetter(byte) ? byte | 0x20 : byte)
        allBits |= byte
      }
      guard allBits < 0x80 else {
        others[ignoresCase ? WordFolding.folded(key) : key] = value
        continue
      }
      var slot = Self.slot(of: hash) & mask
      while slots[slot] != 0, entries[Int(slots[slot]) - 1].hash != hash { slot = (slot + 1) & mask }
      guard slots[slot] == 0 else {
        entries[Int(slots[slot]) - 1].value = value
        continue
      }
      slots[slot] = Int32(entries.count + 1)
      entries.append((hash, value))
      lengths |= 1 << UInt64(min(bytes.count, 63))
      if !bytes.isEmpty { initials |= 1 << UInt32(bytes[0] & 31) }
    }
    (self.slots, self.mask, self.entries, self.others) = (slots, mask, entries, others)
    (self.lengths, self.initials) = (lengths, initials)
  }

  /// The value of a word; nil where there is none.
  func value(of word: String) -> Value? {
    let bytes = word.utf8.span
    if let index = index(of: bytes, in: 0..<bytes.count) { return index < 0 ? nil : entries[index].value }
    return others[ignoresCase ? WordFolding.folded(word) : word]
  }

  /// The value of the word or words in a range of a text; nil where there is none.
  func value(of range: Range<Int>, in text: [UInt8]) -> Value? {
    if let index = index(of: text.span, in: range) { return index < 0 ? nil : entries[index].value }
    return others.isEmpty ? nil : value(ofOther: range, in: text)
  }

  /// Whether a word is one of the keys.
  func contains(_ word: String) -> Bool {
    let bytes = word.utf8.span
    if let index = index(of: bytes, in: 0..<bytes.count) { return index >= 0 }
    return others[ignoresCase ? WordFolding.folded(word) : word] != nil
  }

  /// Whether the word or words in a range of a text are one of the keys.
  func contains(_ range: Range<Int>, in text: [UInt8]) -> Bool {
    if let index = index(of: text.span, in: range) { return index >= 0 }
    return !others.isEmpty && value(ofOther: range, in: text) != nil
  }

  /// Whether a word in a range of a text, once folded, is one of the keys, whatever case these are told by.
  func containsFolded(_ range: Range<Int>, in text: [UInt8]) -> Bool {
    if let index = index(of: text.span, in: range, folding: true) { return index >= 0 }
    return others[WordFolding.folded(String(decoding: text[range], as: UTF8.self))] != nil
  }

  private func value(ofOther range: Range<Int>, in text: [UInt8]) -> Value? {
    let word = String(decoding: text[range], as: UTF8.self)
    return others[ignoresCase ? WordFolding.folded(word) : word]
  }

  /// The index of the entry of a word, -1 where it has none; nil for a word that is not ASCII.
  private func index(of text: Span<UInt8>, in range: Range<Int>) -> Int? {
    ignoresCase ? index(of: text, in: range, folding: true) : index(of: text, in: range, folding: false)
  }

  @inline(__always)
  private func index(of text: Span<UInt8>, in range: Range<Int>, folding: Bool) -> Int? {
    // Most of what is asked for begins with another letter than anything in the list, or is of another length.
    if others.isEmpty {
      guard !range.isEmpty, lengths >> UInt64(min(range.count, UInt64.bitWidth - 1)) & 1 != 0 else { return -1 }
      let first = text[range.lowerBound]
      if initials >> UInt32(first & 31) & 1 == 0, first < 0x80 { return -1 }
    }
    var hash = WordFolding.seed
    for place in range {
      let byte = text[place]
      if byte >= 0x80 { return nil }
      hash = WordFolding.mix(hash, folding && WordFolding.isASCIILetter(byte) ? byte | 0x20 : byte)
    }
    var slot = Self.slot(of: hash) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if entries[index].hash == hash { return index }
      slot = (slot + 1) & mask
    }
    return -1
  }

  private static func slot(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 7) }
}
