import FactlintReaders
import Files

/// Reads the pages of a web archive in batches, plain or gzip.
final class PageStream {
  private let file: InputFile
  private var archive = WARCStream()
  private var gunzip: Gunzip?
  private var isBegun = false
  private var isAtEnd = false
  private var failure: String?

  /// A batch has at most so many pages.
  private static let greatestCount = 16

  /// Begins to read; `buffered` is what was already read of the stream.
  init(file: InputFile, buffered: [UInt8]) {
    self.file = file
    if !buffered.isEmpty { decode(buffered) }
  }

  /// The next pages, or why they cannot be read; nil at the end.
  ///
  /// - Throws: `FileError`, once all pages that could be read have been given.
  func nextBatch() throws -> [Result<WARCPage, RecordError>]? {
    var pages: [Result<WARCPage, RecordError>] = []
    while pages.count < Self.greatestCount {
      if let page = archive.next() {
        pages.append(page)
        continue
      }
      if isAtEnd { break }
      readOn()
    }
    if !pages.isEmpty { return pages }
    if let failure {
      self.failure = nil
      throw FileError(path: file.name, reason: failure)
    }
    return nil
  }

  private func readOn() {
    do {
      let bytes = try file.read(upTo: gunzip == nil ? 256 << 10 : 16 << 10)
      if !bytes.isEmpty { return decode(bytes) }
      end(nil)
      try gunzip?.finish()
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
    guard let gunzip else { return archive.append(bytes) }
    do {
      try gunzip.inflate(bytes) { archive.append($0) }
    } catch {
      end("the compressed file is damaged")
    }
  }

  /// Ends the stream; where it ends early, what was cut is told as that and not as a damaged record.
  private func end(_ reason: String?) {
    isAtEnd = true
    if let reason { failure = reason } else { archive.finish() }
  }
}
