package import Factlint

/// Every word that the reports say in the program's own name; what remains comes from the article or from the rules.
package enum Prose {
  // MARK: Verdict

  static let nothingCompared = "No comparison could be made"

  package static func contradictions(_ count: Int) -> String { counted(count, "contradiction", "contradictions") }
  package static let noContradiction = "No contradiction found"
  package static func inComparisons(_ count: Int) -> String { "in \(counted(count, "comparison", "comparisons"))" }
  package static func toQuery(_ count: Int) -> String { "\(count) to query" }
  package static func notes(_ count: Int) -> String { counted(count, "note", "notes") }

  package static func suppressed(_ count: Int) -> String { "\(count) suppressed" }

  static func suppression(_ kind: Suppression.Kind) -> String {
    switch kind {
    case .inSource: "by a comment in the article"
    case .external: "by the configuration"
    case .baseline: "as it was there before"
    }
  }

  package static func coverage(_ coverage: Coverage) -> String {
    guard coverage.facts > 0 else { return "No facts found." }
    let facts = counted(coverage.facts, "fact", "facts")
    guard coverage.comparisons > 0 else { return "\(facts) found, none compared." }
    let comparisons = counted(coverage.comparisons, "comparison", "comparisons")
    let outcome =
      coverage.contradicted == 0 ? "all agreed" : "\(coverage.agreed) agreed, \(coverage.contradicted) did not"
    return "\(facts) found, \(coverage.checked) compared, \(coverage.unchecked) unchecked; \(comparisons): \(outcome)."
  }

  // MARK: Terms

  static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "contradiction"
    case .warning: "to query"
    case .note: "note"
    }
  }

  static func reason(_ reason: Unchecked.Reason) -> String {
    switch reason {
    case .nothingToCompare: "Nothing else in the article speaks of the same thing"
    case .reserved(.negated): "The article says that it did not happen"
    case .reserved(.hypothetical): "Planned, asked for or feared"
    case .reserved(.superseded): "Has since changed, by the article’s own words"
    case .reserved(.otherEvent): "About another event"
    case .reserved(.undated): "Relative to a date that the article does not give"
    case .noPack: "No rules for the article’s language"
    case .budget: "The work allowed for one article was used up"
    }
  }

  static func origin(_ origin: PublicationDate.Origin) -> String {
    switch origin {
    case .record: "as the record says"
    case .metadata: "as the file's metadata says"
    case .frontMatter: "as the front matter says"
    case .firstLine: "as the first line says"
    case .dateline: "as the dateline says"
    case .option: "as given on the command line"
    }
  }

  static func mode(_ mode: AttributionFact.Mode) -> String {
    switch mode {
    case .direct: "quoted"
    case .indirect: "reported"
    case .mixed: "quoted in part"
    }
  }

  /// How words are attributed, and whether they are said not to have been said.
  static func mode(_ mode: AttributionFact.Mode, _ polarity: AttributionFact.Polarity) -> String {
    switch polarity {
    case .stated: self.mode(mode)
    case .negated: "not said"
    case .modal: "not yet said"
    }
  }

  static func told(_ name: String) -> String { "to \(name)" }
  static func passedOn(_ name: String) -> String { "by way of \(name)" }

  static func weekday(_ weekday: Weekday) -> String {
    switch weekday {
    case .monday: "Monday"
    case .tuesday: "Tuesday"
    case .wednesday: "Wednesday"
    case .thursday: "Thursday"
    case .friday: "Friday"
    case .saturday: "Saturday"
    case .sunday: "Sunday"
    }
  }

  static func voice(_ voice: Voice) -> String {
    switch voice {
    case .narrator: "the article"
    case .direct(let speaker), .indirect(let speaker): speaker ?? someone
    }
  }

  static let someone = "unnamed source"

  // MARK: Headings and labels

  static let untitled = "Untitled article"
  static let findings = "Findings"
  static let agreed = "Checked and agreed"
  static let unchecked = "Could not be checked"
  static let timeline = "Timeline"
  static let counts = "Counts"
  static let statements = "Who said what"
  static let otherFacts = "Other facts"
  static let incidents = "Incidents"
  static let suppressedFindings = "Suppressed"

  static let working = "working"
  static let suppressedLabel = "suppressed"
  static let note = "note"
  static let incident = "incident"
  static let consequence = "Follows from the same slip"
  static let check = "Check"
  static let workingLabel = "Working"

  static let day = "Day"
  static let written = "Written"
  static let sentence = "In the sentence"
  static let line = "Line"
  static let what = "What"
  static let who = "Who"
  static let value = "Value"
  static let hedge = "Hedge"
  static let source = "Said by"

  static let published = "publication date"
  static let undated = "No publication date"
  static let unknownLanguage = "language unknown"
  static let unresolvedDates = "Not resolved"
  static let durations = "Durations and repeated times"
  static let noFindings = "None."
  static let alsoNamed = "Also named"

  static func words(_ count: Int) -> String { counted(count, "word", "words") }
  static func line(_ number: Int) -> String { "line \(number)" }
  static func lines(_ numbers: [Int]) -> String {
    "\(numbers.count == 1 ? "line" : "lines") \(numbers.map(String.init).joined(separator: ", "))"
  }
  static func more(_ count: Int) -> String { "and \(count) more" }
  static func quoted(_ text: String) -> String { "“\(text)”" }
  static func since(_ day: String) -> String { "from \(day)" }
  static func until(_ day: String) -> String { "to \(day)" }
  static func between(_ first: String, _ last: String) -> String { "\(first) to \(last)" }

  // MARK: Formats for other programs

  static let isReadable = "The article can be read"
  static let isUnreadable = "The article cannot be read"
  static let seeAlso = "See"
  static func ruleDescription(_ name: String) -> String {
    "\(name). The finding names the statements that cannot all be true and does not say which of them is wrong."
  }
  static func ruleHelp(_ check: String) -> String {
    "`factlint explain \(check)` says what this check does, why, and what it leaves alone."
  }
  static func moreUnreadable(_ count: Int) -> String { "\(count) more articles could not be read" }
  static func moreResults(_ count: Int) -> String {
    "\(count) more findings, none of them graver, are not in this file: it has as many as can be shown"
  }
  static func moreFindings(_ count: Int) -> String {
    "\(counted(count, "finding is", "findings are")) not shown here: GitHub shows ten of each level; the report has all"
  }

  // MARK: Amounts

  static func atLeast(_ number: String) -> String { "at least \(number)" }
  static func moreThan(_ number: String) -> String { "more than \(number)" }
  static func atMost(_ number: String) -> String { "at most \(number)" }
  static func lessThan(_ number: String) -> String { "less than \(number)" }
  static let anyAmount = "any number"
  static let or = "or"

  private static func counted(_ count: Int, _ singular: String, _ plural: String) -> String {
    "\(count) \(count == 1 ? singular : plural)"
  }
}
