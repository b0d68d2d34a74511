import Factlint

/// A character encoding by which a page or a news document may be written.
enum Charset: Equatable {
  case utf8
  /// Windows-1252, which is also what pages mean by Latin-1 and ASCII.
  case windows1252
  /// ISO 8859-15, which is Latin-1 but for eight characters.
  case latin9
  case utf16(isBigEndian: Bool)

  /// The charset that a label names (those of the Encoding standard); nil for one that is not read.
  init?(label: String) {
    switch trimmed(label).lowercased() {
    case "utf-8", "utf8", "unicode-1-1-utf-8", "x-unicode20utf8": self = .utf8
    case "windows-1252", "cp1252", "x-cp1252", "iso-8859-1", "iso8859-1", "iso88591", "iso_8859-1", "latin1", "l1",
      "ascii", "us-ascii", "ansi_x3.4-1968", "cp819", "ibm819":
      self = .windows1252
    case "iso-8859-15", "iso8859-15", "iso_8859-15", "latin9", "l9": self = .latin9
    case "utf-16", "utf-16le", "unicode", "ucs-2", "iso-10646-ucs-2": self = .utf16(isBigEndian: false)
    case "utf-16be": self = .utf16(isBigEndian: true)
    default: return nil
    }
  }
}

/// Returns a page or a news document in UTF-8, without a byte order mark.
///
/// What it is written in is told by its byte order mark, then by `stated` (the header with which it came), then by
/// itself, and is UTF-8 otherwise. A page that says UTF-8 or nothing, and is not, is read as Windows-1252, as browsers
/// read what is unmarked; an XML document is not, since it must say so.
///
/// - Throws: `ReadError` where the charset is none of those that are read, where the bytes do not fit it, or where the
///   text has NULs or more bytes than an article may have.
func markupContent(of bytes: [UInt8], stated: String? = nil, isXML: Bool) throws(ReadError) -> [UInt8] {
  guard bytes.count <= maximumArticleSize else { throw ReadError.tooLarge(bytes.count) }
  var charset = Charset.utf8
  var start = 0
  if bytes.starts(with: byteOrderMark) {
    start = byteOrderMark.count
  } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
    charset = .utf16(isBigEndian: bytes[0] == 0xFE)
    start = 2
  } else if let label = stated ?? (isXML ? xmlEncoding(of: bytes) : pageCharset(of: bytes)) {
    guard let named = Charset(label: label) else {
      throw ReadError(
        code: .wrongEncoding,
        message: "The file says that it is written in “\(shortened(label))”, which is not read: save it as UTF-8.",
        line: 1)
    }
    // Who could read the label as ASCII has no UTF-16 before him.
    if case .utf16 = named, stated == nil { charset = .utf8 } else { charset = named }
  }
  if charset == .utf8, !isXML, let offset = firstInvalidUTF8(in: bytes, from: start) {
    // A page cut short may end within a character.
    if offset < bytes.count - 3 { charset = .windows1252 }
  }
  let text: [UInt8]
  switch charset {
  case .utf8: return try textContent(of: withoutCutEnd(bytes, isXML: isXML))
  case .windows1252, .latin9: text = decodedSingleBytes(bytes[start...], isLatin9: charset == .latin9)
  case .utf16(let isBigEndian): text = decodedUTF16(bytes[start...], isBigEndian: isBigEndian)
  }
  return try textContent(of: text)
}

/// A page without a character at its end that is not whole.
private func withoutCutEnd(_ bytes: [UInt8], isXML: Bool) -> [UInt8] {
  guard !isXML, let offset = firstInvalidUTF8(in: bytes), offset >= bytes.count - 3 else { return bytes }
  return Array(bytes[..<offset])
}

private func decodedSingleBytes(_ bytes: ArraySlice<UInt8>, isLatin9: Bool) -> [UInt8] {
  let latin9: [UInt8: Unicode.Scalar] = [
    0xA4: "€", 0xA6: "Š", 0xA8: "š", 0xB4: "Ž", 0xB8: "ž", 0xBC: "Œ", 0xBD: "œ", 0xBE: "Ÿ",
  ]
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count + bytes.count / 16)
  for byte in bytes {
    if byte < 0x80 {
      text.append(byte)
    } else {
      let scalar =
        (isLatin9 ? latin9[byte] : nil) ?? (byte < 0xA0 ? windows1252[Int(byte - 0x80)] : Unicode.Scalar(byte))
      text += UTF8.encode(scalar).map { Array($0) } ?? []
    }
  }
  return text
}

private func decodedUTF16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> [UInt8] {
  var units: [UInt16] = []
  units.reserveCapacity(bytes.count / 2)
  var index = bytes.startIndex
  while index + 1 < bytes.endIndex {
    let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
    units.append(isBigEndian ? first << 8 | second : second << 8 | first)
    index += 2
  }
  return Array(String(decoding: units, as: UTF16.self).utf8)
}

/// The charset that a page says it is written in, within its first kilobytes.
private func pageCharset(of bytes: [UInt8]) -> String? {
  let end = min(bytes.count, 4_096)
  var offset = 0
  while offset < end {
    if standsInAnyCase("charset", at: offset, in: bytes) {
      var value = offset + 7
      while value < end, bytes[value] <= 0x20 { value += 1 }
      if value < end, bytes[value] == UInt8(ascii: "=") {
        value += 1
        while value < end, bytes[value] <= 0x20 || bytes[value] == 0x22 || bytes[value] == 0x27 { value += 1 }
        let label = bytes[value..<end].prefix { isDigit($0) || isASCIILetter($0) || [0x2D, 0x5F, 0x2E].contains($0) }
        if !label.isEmpty { return String(decoding: label, as: UTF8.self) }
      }
    }
    if bytes[offset] == UInt8(ascii: "<"), standsInAnyCase("<body", at: offset, in: bytes) { break }
    offset += 1
  }
  return xmlEncoding(of: bytes)
}

/// The encoding that an XML declaration states.
private func xmlEncoding(of bytes: [UInt8]) -> String? {
  guard stands("<?xml", at: 0, in: bytes), let end = bytes.prefix(256).firstIndex(of: UInt8(ascii: ">")) else {
    return nil
  }
  guard let start = (5..<end).first(where: { stands("encoding", at: $0, in: bytes) }) else { return nil }
  let quoted = bytes[start..<end].drop { $0 != 0x22 && $0 != 0x27 }
  guard let quote = quoted.first else { return nil }
  return String(decoding: quoted.dropFirst().prefix { $0 != quote }, as: UTF8.self)
}

/// A text of at most forty characters, for messages.
func shortened(_ text: String) -> String {
  text.unicodeScalars.count > 40 ? String(text.unicodeScalars.prefix(40)) + "…" : text
}

extension ReadError {
  /// Why a file of so many bytes is not read.
  static func tooLarge(_ size: Int) -> ReadError {
    ReadError(
      code: .tooLarge, message: "The file has \(size) bytes and an article may have \(maximumArticleSize): split it.")
  }
}
