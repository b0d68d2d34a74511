import Factlint
import Inflate

/// A first line and the header fields under it, as WARC and HTTP have them.
struct HeaderBlock {
  let firstLine: String
  /// Where what the head belongs to begins.
  let end: Int
  private let fields: [String: String]

  /// Reads a head; nil where it has no end within the limit.
  init?(at start: Int, of bytes: [UInt8], limit: Int, to last: Int? = nil) {
    let last = min(last ?? bytes.count, start + limit)
    var lines: [Range<Int>] = []
    var lineStart = start
    var offset = start
    while offset < last {
      guard bytes[offset] == 0x0A else {
        offset += 1
        continue
      }
      let lineEnd = offset > lineStart && bytes[offset - 1] == 0x0D ? offset - 1 : offset
      offset += 1
      if lineEnd == lineStart {
        guard let first = lines.first else { return nil }
        firstLine = String(decoding: bytes[first], as: UTF8.self)
        end = offset
        fields = Self.fields(of: lines.dropFirst(), in: bytes)
        return
      }
      lines.append(lineStart..<lineEnd)
      lineStart = offset
    }
    return nil
  }

  private static func fields(of lines: ArraySlice<Range<Int>>, in bytes: [UInt8]) -> [String: String] {
    var fields: [String: String] = [:]
    for line in lines {
      guard let colon = bytes[line].firstIndex(of: UInt8(ascii: ":")) else { continue }
      let name = trimmed(String(decoding: bytes[line.lowerBound..<colon], as: UTF8.self)).lowercased()
      if fields[name] == nil {
        fields[name] = trimmed(String(decoding: bytes[colon + 1..<line.upperBound], as: UTF8.self))
      }
    }
    return fields
  }

  /// The value of the first field of a name in small letters.
  subscript(name: String) -> String? { fields[name] }
}

/// A response of HTTP/1 (RFC 9112) as an archive has it.
struct HTTPMessage {
  private let head: HeaderBlock
  private let bytes: [UInt8]
  private let content: Range<Int>

  /// Reads the head of a response; nil where it has none.
  init?(_ bytes: [UInt8], in range: Range<Int>) {
    guard let head = HeaderBlock(at: range.lowerBound, of: bytes, limit: 64 << 10, to: range.upperBound),
      head.firstLine.hasPrefix("HTTP/")
    else { return nil }
    self.head = head
    self.bytes = bytes
    content = head.end..<range.upperBound
  }

  /// Whether it answers with a page.
  var isPage: Bool {
    let status = head.firstLine.split(separator: " ").dropFirst().first
    guard status?.hasPrefix("2") == true else { return false }
    guard let type = head["content-type"] else { return true }
    return Self.isPage(type)
  }

  /// The charset that its header states.
  var charset: String? { Self.charset(of: head["content-type"] ?? "") }

  static func isPage(_ contentType: String) -> Bool {
    let type = contentType.lowercased()
    return type.hasPrefix("text/html") || type.hasPrefix("application/xhtml+xml")
  }

  static func charset(of contentType: String) -> String? {
    for parameter in contentType.split(separator: ";").dropFirst() {
      let parts = parameter.split(separator: "=", maxSplits: 1)
      if parts.count == 2, trimmed(String(parts[0])).lowercased() == "charset" {
        return trimmed(parts[1].filter { $0 != "\"" && $0 != "'" })
      }
    }
    return nil
  }

  /// Returns its body, put together and decompressed; archives that have done so already keep their headers as they
  /// were, so what does not look chunked or compressed is taken as it is.
  ///
  /// - Throws: `ReadError` where it is damaged, or compressed in a way that is not read.
  func body() throws(ReadError) -> [UInt8] {
    var body = bytes[content]
    if head["transfer-encoding"]?.lowercased().contains("chunked") == true, let whole = Self.dechunked(body) {
      body = whole[...]
    }
    switch head["content-encoding"]?.lowercased() {
    case nil, "", "identity": return Array(body)
    case "gzip", "x-gzip":
      return body.starts(with: [0x1F, 0x8B])
        ? try decompressed(body, form: .wrapped, limit: maximumArticleSize) : Array(body)
    case "deflate":
      if body.first == UInt8(ascii: "<") { return Array(body) }
      let isWrapped = body.first.map { $0 & 0x0F == 8 } ?? false
      return try decompressed(body, form: isWrapped ? .wrapped : .raw, limit: maximumArticleSize)
    case let other?:
      if body.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") { return Array(body) }
      throw ReadError(
        code: .wrongEncoding, message: "The page is compressed by “\(shortened(other))”, which is not read.")
    }
  }

  /// The chunks of a body put together; nil where it is not chunked.
  private static func dechunked(_ body: ArraySlice<UInt8>) -> [UInt8]? {
    var whole: [UInt8] = []
    var rest = body
    while let lineEnd = rest.firstIndex(of: 0x0A) {
      let line = rest[..<lineEnd].prefix { $0 != 0x0D && $0 != UInt8(ascii: ";") }
      guard let size = Int(trimmed(String(decoding: line, as: UTF8.self)), radix: 16), size >= 0 else { return nil }
      if size == 0 { return whole }
      let chunk = rest[(lineEnd + 1)...].prefix(size)
      whole += chunk
      // A body that was cut short is as long as it is.
      guard chunk.count == size else { return whole }
      rest = rest[chunk.endIndex...]
      while let byte = rest.first, byte == 0x0D || byte == 0x0A { rest = rest.dropFirst() }
    }
    return whole.isEmpty ? nil : whole
  }
}

/// Returns what compressed bytes decompress to.
///
/// - Throws: `ReadError` where they are damaged, cut short, or decompress to more than the limit.
func decompressed(_ bytes: ArraySlice<UInt8>, form: InflateForm, limit: Int) throws(ReadError) -> [UInt8] {
  do throws(InflateError) {
    return try inflated(bytes, form: form, limit: limit)
  } catch {
    switch error {
    case .damaged: throw ReadError(code: .damagedFile, message: "The compressed data is damaged.")
    case .truncated: throw ReadError(code: .damagedFile, message: "The compressed data is cut short.")
    case .tooLarge:
      throw ReadError(
        code: .tooLarge, message: "The compressed data unpacks to more than \(limit) bytes, which no article has.")
    }
  }
}
