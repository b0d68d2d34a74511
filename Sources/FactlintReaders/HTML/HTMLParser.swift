import Factlint

/// Parses HTML as browsers do, as far as it bears on the text of a page, and keeps each place in the source.
///
/// Tags, attributes, comments and raw text are read by the tokenizer rules of the HTML standard, and omitted end tags
/// are supplied by its rules for building a tree. What only moves formatting about (the adoption agency, foster
/// parents) is left out: it changes no word of the text. Nothing is malformed; time and memory are linear.
struct HTMLParser {
  private let bytes: [UInt8]
  private let end: Int
  private var offset = 0
  private var tree: MarkupTree
  /// The open elements, the innermost last.
  private var open = [0]
  /// Whether the page is written in XML, in which any element may close itself.
  private let isXML: Bool
  /// How many of them are SVG or MathML.
  private var foreignDepth = 0
  /// Whether the start tag of the body was met; a second one means nothing.
  private var hasBody = false

  /// Returns the tree of a page.
  ///
  /// - Throws: `ReadError` where it nests deeper than browsers allow, or has more elements than an article can have.
  static func tree(of bytes: [UInt8], field: Int) throws(ReadError) -> MarkupTree {
    var parser = HTMLParser(bytes: bytes, field: field)
    try parser.parse()
    return parser.tree
  }

  private init(bytes: [UInt8], field: Int) {
    self.bytes = bytes
    end = bytes.count
    isXML = stands("<?xml", at: 0, in: bytes)
    tree = MarkupTree(field: field, bytes: bytes)
  }

  private mutating func parse() throws(ReadError) {
    var textStart = 0
    while offset < end {
      guard bytes[offset] == UInt8(ascii: "<"), offset + 1 < end else {
        offset += 1
        continue
      }
      let next = bytes[offset + 1]
      let start = offset
      guard isASCIILetter(next) || [UInt8(ascii: "/"), UInt8(ascii: "!"), UInt8(ascii: "?")].contains(next) else {
        offset += 1
        continue
      }
      tree.addText(textStart..<start, isLiteral: false, parent: current)
      if isASCIILetter(next) {
        try readStartTag(at: start)
      } else if next == UInt8(ascii: "/") {
        readEndTag(at: start)
      } else {
        skipDeclaration(at: start)
      }
      textStart = offset
    }
    tree.addText(textStart..<end, isLiteral: false, parent: current)
    close(downTo: 0)
    tree.close(0)
  }

  private var current: Int { open[open.count - 1] }
}

// Tokens.
extension HTMLParser {
  /// Skips a comment, a document type or what browsers take for a comment.
  private mutating func skipDeclaration(at start: Int) {
    if stands("<!--", at: start, in: bytes) {
      // `<!-->` and `<!--->` are whole comments.
      offset = start + 4
      if offset < end, bytes[offset] == UInt8(ascii: ">") {
        offset += 1
        return
      }
      if stands("->", at: offset, in: bytes) {
        offset += 2
        return
      }
      while offset < end {
        if bytes[offset] == UInt8(ascii: "-"),
          stands("-->", at: offset, in: bytes) || stands("--!>", at: offset, in: bytes)
        {
          offset += bytes[offset + 2] == UInt8(ascii: ">") ? 3 : 4
          return
        }
        offset += 1
      }
      return
    }
    if foreignDepth > 0, stands("<![CDATA[", at: start, in: bytes) {
      offset = start + 9
      while offset < end, !stands("]]>", at: offset, in: bytes) { offset += 1 }
      offset = min(end, offset + 3)
      return
    }
    skip(past: UInt8(ascii: ">"), from: start + 2)
  }

  private mutating func skip(past byte: UInt8, from start: Int) {
    offset = start
    while offset < end, bytes[offset] != byte { offset += 1 }
    offset = min(end, offset + 1)
  }

  /// Reads the name of a tag, in small letters, and moves behind it.
  private mutating func readName() -> String {
    let start = offset
    while offset < end, !isTagSpace(bytes[offset]), bytes[offset] != UInt8(ascii: "/"),
      bytes[offset] != UInt8(ascii: ">")
    {
      offset += 1
    }
    return lowercased(start..<min(offset, start + 64))
  }

