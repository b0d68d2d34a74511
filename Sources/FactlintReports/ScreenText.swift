/// Text as it may be shown: nothing in it can move a cursor, change a colour or turn the direction of what follows.
package enum ScreenText {
  /// How a scalar of an article is shown.
  enum Appearance: Equatable {
    /// As it is, over so many columns; a mark on the scalar before it takes none.
    case itself(width: Int)
    /// As white space.
    case space
    /// By its number, such as ⟨U+202E⟩.
    case number
    /// Not at all: it is invisible and harmless (soft hyphen, zero-width space, byte order mark).
    case nothing
  }

  /// How `scalar` is to be shown.
  static func appearance(of scalar: Unicode.Scalar) -> Appearance {
    if scalar.value >= 0x20 && scalar.value < 0x7F { return .itself(width: 1) }
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x85, 0xA0: return .space
    case 0xAD, 0x200B, 0x2060, 0xFEFF: return .nothing
    case 0x200C, 0x200D: return .itself(width: 0)
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return .number
    case .nonspacingMark, .enclosingMark: return .itself(width: 0)
    default: return .itself(width: isWide(scalar.value) ? 2 : 1)
    }
  }

  /// `text` on one line, with what could act on a terminal or a page made visible.
  package static func visible(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch appearance(of: scalar) {
      case .itself: result.append(scalar)
      case .space: result.append(" ")
      case .number: result.append(contentsOf: number(of: scalar).unicodeScalars)
      case .nothing: break
      }
    }
    return String(result)
  }

  /// A scalar's number between marks that no article uses for it, such as ⟨U+202E⟩.
  static func number(of scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "⟨U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "⟩"
  }

  /// The columns that `text` takes on a terminal; `text` has been made visible.
  static func width(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      if case .itself(let width) = appearance(of: scalar) { sum + width } else { sum + 1 }
    }
  }

  /// Whether terminals show a scalar over two columns: East Asian Width W and F of UAX #11 by blocks, and emoji that
  /// are shown as pictures by default.
  private static func isWide(_ value: UInt32) -> Bool {
    guard value >= 0x1100 else { return false }
    var low = 0
    var high = wideRanges.count
    while low < high {
      let middle = (low + high) / 2
      if wideRanges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < wideRanges.count && wideRanges[low].contains(value)
  }

  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x23E9...0x23EC, 0x23F0...0x23F0, 0x23F3...0x23F3, 0x25FD...0x25FE,
    0x2614...0x2615, 0x2648...0x2653, 0x267F...0x267F, 0x2693...0x2693, 0x26A1...0x26A1, 0x26AA...0x26AB,
    0x26BD...0x26BE, 0x26C4...0x26C5, 0x26CE...0x26CE, 0x26D4...0x26D4, 0x26EA...0x26EA, 0x26F2...0x26F3,
    0x26F5...0x26F5, 0x26FA...0x26FA, 0x26FD...0x26FD, 0x2705...0x2705, 0x270A...0x270B, 0x2728...0x2728,
    0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797, 0x27B0...0x27B0,
    0x27BF...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55, 0x2E80...0x303E, 0x3041...0x33FF,
    0x3400...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
    0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F004...0x1F004,
    0x1F0CF...0x1F0CF, 0x1F18E...0x1F18E, 0x1F191...0x1F19A, 0x1F1E6...0x1F320, 0x1F32D...0x1F335, 0x1F337...0x1F37C,
    0x1F37E...0x1F393, 0x1F3A0...0x1F3CA, 0x1F3CF...0x1F3D3, 0x1F3E0...0x1F3F0, 0x1F3F4...0x1F3F4, 0x1F3F8...0x1F43E,
    0x1F440...0x1F440, 0x1F442...0x1F4FC, 0x1F4FF...0x1F53D, 0x1F54B...0x1F54E, 0x1F550...0x1F567, 0x1F57A...0x1F57A,
    0x1F595...0x1F596, 0x1F5A4...0x1F5A4, 0x1F5FB...0x1F64F, 0x1F680...0x1F6C5, 0x1F6CC...0x1F6CC, 0x1F6D0...0x1F6D2,
    0x1F6D5...0x1F6D7, 0x1F6DC...0x1F6DF, 0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC, 0x1F7E0...0x1F7EB, 0x1F7F0...0x1F7F0,
    0x1F90C...0x1F93A, 0x1F93C...0x1F945, 0x1F947...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD,
  ]
}
