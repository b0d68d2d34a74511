/// Single marks, whose closing one looks like an apostrophe.
///
/// - Between two letters it is an apostrophe.
/// - A mark that can close does so where punctuation stands on either side of it, or where the letter before it is no
///   "s" or "S" (a possessive plural: `‘the workers' party' won`). After an "s" and before a space it closes only
///   if no other mark of the block closes better.
/// - A curly mark opens unless it stands for letters left out (`‘90s`, or a word of the language's elisions).
/// - A straight one opens only after a space, a bracket, a dash or an opening double mark and before a word, and only if
///   a closing one follows in the block.
extension QuotationScan {
  mutating func readSingle(_ mark: QuotationMarks.Mark, at offset: Int) {
    guard offset != elided else { return }
    let end = offset + mark.width
    let followsWord = offset > block.lowerBound && text.isWordScalar(before: offset)
    let precedesWord = end < block.upperBound && text.isWordScalar(at: end)
    if followsWord, precedesWord { return }

    if let last = open.last, last.closers & mark.bit != 0, !precedesWord, canClose(last, at: offset) {
      closeSingle(at: offset, width: mark.width, end: end, followsWord: followsWord)
      return
    }
    guard marks.opening & mark.bit != 0, !followsWord, end < block.upperBound, opensSingle(mark, at: offset, end: end)
    else { return }
    if let opened = open.lastIndex(where: { $0.mark.isSingle }) {
      if open[opened].tentativeEnd != nil {
        settleTentative(opened)
      } else if mark == .apostrophe {
        return
      } else if open[opened].mark == mark {
        drop(opened)
      }
    }
    begin(mark, at: offset, isProvisional: mark == .apostrophe)
  }

  /// Whether there are words between the opening mark and an offset, which no space precedes.
  private func canClose(_ entry: Open, at offset: Int) -> Bool {
    guard let start = found[entry.position].quotation?.content.lowerBound else { return false }
    return offset > start && text[offset - 1] != 0x20
  }

  private mutating func closeSingle(at offset: Int, width: Int, end: Int, followsWord: Bool) {
    let top = open.count - 1
    let isPlural = text[offset - 1] | 0x20 == 0x73
    let precedesSpace = end < block.upperBound && text[end] == 0x20
    if followsWord, isPlural, precedesSpace {
      if open[top].tentativeEnd == nil { open[top].tentativeEnd = offset }
    } else if followsWord, precedesSpace, CleanText.isASCIIDigit(text[offset - 1]), isFootMark(before: end) {
      return
    } else {
      close(top, at: offset, width: width)
    }
  }

  /// Whether the mark that ends before an offset stands for feet: inches and their mark follow it.
  private func isFootMark(before end: Int) -> Bool {
    var offset = end
    if offset < block.upperBound, text[offset] == 0x20 { offset += 1 }
    let digits = offset
    while offset < block.upperBound, offset - digits < 3, CleanText.isASCIIDigit(text[offset]) { offset += 1 }
    return offset > digits && offset < block.upperBound && text[offset] == 0x22
  }

  private mutating func opensSingle(_ mark: QuotationMarks.Mark, at offset: Int, end: Int) -> Bool {
    let opensBefore = offset == block.lowerBound || (text[offset - 1] != 0x2D && isBoundary(before: offset))
    guard opensBefore, text[end] != 0x20 else { return false }
    if isElision(at: end) { return false }
    // Before a straight mark's words may stand another opening mark, a currency sign, a bracket or an ellipsis.
    return mark != .apostrophe || isWordBeginning(at: end)
  }

  private func isWordBeginning(at offset: Int) -> Bool {
    switch text[offset] {
    case 0x21, 0x27, 0x29, 0x2C, 0x2D, 0x3A, 0x3B, 0x3F, 0x5D, 0x7D: false  // ! ' ) , - : ; ? ] }
    default: true
    }
  }

  /// Whether letters or digits are left out before the word at an offset: a decade, or a word of the language's.
  private mutating func isElision(at start: Int) -> Bool {
    let end = text.end(ofWordAt: start, limit: min(block.upperBound, start + Self.longestElision))
    guard end > start else { return false }
    let isDecade =
      end - start >= 2 && CleanText.isASCIIDigit(text[start]) && CleanText.isASCIIDigit(text[start + 1])
      && (end - start == 2 || (end - start == 3 && text[start + 2] | 0x20 == 0x73))
    guard isDecade || elisions.contains(start..<end, in: text.bytes) else { return false }
    // Letters can be left out on both sides ('n').
    if !isDecade, end < block.upperBound, text[end] == 0x27 { elided = end }
    return true
  }

  /// The greatest number of bytes of an elision that is looked up.
  private static let longestElision = 16
}
