import Factlint
import FactlintReaders

/// Reads a whole file that is given as a string.
func read(_ source: String, as format: InputFormat = .text) throws -> Article {
  try readArticle(bytes: Array(source.utf8), format: format, id: "test")
}

extension Article {
  /// The blocks as `role: text`, which is what a test compares.
  var outline: [String] {
    blocks.map { "\($0.role.rawValue): \(String(decoding: text[$0.range], as: UTF8.self))" }
  }

  /// The place of the first occurrence of a string in the clean text.
  func place(of string: String) -> Place? {
    let bytes = Array(string.utf8)
    let start = text.indices.first { text[$0...].starts(with: bytes) }
    return start.map { SourceIndex(self).place(of: .text($0..<$0 + bytes.count)) }
  }
}

/// A random number generator with a fixed seed.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
