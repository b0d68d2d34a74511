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

/// Bits of 512 numbers that follow each other; bit k of word i stands for 64 i + k.
typealias BitBlock = SIMD8<UInt64>

extension BitBlock {
  static let bitCount = 512

  /// The number of the block that has a number's bit.
  static func block(of number: Int) -> Int { number / bitCount }

  /// How many blocks numbers below a bound take.
  static func count(below bound: Int) -> Int { (bound + bitCount - 1) / bitCount }

  @inline(__always)
  var isEmpty: Bool {
    let half = lowHalf | highHalf
    let quarter = half.lowHalf | half.highHalf
    return quarter[0] | quarter[1] == 0
  }

  /// Adds one of the numbers that the block has bits for.
  mutating func insert(_ number: Int) { self[number >> 6 & 7] |= 1 << UInt64(number & 63) }

  /// Calls a function with each number of which the bit is set, counted from the first of the block.
  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    // Word by word: a vector has no place of its own that could be looked into by a variable.
    Self.forEach(self[0], 0, body)
    Self.forEach(self[1], 64, body)
    Self.forEach(self[2], 128, body)
    Self.forEach(self[3], 192, body)
    Self.forEach(self[4], 256, body)
    Self.forEach(self[5], 320, body)
    Self.forEach(self[6], 384, body)
    Self.forEach(self[7], 448, body)
  }

  @inline(__always)
  private static func forEach(_ word: UInt64, _ first: Int, _ body: (Int) -> Void) {
    var left = word
    while left != 0 {
      body(first &+ left.trailingZeroBitCount)
      left &= left &- 1
    }
  }
}

/// Sets of numbers below one bound, one row of blocks after another in one array.
struct BitRows {
  /// The blocks of all rows.
  private(set) var blocks: [BitBlock] = []
  /// How many blocks a row has.
  let width: Int

  /// Makes rows of some sets.
  init(_ rows: some Sequence<some Sequence<Int>>, below bound: Int) {
    width = BitBlock.count(below: bound)
    for row in rows {
      let start = blocks.count
      blocks.append(contentsOf: repeatElement(.zero, count: width))
      for number in row { blocks[start + BitBlock.block(of: number)].insert(number) }
    }
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
