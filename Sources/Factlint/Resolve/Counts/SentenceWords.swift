/// The words of sentences by which two of them can be told to be about the same thing.
final class SentenceWords {
  private let context: ResolutionContext
  private let beginnings: WordBeginnings
  /// For each sentence, the beginnings of its words, each once and in rising order; nil until they are asked for.
  private var cache: [[UInt64]?] = []

  /// Words shorter than this join more than they say.
  static let leastLength = 3

  init(context: ResolutionContext, beginnings: WordBeginnings) {
    (self.context, self.beginnings) = (context, beginnings)
  }

  /// How many words two sentences share.
  func sharedCount(_ one: Int, _ other: Int) -> Int {
    let (first, second) = (words(of: one), words(of: other))
    var (index, otherIndex, count) = (0, 0, 0)
    while index < first.count, otherIndex < second.count {
      if first[index] == second[otherIndex] {
        (index, otherIndex, count) = (index + 1, otherIndex + 1, count + 1)
      } else if first[index] < second[otherIndex] {
        index += 1
      } else {
        otherIndex += 1
      }
    }
    return count
  }

  /// How much of the shorter of two sentences the other repeats, from 0 to 1.
  func repeatedShare(_ one: Int, _ other: Int) -> Double {
    let least = min(words(of: one).count, words(of: other).count)
    return least == 0 ? 0 : Double(sharedCount(one, other)) / Double(least)
  }

  private func words(of sentence: Int) -> [UInt64] {
    if cache.isEmpty { cache = Array(repeating: nil, count: context.document.sentences.count) }
    guard cache.indices.contains(sentence) else { return [] }
    if let words = cache[sentence] { return words }
    var found: [UInt64] = []
    var lastStart = -1
    let clean = context.clean
    WordFolding.forEachWord(in: clean.span, range: context.document.sentences[sentence].range) { word in
      // A word with marks is given more than once.
      guard word.start != lastStart else { return }
      lastStart = word.start
      if word.isASCII {
        let range = word.start..<word.end
        guard range.count >= Self.leastLength, !context.words.functionWords.containsFolded(range, in: clean),
          !context.words.lists.numerals.containsFolded(range, in: clean)
        else { return }
        found.append(beginnings.key(ofASCII: range, in: clean))
      } else {
        let folded = WordFolding.folded(context.text(word.start..<word.end))
        guard folded.utf8.count >= Self.leastLength, !context.words.functionWords.contains(folded),
          !context.words.lists.numerals.contains(folded)
        else { return }
        found.append(beginnings.key(ofFolded: folded))
      }
    } other: { _, _ in
    }
    found.sort()
    var words: [UInt64] = []
    words.reserveCapacity(found.count)
    for word in found where words.last != word { words.append(word) }
    cache[sentence] = words
    return words
  }
}

/// The first letters of words as numbers, by which words are compared: "attack" and "attacks" are one.
final class WordBeginnings {
  /// By how many letters words are compared.
  static let length = 4

  /// The numbers of beginnings that are not ASCII, which Unicode may spell in more than one way.
  private var others: [String: UInt64] = [:]

  /// The number of the beginning of a word that is made of ASCII letters.
  func key(ofASCII word: Range<Int>, in text: [UInt8]) -> UInt64 {
    var key: UInt64 = 0
    for byte in text[word].prefix(Self.length) { key = key << 8 | UInt64(byte | 0x20) }
    return key
  }

  /// The number of the beginning of a folded word.
  func key(ofFolded word: String) -> UInt64 {
    let beginning = String(word.prefix(Self.length))
    if beginning.utf8.allSatisfy({ $0 < 0x80 }) { return beginning.utf8.reduce(0) { $0 << 8 | UInt64($1) } }
    // Above all that four bytes can make.
    let key = others[beginning] ?? 1 << 32 + UInt64(others.count)
    others[beginning] = key
    return key
  }
}
