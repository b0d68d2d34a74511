/// The one way in which words are cut out of text and folded, for the trigger index and for word lists alike.
///
/// A word is a run of letters and combining marks; digits, apostrophes and hyphens end it. Lexicon entries are bounded
/// in patterns by "no letter or mark before or after", so whatever an entry matches, its words are words of the text.
public enum WordFolding {
  /// A word of a text.
  struct Word {
    /// What the index knows it by, which is `WordFolding.key(ofFolded:)` and not its `hash(of:in:)`.
    var key: UInt64
    /// Where it begins, in UTF-8 bytes.
    var start: Int
    /// Where it ends.
    var end: Int
    /// False only where all its letters are lower-case.
    var mayHaveCapital: Bool
    /// Whether it is made of ASCII letters alone.
    var isASCII: Bool
  }

  /// Calls `word` with each word of `bytes[range]`, and `other` with each scalar that is part of no word, apart from
  /// ASCII spaces, and where it is.
  ///
  /// Of a word with combining marks, each run of letters is given as well: to `\b` of PCRE2 a mark may or may not be
  /// part of a word, depending on the mark and on its version.
  ///
  /// `bytes` is valid UTF-8, and `range` begins and ends on scalar boundaries.
  @inline(__always)
  static func forEachWord(
    in bytes: Span<UInt8>, range: Range<Int>, _ word: (Word) -> Void, other: (Unicode.Scalar, Int) -> Void
  ) {
    var i = range.lowerBound
    let end = range.upperBound
    while i < end {
      let byte = bytes[i]
      if isASCIILetter(byte) {
        let start = i
        var hash = seed
        var capitals: UInt64 = 0
        // Eight bytes at a time: most words are no longer, and a loop that ends with each word's length is slow.
        repeat {
          let eight = eightBytes(of: bytes, at: i, end: end)
          let count = letterCount(of: eight)
          if count == 0 { break }
          let all = UInt64.max &>> UInt64(truncatingIfNeeded: 64 - 8 * count)
          capitals |= ~eight & caseBits & all
          hash = mix(hash, eight: (eight | caseBits) & all)
          i += count
          if count < 8 { break }
        } while true
        if i < end, bytes[i] >= 0x80, scalar(in: bytes, at: i).map(isLetterOrMark) == true {
          i = wordEnd(in: bytes, from: i, end: end)
          forEachSlowKey(of: bytes, start..<i) {
            word(Word(key: $0, start: start, end: i, mayHaveCapital: true, isASCII: false))
          }
        } else {
          word(Word(key: hash, start: start, end: i, mayHaveCapital: capitals != 0, isASCII: true))
        }
      } else if byte < 0x80 {
        if byte != 0x20 { other(Unicode.Scalar(byte), i) }
        i += 1
      } else if let scalar = scalar(in: bytes, at: i) {
        if isLetterOrMark(scalar) {
          let start = i
          i = wordEnd(in: bytes, from: i, end: end)
          forEachSlowKey(of: bytes, start..<i) {
            word(Word(key: $0, start: start, end: i, mayHaveCapital: true, isASCII: false))
          }
        } else {
          other(scalar, i)
          i += width(of: byte)
        }
      } else {
        i += 1
      }
    }
  }

  /// The folded words of `text`, in order.
  public static func words(of text: String) -> [String] { words(of: text, atMost: .max) }

