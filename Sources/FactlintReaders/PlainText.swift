import Factlint

/// Reads plain text: front matter, the first-line form ` date 2023-02-05 The headline`, then paragraphs.
///
/// A blank line ends a paragraph. Whether a line break inside one is a soft one is decided for the whole article by
/// `Wrapping`. Lines that are only a separator are dropped; a line that begins with a list marker begins a list item.
func readPlainText(_ bytes: [UInt8], field: Int, into builder: inout ArticleBuilder) {
  let bodyStart = readFrontMatter(bytes, field: field, into: &builder)
  let body = lines(of: bytes, in: bodyStart..<bytes.count)
  guard var first = body.firstIndex(where: { !$0.isBlank }) else { return }
  if readFirstLineForm(body[first].start..<body[first].end, of: bytes, field: field, into: &builder) { first += 1 }
  var paragraphs = PlainParagraphs(bytes: bytes, field: field, lines: body[first...])
  paragraphs.read(into: &builder)
}

/// Reads paragraphs of plain text out of a range of a larger source, in which text may be written in some other way.
///
/// - Parameter append: Appends what a range of the source says to the open block.
func readPlainText(
  _ bytes: [UInt8], range: Range<Int>, field: Int, into builder: inout ArticleBuilder,
  append: @escaping (Range<Int>, inout ArticleBuilder) -> Void
) {
  let body = lines(of: bytes, in: range)
  var paragraphs = PlainParagraphs(bytes: bytes, field: field, lines: body[...], append: append)
  paragraphs.read(into: &builder)
}

/// Reads ` date 2023-02-05 The headline`: the date to metadata, the rest of the line to a headline; false where the
/// line has another form.
///
/// What follows the keyword must look like a date, so that a sentence that begins with that word stays one.
func readFirstLineForm(
  _ range: Range<Int>, of bytes: [UInt8], field: Int, into builder: inout ArticleBuilder
) -> Bool {
  let start = skipWhiteSpace(from: range.lowerBound, to: range.upperBound, in: bytes.span)
  let line = Line(start: range.lowerBound, contentStart: start, end: range.upperBound)
  guard line.end - line.contentStart >= 5, stands("date ", at: line.contentStart, in: bytes) else { return false }
  let dateStart = skipWhiteSpace(from: line.contentStart + 5, to: line.end, in: bytes.span)
  var end = dateStart
  while end < line.end, bytes[end] != 0x20, bytes[end] != 0x09 { end += 1 }
  var date = ISODate(prefixOf: bytes, in: dateStart..<line.end)
  if let dateEnd = date?.range.upperBound, dateEnd < line.end, bytes[dateEnd] != 0x20, bytes[dateEnd] != 0x09 {
    date = nil
  }
  guard date != nil || looksLikeDate(bytes[dateStart..<end]) else { return false }
  if let date { end = date.range.upperBound }
  builder.settleDate(
    date, origin: .firstLine, source: SourceRange(field: field, bytes: dateStart..<end),
    stated: String(decoding: bytes[dateStart..<end], as: UTF8.self))
  builder.addBlock(.metadata, field: field, bytes: line.contentStart..<end)
  builder.addBlock(.headline, field: field, bytes: end..<line.end)
  return true
}

/// Whether a word is made like a date: it begins with a digit and has a digit on either side of a `-`, `/` or `.`.
private func looksLikeDate(_ word: ArraySlice<UInt8>) -> Bool {
  guard let first = word.first, isDigit(first) else { return false }
  return word.indices.dropFirst().dropLast().contains { index in
    let isSeparator = [UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ".")].contains(word[index])
    return isSeparator && isDigit(word[index - 1]) && isDigit(word[index + 1])
  }
}

/// The lines of a plain text and the blocks that they make.
private struct PlainParagraphs {
  let bytes: [UInt8]
  let field: Int
  let lines: ArraySlice<Line>
  /// Appends what a range says, where that is not what it is written as.
  private let append: ((Range<Int>, inout ArticleBuilder) -> Void)?
  /// The block that is open: its role, where its text begins, and where the last line of it ends.
  private var open: (role: Block.Role, range: Range<Int>)?

  private static let bullets: Set<UInt8> = [UInt8(ascii: "-"), UInt8(ascii: "*")]

  init(
    bytes: [UInt8], field: Int, lines: ArraySlice<Line>, append: ((Range<Int>, inout ArticleBuilder) -> Void)? = nil
  ) {
    self.append = append
    self.bytes = bytes
    self.field = field
    self.lines = lines
  }

  mutating func read(into builder: inout ArticleBuilder) {
    let isBreak = lines.indices.dropLast().contains { !lines[$0].isBlank && !lines[$0 + 1].isBlank }
    let wrapping = isBreak ? Wrapping(of: lines, in: bytes) : nil
    for index in lines.indices {
      let line = lines[index]
      if line.isBlank || isSeparator(line.content, of: bytes) {
        close(into: &builder)
      } else if let open, joins(index, in: open.role, wrapping) {
        self.open = (open.role, open.range.lowerBound..<line.end)
      } else {
        close(into: &builder)
        if let marker = listMarker(at: line.content, of: bytes, bullets: Self.bullets) {
          open = (.listItem, marker.contentStart..<line.end)
        } else {
          open = (.paragraph, line.content)
        }
      }
    }
    close(into: &builder)
  }

  /// Whether a line goes on with the block that the line before it belongs to.
  private func joins(_ index: Int, in role: Block.Role, _ wrapping: Wrapping?) -> Bool {
    guard let wrapping else { return false }
    let isMarked = listMarker(at: lines[index].content, of: bytes, bullets: Self.bullets) != nil
    if role == .listItem {
      return !isMarked && (wrapping.isIndentedFurther(index) || wrapping.isSoftBreak(before: index))
    }
    // A dash or a number with a full stop may come to stand at the head of a wrapped line.
    if isMarked, !wrapping.isMidSentence(before: index) { return false }
    return !wrapping.isIndentedFurther(index) && wrapping.isSoftBreak(before: index)
  }

  private mutating func close(into builder: inout ArticleBuilder) {
    if let open, let append {
      builder.beginBlock(open.role)
      append(open.range, &builder)
      builder.endBlock()
    } else if let open {
      builder.addBlock(open.role, field: field, bytes: open.range)
    }
    open = nil
  }
}
