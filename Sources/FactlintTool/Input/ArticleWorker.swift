import Digest
import Factlint
import FactlintArchive
import FactlintReaders
import FactlintReports
import FactlintRules
import Files
import Foundation

/// Checks the articles of one batch after another, on one thread.
final class ArticleWorker {
  private let work: ArticleWork
  private let usesJIT: Bool
  private var linters: [Int: Linter] = [:]

  /// - Parameter usesJIT: Whether the patterns of rules are compiled to machine code.
  init(_ work: ArticleWork, usesJIT: Bool) {
    self.work = work
    self.usesJIT = usesJIT
  }

  /// An article before it is read.
  private struct Input {
    var entry: ArchiveEntry
    var bytes: [UInt8]
    var range: Range<Int>
    var format: InputFormat
    var source: InputSource
    var isRecord: Bool
    var reportID: String
    var page: WARCPage?
    var key: CacheKey?

    var origin: ArticleRecord.Origin {
      ArticleRecord.Origin(path: entry.path, recordLine: entry.recordLine)
    }
  }

  /// What came of the places of a batch, in their order.
  func items(of batch: ArticleRun.Batch) -> [RunItem] {
    switch batch {
    case .items(let items): return items
    case .files(let files):
      var items: [RunItem] = []
      var inputs: [Input] = []
      var positions: [Int] = []
      for file in files {
        switch read(file) {
        case .success(let input):
          positions.append(items.count)
          inputs.append(input)
          items.append(RunItem(entry: input.entry))
        case .failure(let failure): items.append(failure.item)
        }
      }
      for (position, item) in zip(positions, self.items(of: inputs)) { items[position] = item }
      return items
    case .bytes(let bytes, let format, let source):
      return items(of: [input(bytes, format: format, source)])
    case .pages(let pages, let source, let firstOrdinal, let shard):
      return pages.enumerated().flatMap { index, page -> [RunItem] in
        guard shard.has(firstOrdinal + index) else { return [] }
        switch page {
        case .success(let page): return items(of: [input(page, source)])
        case .failure(let error):
          return [
            badRecord(id: error.id, line: error.line, code: error.error.code.rawValue, error.error.message, source)
          ]
        }
      }
    case .records(let lines, let source, let firstOrdinal, let shard):
      if lines.isOverlong {
        guard shard.has(firstOrdinal) else { return [] }
        let message = "The line has more than \(RecordStream.longestLine) bytes: split the article."
        return [badRecord(id: nil, line: lines.firstLine, code: "too-large", message, source)]
      }
      var inputs: [Input] = []
      var ordinal = firstOrdinal
      for (index, range) in recordLines(of: lines.bytes).enumerated() {
        if Self.isBlank(lines.bytes, range) { continue }
        defer { ordinal += 1 }
        guard shard.has(ordinal) else { continue }
        let line = lines.firstLine + index
        var entry = ArchiveEntry(
          place: ArchiveEntry.Place(source: source.number, line: line), id: nil,
          path: source.path.map { _ in source.shown },
          recordLine: line, state: .checked)
        entry.path = source.path == nil ? nil : source.shown
        inputs.append(
          Input(
            entry: entry, bytes: lines.bytes, range: range, format: .jsonl, source: source, isRecord: true,
            reportID: ""))
      }
      return items(of: inputs)
    }
  }

  /// How many records a batch has.
  static func recordCount(of batch: RecordStream.Batch) -> Int {
    batch.isOverlong ? 1 : recordLines(of: batch.bytes).count { !isBlank(batch.bytes, $0) }
  }

  private static func isBlank(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var start = range.lowerBound
    // A byte order mark at the head of an otherwise blank line is blank too.
    if range.count >= 3, bytes[start] == 0xEF, bytes[start + 1] == 0xBB, bytes[start + 2] == 0xBF { start += 3 }
    return bytes[start..<range.upperBound].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }

  // MARK: Reading

  private struct Unreadable: Error {
    var item: RunItem
  }

