import Foundation

/// The members of one JSON object that the record protocol knows.
struct JSONRecord: Equatable, Decodable {
  /// The value of a known key.
  enum Value: Equatable, Decodable {
    /// A string, in UTF-8.
    case string([UInt8])
    case null
    /// A value of another kind.
    case other

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
        return
      }
      do {
        self = .string(Array(try container.decode(String.self).utf8))
      } catch DecodingError.typeMismatch {
        self = .other
      }
    }
  }

  var id: Value?
  var text: Value?
  var headline: Value?
  var date: Value?
  var language: Value?
  /// Whether the record has a key that only trafilatura writes.
  var isScraped = false

  /// A key that the protocol knows, or by which other records are known.
  enum Key: String, CodingKey {
    case id, text, headline, date, language
    case sourceHostname = "source-hostname"

    /// The key that is written so; nil for any other.
    init?(_ bytes: ArraySlice<UInt8>) {
      let candidate: Key? =
        switch (bytes.count, bytes.first) {
        case (2, UInt8(ascii: "i")): .id
        case (4, UInt8(ascii: "t")): .text
        case (4, UInt8(ascii: "d")): .date
        case (8, UInt8(ascii: "h")): .headline
        case (8, UInt8(ascii: "l")): .language
        case (15, UInt8(ascii: "s")): .sourceHostname
        default: nil
        }
      guard let key = candidate, bytes.elementsEqual(key.rawValue.utf8) else { return nil }
      self = key
    }
  }

  /// Makes a record without members.
  init() {}

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func value(_ key: Key) throws -> Value? {
      // Not decodeIfPresent, for which null is as good as absent.
      container.contains(key) ? try container.decode(Value.self, forKey: key) : nil
    }
    id = try value(.id)
    text = try value(.text)
    headline = try value(.headline)
    date = try value(.date)
    language = try value(.language)
    isScraped = container.contains(.sourceHostname)
  }

  /// Whether it has a member of a key.
  func has(_ key: Key) -> Bool {
    switch key {
    case .id: id != nil
    case .text: text != nil
    case .headline: headline != nil
    case .date: date != nil
    case .language: language != nil
    case .sourceHostname: isScraped
    }
  }

  /// Gives it a member.
  mutating func set(_ key: Key, to value: Value) {
    switch key {
    case .id: id = value
    case .text: text = value
    case .headline: headline = value
    case .date: date = value
    case .language: language = value
    case .sourceHostname: isScraped = true
    }
  }

  /// Whether it has the string as its id and the text that the record protocol asks for.
  var isOfProtocol: Bool {
    guard case .string? = id, let text, text != .null else { return false }
    return !isScraped
  }

  /// Reads a line, which is a range of an input.
  init(line: [UInt8], range: Range<Int>) throws(ReadError) {
    var scanner = RecordScanner(line, range: range)
    if let record = scanner.record() {
      self = record
    } else {
      try self.init(decoding: line, range: range)
    }
  }

  /// Reads a line with the system's decoder, which knows what is wrong with one.
  init(decoding line: [UInt8], range: Range<Int>) throws(ReadError) {
    if let offset = firstInvalidUTF8(in: line, from: range.lowerBound, to: range.upperBound) {
      throw ReadError(
        code: .invalidUTF8,
        message: "The record is not valid UTF-8 at byte \(offset - range.lowerBound): write it as UTF-8.")
    }
    guard line[range].first(where: { !isJSONWhiteSpace($0) }) == UInt8(ascii: "{") else {
      throw ReadError(code: .notAnObject, message: "The line is not a JSON object: write one object a line.")
    }
    do {
      self = try JSONDecoder().decode(JSONRecord.self, from: Data(line[range]))
    } catch {
      throw ReadError(code: .invalidJSON, message: "The line is not valid JSON\(Self.reason(for: error)).")
    }
  }

  /// What the decoder says is wrong, behind a colon; empty where it says nothing.
  private static func reason(for error: any Error) -> String {
    guard case DecodingError.dataCorrupted(let context) = error, let underlying = context.underlyingError else {
      return ""
    }
    let description = (underlying as NSError).userInfo[NSDebugDescriptionErrorKey] as? String
    return description.map { ": " + $0.prefix { $0 != "." && $0 != "\n" } } ?? ""
  }
}

/// Whether JSON lets the byte stand between its values.
func isJSONWhiteSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
}
