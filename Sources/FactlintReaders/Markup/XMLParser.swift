import Factlint

/// Parses XML (1.0, with namespaces by their local names) and keeps each place in the source.
///
/// Nothing is fetched and no entity of the document's own is expanded, so that a small file stays a small text: a
/// reference that is neither of XML nor of HTML stays as it is written. The rules of well-formedness that bear on
/// where texts and elements are hold; what they are broken by is told with its line.
struct XMLParser {
  private let bytes: [UInt8]
  private let end: Int
  private var offset = 0
  private var tree: MarkupTree
  private var open = [0]

  /// Returns the tree of a document.
  ///
  /// - Throws: `ReadError` where it is not well-formed, is cut short, or nests deeper than any news document.
  static func tree(of bytes: [UInt8], field: Int) throws(ReadError) -> MarkupTree {
    var parser = XMLParser(bytes: bytes, field: field)
    try parser.parse()
    return parser.tree
  }

  private init(bytes: [UInt8], field: Int) {
    self.bytes = bytes
    end = bytes.count
    tree = MarkupTree(field: field, bytes: bytes)
  }

  private mutating func parse() throws(ReadError) {
    while offset < end {
      let start = offset
      while offset < end, bytes[offset] != UInt8(ascii: "<") { offset += 1 }
      if open.count > 1 { try tree.addText(start..<offset, isLiteral: false, parent: open[open.count - 1]) }
      guard offset < end else { break }
      if stands("<!--", at: offset, in: bytes) {
        try skip(past: "-->", from: offset + 4, what: "a comment")
      } else if stands("<![CDATA[", at: offset, in: bytes) {
        let textStart = offset + 9
        try skip(past: "]]>", from: textStart, what: "a CDATA section")
        try tree.addText(textStart..<offset - 3, isLiteral: true, parent: open[open.count - 1])
      } else if stands("<?", at: offset, in: bytes) {
        try skip(past: "?>", from: offset + 2, what: "a processing instruction")
      } else if stands("<!", at: offset, in: bytes) {
        try skipDocumentType()
      } else if stands("</", at: offset, in: bytes) {
        try readEndTag()
      } else {
        try readStartTag()
      }
    }
    guard open.count == 1 else { throw error("it ends inside “\(tree.nodes[open[open.count - 1]].name)”") }
    guard tree.nodes.count > 1 else { throw error("it has no element") }
    tree.close(0)
  }

  private func error(_ reason: String) -> ReadError {
    let line = bytes[..<min(offset, end)].count { $0 == 0x0A } + 1
    return ReadError(
      code: .invalidXML, message: "The file is not well-formed XML: \(reason), line \(line).", line: line)
  }

  private mutating func skip(past mark: String, from start: Int, what: String) throws(ReadError) {
    var next = start
    while next < end, !stands(mark, at: next, in: bytes) { next += 1 }
    guard next < end else { throw error("\(what) has no end") }
    offset = next + mark.utf8.count
  }

  /// Skips the document type with what it declares.
  private mutating func skipDocumentType() throws(ReadError) {
    guard open.count == 1 else { throw error("a declaration stands among the text") }
    var next = offset + 2
    var isInSubset = false
    while next < end {
      switch bytes[next] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let quote = bytes[next]
        next += 1
        while next < end, bytes[next] != quote { next += 1 }
      case UInt8(ascii: "["): isInSubset = true
      case UInt8(ascii: "]"): isInSubset = false
      case UInt8(ascii: "<") where stands("<!--", at: next, in: bytes):
        while next < end, !stands("-->", at: next, in: bytes) { next += 1 }
      case UInt8(ascii: ">") where !isInSubset:
        offset = next + 1
        return
      default: break
      }
      next += 1
    }
    throw error("the document type has no end")
  }

  private mutating func readName() throws(ReadError) -> String {
    let start = offset
    var localStart = start
    while offset < end, isNameByte(bytes[offset]) {
      if bytes[offset] == UInt8(ascii: ":") { localStart = offset + 1 }
      offset += 1
    }
    guard localStart < offset, !isDigit(bytes[start]) else { throw error("a name is missing") }
    return String(decoding: bytes[localStart..<offset], as: UTF8.self)
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || isASCIILetter(byte) || isDigit(byte) || byte == 0x2D || byte == 0x2E || byte == 0x3A || byte == 0x5F
  }

  private mutating func skipSpace() {
    while offset < end, isJSONWhiteSpace(bytes[offset]) { offset += 1 }
  }

  private mutating func readStartTag() throws(ReadError) {
    let start = offset
    offset += 1
    let name = try readName()
    var attributes: [MarkupTree.Attribute] = []
    while true {
      skipSpace()
      guard offset < end else { throw error("it ends inside the tag of “\(name)”") }
      if bytes[offset] == UInt8(ascii: ">") || bytes[offset] == UInt8(ascii: "/") { break }
      attributes.append(try readAttribute())
    }
    let isEmpty = bytes[offset] == UInt8(ascii: "/")
    offset += isEmpty ? 2 : 1
    guard offset <= end, bytes[offset - 1] == UInt8(ascii: ">") else { throw error("the tag of “\(name)” has no end") }
    guard open.count > 1 || tree.nodes.count == 1 else { throw error("a second element follows the first") }
    let element = try tree.addElement(name, tag: start..<offset, attributes: attributes, parent: open[open.count - 1])
    guard !isEmpty else { return }
    guard open.count < MarkupTree.greatestDepth else {
      throw ReadError(
        code: .nestedTooDeep,
        message: "The file nests its elements more than \(MarkupTree.greatestDepth) deep, as no article does.",
        line: bytes[..<start].count { $0 == 0x0A } + 1)
    }
    open.append(element)
  }

  private mutating func readAttribute() throws(ReadError) -> MarkupTree.Attribute {
    let start = offset
    let local = try readName()
    let whole = String(decoding: bytes[start..<offset], as: UTF8.self)
    // `xml:lang` is known by all of its name; other prefixes are as the document likes them.
    let name = whole.hasPrefix("xml") ? whole : local
    skipSpace()
    guard offset < end, bytes[offset] == UInt8(ascii: "=") else { throw error("“\(name)” has no value") }
    offset += 1
    skipSpace()
    guard offset < end, bytes[offset] == 0x22 || bytes[offset] == 0x27 else { throw error("“\(name)” has no value") }
    let quote = bytes[offset]
    let valueStart = offset + 1
    guard let valueEnd = bytes[valueStart...].firstIndex(where: { $0 == quote || $0 == UInt8(ascii: "<") }),
      bytes[valueEnd] == quote
    else { throw error("the value of “\(name)” has no end") }
    offset = valueEnd + 1
    return MarkupTree.Attribute(name: name, value: valueStart..<valueEnd)
  }

  private mutating func readEndTag() throws(ReadError) {
    offset += 2
    let name = try readName()
    skipSpace()
    guard offset < end, bytes[offset] == UInt8(ascii: ">") else { throw error("an end tag has no end") }
    guard open.count > 1, tree.nodes[open[open.count - 1]].name == name else {
      throw error("“\(name)” ends where it does not begin")
    }
    offset += 1
    tree.close(open.removeLast())
  }
}
