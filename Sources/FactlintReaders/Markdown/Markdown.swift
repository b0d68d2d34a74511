import Factlint

/// Reads Markdown as articles use it, after CommonMark: front matter, headings, paragraphs, lists, quotations, tables.
///
/// The first heading of level 1 is the headline where the front matter had none. Code, comments, tags, destinations of
/// links and marks of emphasis are not prose and are left out; marks that nothing balances are text. Where CommonMark
/// would swallow the rest of a text (a fence that nothing closes), the rest stays prose. All in linear time.
func readMarkdown(_ bytes: [UInt8], field: Int, into builder: inout ArticleBuilder) {
  let bodyStart = readFrontMatter(bytes, field: field, isMarkdown: true, into: &builder)
  var reader = MarkdownReader(bytes: bytes, field: field, bodyStart: bodyStart, builder: builder)
  reader.read()
  builder = reader.builder
}

/// The block structure of a Markdown text, read line by line.
struct MarkdownReader {
  let bytes: [UInt8]
  let field: Int
  let lines: [Line]
  /// The labels that have a definition.
  private let labels: Set<String>
  private(set) var builder: ArticleBuilder

  /// The paragraph whose lines are being gathered.
  private var paragraph: Paragraph?
  /// The columns at which the text of the open list items begins, the innermost last.
  private var listColumns: [Int] = []
  /// The least length of a fence of backticks or tildes that is known to have no closing one below.
  private var unclosedFences: [UInt8: Int] = [:]
  private var unclosedBlocks: Set<String> = []
  private var hasHeadline: Bool
  private var live = LiveBlog()
  /// What an image by itself is called, as long as a caption in italics may follow.
  private var pendingCaption: (inlines: MarkdownInlines, range: Range<Int>)?

  private struct Paragraph {
    var role: Block.Role
    var depth: Int
    var ranges: [Range<Int>]
  }

  init(bytes: [UInt8], field: Int, bodyStart: Int, builder: ArticleBuilder) {
    self.bytes = bytes
    self.field = field
    self.builder = builder
    hasHeadline = builder.hasBlock(.headline)
    lines = FactlintReaders.lines(of: bytes, in: bodyStart..<bytes.count)
    var labels: Set<String> = []
    for line in lines {
      if let label = markdownDefinition(at: line.content, of: bytes)?.label {
        labels.insert(markdownLabel(bytes[label]))
      }
    }
    self.labels = labels
  }

  mutating func read() {
    var index = 0
    while index < lines.count { index = readLine(index) }
    endParagraph()
    endImage()
  }

  /// Reads the block that begins on a line, or adds the line to the open paragraph, and returns the line to go on with.
  private mutating func readLine(_ index: Int) -> Int {
    let line = lines[index]
    var cursor = MarkdownCursor(bytes: bytes, offset: line.start, end: line.end)
    var depth = 0
    while cursor.takeQuoteMark() { depth += 1 }
    cursor.skipIndent()
    guard !cursor.isBlank else {
      endParagraph()
      return index + 1
    }
    if let open = paragraph, depth > open.depth { endParagraph() }
    let isInParagraph = paragraph != nil
    if !isInParagraph { listColumns.removeAll { $0 > cursor.column } }
    let indent = cursor.column - (listColumns.last { $0 <= cursor.column } ?? 0)
    if indent >= 4 {
      if !isInParagraph { return index + 1 }
    } else if let next = readBlockStart(index, &cursor, depth: depth) {
      return next
    }
    add(cursor.rest, depth: depth)
    return index + 1
  }

  /// Reads what begins a block other than a paragraph; nil where the line is a paragraph's.
  private mutating func readBlockStart(_ index: Int, _ cursor: inout MarkdownCursor, depth: Int) -> Int? {
    if let next = skipCode(index, cursor) ?? skipMarkup(index, cursor) { return next }
    if let (level, range) = cursor.heading {
      endParagraph()
      emitHeading([range], level: level)
      return index + 1
    }
    if let level = cursor.underlineLevel, let open = paragraph, open.depth == depth, isHeadingLike(open.ranges) {
      paragraph = nil
      emitHeading(open.ranges, level: level)
      return index + 1
    }
    if isSeparator(cursor.rest, of: bytes), bytes[cursor.offset] != UInt8(ascii: "~") {
      endParagraph()
      return index + 1
    }
    if let marker = cursor.listMarker, paragraph == nil || !listColumns.isEmpty || marker.number ?? 1 == 1 {
      return readListItem(index, &cursor, marker, depth: depth)
    }
    if paragraph == nil {
      if let definition = markdownDefinition(at: cursor.rest, of: bytes) {
        guard let note = definition.note else { return index + 1 }
        paragraph = Paragraph(role: .listItem, depth: depth, ranges: [note])
        return index + 1
      }
    }
    return readTable(index, cursor)
  }

