import Factlint
import FactlintReaders
import Foundation

/// An input of a run: a file that holds one article, or a stream of records.
enum ArticleSource {
  /// A file with one article.
  case file(path: String, format: InputFormat?)
  /// JSON Lines; the path is nil for standard input.
  case records(path: String?)
}

/// Finds the inputs that the paths of a command name.
struct ArticleWalk {
  let format: InputFormat?
  /// What could not be read, told as it is met.
  private(set) var complaints: [String] = []

  init(format: InputFormat?) {
    self.format = format
  }

  /// The inputs, in the order of the paths and, in a folder, of the names; hidden files are left out.
  mutating func sources(at paths: [String]) -> [ArticleSource] {
    paths.flatMap { sources(at: $0) }
  }

  private mutating func sources(at path: String) -> [ArticleSource] {
    if path == "-" { return [.records(path: nil)] }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      complaints.append("\(path): there is no such file or folder")
      return []
    }
    guard isFolder.boolValue else { return [source(ofFile: path)] }
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: path) else {
      complaints.append("\(path): the folder cannot be read")
      return []
    }
    let root = path.hasSuffix("/") ? String(path.dropLast()) : path
    return names.sorted().compactMap { name in
      let isHidden = name.split(separator: "/").contains { $0.hasPrefix(".") }
      guard !isHidden, InputFormat(fileName: name) != nil else { return nil }
      let file = "\(root)/\(name)"
      guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue else {
        return nil
      }
      return source(ofFile: file)
    }
  }

  private func source(ofFile path: String) -> ArticleSource {
    (format ?? InputFormat(fileName: path)) == .jsonl ? .records(path: path) : .file(path: path, format: format)
  }
}
