public import Factlint
import Inflate

/// Cuts a web archive (WARC 1.0 and 1.1, ISO 28500) into its pages, piece by piece, so that an archive of any size takes
/// little memory.
///
/// The bytes are those of the archive after decompression. Pages are the responses and resources that are HTML;
/// pictures, programs, redirections, errors of servers and other records are passed over.
public struct WARCStream: Sendable {
  private var buffer: [UInt8] = []
  /// How much of the buffer was taken.
  private var position = 0
  /// How much of a record that is passed over is still to come.
  private var skipped = 0
  private var recordNumber = 0
  private var isFinished = false
  private var isDamaged = false

  /// The most bytes that the head of a record, or that of a response in it, may have.
  private static let greatestHeadSize = 64 << 10

  /// Begins to read an archive.
  public init() {}

  /// Adds the bytes that follow those added before.
  public mutating func append(_ bytes: some Collection<UInt8>) {
    guard !isDamaged else { return }
    let start = bytes.index(bytes.startIndex, offsetBy: min(skipped, bytes.count))
    skipped -= min(skipped, bytes.count)
    if position > 1 << 20 {
      buffer.removeFirst(position)
      position = 0
    }
    buffer.append(contentsOf: bytes[start...])
  }

  /// Says that no bytes follow.
  public mutating func finish() { isFinished = true }

  /// Returns the next page, or why it cannot be read; nil where more bytes are needed, or, after `finish`, at the end.
  public mutating func next() -> Result<WARCPage, RecordError>? {
    while !isDamaged {
      while position < buffer.count, buffer[position] == 0x0D || buffer[position] == 0x0A { position += 1 }
      guard position < buffer.count else {
        return isFinished && skipped > 0 ? damage("ends inside a record: it is cut short") : nil
      }
      guard let head = HeaderBlock(at: position, of: buffer, limit: Self.greatestHeadSize) else {
        let isHeadComplete = isFinished || buffer.count - position > Self.greatestHeadSize
        return isHeadComplete ? damage("has a record with no whole head: it is cut short, or no WARC") : nil
      }
      guard head.firstLine.hasPrefix("WARC/"), let length = head["content-length"].flatMap({ Int($0) }), length >= 0
      else { return damage("has a record that is none of WARC") }
      let available = buffer.count - head.end
      let isPage = mayBePage(head)
      if isPage, available < min(length, maximumArticleSize + Self.greatestHeadSize) {
        return isFinished ? damage("ends inside a record: it is cut short") : nil
      }
      recordNumber += 1
      let content = head.end..<head.end + min(length, available)
      position = content.upperBound
      skipped = length - content.count
      if isPage, let page = page(head, content: content, isWhole: skipped == 0) { return page }
    }
    return nil
  }

  private mutating func damage(_ what: String) -> Result<WARCPage, RecordError> {
    isDamaged = true
    buffer = []
    position = 0
    return .failure(
      RecordError(
        id: nil, line: recordNumber + 1,
        error: ReadError(
          code: .damagedFile, message: "The web archive \(what), after \(recordNumber) records.",
          line: recordNumber + 1)))
  }

  private func mayBePage(_ head: HeaderBlock) -> Bool {
    switch head["warc-type"]?.lowercased() {
    case "response": head["content-type"]?.lowercased().hasPrefix("application/http") ?? true
    case "resource": HTTPMessage.isPage(head["content-type"] ?? "")
    default: false
    }
  }

  /// The page in a record's content; nil where it is none.
  private func page(_ head: HeaderBlock, content: Range<Int>, isWhole: Bool) -> Result<WARCPage, RecordError>? {
    let name = head["warc-target-uri"].map { $0.hasPrefix("<") ? String($0.dropFirst().dropLast()) : $0 }
    var page = WARCPage(id: name, number: recordNumber, body: [], charset: nil)
    do throws(ReadError) {
      if head["warc-type"]?.lowercased() == "resource" {
        page.body = Array(buffer[content])
        page.charset = HTTPMessage.charset(of: head["content-type"] ?? "")
      } else {
        guard let message = HTTPMessage(buffer, in: content), message.isPage else { return nil }
        page.charset = message.charset
        if isWhole { page.body = try message.body() }
      }
      guard isWhole else { throw ReadError.tooLarge(content.count + skipped) }
      return .success(page)
    } catch {
      return .failure(RecordError(id: name, line: recordNumber, error: error))
    }
  }
}

/// A page of a web archive.
public struct WARCPage: Sendable {
  /// The address at which it was found; nil where the archive does not say.
  public var id: String?
  /// The number of its record in the archive, counted from 1.
  public var number: Int
  /// Its bytes, as the server meant them.
  public internal(set) var body: [UInt8]
  /// The charset that the server stated.
  public internal(set) var charset: String?

  /// Returns the article of the page, or why there is none.
  public func article() -> Result<Article, RecordError> {
    do throws(ReadError) {
      guard let id else {
        throw ReadError(code: .missingID, message: "The record has no WARC-Target-URI, by which to name the page.")
      }
      var builder = ArticleBuilder()
      let content = try markupContent(
        of: body, stated: charset.flatMap { Charset(label: $0) == nil ? nil : $0 }, isXML: false)
      try readHTML(content, field: builder.addField("text", bytes: content), into: &builder)
      return .success(builder.finish(id: id))
    } catch {
      return .failure(RecordError(id: id, line: number, error: error))
    }
  }
}

/// Reads a web archive that must hold one page and no more; its article is named by the page's address.
func readOnlyPage(of bytes: [UInt8]) throws(ReadError) -> Article {
  var stream = WARCStream()
  if stands("\u{1F}", at: 0, in: bytes) {
    stream.append(try decompressed(bytes[...], form: .wrapped, limit: 4 * maximumArticleSize))
  } else {
    stream.append(bytes)
  }
  stream.finish()
  var only: Article?
  while let next = stream.next() {
    let page: WARCPage
    switch next {
    case .success(let found): page = found
    case .failure(let failure): throw failure.error
    }
    guard only == nil else {
      throw ReadError(code: .notOneArticle, message: "The web archive holds more than one page: read it as an archive.")
    }
    switch page.article() {
    case .success(let article): only = article
    case .failure(let failure): throw failure.error
    }
  }
  guard let only else { throw ReadError(code: .notOneArticle, message: "The web archive holds no page.") }
  return only
}
