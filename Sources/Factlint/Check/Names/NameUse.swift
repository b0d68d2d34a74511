/// How a capitalised word stands in its sentence: what tells that it is a name, and whose.
struct NameUse {
  /// Where the word stands.
  var range: Range<Int>
  /// The capitalised word right before it, without its full stop; nil where there is none in the same sentence.
  var before: String?
  /// The word before that one, if it is capitalised too.
  var beforeThat: String?
  /// The capitalised word right after it.
  var after: String?
  /// The word after it, be it behind a comma or a closing mark.
  var next: String?
  /// Whether an age stands behind it, between commas.
  var hasAge = false
  /// The word before it, in lower case.
  var previous: String?
  /// Whether its sentence, or a quotation, begins with it.
  var isInitial: Bool
  /// Whether it is part of a name with a hyphen or an apostrophe.
  var isPart: Bool
  /// The capitalised word that a hyphen joins to its end: "Pryce" in "Nwanko-Pryce"; nil where another joins its beginning.
  var half: String?
}

/// Reads how words stand in the sentences of a document.
struct NameUseReader {
  let document: Document
  private let text: [UInt8]

  init(document: Document) {
    self.document = document
    text = document.article.text
  }

  /// How the word in a range is used.
  func use(of word: Range<Int>) -> NameUse {
    let range = withPrefix(word)
    let isHeadline = isInHeadline(range.lowerBound)
    let sentence = sentence(at: range.lowerBound)
    let isInitial = isHeadline || range.lowerBound == sentence.lowerBound || followsOpeningMark(range.lowerBound)
    var use = NameUse(range: range, isInitial: isInitial, isPart: isPart(range))
    if !isInitial, let before = wordBefore(range.lowerBound, in: sentence) {
      let word = string(before.range)
      if before.isCapital { use.before = word } else { use.previous = word }
      if before.isCapital, let second = wordBefore(before.range.lowerBound, in: sentence), second.isCapital {
        use.beforeThat = string(second.range)
      }
    }
    var end = range.upperBound
    if use.isPart, let half = half(after: range) {
      use.half = string(half)
      end = half.upperBound
    }
    use.hasAge = hasAge(after: end)
    if let next = wordAfter(end, in: sentence) {
      use.next = string(next.range)
      if next.isAdjacent, next.isCapital, !isHeadline { use.after = use.next }
    }
    return use
  }

  /// A word with the capital and the apostrophe that may belong to it: "O'Hara".
  private func withPrefix(_ word: Range<Int>) -> Range<Int> {
    let start = word.lowerBound
    guard start > 1, text[start - 1] == 0x27, text[start - 2] &- 0x41 < 26, start == 2 || text[start - 3] <= 0x20 else {
      return word
    }
    return start - 2..<word.upperBound
  }

  private func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

  private func sentence(at offset: Int) -> Range<Int> {
    let after = document.sentences.partitioningIndex { $0.range.lowerBound > offset }
    return after > 0 ? document.sentences[after - 1].range : 0..<text.count
  }

  private func isInHeadline(_ offset: Int) -> Bool {
    let blocks = document.article.blocks
    let after = blocks.partitioningIndex { $0.range.lowerBound > offset }
    return after > 0 && (blocks[after - 1].role == .headline || blocks[after - 1].role == .heading)
  }

  private func followsOpeningMark(_ start: Int) -> Bool {
    guard start > 0 else { return true }
    switch text[start - 1] {
    case 0x28, 0x5B, 0x2A: return true  // ( [ *
    case 0x22, 0x27: return start == 1 || text[start - 2] == 0x20
    case 0x80...: return true  // an opening mark or a dash
    default: return false
    }
  }

  private func isPart(_ range: Range<Int>) -> Bool {
    let before = range.lowerBound > 1 ? text[range.lowerBound - 1] : 0x20
    let isAfter = before == 0x2D || before == 0x27 && WordFolding.isASCIILetter(text[range.lowerBound - 2])
    let end = range.upperBound
    return isAfter || end + 1 < text.count && text[end] == 0x2D && WordFolding.isASCIILetter(text[end + 1])
  }

  /// The capitalised word behind a hyphen after a word that no other is joined to.
  private func half(after range: Range<Int>) -> Range<Int>? {
    let start = range.upperBound + 1
    guard start < text.count, text[range.upperBound] == 0x2D, text[start] &- 0x41 < 26,
      range.lowerBound == 0 || ![0x2D, 0x27].contains(text[range.lowerBound - 1])
    else { return nil }
    var end = start
    while end < text.count, isLetter(text[end]) { end += 1 }
    return end < text.count && text[end] == 0x2D ? nil : start..<end
  }

  /// Whether ", 33," follows.
  private func hasAge(after end: Int) -> Bool {
    guard end + 3 < text.count, text[end] == 0x2C, text[end + 1] == 0x20 else { return false }
    var stop = end + 2
    while stop < text.count, text[stop] &- 0x30 < 10 { stop += 1 }
    return (1...3).contains(stop - end - 2) && stop < text.count && text[stop] == 0x2C
  }

  private struct Neighbour {
    var range: Range<Int>
    var isCapital: Bool
    var isAdjacent: Bool
  }

  /// The word that ends one space before a place, without its full stop.
  private func wordBefore(_ start: Int, in sentence: Range<Int>) -> Neighbour? {
    guard start - 2 > sentence.lowerBound, text[start - 1] == 0x20 else { return nil }
    var end = start - 1
    if text[end - 1] == 0x2E { end -= 1 }
    var first = end
    while first > sentence.lowerBound, isLetter(text[first - 1]) || text[first - 1] == 0x2E { first -= 1 }
    guard first < end else { return nil }
    return Neighbour(range: first..<end, isCapital: isCapital(first), isAdjacent: true)
  }

  /// The word after a place, be it behind a comma or a closing mark, if the sentence goes on with one.
  private func wordAfter(_ end: Int, in sentence: Range<Int>) -> Neighbour? {
    var start = end
    while start < sentence.upperBound, start - end < 5, !isLetter(text[start]), text[start] != 0x2E { start += 1 }
    guard start > end, start < sentence.upperBound, isLetter(text[start]), text[end] != 0x27, text[end] != 0x2D else {
      return nil
    }
    var stop = start
    while stop < sentence.upperBound, isLetter(text[stop]) { stop += 1 }
    return Neighbour(range: start..<stop, isCapital: isCapital(start), isAdjacent: start == end + 1)
  }

  private func isLetter(_ byte: UInt8) -> Bool { WordFolding.isASCIILetter(byte) || byte >= 0x80 && byte != 0xE2 }

  private func isCapital(_ start: Int) -> Bool {
    if text[start] < 0x80 { return text[start] &- 0x41 < 26 }
    let width = WordFolding.width(of: text[start])
    return start + width <= text.count
      && String(decoding: text[start..<start + width], as: UTF8.self).unicodeScalars.allSatisfy(
        \.properties.isUppercase)
  }
}
