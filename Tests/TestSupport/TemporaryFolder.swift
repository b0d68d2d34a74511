import Foundation

/// A folder that is gone once it is no longer needed.
public final class TemporaryFolder {
  /// Its path, without a slash at its end.
  public let path: String

  /// Makes a folder with a name of its own.
  public init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "factlint-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes files by their paths below the folder, whose folders are made.
  public func write(_ files: [String: String]) throws {
    for (name, text) in files {
      let url = URL(fileURLWithPath: "\(path)/\(name)")
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }

  /// The text of a file below.
  public func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")), as: UTF8.self)
  }

  /// The names of the files in a folder below, in their order.
  public func names(_ folder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()
  }
}

extension TemporaryFolder {
  /// The paths of all files below a folder, relative to it, in their order.
  public func files(_ folder: String = "") throws -> [String] {
    let root = folder.isEmpty ? path : "\(path)/\(folder)"
    return try FileManager.default.subpathsOfDirectory(atPath: root).filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: "\(root)/\(name)", isDirectory: &isFolder) && !isFolder.boolValue
    }.sorted()
  }
}
