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

/// Lists of numbers, one after another in one array.
struct NumberLists {
  /// The numbers of all lists.
  let numbers: [Int32]
  /// Where each list begins, and where the last one ends.
  private let starts: [Int32]

  init(_ lists: some Sequence<some Sequence<Int>>) {
    var numbers: [Int32] = []
    var starts: [Int32] = [0]
    for list in lists {
      for number in list { numbers.append(Int32(number)) }
      starts.append(Int32(numbers.count))
    }
    (self.numbers, self.starts) = (numbers, starts)
  }

  /// Where the numbers of a list stand in `numbers`.
  @inline(__always)
  func indices(of list: Int) -> Range<Int> { Int(starts[list])..<Int(starts[list + 1]) }
}

/// A set of rules of an index, in pieces of 256 that are quick to hold beside each other.
struct RuleSet {
  typealias Piece = SIMD4<UInt64>

  /// The pieces; bit k of lane j of piece i stands for rule 256 i + 64 j + k.
  private(set) var pieces: [Piece]

  /// Makes a set of rules, all below a bound.
  init(_ rules: [Int] = [], below bound: Int = 0) {
    pieces = [Piece](repeating: .zero, count: Self.pieceCount(below: bound))
    for rule in rules { insert(rule) }
  }

  /// How many pieces there are in a set of rules below a bound.
  static func pieceCount(below bound: Int) -> Int { (bound + 255) / 256 }

  @inline(__always)
  func contains(_ rule: Int) -> Bool {
    pieces[rule >> 8][rule >> 6 & 3] >> UInt64(truncatingIfNeeded: rule & 63) & 1 != 0
  }

  @inline(__always)
  mutating func insert(_ rule: Int) {
    pieces[rule >> 8][rule >> 6 & 3] |= 1 << UInt64(truncatingIfNeeded: rule & 63)
  }

  /// Becomes what two sets of one bound have in common.
  mutating func formIntersection(_ first: borrowing RuleSet, _ second: borrowing RuleSet) {
    if pieces.count != first.pieces.count { pieces = first.pieces }
    for index in pieces.indices { pieces[index] = first.pieces[index] & second.pieces[index] }
  }

  /// Adds the rules of one row of pieces that are in another set too, all of one bound.
  @inline(__always)
  mutating func formUnion(_ rows: Span<Piece>, row: Int, among wanted: borrowing RuleSet) {
    for index in pieces.indices { pieces[index] |= rows[row * pieces.count + index] & wanted.pieces[index] }
  }

  /// Calls a function with the rules that another set of the same bound has too, ascending.
  @inline(__always)
  func forEachInCommon(with other: borrowing RuleSet, _ body: (Int) -> Void) {
    for index in pieces.indices {
      let common = pieces[index] & other.pieces[index]
      if common != .zero { Self.forEach(of: common, index, body) }
    }
  }

  /// Calls a function with the rules of one piece, which has a number, ascending.
  @inline(__always)
  static func forEach(of piece: Piece, _ number: Int, _ body: (Int) -> Void) {
    for lane in 0..<4 {
      var bits = piece[lane]
      while bits != 0 {
        body(number << 8 + lane << 6 + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
  }
}