  private func read(_ file: InputSource) -> Result<Input, Unreadable> {
    func fail(_ code: String, _ message: String, line: Int? = nil, item reason: String? = nil) -> Result<
      Input, Unreadable
    > {
      .failure(Unreadable(item: failure(code: code, message, line: line, file)))
    }
    guard let path = file.path else { return fail("unreadable", "the file cannot be read") }
    do {
      var bytes: [UInt8]
      let limit = InputSource.greatestSize(file.format)
      switch try InputFile.contents(of: path, limit: limit) {
      case .bytes(let content): bytes = content
      case .tooLarge(let size):
        return fail("too-large", "The file has \(size) bytes and an article may have \(limit): split it.")
      }
      if file.isCompressed, Gunzip.isGzip(bytes) {
        let gunzip = Gunzip()
        var content: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 16 << 10) where content.count <= maximumArticleSize {
          try gunzip.inflate(Array(bytes[start..<min(start + 16 << 10, bytes.count)])) { content += $0 }
        }
        if content.count <= maximumArticleSize { try gunzip.finish() }
        bytes = content
      }
      let format = file.format ?? InputFormat.detect(fileName: file.shown, content: bytes)
      return .success(input(bytes, format: format, file))
    } catch let error as FileError {
      return fail("unreadable", "the file cannot be read: \(error.reason)")
    } catch {
      return fail(
        "damaged", "the compressed file \(error as? Gunzip.Failure == .truncated ? "ends too soon" : "is damaged")")
    }
  }

  private func input(_ bytes: [UInt8], format: InputFormat, _ source: InputSource) -> Input {
    let entry = ArchiveEntry(
      place: ArchiveEntry.Place(source: source.number, line: 0), id: source.shown,
      path: source.path == nil ? nil : source.shown, state: .checked)
    return Input(
      entry: entry, bytes: bytes, range: bytes.indices, format: format, source: source, isRecord: false,
      reportID: source.reportID)
  }

  private func input(_ page: WARCPage, _ source: InputSource) -> Input {
    let path = source.path.map { _ in source.shown }
    let entry = ArchiveEntry(
      place: ArchiveEntry.Place(source: source.number, line: page.number), id: page.id, path: path,
      recordLine: page.number, state: .checked)
    return Input(
      entry: entry, bytes: page.body, range: page.body.indices, format: .warc, source: source, isRecord: true,
      reportID: "", page: page)
  }

  // MARK: Checking

  private func items(of inputs: [Input]) -> [RunItem] {
    var inputs = inputs
    var remembered: [CacheKey: (id: Int64, result: StoredResult)] = [:]
    if let archive = work.archive, work.usesMemory {
      for index in inputs.indices {
        let input = inputs[index]
        inputs[index].key = CacheKey(
          settings: input.source.settings.digest,
          id: input.page.map { "page\u{0}\($0.id ?? "")\u{0}\($0.charset ?? "")" }
            ?? (input.isRecord ? "" : "\(input.format.rawValue)\u{0}\(input.source.shown)"),
          content: input.bytes[input.range])
      }
      // A database that cannot be read remembers nothing; writing to it will say so.
      remembered = (try? archive.results(for: inputs.compactMap(\.key))) ?? [:]
    }
    return inputs.map { input in
      if let key = input.key, let known = remembered[key], let item = item(of: input, remembered: known) { return item }
      return item(checking: input)
    }
  }

  private func item(checking input: Input) -> RunItem {
    let article: Article
    if let page = input.page {
      switch page.article() {
      case .success(let read): article = read
      case .failure(let error):
        return badRecord(
          id: error.id, line: error.line, code: error.error.code.rawValue, error.error.message, input.source)
      }
    } else if input.isRecord {
      switch parseRecord(in: input.bytes, range: input.range, number: input.entry.place.line) {
      case .success(let read)?: article = read
      case .failure(let error)?:
        return badRecord(
          id: error.id, line: error.line, code: error.error.code.rawValue, error.error.message, input.source)
      case nil: return RunItem(entry: input.entry)
      }
    } else {
      do {
        article = try readArticle(bytes: input.bytes, format: input.format, id: input.source.shown)
      } catch {
        return failure(code: error.code.rawValue, error.message, line: error.line, input.source)
      }
    }
    let linter = linter(for: input.source.settings)
    var item = RunItem(entry: input.entry)
    item.size = input.range.count
    item.isRecord = input.isRecord
    item.entry.id = article.id
    switch work.task {
    case .check: check(article, input, linter, &item)
    case .extract, .profile:
      let report = linter.facts(of: article)
      if work.task == .profile { item.ruleCosts = linter.ruleCosts }
      switch work.product {
      case .facts(.jsonl): RecordLine.extract(report, to: &item.bytes)
      case .facts(.csv): item.bytes = FactTable.rows(of: report)
      default: break
      }
    }
    return item
  }

  private func check(_ article: Article, _ input: Input, _ linter: Linter, _ item: inout RunItem) {
    var report = linter.check(article)
    SuppressionComments.apply(to: &report)
    if let key = input.key {
      var line: [UInt8] = []
      RecordLine.check(report, to: &line)
      item.memory = .new(key, StoredResult(report, record: line, facts: ArchivedFacts.encoded(report)))
    }
    for index in report.findings.indices where report.findings[index].suppression == nil {
      let finding = report.findings[index]
      let mark = work.marks.suppression(
        check: finding.check, fingerprint: finding.fingerprint, article: article.id,
        relativePath: input.source.relativePath, settings: input.source.settings)
      guard let mark else { continue }
      report.findings[index].suppression = mark.suppression
      if let use = mark.use { item.uses.insert(use) }
    }
    item.incidents = report.incidents.map(\.code)
    item.findings = report.findings.map {
      RunItem.Brief(
        check: $0.check, severity: $0.severity, fingerprint: $0.fingerprint, isCounted: $0.suppression == nil)
    }
    item.coverage = report.coverage
    settle(&item, input, title: StoredResult.title(of: report))
    switch work.product {
    case .document(let format, let isColoured):
      if format == .jsonl {
        RecordLine.check(ArticleRecord(report, origin: input.origin), to: &item.bytes)
      } else if format.isOfRecords {
        item.record = ArticleRecord(report, origin: input.origin)
      } else {
        item.bytes = ReportDocument.part(report, format: format, isColoured: isColoured)
      }
    case .file(let format, _, let isForAll):
      if format == .jsonl {
        RecordLine.check(ArticleRecord(report, origin: input.origin), to: &item.bytes)
      } else if format.isOfRecords {
        item.record = ArticleRecord(report, origin: input.origin)
      } else if isForAll || !report.findings.isEmpty {
        item.reportID = input.isRecord ? article.id : input.reportID
        item.view = view(of: item, key: input.key, format: format)
        item.bytes = format.render([report])
      }
    case .facts, .nothing: break
    }
  }

  /// The item of an article that is remembered, where the output can be made without the article's text.
  private func item(of input: Input, remembered known: (id: Int64, result: StoredResult)) -> RunItem? {
    let result = known.result
    var item = RunItem(entry: input.entry)
    item.size = input.range.count
    item.isRecord = input.isRecord
    item.memory = .known(known.id)
    item.coverage = result.coverage
    item.incidents = result.incidents
    let id = result.articleID
    item.entry.id = id
    var marks: [Int: Suppression] = [:]
    let isUnmarked = work.marks.isEmpty(under: input.source.settings)
    item.findings = result.findings.enumerated().map { index, finding in
      var isCounted = !finding.isSuppressed
      if isCounted, !isUnmarked,
        let mark = work.marks.suppression(
          check: finding.check, fingerprint: finding.fingerprint, article: id,
          relativePath: input.source.relativePath, settings: input.source.settings)
      {
        isCounted = false
        marks[index] = mark.suppression
        if let use = mark.use { item.uses.insert(use) }
      }
      return RunItem.Brief(
        check: finding.check, severity: finding.severity, fingerprint: finding.fingerprint, isCounted: isCounted)
    }
    settle(&item, input, title: result.title)
    switch work.product {
    case .document(let format, _), .file(let format, _, _):
      if format == .jsonl, marks.isEmpty {
        item.bytes = result.record
        return item
      }
      if format.isOfRecords {
        // Columns in bytes are not in the record.
        if format == .rdjsonl, !item.findings.isEmpty { return nil }
        guard var record = ArticleRecord(recordLine: result.record, origin: input.origin) else { return nil }
        for (index, mark) in marks where record.findings.indices.contains(index) {
          record.findings[index].suppression = mark
        }
        if format == .jsonl { RecordLine.check(record, to: &item.bytes) } else { item.record = record }
        return item
      }
      guard case .file(let format, let folder, let isForAll) = work.product else { return nil }
      guard isForAll || !item.findings.isEmpty else { return item }
      item.reportID = input.isRecord ? id : input.reportID
      item.view = view(of: item, key: input.key, format: format)
      let name = "\(ReportName.name(forID: item.reportID ?? "")).\(format.fileEnding)"
      guard let stamp = (try? work.archive?.reportStamps(names: [name]))?[name], stamp.view == item.view,
        let status = OutputFolder.status(of: name, in: folder), stamp.size == status.size,
        stamp.modified == status.modified
      else { return nil }
      item.unchangedReport = stamp
      return item
    case .facts, .nothing: return item
    }
  }

  /// Fills in what follows from the findings.
  private func settle(_ item: inout RunItem, _ input: Input, title: String?) {
    for finding in item.findings {
      switch (finding.isCounted, finding.severity) {
      case (false, _): item.entry.counts.suppressed += 1
      case (_, .error): item.entry.counts.errors += 1
      case (_, .warning): item.entry.counts.warnings += 1
      case (_, .note): item.entry.counts.notes += 1
      }
    }
    if !item.findings.isEmpty { item.entry.title = title }
    if let configuration = input.source.settings.configuration, !configuration.suppressions.isEmpty {
      item.configuration = configuration
    }
    if let level = input.source.settings.failOn {
      item.failsRun = level.severity.flatMap { severity in item.gravest.map { $0 <= severity } } ?? false
    }
  }

  /// A digest of what a report shows: the same where the same article has the same findings suppressed.
  private func view(of item: RunItem, key: CacheKey?, format: ReportFormat) -> [UInt8] {
    guard let key else { return [] }
    var hash = SHA256()
    hash.update(key.bytes)
    hash.update("\(format.rawValue)\u{0}\(item.findings.map { $0.isCounted ? "+" : "-" }.joined())")
    return hash.digest()
  }

  private func linter(for settings: RunSettings) -> Linter {
    if let linter = linters[settings.number] { return linter }
    let linter = Linter(packs: settings.packs, options: settings.options, usesJIT: usesJIT)
    if work.task == .profile { linter.measureCosts() }
    linters[settings.number] = linter
    return linter
  }

  // MARK: Failures

  private func badRecord(id: String?, line: Int, code: String, _ message: String, _ source: InputSource) -> RunItem {
    let path = source.path == nil ? nil : source.shown
    var item = RunItem(
      entry: ArchiveEntry(
        place: ArchiveEntry.Place(source: source.number, line: line), id: id, path: path, recordLine: line,
        state: .failed, message: message))
    item.isRecord = true
    item.complaint = "\(source.shown):\(line): \(message)"
    if work.givesLines { RecordLine.error(id: id, line: line, code: code, message: message, to: &item.bytes) }
    item.record = ArticleRecord(
      id: id ?? "", origin: ArticleRecord.Origin(path: path, recordLine: line),
      failure: ArticleRecord.Failure(code: code, message: message, line: line))
    return item
  }

  private func failure(code: String, _ message: String, line: Int?, _ source: InputSource) -> RunItem {
    let path = source.path == nil ? nil : source.shown
    var item = RunItem(
      entry: ArchiveEntry(
        place: ArchiveEntry.Place(source: source.number, line: 0), id: source.shown, path: path, state: .failed,
        message: message))
    item.complaint = "\(source.shown)\(line.map { ":\($0)" } ?? ""): \(message)"
    if work.givesLines {
      RecordLine.error(id: source.shown, line: line ?? 1, code: code, message: message, to: &item.bytes)
    }
    item.record = ArticleRecord(
      id: source.shown, origin: ArticleRecord.Origin(path: path),
      failure: ArticleRecord.Failure(code: code, message: message, line: line))
    return item
  }
}
