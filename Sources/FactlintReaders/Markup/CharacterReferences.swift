/// Returns the text that the inside of a character reference (`amp`, `#8217`, `#x2019`) stands for, nil where none is.
///
/// The names are all those of HTML 4 and those of HTML that articles have in their text besides; a name that is not
/// here stays as it is written. The numbers that HTML takes for those of Windows-1252 are read so.
func htmlEntity(_ reference: ArraySlice<UInt8>) -> String? {
  guard reference.first == UInt8(ascii: "#") else {
    guard reference.count <= longestName else { return nil }
    return namedEntities[String(decoding: reference, as: UTF8.self)]
  }
  let digits = reference.dropFirst()
  let isHexadecimal = digits.first == UInt8(ascii: "x") || digits.first == UInt8(ascii: "X")
  let number = isHexadecimal ? digits.dropFirst() : digits
  guard !number.isEmpty, number.allSatisfy({ isDigit($0) || isHexadecimal && isASCIILetter($0) }),
    let value = UInt32(String(decoding: number, as: UTF8.self), radix: isHexadecimal ? 16 : 10)
  else { return number.count > 8 && number.allSatisfy(isDigit) ? "\u{FFFD}" : nil }
  if (0x80...0x9F).contains(value) { return String(Character(windows1252[Int(value - 0x80)])) }
  return value == 0 ? "\u{FFFD}" : Unicode.Scalar(value).map { String(Character($0)) } ?? "\u{FFFD}"
}

/// Returns what the character reference that begins at an ampersand stands for, and where it ends; nil where the
/// ampersand begins none.
///
/// A number needs no semicolon, and neither do the names that browsers know without one, if no letter follows.
func characterReference(at ampersand: Int, to end: Int, in bytes: [UInt8]) -> (text: String, end: Int)? {
  let start = ampersand + 1
  var offset = start
  let limit = min(end, start + 32)
  if offset < limit, bytes[offset] == UInt8(ascii: "#") { offset += 1 }
  while offset < limit, isDigit(bytes[offset]) || isASCIILetter(bytes[offset]) { offset += 1 }
  guard offset > start else { return nil }
  let isEnded = offset < end && bytes[offset] == UInt8(ascii: ";")
  let reference = bytes[start..<offset]
  guard !isEnded else { return htmlEntity(reference).map { ($0, offset + 1) } }
  if reference.first == UInt8(ascii: "#") {
    let isHexadecimal = reference.dropFirst().first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
    let prefix = start + (isHexadecimal ? 2 : 1)
    let digits = bytes[prefix..<max(prefix, offset)].prefix {
      isDigit($0) || isHexadecimal && (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0 | 0x20)
    }
    return digits.isEmpty ? nil : htmlEntity(bytes[start..<digits.endIndex]).map { ($0, digits.endIndex) }
  }
  guard offset == end || bytes[offset] != UInt8(ascii: "="),
    namesWithoutSemicolon.contains(String(decoding: reference, as: UTF8.self))
  else { return nil }
  return htmlEntity(reference).map { ($0, offset) }
}

/// What stands at 0x80 to 0x9F in Windows-1252, which is what pages mean by those numbers.
let windows1252: [Unicode.Scalar] = [
  "\u{20AC}", "\u{FFFD}", "\u{201A}", "\u{0192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}", "\u{02C6}",
  "\u{2030}", "\u{0160}", "\u{2039}", "\u{0152}", "\u{FFFD}", "\u{017D}", "\u{FFFD}", "\u{FFFD}", "\u{2018}",
  "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}", "\u{02DC}", "\u{2122}", "\u{0161}",
  "\u{203A}", "\u{0153}", "\u{FFFD}", "\u{017E}", "\u{0178}",
]

/// The length of the longest name.
private let longestName = 16

