/// Text of an article inside HTML: shown letter for letter, whatever it holds.
enum HTMLText {
  /// `text` for the content of an element or of a quoted attribute.
  ///
  /// Controls and bidirectional marks are made visible first, so that no text can turn what stands beside it.
  static func escaped(_ text: String) -> String {
    let visible = ScreenText.visible(text)
    guard visible.utf8.contains(where: isActive) else { return visible }
    var result = ""
    result.reserveCapacity(visible.utf8.count + 16)
    for scalar in visible.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isActive(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
    default: false
    }
  }
}
