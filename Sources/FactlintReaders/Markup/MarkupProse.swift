import Factlint

/// Turns the elements of a page or of a news document into the blocks of an article.
///
/// An element that stands by itself (a paragraph, a heading, a list item) begins and ends a block; all others run on.
/// A block's role is that of the innermost element around it that has one.
struct MarkupProse {
  let tree: MarkupTree
  /// Elements whose text is no part of the article.
  var isLeftOut: (Int) -> Bool = { _ in false }
  /// What an element makes of the blocks in it, beside what its name says.
  var role: (Int) -> Block.Role? = { _ in nil }
  /// The entries of a live blog with the days that they refer to.
  var entries: [Int: CivilDate?] = [:]
  /// Whether a block of nothing but links is left out: a menu, or a pointer to another article.
  var leavesOutLinks = false
  /// Whether the alternative text of an image is its caption, where it has no other.
  var takesAlternatives = false
  /// Whether a heading of the first level is the headline.
  var takesHeadline = false

  /// A block that is being gathered.
  private struct Open {
    var role: Block.Role
    var day: CivilDate?
    var pieces: [(range: Range<Int>, isLiteral: Bool, replacement: String?)] = []
    /// Bytes of visible text: all, in links, in time stamps.
    var size = 0
    var linkSize = 0
    var stampSize = 0
  }

  /// What is known of images and their captions while blocks are added.
  private struct Captions {
    /// The alternative text of an image that may have no other caption.
    var pending: Range<Int>?
    /// Whether the last block was a caption.
    var isLast = false
  }

  /// A role that holds up to a node.
  private struct Scope {
    var end: Int
    var role: Block.Role
    var day: CivilDate?
  }

  /// Appends the blocks of an element to an article.
  func append(_ root: Int, to builder: inout ArticleBuilder) {
    var open: Open?
    var scopes: [Scope] = []
    var blockEnds: [Int] = []
    var quoteEnds: [(end: Int, at: Int)] = []
    var linkEnd = 0
    var stampEnd = 0
    var captions = Captions()
    let rootEnd = tree.nodes[root].end
    var index = root
    while index < rootEnd {
      while let last = quoteEnds.last, last.end <= index {
        open?.pieces.append((last.at..<last.at, false, "”"))
        quoteEnds.removeLast()
      }
      while let last = blockEnds.last, last <= index {
        blockEnds.removeLast()
        flush(&open, &captions, to: &builder)
      }
      while let last = scopes.last, last.end <= index { scopes.removeLast() }
      let node = tree.nodes[index]
      if node.isText {
        let size = visibleSize(of: node.source)
        if open == nil, size > 0 {
          let scope = scopes.last
          let day = scopes.last { $0.day != nil }?.day
          open = Open(role: scope?.role ?? .paragraph, day: day)
        }
        open?.pieces.append((node.source, node.isLiteral, nil))
        open?.size += size
        if index < linkEnd { open?.linkSize += size }
        if index < stampEnd { open?.stampSize += size }
        index += 1
        continue
      }
      if takesAlternatives, open == nil, index >= linkEnd, !isLeftOut(index) {
        captions.pending = alternative(of: index) ?? captions.pending
      }
      if index != root, MarkupElements.isNoProse.contains(node.name) || isLeftOut(index) || isNoteMark(index) {
        if MarkupElements.standsByItself.contains(node.name) { flush(&open, &captions, to: &builder) }
        // An element may end before what stands in it, where its end tag came too early.
        index = max(index + 1, node.end)
        continue
      }
      if MarkupElements.standsByItself.contains(node.name) || role(index) != nil || entries[index] != nil {
        flush(&open, &captions, to: &builder)
        blockEnds.append(min(node.end, blockEnds.last ?? rootEnd))
      }
      if let day = entries[index] {
        scopes.append(Scope(end: min(node.end, scopes.last?.end ?? rootEnd), role: .liveBlogEntry, day: day))
      }
      if let named = role(index) ?? namedRole(node.name, in: builder) {
        scopes.append(Scope(end: min(node.end, scopes.last?.end ?? rootEnd), role: named, day: nil))
      }
      switch node.name {
      case "a": linkEnd = max(linkEnd, node.end)
      case "time": stampEnd = max(stampEnd, node.end)
      case "br": flush(&open, &captions, to: &builder)
      case "q":
        if open == nil { open = Open(role: scopes.last?.role ?? .paragraph, day: nil) }
        open?.pieces.append((node.source, false, "“"))
        quoteEnds.append((node.end, node.source.upperBound))
      default: break
      }
      index += 1
    }
    flush(&open, &captions, to: &builder)
    addPending(of: &captions, to: &builder)
  }

