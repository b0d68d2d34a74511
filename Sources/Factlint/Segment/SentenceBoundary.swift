/// What decides whether a terminator that a space follows ends its sentence.
extension SentenceSplitter {
  /// Whether a sentence ends here.
  ///
  /// - Parameter begun: Where the sentence begins.
  func endsSentence(_ ending: Ending, begunAt begun: Int, in block: Range<Int>) -> Bool {
    let following = self.following(ending.upperBound + 1, in: block)
    guard let first = following.first else { return true }
    switch ending.kind {
    case .stop:
      return stopEndsSentence(ending, before: following, first: first, begunAt: begun, in: block)
    case .ellipsis:
      if following.isStop || following.isLowerCase { return false }
      return !(ending.closesQuotation && isReporting(from: first, in: block))
    case .exclamation:
      if following.isDash || following.isComma { return false }
      let word = ending.start..<ending.start + 1
      if !ending.closesQuotation, kinds(endingWith: word, in: block).contains(.neverFinal) { return false }
      if following.isLowerCase, !following.hasOpener {
        return !ending.closesQuotation && beginsName(at: first, in: block)
      }
      return !(ending.closesQuotation && !following.hasOpener && isReporting(from: first, in: block))
    }
  }

  /// What stands after the space after a terminator.
  struct Following {
    /// The first scalar that is no opening mark or bracket; nil at the block's end.
    var first: Int?
    var hasOpener = false
    var isLowerCase = false
    var isDigit = false
    var isStop = false
    var isDash = false
    var isComma = false
  }

  private func following(_ start: Int, in block: Range<Int>) -> Following {
    var following = Following()
    var offset = start
    while offset < block.upperBound {
      let byte = text[offset]
      switch byte {
      case 0x22, 0x27, 0x28, 0x5B, 0x60, 0x7B:
        following.hasOpener = true
        offset += 1
        continue
      case 0x2E: following.isStop = true
      case 0x2C: following.isComma = true
      case 0x2D: following.isDash = true
      case 0x30...0x39: following.isDigit = true
      case 0x61...0x7A: following.isLowerCase = true
      case 0x80...:
        switch text.scalar(at: offset) {
        case "\u{AB}", "\u{2018}", "\u{201A}", "\u{201C}", "\u{201E}", "\u{2039}":
          following.hasOpener = true
          offset += CleanText.width(ofScalarBeginningWith: byte)
          continue
        case "\u{2013}", "\u{2014}": following.isDash = true
        case "\u{2026}": following.isStop = true
        default: following.isLowerCase = text.isLowerCase(at: offset)
        }
      default: break
      }
      following.first = offset
      return following
    }
    return following
  }

  private func stopEndsSentence(
    _ ending: Ending, before following: Following, first: Int, begunAt begun: Int, in block: Range<Int>
  ) -> Bool {
    let stop = ending.start
    // A point of an ellipsis with spaces in it.
    if following.isStop, !following.hasOpener { return false }
    let word = self.word(before: stop, in: block)
    guard !word.isEmpty else {
      return !following.isLowerCase || following.hasOpener
    }
    let withStop = word.lowerBound..<stop + 1
    // The number of an item ("1. First").
    if isNumber(word), word.count <= 3, isItemStart(word.lowerBound, begunAt: begun) { return false }
    let kinds = rules.abbreviations.kinds(of: withStop, in: text.bytes)
    if kinds.contains(.neverFinal) || following.isDigit && kinds.contains(.beforeNumbers) { return false }
    if kinds.contains(.oftenFinal) {
      if following.isLowerCase || following.isDash || following.isDigit || opensBracket(ending.upperBound + 1) {
        return false
      }
      return !rules.abbreviations.continuations.contains(wordRange(at: first, in: block), in: text.bytes)
    }
    if kinds.contains(.rarelyFinal) || isInitials(word) {
      return isStarter(at: first, in: block) && !isAmongFirstWords(word.lowerBound, begunAt: begun)
    }
    guard following.isLowerCase, !following.hasOpener else { return true }
    return !ending.closesQuotation && beginsName(at: first, in: block)
  }

  // MARK: - The word before

  /// The word that ends before a terminator: letters, digits, full stops, apostrophes and `&`.
  private func word(before stop: Int, in block: Range<Int>) -> Range<Int> {
    let limit = max(block.lowerBound, stop - Self.longestWord)
    var start = stop
    while start > limit {
      let byte = text[start - 1]
      if CleanText.isASCIILetterOrDigit(byte) || byte == 0x2E || byte == 0x26 || byte == 0x27 {
        start -= 1
      } else if byte >= 0x80, text.isWordScalar(before: start) {
        start = text.start(ofScalarBefore: start)
      } else {
        break
      }
    }
    while start < stop, text[start] == 0x27 || text[start] == 0x2E { start += 1 }
    return start..<stop
  }

  /// What is known of the word with the terminators at its end.
  private func kinds(endingWith terminator: Range<Int>, in block: Range<Int>) -> Abbreviations.Kinds {
    let word = self.word(before: terminator.lowerBound, in: block)
    return word.isEmpty ? [] : rules.abbreviations.kinds(of: word.lowerBound..<terminator.upperBound, in: text.bytes)
  }

