import Factlint

/// Reads the front matter at the head of a text, if there is one, and returns where the text goes on after it.
///
/// It is YAML between lines of `---`, TOML between lines of `+++`, or a JSON object, as Jekyll and Hugo have them.
/// `title` or `headline` becomes the headline block, `date`, `author` or `byline`, `language` or `lang` become
/// metadata, `lastmod` and its like are compared with the date; other keys are ignored. Front matter that is no mapping
/// is the incident `malformed-front-matter` and stays as a block of metadata, which no rule reads as prose. A first
/// `---` that no second one answers is a rule.
///
/// - Parameter isMarkdown: Whether TOML and JSON are looked for, which plain text does not have.
func readFrontMatter(
  _ bytes: [UInt8], field: Int, isMarkdown: Bool = false, into builder: inout ArticleBuilder
) -> Int {
  let found =
    yamlFrontMatter(of: bytes) ?? (isMarkdown ? tomlFrontMatter(of: bytes) ?? jsonFrontMatter(of: bytes) : nil)
  guard let found else { return 0 }
  guard let entries = found.entries else {
    builder.incidents.append(
      Incident(
        code: "malformed-front-matter",
        message:
          "The front matter is not a \(found.language) mapping, so no headline, date or language was read from it."
      ))
    builder.addBlock(.metadata, field: field, bytes: found.content)
    return found.end
  }
  for entry in entries { entry.apply(field: field, to: &builder) }
  return found.end
}

/// Front matter as it was found.
struct FrontMatter {
  /// What is between the fences.
  var content: Range<Int>
  /// Where the text goes on.
  var end: Int
  /// The language that it is written in, for messages.
  var language: String
  /// Its entries; nil where it is malformed.
  var entries: [Entry]?

  /// A key with its texts.
  struct Entry {
    var key: String
    /// The text of the value, or the texts of a list, and where each is written.
    var values: [(text: String, source: Range<Int>)]
  }

  /// The most bytes that front matter may have; what is longer is text.
  static let maximumSize = 64 << 10
}

extension FrontMatter.Entry {
  /// Puts what the entry says into an article.
  fileprivate func apply(field: Int, to builder: inout ArticleBuilder) {
    let values = values.filter { !$0.text.isEmpty }
    guard let first = values.first else { return }
    let source = SourceRange(field: field, bytes: first.source)
    switch key.lowercased() {
    case "title", "headline":
      builder.beginBlock(.headline)
      builder.append(first.text, from: first.source, field: field)
      builder.endBlock()
    case "date":
      builder.settleDate(
        DateStatement(first.text, source: source).date, origin: .frontMatter, source: source, stated: first.text)
    case "lastmod", "modified", "last_modified_at", "updated":
      builder.settleDates(published: [], modified: [DateStatement(first.text, source: source)])
    case "author", "authors", "byline":
      builder.metadata.byline = values.map(\.text).joined(separator: ", ")
    case "language", "lang":
      builder.metadata.language = builder.metadata.language ?? first.text
    default: break
    }
  }
}

/// Front matter between two fences: what stands between them and where the text goes on after the second.
///
/// - Parameters:
///   - opening: The three bytes of the first line.
///   - closing: Those of the line that ends it.
func fencedContent(of bytes: [UInt8], opening: String, closing: [String]) -> (content: Range<Int>, end: Int)? {
  guard stands(opening, at: 0, in: bytes) else { return nil }
  let found = lines(of: bytes, in: 0..<min(bytes.count, FrontMatter.maximumSize))
  guard let first = found.first, isFence(first, of: bytes, marks: [opening]) else { return nil }
  guard let close = found.dropFirst().firstIndex(where: { isFence($0, of: bytes, marks: closing) }) else { return nil }
  let end = close + 1 < found.count ? found[close + 1].start : found[close].end
  return (found[1].start..<found[close].start, end)
}

private func isFence(_ line: Line, of bytes: [UInt8], marks: [String]) -> Bool {
  guard line.contentStart == line.start, line.end - line.start >= 3 else { return false }
  guard marks.contains(where: { stands($0, at: line.start, in: bytes) }) else { return false }
  return skipWhiteSpace(from: line.start + 3, to: line.end, in: bytes.span) == line.end
}

/// A JSON object at the head of a text, as Hugo reads it.
private func jsonFrontMatter(of bytes: [UInt8]) -> FrontMatter? {
  let start = skipWhiteSpace(from: 0, to: bytes.count, in: bytes.span)
  let limit = min(bytes.count, FrontMatter.maximumSize)
  guard start < limit, bytes[start] == UInt8(ascii: "{"),
    let (object, end) = try? JSONValue.prefix(of: bytes, in: start..<limit),
    object.members.contains(where: { ["title", "headline", "date"].contains($0.key.lowercased()) })
  else { return nil }
  let entries = object.members.map { key, value in
    FrontMatter.Entry(
      key: key, values: value.elements.compactMap { element in element.string.map { ($0, element.source) } })
  }
  return FrontMatter(content: start..<end, end: end, language: "JSON", entries: entries)
}
