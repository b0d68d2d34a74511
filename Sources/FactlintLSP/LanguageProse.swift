/// Every word that the language server says in the program's own name.
enum LanguageProse {
  static let source = "factlint"
  static func place(_ role: String, _ words: String) -> String { "\(role): “\(words)”" }
  static func seeAlso(_ message: String) -> String { "See: \(message)" }
  static func consequence(_ text: String) -> String { "Follows from the same slip: \(text)" }
  static func ignore(_ check: String, _ reason: String) -> String { "Ignore \(check) here: \(reason)" }
  static func ignoreInArticle(_ check: String, _ reason: String) -> String {
    "Ignore \(check) in this article: \(reason)"
  }
  /// Reasons to begin with; the writer says the real one in its place.
  static let reasons = ["checked with the source", "about two different things"]
  static func unreadable(_ name: String, _ message: String) -> String { "\(name): \(message)" }
  static let publicationDate = "publication date"
}
