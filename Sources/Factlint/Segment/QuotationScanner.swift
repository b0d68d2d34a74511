/// Finds the quotations of an article, one block after another, in time linear in the text.
///
/// Marks are paired by what stands around them, never by counting: an opening mark follows a space, a bracket, a dash or
/// another opening mark, and no space follows it; a closing mark is the mirror image. Where both or neither hold, the
/// mark closes what is open. Nothing is complained of:
///
/// - A quotation that the next block carries on (that block begins with an opening mark, or closes without opening) is
///   open, and what carries on is a continuation.
/// - A quotation without a closing mark ends where the next one of its kind begins (the mark was lost), else with its
///   block.
/// - A double mark after inches (`6' 2"`) is none.
struct QuotationScanner {
  let marks: QuotationMarkTable
  let elisions: FoldedWords

  /// The quotations of all blocks in order, an outer one before those inside it.
  ///
  /// A block of the role `quotation` that has no marks is one quotation as a whole.
  func quotations(in text: CleanText, blocks: [Block], punctuation: PunctuationIndex) -> [Quotation] {
    var found: [Quotation] = []
    var carried: UInt16 = 0
    var nextProse = blocks.startIndex
    for (index, block) in blocks.enumerated() where block.role != .metadata {
      let offsets = punctuation.offsets(in: block.range)
      if offsets.isEmpty, block.role != .quotation {
        if !block.role.isAside { carried = 0 }
        continue
      }
      nextProse = max(nextProse, index + 1)
      while nextProse < blocks.endIndex, blocks[nextProse].role.isAside { nextProse += 1 }
      var scan = QuotationScan(
        text: text, marks: marks, elisions: elisions, block: block.range, index: index,
        carried: block.role.isAside ? 0 : carried,
        next: nextProse < blocks.endIndex ? blocks[nextProse].range : nil)
      scan.run(over: offsets)
      if scan.isEmpty, block.role == .quotation, !block.range.isEmpty {
        appendWhole(block, index: index, after: blocks, to: &found)
      } else {
        scan.appendQuotations(to: &found)
      }
      if !block.role.isAside { carried = scan.leftOpen }
    }
    return found
  }

  /// Appends a block that is set off as a quotation; one straight after another carries it on.
  private func appendWhole(_ block: Block, index: Int, after blocks: [Block], to found: inout [Quotation]) {
    var isContinuation = false
    if let last = found.last, last.block == index - 1, last.range == blocks[last.block].range,
      blocks[last.block].role == .quotation, last.content == last.range
    {
      found[found.count - 1].isClosed = false
      isContinuation = true
    }
    found.append(
      Quotation(range: block.range, content: block.range, block: index, isContinuation: isContinuation))
  }
}

extension Block.Role {
  /// Whether it can stand between two paragraphs of one quotation.
  fileprivate var isAside: Bool { self == .caption || self == .metadata }
}
