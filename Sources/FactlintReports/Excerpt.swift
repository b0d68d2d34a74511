/// Parts of a text that are short enough to read, cut between words.
enum Excerpt {
  /// What stands for what was cut away.
  static let ellipsis = "…"

  /// The beginning of `text`, at most `limit` characters of it.
  static func beginning(of text: String, limit: Int = 160) -> String {
    guard let end = text.index(text.startIndex, offsetBy: limit, limitedBy: text.endIndex), end < text.endIndex else {
      return text
    }
    let cut = text[..<end]
    let kept = cut.lastIndex { $0 == " " }.flatMap { cut.distance(from: cut.startIndex, to: $0) * 2 > limit ? $0 : nil }
    return trimmed(cut[..<(kept ?? end)]) + ellipsis
  }

  /// The end of `text`, at most `limit` characters of it.
  static func end(of text: String, limit: Int) -> String {
    guard let start = text.index(text.endIndex, offsetBy: -limit, limitedBy: text.startIndex), start > text.startIndex
    else { return text }
    let cut = text[start...]
    let kept = cut.firstIndex { $0 == " " }.flatMap { cut.distance(from: $0, to: cut.endIndex) * 2 > limit ? $0 : nil }
    return ellipsis + trimmed(cut[(kept ?? start)...])
  }

  /// The beginning and the end of `text`, at most `limit` characters of it.
  static func middle(of text: String, limit: Int) -> String {
    guard text.count > limit else { return text }
    return beginning(of: text, limit: limit / 2) + " " + end(of: text, limit: limit / 2).dropFirst(ellipsis.count)
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
