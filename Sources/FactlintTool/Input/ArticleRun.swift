import Factlint
import FactlintArchive
import FactlintReaders
import FactlintReports
import Files
import Foundation
import Inflate

/// Takes articles through the engine, many at a time, and hands on what came of them in order.
struct ArticleRun {
  let work: ArticleWork
  let jobs: Int
  let format: InputFormat?
  /// Which part of the input this run is for, from 1, and of how many.
  var shard = Shard()
  /// The number of the first line of standard input.
  var firstLine = 1

  /// A part of the input: of `count` places one after another, the one of this number.
  struct Shard: Sendable, Equatable {
    var index = 1
    var count = 1

    func has(_ ordinal: Int) -> Bool { count == 1 || ordinal % count == index - 1 }
  }

  /// What the run came to.
  struct Extent {
    /// The places of the whole input, those of other shards too.
    var places = 0
  }

  /// A piece of work for one thread.
  enum Batch: Sendable {
    case pages([Result<WARCPage, RecordError>], InputSource, firstOrdinal: Int, Shard)
    case records(RecordStream.Batch, InputSource, firstOrdinal: Int, Shard)
    case files([InputSource])
    case bytes([UInt8], format: InputFormat, InputSource)
    case items([RunItem])

    /// How many bytes there are to read.
    var size: Int {
      switch self {
      case .records(let lines, _, _, _): lines.bytes.count
      case .bytes(let bytes, _, _): bytes.count
      case .pages(let pages, _, _, _): pages.reduce(0) { $0 + ((try? $1.get().body.count) ?? 0) }
      case .files(let files): files.reduce(0) { $0 + min($1.size, maximumArticleSize) }
      case .items: 0
      }
    }
  }

  /// So many files are handed to a thread at a time, or as many as have so many bytes.
  private static let filesInBatch = 32
  private static let fileBytesInBatch = 1 << 20

  /// Runs over all inputs of a walk.
  ///
  /// - Parameter consume: Takes the items of a batch, in the order of the input.
  /// - Returns: How much input there was.
  @discardableResult
  func run(_ walk: InputWalk, consume: ([RunItem]) throws -> Void) throws -> Extent {
    var feed = Feed(walk: walk, format: format, shard: shard, firstLine: firstLine)
    let work = self.work
    // The first two tell whether there is more than a little to do.
    var first = try [feed.next(), feed.next()].compactMap(\.self)[...]
    let usesJIT = first.count > 1 || work.task == .profile || (first.first?.size ?? 0) > Self.greatestInterpretedSize
    try orderedParallelMap(
      jobs: jobs, next: { try first.popFirst() ?? feed.next() }, size: \.size,
      makeWorker: {
        let worker = ArticleWorker(work, usesJIT: usesJIT)
        return { batch in worker.items(of: batch) }
      },
      consume: consume)
    return Extent(places: feed.ordinal)
  }

  /// Up to how many bytes the whole input is sooner read by interpreted patterns than these are compiled.
  private static let greatestInterpretedSize = 32 << 10

