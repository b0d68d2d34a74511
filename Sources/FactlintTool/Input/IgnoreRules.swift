import FactlintRules
import Files

/// The patterns of one `.factlintignore`, in the manner of `.gitignore`: one a line, `!` takes back, `#` is a comment;
/// the last that matches holds.
struct IgnoreRules: Sendable {
  /// The name of the file.
  static let fileName = ".factlintignore"

  private let rules: [(glob: Glob, isNegated: Bool)]
  /// How many parts of a path, from the root of the walk, lead to the file's folder.
  let depth: Int

  /// Reads the file of a folder; nil where there is none.
  init?(in folder: FilePath, depth: Int) {
    guard case .bytes(let bytes)? = try? InputFile.contents(of: folder.appending(Self.fileName), limit: 1 << 20) else {
      return nil
    }
    self.depth = depth
    rules = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap { line in
      var pattern = line
      while pattern.last == " " || pattern.last == "\t" { pattern = pattern.dropLast() }
      guard !pattern.isEmpty, pattern.first != "#" else { return nil }
      let isNegated = pattern.first == "!"
      return (Glob(String(isNegated ? pattern.dropFirst() : pattern)), isNegated)
    }
  }

  /// Whether the file says that a path, given from the root of the walk, is ignored or is not; nil where it is silent.
  func verdict(on path: [[UInt8]], isFolder: Bool) -> Bool? {
    let relative = Array(path.dropFirst(depth).joined(separator: [UInt8(ascii: "/")]))
    return rules.last { $0.glob.matches(relative, isFolder: isFolder) }.map { !$0.isNegated }
  }
}