/// The names that HTML knows without a semicolon too.
private let namesWithoutSemicolon: Set<String> = [
  "AElig", "AMP", "Aacute", "Acirc", "Agrave", "Aring", "Atilde", "Auml", "COPY", "Ccedil", "ETH", "Eacute", "Ecirc",
  "Egrave", "Euml", "GT", "Iacute", "Icirc", "Igrave", "Iuml", "LT", "Ntilde", "Oacute", "Ocirc", "Ograve", "Oslash",
  "Otilde", "Ouml", "QUOT", "REG", "THORN", "Uacute", "Ucirc", "Ugrave", "Uuml", "Yacute", "aacute", "acirc",
  "acute", "aelig", "agrave", "amp", "aring", "atilde", "auml", "brvbar", "ccedil", "cedil", "cent", "copy",
  "curren", "deg", "divide", "eacute", "ecirc", "egrave", "eth", "euml", "frac12", "frac14", "frac34", "gt",
  "iacute", "icirc", "iexcl", "igrave", "iquest", "iuml", "laquo", "lt", "macr", "micro", "middot", "nbsp", "not",
  "ntilde", "oacute", "ocirc", "ograve", "ordf", "ordm", "oslash", "otilde", "ouml", "para", "plusmn", "pound",
  "quot", "raquo", "reg", "sect", "shy", "sup1", "sup2", "sup3", "szlig", "thorn", "times", "uacute", "ucirc",
  "ugrave", "uml", "uuml", "yacute", "yen", "yuml",
]

