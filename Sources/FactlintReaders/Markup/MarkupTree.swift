import Factlint

/// The elements and texts of an HTML or XML source in their order, each with its place in the source.
///
/// A node comes before its descendants, which are those up to its `end`; so a walk needs no recursion.
struct MarkupTree {
  /// The field that the source is in.
  let field: Int
  /// The source, in UTF-8.
  let bytes: [UInt8]
  /// The nodes; the first one is the root, which stands for the source as a whole.
  private(set) var nodes: [Node]
  private var attributes: [Attribute] = []

  /// Elements may stand in one another so deep, as browsers have it.
  static let greatestDepth = 512
  /// So many bytes of a headline, a name or a date are looked at: what is longer is none, and elements that stand in one
  /// another would have the same text read once for each.
  static let greatestLabel = 4_096
  /// A source may have so many nodes, and so many attributes: a page of a megabyte has some ten thousand.
  static let greatestCount = 1_000_000

  /// An element or a text.
  struct Node {
    /// The name of an element, without a prefix and in HTML in small letters; empty for a text.
    var name: String
    /// The text, or the element's start tag.
    var source: Range<Int>
    /// The index of the element around it.
    var parent: Int
    /// The index after its last descendant.
    var end: Int
    /// Whether ampersands in the text stand for themselves.
    var isLiteral: Bool
    fileprivate var attributes: Range<Int>

    var isText: Bool { name.isEmpty }
  }

  /// An attribute and where its value is.
  struct Attribute {
    var name: String
    var value: Range<Int>
  }

  init(field: Int, bytes: [UInt8]) {
    self.field = field
    self.bytes = bytes
    nodes = [Node(name: "#root", source: 0..<0, parent: 0, end: 1, isLiteral: false, attributes: 0..<0)]
  }

  /// Appends an element and returns its index.
  mutating func addElement(_ name: String, tag: Range<Int>, attributes added: [Attribute], parent: Int)
    throws(ReadError) -> Int
  {
    let first = attributes.count
    attributes += added
    nodes.append(
      Node(
        name: name, source: tag, parent: parent, end: nodes.count + 1, isLiteral: false,
        attributes: first..<attributes.count))
    try checkCount()
    return nodes.count - 1
  }

  /// Appends a text, unless it is empty.
  mutating func addText(_ source: Range<Int>, isLiteral: Bool, parent: Int) throws(ReadError) {
    guard !source.isEmpty else { return }
    nodes.append(
      Node(name: "", source: source, parent: parent, end: nodes.count + 1, isLiteral: isLiteral, attributes: 0..<0))
    // Comments and stray end tags part texts without being elements.
    try checkCount()
  }

  private func checkCount() throws(ReadError) {
    guard max(nodes.count, attributes.count) > Self.greatestCount else { return }
    throw ReadError(
      code: .tooComplex,
      message: "The file has more than \(Self.greatestCount) elements, texts or attributes, which no article has.")
  }

  /// Ends an element behind the last node.
  mutating func close(_ index: Int) { nodes[index].end = nodes.count }

  /// The children of an element.
  func children(of index: Int) -> [Int] {
    var children: [Int] = []
    var child = index + 1
    while child < nodes[index].end {
      children.append(child)
      child = max(nodes[child].end, child + 1)
    }
    return children
  }

  /// The descendants of an element with a name, in order.
  func descendants(of index: Int, named name: String) -> [Int] {
    (index + 1..<max(index + 1, nodes[index].end)).filter { nodes[$0].name == name }
  }

  /// The descendants of an element with a name that stand in no other of that name, in order.
  func outermost(_ name: String, in index: Int) -> [Int] {
    var end = 0
    return descendants(of: index, named: name).filter { descendant in
      defer { end = max(end, nodes[descendant].end) }
      return descendant >= end
    }
  }

  /// The first descendant of an element with a name.
  func first(_ name: String, in index: Int = 0) -> Int? {
    (index + 1..<max(index + 1, nodes[index].end)).first { nodes[$0].name == name }
  }

