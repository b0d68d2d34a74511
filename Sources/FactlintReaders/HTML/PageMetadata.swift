import Factlint

/// What a page says of its article outside of its text: JSON-LD, OpenGraph and other `meta` elements.
struct PageMetadata {
  /// A text of the metadata and where it is written.
  struct Statement {
    var text: String
    var source: Range<Int>
  }

  /// The headlines, the most telling first.
  private(set) var headlines: [Statement] = []
  private(set) var published: [DateStatement] = []
  private(set) var modified: [DateStatement] = []
  private(set) var authors: [String] = []
  private(set) var language: String?
  /// The article's text in JSON-LD, where pages have it that show none without a program.
  private(set) var articleBody: Statement?
  private(set) var isLiveBlog = false
  private(set) var incidents: [Incident] = []

  private let tree: MarkupTree
  private var looseDates: [DateStatement] = []

  /// Reads the metadata of a page.
  init(of tree: MarkupTree) {
    self.tree = tree
    for index in tree.nodes.indices where tree.nodes[index].name == "script" { readScript(index) }
    for index in tree.nodes.indices where tree.nodes[index].name == "meta" { readMeta(index) }
    published += looseDates
    if let title = tree.first("title"), let text = tree.label(of: title) {
      headlines.append(Statement(text: text, source: tree.textSource(of: title)))
    }
    headlines.removeAll { trimmed($0.text).isEmpty || $0.source.count > MarkupTree.greatestLabel }
    if let html = tree.first("html"), let tag = tree.value(of: "lang", at: html), !trimmed(tag).isEmpty {
      language = trimmed(tag)
    }
  }

  private func date(_ text: String, _ source: Range<Int>, isLoose: Bool = false) -> DateStatement {
    DateStatement(text, source: SourceRange(field: tree.field, bytes: source), isLoose: isLoose)
  }

  // MARK: - meta

  private mutating func readMeta(_ index: Int) {
    let name =
      tree.value(of: "property", at: index) ?? tree.value(of: "name", at: index)
      ?? tree.value(of: "itemprop", at: index)
    guard let name, let source = tree.source(of: "content", at: index) else { return }
    let text = trimmed(tree.decoded(source))
    guard !text.isEmpty else { return }
    switch name.lowercased() {
    case "og:title": headlines.append(Statement(text: text, source: source))
    case "article:published_time", "og:article:published_time", "datepublished": published.append(date(text, source))
    case "article:modified_time", "og:article:modified_time", "datemodified": modified.append(date(text, source))
    case "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "dcterms.issued", "parsely-pub-date",
      "sailthru.date", "pubdate", "publish-date", "publication_date", "cxenseparse:recs:publishtime":
      looseDates.append(date(text, source, isLoose: true))
    case "author", "parsely-author", "sailthru.author", "dc.creator", "article:author":
      if authors.isEmpty, !text.contains("://") { authors.append(text) }
    case "og:locale": language = language ?? text.split(separator: "_").joined(separator: "-")
    default: break
    }
  }

  // MARK: - JSON-LD

  /// So many authors are named at most.
  private static let greatestAuthorCount = 32

  private mutating func readScript(_ index: Int) {
    guard let type = tree.value(of: "type", at: index),
      type.lowercased().split(separator: ";").first.map({ trimmed(String($0)) }) == "application/ld+json",
      index + 1 < tree.nodes[index].end
    else { return }
    let source = withoutComment(tree.nodes[index + 1].source)
    guard tree.bytes[source].contains(where: { $0 > 0x20 }) else { return }
    let value: JSONValue
    do throws(ReadError) {
      value = try JSONValue(parsing: tree.bytes, in: source)
    } catch {
      incidents.append(
        Incident(
          code: "malformed-json-ld", message: "The page's structured data (JSON-LD) was not read. \(error.message)"))
      return
    }
    let things = Self.things(in: value)
    guard let article = things.first(where: Self.isArticle) else { return }
    readArticle(article, among: things)
  }

  /// JSON-LD without the comment or CDATA marks that some put around it.
  private func withoutComment(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, tree.bytes[start] <= 0x20 { start += 1 }
    for mark in ["<!--", "//<![CDATA[", "<![CDATA[", "/*<![CDATA[*/"] where stands(mark, at: start, in: tree.bytes) {
      start += mark.utf8.count
      guard let last = tree.bytes[start..<max(start, end)].lastIndex(where: { [0x7D, 0x5D].contains($0) }) else {
        break
      }
      end = last + 1
      // `]]>` has square brackets of its own.
      while end > start, stands("]]", at: end - 2, in: tree.bytes), stands(">", at: end, in: tree.bytes) { end -= 2 }
      while end > start, [0x20, 0x2F, 0x2A, 0x0A, 0x0D].contains(tree.bytes[end - 1]) { end -= 1 }
    }
    return start..<max(start, end)
  }

  /// The things that a document tells of: itself, the elements of a list, the nodes of a graph, a page's main entity.
  private static func things(in value: JSONValue) -> [JSONValue] {
    value.elements.flatMap { thing -> [JSONValue] in
      guard thing.isObject else { return [] }
      let inner = ["@graph", "mainEntity", "mainEntityOfPage"].compactMap { thing[$0] }
      return [thing] + inner.flatMap { $0.elements.filter(\.isObject) }
    }
  }

  private static func types(of thing: JSONValue) -> [String] {
    thing["@type"]?.elements.compactMap(\.string) ?? []
  }

  private static func isArticle(_ thing: JSONValue) -> Bool {
    types(of: thing).contains {
      $0.hasSuffix("Article") || $0.hasSuffix("Posting") && $0 != "JobPosting" || $0 == "Report"
    }
  }

  private mutating func readArticle(_ article: JSONValue, among things: [JSONValue]) {
    isLiveBlog = isLiveBlog || Self.types(of: article).contains("LiveBlogPosting")
    for (key, value) in article.members {
      guard let text = value.string.map(trimmed), !text.isEmpty else { continue }
      switch key {
      case "headline": headlines.append(Statement(text: text, source: value.source))
      case "datePublished": published.append(date(text, value.source))
      case "dateModified": modified.append(date(text, value.source))
      case "inLanguage": language = language ?? text
      case "articleBody": articleBody = articleBody ?? Statement(text: text, source: value.source)
      default: break
      }
    }
    guard authors.isEmpty else { return }
    for author in article["author"]?.elements.prefix(Self.greatestAuthorCount) ?? [] {
      if let name = author.string ?? author["name"]?.string {
        authors.append(trimmed(name))
      } else if let id = author["@id"]?.string,
        let name = things.first(where: { $0["@id"]?.string == id && $0["name"] != nil })?["name"]?.string
      {
        authors.append(trimmed(name))
      }
    }
  }
}
