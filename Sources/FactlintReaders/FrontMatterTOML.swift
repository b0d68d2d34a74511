import Factlint

/// Returns the TOML front matter at the head of a text; nil where there is none.
///
/// Of TOML only what front matter has of an article is read: keys with strings, dates or lists of strings, up to the
/// first table. What is none of these is passed over; a line that is no TOML at all makes the whole malformed.
func tomlFrontMatter(of bytes: [UInt8]) -> FrontMatter? {
  guard let (content, end) = fencedContent(of: bytes, opening: "+++", closing: ["+++"]) else { return nil }
  var reader = TOMLReader(bytes: bytes, offset: content.lowerBound, end: content.upperBound)
  return FrontMatter(content: content, end: end, language: "TOML", entries: reader.entries())
}

private struct TOMLReader {
  let bytes: [UInt8]
  var offset: Int
  let end: Int

  mutating func entries() -> [FrontMatter.Entry]? {
    var entries: [FrontMatter.Entry] = []
    while true {
      skipBlank()
      guard offset < end, bytes[offset] != UInt8(ascii: "[") else { return entries }
      guard let key = key() else { return nil }
      skipSpace()
      guard take(UInt8(ascii: "=")) else { return nil }
      skipSpace()
      guard let values = values() else { return nil }
      entries.append(FrontMatter.Entry(key: key, values: values))
      skipSpace()
      skipComment()
      guard offset == end || bytes[offset] == 0x0A || bytes[offset] == 0x0D else { return nil }
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard offset < end, bytes[offset] == byte else { return false }
    offset += 1
    return true
  }

  private mutating func skipSpace() {
    while offset < end, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
  }

  private mutating func skipComment() {
    guard offset < end, bytes[offset] == UInt8(ascii: "#") else { return }
    while offset < end, bytes[offset] != 0x0A { offset += 1 }
  }

  /// Skips white space, line ends and comments.
  private mutating func skipBlank() {
    while offset < end {
      if isJSONWhiteSpace(bytes[offset]) {
        offset += 1
      } else if bytes[offset] == UInt8(ascii: "#") {
        skipComment()
      } else {
        return
      }
    }
  }

  private mutating func key() -> String? {
    if offset < end, bytes[offset] == UInt8(ascii: "\"") || bytes[offset] == UInt8(ascii: "'") {
      return string()?.text
    }
    let start = offset
    while offset < end,
      isASCIILetter(bytes[offset]) || isDigit(bytes[offset]) || [0x2D, 0x2E, 0x5F].contains(bytes[offset])
    {
      offset += 1
    }
    return offset > start ? String(decoding: bytes[start..<offset], as: UTF8.self) : nil
  }

  /// The texts of a value; nil where there is none.
  private mutating func values() -> [(text: String, source: Range<Int>)]? {
    guard offset < end else { return nil }
    switch bytes[offset] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return string().map { [$0] }
    case UInt8(ascii: "["): return list()
    case UInt8(ascii: "{"):
      // A table in a line says nothing of an article.
      while offset < end, bytes[offset] != 0x0A { offset += 1 }
      return []
    default:
      let start = offset
      while offset < end, ![0x0A, 0x0D, 0x23, 0x2C, 0x5D].contains(bytes[offset]) { offset += 1 }
      var valueEnd = offset
      while valueEnd > start, bytes[valueEnd - 1] <= 0x20 { valueEnd -= 1 }
      guard valueEnd > start else { return nil }
      return [(String(decoding: bytes[start..<valueEnd], as: UTF8.self), start..<valueEnd)]
    }
  }

  private mutating func list() -> [(text: String, source: Range<Int>)]? {
    offset += 1
    var elements: [(text: String, source: Range<Int>)] = []
    while true {
      skipBlank()
      if take(UInt8(ascii: "]")) { return elements }
      // A list in a list says nothing of an article, and is not followed into.
      guard offset < end, bytes[offset] != UInt8(ascii: "["), let values = values() else { return nil }
      elements += values
      skipBlank()
      _ = take(UInt8(ascii: ","))
    }
  }

  /// A string of any of the four kinds.
  private mutating func string() -> (text: String, source: Range<Int>)? {
    let quote = bytes[offset]
    let mark = String(repeating: Character(Unicode.Scalar(quote)), count: 3)
    let isLong = stands(mark, at: offset, in: bytes)
    offset += isLong ? 3 : 1
    let start = offset
    var text: [UInt8] = []
    while offset < end {
      let byte = bytes[offset]
      if isLong ? stands(mark, at: offset, in: bytes) : byte == quote {
        let source = start..<offset
        offset += isLong ? 3 : 1
        return (String(decoding: text, as: UTF8.self), source)
      }
      if !isLong, byte == 0x0A { return nil }
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""),
        let escape = jsonEscape(at: offset, to: end, in: bytes)
      {
        text += escape.text.utf8
        offset = escape.end
        continue
      }
      text.append(byte)
      offset += 1
    }
    return nil
  }
}
