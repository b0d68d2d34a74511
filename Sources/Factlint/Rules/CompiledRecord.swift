/// One line of a compiled pack, the fields of which are made into strings when they are asked for.
///
/// A pack is read at each start of the program, so all goes by bytes, and each byte is looked at once or twice.
struct CompiledRecord {
  /// The number of the line, from 1; empty lines are none.
  private(set) var line = 0
  private let bytes: [UInt8]
  /// Where the next line begins.
  private var position = 0
  /// Where the fields of the present line stand.
  private var fields: [Range<Int>] = []
  /// Whether anything in the present line is escaped.
  private var hasEscapes = false

  /// U+001B, which begins what stands for a byte that parts fields or lines.
  static let escape: UInt8 = 0x1B
  /// What ends an item of a field that is a list.
  static let itemEnd: UInt8 = 0x1F

  /// Stands before the first line of a text.
  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// Goes on to the next line, and returns whether there is one.
  mutating func next() -> Bool {
    let text = bytes
    let bytes = text.span
    var end = position
    while end < bytes.count, bytes[end] == UInt8(ascii: "\n") { end += 1 }
    guard end < bytes.count else { return false }
    line += 1
    hasEscapes = false
    fields.removeAll(keepingCapacity: true)
    var start = end
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
      if bytes[end] == UInt8(ascii: "\t") {
        fields.append(start..<end)
        start = end + 1
      } else if bytes[end] == Self.escape {
        hasEscapes = true
      }
      end += 1
    }
    fields.append(start..<end)
    position = end
    return true
  }

  /// How many fields the line has.
  var count: Int { fields.count }

  /// What is wrong with the present line.
  var damage: CompiledPack.Damage { CompiledPack.Damage(line: line) }

  /// The text of a field.
  func text(_ field: Int) throws(CompiledPack.Damage) -> String { text(try range(field)) }

  /// The text of a field; nil where that is empty.
  func textIfAny(_ field: Int) throws(CompiledPack.Damage) -> String? {
    let range = try range(field)
    return range.isEmpty ? nil : text(range)
  }

  /// The texts of all fields from one on.
  func texts(from first: Int) -> [String] { fields.dropFirst(first).map(text) }

  /// The items of a field that is a list.
  func list(_ field: Int) throws(CompiledPack.Damage) -> [String] { items(in: try range(field)).map(item) }

  /// The items of a field that are pairs of a name and what it stands for, parted by the first "=".
  func pairs(_ field: Int) throws(CompiledPack.Damage) -> [String: String] {
    var pairs: [String: String] = [:]
    for item in items(in: try range(field)).map(item) {
      // By scalars: a combining mark behind the sign would make another character of it.
      guard let equals = item.unicodeScalars.firstIndex(of: "=") else { continue }
      pairs[String(item[..<equals])] = String(item.unicodeScalars[equals...].dropFirst())
    }
    return pairs
  }

  /// The items of a field that are lists of lists of numbers: parted by two bytes, the second of which is a space.
  func numbers(_ field: Int, partedBy separator: UInt8) throws(CompiledPack.Damage) -> [[[Int]]] {
    let bytes = bytes.span
    return items(in: try range(field)).map { item in
      if item.isEmpty { return [] }
      var lists: [[Int]] = [[]]
      var number: Int?
      for index in item {
        if bytes[index] &- 0x30 < 10 {
          number = (number ?? 0) &* 10 &+ Int(bytes[index] &- 0x30)
          continue
        }
        if let found = number { lists[lists.count - 1].append(found) }
        number = nil
        if bytes[index] == separator { lists.append([]) }
      }
      if let number { lists[lists.count - 1].append(number) }
      return lists
    }
  }

  private func range(_ field: Int) throws(CompiledPack.Damage) -> Range<Int> {
    guard field < fields.count else { throw damage }
    return fields[field]
  }

  private func text(_ range: Range<Int>) -> String {
    hasEscapes ? Self.unescaped(bytes[range]) : String(decoding: bytes[range], as: UTF8.self)
  }

  /// An item was escaped before its field was.
  private func item(_ range: Range<Int>) -> String {
    hasEscapes ? Self.unescaped(Array(text(range).utf8)[...]) : text(range)
  }

  private func items(in field: Range<Int>) -> [Range<Int>] {
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
