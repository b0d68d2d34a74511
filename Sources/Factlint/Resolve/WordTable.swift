/// Values by words, found without making a string: nearly all words of a text are ASCII and of no more than a line.
final class WordTable<Value: Sendable>: Sendable {
  private let ignoresCase: Bool
  /// Open addressing: for each hash the index of its entry plus 1; 0 is an empty slot.
  private let slots: [Int32]
  private let mask: Int
  /// The bytes of all keys, one after another.
  private let bytes: [UInt8]
  private let entries: [(hash: UInt64, start: Int32, end: Int32, value: Value)]
  /// The keys that are not ASCII, which Unicode may spell in more than one way.
  private let others: [String: Value]

  /// Takes keys, folded where case is to be ignored, and their values; of two values of a key the later one counts.
  init(_ values: some Collection<(key: String, value: Value)>, ignoresCase: Bool) {
    self.ignoresCase = ignoresCase
    var capacity = 4
    while capacity < values.count * 2 { capacity *= 2 }
    let mask = capacity - 1
    var slots = [Int32](repeating: 0, count: capacity)
    var bytes: [UInt8] = []
    var entries: [(hash: UInt64, start: Int32, end: Int32, value: Value)] = []
    var others: [String: Value] = [:]
    for (key, value) in values {
      guard key.utf8.allSatisfy({ $0 < 0x80 }) else {
        others[key] = value
        continue
      }
      let hash = WordFolding.hash(ofFolded: key)
      var slot = Self.slot(of: hash) & mask
      while slots[slot] != 0 {
        let known = entries[Int(slots[slot]) - 1]
        if known.hash == hash, key.utf8.elementsEqual(bytes[Int(known.start)..<Int(known.end)]) { break }
        slot = (slot + 1) & mask
      }
      guard slots[slot] == 0 else {
        entries[Int(slots[slot]) - 1].value = value
        continue
      }
      slots[slot] = Int32(entries.count + 1)
      let start = bytes.count
      bytes += key.utf8
      entries.append((hash, Int32(start), Int32(bytes.count), value))
    }
    (self.slots, self.mask, self.bytes) = (slots, mask, bytes)
    (self.entries, self.others) = (entries, others)
  }

  /// The value of a word; nil where there is none.
  func value(of word: String) -> Value? {
    if let found = word.utf8.withContiguousStorageIfAvailable(index), let index = found {
      return index < 0 ? nil : entries[index].value
    }
    return others[ignoresCase ? WordFolding.folded(word) : word]
  }

  /// The index of the entry of a word, -1 where it has none; nil for a word that is not ASCII.
  private func index(of word: UnsafeBufferPointer<UInt8>) -> Int? {
    var hash = WordFolding.seed
    for byte in word {
      if byte >= 0x80 { return nil }
      hash = WordFolding.mix(hash, folded(byte))
    }
    var slot = Self.slot(of: hash) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if entries[index].hash == hash, isKey(index, word) { return index }
      slot = (slot + 1) & mask
    }
    return -1
  }

  private func isKey(_ index: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(entries[index].start)
    guard Int(entries[index].end) - start == word.count else { return false }
    for offset in 0..<word.count where bytes[start + offset] != folded(word[offset]) { return false }
    return true
  }

  @inline(__always)
  private func folded(_ byte: UInt8) -> UInt8 {
    ignoresCase && WordFolding.isASCIILetter(byte) ? byte | 0x20 : byte
  }

  private static func slot(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 7) }
}