private let namedEntities: [String: String] = [
  "AMP": "&", "LT": "<", "GT": ">", "QUOT": "\"", "COPY": "©", "REG": "®",
  "Tab": "\u{9}", "NewLine": "\u{A}", "excl": "!", "quot": "\"", "num": "#", "dollar": "$", "percnt": "%",
  "amp": "&", "apos": "'", "lpar": "(", "rpar": ")", "ast": "*", "plus": "+", "comma": ",", "period": ".",
  "sol": "/", "colon": ":", "semi": ";", "lt": "<", "equals": "=", "gt": ">", "quest": "?", "commat": "@",
  "lsqb": "[", "rsqb": "]", "lowbar": "_", "NonBreakingSpace": "\u{A0}", "nbsp": "\u{A0}", "iexcl": "¡", "cent": "¢",
  "pound": "£", "curren": "¤", "yen": "¥", "brvbar": "¦", "sect": "§", "uml": "¨", "copy": "©", "ordf": "ª",
  "laquo": "«", "not": "¬", "shy": "\u{AD}", "reg": "®", "macr": "¯", "deg": "°", "plusmn": "±", "sup2": "²",
  "sup3": "³", "acute": "´", "micro": "µ", "para": "¶", "middot": "·", "cedil": "¸", "sup1": "¹", "ordm": "º",
  "raquo": "»", "frac14": "¼", "frac12": "½", "frac34": "¾", "iquest": "¿", "Agrave": "À", "Aacute": "Á",
  "Acirc": "Â", "Atilde": "Ã", "Auml": "Ä", "Aring": "Å", "AElig": "Æ", "Ccedil": "Ç", "Egrave": "È", "Eacute": "É",
  "Ecirc": "Ê", "Euml": "Ë", "Igrave": "Ì", "Iacute": "Í", "Icirc": "Î", "Iuml": "Ï", "ETH": "Ð", "Ntilde": "Ñ",
  "Ograve": "Ò", "Oacute": "Ó", "Ocirc": "Ô", "Otilde": "Õ", "Ouml": "Ö", "times": "×", "Oslash": "Ø", "Ugrave": "Ù",
  "Uacute": "Ú", "Ucirc": "Û", "Uuml": "Ü", "Yacute": "Ý", "THORN": "Þ", "szlig": "ß", "agrave": "à", "aacute": "á",
  "acirc": "â", "atilde": "ã", "auml": "ä", "aring": "å", "aelig": "æ", "ccedil": "ç", "egrave": "è", "eacute": "é",
  "ecirc": "ê", "euml": "ë", "igrave": "ì", "iacute": "í", "icirc": "î", "iuml": "ï", "eth": "ð", "ntilde": "ñ",
  "ograve": "ò", "oacute": "ó", "ocirc": "ô", "otilde": "õ", "ouml": "ö", "divide": "÷", "oslash": "ø",
  "ugrave": "ù", "uacute": "ú", "ucirc": "û", "uuml": "ü", "yacute": "ý", "thorn": "þ", "yuml": "ÿ", "amacr": "ā",
  "abreve": "ă", "aogon": "ą", "Cacute": "Ć", "cacute": "ć", "Ccaron": "Č", "ccaron": "č", "Dstrok": "Đ",
  "dstrok": "đ", "emacr": "ē", "eogon": "ę", "ecaron": "ě", "Gbreve": "Ğ", "gbreve": "ğ", "imacr": "ī", "imath": "ı",
  "inodot": "ı", "Lstrok": "Ł", "lstrok": "ł", "nacute": "ń", "omacr": "ō", "odblac": "ő", "OElig": "Œ",
  "oelig": "œ", "Rcaron": "Ř", "rcaron": "ř", "Sacute": "Ś", "sacute": "ś", "Scedil": "Ş", "scedil": "ş",
  "Scaron": "Š", "scaron": "š", "tcaron": "ť", "umacr": "ū", "uring": "ů", "udblac": "ű", "Yuml": "Ÿ", "zacute": "ź",
  "Zdot": "Ż", "zdot": "ż", "Zcaron": "Ž", "zcaron": "ž", "fnof": "ƒ", "circ": "ˆ", "tilde": "˜", "Alpha": "Α",
  "Beta": "Β", "Gamma": "Γ", "Delta": "Δ", "Epsilon": "Ε", "Zeta": "Ζ", "Eta": "Η", "Theta": "Θ", "Iota": "Ι",
  "Kappa": "Κ", "Lambda": "Λ", "Mu": "Μ", "Nu": "Ν", "Xi": "Ξ", "Omicron": "Ο", "Pi": "Π", "Rho": "Ρ", "Sigma": "Σ",
  "Tau": "Τ", "Upsilon": "Υ", "Phi": "Φ", "Chi": "Χ", "Psi": "Ψ", "Omega": "Ω", "alpha": "α", "beta": "β",
  "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ",
  "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ", "sigmaf": "ς", "sigma": "σ",
  "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "thetasym": "ϑ", "upsih": "ϒ",
  "piv": "ϖ", "ensp": "\u{2002}", "emsp": "\u{2003}", "numsp": "\u{2007}", "puncsp": "\u{2008}",
  "thinsp": "\u{2009}", "hairsp": "\u{200A}", "zwnj": "\u{200C}", "zwj": "\u{200D}", "lrm": "\u{200E}",
  "rlm": "\u{200F}", "dash": "‐", "hyphen": "‐", "ndash": "–", "mdash": "—", "horbar": "―", "lsquo": "‘",
  "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”", "bdquo": "„", "dagger": "†", "Dagger": "‡", "bull": "•",
  "hellip": "…", "permil": "‰", "prime": "′", "Prime": "″", "lsaquo": "‹", "rsaquo": "›", "oline": "‾", "frasl": "⁄",
  "euro": "€", "image": "ℑ", "numero": "№", "weierp": "℘", "real": "ℜ", "trade": "™", "alefsym": "ℵ", "frac13": "⅓",
  "frac23": "⅔", "frac15": "⅕", "frac18": "⅛", "frac38": "⅜", "frac58": "⅝", "frac78": "⅞", "larr": "←", "uarr": "↑",
  "rarr": "→", "darr": "↓", "harr": "↔", "crarr": "↵", "lArr": "⇐", "uArr": "⇑", "rArr": "⇒", "dArr": "⇓",
  "hArr": "⇔", "forall": "∀", "part": "∂", "exist": "∃", "empty": "∅", "nabla": "∇", "isin": "∈", "notin": "∉",
  "ni": "∋", "prod": "∏", "sum": "∑", "minus": "−", "lowast": "∗", "radic": "√", "prop": "∝", "infin": "∞",
  "ang": "∠", "and": "∧", "or": "∨", "cap": "∩", "cup": "∪", "int": "∫", "there4": "∴", "sim": "∼", "cong": "≅",
  "asymp": "≈", "ne": "≠", "equiv": "≡", "le": "≤", "ge": "≥", "sub": "⊂", "sup": "⊃", "nsub": "⊄", "sube": "⊆",
  "supe": "⊇", "oplus": "⊕", "otimes": "⊗", "perp": "⊥", "sdot": "⋅", "lceil": "⌈", "rceil": "⌉", "lfloor": "⌊",
  "rfloor": "⌋", "lang": "〈", "rang": "〉", "loz": "◊", "spades": "♠", "clubs": "♣", "hearts": "♥", "diams": "♦",
]
