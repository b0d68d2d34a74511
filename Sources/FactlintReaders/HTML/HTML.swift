import Factlint

/// Reads a web page: the article's own text and what the page says of it.
///
/// The headline is the first-level heading of the article, or what the metadata has; the date is that of JSON-LD, then
/// OpenGraph, then other metadata, then a `time` element that says it is the date of publication. Every place is one
/// of the page's source. A page that shows no text without its programs, but has it in JSON-LD, is read from there.
///
/// - Throws: `ReadError` where the page nests deeper than browsers allow or has far more elements than any.
func readHTML(_ bytes: [UInt8], field: Int, into builder: inout ArticleBuilder) throws(ReadError) {
  let tree = try HTMLParser.tree(of: bytes, field: field)
  let metadata = PageMetadata(of: tree)
  let text = PageText(of: tree, titles: metadata.headlines.map(\.text), isLiveBlog: metadata.isLiveBlog)
  builder.incidents += metadata.incidents
  builder.metadata.language = builder.metadata.language ?? metadata.language
  if !metadata.authors.isEmpty { builder.metadata.byline = metadata.authors.joined(separator: ", ") }
  let times = shownTimes(
    of: tree, in: text, isDated: metadata.published.contains { $0.date != nil })
  builder.settleDates(
    published: metadata.published + times.published, modified: metadata.modified + times.modified)

  if let headline = text.headline {
    builder.beginBlock(.headline)
    for node in tree.nodes[headline..<tree.nodes[headline].end] where node.isText {
      tree.append(node.source, to: &builder)
    }
    builder.endBlock()
  } else if let stated = metadata.headlines.first {
    builder.beginBlock(.headline)
    builder.append(stated.text, from: stated.source, field: field)
    builder.endBlock()
  }
  if let body = metadata.articleBody, text.size(of: text.root) * 4 < body.text.utf8.count {
    readArticleBody(body.source, of: bytes, field: field, into: &builder)
  } else {
    MarkupProse(
      tree: tree, isLeftOut: text.isLeftOut, role: text.role, entries: text.entries, leavesOutLinks: true,
      takesAlternatives: true
    ).append(text.root, to: &builder)
  }
}

/// The dates of `time` elements that say that they are the article's; of those that do not, the first in its head,
/// where the page has no other date.
private func shownTimes(
  of tree: MarkupTree, in text: PageText, isDated: Bool
) -> (published: [DateStatement], modified: [DateStatement]) {
  var published: [DateStatement] = []
  var modified: [DateStatement] = []
  var first: DateStatement?
  let firstEntry = text.entries.keys.min() ?? tree.nodes[text.root].end
  for index in tree.descendants(of: 0, named: "time") {
    guard let source = tree.source(of: "datetime", at: index) else { continue }
    let isLoose = !["datePublished", "dateModified"].contains(tree.value(of: "itemprop", at: index) ?? "")
    let statement = DateStatement(
      tree.decoded(source), source: SourceRange(field: tree.field, bytes: source), isLoose: isLoose)
    if tree.value(of: "itemprop", at: index) == "dateModified" {
      modified.append(statement)
    } else if !isLoose || tree.source(of: "pubdate", at: index) != nil {
      published.append(statement)
    } else if first == nil, statement.date != nil, index >= text.root, index < firstEntry {
      first = statement
    }
  }
  return (published.isEmpty && !isDated ? [first].compactMap { $0 } : published, modified)
}

/// Reads the text of an article out of a string of JSON-LD, a paragraph at each line break.
private func readArticleBody(_ source: Range<Int>, of bytes: [UInt8], field: Int, into builder: inout ArticleBuilder) {
  builder.beginBlock(.paragraph)
  var start = source.lowerBound
  var offset = start
  while offset < source.upperBound {
    guard bytes[offset] == UInt8(ascii: "\\"), let escape = jsonEscape(at: offset, to: source.upperBound, in: bytes)
    else {
      offset += 1
      continue
    }
    builder.append(field: field, bytes: start..<offset)
    if escape.text == "\n" {
      builder.beginBlock(.paragraph)
    } else {
      builder.append(replacement: escape.text, for: SourceRange(field: field, bytes: offset..<escape.end))
    }
    offset = escape.end
    start = offset
  }
  builder.append(field: field, bytes: start..<source.upperBound)
  builder.endBlock()
}

extension ArticleBuilder {
  /// Appends what a range of a field says; where it is written otherwise, the text stands for the range as a whole.
  mutating func append(_ text: String, from source: Range<Int>, field: Int) {
    if bytes(ofField: field)[source].elementsEqual(text.utf8) {
      append(field: field, bytes: source)
    } else {
      append(replacement: text, for: SourceRange(field: field, bytes: source))
    }
  }
}
