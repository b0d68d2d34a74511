public import Foundation

/// Cuts a stream of bytes into messages, each behind a header with its length (the base protocol of LSP 3.17).
public struct MessageFramer: Sendable {
  /// The stream cannot be followed any more.
  public struct BrokenStream: Error, CustomStringConvertible {
    /// Why.
    public var description: String
  }

  /// The most bytes that a message may have: an article of the greatest size, each of its bytes escaped.
  static let greatestLength = 128 << 20

  private var buffer: [UInt8] = []

  /// Begins with nothing read.
  public init() {}

  /// Takes bytes of the stream.
  public mutating func append(_ bytes: some Sequence<UInt8>) { buffer.append(contentsOf: bytes) }

  /// Returns the next whole message's content; nil where more bytes are needed.
  ///
  /// - Throws: `BrokenStream` where the header has no length that can be believed.
  public mutating func next() throws -> Data? {
    guard let headerEnd = endOfHeader() else {
      if buffer.count > 4096 { throw BrokenStream(description: "a message has no header") }
      return nil
    }
    let header = String(decoding: buffer[..<headerEnd], as: UTF8.self)
    var length: Int?
    for line in header.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
      length = Int(parts[1].trimmingCharacters(in: .whitespaces))
    }
    guard let length, (0...Self.greatestLength).contains(length) else {
      throw BrokenStream(description: "a message's header has no Content-Length that can be believed")
    }
    let start = headerEnd + 4
    guard buffer.count - start >= length else { return nil }
    let message = Data(buffer[start..<start + length])
    buffer.removeFirst(start + length)
    return message
  }

  /// Where the header's blank line begins.
  private func endOfHeader() -> Int? {
    guard buffer.count >= 4 else { return nil }
    return (0...min(buffer.count - 4, 4096)).first { buffer[$0...].starts(with: [0x0D, 0x0A, 0x0D, 0x0A]) }
  }

  /// A message with its header.
  public static func framed(_ message: Data) -> Data {
    Data("Content-Length: \(message.count)\r\n\r\n".utf8) + message
  }
}
