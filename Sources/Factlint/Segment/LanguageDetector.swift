/// Tells which of several packs an article's text is for.
struct LanguageDetector {
  /// The function words of the packs.
  let functionWords: [FoldedWords]

  /// What a text is to be read as.
  enum Answer: Equatable {
    /// In the language of the pack of that index.
    case pack(Int)
    /// In a language without a pack.
    case none
    /// There are too few words to tell.
    case tooShort
  }

  /// Reads the beginning of a text and picks the pack whose function words make up the greatest share of it.
  ///
  /// In English news some fifty function words make up 0.35 to 0.5 of the text, and hardly ever less than 0.2; in
  /// another language of the same script, words that happen to look like them stay below 0.1.
  func answer(for text: [UInt8]) -> Answer {
    let text = CleanText(bytes: text)
    let limit = min(text.bytes.count, Self.greatestSample)
    var nextLook = Self.leastSample
    var hits = Array(repeating: 0, count: functionWords.count)
    var words = 0
    var letters = 0
    var offset = 0
    let bytes = text.bytes.span
    while offset < limit {
      let first = bytes[offset]
      var end = offset
      var hash = FoldedWords.seed
      if CleanText.isASCIILetter(first) {
        // A word of ASCII is hashed as it is passed over; any other is looked at again.
        (end, hash) = Self.word(at: offset, limit: limit, in: bytes)
      } else if first < 0x80 {
        offset += 1
        continue
      }
      let isASCII = end > offset && (end == limit || bytes[end] < 0x80)
      if !isASCII {
        guard text.isLetter(at: offset) else {
          offset += CleanText.width(ofScalarBeginningWith: text[offset])
          continue
        }
        end = text.end(ofWordAt: offset, limit: limit)
      }
      words += 1
      letters += end - offset
      for index in functionWords.indices {
        let isFunctionWord =
          isASCII
          ? functionWords[index].contains(offset..<end, in: bytes, hash: hash)
          : functionWords[index].contains(offset..<end, in: text.bytes)
        if isFunctionWord { hits[index] += 1 }
      }
      offset = max(end, offset + 1)
      if offset >= nextLook {
        nextLook = offset + Self.leastSample
        if let clear = clearAnswer(hits, words: words) { return clear }
      }
    }
    // Scripts without spaces have few words for their length.
    words = max(words, letters / Self.greatestWordLength)
    guard words >= Self.leastWords else { return .tooShort }
    var best: Int?
    for index in hits.indices where hits[index] > (best.map { hits[$0] } ?? 0) { best = index }
    guard let best, Double(hits[best]) >= Self.leastShare * Double(words) else { return .none }
    return .pack(best)
  }

  /// The end and the hash of the letters and digits of ASCII from a place on.
  private static func word(at start: Int, limit: Int, in bytes: Span<UInt8>) -> (end: Int, hash: UInt64) {
    var end = start
    var hash = FoldedWords.seed
    while true {
      // What lies behind the limit is neither a letter nor a digit.
      let eight = WordFolding.eightBytes(of: bytes, at: end, end: limit)
      let count = wordLength(of: EightBytes(bits: eight))
      if count > 0 { hash = FoldedWords.mix(hash, eight, count: count) }
      end += count
      if count < EightBytes.count { return (end, hash) }
    }
  }

  /// How many of eight bytes, from the first on, are letters and digits of ASCII.
  @inline(__always)
  private static func wordLength(of eight: EightBytes) -> Int {
    let small = EightBytes(bits: eight.bits | WordFolding.caseBits)
    let others = ~(small.between(0x61, 0x7A) | eight.between(0x30, 0x39)) & EightBytes.highest
    return EightBytes.first(of: others)
  }

  /// The pack whose function words make up so much of a text, and any other's so little, that more of it need not be
  /// read; nil where none is so clear.
  private func clearAnswer(_ hits: [Int], words: Int) -> Answer? {
    guard words >= Self.leastWords, let most = hits.max(), let best = hits.firstIndex(of: most),
      Double(most) >= 2 * Self.leastShare * Double(words),
      hits.indices.allSatisfy({ $0 == best || 2 * hits[$0] <= most })
    else { return nil }
    return .pack(best)
  }

  /// The number of bytes after each of which it is asked whether the answer is clear.
  private static let leastSample = 256
  /// The number of bytes that are looked at.
  private static let greatestSample = 2048
  /// The number of words below which a text is too short to tell its language.
  private static let leastWords = 12
  /// The share of function words from which on a text is in a language.
  private static let leastShare = 0.15
  /// The length in bytes of which no language's average word is.
  private static let greatestWordLength = 16
}

/// A BCP 47 tag of a language, for finding the pack that serves it.
public struct LanguageTag: Sendable, Equatable {
  /// The subtags in lower case.
  public let subtags: [String]

  /// Takes a tag as written ("en-GB"; "en_GB" is accepted); nil where it names no language ("", "und", "mul", "zxx").
  public init?(_ tag: String) {
    let subtags = tag.lowercased().split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }.map(String.init)
    guard let primary = subtags.first, !primary.isEmpty, !["und", "mul", "mis", "zxx"].contains(primary) else {
      return nil
    }
    self.subtags = subtags
  }

  /// The index of the tag that fits best, nil where none has the same primary subtag.
  ///
  /// The best is the one with most subtags in common from the beginning; of several the first.
  public func bestMatch(among tags: [String]) -> Int? {
    var best: (index: Int, common: Int)?
    for (index, tag) in tags.enumerated() {
      guard let other = LanguageTag(tag) else { continue }
      let common = zip(subtags, other.subtags).prefix { $0 == $1 }.count
      if common > (best?.common ?? 0) { best = (index, common) }
    }
    return best?.index
  }
}
