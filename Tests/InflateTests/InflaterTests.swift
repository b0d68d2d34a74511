import Foundation
import Inflate
import Testing

@Suite("Decompressing a stream")
struct InflaterTests {
  /// What gzip makes of `text`.
  private func compressed(_ text: [UInt8]) throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory.appending(path: "gunzip-\(UUID().uuidString)")
    try Data(text).write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-n", file.path]
    try process.run()
    process.waitUntilExit()
    let result = file.appendingPathExtension("gz")
    defer { try? FileManager.default.removeItem(at: result) }
    return [UInt8](try Data(contentsOf: result))
  }

  private func inflated(_ bytes: [UInt8], step: Int) throws -> [UInt8] {
    let inflater = Inflater(.wrapped)
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: step) {
      try inflater.inflate(Array(bytes[start..<min(start + step, bytes.count)])) { result += $0 }
    }
    try inflater.finish()
    return result
  }

  @Test("gives the text back, however the stream is cut", arguments: [1, 7, 4096, 1 << 20])
  func pieces(step: Int) throws {
    let text = Array(String(repeating: "The harbour was closed for 12 days in May. ", count: 9000).utf8)
    #expect(try inflated(compressed(text), step: step) == text)
  }

  @Test("reads members one after another, and NULs behind the last")
  func members() throws {
    let one = try compressed(Array("one\n".utf8))
    let two = try compressed(Array("two\n".utf8))
    #expect(try inflated(one + two, step: 5) == Array("one\ntwo\n".utf8))
    #expect(try inflated(one + [0, 0, 0, 0], step: 3) == Array("one\n".utf8))
  }

  @Test("tells a stream that ends too soon, after giving what it has")
  func truncated() throws {
    let bytes = try compressed(Array(String(repeating: "Nine boats. ", count: 50_000).utf8))
    let inflater = Inflater(.wrapped)
    var count = 0
    try inflater.inflate(Array(bytes[..<(bytes.count / 2)])) { count += $0.count }
    #expect(count > 0)
    #expect(throws: InflateError.truncated) { try inflater.finish() }
    #expect(throws: InflateError.truncated) { try Inflater(.wrapped).finish() }
  }

  @Test("tells what is no gzip, and what is damaged")
  func damaged() throws {
    #expect(throws: InflateError.damaged) { try Inflater(.wrapped).inflate(Array("plain text".utf8)) { _ in } }
    var bytes = try compressed(Array(String(repeating: "Nine boats. ", count: 500).utf8))
    bytes[bytes.count - 6] ^= 0xFF
    #expect(throws: InflateError.damaged) { _ = try inflated(bytes, step: 64) }
    #expect(isGzip(bytes))
    #expect(!isGzip([0x1F]))
  }
}
