internal import Digest

/// Names of reports that are safe for any id of an article, and different for different ids.
///
/// An id of lower-case ASCII letters, digits, `-`, `_` and `.` keeps its name; so does a path of such parts. Any other
/// gets as much of it as is safe, a tilde, and a digest of all of it: no two ids get one name, not even on a disk that ignores
/// case, whatever other articles there are.
public enum ReportName {
  /// The longest part of a name that is kept, in bytes.
  static let longestPart = 80
  /// The deepest path that is kept.
  static let deepestPath = 12

  /// The name of the report on an article, a relative path without its ending.
  public static func name(forID id: String) -> String {
    let parts = id.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count <= deepestPath, parts.allSatisfy({ isPlain($0) }), !parts.dropLast().contains(where: isFileLike) {
      return id
    }
    let digest = SHA256.hexadecimalDigest(of: id).prefix(12)
    let last = parts.last { $0.utf8.contains(where: isWord) } ?? ""
    var stem: [UInt8] = []
    for byte in last.utf8.prefix(longestPart) {
      let lower = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte + 32 : byte
      let isKept = isWord(lower) || lower == UInt8(ascii: "_") || lower == UInt8(ascii: ".")
      let next = isKept ? lower : UInt8(ascii: "-")
      // Runs of what is not kept become one hyphen.
      if next == UInt8(ascii: "-") || next == UInt8(ascii: "."), stem.isEmpty || stem.last == next { continue }
      stem.append(next)
    }
    while stem.last == UInt8(ascii: "-") || stem.last == UInt8(ascii: ".") { stem.removeLast() }
    return "\(stem.isEmpty ? "article" : String(decoding: stem, as: UTF8.self))~\(digest)"
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
      || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }

  /// Whether a part of a path can be a file's name as it is, and is no name that this program gives itself.
  private static func isPlain(_ part: Substring) -> Bool {
    let bytes = Array(part.utf8)
    guard let first = bytes.first, bytes.count <= longestPart, isWord(first), bytes.last != UInt8(ascii: ".") else {
      return false
    }
    let isSafe = bytes.allSatisfy { byte in
      isWord(byte) && !(UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte)
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
    }
    return isSafe && !part.hasPrefix("index") && !reserved.contains(String(part.prefix { $0 != "." }))
  }

  /// Whether a folder of this name could be a report's file.
  private static func isFileLike(_ part: Substring) -> Bool {
    part.hasSuffix(".md") || part.hasSuffix(".txt") || part.hasSuffix(".json")
  }

  /// Names that Windows gives to devices.
  private static let reserved: Set<String> = {
    var names: Set<String> = ["con", "prn", "aux", "nul"]
    for number in 1...9 { names.formUnion(["com\(number)", "lpt\(number)"]) }
    return names
  }()
}