  /// Where the value of an attribute of an element is; nil where there is no such attribute.
  func source(of attribute: String, at index: Int) -> Range<Int>? {
    attributes[nodes[index].attributes].first { $0.name == attribute }?.value
  }

  /// The value of an attribute of an element; nil where there is no such attribute.
  func value(of attribute: String, at index: Int) -> String? {
    source(of: attribute, at: index).map { decoded($0) }
  }

  /// What a range of the source says, its character references replaced.
  func decoded(_ range: Range<Int>) -> String {
    guard bytes[range].contains(UInt8(ascii: "&")) else { return String(decoding: bytes[range], as: UTF8.self) }
    var text = ""
    forEachPiece(of: range) { piece, replacement in
      text += replacement ?? String(decoding: bytes[piece], as: UTF8.self)
    }
    return text
  }

  /// All the text in a node, its ends without white space.
  func text(of index: Int) -> String {
    var text = ""
    for node in nodes[index..<nodes[index].end] where node.isText {
      text += node.isLiteral ? String(decoding: bytes[node.source], as: UTF8.self) : decoded(node.source)
    }
    return trimmed(text)
  }

  /// The text in a node that may be a headline or a name; nil where it has none, or far too much.
  func label(of index: Int) -> String? {
    var size = 0
    for node in nodes[index..<nodes[index].end] where node.isText {
      size += node.source.count
      guard size <= Self.greatestLabel else { return nil }
    }
    let text = text(of: index)
    return text.isEmpty ? nil : text
  }

  /// Whether there is text in a node.
  func hasText(_ index: Int) -> Bool {
    nodes[index..<nodes[index].end].contains { node in node.isText && bytes[node.source].contains { $0 > 0x20 } }
  }

  /// Where the text in an element begins and ends; an empty range behind the start tag where it has none.
  func textSource(of index: Int) -> Range<Int> {
    let texts = nodes[index..<nodes[index].end].filter(\.isText)
    guard let first = texts.first, let last = texts.last else {
      return nodes[index].source.upperBound..<nodes[index].source.upperBound
    }
    var range = first.source.lowerBound..<max(first.source.upperBound, last.source.upperBound)
    while let byte = bytes[range].first, byte <= 0x20 { range = range.lowerBound + 1..<range.upperBound }
    while let byte = bytes[range].last, byte <= 0x20 { range = range.lowerBound..<range.upperBound - 1 }
    return range
  }

  /// Appends what a range of the source says to the open block of an article.
  func append(_ range: Range<Int>, isLiteral: Bool = false, to builder: inout ArticleBuilder) {
    guard !isLiteral, bytes[range].contains(UInt8(ascii: "&")) else {
      builder.append(field: field, bytes: range)
      return
    }
    forEachPiece(of: range) { piece, replacement in
      if let replacement {
        builder.append(replacement: replacement, for: SourceRange(field: field, bytes: piece))
      } else {
        builder.append(field: field, bytes: piece)
      }
    }
  }

  /// Cuts a range at its character references and hands on the pieces, a reference with what it stands for.
  private func forEachPiece(of range: Range<Int>, _ body: (Range<Int>, String?) -> Void) {
    var start = range.lowerBound
    var offset = start
    while offset < range.upperBound {
      if bytes[offset] == UInt8(ascii: "&"),
        let reference = characterReference(at: offset, to: range.upperBound, in: bytes)
      {
        if start < offset { body(start..<offset, nil) }
        body(offset..<reference.end, reference.text)
        offset = reference.end
        start = offset
      } else {
        offset += 1
      }
    }
    if start < range.upperBound { body(start..<range.upperBound, nil) }
  }
}

/// A text without white space at its ends.
func trimmed(_ text: String) -> String {
  var rest = text[...]
  while let first = rest.first, first.isWhitespace { rest.removeFirst() }
  while let last = rest.last, last.isWhitespace { rest.removeLast() }
  return String(rest)
}