  /// The alternative text of an image, in words; nil where it has none, or the element is no image.
  private func alternative(of index: Int) -> Range<Int>? {
    let name = tree.nodes[index].name
    guard name == "img" || name == "picture", let image = name == "img" ? index : tree.first("img", in: index),
      let source = tree.source(of: "alt", at: image), source.count <= MarkupTree.greatestLabel,
      tree.decoded(source).split(whereSeparator: \.isWhitespace).count > 1
    else { return nil }
    return source
  }

  private func addPending(of captions: inout Captions, to builder: inout ArticleBuilder) {
    guard let pending = captions.pending else { return }
    captions.pending = nil
    builder.beginBlock(.caption)
    tree.append(pending, to: &builder)
    builder.endBlock()
  }

  private func namedRole(_ name: String, in builder: ArticleBuilder) -> Block.Role? {
    if name == "h1" || name == "hl1" {
      return takesHeadline && !builder.hasBlock(.headline) ? .headline : .heading
    }
    return MarkupElements.roles[name]
  }

  /// Whether an element is the mark of a footnote: a link set high.
  private func isNoteMark(_ index: Int) -> Bool {
    guard tree.nodes[index].name == "sup" else { return false }
    // A mark has next to nothing in it, and a set of elements high in one another must not be searched for each.
    return (index + 1..<min(tree.nodes[index].end, index + 8)).contains { tree.nodes[$0].name == "a" }
  }

  private func flush(_ open: inout Open?, _ captions: inout Captions, to builder: inout ArticleBuilder) {
    guard let block = open else { return }
    open = nil
    if leavesOutLinks, block.linkSize * 10 >= block.size * 8, block.role != .headline, block.role != .byline { return }
    // What stands beside an image as its caption says what it shows.
    if block.role == .caption || captions.isLast { captions.pending = nil }
    addPending(of: &captions, to: &builder)
    captions.isLast = block.role == .caption
    let isStamp = block.size > 0 && block.stampSize == block.size && block.size < 80
    builder.beginBlock(isStamp ? .metadata : block.role, referenceDate: isStamp ? nil : block.day)
    for piece in block.pieces {
      if let replacement = piece.replacement {
        builder.append(replacement: replacement, for: SourceRange(field: tree.field, bytes: piece.range))
      } else {
        tree.append(piece.range, isLiteral: piece.isLiteral, to: &builder)
      }
    }
    builder.endBlock()
  }

  private func visibleSize(of range: Range<Int>) -> Int {
    tree.bytes[range].reduce(0) { $0 + ($1 > 0x20 ? 1 : 0) }
  }
}

/// What the elements of HTML, NITF and their like mean for the text in them.
enum MarkupElements {
  /// Elements with no prose in them: code, forms, pictures, what was deleted.
  static let isNoProse: Set = [
    "audio", "button", "canvas", "datalist", "del", "dialog", "embed", "head", "iframe", "input", "link",
    "map", "math", "media-metadata", "media-object", "media-producer", "media-reference", "meta", "nav", "noembed",
    "noframes", "noscript", "object", "picture", "progress", "s", "script", "select", "source", "strike", "style",
    "svg", "template", "textarea", "title", "track", "video", "xmp",
  ]

  /// Elements before and behind which a block ends.
  static let standsByItself: Set = [
    "address", "article", "aside", "blockquote", "block", "body", "body.content", "body.end", "bq", "byline", "caption",
    "center", "credit", "dateline", "dd", "details", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "fn",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hl1", "hl2", "hr", "html", "legend", "li",
    "main", "media", "media-caption", "menu", "nav", "nitf-table", "note", "ol", "p", "pre", "section", "summary",
    "table", "tagline", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
  ]

  /// The roles of the blocks in an element.
  static let roles: [String: Block.Role] = [
    "h2": .heading, "h3": .heading, "h4": .heading, "h5": .heading, "h6": .heading, "hl2": .heading,
    "summary": .heading, "legend": .heading, "li": .listItem, "dt": .listItem, "dd": .listItem, "td": .listItem,
    "th": .listItem, "fn": .listItem, "blockquote": .quotation, "bq": .quotation, "figcaption": .caption,
    "caption": .caption, "media-caption": .caption, "byline": .byline, "tagline": .metadata, "credit": .metadata,
  ]
}
