import PCRE2

/// A generator of random numbers whose seed makes a test repeatable (the SplitMix64 recurrence).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

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