  private func lowercased(_ range: Range<Int>) -> String {
    String(decoding: bytes[range].lazy.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  /// Reads the attributes up to the end of a tag; nil where the source ends first, so that there is no tag.
  private mutating func readAttributes() -> (attributes: [MarkupTree.Attribute], closesItself: Bool)? {
    var attributes: [MarkupTree.Attribute] = []
    while offset < end {
      let byte = bytes[offset]
      if byte == UInt8(ascii: ">") {
        offset += 1
        return (attributes, offset >= 2 && bytes[offset - 2] == UInt8(ascii: "/"))
      }
      if isTagSpace(byte) || byte == UInt8(ascii: "/") {
        offset += 1
        continue
      }
      let nameStart = offset
      offset += 1
      while offset < end, !isTagSpace(bytes[offset]), ![0x2F, 0x3E, 0x3D].contains(bytes[offset]) { offset += 1 }
      let name = nameStart..<offset
      var afterSpace = offset
      while afterSpace < end, isTagSpace(bytes[afterSpace]) { afterSpace += 1 }
      var value = offset..<offset
      if afterSpace < end, bytes[afterSpace] == UInt8(ascii: "=") {
        offset = afterSpace + 1
        guard let read = readAttributeValue() else { return nil }
        value = read
      }
      if name.count <= 32, attributes.count < 64 {
        attributes.append(MarkupTree.Attribute(name: lowercased(name), value: value))
      }
    }
    return nil
  }

  private mutating func readAttributeValue() -> Range<Int>? {
    while offset < end, isTagSpace(bytes[offset]) { offset += 1 }
    guard offset < end else { return nil }
    let quote = bytes[offset]
    let start: Int
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      start = offset + 1
      skip(past: quote, from: start)
      guard bytes[offset - 1] == quote, offset > start else { return nil }
      return start..<offset - 1
    }
    start = offset
    while offset < end, !isTagSpace(bytes[offset]), bytes[offset] != UInt8(ascii: ">") { offset += 1 }
    return start..<offset
  }

  private func isTagSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
  }

  /// Reads the text of an element that holds no tags, up to its end tag or the end of the source.
  private mutating func readRawText(of element: Int, name: String) {
    let start = offset
    let name = Array(name.utf8)
    while offset < end {
      if bytes[offset] == UInt8(ascii: "<"), offset + 2 + name.count <= end, bytes[offset + 1] == UInt8(ascii: "/"),
        zip(name, bytes[(offset + 2)...]).allSatisfy({ $0 == ($1 &- 0x41 < 26 ? $1 | 0x20 : $1) })
      {
        let behind = offset + 2 + name.count
        if behind == end || isTagSpace(bytes[behind]) || [0x2F, 0x3E].contains(bytes[behind]) { break }
      }
      offset += 1
    }
    let decodes = ["title", "textarea"].contains(tree.nodes[element].name)
    tree.addText(start..<offset, isLiteral: !decodes, parent: element)
    tree.close(element)
    if offset < end { skip(past: UInt8(ascii: ">"), from: offset) }
  }
}

// The tree.
extension HTMLParser {
  private mutating func readStartTag(at start: Int) throws(ReadError) {
    offset = start + 1
    let name = readName()
    guard let (attributes, closesItself) = readAttributes() else { return }
    if foreignDepth == 0 {
      if name == "html", open.count > 1 { return }
      if name == "body" {
        if hasBody { return }
        hasBody = true
        if let html = open.firstIndex(where: { tree.nodes[$0].name == "html" }) { close(downTo: html + 1) }
      }
      supplyEndTags(before: name)
    }
    let element = try tree.addElement(name, tag: start..<offset, attributes: attributes, parent: current)
    if isXML, closesItself { return }
    if foreignDepth == 0, HTMLElements.holdsRawText.contains(name) {
      readRawText(of: element, name: name)
      return
    }
    if HTMLElements.isVoid.contains(name) || foreignDepth > 0 && closesItself { return }
    if open.count >= MarkupTree.greatestDepth {
      if HTMLElements.isFormatting(name) { return }
      throw ReadError(
        code: .nestedTooDeep,
        message: "The page nests its elements more than \(MarkupTree.greatestDepth) deep, as no article does.",
        line: bytes[..<start].count { $0 == 0x0A } + 1)
    }
    if name == "svg" || name == "math" { foreignDepth += closesItself ? 0 : 1 }
    if (name == "svg" || name == "math") && closesItself { return }
    open.append(element)
  }

