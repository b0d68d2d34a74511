import Factlint
import Yams

/// Reads the YAML front matter at the head of a text, if there is one, and returns where the text goes on after it.
///
/// `title` or `headline` becomes the headline block, `date`, `author` or `byline`, `language` or `lang` become
/// metadata; other keys are ignored. Front matter that is no YAML mapping is the incident `malformed-front-matter` and
/// stays as a block of metadata, which no rule reads as prose. A first `---` that no second one answers is a rule.
func readFrontMatter(_ bytes: [UInt8], field: Int, into builder: inout ArticleBuilder) -> Int {
  guard let extent = FrontMatterExtent(of: bytes), extent.looksLikeMapping(bytes) else { return 0 }
  let yaml = String(decoding: bytes[extent.content], as: UTF8.self)
  guard let node = try? Yams.compose(yaml: yaml), let mapping = node.mapping else {
    builder.incidents.append(
      Incident(
        code: "malformed-front-matter",
        message: "The front matter is not a YAML mapping, so no headline, date or language was read from it."))
    builder.addBlock(.metadata, field: field, bytes: extent.content)
    return extent.end
  }
  for (key, value) in mapping {
    guard let name = key.scalar?.string.lowercased() else { continue }
    let source = extent.source(of: value, in: bytes)
    let scalar = value.scalar?.string
    switch name {
    case "title", "headline":
      guard let scalar, !scalar.isEmpty else { continue }
      builder.beginBlock(.headline)
      if bytes[source].elementsEqual(scalar.utf8) {
        builder.append(field: field, bytes: source)
      } else {
        builder.append(replacement: scalar, for: SourceRange(field: field, bytes: source))
      }
      builder.endBlock()
    case "date":
      guard let scalar, !scalar.isEmpty else { continue }
      let date = ISODate(wholeOf: Array(scalar.utf8), in: 0..<scalar.utf8.count)
      builder.settleDate(
        date.map { ISODate(day: $0.day, range: source) }, origin: .frontMatter,
        source: SourceRange(field: field, bytes: source), stated: scalar)
    case "author", "byline":
      let names = value.sequence?.compactMap { $0.scalar?.string } ?? [scalar].compactMap { $0 }
      let byline = names.filter { !$0.isEmpty }.joined(separator: ", ")
      if !byline.isEmpty { builder.metadata.byline = byline }
    case "language", "lang":
      if let scalar, !scalar.isEmpty { builder.metadata.language = builder.metadata.language ?? scalar }
    default: break
    }
  }
  return extent.end
}

/// Where the front matter of a text lies.
private struct FrontMatterExtent {
  /// The bytes between the two fences.
  var content: Range<Int>
  /// Where the text goes on after the closing fence.
  var end: Int

  /// The most bytes that front matter may have; what is longer is text.
  private static let maximumSize = 64 << 10

  init?(of bytes: [UInt8]) {
    guard bytes.starts(with: [0x2D, 0x2D, 0x2D]) else { return nil }
    let found = lines(of: bytes, in: 0..<min(bytes.count, Self.maximumSize))
    guard let first = found.first, Self.isFence(first, of: bytes, marks: ["---"]) else { return nil }
    guard let close = found.dropFirst().firstIndex(where: { Self.isFence($0, of: bytes, marks: ["---", "..."]) })
    else { return nil }
    content = found[1].start..<found[close].start
    end = close + 1 < found.count ? found[close + 1].start : found[close].end
  }

  private static func isFence(_ line: Line, of bytes: [UInt8], marks: [String]) -> Bool {
    guard line.contentStart == line.start, line.end - line.start >= 3 else { return false }
    let mark = line.start..<line.start + 3
    guard marks.contains(where: { bytes[mark].elementsEqual($0.utf8) }) else { return false }
    return skipWhiteSpace(from: mark.upperBound, to: line.end, in: bytes.span) == line.end
  }

  /// Whether the first line with anything in it is a comment or begins with a key and a colon, as prose rarely does.
  func looksLikeMapping(_ bytes: [UInt8]) -> Bool {
    guard let line = lines(of: bytes, in: content).first(where: { !$0.isBlank }) else { return true }
    if bytes[line.contentStart] == UInt8(ascii: "#") { return true }
    guard let colon = bytes[line.content].firstIndex(of: UInt8(ascii: ":")) else { return false }
    let endsKey = colon + 1 == line.end || bytes[colon + 1] == 0x20 || bytes[colon + 1] == 0x09
    return endsKey && !bytes[line.contentStart..<colon].contains(0x20)
  }

  /// Returns the bytes of a value: exactly its text where it is written plainly, else from its mark to its line's end.
  func source(of value: Node, in bytes: [UInt8]) -> Range<Int> {
    guard let mark = value.mark else { return content }
    let found = lines(of: bytes, in: content)
    guard found.indices.contains(mark.line - 1) else { return content }
    let line = found[mark.line - 1]
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
}

extension ISODate {
  fileprivate init(day: CivilDate, range: Range<Int>) {
    self.day = day
    self.range = range
  }
}
