import Foundation
import Testing

/// A file that holds what a user would see; RECORD=1 in the environment writes it anew.
enum GoldenFile {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  /// Expects `output` to be the golden file `name`, or records it.
  static func expect(_ output: [UInt8], in name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try Data(output).write(to: file)
      return
    }
    let expected = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    let actual = String(decoding: output, as: UTF8.self)
    guard expected.utf8.elementsEqual(actual.utf8) else {
      Issue.record("\(name) differs:\n\(difference(from: expected, to: actual))", sourceLocation: sourceLocation)
      return
    }
  }

  /// The lines that differ, each after - or +, with its number.
  static func difference(from expected: String, to actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let changes = new.difference(from: old).map { change in
      switch change {
      case .remove(let offset, let line, _): (offset, 0, "- \(offset + 1): \(line.debugDescription)")
      case .insert(let offset, let line, _): (offset, 1, "+ \(offset + 1): \(line.debugDescription)")
      }
    }
    return changes.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.prefix(40).map(\.2).joined(separator: "\n")
  }
}
