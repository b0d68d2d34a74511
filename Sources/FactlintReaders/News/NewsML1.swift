import Factlint

/// Reads a news item of NewsML 1.0 to 1.2: the first component with text, whose content is NITF, XHTML or plain.
///
/// - Throws: `ReadError` where the file is not well-formed XML, no NewsML, or has no text of its own.
func readNewsML1(_ bytes: [UInt8], field: Int, into builder: inout ArticleBuilder) throws(ReadError) {
  let tree = try XMLParser.tree(of: bytes, field: field)
  guard let root = tree.first("NewsML"), let item = tree.first("NewsItem", in: root) else {
    throw ReadError.unknownDocument("NewsML 1")
  }
  let content = tree.outermost("DataContent", in: item).first { tree.hasText($0) }
  guard let content else {
    throw ReadError(
      code: .noText, message: "The news item has no text in it, only a pointer to it: give the text itself.")
  }
  if let language = tree.first("Language", in: item) {
    builder.metadata.language = tree.value(of: "FormalName", at: language)
  }
  let lines = tree.first("NewsLines", in: item)
  if let byline = lines.flatMap({ tree.first("ByLine", in: $0) }) { builder.metadata.byline = tree.text(of: byline) }
  let management = tree.first("NewsManagement", in: item)
  let created = [
    management.flatMap { tree.first("FirstCreated", in: $0) }, lines.flatMap { tree.first("DateLineDate", in: $0) },
    tree.first("NewsIdentifier", in: item).flatMap { tree.first("DateId", in: $0) },
  ]
  let revised = management.flatMap { tree.first("ThisRevisionCreated", in: $0) }
  builder.settleDates(
    published: Array(created.compactMap { tree.date(of: $0) }.prefix(1)),
    modified: [revised].compactMap { tree.date(of: $0) })
  if let headline = lines.flatMap({ tree.first("HeadLine", in: $0) }) {
    tree.addBlock(.headline, of: headline, to: &builder)
  }
  if let byline = lines.flatMap({ tree.first("ByLine", in: $0) }) {
    tree.addBlock(.byline, of: byline, to: &builder)
  }
  tree.addDateline(lines.flatMap { tree.first("DateLine", in: $0) }, to: &builder)
  if let nitf = tree.first("nitf", in: content) {
    readNITF(of: tree, root: nitf, into: &builder)
  } else if tree.children(of: content).contains(where: { !tree.nodes[$0].isText }) {
    let body = tree.first("body.content", in: content) ?? tree.first("body", in: content) ?? content
    MarkupProse(tree: tree, takesHeadline: true).append(body, to: &builder)
  } else {
    let text = tree.text(of: content)
    readInlineText(
      text, isMarkup: text.hasPrefix("<"), source: tree.textSource(of: content), of: tree, into: &builder)
  }
}