  /// Cuts the inputs of a walk into pieces of work.
  fileprivate struct Feed {
    var walk: InputWalk
    let format: InputFormat?
    let shard: Shard
    /// How many places there were so far.
    var ordinal = 0
    private var stream: (stream: RecordStream, source: InputSource)?
    fileprivate var pages: (stream: PageStream, source: InputSource)?
    private var files: [InputSource] = []
    private var waiting: [Batch] = []

    private let firstLine: Int

    init(walk: InputWalk, format: InputFormat?, shard: Shard, firstLine: Int) {
      self.firstLine = firstLine
      self.walk = walk
      self.format = format
      self.shard = shard
    }

    mutating func next() throws -> Batch? {
      while waiting.isEmpty {
        if let current = stream {
          if let batch = nextBatch(of: current) { return batch }
          stream = nil
          continue
        }
        if let current = pages {
          if let batch = nextBatch(of: current) { return batch }
          pages = nil
          continue
        }
        guard let step = try walk.next() else {
          guard let batch = takeFiles() else { return nil }
          return batch
        }
        let ordinal = ordinal
        switch step {
        case .skipped(let number, let path, let reason):
          self.ordinal += 1
          if shard.has(ordinal) { queue(.items([.skipped(source: number, path: path, reason: reason)])) }
        case .failed(let number, let path, let reason):
          self.ordinal += 1
          if shard.has(ordinal) { queue(.items([.failed(source: number, path: path, reason: reason)])) }
        case .source(let source):
          if source.isStream {
            try open(source)
          } else {
            self.ordinal += 1
            guard shard.has(ordinal) else { continue }
            files.append(source)
            let isFull =
              files.count == ArticleRun.filesInBatch || Batch.files(files).size >= ArticleRun.fileBytesInBatch
            if isFull, let batch = takeFiles() { return batch }
          }
        }
      }
      return waiting.removeFirst()
    }

    /// Queues a batch behind the files that came before it.
    private mutating func queue(_ batch: Batch) {
      if let files = takeFiles() { waiting.append(files) }
      waiting.append(batch)
    }

    private mutating func takeFiles() -> Batch? {
      guard !files.isEmpty else { return nil }
      defer { files = [] }
      return .files(files)
    }

    private mutating func open(_ source: InputSource) throws {
      if let batch = takeFiles() { waiting.append(batch) }
      let file: InputFile
      do {
        file =
          try source.path.map { try InputFile($0, isAnyKind: source.format?.holdsManyArticles != true) }
          ?? .standardInput
      } catch let error as FileError {
        ordinal += 1
        waiting.append(
          .items([
            .failed(source: source.number, path: source.shown, reason: "the file cannot be read: \(error.reason)")
          ]))
        return
      }
      let (format, bytes) = try Self.beginning(of: file, format: source.format)
      if format == .jsonl {
        stream = (
          RecordStream(file: file, buffered: bytes, firstLine: source.path == nil ? firstLine : 1), source
        )
      } else if format == .warc {
        pages = (PageStream(file: file, buffered: bytes), source)
      } else {
        if shard.has(ordinal) { waiting.append(.bytes(bytes, format: format, source)) }
        ordinal += 1
      }
    }

    /// The format of a stream, and what had to be read to know it: all of it, unless it holds many articles.
    private static func beginning(of file: InputFile, format: InputFormat?) throws -> (InputFormat, [UInt8]) {
      if let format, format.holdsManyArticles { return (format, []) }
      var bytes: [UInt8] = []
      while true {
        let more = try file.read(upTo: 1 << 20)
        if more.isEmpty { break }
        bytes.append(contentsOf: more)
        if format == nil, bytes.contains(0x0A), InputFormat.detect(content: bytes) == .jsonl { return (.jsonl, bytes) }
        // Only archives are compressed where no name says so.
        if format == nil, isGzip(bytes) { return (PageStream.isArchive(bytes) ? .warc : .jsonl, bytes) }
        if format == nil, PageStream.isArchive(bytes) { return (.warc, bytes) }
        // One more byte than an article may have is enough to say that it has too many.
        if bytes.count > InputSource.greatestSize(format) { break }
      }
      return (format ?? InputFormat.detect(content: bytes), bytes)
    }

    private mutating func nextBatch(of current: (stream: RecordStream, source: InputSource)) -> Batch? {
      do {
        guard let batch = try current.stream.nextBatch() else { return nil }
        let first = ordinal
        // Only shards need to know how many records there are before they are read.
        ordinal += shard.count == 1 ? 1 : ArticleWorker.recordCount(of: batch)
        return .records(batch, current.source, firstOrdinal: first, shard)
      } catch {
        stream = nil
        let reason = (error as? FileError)?.reason ?? "the file cannot be read"
        ordinal += 1
        return .items([.failed(source: current.source.number, line: .max, path: current.source.shown, reason: reason)])
      }
    }
  }
}

extension ArticleRun.Feed {
  fileprivate mutating func nextBatch(of current: (stream: PageStream, source: InputSource)) -> ArticleRun.Batch? {
    do {
      guard let batch = try current.stream.nextBatch() else { return nil }
      let first = ordinal
      ordinal += batch.count
      return .pages(batch, current.source, firstOrdinal: first, shard)
    } catch {
      pages = nil
      ordinal += 1
      return .items([
        .failed(source: current.source.number, line: .max, path: current.source.shown, reason: error.reason)
      ])
    }
  }
}

extension InputSource {
  /// The most bytes that a file of a format may have; with no format, of any.
  static func greatestSize(_ format: InputFormat?) -> Int {
    format == .docx ? maximumPackageSize : maximumArticleSize
  }
}

extension RunItem {
  /// Something that was not read, as was meant.
  static func skipped(source: Int, path: String, reason: String) -> RunItem {
    RunItem(
      entry: ArchiveEntry(
        place: ArchiveEntry.Place(source: source, line: 0), id: nil, path: path, state: .skipped, message: reason))
  }

  /// Something that was to be read and could not be.
  static func failed(source: Int, line: Int = 0, path: String, reason: String) -> RunItem {
    var item = RunItem(
      entry: ArchiveEntry(
        place: ArchiveEntry.Place(source: source, line: line), id: nil, path: path, state: .failed, message: reason))
    item.complaint = "\(path): \(reason)"
    item.record = ArticleRecord(
      id: path, origin: ArticleRecord.Origin(path: path),
      failure: ArticleRecord.Failure(code: "unreadable", message: reason))
    return item
  }
}
