import Factlint
import Yams

/// Returns the YAML front matter at the head of a text; nil where there is none.
func yamlFrontMatter(of bytes: [UInt8]) -> FrontMatter? {
  guard let (content, end) = fencedContent(of: bytes, opening: "---", closing: ["---", "..."]),
    looksLikeMapping(content, of: bytes)
  else { return nil }
  var frontMatter = FrontMatter(content: content, end: end, language: "YAML", entries: nil)
  let yaml = String(decoding: bytes[content], as: UTF8.self)
  // All scalars are read as text, so nothing has to tell what they mean; and what encoding is meant is known.
  guard let node = try? Yams.compose(yaml: yaml, .basic, .default, .utf8), let mapping = node.mapping else {
    return frontMatter
  }
  let found = lines(of: bytes, in: content)
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
