import PCRE2

extension Subject {
  /// The whole text as a window.
  var whole: Range<Int> { 0..<count }

  /// The text of a range of bytes.
  func text(_ range: Range<Int>?) -> String? {
    range.map { String(decoding: bytes[$0], as: UTF8.self) }
  }
}

/// The ranges of all matches of a pattern in a text, or in a window of it.
func ranges(
  _ source: String, _ text: String, options: Pattern.Options = [], window: Range<Int>? = nil, usesJIT: Bool = true
) throws -> [Range<Int>] {
  let pattern = try Pattern(source, options: options, usesJIT: usesJIT)
  let subject = Subject(text)
  var found: [Range<Int>] = []
  try Matcher().forEachMatch(of: pattern, in: subject, window: window ?? subject.whole) { found.append($0.range) }
  return found
}

/// The texts of all matches of a pattern in a text, or in a window of it.
func texts(
  _ source: String, _ text: String, options: Pattern.Options = [], window: Range<Int>? = nil, usesJIT: Bool = true
) throws -> [String] {
  let bytes = Array(text.utf8)
  return try ranges(source, text, options: options, window: window, usesJIT: usesJIT).map {
    String(decoding: bytes[$0], as: UTF8.self)
  }
}
