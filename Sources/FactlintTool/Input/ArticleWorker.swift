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

  /// What came of the places of a batch, in their order.
  func items(of batch: ArticleRun.Batch) -> [RunItem] {
    switch batch {
    case .items(let items): return items
    case .files(let files):
      return items(
        of: files.map { (file) -> Result<ArticleInput, Failure> in
          do throws(ArticleInput.Unreadable) {
            return .success(try ArticleInput(contentsOf: file))
          } catch {
            return .failure(Failure(item: item(failing: error, file)))
          }
        })
    case .bytes(let bytes, let format, let source):
      return items(of: [.success(ArticleInput(bytes, format: format, source: source))])
    case .pages(let pages, let source, let firstOrdinal, let shard):
      let own = pages.enumerated().filter { shard.has(firstOrdinal + $0.offset) }
      return items(
        of: own.map { _, page in
          page.map { ArticleInput($0, source: source) }.mapError { error in
            Failure(item: item(failing: ArticleInput.Unreadable(error), recordOf: source))
          }
        })
    case .records(let lines, let source, let firstOrdinal, let shard):
      if lines.isOverlong {
        guard shard.has(firstOrdinal) else { return [] }
        let message = "The line has more than \(RecordStream.longestLine) bytes: split the article."
        let overlong = ArticleInput.Unreadable(code: "too-large", message: message, line: lines.firstLine)
        return [item(failing: overlong, recordOf: source)]
      }
      var inputs: [Result<ArticleInput, Failure>] = []
      var ordinal = firstOrdinal
      for (index, range) in recordLines(of: lines.bytes).enumerated() {
        if Self.isBlank(lines.bytes, range) { continue }
        defer { ordinal += 1 }
        guard shard.has(ordinal) else { continue }
        inputs.append(
          .success(ArticleInput(record: range, of: lines.bytes, line: lines.firstLine + index, source: source)))
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

  // MARK: Checking

  /// What came of an article that cannot be read.
  private struct Failure: Error {
    var item: RunItem
  }

  private func items(of inputs: [Result<ArticleInput, Failure>]) -> [RunItem] {
    var keys: [CacheKey?] = []
    var remembered: [CacheKey: (id: Int64, result: StoredResult)] = [:]
    if let archive = work.archive, work.usesMemory {
      keys = inputs.map { try? $0.get().cacheKey }
      // A database that cannot be read remembers nothing; writing to it will say so.
      remembered = (try? archive.results(for: keys.compactMap(\.self))) ?? [:]
    }
    var items = [RunItem?](repeating: nil, count: inputs.count)
    var waiting = Waiting()
    for (index, input) in inputs.enumerated() {
      switch input {
      case .failure(let failure): items[index] = failure.item
      case .success(var input):
        if keys.indices.contains(index) { input.key = keys[index] }
        if let key = input.key, let known = remembered[key], let item = item(of: input, remembered: known) {
          items[index] = item
          continue
        }
        switch reading(of: input) {
        case .failure(let failure): items[index] = failure.item
        case .success(let article):
          if let first = waiting.inputs.first, first.source.settings.number != input.source.settings.number {
            run(&waiting, &items)
          }
          waiting.indices.append(index)
          waiting.inputs.append(input)
          waiting.size += article.text.count
          waiting.articles.append(article)
          if waiting.size >= Self.greatestSizeAtOnce { run(&waiting, &items) }
        }
      }
    }
    run(&waiting, &items)
    return items.compactMap(\.self)
  }

  /// Articles that are to be checked at once.
  private struct Waiting {
    /// Their places among the items.
    var indices: [Int] = []
    var inputs: [ArticleInput] = []
    var articles: [Article] = []
    /// How many bytes of text they have.
    var size = 0
  }

  /// How many bytes of text, but for the last article, are checked at once.
  private static let greatestSizeAtOnce = 1 << 20

  /// The article of an input, or what is to be said where there is none.
  private func reading(of input: ArticleInput) -> Result<Article, Failure> {
    do throws(ArticleInput.Unreadable) {
      if let article = try input.article() { return .success(article) }
      return .failure(Failure(item: RunItem(entry: input.entry)))
    } catch {
      return .failure(
        Failure(
          item: input.isRecord ? item(failing: error, recordOf: input.source) : item(failing: error, input.source)))
    }
  }

  /// Does the task for articles of the same settings.
  private func run(_ waiting: inout Waiting, _ items: inout [RunItem?]) {
    guard let settings = waiting.inputs.first?.source.settings else { return }
    let linter = linter(for: settings)
    func take(_ number: Int, _ report: inout Report) {
      var item = RunItem(entry: waiting.inputs[number].entry)
      item.size = waiting.inputs[number].range.count
      item.isRecord = waiting.inputs[number].isRecord
      item.entry.id = waiting.articles[number].id
      switch work.task {
      case .check: complete(&item, with: &report, of: waiting.inputs[number])
      case .extract, .profile:
        if work.task == .profile { item.ruleCosts = linter.ruleCosts }
        switch work.product {
        case .facts(.jsonl): RecordLine.extract(report, to: &item.bytes)
        case .facts(.csv): item.bytes = FactTable.rows(of: report)
        default: break
        }
      }
      items[waiting.indices[number]] = item
    }
    if work.task == .check {
      linter.check(waiting.articles, take)
    } else {
      linter.facts(of: waiting.articles, take)
    }
    waiting = Waiting()
  }

  private func complete(_ item: inout RunItem, with report: inout Report, of input: ArticleInput) {
    let id = report.document.article.id
    SuppressionComments.apply(to: &report)
    if let key = input.key {
      var line: [UInt8] = []
      RecordLine.check(report, to: &line)
      item.memory = .new(key, StoredResult(report, record: line, facts: ArchivedFacts.encoded(report)))
    }
    for index in report.findings.indices where report.findings[index].suppression == nil {
      let finding = report.findings[index]
      let mark = work.marks.suppression(
        check: finding.check, fingerprint: finding.fingerprint, article: id,
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
    settle(&item, input, title: StoredResult.title(of: report), published: report.document.date?.day.description)
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
        item.reportID = input.isRecord ? id : input.reportID
        item.view = view(of: item, key: input.key, format: format)
        item.bytes = format.render([report])
      }
    case .facts, .nothing: break
    }
  }

  /// The item of an article that is remembered, where the output can be made without the article's text.
  private func item(of input: ArticleInput, remembered known: (id: Int64, result: StoredResult)) -> RunItem? {
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
    settle(&item, input, title: result.title, published: result.published)
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
  private func settle(
    _ item: inout RunItem, _ input: ArticleInput, title: @autoclosure () -> String?,
    published: @autoclosure () -> String?
  ) {
    for finding in item.findings {
      if finding.isCounted { item.entry.findings[finding.check, default: 0] += 1 }
      switch (finding.isCounted, finding.severity) {
      case (false, _): item.entry.counts.suppressed += 1
      case (_, .error): item.entry.counts.errors += 1
      case (_, .warning): item.entry.counts.warnings += 1
      case (_, .note): item.entry.counts.notes += 1
      }
    }
    if !item.findings.isEmpty {
      item.entry.title = title()
      item.entry.published = published()
    }
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
    var options = settings.options
    options.agreements = work.agreements
    let linter = Linter(packs: settings.packs, options: options, usesJIT: usesJIT)
    if work.task == .profile { linter.measureCosts() }
    linters[settings.number] = linter
    return linter
  }

  // MARK: Failures

  private func item(failing failure: ArticleInput.Unreadable, recordOf source: InputSource) -> RunItem {
    let line = failure.line ?? 1
    var item = RunItem(
      entry: ArchiveEntry(
        place: ArchiveEntry.Place(source: source.number, line: line), id: failure.id, path: source.shownPath,
        recordLine: line, state: .failed, message: failure.message))
    item.isRecord = true
    item.complaint = "\(source.shown):\(line): \(failure.message)"
    tell(failure, id: failure.id, origin: ArticleRecord.Origin(path: source.shownPath, recordLine: line), in: &item)
    return item
  }

  private func item(failing failure: ArticleInput.Unreadable, _ source: InputSource) -> RunItem {
    var item = RunItem(
      entry: ArchiveEntry(
        place: ArchiveEntry.Place(source: source.number, line: 0), id: source.shown, path: source.shownPath,
        state: .failed, message: failure.message))
    item.complaint = "\(source.shown)\(failure.line.map { ":\($0)" } ?? ""): \(failure.message)"
    tell(failure, id: source.shown, origin: ArticleRecord.Origin(path: source.shownPath), in: &item)
    return item
  }

  private func tell(
    _ failure: ArticleInput.Unreadable, id: String?, origin: ArticleRecord.Origin, in item: inout RunItem
  ) {
    if work.givesLines {
      RecordLine.error(id: id, line: failure.line ?? 1, code: failure.code, message: failure.message, to: &item.bytes)
    }
    item.record = ArticleRecord(
      id: id ?? "", origin: origin,
      failure: ArticleRecord.Failure(code: failure.code, message: failure.message, line: failure.line))
  }
}
