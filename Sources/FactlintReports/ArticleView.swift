import Factlint

/// What a report shows of an article's clean text.
struct ArticleView {
  private let document: Document

  init(_ document: Document) {
    self.document = document
  }

  /// The headline, nil where the article has none.
  var headline: String? {
    guard let block = document.article.blocks.first(where: { $0.role == .headline }) else { return nil }
    let headline = text(of: block.range)
    return headline.isEmpty ? nil : headline
  }

  /// The words of the prose, by white space.
  var words: Int {
    document.article.blocks.reduce(0) { sum, block in
      guard block.role != .metadata else { return sum }
      var count = 0
      var isInWord = false
      for byte in bytes(of: block.range) {
        let isSpace = byte == 0x20 || byte == 0x0A
        if !isSpace, !isInWord { count += 1 }
        isInWord = !isSpace
      }
      return sum + count
    }
  }

  /// A range of the clean text.
  func text(of range: Range<Int>) -> String { String(decoding: bytes(of: range), as: UTF8.self) }

  /// The sentence around a range of the clean text, or its block where no sentence holds all of it.
  func surroundings(of range: Range<Int>) -> Range<Int> {
    let sentences = document.sentences
    var low = 0
    var high = sentences.count
    while low < high {
      let middle = (low + high) / 2
      if sentences[middle].range.lowerBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    if low > 0, contains(sentences[low - 1].range, range) { return sentences[low - 1].range }
    return document.article.blocks.first { contains($0.range, range) }?.range ?? range
  }

  /// A range of the clean text, as far as there is text.
  private func bytes(of range: Range<Int>) -> ArraySlice<UInt8> {
    let text = document.article.text
    return text[range.clamped(to: 0..<text.count)]
  }

  private func contains(_ outer: Range<Int>, _ inner: Range<Int>) -> Bool {
    outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
  }
}
