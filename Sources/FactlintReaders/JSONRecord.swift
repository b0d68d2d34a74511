/// The members of one JSON object that the record protocol knows, read strictly by RFC 8259.
///
/// Written out for strictness, not for speed, in which Foundation's decoder is its equal: that one passes over
/// duplicate keys in silence, takes commas before closing brackets, and does not say at which byte an error is. Values of other
/// keys are only checked for their grammar.
struct JSONRecord: Equatable {
  /// The value of a known key.
  enum Value: Equatable {
    /// A string, decoded to valid UTF-8.
    case string([UInt8])
    case null
    /// A value of another kind, and the kind's name.
    case other(String)
  }

  var id: Value?
  var text: Value?
  var headline: Value?
  var date: Value?
  var language: Value?

  /// How deep values of other keys may nest.
  static let maximumDepth = 512

  /// Reads a line, which is a range of an input.
  init(line: [UInt8], range: Range<Int>) throws(ReadError) {
    if let offset = firstInvalidUTF8(in: line, from: range.lowerBound, to: range.upperBound) {
      throw ReadError(
        code: .invalidUTF8,
        message: "The record is not valid UTF-8 at byte \(offset - range.lowerBound): write it as UTF-8.")
    }
    var scanner = JSONScanner(bytes: line, range: range)
    scanner.skipWhiteSpace()
    guard scanner.take(UInt8(ascii: "{")) else {
      throw ReadError(code: .notAnObject, message: "The line is not a JSON object: write one object a line.")
    }
    scanner.skipWhiteSpace()
    if !scanner.take(UInt8(ascii: "}")) {
      repeat {
        scanner.skipWhiteSpace()
        try readMember(&scanner)
        scanner.skipWhiteSpace()
      } while scanner.take(UInt8(ascii: ","))
      guard scanner.take(UInt8(ascii: "}")) else { throw scanner.unexpected("“,” or “}”") }
    }
    scanner.skipWhiteSpace()
    guard scanner.next == nil else { throw scanner.unexpected("the end of the line") }
  }

  private mutating func readMember(_ scanner: inout JSONScanner) throws(ReadError) {
    guard scanner.next == UInt8(ascii: "\"") else { throw scanner.unexpected("a key in quotation marks") }
    let member = Self.member(of: try scanner.string())
    scanner.skipWhiteSpace()
    guard scanner.take(UInt8(ascii: ":")) else { throw scanner.unexpected("“:”") }
    scanner.skipWhiteSpace()
    guard let (key, name) = member else { return try scanner.skipValue() }
    guard self[keyPath: key] == nil else {
      throw ReadError(code: .duplicateKey, message: "The record has “\(name)” twice: keep one.")
    }
    self[keyPath: key] = try Self.value(&scanner)
  }

  private static func value(_ scanner: inout JSONScanner) throws(ReadError) -> Value {
    switch scanner.next {
    case UInt8(ascii: "\""): return .string(try scanner.string())
    case UInt8(ascii: "n"):
      try scanner.skipValue()
      return .null
    case UInt8(ascii: "{"):
      try scanner.skipValue()
      return .other("object")
    case UInt8(ascii: "["):
      try scanner.skipValue()
      return .other("list")
    case UInt8(ascii: "t"), UInt8(ascii: "f"):
      try scanner.skipValue()
      return .other("truth value")
    default:
      try scanner.skipValue()
      return .other("number")
    }
  }

  private static func member(of key: [UInt8]) -> (WritableKeyPath<JSONRecord, Value?>, String)? {
    for (name, path) in members where key.elementsEqual(name.utf8) { return (path, name) }
    return nil
  }

  private static var members: [(String, WritableKeyPath<JSONRecord, Value?>)] {
    [("id", \.id), ("text", \.text), ("headline", \.headline), ("date", \.date), ("language", \.language)]
  }
}
