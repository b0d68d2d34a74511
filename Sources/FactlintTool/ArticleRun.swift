import Factlint
import FactlintReaders
import FactlintReports
import Foundation

/// Takes articles through the engine, many at a time, and hands on what came of them in order.
struct ArticleRun {
  /// What is done with each article.
  enum Task: Sendable {
    case check, extract
    /// As `extract`, measuring what each rule costs.
    case profile
  }

  let task: Task
  let packs: [RulePack]
  let options: Linter.Options
  let jobs: Int
  let format: InputFormat?
  /// Whether each article becomes a line of the record protocol where it is read, or its report is kept.
  let givesRecords: Bool

  /// What came of a batch of articles.
  struct Outcome: Sendable {
    /// Lines of the record protocol.
    var records: [UInt8] = []
    /// The reports, where no records were asked for.
    var reports: [Report] = []
    /// What could not be read and is no bad record, a sentence each with the path.
    var complaints: [String] = []
    /// Bad records, a sentence each.
    var recordComplaints: [String] = []
    /// Whether the articles came one in a file, not as records.
    var isOfSingleArticles = false
    /// The gravest severity of all findings.
    var gravest: Severity?
    /// What each rule has cost so far, where that is asked for; of one thread only.
    var ruleCosts: [RuleCost] = []
    /// How many bytes of text the articles had, where costs are asked for.
    var textSize = 0
  }

  /// A piece of work for one thread.
  private enum Batch: Sendable {
    case records(RecordStream.Batch, name: String)
    case file(path: String, format: InputFormat?)
    case bytes([UInt8], format: InputFormat, name: String)
    case complaint(String)

    /// How many bytes there are to read.
    var size: Int {
      switch self {
      case .records(let batch, _): batch.bytes.count
      case .file(let path, _):
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
      case .bytes(let bytes, _, _): bytes.count
      case .complaint: 0
      }
    }
  }

  /// Runs over all that the paths name.
  ///
  /// - Parameter consume: Takes the outcomes in the order of the input.
  func run(paths: [String], consume: (Outcome) throws -> Void) throws {
    var walk = ArticleWalk(format: format)
    let sources = walk.sources(at: paths)
    var complaints = walk.complaints[...]
    var remaining = sources[...]
    var stream: (stream: RecordStream, name: String)?
    func nextBatch() throws -> Batch? {
      if let complaint = complaints.popFirst() { return .complaint(complaint) }
      while true {
        if let current = stream {
          do {
            if let batch = try current.stream.nextBatch() { return .records(batch, name: current.name) }
          } catch {
            stream = nil
            return .complaint("\(current.name): the file cannot be read")
          }
          stream = nil
        }
        switch remaining.popFirst() {
        case nil: return nil
        case .file(let path, let format): return .file(path: path, format: format)
        case .records(let path?):
          guard let handle = FileHandle(forReadingAtPath: path) else {
            return .complaint("\(path): the file cannot be read")
          }
          stream = (RecordStream(handle: handle), path)
        case .records(nil):
          let (format, bytes) = try Self.standardInput(format: format)
          guard format == .jsonl else { return .bytes(bytes, format: format, name: "standard input") }
          stream = (RecordStream(handle: .standardInput, buffered: bytes), "standard input")
        }
      }
    }
    // The first two tell whether there is more than a little to do.
    var first = try [nextBatch(), nextBatch()].compactMap(\.self)[...]
    let usesJIT = first.count > 1 || (first.first?.size ?? 0) > Self.greatestInterpretedSize || task == .profile
    try orderedParallelMap(
      jobs: jobs, next: { try first.popFirst() ?? nextBatch() },
      makeWorker: { [self] in
        let linter = Linter(packs: packs, options: options, usesJIT: usesJIT)
        if task == .profile { linter.measureCosts() }
        return { batch in outcome(of: batch, linter: linter) }
      },
      consume: consume)
  }

  /// Up to how many bytes the whole input is sooner read by interpreted patterns than these are compiled.
  private static let greatestInterpretedSize = 32 << 10

  /// The format of standard input, and what had to be read to know it: all of it, unless it is JSON Lines.
  private static func standardInput(format: InputFormat?) throws -> (InputFormat, [UInt8]) {
    if format == .jsonl { return (.jsonl, []) }
    var bytes: [UInt8] = []
    while let data = try FileHandle.standardInput.read(upToCount: 1 << 20), !data.isEmpty {
      bytes.append(contentsOf: data)
      if format == nil, bytes.contains(0x0A), InputFormat.detect(content: bytes) == .jsonl { return (.jsonl, bytes) }
      // One more byte than an article may have is enough to say that it has too many.
      if bytes.count > maximumArticleSize { break }
    }
    return (format ?? InputFormat.detect(content: bytes), bytes)
  }

  private func outcome(of batch: Batch, linter: Linter) -> Outcome {
    var outcome = Outcome()
    switch batch {
    case .complaint(let complaint): outcome.complaints.append(complaint)
    case .file(let path, let format):
      outcome.isOfSingleArticles = true
      guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
        outcome.complaints.append("\(path): the file cannot be read")
        break
      }
      let bytes = [UInt8](data)
      add(bytes, format: format ?? InputFormat.detect(fileName: path, content: bytes), name: path, linter, to: &outcome)
    case .bytes(let bytes, let format, let name):
      outcome.isOfSingleArticles = true
      add(bytes, format: format, name: name, linter, to: &outcome)
    case .records(let lines, let name):
      var number = lines.firstLine
      for range in recordLines(of: lines.bytes) {
        switch parseRecord(in: lines.bytes, range: range, number: number) {
        case nil: break
        case .success(let article)?: add(article, linter, to: &outcome)
        case .failure(let error)?:
          if givesRecords {
            RecordLine.error(
              id: error.id, line: error.line, code: error.error.code.rawValue, message: error.error.message,
              to: &outcome.records)
          }
          outcome.recordComplaints.append("\(name):\(error.line): \(error.error.message)")
        }
        number += 1
      }
    }
    if task == .profile { outcome.ruleCosts = linter.ruleCosts }
    return outcome
  }

  private func add(_ bytes: [UInt8], format: InputFormat, name: String, _ linter: Linter, to outcome: inout Outcome) {
    do {
      add(try readArticle(bytes: bytes, format: format, id: name), linter, to: &outcome)
    } catch {
      outcome.complaints.append("\(name)\(error.line.map { ":\($0)" } ?? ""): \(error.message)")
      if givesRecords {
        RecordLine.error(
          id: name, line: error.line ?? 1, code: error.code.rawValue, message: error.message, to: &outcome.records)
      }
    }
  }

  private func add(_ article: Article, _ linter: Linter, to outcome: inout Outcome) {
    let report: Report
    switch task {
    case .check: report = linter.check(article)
    case .extract: report = linter.facts(of: article)
    case .profile:
      _ = linter.facts(of: article)
      outcome.textSize += article.text.count
      return
    }
    if let first = report.findings.map(\.severity).min() { outcome.gravest = min(outcome.gravest ?? first, first) }
    guard givesRecords else {
      outcome.reports.append(report)
      return
    }
    switch task {
    case .check: RecordLine.check(report, to: &outcome.records)
    case .extract, .profile: RecordLine.extract(report, to: &outcome.records)
    }
  }
}
