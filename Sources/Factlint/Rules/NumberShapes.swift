/// A set of shapes that a number in figures can have: how many digits stand together first, and what comes after them.
///
/// Most patterns that begin with a digit look for few of them: a year is four digits, a time of the clock one or two
/// and a colon. So a text's number, once looked at, leaves most of them out.
public struct NumberShapes: OptionSet, Sendable, Hashable {
  /// One bit for each shape, by its `index`.
  public let rawValue: UInt64

  /// Takes a set of shapes from its bits.
  public init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// What comes after the digits.
  enum Following: Int, CaseIterable {
    case space, point, comma, colon, hyphen, slash, percent
    /// A letter of ASCII.
    case letter
    /// Anything else in ASCII, or the end of the text.
    case otherASCII
    case notASCII

    /// What a byte that is no digit begins.
    @inline(__always)
    init(_ byte: UInt8) {
      switch byte {
      case 0x20: self = .space
      case UInt8(ascii: "."): self = .point
      case UInt8(ascii: ","): self = .comma
      case UInt8(ascii: ":"): self = .colon
      case UInt8(ascii: "-"): self = .hyphen
      case UInt8(ascii: "/"): self = .slash
      case UInt8(ascii: "%"): self = .percent
      case 0x80...: self = .notASCII
      default: self = WordFolding.isASCIILetter(byte) ? .letter : .otherASCII
      }
    }

    /// What a scalar that is no digit of ASCII is.
    init(_ scalar: Unicode.Scalar) {
      self.init(scalar.isASCII ? UInt8(truncatingIfNeeded: scalar.value) : 0x80)
    }
  }

  /// How many digits are told apart; more are as many.
  static let greatestDigitCount = 5
  /// How many shapes there are.
  static let count = greatestDigitCount * Following.allCases.count

  /// The number of a shape, from 0.
  @inline(__always)
  static func index(digits: Int, _ following: Following) -> Int {
    (min(digits, greatestDigitCount) - 1) * Following.allCases.count + following.rawValue
  }

  /// The shapes of so many digits, at least one, before one of some things.
  init(digits: Int, before following: [Following] = Following.allCases) {
    rawValue = following.reduce(0) { $0 | 1 << UInt64(Self.index(digits: digits, $1)) }
  }

  /// The shapes of so many digits or more.
  init(leastDigits: Int) {
    rawValue = (max(leastDigits, 1)...max(leastDigits, Self.greatestDigitCount)).reduce(0) {
      $0 | Self(digits: $1).rawValue
    }
  }

  /// All shapes.
  static let all = NumberShapes(leastDigits: 1)

  /// The number of the shape of what begins with a digit of ASCII at a place of a text that ends at `end`.
  @inline(__always)
  static func index(of bytes: Span<UInt8>, at place: Int, end: Int) -> Int {
    var next = place + 1
    let limit = min(end, place + greatestDigitCount)
    while next < limit, bytes[next] &- 0x30 < 10 { next += 1 }
    return index(digits: next - place, next < end && bytes[next] &- 0x30 >= 10 ? Following(bytes[next]) : .otherASCII)
  }
}
