import Factlint
import FactlintReaders
import FactlintRules
import Files
import Foundation

/// One input of a run.
struct InputSource: Sendable {
  /// Its number in the input, from 0; what was skipped is counted too.
  var number: Int
  /// The file; nil for standard input.
  var path: FilePath?
  /// The path as shown.
  var shown: String
  /// What its report is named after: the path below the folder that was walked, or the file's name.
  var reportID: String
  /// How to read it; nil where only the content can tell.
  var format: InputFormat?
  var isCompressed: Bool
  /// Whether it holds records, or is a pipe that may.
  var isStream: Bool
  /// The path as the configuration names it.
  var relativePath: String
  var settings: RunSettings
  /// Its bytes on disk.
  var size: Int
}

/// What a walk comes to.
enum WalkStep {
  case source(InputSource)
  /// Something that is not read, with the reason.
  case skipped(number: Int, path: String, reason: String)
  /// Something that was to be read and cannot.
  case failed(number: Int, path: String, reason: String)
}

/// Finds the inputs that the paths of a command name, one after another.
///
/// They come in the order of the paths and, in a folder, of the names' bytes. No more is kept in memory than the folders
/// that the walk is in.
///
/// In folders, links to folders are not followed, so that no loop is walked; hidden files, ignored ones and those whose
/// name is no article's are skipped, each told with its reason.
struct InputWalk {
  private let format: InputFormat?
  private let include: [Glob]
  private let exclude: [Glob]
  private let book: SettingsBook
  private var paths: ArraySlice<String>
  private var folders: [Folder] = []
  private var count = 0
  private var pending: WalkStep?
  /// Where output goes: what an earlier run has written there is no input.
  private let outputFolder: String?

  /// A folder on the way, with what is left of it.
  private struct Folder {
    var path: FilePath
    /// Its parts below the root of the walk.
    var parts: [[UInt8]]
    var names: ArraySlice<(name: [UInt8], kind: FileStatus.Kind)>
    var ignores: [IgnoreRules]
  }

  init(
    paths: [String], format: InputFormat?, include: [String] = [], exclude: [String] = [], outputFolder: String? = nil,
    book: SettingsBook
  ) {
    self.paths = paths[...]
    self.format = format
    self.include = include.map { Glob($0) }
    self.exclude = exclude.map { Glob($0) }
    self.outputFolder = outputFolder.map(PathText.absolute)
    self.book = book
  }

  /// How many inputs there were so far.
  var sourceCount: Int { count }

  /// The next input; nil at the end.
  ///
  /// - Throws: `PackProblems` or another problem of a configuration on the way.
  mutating func next() throws -> WalkStep? {
    while true {
      if !folders.isEmpty {
        if let step = try nextInFolder() { return step }
        continue
      }
      guard let path = paths.popFirst() else { return nil }
      if path == "-" {
        return .source(
          try source(nil, shown: "standard input", reportID: "stdin", format: format, isStream: true, size: 0))
      }
      let file = FilePath(path)
      guard let status = FileStatus(of: file) else {
        return .failed(number: number(), path: path, reason: "there is no such file or folder")
      }
      switch status.kind {
      case .folder:
        if let step = try enter(file, parts: [], ignores: []) { return step }
      case .file:
        return .source(try fileSource(file, shown: path, reportID: String(decoding: file.name, as: UTF8.self), status))
      case .other, .link:
        return .source(try source(file, shown: path, reportID: "pipe", format: format, isStream: true, size: 0))
      }
    }
  }

  private mutating func enter(_ path: FilePath, parts: [[UInt8]], ignores: [IgnoreRules]) throws -> WalkStep? {
    do {
      let names = try FolderListing.names(in: path).compactMap { name -> (name: [UInt8], kind: FileStatus.Kind)? in
        FileStatus(of: path.appending(name), followsLinks: false).map { (name, $0.kind) }
      }
      // A folder stands where its content does when whole paths are in order.
      let slash = UInt8(ascii: "/")
      let sorted = names.sorted { a, b in
        (a.kind == .folder ? a.name + [slash] : a.name).lexicographicallyPrecedes(
          b.kind == .folder ? b.name + [slash] : b.name)
      }
      let own = IgnoreRules(in: path, depth: parts.count)
      folders.append(
        Folder(path: path, parts: parts, names: sorted[...], ignores: own.map { ignores + [$0] } ?? ignores))
      return nil
    } catch {
      return .failed(number: number(), path: path.text, reason: "the folder cannot be read: \(error.reason)")
    }
  }

