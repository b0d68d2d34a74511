public import Factlint

/// Why one record of JSON Lines gives no article.
public struct RecordError: Error, Sendable, Equatable {
  /// The record's id, nil where it has no string as its id.
  public var id: String?
  /// The number of the line, counted from 1.
  public var line: Int
  /// What is wrong.
  public var error: ReadError

  /// Makes a record error.
  public init(id: String?, line: Int, error: ReadError) {
    self.id = id
    self.line = line
    self.error = error
  }
}

/// Returns the article of one line of JSON Lines by the record protocol, or why there is none; nil for a blank line.
///
/// - Parameters:
///   - line: The line's bytes, with or without its line end.
///   - number: The line's number in its input, counted from 1, for errors.
///
/// The fields are the record's decoded strings. `text` is cut in blocks as a plain text is; front matter and the
/// first-line form found in it are roles of what they span, and date it only where the record has no `date`.
public func parseRecord(line: [UInt8], number: Int) -> Result<Article, RecordError>? {
  parseRecord(in: line, range: 0..<line.count, number: number)
}

/// Returns the lines of JSON Lines as ranges of bytes without line feeds, blank ones too; only LF ends a line.
public func recordLines(of bytes: [UInt8]) -> [Range<Int>] {
  var ranges: [Range<Int>] = []
  let span = bytes.span
  var start = 0
  var offset = 0
  while true {
    while span.count - offset >= ByteStretch.length,
      !ByteStretch.hasAny(at: offset, in: span, { ByteStretch.bit($0 == 0x0A) })
    {
      offset &+= ByteStretch.length
    }
    while offset < span.count, span[offset] != 0x0A { offset &+= 1 }
    if offset == span.count { break }
    ranges.append(start..<offset)
    offset += 1
    start = offset
  }
  if start < bytes.count { ranges.append(start..<bytes.count) }
  return ranges
}

/// Like `parseRecord(line:number:)`, for a line that is a range of a larger input.
public func parseRecord(in bytes: [UInt8], range: Range<Int>, number: Int) -> Result<Article, RecordError>? {
  var range = range
  if number == 1, bytes[range].starts(with: byteOrderMark) { range = range.lowerBound + 3..<range.upperBound }
  if bytes[range].allSatisfy(isJSONWhiteSpace) { return nil }
  let record: JSONRecord
  do throws(ReadError) {
    record = try JSONRecord(line: bytes, range: range)
  } catch {
    return .failure(RecordError(id: nil, line: number, error: error.on(line: number)))
  }
  var id: String?
  do throws(ReadError) {
    if !record.isOfProtocol, let value = try? JSONValue(parsing: bytes, in: range) {
      if let scraped = ScrapedRecord(value), scraped.id != nil || record.text == nil {
        id = scraped.id
        guard let id else { throw ReadError.missingID }
        return .success(try scraped.article(id: id))
      }
      if NINJS.isItem(value) {
        id = value["uri"]?.string
        guard let id else { throw ReadError.missingID }
        var builder = ArticleBuilder()
        try NINJS.read(value, into: &builder)
        return .success(builder.finish(id: id))
      }
    }
    let name = try record.requiredID()
    id = name
    return .success(try article(of: record, id: name))
  } catch {
    return .failure(RecordError(id: id, line: number, error: error.on(line: number)))
  }
}

/// Reads an input that must hold one record and no more.
func readOnlyRecord(of bytes: [UInt8]) throws(ReadError) -> Article {
  // Scrapers write a record by itself over many lines.
  if let value = try? JSONValue(parsing: bytes, in: bytes.indices), let scraped = ScrapedRecord(value),
    let id = scraped.id
  {
    return try scraped.article(id: id)
  }
  var only: Result<Article, RecordError>?
  for (index, range) in recordLines(of: bytes).enumerated() {
    guard let result = parseRecord(in: bytes, range: range, number: index + 1) else { continue }
    guard only == nil else {
      throw ReadError(
        code: .notOneArticle, message: "The input holds more than one record: read it as JSON Lines, line by line.",
        line: index + 1)
    }
    only = result
  }
  switch only {
  case .success(let article): return article
  case .failure(let failure): throw failure.error
  case nil: throw ReadError(code: .notOneArticle, message: "The input holds no record: give it one JSON object a line.")
  }
}

private func article(of record: JSONRecord, id: String) throws(ReadError) -> Article {
  guard let value = record.text, value != .null else {
    throw ReadError(code: .missingText, message: "The record has no “text”: give it the article's text as a string.")
  }
  let text = try value.requiredBytes("text")
  guard text.count <= maximumArticleSize else {
    throw ReadError(
      code: .tooLarge,
      message: "The text has \(text.count) bytes and an article may have \(maximumArticleSize): split it.")
  }
  let headline = try record.headline.optionalBytes("headline")
  let language = try record.language.optionalBytes("language").map { String(decoding: $0, as: UTF8.self) }
  var builder = ArticleBuilder()
  if let language, !language.isEmpty { builder.metadata.language = language }
  if let headline {
    builder.addBlock(.headline, field: builder.addField("headline", bytes: headline), bytes: headline.indices)
  }
  let textField = builder.addField("text", bytes: text)
  readDate(record.date, into: &builder)
  readPlainText(text, field: textField, into: &builder)
  return builder.finish(id: id)
}

private func readDate(_ value: JSONRecord.Value?, into builder: inout ArticleBuilder) {
  switch value {
  case nil, .null: break
  case .other: builder.addUnparsableDate("a value that is no string")
  case .string(let bytes):
    let field = builder.addField("date", bytes: bytes)
    let range = bytes.indices
    guard skipWhiteSpace(from: 0, to: range.upperBound, in: bytes.span) < range.upperBound else { break }
    builder.settleDate(
      ISODate(wholeOf: bytes, in: range), origin: .record, source: SourceRange(field: field, bytes: range),
      stated: String(decoding: bytes, as: UTF8.self))
  }
}

extension ReadError {
  fileprivate static let missingID = ReadError(
    code: .missingID, message: "The record has no “id”: give it one, a string.")

  fileprivate func on(line: Int) -> ReadError { ReadError(code: code, message: message, line: line) }
}

extension JSONRecord {
  fileprivate func requiredID() throws(ReadError) -> String {
    guard let id, id != .null else { throw ReadError.missingID }
    return String(decoding: try id.requiredBytes("id"), as: UTF8.self)
  }
}

extension JSONRecord.Value {
  fileprivate func requiredBytes(_ key: String) throws(ReadError) -> [UInt8] {
    switch self {
    case .string(let bytes): return bytes
    case .null: throw ReadError(code: .notAString, message: "The record's “\(key)” is null: give it a string.")
    case .other:
      throw ReadError(code: .notAString, message: "The record's “\(key)” is not a string: give it one.")
    }
  }
}

extension JSONRecord.Value? {
  fileprivate func optionalBytes(_ key: String) throws(ReadError) -> [UInt8]? {
    guard let self, self != .null else { return nil }
    return try self.requiredBytes(key)
  }
}
