import Factlint
import FactlintArchive
import FactlintReports
import FactlintRules

/// What came of one place of the input.
struct RunItem: Sendable {
  /// The place, and what became of it.
  var entry: ArchiveEntry
  /// The bytes of the input.
  var size = 0
  /// What the output has of it: a line, a report or a part of one.
  var bytes: [UInt8] = []
  /// Its record, where the output is made of records.
  var record: ArticleRecord?
  /// What its report is named after, where it is to have one of its own.
  var reportID: String?
  /// A digest of what its report shows.
  var view: [UInt8] = []
  /// The file that has that report already, where it has its own name; `bytes` is then empty.
  var unchangedReport: ReportStamp?
  /// What is remembered of it.
  var memory = Memory.nothing
  /// How much was compared.
  var coverage = Coverage()
  /// The codes of its incidents.
  var incidents: [String] = []
  /// Its findings in brief.
  var findings: [Brief] = []
  /// The entries of configurations that suppressed something in it.
  var uses: Set<FindingMarks.Use> = []
  /// The configuration that holds for it, where that lists suppressions.
  var configuration: Configuration?
  /// Whether its findings fail the run by its settings; nil where the settings do not say.
  var failsRun: Bool?
  /// What went wrong with it, for standard error; nil where nothing did.
  var complaint: String?
  /// Whether it is a record, whose troubles are those of its sender.
  var isRecord = false
  /// What each rule has cost so far, where that is asked for.
  var ruleCosts: [RuleCost] = []

  /// A finding in brief.
  struct Brief: Sendable {
    var check: String
    var severity: Severity
    var fingerprint: String
    var isCounted: Bool
  }

  /// What is remembered of an article.
  enum Memory: Sendable {
    case nothing
    case known(Int64)
    case new(CacheKey, StoredResult)
  }

  /// Whether the article was taken from memory.
  var isRemembered: Bool {
    if case .known = memory { true } else { false }
  }

  init(entry: ArchiveEntry) {
    self.entry = entry
  }

  /// The gravest severity of its findings that are counted.
  var gravest: Severity? { findings.filter(\.isCounted).map(\.severity).min() }
}
