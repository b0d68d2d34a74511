import TestSupport
import Testing

@testable import Factlint

@Suite("Eight bytes at once")
struct EightBytesTests {
  /// The offsets of the bytes that a comparison held for.
  private func offsets(_ found: UInt64) -> [Int] {
    var (found, offsets) = (found, [Int]())
    while found != 0 {
      offsets.append(EightBytes.first(of: found))
      found &= found - 1
    }
    return offsets
  }

  @Test("compare as each of them does alone", arguments: 0..<200)
  func comparisons(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    // Beside any bytes those at which comparisons change.
    let edges: [UInt8] = [
      0x00, 0x1F, 0x20, 0x21, 0x27, 0x28, 0x40, 0x41, 0x5A, 0x5B, 0x7E, 0x7F, 0x80, 0x81, 0xFE, 0xFF,
    ]
    let bytes = (0..<11).map { _ in
      Bool.random(using: &random) ? edges.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
    }
    for start in 0...3 {
      let eight = EightBytes(at: start, in: bytes.span)
      let own = bytes[start..<start + EightBytes.count]
      func naive(_ holds: (UInt8) -> Bool) -> [Int] { own.indices.filter { holds(own[$0]) }.map { $0 - start } }
      #expect(offsets(eight.notASCII) == naive { $0 >= 0x80 })
      #expect(offsets(eight.notPrintable) == naive { $0 < 0x20 || $0 >= 0x7F })
      #expect(
        offsets(eight.notPlain(orAnyOf: 0x21, 0x5B))
          == naive { $0 < 0x20 || $0 >= 0x80 || [0x21, 0x5B].contains($0) })
      #expect(
        offsets(eight.notASCII(orBetween: 0x21, 0x27, orAnyOf: 0x41, 0x5A, 0x7F))
          == naive { $0 >= 0x80 || (0x21...0x27).contains($0) || [0x41, 0x5A, 0x7F].contains($0) })
      for byte in edges where byte < 0x80 {
        #expect(offsets(eight.equal(to: byte)) == naive { $0 == byte })
        for greatest in edges where greatest < 0x80 && greatest >= byte {
          #expect(offsets(eight.between(byte, greatest)) == naive { $0 >= byte && $0 <= greatest })
        }
      }
    }
  }
}