  private mutating func readEndTag(at start: Int) {
    offset = start + 2
    guard offset < end, isASCIILetter(bytes[offset]) else {
      skip(past: UInt8(ascii: ">"), from: offset)
      return
    }
    let name = readName()
    guard readAttributes() != nil else { return }
    if name == "body" || name == "html" { return }
    closeElement(named: name)
  }

  /// Closes the innermost open element of a name, if the end tag reaches it.
  private mutating func closeElement(named name: String) {
    let isTablePart = HTMLElements.isTablePart.contains(name)
    let isFormatting = HTMLElements.isFormatting(name)
    for index in open.indices.dropFirst().reversed() {
      let other = tree.nodes[open[index]].name
      if other == name {
        close(downTo: index)
        return
      }
      if isFormatting, !HTMLElements.isFormatting(other) {
        // What stands around a paragraph ends here all the same; the paragraph goes on.
        guard let outer = open[..<index].lastIndex(where: { tree.nodes[$0].name == name }), name == "a" else { return }
        tree.close(open.remove(at: outer))
        return
      }
      if isTablePart ? other == "table" && name != "table" : HTMLElements.isScope.contains(other) { return }
    }
  }

  /// Closes the elements whose end tags may be left out before a start tag.
  private mutating func supplyEndTags(before name: String) {
    if tree.nodes[current].name == "head" || open.contains(where: { tree.nodes[$0].name == "head" }),
      !HTMLElements.standsInHead.contains(name)
    {
      closeElement(named: "head")
    }
    if HTMLElements.endsParagraph.contains(name) { close("p", before: HTMLElements.isScope) }
    switch name {
    case "li": close("li", before: HTMLElements.endsItem)
    case "dd", "dt":
      close("dd", before: HTMLElements.endsTerm)
      close("dt", before: HTMLElements.endsTerm)
    case "option", "optgroup": if tree.nodes[current].name == "option" { close(downTo: open.count - 1) }
    case "td", "th":
      close("td", before: ["table", "tr"])
      close("th", before: ["table", "tr"])
    case "tr": close("tr", before: ["table"])
    case "tbody", "thead", "tfoot": for part in ["tbody", "thead", "tfoot"] { close(part, before: ["table"]) }
    case "a": close("a", before: HTMLElements.isScope)
    case "h1", "h2", "h3", "h4", "h5", "h6":
      if HTMLElements.isHeading.contains(tree.nodes[current].name) { close(downTo: open.count - 1) }
    default: break
    }
  }

  private mutating func close(_ name: String, before barriers: Set<String>) {
    for index in open.indices.dropFirst().reversed() {
      let other = tree.nodes[open[index]].name
      if other == name {
        close(downTo: index)
        return
      }
      if barriers.contains(other) { return }
    }
  }

  /// Closes the open elements from an index of `open` on, but not the root.
  private mutating func close(downTo index: Int) {
    while open.count > max(1, index) {
      let element = open.removeLast()
      if ["svg", "math"].contains(tree.nodes[element].name) { foreignDepth -= 1 }
      tree.close(element)
    }
  }
}

/// The kinds of HTML elements that bear on how a page is parsed.
enum HTMLElements {
  static let isVoid: Set = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
  ]

  static let holdsRawText: Set = [
    "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes",
  ]

  static let standsInHead: Set = [
    "base", "basefont", "bgsound", "head", "html", "link", "meta", "noscript", "script", "style", "template", "title",
  ]

  /// The elements that a start or end tag of what stands in them does not reach beyond.
  static let isScope: Set = [
    "applet", "button", "caption", "html", "marquee", "object", "table", "td", "template", "th",
  ]

  static let endsItem = isScope.union(["ul", "ol", "menu"])
  static let endsTerm = isScope.union(["dl"])

  static let isTablePart: Set = ["caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"]

  static let isHeading: Set = ["h1", "h2", "h3", "h4", "h5", "h6"]

  /// The elements before which a paragraph ends.
  static let endsParagraph: Set = [
    "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "ul",
  ]

  private static let formatting: Set = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var",
  ]

  static func isFormatting(_ name: String) -> Bool { formatting.contains(name) }
}
