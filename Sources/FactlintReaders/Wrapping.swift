import Factlint

/// Whether a plain text is hard-wrapped, and which of its line breaks are therefore soft.
///
/// A text is wrapped when at nearly every break the next word would not have fitted. A break after a full stop that
/// leaves room says nothing, since it may end a paragraph; and at some breaks the sentence must visibly go on, or short
/// lines such as a list's would pass for wrapped ones. Capitals and full stops are told by Unicode properties.
struct Wrapping {
  /// Whether the text as a whole is wrapped.
  private(set) var isWrapped = false

  /// The width that lines are wrapped to, in scalars.
  private var width = 0
  private var metrics: [Metrics]
  private let first: Int

  /// Lines wider than this are never wrapped ones.
  private static let widest = 100
  /// Text in narrower columns than this is verse or a list.
  private static let narrowest = 30

  /// Measures the lines of an article.
  init(of lines: ArraySlice<Line>, in bytes: [UInt8]) {
    first = lines.startIndex
    metrics = lines.map { Metrics($0, in: bytes) }
    decide(lines, in: bytes)
  }

  /// Whether the line goes on where the one before it broke off; both must have text.
  func isSoftBreak(before index: Int) -> Bool {
    let (line, next) = pair(before: index)
    guard isWrapped, !line.isTabular, !next.isTabular else { return false }
    let room = width - (line.width + 1 + next.firstWord)
    if room < 0 { return true }
    if line.endsSentence { return false }
    return room < width / 4 || next.continues
  }

  /// Whether the line before this one is as long as a wrapped line is and ends within a sentence.
  func isMidSentence(before index: Int) -> Bool {
    let (line, next) = pair(before: index)
    return isWrapped && !line.endsSentence && line.width + 1 + next.firstWord > width
  }

  /// Whether a line is indented by at least two columns more than the one before it.
  func isIndentedFurther(_ index: Int) -> Bool {
    let (line, next) = pair(before: index)
    return next.indent >= line.indent + 2
  }

  private func pair(before index: Int) -> (Metrics, Metrics) { (metrics[index - 1 - first], metrics[index - first]) }

  private mutating func decide(_ lines: ArraySlice<Line>, in bytes: [UInt8]) {
    let breaks = metrics.indices.dropLast().filter { index in
      let (line, next) = (metrics[index], metrics[index + 1])
      return line.width > 0 && next.width > 0 && !line.isTabular && !next.isTabular && next.indent < line.indent + 2
    }
    let widths = breaks.flatMap { [metrics[$0].width, metrics[$0 + 1].width] }.sorted()
    let tooWide = widths.count { $0 > Self.widest }
    guard !widths.isEmpty, tooWide * 50 <= widths.count else { return }
    // One line in twenty may stick out.
    width = min(widths[widths.count - 1 - widths.count / 20], Self.widest)
    guard width >= Self.narrowest else { return }
    for (index, line) in zip(metrics.indices, lines) { metrics[index].readEdges(of: line, in: bytes) }
    let firstText = metrics.firstIndex { $0.width > 0 }
    var counted = 0
    var held = 0
    var continued = 0
    for index in breaks {
      let (line, next) = (metrics[index], metrics[index + 1])
      let fits = line.width + 1 + next.firstWord <= width
      // A full stop may end a paragraph, and the first line may be a headline.
      if fits, line.endsSentence || index == firstText && line.width * 4 < width * 3 { continue }
      counted += 1
      if !fits { held += 1 }
      if !line.endsSentence, next.continues || line.isAllCapitals && next.isAllCapitals { continued += 1 }
    }
    isWrapped = counted > 0 && held * 100 >= counted * 85 && continued * 4 >= counted
  }
}

/// What is measured of one line.
private struct Metrics {
  /// White space before the text, in scalars, a tab counting as eight.
  var indent = 0
  /// From the line's start to its last visible scalar, in scalars; 0 in a blank line.
  var width = 0
  /// The length of its first word in scalars.
  var firstWord = 0
  /// Whether its last mark ends a sentence or announces a list, closing quotation marks and brackets aside.
  var endsSentence = false
  /// Whether its first scalar is a letter, but no capital.
  var continues = false
  /// Whether it has capitals and no small letters of ASCII.
  var isAllCapitals = false
  /// Whether columns are set in it with tabs or runs of spaces.
  var isTabular = false

