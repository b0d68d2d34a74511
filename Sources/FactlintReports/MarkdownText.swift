/// Text of an article inside Markdown: shown letter for letter, whatever it holds.
///
/// Written for CommonMark 0.31 with the extensions of GitHub and GitLab. Some of theirs look at the finished text, where
/// a backslash is gone: mentions, references to issues, emoji by name, bare addresses. Those are cut by a zero-width
/// space, as a character reference. Escaped only where it is active: `+ - . ) =` and digits open a block only at the
/// start of a line, `! # $ % ^` and the like only before what they mark; `( )` need a bracket before them, and brackets are
/// always escaped.
package enum MarkdownText {
  /// `text` for a running line of Markdown or a cell of a table.
  package static func escaped(_ text: String) -> String {
    let scalars = Array(ScreenText.visible(text).unicodeScalars)
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\\", "`", "*", "_", "{", "}", "[", "]", "|", "~", "$", "^":
        result.append("\\")
        result.append(scalar)
      case "@", "#":
        result.append("\\")
        result.append(scalar)
        if isWord(next) { result.append(contentsOf: zeroWidthSpace) }
      case "!", "%":
        if isWord(next) || next == "[" { result.append("\\") }
        result.append(scalar)
      case ":":
        let isActive = next == "/" || opensEmoji(scalars, at: index)
        if isActive { result.append("\\") }
        result.append(scalar)
        if isActive { result.append(contentsOf: zeroWidthSpace) }
      case "-", "+", "=":
        if isLineStart(scalars, before: index) || next == scalar { result.append("\\") }
        result.append(scalar)
      case ".", ")":
        if isListNumber(scalars, before: index), next == " " {
          result.append("\\")
        } else if scalar == ".", endsWithWWW(scalars, before: index) {
          result.append(contentsOf: zeroWidthSpace)
        }
        result.append(scalar)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// A rule's id, a path or another word of the program's surroundings as code.
  package static func code(_ text: String) -> String {
    let visible = ScreenText.visible(text)
    let isPlain =
      !visible.isEmpty && visible.unicodeScalars.allSatisfy { isWord($0) || "-./ ".unicodeScalars.contains($0) }
    return isPlain ? "`\(visible)`" : escaped(text)
  }

  private static let zeroWidthSpace = "&#8203;".unicodeScalars

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_"
  }

  private static func isLineStart(_ scalars: [Unicode.Scalar], before index: Int) -> Bool {
    scalars[..<index].allSatisfy { $0 == " " }
  }

  /// Whether only a number stands before `index`, as in "1." at the start of a line.
  private static func isListNumber(_ scalars: [Unicode.Scalar], before index: Int) -> Bool {
    guard index > 0, ("0"..."9").contains(scalars[index - 1]) else { return false }
    return scalars[..<index].allSatisfy { $0 == " " || ("0"..."9").contains($0) }
  }

  private static func endsWithWWW(_ scalars: [Unicode.Scalar], before index: Int) -> Bool {
    index >= 3 && scalars[index - 3..<index].allSatisfy { $0 == "w" || $0 == "W" }
  }

  /// Whether `:name:` begins at `index`; a name is at most 40 scalars long, longer than any in use.
  private static func opensEmoji(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    var end = index + 1
    while end < scalars.count, end - index <= 40, isWord(scalars[end]) || scalars[end] == "-" || scalars[end] == "+" {
      end += 1
    }
    return end > index + 1 && end < scalars.count && scalars[end] == ":"
  }
}