  /// The first of the folded words of `text`, no more than so many.
  static func words(of text: String, atMost greatestCount: Int) -> [String] {
    if let words = text.utf8.withContiguousStorageIfAvailable({ asciiWords(of: $0, atMost: greatestCount) }), let words
    {
      return words
    }
    var words: [String] = []
    var current = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if words.count >= greatestCount { return words }
      if isLetterOrMark(scalar) {
        current.append(scalar)
      } else if !current.isEmpty {
        words.append(folded(String(current)))
        current = String.UnicodeScalarView()
      }
    }
    if !current.isEmpty, words.count < greatestCount { words.append(folded(String(current))) }
    return words
  }

  /// The same of a text that is ASCII; nil for any other.
  private static func asciiWords(of text: UnsafeBufferPointer<UInt8>, atMost greatestCount: Int) -> [String]? {
    if text.contains(where: { $0 >= 0x80 }) { return nil }
    var words: [String] = []
    var index = 0
    while index < text.count, words.count < greatestCount {
      let start = index
      while index < text.count, isASCIILetter(text[index]) { index += 1 }
      if start < index {
        let letters = text[start..<index]
        let isFolded = letters.allSatisfy { $0 >= 0x61 }
        words.append(
          isFolded
            ? String(decoding: letters, as: UTF8.self) : String(decoding: letters.map { $0 | 0x20 }, as: UTF8.self))
      } else {
        index += 1
      }
    }
    return words
  }

  /// The key that `forEachWord` gives for a word that is already folded: a hash made of eight bytes at a time.
  static func key(ofFolded word: String) -> UInt64 {
    let bytes = word.utf8.span
    var hash = seed
    for place in stride(from: 0, to: bytes.count, by: EightBytes.count) {
      hash = mix(hash, eight: eightBytes(of: bytes, at: place, end: bytes.count))
    }
    return hash
  }

  @inline(__always)
  static func mix(_ hash: UInt64, eight: UInt64) -> UInt64 {
    let product = (hash ^ eight) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product &>> 29
  }

  /// The bit of each of eight bytes in which a small letter of ASCII differs from its capital.
  @inline(__always)
  static var caseBits: UInt64 { 0x2020_2020_2020_2020 }

  /// Eight bytes from a place on, the first in the lowest bits; zeros stand for what lies behind `end`.
  @inline(__always)
  static func eightBytes(of bytes: Span<UInt8>, at place: Int, end: Int) -> UInt64 {
    if place &+ EightBytes.count <= end { return EightBytes(at: place, in: bytes).bits }
    var eight: UInt64 = 0
    for index in place..<end { eight |= UInt64(bytes[index]) << UInt64(truncatingIfNeeded: 8 * (index - place)) }
    return eight
  }

  /// How many of eight bytes, from the first on, are letters of ASCII.
  @inline(__always)
  private static func letterCount(of eight: UInt64) -> Int {
    let low = (eight | caseBits) & 0x7F7F_7F7F_7F7F_7F7F
    // The highest bit of each byte: it is no less than "a", it is greater than "z", it is not ASCII.
    let (fromA, afterZ) = (low &+ 0x1F1F_1F1F_1F1F_1F1F, low &+ 0x0505_0505_0505_0505)
    let letters = fromA & ~afterZ & ~eight & 0x8080_8080_8080_8080
    return (letters ^ 0x8080_8080_8080_8080).trailingZeroBitCount &>> 3
  }

  /// The hash of a word that `forEachWord` gave, whole, as that of its folded letters.
  static func hash(of word: Word, in bytes: Span<UInt8>) -> UInt64 {
    if word.isASCII {
      var hash = seed
      for index in word.start..<word.end { hash = mix(hash, bytes[index] | 0x20) }
      return hash
    }
    var copy: [UInt8] = []
    copy.reserveCapacity(word.end - word.start)
    for index in word.start..<word.end { copy.append(bytes[index]) }
    return hash(ofFolded: folded(String(decoding: copy, as: UTF8.self)))
  }

  /// The hash of a word that is already folded, as `mix` makes it byte by byte.
  public static func hash(ofFolded word: String) -> UInt64 {
    let bytes = word.utf8.span
    var hash = seed
    for index in bytes.indices { hash = mix(hash, bytes[index]) }
    return hash
  }

  /// `text` with the case of its letters taken away, as PCRE2's caseless matching would.
  public static func folded(_ text: String) -> String {
    let bytes = text.utf8.span
    var allBits: UInt8 = 0
    var hasCapital = false
    for index in bytes.indices {
      allBits |= bytes[index]
      hasCapital = hasCapital || bytes[index] &- 0x41 < 26
    }
    if allBits < 0x80 {
      if !hasCapital { return text }
      return String(decoding: text.utf8.map { isASCIILetter($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
    // Simple, scalar by scalar: a mapping to several scalars would not be what PCRE2 does. By way of upper case, so
    // that the long s and the final sigma are what they match.
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.value < 0x80 {
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        result.append(Unicode.Scalar(isASCIILetter(byte) ? byte | 0x20 : byte))
      } else {
        result.append(single(single(scalar, \.uppercaseMapping), \.lowercaseMapping))
      }
    }
    return String(result)
  }

  private static func single(
    _ scalar: Unicode.Scalar, _ mapping: KeyPath<Unicode.Scalar.Properties, String>
  ) -> Unicode.Scalar {
    let mapped = scalar.properties[keyPath: mapping].unicodeScalars
    return mapped.count == 1 ? mapped.first ?? scalar : scalar
  }

  /// Whether the scalar is part of a word.
  static func isLetterOrMark(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return isASCIILetter(UInt8(truncatingIfNeeded: scalar.value)) }
    // The general punctuation that news is full of, told apart without a look into Unicode's tables.
    if (0x2000...0x206F).contains(scalar.value) { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark:
      return true
    default: return false
    }
  }

  /// Whether the scalar is a combining mark, spacing or not.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300 else { return false }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return true
    default: return false
    }
  }

  @inline(__always)
  static func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  /// FNV-1a: short words, no need of more.
  @inline(__always)
  static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }

  private static func wordEnd(in bytes: Span<UInt8>, from start: Int, end: Int) -> Int {
    var i = start
    while i < end {
      let byte = bytes[i]
      if byte < 0x80 {
        guard isASCIILetter(byte) else { break }
        i += 1
      } else {
        guard let scalar = scalar(in: bytes, at: i), isLetterOrMark(scalar) else { break }
        i += width(of: byte)
      }
    }
    return i
  }

  /// Gives the key of a word that is not ASCII, and of the runs of letters between its marks if it has any.
  private static func forEachSlowKey(of bytes: Span<UInt8>, _ range: Range<Int>, _ body: (UInt64) -> Void) {
    var copy: [UInt8] = []
    copy.reserveCapacity(range.count)
    for i in range { copy.append(bytes[i]) }
    let word = String(decoding: copy, as: UTF8.self)
    body(key(ofFolded: folded(word)))
    guard word.unicodeScalars.contains(where: isMark) else { return }
    for letters in word.unicodeScalars.split(whereSeparator: isMark) {
      body(key(ofFolded: folded(String(letters))))
    }
  }

  /// The bytes of the scalar that `lead` begins.
  static func width(of lead: UInt8) -> Int {
    if lead < 0x80 { 1 } else if lead < 0xE0 { 2 } else if lead < 0xF0 { 3 } else { 4 }
  }

  /// The scalar that begins at `i` in valid UTF-8.
  static func scalar(in bytes: Span<UInt8>, at i: Int) -> Unicode.Scalar? {
    let lead = bytes[i]
    let width = width(of: lead)
    guard i + width <= bytes.count else { return nil }
    if width == 1 { return Unicode.Scalar(lead) }
    var value = UInt32(lead) & (width == 2 ? 0x1F : width == 3 ? 0x0F : 0x07)
    for k in 1..<width { value = value << 6 | UInt32(bytes[i + k] & 0x3F) }
    return Unicode.Scalar(value)
  }
}
