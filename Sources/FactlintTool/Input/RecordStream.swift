import Factlint
import Files
import Foundation

/// Reads JSON Lines in batches, plain or gzip, so that an archive of any size takes little memory.
final class RecordStream {
  private let input: UnpackedInput
  private var buffer: [UInt8] = []
  private var lineNumber: Int
  private var isFailureTold = false

  /// About as many bytes as the first batches have, and as the others have at most.
  ///
  /// The more articles are checked at once, the longer a rule's machine code is used while it is in a processor's caches;
  /// but a short input is to give work to each thread. So a batch has a quarter of what was read before it.
  private static let batchSizes = 256 << 10...1 << 20
  /// How many bytes the batches had so far.
  private var sizeTaken = 0
  private var batchSize: Int { min(max(sizeTaken / 4, Self.batchSizes.lowerBound), Self.batchSizes.upperBound) }
  /// The longest line that is kept: one of an article of 16 MiB whose every other character is escaped.
  static let longestLine = 32 << 20

  /// Whole lines of a stream.
  struct Batch: Sendable {
    /// The lines, the last perhaps without its line feed.
    var bytes: [UInt8]
    /// The number of the first line, counted from 1.
    var firstLine: Int
    /// Whether this is the beginning of a line that is too long to be kept.
    var isOverlong = false
  }

  /// Begins to read; `buffered` is what was already read of the stream.
  init(file: InputFile, buffered: [UInt8] = [], firstLine: Int = 1) {
    input = UnpackedInput(file: file, buffered: buffered)
    lineNumber = firstLine - 1
  }

  /// The next batch; nil at the end.
  ///
  /// - Throws: `FileError`, once all batches that could be read have been given.
  func nextBatch() throws -> Batch? {
    var searched = 0
    while true {
      if buffer.count >= batchSize || input.isAtEnd {
        if let end = lastLineFeed(from: searched) { return take(end + 1) }
        searched = buffer.count
      }
      if buffer.count > Self.longestLine { return try takeOverlong() }
      if input.isAtEnd {
        if !buffer.isEmpty { return take(buffer.count) }
        // Told once all that could be read has been handed on.
        if !isFailureTold, let error = input.error {
          isFailureTold = true
          throw error
        }
        return nil
      }
      readOn()
    }
  }

  private func readOn() {
    input.read { buffer.append(contentsOf: $0) }
    // A line that was cut where the input broke off is no record.
    if input.failure != nil { buffer.removeSubrange((lastLineFeed(from: 0).map { $0 + 1 } ?? 0)...) }
  }

  /// Passes over a line that is too long, and hands on its beginning.
  private func takeOverlong() throws -> Batch {
    var batch = Batch(bytes: Array(buffer[..<1024]), firstLine: lineNumber + 1)
    batch.isOverlong = true
    lineNumber += 1
    while true {
      if let end = buffer.firstIndex(of: 0x0A) {
        buffer.removeFirst(end + 1)
        return batch
      }
      buffer.removeAll(keepingCapacity: true)
      if input.isAtEnd { return batch }
      readOn()
    }
  }

  private func lastLineFeed(from start: Int) -> Int? {
    var index = buffer.count
    while index > start {
      index -= 1
      if buffer[index] == 0x0A { return index }
    }
    return nil
  }

  private static func lineFeedCount(in bytes: Span<UInt8>) -> Int {
    var count = 0
    var start = 0
    while start < bytes.count {
      let end = min(start + ByteStretch.length, bytes.count)
      // Few stretches have any.
      if end - start < ByteStretch.length || ByteStretch.hasAny(at: start, in: bytes, { ByteStretch.bit($0 == 0x0A) }) {
        for offset in start..<end where bytes[offset] == 0x0A { count += 1 }
      }
      start = end
    }
    return count
  }

  private func take(_ count: Int) -> Batch {
    let batch = Batch(bytes: Array(buffer[..<count]), firstLine: lineNumber + 1)
    lineNumber += Self.lineFeedCount(in: batch.bytes.span)
    sizeTaken += count
    buffer.removeFirst(count)
    return batch
  }
}
