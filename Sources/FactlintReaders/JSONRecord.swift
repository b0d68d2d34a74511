import Foundation

/// The members of one JSON object that the record protocol knows.
struct JSONRecord: Equatable, Decodable {
  /// The value of a known key.
  enum Value: Equatable, Decodable {
    case string(String)
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
        self = .string(try container.decode(String.self))
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

  private enum CodingKeys: String, CodingKey {
    case id, text, headline, date, language
    case sourceHostname = "source-hostname"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func value(_ key: CodingKeys) throws -> Value? {
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

  /// Whether it has the string as its id and the text that the record protocol asks for.
  var isOfProtocol: Bool {
    guard case .string? = id, let text, text != .null else { return false }
    return !isScraped
  }

  /// Reads a line, which is a range of an input.
  init(line: [UInt8], range: Range<Int>) throws(ReadError) {
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