  private func isNumber(_ word: Range<Int>) -> Bool {
    word.allSatisfy { CleanText.isASCIIDigit(text[$0]) }
  }

  /// Whether a number at an offset can be an item's: it begins its sentence, or follows a colon or semicolon.
  private func isItemStart(_ offset: Int, begunAt begun: Int) -> Bool {
    if offset <= begun + 1 { return true }
    return text[offset - 1] == 0x20 && (text[offset - 2] == 0x3A || text[offset - 2] == 0x3B)
  }

  /// Whether at most one word stands before an offset in its sentence: too little for an abbreviation to end it.
  private func isAmongFirstWords(_ offset: Int, begunAt begun: Int) -> Bool {
    offset - begun <= Self.longestWord && (begun..<max(begun, offset)).count { text[$0] == 0x20 } <= 1
  }

  /// Whether a word is one capital, or single letters with full stops between them.
  private func isInitials(_ word: Range<Int>) -> Bool {
    var offset = word.lowerBound
    var letters = 0
    while offset < word.upperBound {
      guard text.isLetter(at: offset) else { return false }
      if letters == 0, word.upperBound - offset <= 4, text.isLowerCase(at: offset),
        offset + CleanText.width(ofScalarBeginningWith: text[offset]) == word.upperBound
      {
        return false
      }
      offset += CleanText.width(ofScalarBeginningWith: text[offset])
      letters += 1
      if offset < word.upperBound {
        guard text[offset] == 0x2E else { return false }
        offset += 1
      }
    }
    return letters > 0
  }

  // MARK: - The words after

  /// The word at an offset.
  private func wordRange(at offset: Int, in block: Range<Int>) -> Range<Int> {
    offset..<text.end(ofWordAt: offset, limit: min(block.upperBound, offset + Self.longestWord))
  }

  /// Whether a sentence begins with the word at an offset, by the language's list; an initial ("A.") begins none.
  private func isStarter(at offset: Int, in block: Range<Int>) -> Bool {
    guard !text.isLowerCase(at: offset) else { return false }
    let word = wordRange(at: offset, in: block)
    guard rules.starters.contains(word, in: text.bytes) else { return false }
    let isInitial = word.count == 1 && word.upperBound < block.upperBound && text[word.upperBound] == 0x2E
    return !isInitial
  }

  /// Whether a sentence can begin with the lower-case word at an offset: a name's particle, or a name like "iPad".
  private func beginsName(at offset: Int, in block: Range<Int>) -> Bool {
    let word = wordRange(at: offset, in: block)
    if rules.nameParticles.contains(word, in: text.bytes) { return true }
    return word.dropFirst().prefix(3).contains { text[$0] &- 0x41 < 26 }
  }

  /// Whether the words from an offset on name a speaker and go on with a reporting verb ("Smith, the mayor, asked").
  private func isReporting(from start: Int, in block: Range<Int>) -> Bool {
    let limit = min(block.upperBound, start + Self.longestSpeaker)
    if isStarter(at: start, in: block) { return false }
    var offset = start
    var isApposition = false
    var hasLowerCase = false
    while offset < limit {
      let token = self.token(at: offset, limit: limit)
      guard !token.word.isEmpty else { return false }
      if !isApposition {
        if rules.reportingVerbs.contains(token.word, in: text.bytes) { return true }
        let isPartOfName =
          !text.isLowerCase(at: offset) || rules.nameParticles.contains(token.word, in: text.bytes)
        if !isPartOfName {
          guard !hasLowerCase, offset > start, !rules.functionWords.contains(token.word, in: text.bytes) else {
            return false
          }
          hasLowerCase = true
        }
      }
      if token.endsSentence { return false }
      if token.hasComma { isApposition.toggle() }
      offset = token.next
    }
    return false
  }

  private struct Token {
    var word: Range<Int>
    var hasComma: Bool
    var endsSentence: Bool
    var next: Int
  }

  /// What stands between an offset and the next space: a word and the punctuation after it.
  private func token(at start: Int, limit: Int) -> Token {
    var end = start
    while end < limit, text[end] != 0x20 { end += 1 }
    let wordEnd = text.end(ofWordAt: start, limit: end)
    var hasComma = false
    var endsSentence = false
    if end > wordEnd {
      let last = text[end - 1]
      hasComma = last == 0x2C
      // A full stop after a long word is no abbreviation's.
      endsSentence = last == 0x3F || last == 0x21 || (last == 0x2E && wordEnd - start > 4)
    }
    return Token(word: start..<wordEnd, hasComma: hasComma, endsSentence: endsSentence, next: end + 1)
  }

  private func opensBracket(_ offset: Int) -> Bool { text[offset] == 0x28 || text[offset] == 0x5B }

  /// The greatest number of bytes of a word that is looked up.
  private static let longestWord = 32
  /// The greatest number of bytes between a quotation and the end of the reporting verb after it.
  private static let longestSpeaker = 120
}