  /// Measures how wide a line is; of the text in it nothing is read until that matters.
  init(_ line: Line, in bytes: [UInt8]) {
    guard !line.isBlank else { return }
    for byte in bytes[line.start..<line.contentStart] where byte & 0xC0 != 0x80 { indent += byte == 0x09 ? 8 : 1 }
    if !measurePlain(line.content, in: bytes.span) { measure(line.content, in: bytes.span) }
    width += indent
  }

  /// Measures a line without tabs and with single spaces, as nearly all are; false for any other.
  private mutating func measurePlain(_ content: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var end = content.upperBound
    if bytes[end - 1] == 0x20 { end -= 1 }
    if bytes[end - 1] == 0x20 { return false }
    var scalars = 0
    var start = content.lowerBound
    while end - start > EightBytes.count {
      let eight = EightBytes(at: start, in: bytes)
      let spaces = eight.equal(to: 0x20)
      // Two spaces side by side, the second perhaps behind the eight.
      let isPair = spaces & spaces &<< 8 != 0 || spaces &>> 63 != 0 && bytes[start &+ EightBytes.count] == 0x20
      if isPair || eight.between(0, 0x1F) != 0 { return false }
      let notASCII = eight.notASCII
      scalars += EightBytes.count
      if notASCII != 0 {
        for index in start..<start &+ EightBytes.count where bytes[index] & 0xC0 == 0x80 { scalars -= 1 }
      }
      start &+= EightBytes.count
    }
    while start < end {
      let byte = bytes[start]
      if byte < 0x20 || byte == 0x20 && bytes[start - 1] == 0x20 { return false }
      if byte & 0xC0 != 0x80 { scalars += 1 }
      start += 1
    }
    width = scalars
    return true
  }

  private mutating func measure(_ content: Range<Int>, in bytes: Span<UInt8>) {
    var scalars = 0
    var spaces = 0
    for index in content {
      let byte = bytes[index]
      let isSpace = byte == 0x20 || byte == 0x09
      scalars += byte & 0xC0 == 0x80 ? 0 : 1
      // Each a choice between two values: a branch at each space cannot be foreseen, and costs as much as the word.
      isTabular = isTabular || !isSpace && spaces >= 3
      spaces = isSpace ? spaces + (byte == 0x09 ? 3 : 1) : 0
      width = isSpace ? width : scalars
    }
  }

  /// Reads how the text of a line begins and ends.
  mutating func readEdges(of line: Line, in bytes: [UInt8]) {
    guard !line.isBlank else { return }
    let content = bytes[line.content]
    firstWord = content.prefix { $0 != 0x20 && $0 != 0x09 }.count { $0 & 0xC0 != 0x80 }
    isAllCapitals = content.contains { $0 &- 0x41 < 26 } && !content.contains { $0 &- 0x61 < 26 }
    if !readASCIIEdges(content) { readEdges(Substring(decoding: content, as: UTF8.self).unicodeScalars) }
  }

  /// Does the same as `readEdges` for a line that begins and ends in ASCII; false for any other.
  private mutating func readASCIIEdges(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first, first < 0x80 else { return false }
    let closing: [UInt8] = [0x20, 0x22, 0x27, 0x29, 0x5D, 0x7D]
    let last = text.last { $0 > 0x1F && $0 != 0x7F && !closing.contains($0) }
    if let last, last >= 0x80 { return false }
    continues = first &- 0x61 < 26
    endsSentence = last.map { $0 == 0x2E || $0 == 0x21 || $0 == 0x3F || $0 == 0x3A } ?? false
    return true
  }

  private mutating func readEdges(_ text: Substring.UnicodeScalarView) {
    if let first = text.first {
      continues = first.properties.isAlphabetic && !first.properties.isUppercase
    }
    let last = text.reversed().first { scalar in
      switch scalar.properties.generalCategory {
      case .closePunctuation, .finalPunctuation, .initialPunctuation, .spaceSeparator, .control, .format: false
      default: scalar != "\"" && scalar != "'"
      }
    }
    endsSentence = last.map { $0.properties.isSentenceTerminal || $0 == ":" } ?? false
  }
}
