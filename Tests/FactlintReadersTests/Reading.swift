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
