import Foundation

/// Reads JSON Lines in batches, so that an archive of any size takes little memory.
final class RecordStream {
  private let handle: FileHandle
  private var buffer: [UInt8]
  private var isAtEnd = false
  private var lineNumber = 0

  /// About as many bytes as a batch has; large enough that handing it over costs nothing.
  private static let batchSize = 256 << 10

  /// Whole lines of a stream.
  struct Batch: Sendable {
    /// The lines, the last perhaps without its line feed.
    var bytes: [UInt8]
    /// The number of the first line, counted from 1.
    var firstLine: Int
  }

  /// Begins to read; `buffered` is what was already read of the stream.
  init(handle: FileHandle, buffered: [UInt8] = []) {
    self.handle = handle
    buffer = buffered
  }

  /// The next batch; nil at the end.
  ///
  /// - Throws: An error of the file system.
  func nextBatch() throws -> Batch? {
    var searched = 0
    while true {
      if buffer.count >= Self.batchSize || isAtEnd {
        if let end = lastLineFeed(from: searched) { return take(end + 1) }
        searched = buffer.count
      }
      if isAtEnd { return buffer.isEmpty ? nil : take(buffer.count) }
      guard let data = try handle.read(upToCount: Self.batchSize), !data.isEmpty else {
        isAtEnd = true
        continue
      }
      buffer.append(contentsOf: data)
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

  private func take(_ count: Int) -> Batch {
    let batch = Batch(bytes: Array(buffer[..<count]), firstLine: lineNumber + 1)
    lineNumber += batch.bytes.count { $0 == 0x0A }
    buffer.removeFirst(count)
    return batch
  }
}
