/// Cuts blocks into sentences, in time linear in the text.
///
/// A sentence ends at a terminator (`.`, `?`, `!`, `…`) with the closing marks and brackets after it, where a space or
/// the block's end follows and nothing speaks against it (`endsSentence`). Colons and semicolons do not cut. An
/// opaque quotation is one piece, which ends a sentence by its own last terminator.
struct SentenceSplitter {
  let text: CleanText
  let rules: SegmentationRules

  /// Appends the sentences of a block.
  ///
  /// - Parameters:
  ///   - punctuation: Where terminators can stand in the block, in order.
  ///   - quotations: The quotations of the block that are opaque, in order; none to cut inside quotations too.
  ///   - start: Where to begin to look for an end, since what comes before (a dateline) holds none.
  func appendSentences(
    of block: Range<Int>, index: Int, punctuation: ArraySlice<Int>, around quotations: ArraySlice<Quotation> = [],
    from start: Int, to sentences: inout [Sentence]
  ) {
    var cut = Cut(sentenceStart: block.lowerBound, resumed: start)
    var current = quotations.startIndex
    for offset in punctuation {
      while current < quotations.endIndex, quotations[current].range.lowerBound <= offset {
        pass(quotations[current], in: block, index: index, cut: &cut, to: &sentences)
        current += 1
      }
      guard offset >= cut.resumed, isTerminator(at: offset, limit: block.upperBound) else { continue }
      end(at: readEnding(at: offset, in: block), in: block, index: index, cut: &cut, to: &sentences)
    }
    while current < quotations.endIndex {
      pass(quotations[current], in: block, index: index, cut: &cut, to: &sentences)
      current += 1
    }
    if cut.sentenceStart < block.upperBound {
      sentences.append(Sentence(range: cut.sentenceStart..<block.upperBound, block: index))
    }
  }

  /// How far a block has been cut.
  private struct Cut {
    /// Where the sentence at hand begins.
    var sentenceStart: Int
    /// Where to go on looking for terminators.
    var resumed: Int
  }

  /// Passes over an opaque quotation, which may end the sentence.
  private func pass(
    _ quotation: Quotation, in block: Range<Int>, index: Int, cut: inout Cut, to sentences: inout [Sentence]
  ) {
    cut.resumed = max(cut.resumed, quotation.range.upperBound)
    guard let ending = ending(of: quotation, in: block) else { return }
    end(at: ending, in: block, index: index, cut: &cut, to: &sentences)
  }

  /// Ends the sentence at hand if it ends there.
  private func end(
    at ending: Ending, in block: Range<Int>, index: Int, cut: inout Cut, to sentences: inout [Sentence]
  ) {
    let end = ending.upperBound
    cut.resumed = max(cut.resumed, end)
    guard end + 1 < block.upperBound, text[end] == 0x20, end > cut.sentenceStart,
      endsSentence(ending, begunAt: cut.sentenceStart, in: block)
    else { return }
    sentences.append(Sentence(range: cut.sentenceStart..<end, block: index))
    cut.sentenceStart = end + 1
  }

  /// A run of terminators and the closing marks after it.
  struct Ending {
    /// The first terminator.
    var start: Int
    /// What the run consists of.
    var kind: Kind
    /// Whether a quotation mark is among the closing marks.
    var closesQuotation: Bool
    /// Where the closing marks end.
    var upperBound: Int

    enum Kind {
      case stop, ellipsis, exclamation
    }
  }

  /// Reads a run of terminators and the closing marks after it.
  private func readEnding(at start: Int, in block: Range<Int>) -> Ending {
    let limit = block.upperBound
    var offset = start
    var dots = 0
    var kind = Ending.Kind.stop
    run: while offset < limit {
      switch text[offset] {
      case 0x2E:
        dots += 1
        offset += 1
      case 0x21, 0x3F:
        kind = .exclamation
        offset += 1
      case 0xE2 where text.has(0x80, 0xA6, after: offset, limit: limit):
        dots += 2
        offset += 3
      default: break run
      }
    }
    if kind == .stop, dots > 1 || isSpacedEllipsis(endingAt: start, in: block) { kind = .ellipsis }
    let end = self.end(ofClosersAt: offset, limit: limit)
    return Ending(start: start, kind: kind, closesQuotation: end.hasMark, upperBound: end.offset)
  }

  /// Whether a full stop is the last of an ellipsis with spaces between its points.
  private func isSpacedEllipsis(endingAt stop: Int, in block: Range<Int>) -> Bool {
    stop >= block.lowerBound + 2 && text[stop] == 0x2E && text[stop - 1] == 0x20 && text[stop - 2] == 0x2E
  }

  /// Where the brackets and quotation marks end that close at an offset.
  private func end(ofClosersAt start: Int, limit: Int) -> (offset: Int, hasMark: Bool) {
    var offset = start
    var hasMark = false
    while offset < limit {
      switch text[offset] {
      case 0x29, 0x5D, 0x7D:
        offset += 1
        continue
      case 0x22, 0x27:
        offset += 1
      case 0xC2 where offset + 1 < limit && text[offset + 1] == 0xBB: offset += 2
      // Closing marks, and “ and ‘, which close in German.
      case 0xE2 where offset + 2 < limit && text[offset + 1] == 0x80:
        switch text[offset + 2] {
        case 0x98, 0x9C, 0x9D, 0xBA: offset += 3
        default: return (offset, hasMark)
        }
      default: return (offset, hasMark)
      }
      hasMark = true
    }
    return (offset, hasMark)
  }

  /// The terminators inside a quotation, before its closing mark; nil where its last words do not end with any.
  private func ending(of quotation: Quotation, in block: Range<Int>) -> Ending? {
    let content = quotation.content
    var end = content.upperBound
    while end > content.lowerBound {
      let start = text.start(ofScalarBefore: end)
      guard isClosingMark(at: start) else { break }
      end = start
    }
    var start = end
    while start > content.lowerBound {
      let previous = text.start(ofScalarBefore: start)
      guard isTerminator(at: previous, limit: content.upperBound) else { break }
      start = previous
    }
    guard start < end else { return nil }
    var ending = readEnding(at: start, in: content.lowerBound..<end)
    let after = self.end(ofClosersAt: quotation.range.upperBound, limit: block.upperBound)
    ending.upperBound = after.offset
    ending.closesQuotation = true
    return ending
  }

  private func isTerminator(at offset: Int, limit: Int) -> Bool {
    switch text[offset] {
    case 0x2E, 0x21, 0x3F: true
    case 0xE2: text.has(0x80, 0xA6, after: offset, limit: limit)
    default: false
    }
  }

  private func isClosingMark(at offset: Int) -> Bool {
    switch text[offset] {
    case 0x20, 0x22, 0x27, 0x29, 0x5D, 0x7D: true
    case 0x80...:
      switch text.scalar(at: offset) {
      case "\u{201D}", "\u{201C}", "\u{2018}", "\u{BB}", "\u{203A}": true
      default: false
      }
    default: false
    }
  }
}
