/// Writes zip archives for tests, each part as it is or in blocks of Deflate that compress nothing.
public struct ZipWriter {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// Makes an archive without parts.
  public init() {}

  /// Adds a part.
  public mutating func add(_ name: String, _ content: [UInt8], isDeflated: Bool = false) {
    let packed = isDeflated ? Self.deflated(content) : content
    let offset = bytes.count
    let common: [UInt8] =
      Self.number(isDeflated ? 8 : 0, 2) + Self.number(0, 4) + Self.number(0, 4) + Self.number(packed.count, 4)
      + Self.number(content.count, 4) + Self.number(name.utf8.count, 2) + Self.number(0, 2)
    bytes += Self.number(0x0403_4B50, 4) + Self.number(20, 2) + Self.number(0, 2) + common + Array(name.utf8) + packed
    directory +=
      Self.number(0x0201_4B50, 4) + Self.number(20, 2) + Self.number(20, 2) + Self.number(0, 2) + common
      + Self.number(0, 10) + Self.number(offset, 4) + Array(name.utf8)
    count += 1
  }

  /// The archive.
  public var archive: [UInt8] {
    bytes + directory + Self.number(0x0605_4B50, 4) + Self.number(0, 4) + Self.number(count, 2) + Self.number(count, 2)
      + Self.number(directory.count, 4) + Self.number(bytes.count, 4) + Self.number(0, 2)
  }

  private static func deflated(_ content: [UInt8]) -> [UInt8] {
    var packed: [UInt8] = []
    var rest = content[...]
    repeat {
      let block = rest.prefix(0xFFFF)
      rest = rest.dropFirst(block.count)
      packed += [rest.isEmpty ? 1 : 0] + number(block.count, 2) + number(0xFFFF - block.count, 2) + block
    } while !rest.isEmpty
    return packed
  }

  private static func number(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8($0 < 8 ? (value >> (8 * $0)) & 0xFF : 0) }
  }

  /// A Word document with this body, the styles that Word has in German, and more parts by their names in its folder.
  public static func document(body: String, isDeflated: Bool = true, parts: [(name: String, xml: String)] = [])
    -> [UInt8]
  {
    let namespace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
    let styles =
      [("Titel", "Title"), ("berschrift1", "heading 1"), ("berschrift2", "heading 2"), ("Zitat", "Quote")]
      + [("Beschriftung", "caption"), ("Listenabsatz", "List Paragraph")]
    let type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    var zip = ZipWriter()
    zip.add(
      "_rels/.rels",
      Array(
        "<Relationships><Relationship Id=\"r1\" Type=\"\(type)\" Target=\"word/document.xml\"/></Relationships>".utf8))
    zip.add(
      "word/document.xml",
      Array("<?xml version=\"1.0\"?><w:document \(namespace)><w:body>\(body)</w:body></w:document>".utf8),
      isDeflated: isDeflated)
    let list = styles.map { "<w:style w:styleId=\"\($0.0)\"><w:name w:val=\"\($0.1)\"/></w:style>" }.joined()
    zip.add("word/styles.xml", Array("<w:styles \(namespace)>\(list)</w:styles>".utf8))
    for part in parts { zip.add("word/\(part.name)", Array(part.xml.utf8)) }
    return zip.archive
  }

  /// A paragraph of a Word document, perhaps of a style.
  public static func paragraph(_ text: String, style: String? = nil) -> String {
    let properties = style.map { "<w:pPr><w:pStyle w:val=\"\($0)\"/></w:pPr>" } ?? ""
    return "<w:p>\(properties)<w:r><w:t xml:space=\"preserve\">\(text)</w:t></w:r></w:p>"
  }
}