  private mutating func readListItem(
    _ index: Int, _ cursor: inout MarkdownCursor, _ marker: ListMarker, depth: Int
  ) -> Int {
    endParagraph()
    listColumns.removeAll { $0 > cursor.column }
    repeat {
      guard let marker = cursor.listMarker, listColumns.count < 64 else { break }
      cursor.advance(to: marker.contentStart)
      let contentColumn = cursor.column
      cursor.skipIndent()
      listColumns.append(cursor.column - contentColumn > 3 ? contentColumn : cursor.column)
    } while !isSeparator(cursor.rest, of: bytes)
    var depth = depth
    while cursor.takeQuoteMark() { depth += 1 }
    cursor.skipTaskBox()
    if let (level, range) = cursor.heading {
      emitHeading([range], level: level)
    } else if !cursor.isBlank {
      paragraph = Paragraph(role: .listItem, depth: depth, ranges: [cursor.rest])
    }
    return index + 1
  }

  private mutating func add(_ range: Range<Int>, depth: Int) {
    if paragraph != nil {
      paragraph?.ranges.append(range)
    } else {
      let role: Block.Role =
        depth > 0 ? .quotation : !listColumns.isEmpty ? .listItem : live.isRunning ? .liveBlogEntry : .paragraph
      paragraph = Paragraph(role: role, depth: depth, ranges: [range])
    }
  }

  /// Whether lines over an underline are a heading, rather than a paragraph before a rule that lacks its blank line.
  private func isHeadingLike(_ ranges: [Range<Int>]) -> Bool {
    ranges.count <= 3 && ranges.reduce(0) { $0 + $1.count } <= 300
  }
}

// Blocks that are not prose.
extension MarkdownReader {
  /// Skips a fenced block of code; a fence that nothing closes is left out by itself.
  private mutating func skipCode(_ index: Int, _ cursor: MarkdownCursor) -> Int? {
    guard let (mark, length) = cursor.fence else { return nil }
    endParagraph()
    if let known = unclosedFences[mark], known <= length { return index + 1 }
    for close in lines.indices[(index + 1)...] {
      var cursor = MarkdownCursor(bytes: bytes, offset: lines[close].start, end: lines[close].end)
      while cursor.takeQuoteMark() {}
      cursor.skipIndent()
      if let fence = cursor.fence, fence.mark == mark, fence.length >= length, cursor.isBareFence { return close + 1 }
    }
    unclosedFences[mark] = length
    return index + 1
  }

  /// Skips a comment, a script or a style sheet that begins a line; one that nothing ends is text.
  private mutating func skipMarkup(_ index: Int, _ cursor: MarkdownCursor) -> Int? {
    guard bytes[cursor.offset] == UInt8(ascii: "<") else { return nil }
    for (opening, closing) in [("<!--", "-->"), ("<script", "</script"), ("<style", "</style")]
    where hasPrefix(opening, at: cursor.offset) && !unclosedBlocks.contains(closing) {
      var offset = cursor.offset + opening.utf8.count
      for closeLine in lines.indices[index...] {
        offset = max(offset, lines[closeLine].start)
        while offset < lines[closeLine].end {
          if hasPrefix(closing, at: offset) {
            // Prose may stand after a comment on its line; the inline reader leaves the comment out.
            let isWhole = skipWhiteSpace(from: offset + closing.utf8.count, to: lines[closeLine].end, in: bytes.span)
            if closing == "-->", closeLine == index, isWhole < lines[closeLine].end { return nil }
            endParagraph()
            return closeLine + 1
          }
          offset += 1
        }
      }
      unclosedBlocks.insert(closing)
    }
    return nil
  }

  private func hasPrefix(_ prefix: String, at offset: Int) -> Bool {
    guard offset + prefix.utf8.count <= bytes.count else { return false }
    return zip(prefix.utf8, bytes[offset...]).allSatisfy { $0 == ($1 &- 0x41 < 26 ? $1 | 0x20 : $1) }
  }
}

