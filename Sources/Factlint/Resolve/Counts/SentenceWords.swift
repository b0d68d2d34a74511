/// The words of sentences by which two of them can be told to be about the same thing.
final class SentenceWords {
  private let context: ResolutionContext
  private var cache: [Int: Set<String>] = [:]

  /// Words shorter than this join more than they say.
  static let leastLength = 3
  /// By how many letters words are compared, so that "attack" and "attacks" are one.
  static let comparedLength = 4

  init(context: ResolutionContext) {
    self.context = context
  }

  /// How many words two sentences share.
  func sharedCount(_ one: Int, _ other: Int) -> Int { words(of: one).intersection(words(of: other)).count }

  /// How much of the shorter of two sentences the other repeats, from 0 to 1.
  func repeatedShare(_ one: Int, _ other: Int) -> Double {
    let least = min(words(of: one).count, words(of: other).count)
    return least == 0 ? 0 : Double(sharedCount(one, other)) / Double(least)
  }

  private func words(of sentence: Int) -> Set<String> {
    if let words = cache[sentence] { return words }
    guard context.document.sentences.indices.contains(sentence) else { return [] }
    var words: Set<String> = []
    for word in WordFolding.words(of: context.text(context.document.sentences[sentence].range)) {
      guard word.utf8.count >= Self.leastLength, !context.words.functionWords.contains(word),
        context.words.value(of: word, in: PackWords.numeralLexicon) == nil
      else { continue }
      words.insert(String(word.prefix(Self.comparedLength)))
    }
    cache[sentence] = words
    return words
  }
}
