/// The state of the scan of one block.
struct QuotationScan {
  /// A quotation whose closing mark is still awaited.
  struct Open {
    var mark: QuotationMarks.Mark
    var closers: UInt16
    /// Its place among `found`.
    var position: Int
    /// Whether it exists only if its closing mark turns up.
    var isProvisional: Bool
    /// Where it closes if nothing better turns up: an apostrophe that may be a plural's.
    var tentativeEnd: Int?
  }

  /// A quotation and the mark that opened it; nil after it was found to be none.
  struct Found {
    var mark: QuotationMarks.Mark
    var quotation: Quotation?
  }

  let text: CleanText
  let marks: QuotationMarkTable
  let elisions: FoldedWords
  let block: Range<Int>
  let index: Int
  /// The marks that close what the block before left open, 0 where it left nothing open.
  let carried: UInt16
  /// The next block.
  let next: Range<Int>?
  var open: [Open] = []
  var found: [Found] = []
  /// The marks that close what this block leaves open.
  private(set) var leftOpen: UInt16 = 0
  /// An apostrophe that was recognised as part of an elision.
  var elided = -1

  init(
    text: CleanText, marks: QuotationMarkTable, elisions: FoldedWords, block: Range<Int>, index: Int, carried: UInt16,
    next: Range<Int>?
  ) {
    self.text = text
    self.marks = marks
    self.elisions = elisions
    self.block = block
    self.index = index
    self.carried = carried
    self.next = next
  }

  /// Whether no quotation was found.
  var isEmpty: Bool { found.allSatisfy { $0.quotation == nil } }

  func appendQuotations(to quotations: inout [Quotation]) {
    for entry in found {
      if let quotation = entry.quotation { quotations.append(quotation) }
    }
  }

  /// Reads the marks among some offsets of the block, in order.
  mutating func run(over offsets: ArraySlice<Int>) {
    var resumed = block.lowerBound
    for offset in offsets where offset >= resumed {
      guard let mark = mark(at: offset) else { continue }
      if mark.isSingle {
        readSingle(mark, at: offset)
      } else {
        readDouble(mark, at: offset)
      }
      resumed = offset + mark.width
    }
    finish()
  }

  /// The mark at an offset inside the block, if there is one.
  func mark(at offset: Int) -> QuotationMarks.Mark? {
    let bytes = text.bytes
    let following = offset + 1 < block.upperBound ? bytes[offset + 1] : 0
    switch bytes[offset] {
    case 0x22: return .straightDouble
    case 0x60: return following == 0x60 ? .doubleGrave : nil
    case 0x27:
      // Two apostrophes are two closing marks inside a single quotation, else one double mark.
      return following == 0x27 && isDoubleApostrophe(at: offset) ? .doubleApostrophe : .apostrophe
    case 0xC2: return following == 0xAB ? .leftGuillemet : following == 0xBB ? .rightGuillemet : nil
    case 0xE2:
      guard following == 0x80, offset + 2 < block.upperBound else { return nil }
      switch bytes[offset + 2] {
      case 0x98: return .leftSingle
      case 0x9A: return .lowSingle
      case 0x9B: return .reversedSingle
      case 0x9C: return .leftDouble
      case 0x9D: return .rightDouble
      case 0x9E: return .lowDouble
      case 0x9F: return .reversedDouble
      case 0xB9: return .leftAngle
      case 0xBA: return .rightAngle
      default: return nil
      }
    default: return nil
    }
  }

  /// Whether the two apostrophes at an offset are one double mark rather than the ends of two quotations.
  ///
  /// Inside a single quotation they are if they close what is open around it and no third one follows.
  private func isDoubleApostrophe(at offset: Int) -> Bool {
    let mark = QuotationMarks.Mark.doubleApostrophe
    guard (marks.closing | marks.opening) & mark.bit != 0 else { return false }
    guard open.last?.mark.isSingle == true else { return true }
    let isThird = offset + 2 < block.upperBound && text[offset + 2] == 0x27
    return !isThird && open.contains { $0.closers & mark.bit != 0 }
  }

  // MARK: - Double marks

