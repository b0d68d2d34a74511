import Digest
import Factlint
import FactlintArchive
import FactlintReports
import Files

/// What is done with each article, and what is made of it for the output.
struct ArticleWork: Sendable {
  /// What is done.
  enum Task: Sendable {
    case check, extract
    /// As `extract`, measuring what each rule costs.
    case profile
  }

  /// What an article becomes in the output.
  enum Product: Sendable {
    /// A part of one document, or a record for one.
    case document(ReportFormat, isColoured: Bool)
    /// A report of its own in a folder.
    case file(ReportFormat, folder: FilePath, isForAll: Bool)
    /// The line of its facts, or their rows.
    case facts(FactFormat)
    /// Nothing.
    case nothing
  }

  var task = Task.check
  var product: Product
  var marks = FindingMarks(baseline: nil)
  /// The database that remembers results; nil where nothing is remembered.
  var archive: Archive?
  /// Whether results are looked up and kept in it.
  var usesMemory = true

  /// The format of reports, where there are any.
  var format: ReportFormat? {
    switch product {
    case .document(let format, _), .file(let format, _, _): format
    case .facts, .nothing: nil
    }
  }

  /// Which reports tell agreements: those that people read, or that are whole as JSON.
  var agreements: Agreement.Account {
    switch product {
    case .document(let format, _): format.isOfRecords ? .never : .always
    case .file(let format, _, let isForAll): format.isOfRecords ? .never : isForAll ? .always : .besideFindings
    case .facts, .nothing: .never
    }
  }

  /// Whether the output is made of records.
  var isOfRecords: Bool { format?.isOfRecords == true }

  /// Whether each article has one line of the record protocol.
  var givesLines: Bool {
    switch product {
    case .document(let format, _): format == .jsonl
    case .file(let format, _, _): format == .jsonl
    case .facts(let format): format == .jsonl
    case .nothing: false
    }
  }
}
