import FactlintReaders
import Files

/// Reads the pages of a web archive in batches, plain or gzip, so that an archive of any size takes little memory.
final class PageStream {
  private let file: InputFile
  private var pages = WARCStream()
  private var gunzip: Gunzip?
  private var isBegun = false
  private var isAtEnd = false
  /// Why the archive ended before its end, told once all that could be read has been handed on.
  private var failure: String?

  /// So many bytes of pages are handed to a thread at a time.
  private static let batchSize = 512 << 10

  /// Begins to read; `buffered` is what was already read of the archive.
  init(file: InputFile, buffered: [UInt8] = []) {
    self.file = file
    if !buffered.isEmpty { decode(buffered) }
  }

  /// Whether an input that begins with these bytes is a web archive, perhaps a compressed one.
  static func isArchive(_ bytes: [UInt8]) -> Bool {
    guard Gunzip.isGzip(bytes) else { return InputFormat.detect(certainlyIn: Array(bytes.prefix(64))) == .warc }
    var beginning: [UInt8] = []
    try? Gunzip().inflate(Array(bytes.prefix(4 << 10))) { beginning += $0 }
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
      } else if isAtEnd {
        break
      } else {
        readOn()
      }
    }
    if batch.isEmpty, let failure {
      self.failure = nil
      throw FileError(path: file.name, reason: failure)
    }
    return batch.isEmpty ? nil : batch
  }

  private func readOn() {
    do {
      // Compressed bytes can become a thousand times as many.
      let bytes = try file.read(upTo: gunzip == nil ? 256 << 10 : 16 << 10)
      if bytes.isEmpty {
        end(nil)
        try gunzip?.finish()
      } else {
        decode(bytes)
      }
    } catch let error as FileError {
      end(error.reason)
    } catch {
      end("the compressed file ends too soon")
    }
  }

  private func decode(_ bytes: [UInt8]) {
    if !isBegun {
      isBegun = true
      if Gunzip.isGzip(bytes) { gunzip = Gunzip() }
    }
    guard let gunzip else {
      pages.append(bytes)
      return
    }
    do {
      try gunzip.inflate(bytes) { pages.append($0) }
    } catch {
      end("the compressed file is damaged")
    }
  }

  private func end(_ reason: String?) {
    failure = reason
    isAtEnd = true
    pages.finish()
  }
}
