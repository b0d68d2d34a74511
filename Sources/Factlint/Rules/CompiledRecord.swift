/// One line of a compiled pack, the fields of which are read one after another, each as what it is asked for.
///
/// A pack is read at each start of the program, so all goes by bytes, eight at a time where nothing parts them.
struct CompiledRecord {
  /// The number of the line, from 1; empty lines are none.
  private(set) var line = 0
  private let source: String
  /// The bytes of the same.
  private let bytes: [UInt8]
  /// Where the next field begins or, without one, where the line ends.
  private var position = 0
  /// Whether the line has another field.
  private(set) var hasMore = false
  /// Whether anything in the field read last is escaped.
  private var hasEscapes = false

  /// U+001B, which begins what stands for a byte that parts fields or lines.
  static let escape: UInt8 = 0x1B
  /// What ends an item of a field that is a list.
  static let itemEnd: UInt8 = 0x1F

  /// Stands before the first line of a text.
  init(_ text: String) {
    source = text
    bytes = text.utf8.withContiguousStorageIfAvailable { Array($0) } ?? Array(text.utf8)
  }

  /// Goes on to the next line, and returns whether there is one.
  mutating func next() -> Bool {
    while hasMore { _ = nextField() }
    while position < bytes.count, bytes[position] == UInt8(ascii: "\n") { position += 1 }
    guard position < bytes.count else { return false }
    line += 1
    hasMore = true
    return true
  }

  /// What is wrong with the present line.
  var damage: CompiledPack.Damage { CompiledPack.Damage(line: line) }

  /// The next field as text.
  mutating func text() throws(CompiledPack.Damage) -> String {
    let range = try field()
    return text(range)
  }

  /// The next field as text; nil where that is empty.
  mutating func textIfAny() throws(CompiledPack.Damage) -> String? {
    let range = try field()
    return range.isEmpty ? nil : text(range)
  }

  /// The texts of all fields that are left.
  mutating func texts() -> [String] {
    var texts: [String] = []
    while hasMore {
      let range = nextField()
      texts.append(text(range))
    }
    return texts
  }

  /// The items of the next field, which is a list.
  mutating func list() throws(CompiledPack.Damage) -> [String] {
    let range = try field()
    return items(in: range).map(item)
  }

  /// The items of the next field, which are pairs of a name and what it stands for, parted by the first "=".
  mutating func pairs() throws(CompiledPack.Damage) -> [String: String] {
    let field = try field()
    var pairs: [String: String] = [:]
    for range in items(in: field) {
      // By bytes: a combining mark behind the sign would make another character of it.
      guard let equals = bytes[range].firstIndex(of: UInt8(ascii: "=")) else { continue }
      pairs[item(range.lowerBound..<equals)] = item(equals + 1..<range.upperBound)
    }
    return pairs
  }

  /// The words of a list that the numbers of the next field stand for, between which there are spaces.
  mutating func words(of list: [String]) throws(CompiledPack.Damage) -> [String] {
    let range = try field()
    var words: [String] = []
    words.reserveCapacity(range.count / 4 + 1)
    var isDamaged = false
    forEachNumber(in: range) { number, _ in
      guard let number else { return }
      if list.indices.contains(number) { words.append(list[number]) } else { isDamaged = true }
    }
    if isDamaged { throw damage }
    return words
  }

  /// The items of the next field, which are lists of lists of numbers: parted by two bytes, the second of which is a
  /// space.
  mutating func numbers(partedBy separator: UInt8) throws(CompiledPack.Damage) -> [[[Int]]] {
    let range = try field()
    return items(in: range).map { item in
      if item.isEmpty { return [] }
      var lists: [[Int]] = []
      var list: [Int] = []
      forEachNumber(in: item) { number, end in
        if let number { list.append(number) }
        if end == separator {
          lists.append(list)
          list = []
        }
      }
      lists.append(list)
      return lists
    }
  }

  /// Calls `body` with each number in a range, nil where none stands before the byte that ends it, and with that byte;
  /// with a space at the end of the range.
  @inline(__always)
  private func forEachNumber(in range: Range<Int>, _ body: (_ number: Int?, _ end: UInt8) -> Void) {
    let bytes = bytes.span
    var number: Int?
    for index in range {
      let byte = bytes[index]
      if byte &- 0x30 < 10 {
        number = (number ?? 0) &* 10 &+ Int(byte &- 0x30)
      } else {
        body(number, byte)
        number = nil
      }
    }
    body(number, 0x20)
  }

  private mutating func field() throws(CompiledPack.Damage) -> Range<Int> {
    guard hasMore else { throw damage }
    return nextField()
  }

  /// Where the next field stands, which there is, in bytes.
  private mutating func nextField() -> Range<Int> {
    let text = bytes
    let bytes = text.span
    let start = position
    var end = start
    hasEscapes = false
    while let found = Self.firstControl(in: bytes, from: end) {
      let byte = bytes[found]
      if byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") {
        hasMore = byte == UInt8(ascii: "\t")
        position = hasMore ? found + 1 : found
        return start..<found
      }
      if byte == Self.escape { hasEscapes = true }
      end = found + 1
    }
    (hasMore, position) = (false, bytes.count)
    return start..<bytes.count
  }

  /// The first place from one on with a control character of ASCII, as all that parts fields and lines are; nil where
  /// there is none.
  @inline(__always)
  private static func firstControl(in bytes: Span<UInt8>, from start: Int) -> Int? {
    var place = start
    while place &+ EightBytes.count <= bytes.count {
      let controls = EightBytes(at: place, in: bytes).between(0, 0x1F)
      if controls != 0 { return place &+ EightBytes.first(of: controls) }
      place &+= EightBytes.count
    }
    while place < bytes.count {
      if bytes[place] < 0x20 { return place }
      place &+= 1
    }
    return nil
  }

  private func text(_ range: Range<Int>) -> String {
    if hasEscapes { return Self.unescaped(bytes[range]) }
    if range.count < 64 { return String(decoding: bytes[range], as: UTF8.self) }
    // A piece of a string need not be looked at again, which pays for a long one.
    let utf8 = source.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    return String(Substring(utf8[start..<utf8.index(start, offsetBy: range.count)]))
  }

  /// An item was escaped before its field was.
  private func item(_ range: Range<Int>) -> String {
    hasEscapes ? Self.unescaped(Array(text(range).utf8)[...]) : text(range)
  }

  private func items(in field: Range<Int>) -> [Range<Int>] {
    let bytes = bytes.span
    var items: [Range<Int>] = []
    var start = field.lowerBound
    for index in field where bytes[index] == Self.itemEnd {
      items.append(start..<index)
      start = index + 1
    }
    return items
  }

  private static func unescaped(_ field: ArraySlice<UInt8>) -> String {
    guard field.contains(escape) else { return String(decoding: field, as: UTF8.self) }
    var result: [UInt8] = []
    var isEscaped = false
    for byte in field {
      if isEscaped {
        switch byte {
        case UInt8(ascii: "t"): result.append(UInt8(ascii: "\t"))
        case UInt8(ascii: "n"): result.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "u"): result.append(itemEnd)
        default: result.append(byte)
        }
        isEscaped = false
      } else if byte == escape {
        isEscaped = true
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
