import Digest
import Factlint
import FactlintRules
import Files
import Foundation

/// What holds for the articles below one configuration, or for some paths of it: rules, severities, options.
final class RunSettings: Sendable {
  /// The number of the settings in their book; articles of equal numbers share a linter.
  let number: Int
  /// The configuration; nil where there is none.
  let configuration: Configuration?
  /// The absolute folder that the paths of the configuration are relative to.
  let folder: String
  let packs: [RulePack]
  let options: Linter.Options
  /// From which severity on findings fail a run; nil where nobody says.
  let failOn: FailureLevel?
  /// What every cache key of these settings begins with: all but the article that bears on its result.
  let digest: [UInt8]

  init(
    number: Int, configuration: Configuration?, folder: String, packs: [RulePack], options: Linter.Options,
    failOn: FailureLevel?
  ) {
    self.number = number
    self.configuration = configuration
    self.folder = folder
    self.packs = packs
    self.options = options
    self.failOn = failOn
    var hash = SHA256()
    hash.update("result 1\u{0}\(programVersion)\u{0}\(Self.programStamp)\u{0}")
    hash.update(
      "\(options.segmentation.language ?? "")\u{0}\(options.segmentation.date?.description ?? "")\u{0}")
    for pack in packs {
      hash.update("\(pack.language)\u{0}\(pack.digest)\u{0}")
      for check in pack.checks { hash.update("\(check.id)\u{0}\(check.severity.rawValue)\u{0}") }
    }
    digest = hash.digest()
  }

  /// Tells builds of one version apart, which may find different things.
  private static let programStamp: String = {
    let status = FileStatus(of: FilePath("/proc/self/exe"))
    return status.map { "\($0.size) \($0.modified)" } ?? ""
  }()

  /// The path as the configuration names it: relative to its folder where it lies below.
  func relative(_ path: String) -> String {
    let absolute = PathText.absolute(path)
    let prefix = folder == "/" ? "/" : folder + "/"
    return absolute.hasPrefix(prefix) ? String(absolute.dropFirst(prefix.count)) : absolute
  }
}

/// Paths as text.
enum PathText {
  /// The folder that the program was started in.
  static let current = FileManager.default.currentDirectoryPath

  /// The absolute path without `.` and `..`; links are not followed.
  static func absolute(_ path: String) -> String {
    var parts: [Substring] = []
    for part in (path.hasPrefix("/") ? path : "\(current)/\(path)").split(separator: "/") {
      switch part {
      case ".": continue
      case "..": _ = parts.popLast()
      default: parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// The folder that an absolute path lies in; nil for the root.
  static func folder(of path: String) -> String? {
    guard path != "/", let slash = path.lastIndex(of: "/") else { return nil }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