// Prose.
extension MarkdownReader {
  /// Reads a table, each cell of which is a block; nil where the next line is not a row of dashes.
  private mutating func readTable(_ index: Int, _ cursor: MarkdownCursor) -> Int? {
    guard index + 1 < lines.count, bytes[cursor.rest].contains(UInt8(ascii: "|")),
      isDelimiterRow(lines[index + 1].content)
    else { return nil }
    endParagraph()
    emitCells(cursor.rest)
    var row = index + 2
    while row < lines.count, bytes[lines[row].content].contains(UInt8(ascii: "|")) {
      emitCells(lines[row].content)
      row += 1
    }
    return row
  }

  private func isDelimiterRow(_ content: Range<Int>) -> Bool {
    var hasDash = false
    var content = bytes[content]
    while content.first == UInt8(ascii: ">") || content.first == 0x20 { content.removeFirst() }
    for byte in content {
      switch byte {
      case UInt8(ascii: "-"): hasDash = true
      case UInt8(ascii: "|"), UInt8(ascii: ":"), 0x20, 0x09: break
      default: return false
      }
    }
    return hasDash && content.contains(UInt8(ascii: "|"))
  }

  private mutating func emitCells(_ row: Range<Int>) {
    var start = row.lowerBound
    while start < row.upperBound, bytes[start] == UInt8(ascii: ">") || bytes[start] == 0x20 { start += 1 }
    for offset in start...max(start, row.upperBound) {
      let isEnd = offset >= row.upperBound
      if !isEnd, bytes[offset] != UInt8(ascii: "|") || offset > start && bytes[offset - 1] == UInt8(ascii: "\\") {
        continue
      }
      let inlines = inlines(of: [start..<offset])
      emit(inlines, inlines.whole, .listItem)
      start = offset + 1
    }
  }

  private mutating func emitHeading(_ ranges: [Range<Int>], level: Int) {
    endImage()
    let inlines = inlines(of: ranges)
    if let stamp = inlines.headingStamp {
      live.begin(level: level)
      emit(inlines, stamp, .metadata)
      emit(inlines, stamp.upperBound..<inlines.whole.upperBound, .heading)
      return
    }
    live.end(atHeadingOfLevel: level)
    let isHeadline = level == 1 && !hasHeadline
    if isHeadline { hasHeadline = true }
    emit(inlines, inlines.whole, isHeadline ? .headline : .heading)
    listColumns = []
  }

  private mutating func endParagraph() {
    guard let open = paragraph else { return }
    paragraph = nil
    let inlines = inlines(of: open.ranges)
    if let alternative = inlines.imageAlone {
      endImage()
      pendingCaption = (inlines, alternative)
    } else if inlines.isCaptionedImage || pendingCaption != nil && inlines.isAllEmphasis {
      pendingCaption = nil
      emit(inlines, inlines.whole, .caption)
    } else if open.role != .quotation, let stamp = inlines.paragraphStamp {
      live.begin(level: 7)
      emit(inlines, stamp, .metadata)
      emit(inlines, stamp.upperBound..<inlines.whole.upperBound, .liveBlogEntry)
    } else {
      emit(inlines, inlines.whole, open.role)
    }
  }

  /// Gives an image that no caption followed its alternative text as one.
  private mutating func endImage() {
    guard let (inlines, range) = pendingCaption else { return }
    pendingCaption = nil
    emit(inlines, range, .caption, isAlternative: true)
  }

  private mutating func emit(
    _ inlines: MarkdownInlines, _ range: Range<Int>, _ role: Block.Role, isAlternative: Bool = false
  ) {
    endImage()
    builder.beginBlock(role)
    inlines.append(range, of: field, to: &builder, isAlternative: isAlternative)
    builder.endBlock()
  }

  private func inlines(of ranges: [Range<Int>]) -> MarkdownInlines {
    MarkdownInlines(of: ranges, in: bytes, labels: labels)
  }
}

/// Whether the text is inside a live blog, whose entries stand under time stamps.
private struct LiveBlog {
  /// The level of the headings with time stamps, 7 where the stamps are bold text.
  private var level: Int?

  var isRunning: Bool { level != nil }

  mutating func begin(level: Int) { self.level = level }

  /// A heading without a stamp ends the blog if it stands as high as the stamps do.
  mutating func end(atHeadingOfLevel other: Int) {
    if let level, other <= level { self.level = nil }
  }
}
