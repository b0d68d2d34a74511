/// Finds what acronyms stand for: the words before the brackets that begin with their letters.
struct Acronyms {
  let context: ResolutionContext

  /// The kind of the mentions that are letters in brackets, and of the facts made of them.
  static let kind = "acronym"
  private static let slot = "acronym"
  private static let joints = "name-joint"

  /// A fact with `acronym` and `expansion` for each acronym that the words before it explain.
  func facts() -> [Fact] {
    context.mentions(ofKind: Self.kind).compactMap { mention in
      guard let letters = mention.range(of: Self.slot),
        let expansion = expansion(of: letters, endingAt: mention.range.lowerBound, block: mention.block)
      else { return nil }
      let range = expansion.lowerBound..<mention.range.upperBound
      return Fact(
        kind: Self.kind, rule: context.rule(of: mention), range: range, block: mention.block,
        sentence: context.sentence(at: range.lowerBound),
        value: .record([
          "acronym": .symbol(context.text(letters)), "expansion": .symbol(context.text(expansion)),
        ]))
    }
  }

  /// The words that end one space before a place and begin with the letters; small words between them do not count.
  private func expansion(of letters: Range<Int>, endingAt place: Int, block: Int) -> Range<Int>? {
    let text = context.document.article.text
    let first = context.document.article.blocks[block].range.lowerBound
    var remaining = Array(text[letters])
    var end = place - 1
    let last = end
    while let letter = remaining.last {
      guard end > first, end < text.count, text[end] == 0x20 else { return nil }
      var start = end
      while start > first, text[start - 1] != 0x20 { start -= 1 }
      guard start < end, text[start..<end].allSatisfy(Self.isPart) else { return nil }
      if text[start] == letter {
        remaining.removeLast()
        if remaining.isEmpty { return start..<last }
      } else if context.words.value(of: context.text(start..<end), in: Self.joints) == nil {
        return nil
      }
      end = start - 1
    }
    return nil
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    WordFolding.isASCIILetter(byte) || byte >= 0x80 && byte != 0xE2 || byte == 0x2D || byte == 0x27
  }
}
