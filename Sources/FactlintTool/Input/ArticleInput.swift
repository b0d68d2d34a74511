import Factlint
import FactlintArchive
import FactlintReaders
import FactlintReports
import Files
import Inflate

/// An article before it is read: a file, a record of one, or a page of a web archive.
struct ArticleInput {
  var entry: ArchiveEntry
  /// Where its bytes are in those that came with it.
  var range: Range<Int>
  var bytes: [UInt8]
  var format: InputFormat
  var source: InputSource
  /// Whether it is one of many in its source.
  var isRecord = false
  /// What its report is named after; empty where that is the article's own id.
  var reportID = ""
  var page: WARCPage?
  var key: CacheKey?

  var origin: ArticleRecord.Origin { ArticleRecord.Origin(path: entry.path, recordLine: entry.recordLine) }

  /// Why there is no article, with the line of its source.
  struct Unreadable: Error {
    var code: String
    var message: String
    var line: Int?
    /// The article's id, where it has one.
    var id: String?
  }

  /// A source that is one article.
  init(_ bytes: [UInt8], format: InputFormat, source: InputSource) {
    entry = ArchiveEntry(
      place: ArchiveEntry.Place(source: source.number, line: 0), id: source.shown, path: source.shownPath,
      state: .checked)
    self.bytes = bytes
    range = bytes.indices
    self.format = format
    self.source = source
    reportID = source.reportID
  }

  /// The record on a line of a source.
  init(record range: Range<Int>, of bytes: [UInt8], line: Int, source: InputSource) {
    entry = ArchiveEntry(
      place: ArchiveEntry.Place(source: source.number, line: line), id: nil, path: source.shownPath, recordLine: line,
      state: .checked)
    self.bytes = bytes
    self.range = range
    format = .jsonl
    self.source = source
    isRecord = true
  }

  /// A page of a web archive.
  init(_ page: WARCPage, source: InputSource) {
    entry = ArchiveEntry(
      place: ArchiveEntry.Place(source: source.number, line: page.number), id: page.id, path: source.shownPath,
      recordLine: page.number, state: .checked)
    bytes = page.body
    range = bytes.indices
    format = .warc
    self.source = source
    isRecord = true
    self.page = page
  }

  /// Reads a file that is one article, and unpacks it where its name says that it is compressed.
  init(contentsOf file: InputSource) throws(Unreadable) {
    guard let path = file.path else { throw Unreadable(code: "unreadable", message: "the file cannot be read") }
    let limit = InputSource.greatestSize(file.format)
    let content: InputFile.Contents
    do {
      content = try InputFile.contents(of: path, limit: limit)
    } catch {
      throw Unreadable(code: "unreadable", message: "the file cannot be read: \(error.reason)")
    }
    guard case .bytes(var bytes) = content else {
      let size = if case .tooLarge(let size) = content { size } else { 0 }
      throw Unreadable(
        code: "too-large", message: "The file has \(size) bytes and an article may have \(limit): split it.")
    }
    if file.isCompressed, isGzip(bytes) {
      do throws(InflateError) {
        bytes = try inflated(bytes[...], form: .wrapped, limit: maximumArticleSize)
      } catch {
        switch error {
        case .truncated: throw Unreadable(code: "damaged", message: "the compressed file ends too soon")
        case .damaged: throw Unreadable(code: "damaged", message: "the compressed file is damaged")
        case .tooLarge:
          throw Unreadable(
            code: "too-large",
            message: "The file unpacks to more than the \(maximumArticleSize) bytes that an article may have: split it."
          )
        }
      }
    }
    self.init(
      bytes, format: file.format ?? InputFormat.detect(fileName: file.shown, content: bytes), source: file)
  }

  /// What tells the article from others, under the settings that bear on its results.
  var cacheKey: CacheKey {
    let identity =
      if let page {
        "page\u{0}\(page.id ?? "")\u{0}\(page.charset ?? "")"
      } else {
        isRecord ? "" : "\(format.rawValue)\u{0}\(source.shown)"
      }
    return CacheKey(settings: source.settings.digest, id: identity, content: bytes[range])
  }

  /// Reads the article; nil where the line is blank.
  func article() throws(Unreadable) -> Article? {
    if let page { return try Self.article(page.article()) }
    guard isRecord else {
      do throws(ReadError) {
        return try readArticle(bytes: bytes, format: format, id: source.shown)
      } catch {
        throw Unreadable(code: error.code.rawValue, message: error.message, line: error.line)
      }
    }
    return try parseRecord(in: bytes, range: range, number: entry.place.line).map(Self.article)
  }

  private static func article(_ result: Result<Article, RecordError>) throws(Unreadable) -> Article {
    switch result {
    case .success(let article): return article
    case .failure(let error): throw Unreadable(error)
    }
  }
}

extension ArticleInput.Unreadable {
  init(_ error: RecordError) {
    self.init(code: error.error.code.rawValue, message: error.error.message, line: error.line, id: error.id)
  }
}

extension InputSource {
  /// The path as shown; nil where it is standard input.
  var shownPath: String? { path == nil ? nil : shown }
}
