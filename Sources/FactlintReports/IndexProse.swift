/// What the index of a run says in the program's own name.
package enum IndexProse {
  package static func title(_ count: Int) -> String { "Factlint report on \(articles(count))" }
  package static func articles(_ count: Int) -> String { counted(count, "article", "articles") }
  package static func withFindings(_ count: Int, of all: Int) -> String {
    "in \(count) of \(articles(all))"
  }
  package static func unreadable(_ count: Int) -> String { "\(count) could not be read" }
  package static func leftOut(_ count: Int) -> String { "\(count) left out" }
  package static func page(_ number: Int, of title: String) -> String { "\(title), page \(number)" }
  package static func pages(_ count: Int) -> String { counted(count, "page", "pages") }
  package static func times(_ count: Int) -> String { counted(count, "time", "times") }

  package static let byCheck = "Findings by check"
  package static let byArticle = "Articles with findings"
  package static let failures = "Could not be read"
  package static let skipped = "Left out"
  package static let byCheckAndTime = "Findings by check and month"
  package static let byCheckAndYear = "Findings by check and year"
  package static let earlier = "earlier"
  package static let later = "later"
  package static let undated = "undated"
  package static let otherChecks = "other checks"
  package static let asTable = "As a table"
  package static let day = "Day"
  package static let filter = "Filter"
  package static let allChecks = "all checks"
  package static let search = "Words"
  package static let show = "Show"
  package static let total = "All"
  package static let incidents = "Incidents in articles"
  package static let check = "Check"
  package static let article = "Article"
  package static let errors = "Contradictions"
  package static let warnings = "To query"
  package static let notes = "Notes"
  package static let suppressed = "Suppressed"
  package static let backToIndex = "Back to the index"
  package static let goesOn = "Goes on"
  package static let untitled = "Untitled article"
  package static let standardInput = "standard input"
  package static let noFindings = "No findings."
  package static func line(_ number: Int) -> String { "line \(number)" }
  package static func missing(_ count: Int) -> String {
    "\(counted(count, "more", "more")) not listed here; the database has them all"
  }

  private static func counted(_ count: Int, _ singular: String, _ plural: String) -> String {
    "\(count) \(count == 1 ? singular : plural)"
  }
}
