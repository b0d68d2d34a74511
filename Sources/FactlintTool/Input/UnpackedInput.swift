import Files
import Inflate

/// Reads an input piece by piece, and unpacks it where it is gzip.
final class UnpackedInput {
  private let file: InputFile
  private var inflater: Inflater?
  /// What was read before the rest is.
  private var buffered: [UInt8]
  private var isBegun = false
  /// Whether nothing more comes.
  private(set) var isAtEnd = false
  /// Why the input ended before its end; what came before is sound.
  private(set) var failure: String?

  /// So many bytes are read at a time, fewer where they are compressed: they can become a thousand times as many.
  private static let pieceSize = 256 << 10
  private static let compressedPieceSize = 16 << 10

  /// Begins to read; `buffered` is what was already read of the input.
  init(file: InputFile, buffered: [UInt8]) {
    self.file = file
    self.buffered = buffered
  }

  /// Why the input ended before its end, as an error.
  var error: FileError? { failure.map { FileError(path: file.name, reason: $0) } }

  /// Hands on what comes next; at the end, nothing.
  func read(_ take: (ArraySlice<UInt8>) -> Void) {
    guard !isAtEnd else { return }
    do {
      var bytes = buffered
      buffered = []
      if bytes.isEmpty { bytes = try file.read(upTo: inflater == nil ? Self.pieceSize : Self.compressedPieceSize) }
      if !isBegun, isGzip(bytes) { inflater = Inflater(.wrapped) }
      isBegun = true
      isAtEnd = bytes.isEmpty
      guard let inflater else { return take(bytes[...]) }
      if isAtEnd { try inflater.finish() } else { try inflater.inflate(bytes) { take($0) } }
    } catch let error as FileError {
      end(error.reason)
    } catch {
      end("the compressed file \((error as? InflateError) == .truncated ? "ends too soon" : "is damaged")")
    }
  }

  private func end(_ reason: String) {
    failure = reason
    isAtEnd = true
  }
}
