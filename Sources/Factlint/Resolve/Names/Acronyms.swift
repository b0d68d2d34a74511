/// Finds what acronyms stand for: the words before the brackets that begin with their letters.
struct Acronyms {
  let context: ResolutionContext

  /// The kind of the mentions that are letters in brackets, and of the facts made of them.
  static let kind = "acronym"
  /// The same of letters that the words before them miss by one.
  static let unlikeKind = "acronym-unlike"
  /// A fact with `acronym` and `expansion` for each acronym that the words before it explain, or all but explain.
  func facts() -> [Fact] {
    let alike = context.mentions(of: .acronym)
    let unlike = context.mentions(of: .unlikeAcronym)
    if alike.isEmpty, unlike.isEmpty { return [] }
    return alike.compactMap { fact(of: context.mentions[$0], expansion) }
      + unlike.compactMap { fact(of: context.mentions[$0], unlikeExpansion) }
  }

  private func fact(
    of mention: Mention, _ expansion: (Range<Int>, Int, Int) -> Range<Int>?
  ) -> Fact? {
    guard let letters = mention.range(of: .acronym),
      let expansion = expansion(letters, mention.range.lowerBound, mention.block)
    else { return nil }
    let range = expansion.lowerBound..<mention.range.upperBound
    return Fact(
      context.rules[mention.rule], range: range, block: mention.block,
      sentence: context.sentence(at: range.lowerBound),
      value: .record([
        "acronym": .symbol(context.text(letters)), "expansion": .symbol(context.text(expansion)),
      ]))
  }

  /// The run of as many names as there are letters, if all but one of these begin them or two have changed places.
  ///
  /// The run must be of that length: where names go before it, or a letter is that of a small word, nothing is known.
  private func unlikeExpansion(of letters: Range<Int>, endingAt place: Int, block: Int) -> Range<Int>? {
    guard letters.count >= 3, expansion(of: letters, endingAt: place, block: block) == nil else { return nil }
    let text = context.clean
    let first = context.document.article.blocks[block].range.lowerBound
    let wanted = Array(text[letters])
    var initials: [UInt8] = []
    var begin = place
    var end = place - 1
    while end > first, text[end] == 0x20 {
      var start = end
      while start > first, text[start - 1] != 0x20 { start -= 1 }
      guard start < end, text[start..<end].allSatisfy(Self.isPart) else { break }
      let word = context.text(start..<end)
      if text[start] &- 0x41 < 26, context.words.lists.articles.value(of: word) == nil {
        // A body of a nation has letters of its language, whatever it is called here.
        guard initials.count < wanted.count, !text[start..<end].contains(0x2D),
          context.words.lists.nations.value(of: word) == nil
        else { return nil }
        initials.append(text[start])
        begin = start
      } else {
        guard context.words.lists.nameJoints.value(of: word) != nil, !initials.isEmpty else { break }
        // A letter may be that of a small word, and names may stand before a small word that are no part of it.
        if wanted.contains(text[start] & 0xDF) || initials.count == wanted.count { break }
      }
      end = start - 1
    }
    initials.reverse()
    guard initials.count == wanted.count, initials[0] == wanted[0] else { return nil }
    let missed = wanted.indices.filter { wanted[$0] != initials[$0] }
    let isSwap =
      missed.count == 2 && missed[1] == missed[0] + 1 && wanted[missed[0]] == initials[missed[1]]
      && wanted[missed[1]] == initials[missed[0]]
    return missed.count == 1 || isSwap ? begin..<place - 1 : nil
  }

  /// The words that end one space before a place and begin with the letters; small words between them do not count.
  private func expansion(of letters: Range<Int>, endingAt place: Int, block: Int) -> Range<Int>? {
    let text = context.clean
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
      } else if context.words.lists.nameJoints.value(of: start..<end, in: context.clean) == nil {
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
