import Factlint

/// What the HTML report says beyond what all reports say.
extension Prose {
  static let program = "Factlint"
  static func reportTitle(_ article: String) -> String { "\(article) – Factlint report" }
  static func articles(_ count: Int) -> String { "\(count) \(count == 1 ? "article" : "articles")" }
  static let article = "Article"
  static let contents = "Contents"
  static let factKinds = "Marked in the text"
  static let skipToArticle = "Skip to the article"
  static let incidentsHeading = incidents

  static let dates = "dates"
  static let amounts = "counts and amounts"
  static let quotedWords = "attributed words"
  static let sources = "sources"
  static let people = "people"
  static let ownFacts = "other facts"

  static func saidBy(_ name: String) -> String { "said by \(name)" }
  static let relative = "relative to the publication date"
  static let otherReadings = "other readings"
  static func explain(_ check: String) -> String { "factlint explain \(check)" }

  // MARK: Pictures

  static func timelinePicture(_ dates: Int) -> String {
    "The dates of the article in the order of time, \(dates) in all; the table beside the picture has the same."
  }
  static let singleDay = "a day"
  static let period = "a period"
  static let contradicted = "in a finding"
  static func later(days: Int) -> String {
    switch days {
    case ..<60: "\(days) days later"
    case ..<730: "\(days / 30) months later"
    default: "\(days / 365) years later"
    }
  }
  static func finding(_ number: Int) -> String { "finding \(number)" }

  static let totals = "Totals and their parts"
  static let fits = "fits"
  static let doesNotFit = "does not fit"
  static let notCompared = "not compared"
  static let whole = "whole"
  static let parts = "parts"
  static func tooMany(_ number: String) -> String { "\(number) too many" }
  static func missing(_ number: String) -> String { "\(number) missing" }
  static func figure(_ whole: String, _ parts: [String]) -> String {
    "A bar for the whole, \(whole), over bars for its parts: \(parts.joined(separator: ", "))."
  }
}
