/// One pass over a block's text that finds everything but the pairs of emphasis marks.
struct MarkdownInlineScan {
  private let text: [UInt8]
  private let labels: Set<String>

  /// What is to be left out, in no order; ranges may lie inside each other.
  private(set) var drops: [Range<Int>] = []
  /// What other text stands for, in order.
  private(set) var replacements: [(range: Range<Int>, text: String)] = []
  /// The alternative texts of images.
  private(set) var images: [Range<Int>] = []
  /// The runs of emphasis marks in order.
  private(set) var delimiters: [MarkdownEmphasis.Delimiter] = []

  private var brackets: [Bracket] = []
  private var hasNoCommentEnd = false
  /// For each run of backticks that a run of the same length follows, where that one begins.
  private var codeEnds: [Int: Int] = [:]

  private struct Bracket {
    var start: Int
    var isImage: Bool
    /// Whether brackets are inside it, so that it is no label.
    var isNested = false
  }

  init(text: [UInt8], labels: Set<String>) {
    self.text = text
    self.labels = labels
  }

  mutating func run() {
    pairBackticks()
    var offset = 0
    while offset < text.count {
      switch text[offset] {
      case UInt8(ascii: "\\"): offset = scanEscape(offset)
      case UInt8(ascii: "`"): offset = scanCode(offset)
      case UInt8(ascii: "<"): offset = scanTag(offset)
      case UInt8(ascii: "&"): offset = scanEntity(offset)
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): offset = scanDelimiters(offset)
      case UInt8(ascii: "!"):
        offset += 1
        if byte(offset) == UInt8(ascii: "[") {
          brackets.append(Bracket(start: offset, isImage: true))
          offset += 1
        }
      case UInt8(ascii: "["):
        brackets.append(Bracket(start: offset, isImage: false))
        offset += 1
      case UInt8(ascii: "]"): offset = scanClosingBracket(offset)
      default: offset += 1
      }
    }
  }

  private func byte(_ offset: Int) -> UInt8? { offset < text.count ? text[offset] : nil }

  private mutating func drop(_ range: Range<Int>) { drops.append(range) }

  /// Returns the end of the run of one byte that begins at an offset.
  private func runEnd(_ offset: Int) -> Int {
    var end = offset
    while end < text.count, text[end] == text[offset] { end += 1 }
    return end
  }

  private mutating func scanEscape(_ offset: Int) -> Int {
    guard let next = byte(offset + 1), next == 0x0A || isASCIIPunctuation(next) else { return offset + 1 }
    drop(offset..<offset + 1)
    return offset + 2
  }

  private mutating func pairBackticks() {
    var lastOfLength: [Int: Int] = [:]
    var offset = 0
    while offset < text.count {
      guard text[offset] == UInt8(ascii: "`") else {
        offset += 1
        continue
      }
      let end = runEnd(offset)
      if let last = lastOfLength.updateValue(offset, forKey: end - offset) { codeEnds[last] = offset }
      offset = end
    }
  }

  private mutating func scanCode(_ offset: Int) -> Int {
    let end = runEnd(offset)
    guard let close = codeEnds[offset] else { return end }
    drop(offset..<end)
    drop(close..<close + end - offset)
    return close + end - offset
  }

  private mutating func scanDelimiters(_ offset: Int) -> Int {
    let end = runEnd(offset)
    let mark = text[offset]
    if mark != UInt8(ascii: "~") || end - offset == 2 {
      let before = neighbour(lastBefore: offset)
      let after = neighbour(firstFrom: end)
      delimiters.append(MarkdownEmphasis.Delimiter(mark: mark, range: offset..<end, before: before, after: after))
    }
    return end
  }

  private func neighbour(lastBefore offset: Int) -> MarkdownEmphasis.Neighbour {
    var start = offset - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return start < 0 ? .space : MarkdownEmphasis.Neighbour(text[start..<offset])
  }

  private func neighbour(firstFrom offset: Int) -> MarkdownEmphasis.Neighbour {
    guard offset < text.count else { return .space }
    var end = offset + 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return MarkdownEmphasis.Neighbour(text[offset..<end])
  }

  private mutating func scanEntity(_ offset: Int) -> Int {
    let limit = min(text.count, offset + 34)
    guard let end = text[offset..<limit].firstIndex(of: UInt8(ascii: ";")),
      let decoded = htmlEntity(text[offset + 1..<end])
    else { return offset + 1 }
    replacements.append((offset..<end + 1, decoded))
    return end + 1
  }

  /// Leaves out a comment, a tag or the address of an autolink; a tag that may end a word leaves a space.
  private mutating func scanTag(_ offset: Int) -> Int {
    if text[offset...].starts(with: [0x3C, 0x21, 0x2D, 0x2D]) {
      guard !hasNoCommentEnd, let end = commentEnd(offset + 4) else {
        hasNoCommentEnd = true
        return offset + 1
      }
      drop(offset..<end)
      return end
    }
    // Looking no further than the next `<` keeps this linear.
    let start = offset + 1
    guard let end = text[start...].firstIndex(where: { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") }),
      text[end] == UInt8(ascii: ">"), let first = byte(start)
    else { return offset + 1 }
    let nameStart = first == UInt8(ascii: "/") ? start + 1 : start
    var nameEnd = nameStart
    while nameEnd < end, isASCIILetter(text[nameEnd]) || isDigit(text[nameEnd]) { nameEnd += 1 }
    if nameEnd > nameStart, isASCIILetter(text[nameStart]), isTagEnd(text[nameEnd]) {
      let name = String(decoding: text[nameStart..<nameEnd], as: UTF8.self).lowercased()
      if phrasingElements.contains(name) {
        drop(offset..<end + 1)
      } else {
        replacements.append((offset..<end + 1, " "))
      }
      return end + 1
    }
    let body = text[start..<end]
    if body.contains(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "@") }),
      !body.contains(where: { $0 <= 0x20 })
    {
      drop(offset..<end + 1)
      return end + 1
    }
    return offset + 1
  }

  private func isTagEnd(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
  }

  private func commentEnd(_ start: Int) -> Int? {
    var offset = start
    while offset + 2 < text.count {
      if text[offset] == 0x2D, text[offset + 1] == 0x2D, text[offset + 2] == 0x3E { return offset + 3 }
      offset += 1
    }
    return nil
  }

  private mutating func scanClosingBracket(_ offset: Int) -> Int {
    guard let open = brackets.popLast() else { return offset + 1 }
    if !brackets.isEmpty { brackets[brackets.count - 1].isNested = true }
    let content = open.start + 1..<offset
    if byte(open.start + 1) == UInt8(ascii: "^"), isLabel(content, open) {
      drop(open.start..<offset + 1)
      return offset + 1
    }
    guard let end = destinationEnd(offset + 1) ?? referenceEnd(offset + 1, content, open) else { return offset + 1 }
    if open.isImage {
      images.append(content)
      drop(open.start - 1..<end)
    } else {
      drop(open.start..<open.start + 1)
      drop(offset..<end)
    }
    return end
  }

  private func isLabel(_ range: Range<Int>, _ bracket: Bracket) -> Bool {
    !labels.isEmpty && !bracket.isNested && range.count <= 999 && labels.contains(markdownLabel(text[range]))
  }

  /// Returns the end of `[label]` or `[]` at an offset, or the offset itself where the content is a label.
  private func referenceEnd(_ offset: Int, _ content: Range<Int>, _ bracket: Bracket) -> Int? {
    guard !labels.isEmpty else { return nil }
    if byte(offset) == UInt8(ascii: "[") {
      let limit = min(text.count, offset + 1000)
      let close = text[(offset + 1)..<limit].firstIndex { $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: "[") }
      if let close, text[close] == UInt8(ascii: "]") {
        let label = offset + 1..<close
        let isDefined = label.isEmpty ? isLabel(content, bracket) : labels.contains(markdownLabel(text[label]))
        return isDefined ? close + 1 : nil
      }
    }
    return isLabel(content, bracket) ? offset : nil
  }

  /// Returns the end of `(destination "title")` at an offset.
  private func destinationEnd(_ offset: Int) -> Int? {
    guard byte(offset) == UInt8(ascii: "(") else { return nil }
    var cursor = skipSpaces(offset + 1)
    if byte(cursor) == UInt8(ascii: "<") {
      guard let end = text[(cursor + 1)...].firstIndex(where: { [0x3C, 0x3E, 0x0A].contains($0) }), text[end] == 0x3E
      else {
        return nil
      }
      cursor = end + 1
    } else {
      guard let end = bareDestinationEnd(cursor) else { return nil }
      cursor = end
    }
    let afterDestination = skipSpaces(cursor)
    if afterDestination > cursor, let quote = byte(afterDestination), [0x22, 0x27, 0x28].contains(quote) {
      let close: UInt8 = quote == 0x28 ? 0x29 : quote
      // A quotation mark ends at its like and a parenthesis at any, so that no two looks ahead pass over the same text.
      let end = text[(afterDestination + 1)...].firstIndex { $0 == close || $0 == quote }
      guard let end, text[end] == close else { return nil }
      cursor = skipSpaces(end + 1)
    } else {
      cursor = afterDestination
    }
    return byte(cursor) == UInt8(ascii: ")") ? cursor + 1 : nil
  }

  /// Steps over a destination without spaces, in which parentheses balance, at most 32 deep as in CommonMark.
  private func bareDestinationEnd(_ start: Int) -> Int? {
    var depth = 0
    var offset = start
    while let next = byte(offset), next > 0x20 {
      if next == UInt8(ascii: "\\"), let escaped = byte(offset + 1), isASCIIPunctuation(escaped) { offset += 1 }
      if next == UInt8(ascii: "(") { depth += 1 }
      if next == UInt8(ascii: ")") {
        if depth == 0 { break }
        depth -= 1
      }
      if depth > 32 { return nil }
      offset += 1
    }
    return depth == 0 ? offset : nil
  }

  private func skipSpaces(_ start: Int) -> Int {
    var offset = start
    while let next = byte(offset), next == 0x20 || next == 0x0A || next == 0x09 { offset += 1 }
    return offset
  }
}

/// HTML elements that stand inside a word or beside one without parting it from its neighbours.
private let phrasingElements: Set<String> = [
  "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q",
  "s",
  "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
]

func isASCIIPunctuation(_ byte: UInt8) -> Bool {
  byte > 0x20 && byte < 0x7F && !isDigit(byte) && !isASCIILetter(byte)
}
