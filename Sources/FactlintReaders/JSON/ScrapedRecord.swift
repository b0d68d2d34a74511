import Factlint

/// A record as tools write it that scrape pages: trafilatura, newspaper and news-please.
///
/// The fields of its article are the record's strings, under their own names. The date on which a page was fetched
/// (`filedate`, `date_download`) is not the article's.
struct ScrapedRecord {
  private let record: JSONValue
  private let keys: Keys

  /// Where a tool puts what an article has.
  private struct Keys {
    /// Keys that only this tool's records have together.
    var marks: [String]
    var text: [String]
    var published: String
    var modified: String?
    var authors: String
  }

  private static let tools = [
    Keys(
      marks: ["maintext"], text: ["maintext"], published: "date_publish", modified: "date_modify", authors: "authors"),
    Keys(marks: ["publish_date", "text"], text: ["text"], published: "publish_date", authors: "authors"),
    Keys(marks: ["source-hostname"], text: ["text", "raw_text"], published: "date", authors: "author"),
    Keys(marks: ["hostname", "fingerprint"], text: ["text", "raw_text"], published: "date", authors: "author"),
    Keys(marks: ["raw_text", "hostname"], text: ["text", "raw_text"], published: "date", authors: "author"),
  ]

  /// Whether an object is such a record.
  static func isRecord(_ value: JSONValue) -> Bool { ScrapedRecord(value) != nil }

  /// Takes a record; nil where it is of none of the tools.
  init?(_ value: JSONValue) {
    guard value["headline"] == nil,
      let keys = Self.tools.first(where: { $0.marks.allSatisfy { value[$0] != nil } })
    else { return nil }
    record = value
    self.keys = keys
  }

  /// The name by which results refer to the article; nil where the record has none.
  var id: String? {
    for key in ["id", "url", "source", "filename", "localpath"] {
      if let id = record[key]?.string, !id.isEmpty { return id }
    }
    return nil
  }

  /// Reads the record.
  ///
  /// - Throws: `ReadError` where it has no text, or too much of it.
  func article(id: String) throws(ReadError) -> Article {
    guard let textKey = keys.text.first(where: { record[$0]?.string != nil }), let text = record[textKey]?.string else {
      throw ReadError(
        code: .missingText, message: "The record has no “\(keys.text[0])”: give it the article's text as a string.")
    }
    let bytes = Array(text.utf8)
    guard bytes.count <= maximumArticleSize else { throw ReadError.tooLarge(bytes.count) }
    var builder = ArticleBuilder()
    builder.metadata.language = record["language"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    let authors = (record[keys.authors]?.elements ?? []).compactMap(\.string).filter { !$0.isEmpty }
    if !authors.isEmpty { builder.metadata.byline = authors.joined(separator: ", ") }
    if let title = record["title"]?.string {
      let bytes = Array(title.utf8)
      builder.addBlock(.headline, field: builder.addField("title", bytes: bytes), bytes: bytes.indices)
    }
    let field = builder.addField(textKey, bytes: bytes)
    let published = statement(keys.published, in: &builder)
    let modified = keys.modified.flatMap { statement($0, in: &builder) }
    builder.settleDates(published: [published].compactMap { $0 }, modified: [modified].compactMap { $0 })
    readPlainText(bytes, field: field, into: &builder)
    return builder.finish(id: id)
  }

  private func statement(_ key: String, in builder: inout ArticleBuilder) -> DateStatement? {
    guard let text = record[key]?.string, !trimmed(text).isEmpty else { return nil }
    let bytes = Array(text.utf8)
    let field = builder.addField(key, bytes: bytes)
    return DateStatement(text, source: SourceRange(field: field, bytes: bytes.indices))
  }
}
