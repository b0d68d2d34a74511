/// What the clean text of an article makes of one scalar of its source.
package enum Cleaning: Sendable, Equatable {
  /// The scalar stays as it is.
  case verbatim
  /// The scalar is white space of any kind: a run of such is one ASCII space.
  case space
  /// The scalar cannot be seen: a soft hyphen, a direction mark, a control character.
  case nothing
  /// The scalar is another form of this ASCII character.
  case ascii(UInt8)

  /// Returns what becomes of the scalar at an offset, and its length in bytes, looking no further than `end`.
  ///
  /// The bytes are told apart without decoding: only seven leading bytes begin a scalar that does not stay.
  package static func ofScalar(at offset: Int, in bytes: Span<UInt8>, end: Int) -> (cleaning: Cleaning, length: Int) {
    let lead = bytes[offset]
    if lead < 0x80 { return (ofASCII(lead), 1) }
    let length = min(lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, end - offset)
    if length == 2 {
      return (ofTwoBytes(lead, bytes[offset + 1]), 2)
    }
    if length == 3 {
      return (ofThreeBytes(lead, bytes[offset + 1], bytes[offset + 2]), 3)
    }
    return (.verbatim, length)
  }

  private static func ofASCII(_ byte: UInt8) -> Cleaning {
    if byte > 0x20 { return byte == 0x7F ? .nothing : .verbatim }
    return byte == 0x20 || (0x09...0x0D).contains(byte) ? .space : .nothing
  }

  private static func ofTwoBytes(_ first: UInt8, _ second: UInt8) -> Cleaning {
    switch (first, second) {
    case (0xC2, 0x85), (0xC2, 0xA0): .space  // NEXT LINE, NO-BREAK SPACE
    case (0xC2, 0x80...0x9F), (0xC2, 0xAD): .nothing  // C1 controls, SOFT HYPHEN
    case (0xCA, 0xBC): .ascii(UInt8(ascii: "'"))  // MODIFIER LETTER APOSTROPHE
    default: .verbatim
    }
  }

  private static func ofThreeBytes(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Cleaning {
    switch (first, second, third) {
    case (0xE2, 0x80, 0x99): .ascii(UInt8(ascii: "'"))  // RIGHT SINGLE QUOTATION MARK
    case (0xE2, 0x80, 0x90...0x91): .ascii(UInt8(ascii: "-"))  // HYPHEN, NON-BREAKING HYPHEN
    case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF): .space  // U+2000–200A, 2028–9, 202F
    case (0xE2, 0x81, 0x9F), (0xE1, 0x9A, 0x80), (0xE3, 0x80, 0x80): .space  // U+205F, U+1680, U+3000
    case (0xE2, 0x80, 0x8B...0x8F), (0xE2, 0x80, 0xAA...0xAE): .nothing  // zero-width and direction marks
    case (0xE2, 0x81, 0xA0...0xA4), (0xE2, 0x81, 0xA6...0xA9): .nothing  // WORD JOINER … isolates
    case (0xEF, 0xBB, 0xBF), (0xEF, 0xBF, 0xBC): .nothing  // ZERO WIDTH NO-BREAK SPACE, OBJECT REPLACEMENT CHARACTER
    default: .verbatim
    }
  }
}
