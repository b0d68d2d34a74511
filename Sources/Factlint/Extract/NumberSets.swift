/// A set of numbers below a bound, a bit each; made once and emptied often.
struct NumberSet {
  private var words: [UInt64]

  /// Makes an empty set for numbers below `bound`.
  init(below bound: Int = 0) {
    words = [UInt64](repeating: 0, count: (bound + 63) / 64)
  }

  /// Adds a number, and returns whether it was not there before.
  @inline(__always)
  @discardableResult
  mutating func insert(_ number: Int) -> Bool {
    let (word, bit) = (words[number >> 6], UInt64(1) << UInt64(truncatingIfNeeded: number & 63))
    if word & bit != 0 { return false }
    words[number >> 6] = word | bit
    return true
  }

  @inline(__always)
  func contains(_ number: Int) -> Bool {
    words[number >> 6] >> UInt64(truncatingIfNeeded: number & 63) & 1 != 0
  }

  /// Takes all numbers out, and makes room for others below `bound`.
  mutating func removeAll(below bound: Int) {
    let count = (bound + 63) / 64
    if words.count != count {
      words = [UInt64](repeating: 0, count: count)
    } else {
      for index in words.indices { words[index] = 0 }
    }
  }
}

/// Sets of numbers below one bound, a bit each, one row after another in one array.
struct BitRows {
  /// The words of all rows; bit k of word i of a row stands for 64 i + k.
  private(set) var words: [UInt64] = []
  /// How many words a row has.
  let width: Int

  /// Makes rows for numbers below `bound`; none yet.
  init(below bound: Int) {
    width = (bound + 63) / 64
  }

  /// Makes rows of some sets.
  init(_ rows: some Sequence<some Sequence<Int>>, below bound: Int) {
    self.init(below: bound)
    for row in rows { append(row) }
  }

  /// Adds a row.
  mutating func append(_ row: some Sequence<Int>) {
    let start = words.count
    words.append(contentsOf: repeatElement(0, count: width))
    for number in row { words[start + number >> 6] |= 1 << UInt64(truncatingIfNeeded: number & 63) }
  }
}

/// Numbers or other small things in memory that is kept, the first `count` of which are in use.
struct ReusedList<Element: BitwiseCopyable> {
  /// What is in use, and beyond it what is not.
  fileprivate(set) var storage: [Element] = []
  /// How many are in use.
  fileprivate(set) var count = 0

  /// Takes all out.
  mutating func removeAll() { count = 0 }

  /// Adds one.
  mutating func append(_ element: Element) {
    makeRoom(for: 1, element)
    storage[count] = element
    count += 1
  }

  /// Lets a function write up to so many behind those in use, and takes what it says of how many are in use then.
  ///
  /// So nothing need be asked before each is added.
  @inline(__always)
  mutating func add(
    atMost room: Int, filler: Element, _ body: (_ all: inout MutableSpan<Element>, _ count: inout Int) -> Void
  ) {
    makeRoom(for: room, filler)
    var taken: [Element] = []
    swap(&taken, &storage)
    var span = taken.mutableSpan
    body(&span, &count)
    swap(&taken, &storage)
  }

  private mutating func makeRoom(for room: Int, _ filler: Element) {
    let missing = count + room - storage.count
    if missing > 0 { storage.append(contentsOf: repeatElement(filler, count: max(missing, storage.count))) }
  }
}
