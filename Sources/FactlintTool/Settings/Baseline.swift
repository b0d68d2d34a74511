import Digest
import FactlintReports
import Files
import Foundation

/// Findings that were there before, by the article's id and the finding's fingerprint.
///
/// The file is JSON, `{"format": "factlint-baseline", "version": 1, "findings": [{"article", "check", "fingerprint"}]}`,
/// a finding a line, so that differences between two of them can be read.
struct Baseline: Sendable {
  private let known: Set<String>

  /// Why a baseline cannot be used.
  struct Problem: Error, CustomStringConvertible {
    var description: String
  }

  private struct Document: Codable {
    var format: String
    var version: Int
    var findings: [Entry]
  }

  private struct Entry: Codable {
    var article: String
    var check: String
    var fingerprint: String
  }

  /// Reads a baseline.
  init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Problem(description: "\(path): the baseline cannot be read; --write-baseline writes one")
    }
    guard let document = try? JSONDecoder().decode(Document.self, from: data), document.format == Self.format else {
      throw Problem(description: "\(path): this is no baseline of this program; --write-baseline writes one")
    }
    guard document.version == Self.version else {
      throw Problem(description: "\(path): this baseline is of version \(document.version), not \(Self.version)")
    }
    known = Set(document.findings.map { Self.key(article: $0.article, fingerprint: $0.fingerprint) })
  }

  /// Whether a finding was there before.
  func contains(article: String, fingerprint: String) -> Bool {
    known.contains(Self.key(article: article, fingerprint: fingerprint))
  }

  static let format = "factlint-baseline"
  static let version = 1

  private static func key(article: String, fingerprint: String) -> String {
    "\(name(article))\u{1F}\(fingerprint)"
  }

  /// The article's id, where it is a path the same however it was named.
  private static func name(_ article: String) -> String {
    var name = article[...]
    while name.hasPrefix("./") { name = name.dropFirst(2) }
    return String(name)
  }

  /// Writes a baseline as findings come.
  final class Writer {
    private let handle: FileHandle
    private let draft: String
    private let path: String
    private var isFirst = true

    /// Begins to write; the file gets its name in the end.
    init(path: String) throws {
      self.path = path
      draft = path + ".part"
      guard FileManager.default.createFile(atPath: draft, contents: nil),
        let handle = FileHandle(forWritingAtPath: draft)
      else { throw Problem(description: "\(path): the baseline cannot be written") }
      self.handle = handle
      try put("{\"format\": \"\(Baseline.format)\", \"version\": \(Baseline.version), \"findings\": [")
    }

    /// Adds a finding.
    func add(article: String, check: String, fingerprint: String) throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      let entry = Entry(article: Baseline.name(article), check: check, fingerprint: fingerprint)
      try put((isFirst ? "\n" : ",\n") + String(decoding: try encoder.encode(entry), as: UTF8.self))
      isFirst = false
    }

    /// Ends the file.
    func finish() throws {
      try put("\n]}\n")
      try handle.close()
      guard rename(draft, path) == 0 else { throw Problem(description: "\(path): the baseline cannot be written") }
    }

    private func put(_ text: String) throws { try handle.write(contentsOf: Data(text.utf8)) }
  }
}
