/// Parts of a text that are short enough to read, cut between words where there are any; lengths are in scalars, since
/// a character can be of any length.
package enum Excerpt {
  /// What stands for what was cut away.
  static let ellipsis = "…"

  /// The beginning of `text`, at most `limit` scalars of it.
  package static func beginning(of text: String, limit: Int = 160) -> String {
    if text.utf8.count <= limit { return text }
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return text }
    var cut = scalars[..<end]
    if let space = cut.lastIndex(of: " "), cut.distance(from: cut.startIndex, to: space) * 2 > limit {
      cut = cut[..<space]
    }
    while cut.last == " " { cut.removeLast() }
    return String(cut) + ellipsis
  }

  /// The end of `text`, at most `limit` scalars of it.
  static func end(of text: String, limit: Int) -> String {
    if text.utf8.count <= limit { return text }
    let scalars = text.unicodeScalars
    guard let start = scalars.index(scalars.endIndex, offsetBy: -limit, limitedBy: scalars.startIndex),
      start > scalars.startIndex
    else { return text }
    var cut = scalars[start...]
    if let space = cut.firstIndex(of: " "), cut.distance(from: space, to: cut.endIndex) * 2 > limit {
      cut = cut[space...]
    }
    while cut.first == " " { cut.removeFirst() }
    return ellipsis + String(cut)
  }

  /// The beginning and the end of `text`, together about `limit` scalars of it.
  static func middle(of text: String, limit: Int) -> String {
    guard text.unicodeScalars.count > limit else { return text }
    let ending = end(of: text, limit: limit / 2).dropFirst(ellipsis.count)
    return "\(beginning(of: text, limit: limit / 2)) \(ending)"
  }
}
