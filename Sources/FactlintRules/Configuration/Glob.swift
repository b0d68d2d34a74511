/// A pattern of paths: `*` and `?` stand for what has no slash, `**` for any folders, `[a-z]` for a set, `\` takes the
/// next character as it is.
///
/// As in `.gitignore`, a pattern without a slash is for a name at any depth, one with a slash for a path from its
/// folder on, and what matches a folder matches all below it; a slash at the end makes it for folders alone.
public struct Glob: Sendable, Equatable {
  /// The pattern as written.
  public let text: String
  /// Whether it is for folders alone.
  public let isForFolders: Bool
  private let segments: [[UInt8]]

  /// Makes a pattern.
  public init(_ text: String) {
    self.text = text
    var bytes = Array(text.utf8)
    isForFolders = bytes.last == Self.slash && bytes.count > 1
    if isForFolders { bytes.removeLast() }
    let isAnchored = bytes.contains(Self.slash)
    while bytes.first == Self.slash { bytes.removeFirst() }
    if bytes.starts(with: Array("./".utf8)) { bytes.removeFirst(2) }
    let parts = bytes.split(separator: Self.slash).map(Array.init)
    segments = isAnchored || parts.isEmpty ? parts : [Self.anything] + parts
  }

  /// Whether the pattern is for the path, which is relative to the pattern's folder, or for a folder above it.
  public func matches(_ path: [UInt8], isFolder: Bool = false) -> Bool {
    let parts = path.split(separator: Self.slash)
    for count in stride(from: parts.count, to: 0, by: -1) {
      if isForFolders, count == parts.count, !isFolder { continue }
      if Self.match(segments[...], parts[..<count]) { return true }
    }
    return false
  }

  /// Whether the pattern is for the path or for a folder above it.
  public func matches(_ path: String) -> Bool { matches(Array(path.utf8)) }

  private static let slash = UInt8(ascii: "/")
  private static let anything = Array("**".utf8)

  private static func match(_ pattern: ArraySlice<[UInt8]>, _ path: ArraySlice<ArraySlice<UInt8>>) -> Bool {
    // With the last `**` to come back to, this takes as many steps as pattern and path together have parts, squared.
    var (pattern, path) = (pattern, path)
    var retry: (pattern: ArraySlice<[UInt8]>, path: ArraySlice<ArraySlice<UInt8>>)?
    while true {
      if pattern.first == anything {
        pattern = pattern.dropFirst()
        retry = (pattern, path)
        continue
      }
      if let segment = pattern.first, let part = path.first, matchSegment(segment, Array(part)) {
        pattern = pattern.dropFirst()
        path = path.dropFirst()
        continue
      }
      if pattern.isEmpty, path.isEmpty { return true }
      guard var next = retry, !next.path.isEmpty else { return false }
      next.path = next.path.dropFirst()
      retry = next
      (pattern, path) = next
    }
  }

  private static func matchSegment(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
    var (p, t) = (0, 0)
    var retry: (p: Int, t: Int)?
    while true {
      if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
        p += 1
        retry = (p, t)
        continue
      }
      if p < pattern.count, t < text.count, let (end, width) = matchOne(pattern, p, text, t) {
        (p, t) = (end, t + width)
        continue
      }
      if p == pattern.count, t == text.count { return true }
      guard let last = retry, last.t < text.count else { return false }
      retry = (last.p, last.t + 1)
      (p, t) = (last.p, last.t + 1)
    }
  }

  /// Where the pattern goes on after one character of the text, and that character's bytes; nil where it differs.
  private static func matchOne(
    _ pattern: [UInt8], _ p: Int, _ text: [UInt8], _ t: Int
  ) -> (next: Int, width: Int)? {
    switch pattern[p] {
    case UInt8(ascii: "?"):
      var width = 1
      while t + width < text.count, text[t + width] & 0xC0 == 0x80 { width += 1 }
      return (p + 1, width)
    case UInt8(ascii: "["):
      guard let close = pattern[(p + 1)...].dropFirst().firstIndex(of: UInt8(ascii: "]")) else { break }
      var set = pattern[(p + 1)..<close]
      let isNegated = set.first == UInt8(ascii: "!") || set.first == UInt8(ascii: "^")
      if isNegated { set = set.dropFirst() }
      var isIn = false
      var index = set.startIndex
      while index < set.endIndex {
        if index + 2 < set.endIndex, set[index + 1] == UInt8(ascii: "-") {
          if set[index] <= text[t], text[t] <= set[index + 2] { isIn = true }
          index += 3
        } else {
          if set[index] == text[t] { isIn = true }
          index += 1
        }
      }
      return isIn != isNegated ? (close + 1, 1) : nil
    case UInt8(ascii: "\\"):
      guard p + 1 < pattern.count else { break }
      return pattern[p + 1] == text[t] ? (p + 2, 1) : nil
    default: break
    }
    return pattern[p] == text[t] ? (p + 1, 1) : nil
  }
}
