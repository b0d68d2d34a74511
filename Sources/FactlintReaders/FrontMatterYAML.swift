import Factlint
import Yams

/// Returns the YAML front matter at the head of a text; nil where there is none.
func yamlFrontMatter(of bytes: [UInt8]) -> FrontMatter? {
  guard let (content, end) = fencedContent(of: bytes, opening: "---", closing: ["---", "..."]),
    looksLikeMapping(content, of: bytes)
  else { return nil }
  var frontMatter = FrontMatter(content: content, end: end, language: "YAML", entries: nil)
  let found = lines(of: bytes, in: content)
  if let entries = plainEntries(of: found, in: bytes) {
    frontMatter.entries = entries
    return frontMatter
  }
  let yaml = String(decoding: bytes[content], as: UTF8.self)
  guard let node = try? Yams.compose(yaml: yaml), let mapping = node.mapping else { return frontMatter }
  frontMatter.entries = mapping.compactMap { key, value in
    guard let name = key.scalar?.string else { return nil }
    let elements = value.sequence.map { Array($0) } ?? [value]
    return FrontMatter.Entry(
      key: name,
      values: elements.compactMap { element in
        element.scalar.map { ($0.string, source(of: element, in: bytes, lines: found, content: content)) }
      })
  }
  return frontMatter
}

/// Returns the entries of lines that are each a key, a colon and a text, plain or in double quotation marks, as those of
/// front matter mostly are; nil where there is any other, which takes a reader of YAML.
///
/// That reader takes longer for a few such lines than all else that is done to read the article.
func plainEntries(of lines: [Line], in bytes: [UInt8]) -> [FrontMatter.Entry]? {
  var entries: [FrontMatter.Entry] = []
  for line in lines {
    guard let entry = plainEntry(of: line, in: bytes), !entries.contains(where: { $0.key == entry.key }) else {
      return nil
    }
    entries.append(entry)
  }
  return entries.isEmpty ? nil : entries
}

private func plainEntry(of line: Line, in bytes: [UInt8]) -> FrontMatter.Entry? {
  guard !line.isBlank, isASCIILetter(bytes[line.start]) else { return nil }
  let isOfKey = { (byte: UInt8) in isASCIILetter(byte) || isDigit(byte) || byte == 0x5F || byte == 0x2D }
  let key = bytes[line.start..<line.end].prefix(while: isOfKey)
  guard key.count <= 64, key.endIndex + 2 < line.end, bytes[key.endIndex] == 0x3A, bytes[key.endIndex + 1] == 0x20,
    let source = plainValue(bytes[(key.endIndex + 2)..<line.end])
  else { return nil }
  return FrontMatter.Entry(
    key: String(decoding: key, as: UTF8.self),
    values: [(String(decoding: bytes[source], as: UTF8.self), source)])
}

/// Where the text of a value stands that begins and ends with a slice; nil where more than a look at each byte tells it.
private func plainValue(_ value: ArraySlice<UInt8>) -> Range<Int>? {
  guard let first = value.first, let last = value.last else { return nil }
  let isQuoted = first == 0x22
  let text = isQuoted ? value.dropFirst().dropLast() : value
  guard isQuoted ? last == 0x22 : isASCIILetter(first) || isDigit(first), let start = text.first, start != 0x20,
    text.last != 0x20
  else { return nil }
  var index = text.startIndex
  while index < text.endIndex {
    let byte = text[index]
    switch byte {
    case 0x22, 0x5C, 0..<0x20, 0x7F: return nil
    case 0x23, 0x3A:
      // Of a plain text these end it, or make a key of it, beside a space or at its end.
      if !isQuoted, index + 1 >= text.endIndex || !isDigit(text[index + 1]) || byte == 0x23 { return nil }
    case 0x80...:
      // Letters of European languages, and the dashes, quotation marks and dots of general punctuation.
      if byte == 0xE2, index + 2 < text.endIndex, text[index + 1] == 0x80,
        (0x93...0x9E).contains(text[index + 2]) || text[index + 2] == 0xA6
      {
        index += 2
      } else if (0xC3...0xCA).contains(byte), index + 1 < text.endIndex {
        index += 1
      } else {
        return nil
      }
    default: break
    }
    index += 1
  }
  return text.indices
}

/// Whether the first line with anything in it is a comment or begins with a key and a colon, as prose rarely does.
private func looksLikeMapping(_ content: Range<Int>, of bytes: [UInt8]) -> Bool {
  guard let line = lines(of: bytes, in: content).first(where: { !$0.isBlank }) else { return true }
  if bytes[line.contentStart] == UInt8(ascii: "#") { return true }
  guard let colon = bytes[line.content].firstIndex(of: UInt8(ascii: ":")) else { return false }
  let endsKey = colon + 1 == line.end || bytes[colon + 1] == 0x20 || bytes[colon + 1] == 0x09
  return endsKey && !bytes[line.contentStart..<colon].contains(0x20)
}

/// Returns the bytes of a value: exactly its text where it is written plainly, else from its mark to its line's end.
private func source(of value: Node, in bytes: [UInt8], lines: [Line], content: Range<Int>) -> Range<Int> {
  guard let mark = value.mark, lines.indices.contains(mark.line - 1) else { return content }
  let line = lines[mark.line - 1]
  var start = line.start
  var column = 1
  while column < mark.column, start < line.end {
    start += 1
    while start < line.end, bytes[start] & 0xC0 == 0x80 { start += 1 }
    column += 1
  }
  if let text = value.scalar?.string.utf8 {
    for offset in [start, start + 1] where bytes[min(offset, line.end)..<line.end].starts(with: text) {
      return offset..<offset + text.count
    }
  }
  return start..<line.end
}
