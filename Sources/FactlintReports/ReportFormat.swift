public import Factlint

/// The formats in which reports are written.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// For a terminal.
  case text
  /// For an editor, and for pages of GitHub and GitLab.
  case markdown
  /// One document with everything, for programs.
  case json
  /// One line an article, by the record protocol; see ``RecordLine``.
  case jsonl
  /// One page for a browser, with the article's text, the findings beside it and pictures; see ``HTMLReport``.
  case html
  /// SARIF 2.1.0, for code scanning.
  case sarif
  /// JUnit XML, for the test reports of CI services.
  case junit
  /// Workflow commands of GitHub Actions.
  case github
  /// The Code Quality report of GitLab.
  case gitlab
  /// Checkstyle XML.
  case checkstyle
  /// Reviewdog's lines of JSON.
  case rdjsonl

  /// The ending of the names of files in this format, without its dot.
  public var fileEnding: String {
    switch self {
    case .text: "txt"
    case .markdown: "md"
    case .json: "json"
    case .jsonl: "jsonl"
    case .sarif: "sarif"
    case .junit: "junit.xml"
    case .github: "github.txt"
    case .gitlab: "gitlab.json"
    case .checkstyle: "checkstyle.xml"
    case .rdjsonl: "rdjsonl"
    case .html: "html"
    }
  }

  /// The format that a file's name stands for, nil where it stands for none.
  public init?(fileName: String) {
    let name = fileName.lowercased()
    let format = Self.allCases.filter { name.hasSuffix("." + $0.fileEnding) }
      .max { $0.fileEnding.utf8.count < $1.fileEnding.utf8.count }
    if let format {
      self = format
    } else if name.hasSuffix(".markdown") {
      self = .markdown
    } else if name.hasSuffix(".htm") {
      self = .html
    } else if name.hasSuffix(".text") {
      self = .text
    } else if name.hasSuffix(".ndjson") {
      self = .jsonl
    } else {
      return nil
    }
  }

  /// Whether it can be written from records alone, without the text of the articles.
  public var isOfRecords: Bool {
    switch self {
    case .text, .markdown, .json, .html: false
    case .jsonl, .sarif, .junit, .github, .gitlab, .checkstyle, .rdjsonl: true
    }
  }

  /// The reports in this format, as UTF-8 with a line feed at the end.
  ///
  /// - Parameters:
  ///   - reports: the articles, in the order in which they are written; each was read from a file named like its id.
  ///   - isColoured: whether `text` uses ANSI colours; the other formats have none.
  ///   - run: what the formats for other programs say of the run.
  public func render(
    _ reports: [Report], isColoured: Bool = false, run: RunDescription = RunDescription()
  ) -> [UInt8] {
    switch self {
    case .text:
      return Array(reports.map { TextReport(isColoured: isColoured).rendered($0) }.joined(separator: "\n").utf8)
    case .markdown: return Array(MarkdownReport.rendered(reports).utf8)
    case .json: return JSONReport.rendered(reports)
    case .html: return Array(HTMLReport.document(reports).utf8)
    case .jsonl, .sarif, .junit, .github, .gitlab, .checkstyle, .rdjsonl:
      guard var document = RecordDocument(self, run: run) else { return [] }
      var output = document.head()
      for report in reports {
        let origin = ArticleRecord.Origin(path: report.document.article.id)
        output += document.body(ArticleRecord(report, origin: origin))
      }
      return output + document.tail()
    }
  }
}
