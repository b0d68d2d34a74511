/// Returns the text that the inside of a character reference (`amp`, `#8217`, `#x2019`) stands for, nil where none is.
///
/// The names are those of HTML that articles have in their text; a name that is not here stays as it is written.
func htmlEntity(_ reference: ArraySlice<UInt8>) -> String? {
  guard reference.first == UInt8(ascii: "#") else {
    return namedEntities[String(decoding: reference, as: UTF8.self)]
  }
  let digits = reference.dropFirst()
  let isHexadecimal = digits.first == UInt8(ascii: "x") || digits.first == UInt8(ascii: "X")
  let number = isHexadecimal ? digits.dropFirst() : digits
  guard (1...7).contains(number.count), number.allSatisfy({ isDigit($0) || isHexadecimal && isASCIILetter($0) }),
    let value = UInt32(String(decoding: number, as: UTF8.self), radix: isHexadecimal ? 16 : 10)
  else { return nil }
  return value == 0 ? "\u{FFFD}" : Unicode.Scalar(value).map { String(Character($0)) } ?? "\u{FFFD}"
}

private let namedEntities: [String: String] = [
  "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "shy": "\u{AD}",
  "mdash": "—", "ndash": "–", "hellip": "…", "middot": "·", "bull": "•", "times": "×", "minus": "−",
  "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”", "bdquo": "„", "laquo": "«", "raquo": "»",
  "lsaquo": "‹", "rsaquo": "›", "ensp": "\u{2002}", "emsp": "\u{2003}", "thinsp": "\u{2009}", "zwnj": "\u{200C}",
  "zwj": "\u{200D}", "euro": "€", "pound": "£", "yen": "¥", "cent": "¢", "deg": "°", "sect": "§", "copy": "©",
  "reg": "®", "trade": "™", "frac12": "½", "frac14": "¼", "frac34": "¾",
]