  private mutating func readDouble(_ mark: QuotationMarks.Mark, at offset: Int) {
    if mark == .straightDouble, isInchMark(at: offset) { return }
    let end = offset + mark.width
    let canOpen = marks.opening & mark.bit != 0
    let canClose = marks.closing & mark.bit != 0
    guard canOpen || canClose else { return }
    let opensHere = isOpeningContext(before: offset, after: end)
    let closesHere = isClosingContext(before: offset, after: end)
    // A mark that was typed for the closing one closes what the same mark opened.
    let opened =
      open.lastIndex { $0.closers & mark.bit != 0 }
      ?? (closesHere && !opensHere ? open.lastIndex { $0.mark == mark } : nil)

    if canOpen, canClose {
      if opensHere, !closesHere {
        begin(mark, at: offset)
      } else if let opened {
        close(opened, at: offset, width: mark.width)
      } else if closesHere, !opensHere {
        closeCarried(mark, at: offset)
      } else if end < block.upperBound, opensHere || !(isSpace(end) || isInsideWord(offset, end)) {
        begin(mark, at: offset)
      }
    } else if canClose {
      if let opened {
        close(opened, at: offset, width: mark.width)
      } else if closesHere || !opensHere {
        closeCarried(mark, at: offset)
      } else {
        begin(mark, at: offset)
      }
    } else if let opened, closesHere, !opensHere {
      close(opened, at: offset, width: mark.width)
    } else if !closesHere || opensHere {
      begin(mark, at: offset)
    }
  }

  /// Whether a straight double mark means inches: digits before it, and before these a foot mark.
  private func isInchMark(at offset: Int) -> Bool {
    var start = offset
    while start > block.lowerBound, offset - start < 4, CleanText.isASCIIDigit(text[start - 1]) { start -= 1 }
    guard start < offset, start > block.lowerBound else { return false }
    if text[start - 1] == 0x20 { start -= 1 }
    return start > block.lowerBound + 1 && text[start - 1] == 0x27 && CleanText.isASCIIDigit(text[start - 2])
  }

  /// Whether what surrounds a mark is what surrounds one that opens.
  func isOpeningContext(before start: Int, after end: Int) -> Bool {
    end < block.upperBound && !isSpace(end) && isBoundary(before: start)
  }

  /// Whether what surrounds a mark is what surrounds one that closes.
  private func isClosingContext(before start: Int, after end: Int) -> Bool {
    start > block.lowerBound && !isSpace(start - 1) && isBoundary(after: end)
  }

  /// Whether a mark stands between two letters or digits, mistyped for an apostrophe.
  private func isInsideWord(_ start: Int, _ end: Int) -> Bool {
    start > block.lowerBound && text.isWordScalar(before: start) && text.isWordScalar(at: end)
  }

  private func isSpace(_ offset: Int) -> Bool { text[offset] == 0x20 }

  /// Whether a quotation can begin at an offset by what stands before it.
  func isBoundary(before offset: Int) -> Bool {
    guard offset > block.lowerBound else { return true }
    switch text[offset - 1] {
    case 0x20, 0x28, 0x5B, 0x7B, 0x2D, 0x2F, 0x3D: return true  // space ( [ { - / =
    case 0x22, 0x27, 0x60:  // an ASCII mark, if that one can open in turn
      return offset - 1 == block.lowerBound || isSpace(offset - 2) || text[offset - 2] == 0x28
    case 0x80...:
      switch text.scalar(before: offset) {
      case "\u{2013}", "\u{2014}", "\u{201C}", "\u{201E}", "\u{2018}", "\u{201A}", "\u{AB}", "\u{2039}": return true
      default: return false
      }
    default: return false
    }
  }

  /// Whether a quotation can end before an offset by what stands there.
  private func isBoundary(after offset: Int) -> Bool {
    guard offset < block.upperBound else { return true }
    switch text[offset] {
    // space " ' ) , - . / : ; ? ! ] }
    case 0x20, 0x22, 0x27, 0x29, 0x2C, 0x2D, 0x2E, 0x2F, 0x3A, 0x3B, 0x3F, 0x21, 0x5D, 0x7D: return true
    case 0x80...:
      switch text.scalar(at: offset) {
      case "\u{2013}", "\u{2014}", "\u{2026}", "\u{201D}", "\u{BB}", "\u{203A}": return true
      default: return false
      }
    default: return false
    }
  }

  // MARK: - Opening and closing

  /// Opens a quotation with the mark at an offset.
  mutating func begin(_ mark: QuotationMarks.Mark, at offset: Int, isProvisional: Bool = false) {
    guard open.count < Self.greatestDepth else { return }
    var closers = marks.closers(of: mark)
    // A closing mark that was typed for an opening one.
    if closers == 0 { closers = mark.bit }
    let content = offset + mark.width
    let quotation = Quotation(
      range: offset..<content, content: content..<content, block: index, depth: open.count,
      isContinuation: offset == block.lowerBound && carried & closers != 0, isClosed: false)
    open.append(
      Open(mark: mark, closers: closers, position: found.count, isProvisional: isProvisional, tentativeEnd: nil))
    found.append(Found(mark: mark, quotation: quotation))
  }

  /// Closes an open quotation with the mark at an offset, and whatever was opened inside it.
  mutating func close(_ opened: Int, at offset: Int, width: Int) {
    while open.count > opened + 1 { abandonLast(at: offset) }
    let position = open.removeLast().position
    end(position, content: offset, range: offset + width, isClosed: true)
  }

