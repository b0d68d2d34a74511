import Factlint

/// Reads a news item of NewsML-G2: the first one with text, where a message or a package holds several.
///
/// The headline, the byline, the language and the dates come from `contentMeta` and `itemMeta`; the text is XHTML or
/// NITF in `inlineXML`, or plain in `inlineData`.
///
/// - Throws: `ReadError` where the file is not well-formed XML, no NewsML-G2, or has no text of its own.
func readNewsMLG2(_ bytes: [UInt8], field: Int, into builder: inout ArticleBuilder) throws(ReadError) {
  let tree = try XMLParser.tree(of: bytes, field: field)
  let items = ["newsItem", "packageItem"].flatMap { tree.outermost($0, in: 0) }.sorted()
  guard !items.isEmpty else { throw ReadError.unknownDocument("NewsML-G2") }
  let content = items.lazy.compactMap { item in
    (tree.first("inlineXML", in: item) ?? tree.first("inlineData", in: item)).map { (item, $0) }
  }.first
  guard let (item, content) = content else {
    throw ReadError(
      code: .noText, message: "The news item has no text in it, only a pointer to it: give the text itself.")
  }
  readItem(item, content: content, of: tree, into: &builder)
}

private func readItem(_ item: Int, content: Int, of tree: MarkupTree, into builder: inout ArticleBuilder) {
  let meta = tree.first("contentMeta", in: item)
  let itemMeta = tree.first("itemMeta", in: item)
  let language = meta.flatMap { tree.first("language", in: $0) }.flatMap { tree.value(of: "tag", at: $0) }
  builder.metadata.language =
    language ?? tree.value(of: "xml:lang", at: content) ?? tree.value(of: "xml:lang", at: item)
  if let byline = meta.flatMap({ tree.first("by", in: $0) }) { builder.metadata.byline = tree.text(of: byline) }
  let published = [
    itemMeta.flatMap { tree.first("firstCreated", in: $0) }, meta.flatMap { tree.first("contentCreated", in: $0) },
    itemMeta.flatMap { tree.first("versionCreated", in: $0) },
  ].compactMap { tree.date(of: $0) }
  let modified = [
    meta.flatMap { tree.first("contentModified", in: $0) }, itemMeta.flatMap { tree.first("versionCreated", in: $0) },
  ].compactMap { tree.date(of: $0) }
  builder.settleDates(published: Array(published.prefix(1)), modified: Array(modified.prefix(1)))
  if let headline = meta.flatMap({ tree.first("headline", in: $0) }) {
    tree.addBlock(.headline, of: headline, to: &builder)
  }
  if let nitf = tree.first("nitf", in: content) {
    readNITF(of: tree, root: nitf, into: &builder)
  } else if tree.nodes[content].name == "inlineXML" {
    let body = tree.first("body", in: content) ?? content
    MarkupProse(tree: tree, takesHeadline: true).append(body, to: &builder)
  } else {
    readInlineText(
      tree.text(of: content), isMarkup: tree.value(of: "contenttype", at: content)?.contains("html") == true,
      source: tree.textSource(of: content), of: tree, into: &builder)
  }
}

/// Reads text that is content of an element: plain paragraphs, each at its place, or markup that was escaped.
func readInlineText(
  _ text: String, isMarkup: Bool, source: Range<Int>, of tree: MarkupTree, into builder: inout ArticleBuilder
) {
  if isMarkup {
    // Escaped markup is a source of its own: what it says is not what stands in the file.
    let bytes = Array(text.utf8)
    let field = builder.addField("content", bytes: bytes)
    if let inner = try? HTMLParser.tree(of: bytes, field: field) {
      MarkupProse(tree: inner, takesHeadline: true).append(0, to: &builder)
      return
    }
  }
  readPlainText(tree.bytes, range: source, field: tree.field, into: &builder) { range, builder in
    tree.append(range, to: &builder)
  }
}
