import Factlint
import FactlintReports
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
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: output, isDirectory: &isFolder)
    let ending = Self.format(ofFile: output)
    if exists ? isFolder.boolValue : output.hasSuffix("/") || ending == nil && format == nil {
      place = .folder(output)
      self.format = format ?? .markdown
    } else {
      place = .file(output)
      self.format = format ?? ending ?? .markdown
    }
  }

  private static func format(ofFile name: String) -> ReportFormat? {
    switch URL(fileURLWithPath: name).pathExtension.lowercased() {
    case "md", "markdown": .markdown
    case "txt", "text": .text
    case "json": .json
    case "jsonl", "ndjson": .jsonl
    case "html", "htm": .html
    default: nil
    }
  }
}

/// Writes reports as they come.
struct ReportWriter {
  private let destination: ReportDestination
  private let isColoured: Bool
  /// The reports that make one document together.
  private var reports: [Report] = []
  private var file: FileHandle?
  private var usedNames: Set<String> = []
  private var isFirst = true
  /// Whether this run has begun the folder's file of records; what an earlier run left there is replaced.
  private var hasRecords = false

  init(destination: ReportDestination) throws {
    self.destination = destination
    switch destination.place {
    case .standardOutput: isColoured = Terminal.isOutputColoured
    case .file(let path):
      isColoured = false
      guard FileManager.default.createFile(atPath: path, contents: nil), let handle = FileHandle(forWritingAtPath: path)
      else {
        Terminal.complain("\(path): the file cannot be written")
        throw ExitStatus.unreadable
      }
      file = handle
    case .folder(let path):
      isColoured = false
      do {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      } catch {
        Terminal.complain("\(path): the folder cannot be made")
        throw ExitStatus.unreadable
      }
    }
  }

  /// Takes what came of a batch.
  mutating func write(_ outcome: ArticleRun.Outcome) throws {
    if case .folder(let folder) = destination.place {
      for report in outcome.reports { try write(report, in: folder) }
      if !outcome.records.isEmpty {
        try write(outcome.records, to: "\(folder)/records.jsonl", appends: hasRecords)
        hasRecords = true
      }
      return
    }
    switch destination.format {
    case .jsonl: try put(outcome.records)
    case .text:
      for report in outcome.reports {
        if !isFirst { try put([0x0A]) }
        isFirst = false
        try put(destination.format.render([report], isColoured: isColoured))
      }
    case .markdown, .json, .html: reports += outcome.reports
    }
  }

  /// Writes what could only be written once everything was there.
  mutating func finish() throws {
    if case .folder = destination.place { return }
    switch destination.format {
    case .text, .jsonl: break
    case .markdown, .json, .html:
      try put(destination.format.render(reports, isColoured: isColoured))
    }
    try file?.close()
  }

  private func put(_ bytes: [UInt8]) throws {
    if let file { try file.write(contentsOf: Data(bytes)) } else { try Terminal.write(bytes) }
  }

  private mutating func write(_ report: Report, in folder: String) throws {
    let name = fileName(for: report.document.article.id)
    try write(destination.format.render([report]), to: "\(folder)/\(name)", appends: false)
  }

  private func write(_ bytes: [UInt8], to path: String, appends: Bool) throws {
    if appends, let handle = FileHandle(forWritingAtPath: path) {
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(bytes))
      try handle.close()
    } else {
      try Data(bytes).write(to: URL(fileURLWithPath: path))
    }
  }

  /// A file name that is safe for any id, and that no other article of the run has.
  private mutating func fileName(for id: String) -> String {
    let ending =
      switch destination.format {
      case .text: "txt"
      case .markdown: "md"
      case .json, .jsonl: "json"
      case .html: "html"
      }
    let last = id.split(separator: "/").last.map(String.init) ?? ""
    let stem = last.lastIndex(of: ".").map { $0 > last.startIndex ? String(last[..<$0]) : last } ?? last
    var plain = String.UnicodeScalarView()
    var length = 0
    for scalar in stem.unicodeScalars {
      let isPlain =
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "-" || scalar == "_"
      plain.append(isPlain ? scalar : "-")
      length += isPlain ? scalar.utf8.count : 1
      // File systems count bytes, and allow 255.
      if length > 150 { break }
    }
    let safe = plain.contains { $0 != "-" } ? String(plain) : "article"
    var name = "\(safe).\(ending)"
    var number = 2
    while !usedNames.insert(name.lowercased()).inserted {
      name = "\(safe)-\(number).\(ending)"
      number += 1
    }
    return name
  }
}