  /// Lets the block's beginning up to a closing mark carry on the quotation that the block before left open.
  private mutating func closeCarried(_ mark: QuotationMarks.Mark, at offset: Int) {
    guard carried & mark.bit != 0, found.isEmpty, offset > block.lowerBound else { return }
    found.append(
      Found(
        mark: mark,
        quotation: Quotation(
          range: block.lowerBound..<offset + mark.width, content: block.lowerBound..<offset, block: index,
          isContinuation: true)))
  }

  /// Gives up waiting for the closing mark of the innermost quotation, which a surrounding one cuts off.
  private mutating func abandonLast(at limit: Int) {
    let last = open.count - 1
    if open[last].tentativeEnd != nil {
      settleTentative(last)
    } else if open[last].mark.isSingle {
      drop(last)
    } else {
      end(open.removeLast().position, content: limit, range: limit, isClosed: false)
    }
  }

  private mutating func end(_ position: Int, content: Int, range: Int, isClosed: Bool) {
    guard var quotation = found[position].quotation else { return }
    quotation.content = quotation.content.lowerBound..<max(content, quotation.content.lowerBound)
    quotation.range = quotation.range.lowerBound..<range
    quotation.isClosed = isClosed
    found[position].quotation = quotation
  }

  /// Closes a single quotation at the plural apostrophe that was remembered, or drops it.
  mutating func settleTentative(_ opened: Int) {
    guard let end = open[opened].tentativeEnd, let start = found[open[opened].position].quotation?.content.lowerBound,
      !open[opened].isProvisional || wordCount(start..<end) <= Self.greatestProvisionalWords
    else { return drop(opened) }
    let position = open.remove(at: opened).position
    self.end(position, content: end, range: end + 1, isClosed: true)
    raiseFound(after: position, from: end)
  }

  /// Drops a quotation that turned out to be none.
  mutating func drop(_ opened: Int) {
    let position = open.remove(at: opened).position
    found[position].quotation = nil
    raiseFound(after: position, from: 0)
  }

  /// Takes one level of depth from the quotations after a position that begin at or after an offset.
  private mutating func raiseFound(after position: Int, from offset: Int) {
    for later in position + 1..<max(found.count, position + 1) {
      if let start = found[later].quotation?.range.lowerBound, start >= offset {
        found[later].quotation?.depth -= 1
      }
    }
  }

  private func wordCount(_ range: Range<Int>) -> Int {
    range.isEmpty ? 0 : 1 + range.count { text[$0] == 0x20 }
  }

  // MARK: - End of block

  private mutating func finish() {
    while let last = open.last {
      let top = open.count - 1
      if last.tentativeEnd != nil {
        settleTentative(top)
      } else if last.isProvisional || (last.mark.isSingle && !isLeftOpen(last)) {
        drop(top)
      } else {
        open.removeLast()
        endUnclosed(last)
      }
    }
  }

  /// Whether a single quotation without an end is carried on by the next block, or fills this one.
  private func isLeftOpen(_ single: Open) -> Bool {
    guard let quotation = found[single.position].quotation else { return false }
    if let next, !next.isEmpty, text[next.lowerBound] == 0xE2, let mark = nextMark(at: next.lowerBound, in: next) {
      return mark == single.mark
    }
    return quotation.range.lowerBound == block.lowerBound
      && (quotation.isContinuation || text.scalar(at: quotation.content.lowerBound).properties.isUppercase)
  }

  private func nextMark(at offset: Int, in next: Range<Int>) -> QuotationMarks.Mark? {
    QuotationScan(
      text: text, marks: marks, elisions: elisions, block: next, index: index, carried: 0, next: nil
    ).mark(at: offset)
  }

  /// Ends a quotation without a closing mark before the next of its kind inside it, else with the block.
  private mutating func endUnclosed(_ entry: Open) {
    guard let quotation = found[entry.position].quotation else { return }
    let child = found[(entry.position + 1)...].first {
      $0.mark == entry.mark && $0.quotation?.depth == quotation.depth + 1
    }
    guard let start = child?.quotation?.range.lowerBound else {
      end(entry.position, content: block.upperBound, range: block.upperBound, isClosed: false)
      if quotation.depth == 0 { leftOpen = entry.closers }
      return
    }
    var limit = start
    while limit > quotation.content.lowerBound, isSpace(limit - 1) { limit -= 1 }
    if limit > quotation.content.lowerBound {
      end(entry.position, content: limit, range: limit, isClosed: false)
    } else {
      found[entry.position].quotation = nil
    }
    raiseFound(after: entry.position, from: start)
  }

  /// The number of quotations that can be open at once; a mark that would open another is passed over.
  private static let greatestDepth = 8
  /// The greatest number of words between straight single marks of which the second may be a plural's apostrophe.
  private static let greatestProvisionalWords = 5
}
