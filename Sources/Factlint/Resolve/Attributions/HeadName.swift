/// A name at the head of a source: "Ann Lowe" in "harbour master Ann Lowe", none in "a spokesman for Ann Lowe".
struct HeadName {
  let range: Range<Int>
  /// The words of the name.
  let words: [NameWord]
  /// Whether it is the name of a body, a place or a thing.
  let isBody: Bool

  /// The name at the head of a source; nil where there is none.
  init?(of source: Range<Int>, in context: ResolutionContext) {
    let text = context.clean
    guard text[source].contains(where: { $0 &- 0x41 < 26 || $0 >= 0x80 }) else { return nil }
    let words = context.words.sourceWords
    /// Where the capitalised words end that may be the name, and where they begin.
    var run: Range<Int>?
    var isAfterPreposition = false
    var isBody = false
    var isGoverned = false
    var start = source.lowerBound
    while start < source.upperBound {
      var end = start
      while end < source.upperBound, text[end] != 0x20, text[end] != 0x2C { end += 1 }
      defer { start = end + 1 }
      guard start < end else { continue }
      let classes = words.token(start..<end, of: text).classes
      if classes.contains(.preposition) {
        // What a preposition goes on with is not the head; a name before it is.
        if run != nil, !isBody, !isGoverned { break }
        (run, isAfterPreposition, isBody) = (nil, true, false)
      } else if classes.contains(.and) {
        // Two sources that speak together are nobody in particular.
        if run != nil, !isGoverned { return nil }
        (run, isBody) = (nil, false)
      } else if Self.isPossessive(start..<end, in: text) {
        (run, isBody) = (nil, false)
      } else if Self.beginsWithCapital(start..<end, in: context) || run != nil && classes.contains(.particle) {
        if run == nil { isGoverned = isAfterPreposition }
        if classes.contains(.title) {
          // A title: the name comes after it, whatever came before.
          (run, isBody, isGoverned, isAfterPreposition) = (nil, false, false, false)
          continue
        }
        if classes.contains(.body) { isBody = true }
        run = (run?.lowerBound ?? start)..<end
      } else {
        if classes.contains(.role) { (isAfterPreposition, isGoverned) = (false, false) }
        (run, isBody) = (nil, false)
      }
    }
    guard let range = run, !isGoverned else { return nil }
    let found = NameWord.all(in: range, of: text)
    if found.isEmpty { return nil }
    // Where everything is in capitals they tell no names.
    let hasLowerCase =
      text[range].contains { $0 &- 0x61 < 26 }
      || context.text(range).unicodeScalars.contains { $0.properties.isLowercase }
    (self.range, self.words, self.isBody) = (range, found, isBody || !hasLowerCase)
  }

  private static func beginsWithCapital(_ token: Range<Int>, in context: ResolutionContext) -> Bool {
    let first = context.clean[token.lowerBound]
    if first < 0x80 { return first &- 0x41 < 26 }
    return context.text(token).unicodeScalars.first?.properties.isUppercase ?? false
  }

  /// Whether a word ends in an apostrophe and an s, or the other way round.
  private static func isPossessive(_ token: Range<Int>, in text: [UInt8]) -> Bool {
    guard token.count > 1 else { return false }
    let (first, second) = (text[token.upperBound - 2], text[token.upperBound - 1])
    return first == 0x27 && second == 0x73 || first == 0x73 && second == 0x27
  }
}