  private mutating func nextInFolder() throws -> WalkStep? {
    let last = folders.count - 1
    guard let (name, kind) = folders[last].names.popFirst() else {
      folders.removeLast()
      return nil
    }
    let folder = folders[last]
    let path = folder.path.appending(name)
    let parts = folder.parts + [name]
    let shown = path.text
    func skip(_ reason: String) -> WalkStep { .skipped(number: number(), path: shown, reason: reason) }
    if let outputFolder, kind == .folder, PathText.absolute(shown) == outputFolder { return skip("output folder") }
    if name.first == UInt8(ascii: ".") {
      return name == Array(IgnoreRules.fileName.utf8) ? nil : skip("hidden")
    }
    if name == Array(Configuration.fileName.utf8) { return nil }
    if isIgnored(parts, isFolder: kind == .folder, by: folder.ignores) { return skip("ignored") }
    var status = FileStatus(of: path, followsLinks: false)
    switch kind {
    case .folder: return try enter(path, parts: parts, ignores: folder.ignores)
    case .other: return skip("neither file nor folder")
    case .link:
      status = FileStatus(of: path)
      switch status?.kind {
      case .file: break
      case .folder: return skip("link to a folder")
      case nil: return skip("link to nothing")
      default: return skip("neither file nor folder")
      }
    case .file: break
    }
    guard let status else {
      return .failed(number: number(), path: shown, reason: "the file is gone or cannot be looked at")
    }
    let relative = Array(parts.joined(separator: [UInt8(ascii: "/")]))
    if !include.isEmpty, !include.contains(where: { $0.matches(relative) }) { return skip("not included") }
    let (known, _) = Self.format(ofName: String(decoding: name, as: UTF8.self))
    if known == nil, format == nil, InputFormat.isTold(byContentOf: String(decoding: name, as: UTF8.self)) {
      guard Self.holdsArticle(path) else { return skip("no article by its content") }
    } else {
      guard known != nil || format != nil && !include.isEmpty else { return skip("no article by its name") }
    }
    let found = try fileSource(path, shown: shown, reportID: String(decoding: relative, as: UTF8.self), status)
    if let configuration = found.settings.configuration {
      let name = Array(found.relativePath.utf8)
      let isIncluded = configuration.include.isEmpty || configuration.include.contains { $0.matches(name) }
      if !isIncluded || configuration.exclude.contains(where: { $0.matches(name) }) {
        count -= 1
        return skip(isIncluded ? "excluded" : "not included")
      }
    }
    return .source(found)
  }

  private func isIgnored(_ parts: [[UInt8]], isFolder: Bool, by ignores: [IgnoreRules]) -> Bool {
    let relative = Array(parts.joined(separator: [UInt8(ascii: "/")]))
    if exclude.contains(where: { $0.matches(relative, isFolder: isFolder) }) { return true }
    return ignores.reversed().lazy.compactMap { $0.verdict(on: parts, isFolder: isFolder) }.first ?? false
  }

  private mutating func fileSource(
    _ path: FilePath, shown: String, reportID: String, _ status: FileStatus
  ) throws -> InputSource {
    let (named, isCompressed) = Self.format(ofName: String(decoding: path.name, as: UTF8.self))
    let format = format ?? named
    return try source(
      path, shown: shown, reportID: reportID, format: format, isCompressed: isCompressed,
      isStream: format?.holdsManyArticles == true,
      size: status.size)
  }

  private mutating func source(
    _ path: FilePath?, shown: String, reportID: String, format: InputFormat?, isCompressed: Bool = false,
    isStream: Bool, size: Int
  ) throws -> InputSource {
    let settings = try book.settings(for: path == nil ? nil : shown)
    return InputSource(
      number: number(), path: path, shown: shown, reportID: reportID, format: format, isCompressed: isCompressed,
      isStream: isStream, relativePath: path == nil ? shown : settings.relative(shown), settings: settings, size: size)
  }

  private mutating func number() -> Int {
    count += 1
    return count - 1
  }

  /// Whether the content of a file shows that it is an article in some format; one that cannot be read is no article.
  private static func holdsArticle(_ path: FilePath) -> Bool {
    guard let beginning = try? InputFile(path).read(upTo: InputFormat.detectionSize) else { return false }
    return InputFormat.detect(certainlyIn: beginning) != nil
  }

  /// The format of a file by its name, and whether the name says that it is compressed.
  static func format(ofName name: String) -> (format: InputFormat?, isCompressed: Bool) {
    guard name.lowercased().hasSuffix(".gz") else { return (InputFormat(fileName: name), false) }
    return (InputFormat(fileName: String(name.dropLast(3))), true)
  }
}
