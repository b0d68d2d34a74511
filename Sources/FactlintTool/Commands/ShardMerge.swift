import Digest
import FactlintArchive
import FactlintReports
import Files

/// Writes what one run would have written, from the output folders of its parts.
struct ShardMerge {
  let parts: [String]
  let output: String

  func run() throws {
    let parts = try self.parts.map { folder in
      let path = FilePath(folder).appending(Archive.fileName)
      guard FileStatus(of: path) != nil else { throw ArchiveError("\(folder): no run has written to this folder") }
      return ArchiveMerge.Part(folder: folder, archive: try Archive(path: path.text))
    }
    let merge = try ArchiveMerge(parts: parts)
    let folder = try OutputFolder(FilePath(output), state: ".factlint")
    let archive = try Archive(path: folder.path.appending(Archive.fileName).text)
    let run = try ArchiveRun(of: archive)
    var lines = try self.parts.map { try RecordLines(folder: $0) }
    let hasLines = lines.contains { $0.isThere }
    let document = hasLines ? try folder.begin("records.jsonl") : nil
    var buffer: [UInt8] = []
    try merge.forEachEntry { item in
      var entry = item.entry
      if let name = entry.report {
        entry.report = try copy(name, of: item, from: self.parts[item.part], to: folder, run: run)
      }
      if hasLines, Self.hasLine(entry) {
        guard let line = try lines[item.part].next() else {
          throw ArchiveError("\(self.parts[item.part])/records.jsonl: a record is missing")
        }
        buffer += line
        if buffer.count > 1 << 20 {
          try document?.write(buffer)
          buffer.removeAll(keepingCapacity: true)
        }
      }
      if let (key, result) = item.result {
        try run.add(entry, key: key, result: result)
      } else {
        try run.add(entry)
      }
    }
    for (index, part) in self.parts.enumerated() where try lines[index].next() != nil {
      throw ArchiveError("\(part)/records.jsonl: it has more records than its database")
    }
    try document?.write(buffer)
    try document?.finish()
    try run.commit()
    if !hasLines {
      func put(_ name: String, _ bytes: [UInt8]) throws {
        guard let status = try folder.write(bytes, to: name) else { return }
        run.add(report: name, stamp: ReportStamp(view: [], size: status.size, modified: status.modified))
      }
      if self.parts.contains(where: { OutputFolder.status(of: "index.html", in: FilePath($0)) != nil }) {
        try ArchiveIndexPage(of: run, in: archive, totals: merge.totals).write(put)
      } else {
        try ArchiveIndex(of: run, in: archive, totals: merge.totals).write(put)
      }
    }
    try run.finish(places: merge.places, totals: merge.totals)
  }

  /// Whether the record protocol has a line for an entry: a folder that cannot be read has none.
  private static func hasLine(_ entry: ArchiveEntry) -> Bool {
    switch entry.state {
    case .checked: true
    case .failed: entry.recordLine != nil || entry.id != nil
    case .skipped: false
    }
  }

  /// Copies a report, under the name that it has among all articles.
  private func copy(
    _ name: String, of item: ArchiveMerge.Entry, from part: String, to folder: OutputFolder, run: ArchiveRun
  ) throws -> String {
    guard case .bytes(let bytes) = try InputFile.contents(of: FilePath(part).appending(name), limit: .max - 1) else {
      throw ArchiveError("\(part)/\(name): the report cannot be read")
    }
    let ending = name.split(separator: ".").last.map(String.init) ?? "md"
    var stem = String(name.dropLast(ending.count + 1))
    // A number that told it from others in its part is given anew.
    if let mark = stem.lastIndex(of: "~"), stem[stem.index(after: mark)...].count < 12 { stem = String(stem[..<mark]) }
    let merged = try run.uniqueName(stem, ending: ending)
    if let status = try folder.write(bytes, to: merged) {
      run.add(
        report: merged, stamp: ReportStamp(view: item.view ?? [], size: status.size, modified: status.modified))
    }
    return merged
  }

  /// The lines of a part's records, one after another.
  private struct RecordLines {
    private var file: InputFile?
    private var buffer: [UInt8] = []
    private var position = 0

    init(folder: String) throws {
      let path = FilePath(folder).appending("records.jsonl")
      file = FileStatus(of: path) == nil ? nil : try InputFile(path)
    }

    var isThere: Bool { file != nil }

    mutating func next() throws -> [UInt8]? {
      guard let file else { return nil }
      while true {
        if let end = buffer[position...].firstIndex(of: 0x0A) {
          defer { position = end + 1 }
          return Array(buffer[position...end])
        }
        buffer.removeFirst(position)
        position = 0
        let more = try file.read(upTo: 256 << 10)
        if more.isEmpty { return nil }
        buffer += more
      }
    }
  }
}
