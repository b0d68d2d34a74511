/// Why an article could not be read.
public struct ReadError: Error, Sendable, Equatable {
  /// The kind of trouble, for programs.
  public var code: Code
  /// A sentence that says what is wrong, where, and what to do.
  public var message: String
  /// The line of the file on which the trouble is, counted from 1, where there is one.
  public var line: Int?

  /// The kinds of trouble; the raw values are stable words.
  public enum Code: String, Sendable, CaseIterable {
    case invalidUTF8 = "invalid-utf-8"
    case wrongEncoding = "wrong-encoding"
    case containsNUL = "contains-nul"
    case tooLarge = "too-large"
    case invalidJSON = "invalid-json"
    case notAnObject = "not-an-object"
    case missingID = "missing-id"
    case missingText = "missing-text"
    case notAString = "not-a-string"
    case notOneArticle = "not-one-article"
    case tooComplex = "too-complex"
    case nestedTooDeep = "nested-too-deep"
    case invalidXML = "invalid-xml"
    case unknownFormat = "unknown-format"
    case damagedFile = "damaged-file"
    case noText = "no-text"
  }

  /// Makes an error.
  public init(code: Code, message: String, line: Int? = nil) {
    self.code = code
    self.message = message
    self.line = line
  }
}
