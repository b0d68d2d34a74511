import Factlint

/// Reads a news item in NITF 3: `hl1` is the headline, `byline` and `dateline` are so marked, and the date is that of
/// issue, then that of release, then that of the story, as the format has them in attributes.
///
/// - Throws: `ReadError` where the file is not well-formed XML or no NITF.
func readNITF(_ bytes: [UInt8], field: Int, into builder: inout ArticleBuilder) throws(ReadError) {
  let tree = try XMLParser.tree(of: bytes, field: field)
  guard let root = tree.first("nitf") else { throw ReadError.unknownDocument("NITF") }
  readNITF(of: tree, root: root, into: &builder)
}

/// Reads the NITF at an element of a document, which may be another format's content.
func readNITF(of tree: MarkupTree, root: Int, into builder: inout ArticleBuilder) {
  builder.metadata.language =
    builder.metadata.language ?? tree.value(of: "xml:lang", at: root)
    ?? tree.first("body", in: root).flatMap { tree.value(of: "xml:lang", at: $0) }
  var published: [DateStatement] = []
  for (element, attribute) in [
    ("date.issue", "norm"), ("date.release", "norm"), ("pubdata", "date.publication"), ("story.date", "norm"),
  ] {
    published += tree.descendants(of: root, named: element).compactMap { tree.date(in: attribute, at: $0) }
  }
  builder.settleDates(published: published, modified: [])

  let body = tree.first("body", in: root) ?? root
  if !builder.hasBlock(.headline) {
    if let headline = tree.first("hl1", in: body) ?? tree.first("hedline", in: body) ?? tree.first("title", in: root) {
      tree.addBlock(.headline, of: headline, to: &builder)
    }
  }
  if let head = tree.first("body.head", in: body) {
    for line in tree.outermost("hl2", in: head) { tree.addBlock(.heading, of: line, to: &builder) }
    if let byline = tree.first("byline", in: head) {
      tree.addBlock(.byline, of: byline, to: &builder)
      let name = tree.first("person", in: byline) ?? byline
      builder.metadata.byline = builder.metadata.byline ?? tree.text(of: name)
    }
    tree.addDateline(tree.first("dateline", in: head), to: &builder)
    for abstract in tree.outermost("abstract", in: head) {
      MarkupProse(tree: tree).append(abstract, to: &builder)
    }
  }
  let contents = tree.children(of: body).filter { tree.nodes[$0].name == "body.content" }
  for content in contents.isEmpty ? [body] : contents {
    let isHead = { (index: Int) in ["body.head", "body.end"].contains(tree.nodes[index].name) }
    MarkupProse(tree: tree, isLeftOut: isHead).append(content, to: &builder)
  }
}

extension MarkupTree {
  /// Adds all the text of an element as one block.
  func addBlock(_ role: Block.Role, of index: Int, to builder: inout ArticleBuilder) {
    builder.beginBlock(role)
    for node in nodes[index..<nodes[index].end] where node.isText {
      append(node.source, isLiteral: node.isLiteral, to: &builder)
    }
    builder.endBlock()
  }

  /// Adds a dateline: one that ends in a dash is written as before a text, and is read like it.
  func addDateline(_ index: Int?, to builder: inout ArticleBuilder) {
    guard let index else { return }
    let endsInDash = text(of: index).unicodeScalars.last?.properties.isDash == true
    addBlock(endsInDash ? .paragraph : .metadata, of: index, to: &builder)
  }

  /// The date in an attribute of an element, nil where it is absent or empty.
  func date(in attribute: String, at index: Int) -> DateStatement? {
    source(of: attribute, at: index).flatMap { date(decoded($0), in: $0) }
  }

  /// The date that is the text of an element, nil where it has none.
  func date(of index: Int?) -> DateStatement? {
    index.flatMap { date(text(of: $0), in: textSource(of: $0)) }
  }

  private func date(_ text: String, in source: Range<Int>) -> DateStatement? {
    trimmed(text).isEmpty ? nil : DateStatement(text, source: SourceRange(field: field, bytes: source))
  }
}

extension ReadError {
  /// Why a document is none of a format.
  static func unknownDocument(_ format: String) -> ReadError {
    ReadError(
      code: .unknownFormat, message: "The file is no \(format): choose another --input-format, or none.", line: 1)
  }
}
