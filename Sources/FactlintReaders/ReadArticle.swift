public import Factlint

/// The most bytes that one article may have: 16 MiB, some thousand times a long article.
public let maximumArticleSize = 16 << 20

/// Reads a whole file as one article.
///
/// - Parameters:
///   - bytes: The file's content. A UTF-8 byte order mark is dropped; places count from behind it.
///   - format: The format; of JSON Lines the file must hold exactly one record, whose id is then the article's.
///   - id: The name by which results refer to the article.
/// - Throws: `ReadError` where the bytes are no text that can be checked: too many, not UTF-8, with NULs.
public func readArticle(bytes: [UInt8], format: InputFormat, id: String) throws(ReadError) -> Article {
  var builder = ArticleBuilder()
  switch format {
  case .text:
    let content = try textContent(of: bytes)
    let field = builder.addField("text", bytes: content)
    readPlainText(content, field: field, into: &builder)
  case .markdown:
    let content = try textContent(of: bytes)
    let field = builder.addField("text", bytes: content)
    readMarkdown(content, field: field, into: &builder)
  case .html:
    let content = try markupContent(of: bytes, isXML: false)
    let field = builder.addField("text", bytes: content)
    try readHTML(content, field: field, into: &builder)
  case .docx:
    try readDOCX(bytes, into: &builder)
  case .nitf, .newsmlG2, .newsml1:
    let content = try markupContent(of: bytes, isXML: true)
    let field = builder.addField("text", bytes: content)
    switch format {
    case .nitf: try readNITF(content, field: field, into: &builder)
    case .newsmlG2: try readNewsMLG2(content, field: field, into: &builder)
    default: try readNewsML1(content, field: field, into: &builder)
    }
  case .ninjs:
    try readNINJS(try textContent(of: bytes), into: &builder)
  case .warc:
    return try readOnlyPage(of: bytes)
  case .jsonl:
    return try readOnlyRecord(of: try textContent(of: bytes))
  }
  return builder.finish(id: id)
}

/// Returns the bytes of a text file without its byte order mark, once they are known to be text.
func textContent(of bytes: [UInt8]) throws(ReadError) -> [UInt8] {
  guard bytes.count <= maximumArticleSize else { throw ReadError.tooLarge(bytes.count) }
  if let encoding = foreignByteOrderMark(of: bytes) {
    throw ReadError(code: .wrongEncoding, message: "The file is \(encoding): save it as UTF-8.", line: 1)
  }
  let start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
  if let offset = firstInvalidUTF8(in: bytes, from: start) {
    throw invalidEncoding(of: bytes, at: offset)
  }
  if let offset = bytes.firstIndex(of: 0) {
    let line = lineNumber(of: offset, in: bytes)
    throw ReadError(
      code: .containsNUL,
      message:
        "The file has a NUL at byte \(offset) (line \(line)), so it is no text or not UTF-8: save it as UTF-8 text.",
      line: line)
  }
  return start == 0 ? bytes : Array(bytes[start...])
}

private func foreignByteOrderMark(of bytes: [UInt8]) -> String? {
  if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32" }
  if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
  return nil
}

/// Tells an 8-bit encoding, in which a single high byte stands among ASCII, from damaged UTF-8.
private func invalidEncoding(of bytes: [UInt8], at offset: Int) -> ReadError {
  let line = lineNumber(of: offset, in: bytes)
  let place = "at byte \(offset) (line \(line))"
  let isFirstHighByte = !bytes[..<offset].dropFirst(3).contains { $0 >= 0x80 }
  let standsAlone = offset + 1 == bytes.count || bytes[offset + 1] < 0x80
  if isFirstHighByte, standsAlone {
    return ReadError(
      code: .wrongEncoding,
      message: "The file is not UTF-8 \(place); it may be Latin-1 or Windows-1252: save it as UTF-8.", line: line)
  }
  return ReadError(
    code: .invalidUTF8, message: "The file is not valid UTF-8 \(place): save it as UTF-8.", line: line)
}

private func lineNumber(of offset: Int, in bytes: [UInt8]) -> Int {
  var line = 1
  for index in 0..<offset where bytes[index] == 0x0A || bytes[index] == 0x0D && bytes[index + 1] != 0x0A { line += 1 }
  return line
}
