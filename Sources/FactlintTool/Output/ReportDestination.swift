import Factlint
import FactlintReports
import Files
import Foundation

/// Where reports go, and in which format.
struct ReportDestination {
  /// Where reports go.
  enum Place {
    case standardOutput
    case file(String)
    case folder(String)
  }

  let place: Place
  let format: ReportFormat

  /// Settles both from the options: a file name's ending decides where no format is given; a folder gets Markdown.
  init(output: String?, format: ReportFormat?) {
    guard let output else {
      place = .standardOutput
      self.format = format ?? .text
      return
    }
    let status = FileStatus(of: FilePath(output))
    let ending = ReportFormat(fileName: output)
    if status.map({ $0.kind == .folder }) ?? (output.hasSuffix("/") || ending == nil && format == nil) {
      place = .folder(output)
      self.format = format ?? .markdown
    } else {
      place = .file(output)
      self.format = format ?? ending ?? .markdown
    }
  }

  /// The folder, where reports go to one.
  var folder: String? {
    if case .folder(let folder) = place { folder } else { nil }
  }
}

/// Takes what came of the articles, in order, and writes it.
protocol ReportSink {
  /// Takes what came of a batch.
  mutating func take(_ items: [RunItem]) throws
  /// Writes what could only be written once everything was there.
  mutating func finish() throws
}

/// Writes one document to standard output or to a file.
struct DocumentSink: ReportSink {
  private let format: ReportFormat
  private var records: RecordDocument?
  private var file: FileHandle?
  private var isFirst = true

  init(format: ReportFormat, path: String?, run: RunDescription) throws {
    self.format = format
    if let path {
      guard FileManager.default.createFile(atPath: path, contents: nil), let handle = FileHandle(forWritingAtPath: path)
      else {
        Terminal.complain("\(path): the file cannot be written")
        throw ExitStatus.unreadable
      }
      file = handle
    }
    records = format == .jsonl ? nil : RecordDocument(format, run: run)
    if var document = records {
      try put(document.head())
      records = document
    } else {
      try put(ReportDocument.head(of: format))
    }
  }

  mutating func take(_ items: [RunItem]) throws {
    var output: [UInt8] = []
    for item in items {
      if var document = records {
        if let record = item.record { output += document.body(record) }
        records = document
      } else if !item.bytes.isEmpty {
        if !isFirst { output += ReportDocument.separator(of: format) }
        isFirst = false
        output += item.bytes
      }
    }
    try put(output)
  }

  mutating func finish() throws {
    if var document = records {
      try put(document.tail())
      records = document
    } else {
      try put(ReportDocument.tail(of: format, isEmpty: isFirst))
    }
    try file?.close()
  }

  private func put(_ bytes: [UInt8]) throws {
    guard !bytes.isEmpty else { return }
    if let file { try file.write(contentsOf: Data(bytes)) } else { try Terminal.write(bytes) }
  }
}
