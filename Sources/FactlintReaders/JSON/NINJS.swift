import Factlint

/// Reads a news item of ninjs 1, 2 or 3; its fields are the item's strings, under the names that they have in it.
enum NINJS {
  /// Whether an object is a news item of ninjs: it has a text or a headline where ninjs has them, and says what it is.
  static func isItem(_ value: JSONValue) -> Bool {
    guard value["uri"] != nil || value["$standard"] != nil || value["standard"] != nil else { return false }
    return value.members.contains { key, _ in
      key.hasPrefix("body_") || ["bodies", "headlines", "versioncreated", "versionCreated"].contains(key)
    }
  }

  /// Reads an item.
  ///
  /// - Throws: `ReadError` where it is none, or has no text of its own.
  static func read(_ item: JSONValue, into builder: inout ArticleBuilder) throws(ReadError) {
    guard item.isObject else { throw ReadError.unknownDocument("ninjs") }
    builder.metadata.language = item["language"]?.string
    builder.metadata.byline = item["byline"]?.string ?? item["by"]?.string
    readDates(of: item, into: &builder)
    if let (name, headline) = headline(of: item) {
      let bytes = Array(headline.utf8)
      builder.addBlock(.headline, field: builder.addField(name, bytes: bytes), bytes: bytes.indices)
    }
    guard let body = body(of: item) else {
      throw ReadError(
        code: .missingText, message: "The news item has no text: give it “body_text”, “body_xhtml” or “bodies”.")
    }
    let bytes = Array(body.text.utf8)
    guard bytes.count <= maximumArticleSize else { throw ReadError.tooLarge(bytes.count) }
    let field = builder.addField(body.name, bytes: bytes)
    switch body.form {
    case .plain: readPlainText(bytes, field: field, into: &builder)
    case .page:
      MarkupProse(tree: try HTMLParser.tree(of: bytes, field: field), takesHeadline: true).append(0, to: &builder)
    case .nitf:
      let tree = try XMLParser.tree(of: bytes, field: field)
      readNITF(of: tree, root: tree.first("nitf") ?? 0, into: &builder)
    }
  }

  /// How a text of an item is written.
  private enum Form {
    case plain, page, nitf

    init(contentType: String) {
      let type = contentType.lowercased()
      self = type.contains("nitf") ? .nitf : type.contains("html") || type.contains("xml") ? .page : .plain
    }
  }

  /// What can be of use to a check; pictures and their like are not.
  private static func isText(_ value: JSONValue) -> Bool { value.string.map { !trimmed($0).isEmpty } ?? false }

  private static func body(of item: JSONValue) -> (name: String, text: String, form: Form)? {
    // Markup tells paragraphs, headings and captions apart, so it comes before the plain text of the same item.
    for (key, form) in [
      ("body_xhtml", Form.page), ("body_html", .page), ("body_nitf", .nitf), ("body_text", .plain),
    ] {
      if let value = item[key], isText(value), let text = value.string { return (key, text, form) }
    }
    let bodies = (item["bodies"]?.elements ?? []).enumerated().compactMap { index, body in
      body["value"]?.string.map { text in
        let type = body["contentType"]?.string ?? body["contenttype"]?.string ?? ""
        let isTagged = type.isEmpty && trimmed(text).hasPrefix("<")
        return (
          name: "bodies[\(index)].value", text: text, form: Form(contentType: isTagged ? "html" : type),
          role: body["role"]?.string ?? ""
        )
      }
    }.filter { !trimmed($0.text).isEmpty }
    let main = bodies.filter { $0.role.isEmpty || $0.role.hasSuffix("main") }
    let chosen = main.isEmpty ? bodies : main
    let best = chosen.first { $0.form != .plain } ?? chosen.first
    if let best { return (best.name, best.text, best.form) }
    let other = item.members.first { $0.key.hasPrefix("body_") && isText($0.value) }
    return other.flatMap { other in other.value.string.map { (other.key, $0, Form(contentType: other.key)) } }
  }

  private static func headline(of item: JSONValue) -> (name: String, text: String)? {
    if let headline = item["headline"]?.string, !trimmed(headline).isEmpty { return ("headline", headline) }
    let headlines = (item["headlines"]?.elements ?? []).enumerated().compactMap { index, headline in
      headline["value"]?.string.map { (name: "headlines[\(index)].value", text: $0, role: headline["role"]?.string) }
    }.filter { !trimmed($0.text).isEmpty }
    let best = headlines.first { $0.role?.hasSuffix("main") == true } ?? headlines.first
    return best.map { ($0.name, $0.text) }
  }

  private static func readDates(of item: JSONValue, into builder: inout ArticleBuilder) {
    func statement(_ keys: [String]) -> DateStatement? {
      for key in keys {
        guard let text = item[key]?.string, !trimmed(text).isEmpty else { continue }
        let bytes = Array(text.utf8)
        let field = builder.addField(key, bytes: bytes)
        return DateStatement(text, source: SourceRange(field: field, bytes: bytes.indices))
      }
      return nil
    }
    let published = statement(
      ["firstCreated", "firstcreated", "contentCreated", "contentcreated", "versionCreated", "versioncreated"])
    let modified = statement(["versionCreated", "versioncreated"])
    builder.settleDates(published: [published].compactMap { $0 }, modified: [modified].compactMap { $0 })
  }
}

/// Reads a file that is one news item of ninjs.
func readNINJS(_ bytes: [UInt8], into builder: inout ArticleBuilder) throws(ReadError) {
  try NINJS.read(JSONValue(parsing: bytes, in: bytes.indices), into: &builder)
}
