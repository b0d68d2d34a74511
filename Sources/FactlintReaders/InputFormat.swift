import Factlint

/// A format in which articles come.
public enum InputFormat: String, Sendable, CaseIterable {
  /// Plain text, one article a file.
  case text
  /// Markdown, one article a file.
  case markdown
  /// A web page, one article a file.
  case html
  /// A Word document (Office Open XML), one article a file.
  case docx
  /// NITF 3, the News Industry Text Format of the IPTC, one article a file.
  case nitf
  /// NewsML-G2 of the IPTC, one article a file.
  case newsmlG2 = "newsml-g2"
  /// NewsML 1 of the IPTC, one article a file.
  case newsml1 = "newsml-1"
  /// ninjs 1 to 3 of the IPTC, one article a file.
  case ninjs
  /// JSON Lines by the record protocol, or as scrapers write them, one article a line.
  case jsonl
  /// A web archive, one article for each page in it.
  case warc

  /// Whether one input of this format holds many articles.
  public var holdsManyArticles: Bool { self == .jsonl || self == .warc }

  /// Returns the format that a file's name ending stands for, nil where it stands for none.
  public init?(fileName: String) {
    guard let dot = fileName.lastIndex(of: ".") else { return nil }
    switch fileName[fileName.index(after: dot)...].lowercased() {
    case "txt", "text": self = .text
    case "md", "markdown": self = .markdown
    case "html", "htm", "xhtml": self = .html
    case "docx": self = .docx
    case "nitf": self = .nitf
    case "ninjs": self = .ninjs
    case "jsonl", "ndjson": self = .jsonl
    case "warc": self = .warc
    default: return nil
    }
  }

  /// Whether a file may hold articles though only its content tells in which format, if in any: `.xml` and `.json`.
  public static func isTold(byContentOf fileName: String) -> Bool {
    let name = fileName.lowercased()
    return name.hasSuffix(".xml") || name.hasSuffix(".json")
  }

  /// How many bytes of an input are enough to detect its format.
  public static let detectionSize = 64 << 10

  /// Returns the format of an input: by an unmistakable beginning, by its name, and else by what its content looks like.
  ///
  /// A first line that is a JSON object with the text of an article makes JSON Lines; what is nothing else is plain
  /// text.
  public static func detect(fileName: String? = nil, content: [UInt8]) -> InputFormat {
    let beginning = ContentBeginning(of: content)
    if let format = beginning.certainFormat { return format }
    if let fileName, let format = InputFormat(fileName: fileName) { return format }
    return beginning.likelyFormat ?? .text
  }

  /// Returns the format that an input's content shows by itself; nil where it might be anything.
  public static func detect(certainlyIn content: [UInt8]) -> InputFormat? {
    let beginning = ContentBeginning(of: content)
    return beginning.certainFormat ?? beginning.likelyFormat
  }
}

/// What the first bytes of an input give away.
private struct ContentBeginning {
  private let bytes: [UInt8]
  private let start: Int
  private let end: Int

  init(of bytes: [UInt8]) {
    self.bytes = bytes
    end = min(bytes.count, InputFormat.detectionSize)
    var start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    while start < end, isJSONWhiteSpace(bytes[start]) { start += 1 }
    self.start = start
  }

  /// The format of a beginning that no other format has.
  var certainFormat: InputFormat? {
    if stands("PK\u{3}\u{4}", at: 0, in: bytes) { return .docx }
    if stands("WARC/", at: start, in: bytes) { return .warc }
    guard start < end, bytes[start] == UInt8(ascii: "<") else { return nil }
    let (doctype, root) = prolog()
    switch root {
    case "nitf": return .nitf
    case "newsItem", "newsMessage", "packageItem", "knowledgeItem", "conceptItem": return .newsmlG2
    case "NewsML": return .newsml1
    default: return doctype == "html" || root?.lowercased() == "html" ? .html : nil
    }
  }

  /// The format that a beginning makes likely.
  var likelyFormat: InputFormat? {
    guard start < end else { return nil }
    switch bytes[start] {
    case UInt8(ascii: "<"):
      return prolog().root.map { Self.pageElements.contains($0.lowercased()) } == true ? .html : nil
    case UInt8(ascii: "{"): return formatOfObject
    case UInt8(ascii: "+"):
      return stands("+++\n", at: start, in: bytes) || stands("+++\r", at: start, in: bytes) ? .markdown : nil
    default: return nil
    }
  }

  private static let pageElements: Set = [
    "article", "body", "div", "h1", "head", "header", "link", "main", "meta", "p", "script", "section", "style",
    "title",
  ]

  /// JSON Lines, ninjs, or the front matter of a Markdown file.
  private var formatOfObject: InputFormat? {
    let lineEnd = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    if let line = try? JSONValue(parsing: bytes, in: start..<lineEnd) {
      if NINJS.isItem(line) { return .ninjs }
      return ScrapedRecord.isRecord(line) || line["text"] != nil ? .jsonl : nil
    }
    guard let (object, objectEnd) = try? JSONValue.prefix(of: bytes, in: start..<bytes.count) else { return nil }
    if NINJS.isItem(object) { return .ninjs }
    let isAlone = skipWhiteSpace(from: objectEnd, to: bytes.count, in: bytes.span) == bytes.count
    if isAlone { return ScrapedRecord.isRecord(object) ? .jsonl : nil }
    return object["title"] != nil || object["date"] != nil ? .markdown : nil
  }

  /// The names of the document type, in small letters, and of the first element, without its prefix.
  private func prolog() -> (doctype: String?, root: String?) {
    var doctype: String?
    var offset = start
    while offset < end {
      guard bytes[offset] == UInt8(ascii: "<") else {
        guard isJSONWhiteSpace(bytes[offset]) else { break }
        offset += 1
        continue
      }
      if stands("<!--", at: offset, in: bytes) {
        guard let close = (offset..<end).first(where: { stands("-->", at: $0, in: bytes) }) else { break }
        offset = close + 3
      } else if offset + 1 < end, bytes[offset + 1] == UInt8(ascii: "!") || bytes[offset + 1] == UInt8(ascii: "?") {
        if standsInAnyCase("<!doctype", at: offset, in: bytes) {
          doctype = name(from: skipWhiteSpace(from: offset + 9, to: end, in: bytes.span)).lowercased()
        }
        guard let close = bytes[offset..<end].firstIndex(of: UInt8(ascii: ">")) else { break }
        offset = close + 1
      } else {
        let name = name(from: offset + 1)
        return (doctype, name.split(separator: ":").last.map { String($0) })
      }
    }
    return (doctype, nil)
  }

  private func name(from start: Int) -> String {
    let name = bytes[min(start, end)..<end].prefix {
      isASCIILetter($0) || isDigit($0) || [0x2D, 0x2E, 0x3A, 0x5F].contains($0)
    }
    return String(decoding: name, as: UTF8.self)
  }
}
