public import Factlint
import FactlintReaders
import Foundation

/// An article as a request brings it.
public struct ArticleSubmission: Sendable {
  /// The article, ready to be checked.
  public let article: Article

  /// A request that brings no article that can be checked.
  public struct Invalid: Error, Equatable {
    /// The HTTP status.
    public var status: Int
    /// A stable word for programs.
    public var code: String
    /// A sentence for people.
    public var message: String
  }

  /// What a request says of its article beside its text.
  private struct Description: Decodable {
    var text: String?
    var headline: String?
    var id: String?
    var name: String?
    var format: String?
    var date: String?
    var language: String?
  }

  /// Reads the body of a request.
  ///
  /// `application/json` holds an object with `text` and, where they are known, `headline`, `date`, `language`, `id`,
  /// and `format`. Any other body is the article itself, as a file; its format is that of `format`, of the content
  /// type, of the name or of the content, in this order.
  public init(body: [UInt8], contentType: String?, query: [String: String]) throws(Invalid) {
    let type = Self.mediaType(of: contentType)
    if type == "application/json" {
      guard let description = try? JSONDecoder().decode(Description.self, from: Data(body)), let text = description.text
      else {
        throw Invalid(
          status: 400, code: "no-text", message: "The body has to be a JSON object with the article as \"text\".")
      }
      if let format = description.format {
        try self.init(
          Array(text.utf8), format: Self.format(named: format), id: description.id ?? description.name ?? "article",
          date: description.date, language: description.language, headline: description.headline)
      } else {
        try self.init(record: description, text: text)
      }
      return
    }
    let name = query["name"] ?? "article"
    let format =
      if let format = query["format"], !format.isEmpty, format != "auto" {
        try Self.format(named: format)
      } else {
        Self.format(ofType: type) ?? InputFormat.detect(fileName: name, content: body)
      }
    try self.init(body, format: format, id: name, date: query["date"], language: query["language"], headline: nil)
  }

  private init(
    _ bytes: [UInt8], format: InputFormat, id: String, date: String?, language: String?, headline: String?
  ) throws(Invalid) {
    if headline != nil {
      throw Invalid(
        status: 400, code: "headline-in-format",
        message: "A \"headline\" of its own goes with plain text without a \"format\".")
    }
    do throws(ReadError) {
      var article = try readArticle(bytes: bytes, format: format, id: id)
      if article.metadata.date == nil, let day = try? Self.day(date) {
        article.metadata.date = PublicationDate(day: day, origin: .option)
      }
      if article.metadata.language == nil { article.metadata.language = language.flatMap { $0.isEmpty ? nil : $0 } }
      self.article = article
    } catch {
      throw Invalid(error)
    }
    _ = try Self.day(date)
  }

  /// Reads plain text as a record of the record protocol, so that its headline and its places are as there.
  private init(record: Description, text: String) throws(Invalid) {
    var members: [String: String] = ["id": record.id ?? record.name ?? "article", "text": text]
    members["headline"] = record.headline
    members["language"] = record.language
    members["date"] = try Self.day(record.date)?.description
    guard let line = try? JSONEncoder().encode(members) else {
      throw Invalid(status: 400, code: "no-text", message: "The text cannot be read.")
    }
    do throws(ReadError) {
      article = try readArticle(bytes: Array(line), format: .jsonl, id: "article")
    } catch {
      throw Invalid(error)
    }
  }

  /// The type that a `Content-Type` states, in small letters and without its parameters.
  static func mediaType(of contentType: String?) -> String? {
    contentType?.split(separator: ";").first.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
  }

  private static func day(_ date: String?) throws(Invalid) -> CivilDate? {
    guard let date, !date.isEmpty else { return nil }
    guard let day = CivilDate(iso8601: String(date.prefix(10))) else {
      throw Invalid(status: 400, code: "bad-date", message: "The date has to be written as YYYY-MM-DD.")
    }
    return day
  }

  private static func format(named name: String) throws(Invalid) -> InputFormat {
    guard let format = InputFormat(rawValue: name), !format.holdsManyArticles else {
      let names = InputFormat.allCases.filter { !$0.holdsManyArticles }.map(\.rawValue).joined(separator: ", ")
      throw Invalid(status: 400, code: "unknown-format", message: "There is no such format; there are \(names).")
    }
    return format
  }

  private static func format(ofType type: String?) -> InputFormat? {
    switch type {
    case "text/plain": .text
    case "text/markdown": .markdown
    case "text/html", "application/xhtml+xml": .html
    case "application/vnd.openxmlformats-officedocument.wordprocessingml.document": .docx
    default: nil
    }
  }
}

extension ArticleSubmission.Invalid {
  fileprivate init(_ error: ReadError) {
    self.init(status: error.code == .tooLarge ? 413 : 422, code: error.code.rawValue, message: error.message)
  }
}
