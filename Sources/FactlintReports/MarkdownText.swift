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
    if isPlain(text) { return text }
    let scalars = Array(ScreenText.visible(text).unicodeScalars)
    var result: [UInt8] = []
    result.reserveCapacity(scalars.count + 64)
    func append(_ scalar: Unicode.Scalar) {
      if scalar.value < 0x80 {
        result.append(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        result.append(contentsOf: String(scalar).utf8)
      }
    }
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".utf8)
      case "<": result.append(contentsOf: "&lt;".utf8)
      case ">": result.append(contentsOf: "&gt;".utf8)
      case "\\", "`", "*", "_", "{", "}", "[", "]", "|", "~", "$", "^":
        append("\\")
        append(scalar)
      case "@", "#":
        append("\\")
        append(scalar)
        if isWord(next) { result.append(contentsOf: zeroWidthSpace) }
      case "!", "%":
        if isWord(next) || next == "[" { append("\\") }
        append(scalar)
      case ":":
        let isActive = next == "/" || opensEmoji(scalars, at: index)
        if isActive { append("\\") }
        append(scalar)
        if isActive { result.append(contentsOf: zeroWidthSpace) }
      case "-", "+", "=":
        if isLineStart(scalars, before: index) || next == scalar { append("\\") }
        append(scalar)
      case ".", ")":
        if isListNumber(scalars, before: index), next == " " {
          append("\\")
        } else if scalar == ".", endsWithWWW(scalars, before: index) {
          result.append(contentsOf: zeroWidthSpace)
        }
        append(scalar)
      default: append(scalar)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether a text is surely shown as it is: most are, and cost one look at each byte.
  private static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var before = UInt8(ascii: " ")
      // Whether anything but spaces, and anything but spaces and digits, has been passed.
      var hasText = false
      var hasWords = false
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        let next = index + 1 < bytes.count ? bytes[index + 1] : UInt8(ascii: " ")
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "'"),
          UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: ";"), UInt8(ascii: "?"), UInt8(ascii: "/"):
          break
        case UInt8(ascii: "."), UInt8(ascii: ")"):
          if before &- 0x30 < 10 && !hasWords || before | 0x20 == UInt8(ascii: "w") { return false }
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "="): if !hasText || next == byte { return false }
        case UInt8(ascii: ":"): if next != 0x20 { return false }
        case UInt8(ascii: "%"):
          if next >= 0x80 || next == UInt8(ascii: "[") || isWord(Unicode.Scalar(next)) { return false }
        // Letters of Latin-1, and the dashes, quotation marks and dots of general punctuation.
        case 0xC3: index += 1
        case 0xE2:
          guard index + 2 < bytes.count, isPrinted(next, bytes[index + 2]) else { return false }
          index += 2
        default: return false
        }
        if byte != 0x20 {
          hasText = true
          if byte &- 0x30 >= 10 { hasWords = true }
        }
        before = byte
        index += 1
      }
      return true
    }
  }

  /// Whether the last two bytes of a mark, E2 before them, are those of one that prints: of general punctuation, or of
  /// the signs that findings are told with (≠ ≤ ≥ −).
  private static func isPrinted(_ second: UInt8, _ last: UInt8) -> Bool {
    switch (second, last) {
    case (0x80, 0x93...0x94), (0x80, 0x98...0x9E), (0x80, 0xA6), (0x88, 0x92), (0x89, 0xA0), (0x89, 0xA4...0xA5): true
    default: false
    }
  }

  /// A rule's id, a path or another word of the program's surroundings as code.
  package static func code(_ text: String) -> String {
    let visible = ScreenText.visible(text)
    let isPlain =
      !visible.isEmpty && visible.unicodeScalars.allSatisfy { isWord($0) || "-./ ".unicodeScalars.contains($0) }
    return isPlain ? "`\(visible)`" : escaped(text)
  }

  private static let zeroWidthSpace = "&#8203;".utf8

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x80 else {
      let byte = UInt8(truncatingIfNeeded: scalar.value)
      return (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x5F
    }
    return scalar.properties.isAlphabetic
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
