internal import Digest
internal import Foundation

/// Rule packs in folders.
public enum RuleFolder {
  /// Why a folder could not be read.
  public struct ReadError: Error, Sendable, CustomStringConvertible {
    /// A sentence that names the path.
    public var description: String
  }

  /// The packs in a folder: the folder itself where it has a `pack.yml`, otherwise each folder in it that has one.
  ///
  /// - Returns: The files of each pack, in the order of the folders' names; hidden files and files that are no YAML
  ///   are left out.
  public static func packs(at path: String) throws(ReadError) -> [[RuleFile]] {
    if FileManager.default.fileExists(atPath: path + "/pack.yml") { return [try files(at: path)] }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw ReadError(description: "\(path): the folder cannot be read")
    }
    let folders = names.sorted().map { "\(path)/\($0)" }.filter {
      FileManager.default.fileExists(atPath: $0 + "/pack.yml")
    }
    if folders.isEmpty {
      throw ReadError(description: "\(path): there is no rule pack here: neither pack.yml nor a folder that has one")
    }
    var packs: [[RuleFile]] = []
    for folder in folders { packs.append(try files(at: folder)) }
    return packs
  }

  /// The YAML files of one pack, in the order of their names.
  public static func files(at folder: String) throws(ReadError) -> [RuleFile] {
    guard let names = FileManager.default.enumerator(atPath: folder) else {
      throw ReadError(description: "\(folder): the folder cannot be read")
    }
    var files: [RuleFile] = []
    for case let name as String in names {
      // A rule under the other ending of YAML would be missed in silence.
      guard name.hasSuffix(".yml") || name.hasSuffix(".yaml"),
        !name.split(separator: "/").contains(where: { $0.hasPrefix(".") })
      else { continue }
      let path = "\(folder)/\(name)"
      guard let data = FileManager.default.contents(atPath: path) else {
        throw ReadError(description: "\(path): the file cannot be read")
      }
      guard let text = String(validating: data, as: UTF8.self) else {
        throw ReadError(description: "\(path): the file is not UTF-8")
      }
      files.append(RuleFile(path: path, name: name, text: text))
    }
    return files.sorted { $0.name < $1.name }
  }

  /// SHA-256 over the names and texts of a pack's files, the same whatever folder they lie in.
  public static func digest(of files: [RuleFile]) -> String {
    var hash = SHA256()
    for file in files.sorted(by: { $0.name < $1.name }) {
      hash.update("\(file.name)\u{0}\(file.text.utf8.count)\u{0}")
      hash.update(file.text)
    }
    return hash.hexadecimalDigest()
  }
}
