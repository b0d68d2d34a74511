import Factlint
import FactlintArchive
import FactlintReports
import Files

/// Writes the reports of a run to a folder, with an index, and leaves alone what is there already.
///
/// Markdown, HTML, text and JSON become a report for each article that has findings, and the first two an index besides;
/// the other formats one file for the whole run.
final class FolderSink: ReportSink {
  private let folder: OutputFolder
  private let format: ReportFormat
  private let run: ArchiveRun
  private var records: RecordDocument?
  private var document: OutputFile?

  /// Begins to write.
  init(folder: OutputFolder, format: ReportFormat, run: ArchiveRun, description: RunDescription) throws {
    self.folder = folder
    self.format = format
    self.run = run
    guard format.isOfRecords else { return }
    document = try folder.begin(Self.fileName(of: format))
    if format != .jsonl { records = RecordDocument(format, run: description) }
    if let head = records?.head() { try document?.write(head) }
  }

  /// The name of the file that has all articles.
  private static func fileName(of format: ReportFormat) -> String {
    format == .jsonl ? "records.jsonl" : "factlint.\(format.fileEnding)"
  }

  func take(_ items: [RunItem]) throws {
    var output: [UInt8] = []
    for item in items {
      var entry = item.entry
      if document != nil {
        if let record = item.record, let part = records?.body(record) { output += part }
        if records == nil { output += item.bytes }
      } else if let id = item.reportID {
        entry.report = try write(item, id: id)
      }
      switch item.memory {
      case .nothing: try run.add(entry)
      case .known(let id): try run.add(entry, remembered: id)
      case .new(let key, let result): try run.add(entry, key: key, result: result)
      }
    }
    try document?.write(output)
  }

  /// Sees to it that an article's report is there, and returns its name.
  private func write(_ item: RunItem, id: String) throws -> String {
    let plain = ReportName.name(forID: id)
    let name = try run.uniqueName(plain, ending: format.fileEnding)
    if let stamp = item.unchangedReport {
      if name == "\(plain).\(format.fileEnding)" {
        run.add(report: name, stamp: stamp)
        return name
      }
      // The same article twice: the second one's report is the first one's, under another name.
      if case .bytes(let bytes)? = try? InputFile.contents(
        of: folder.path.appending("\(plain).\(format.fileEnding)"), limit: .max - 1)
      {
        try put(bytes, name: name, view: item.view)
        return name
      }
    }
    try put(item.bytes, name: name, view: item.view)
    return name
  }

  /// Writes a file unless it is there already, byte for byte.
  private func put(_ bytes: [UInt8], name: String, view: [UInt8]) throws {
    var status = folder.status(of: name)
    let isThere =
      status?.size == bytes.count
      && (try? InputFile.contents(of: folder.path.appending(name), limit: bytes.count)) == .bytes(bytes)
    if !isThere { status = try folder.write(bytes, to: name) }
    if let status {
      run.add(report: name, stamp: ReportStamp(view: view, size: status.size, modified: status.modified))
    }
  }

  func finish() throws {
    if let tail = records?.tail() { try document?.write(tail) }
    try document?.finish()
    document = nil
  }

  /// Writes the index, removes what earlier runs wrote and this one did not, and ends the run.
  func complete(archive: Archive, totals: RunTotals, places: Int) throws {
    try run.commit()
    switch format {
    case .markdown:
      try ArchiveIndex(of: run, in: archive, totals: totals).write { try put($1, name: $0, view: []) }
    case .html:
      try ArchiveIndexPage(of: run, in: archive, totals: totals).write { try put($1, name: $0, view: []) }
    default: break
    }
    for (name, stamp) in try run.staleReports() {
      // A file that somebody has changed since is theirs.
      guard let status = folder.status(of: name), status.size == stamp.size, status.modified == stamp.modified else {
        continue
      }
      folder.remove(name)
      var parent = name.split(separator: "/").dropLast()
      while !parent.isEmpty {
        folder.removeFolderIfEmpty(parent.joined(separator: "/"))
        parent = parent.dropLast()
      }
    }
    try run.finish(places: places, totals: totals)
  }
}
