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
  private var open = [OpenElement(index: 0, name: 0, kind: [])]
  /// How many open elements are of each kind whose end tag may be left out.
  private var openCounts = [Int](repeating: 0, count: HTMLElementKind.bitCount)
  /// A number and a kind for each name of an element: hostile pages make long walks over open elements, which compare
  /// these only.
  private var names: [String: (number: Int, kind: HTMLElementKind)] = [:]
  /// Whether the page is written in XML, in which any element may close itself.
  private let isXML: Bool
  /// How many open elements are SVG or MathML.
  private var foreignDepth = 0
  /// Whether the start tag of the body was met; a second one means nothing.
  private var hasBody = false

  /// An element whose end was not met yet.
  private struct OpenElement {
    var index: Int
    /// The number of its name; 0 is the root's.
    var name: Int
    var kind: HTMLElementKind
  }

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
      try tree.addText(textStart..<start, isLiteral: false, parent: current.index)
      if isASCIILetter(next) {
        try readStartTag(at: start)
      } else if next == UInt8(ascii: "/") {
        readEndTag(at: start)
      } else {
        skipDeclaration(at: start)
      }
      textStart = offset
    }
    try tree.addText(textStart..<end, isLiteral: false, parent: current.index)
    close(downTo: 0)
    tree.close(0)
  }

  private var current: OpenElement { open[open.count - 1] }

  /// So many names are told apart; a page that makes up more has one number for all others.
  private static let greatestNameCount = 4_096

  /// The number and the kind of a name.
  private mutating func known(_ name: String) -> (number: Int, kind: HTMLElementKind) {
    if let known = names[name] { return known }
    let new = (number: names.count + 1, kind: HTMLElementKind(of: name))
    if names.count < Self.greatestNameCount { names[name] = new }
    return new
  }
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
  private mutating func readRawText(of element: Int, name: String) throws(ReadError) {
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
    try tree.addText(start..<offset, isLiteral: !decodes, parent: element)
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
    let (number, kind) = known(name)
    if foreignDepth == 0 {
      if kind.contains(.html), open.count > 1 { return }
      if kind.contains(.body) {
        if hasBody { return }
        hasBody = true
        if let html = open.firstIndex(where: { $0.kind.contains(.html) }) { close(downTo: html + 1) }
      }
      supplyEndTags(before: kind)
    }
    let element = try tree.addElement(name, tag: start..<offset, attributes: attributes, parent: current.index)
    if isXML, closesItself { return }
    if foreignDepth == 0, kind.contains(.rawText) {
      try readRawText(of: element, name: name)
      return
    }
    if kind.contains(.void) || foreignDepth > 0 && closesItself { return }
    if open.count >= MarkupTree.greatestDepth {
      if kind.contains(.formatting) { return }
      throw ReadError(
        code: .nestedTooDeep,
        message: "The page nests its elements more than \(MarkupTree.greatestDepth) deep, as no article does.",
        line: bytes[..<start].count { $0 == 0x0A } + 1)
    }
    if kind.contains(.foreign) {
      if closesItself { return }
      foreignDepth += 1
    }
    open.append(OpenElement(index: element, name: number, kind: kind))
    count(kind, by: 1)
  }

  private mutating func count(_ kind: HTMLElementKind, by change: Int) {
    var bits = kind.intersection(.mayLackEnd).rawValue
    while bits != 0 {
      openCounts[bits.trailingZeroBitCount] += change
      bits &= bits - 1
    }
  }

  private mutating func readEndTag(at start: Int) {
    offset = start + 2
    guard offset < end, isASCIILetter(bytes[offset]) else {
      skip(past: UInt8(ascii: ">"), from: offset)
      return
    }
    let name = readName()
    guard readAttributes() != nil else { return }
    let (number, kind) = known(name)
    guard kind.isDisjoint(with: [.html, .body]) else { return }
    closeElement(named: number, kind: kind)
  }

  /// Closes the innermost open element of a name, if the end tag reaches it.
  private mutating func closeElement(named name: Int, kind: HTMLElementKind) {
    let isFormatting = kind.contains(.formatting)
    // The end of a part of a table reaches through other parts, and that of the table through all.
    let barrier: HTMLElementKind = !kind.contains(.tablePart) ? .scope : kind.contains(.table) ? [] : .table
    for index in open.indices.dropFirst().reversed() {
      if open[index].name == name {
        close(downTo: index)
        return
      }
      if isFormatting, !open[index].kind.contains(.formatting) {
        // What stands around a paragraph ends here all the same; the paragraph goes on.
        guard kind.contains(.link), let outer = open[..<index].lastIndex(where: { $0.name == name }) else { return }
        let element = open.remove(at: outer)
        count(element.kind, by: -1)
        tree.close(element.index)
        return
      }
      if !open[index].kind.isDisjoint(with: barrier) { return }
    }
  }

  /// Closes the elements whose end tags may be left out before a start tag.
  private mutating func supplyEndTags(before kind: HTMLElementKind) {
    if !kind.contains(.inHead) { close(.head, before: .scope) }
    if kind.contains(.endsParagraph) { close(.paragraph, before: .scope) }
    if kind.contains(.item) { close(.item, before: [.scope, .list]) }
    if kind.contains(.term) { close(.term, before: [.scope, .terms]) }
    if kind.contains(.option), current.kind.contains(.option) { close(downTo: open.count - 1) }
    if kind.contains(.cell) { close(.cell, before: [.table, .row]) }
    if kind.contains(.row) { close(.row, before: .table) }
    if kind.contains(.rows) { close(.rows, before: .table) }
    if kind.contains(.link) { close(.link, before: .scope) }
    if kind.contains(.heading), current.kind.contains(.heading) { close(downTo: open.count - 1) }
  }

  /// Closes the innermost open element of a kind, unless one of another kind stands in the way.
  private mutating func close(_ kind: HTMLElementKind, before barriers: HTMLElementKind) {
    guard openCounts[kind.rawValue.trailingZeroBitCount] > 0 else { return }
    for index in open.indices.dropFirst().reversed() {
      if !open[index].kind.isDisjoint(with: kind) {
        close(downTo: index)
        return
      }
      if !open[index].kind.isDisjoint(with: barriers) { return }
    }
  }

  /// Closes the open elements from an index of `open` on, but not the root.
  private mutating func close(downTo index: Int) {
    while open.count > max(1, index) {
      let element = open.removeLast()
      if element.kind.contains(.foreign) { foreignDepth -= 1 }
      count(element.kind, by: -1)
      tree.close(element.index)
    }
  }
}
