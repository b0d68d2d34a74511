import Inflate
import Testing

@Suite("Decompressing")
struct InflateTests {
  /// Deflate's own form for bytes that are not compressed: one last block with its length.
  private func stored(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    let length = UInt16(bytes.count)
    return [1, UInt8(length & 0xFF), UInt8(length >> 8), UInt8(~length & 0xFF), UInt8(~length >> 8)] + bytes
  }

  @Test("gives what was compressed")
  func plain() throws {
    #expect(try inflated(stored("Old pier")[...], form: .raw, limit: 100) == Array("Old pier".utf8))
    // "a" a thousand times, and "pier\n" by gzip, twice.
    let thousand: [UInt8] = [0x4B, 0x4C, 0x1C, 0x05, 0xA3, 0x60, 0x14, 0x0C, 0x77, 0x00, 0x00]
    #expect(try inflated(thousand[...], form: .raw, limit: 1_000) == [UInt8](repeating: 0x61, count: 1_000))
    let pier: [UInt8] = [
      0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3, 0x2B, 0xC8, 0x4C, 0x2D, 0xE2, 0x02, 0, 0xFA, 0x54, 0x1E, 0xCA, 5, 0, 0, 0,
    ]
    #expect(try inflated((pier + pier)[...], form: .wrapped, limit: 100) == Array("pier\npier\n".utf8))
  }

  @Test("stops at the limit, however little it was given")
  func bomb() {
    let thousand: [UInt8] = [0x4B, 0x4C, 0x1C, 0x05, 0xA3, 0x60, 0x14, 0x0C, 0x77, 0x00, 0x00]
    #expect(throws: InflateError.tooLarge) { try inflated(thousand[...], form: .raw, limit: 999) }
  }

  @Test("tells what is cut short from what is damaged")
  func damage() {
    #expect(throws: InflateError.truncated) { try inflated(stored("Old pier").dropLast(3), form: .raw, limit: 100) }
    #expect(throws: InflateError.damaged) { try inflated([0xFF, 0xFF, 0xFF], form: .raw, limit: 100) }
    #expect(throws: InflateError.damaged) { try inflated([1, 2, 3, 4], form: .wrapped, limit: 100) }
    #expect(throws: InflateError.truncated) { try inflated([], form: .raw, limit: 100) }
  }
}
