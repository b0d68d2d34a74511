import FactlintReaders
import Files
import Inflate

/// Reads the pages of a web archive in batches, plain or gzip, so that an archive of any size takes little memory.
final class PageStream {
  private let input: UnpackedInput
  private var pages = WARCStream()
  private var isFailureTold = false

  /// So many bytes of pages are handed to a thread at a time.
  private static let batchSize = 512 << 10

  /// Begins to read; `buffered` is what was already read of the archive.
  init(file: InputFile, buffered: [UInt8] = []) {
    input = UnpackedInput(file: file, buffered: buffered)
  }

  /// Whether an input that begins with these bytes is a web archive, perhaps a compressed one.
  static func isArchive(_ bytes: [UInt8]) -> Bool {
    guard isGzip(bytes) else { return InputFormat.detect(certainlyIn: Array(bytes.prefix(64))) == .warc }
    var beginning: [UInt8] = []
    try? Inflater(.wrapped).inflate(Array(bytes.prefix(4 << 10))) { beginning += $0 }
    return InputFormat.detect(certainlyIn: Array(beginning.prefix(64))) == .warc
  }

  /// The next pages, or what is wrong with one of them; nil at the end.
  ///
  /// - Throws: `FileError`, once all pages that could be read have been given.
  func nextBatch() throws(FileError) -> [Result<WARCPage, RecordError>]? {
    var batch: [Result<WARCPage, RecordError>] = []
    var size = 0
    while size < Self.batchSize {
      if let page = pages.next() {
        size += (try? page.get().body.count) ?? 0
        batch.append(page)
      } else if input.isAtEnd {
        break
      } else {
        input.read { pages.append($0) }
        if input.isAtEnd { pages.finish() }
      }
    }
    // Told once all that could be read has been handed on.
    if batch.isEmpty, !isFailureTold, let error = input.error {
      isFailureTold = true
      throw error
    }
    return batch.isEmpty ? nil : batch
  }
}
