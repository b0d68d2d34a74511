import Foundation

/// The files of the repository, found from this one.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let samples = root.appending(path: "reports/samples")
  static let articles = root.appending(path: "Tests/EndToEndTests/Articles")

  /// The bytes of a file.
  static func bytes(of url: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: url)) }

  /// The names of the files in a folder that have one of the endings, in order.
  static func names(in folder: URL, endings: Set<String>) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { name in endings.contains { name.hasSuffix("." + $0) } && !name.contains(".report.") }.sorted()
  }
}
