internal import Digest

/// The stable identity of a finding, version 1: it does not move when the article is edited elsewhere.
///
/// SHA-256 over the check's id, the words and numbers of the sentences in which its places stand, what stands at the
/// places, and the number of findings before it of which all of these are the same.
enum Fingerprint {
  /// Gives each finding its fingerprint; the findings are in their final order.
  static func assign(to findings: inout [Finding], in document: Document) {
    var occurrences: [String: Int] = [:]
    for index in findings.indices {
      let identity = identity(of: findings[index], in: document)
      let occurrence = occurrences[identity, default: 0]
      occurrences[identity] = occurrence + 1
      findings[index].fingerprint = SHA256.hexadecimalDigest(of: "v1\u{1F}\(identity)\u{1F}\(occurrence)")
    }
  }

  private static func identity(of finding: Finding, in document: Document) -> String {
    var parts = [finding.check]
    for place in finding.places {
      switch place.target {
      case .text(let range):
        let sentence = document.sentences.last { $0.range.lowerBound <= range.lowerBound }?.range ?? range
        parts.append(words(in: sentence.contains(range.lowerBound) ? sentence : range, of: document))
        parts.append(text(in: range, of: document))
      case .source(let range):
        parts.append(String(decoding: document.article.fields[range.field].bytes[range.bytes], as: UTF8.self))
      }
    }
    return parts.joined(separator: "\u{1F}")
  }

  private static func text(in range: Range<Int>, of document: Document) -> String {
    String(decoding: document.article.text[range], as: UTF8.self)
  }

  /// The folded words and the numbers: what an editor who mends marks or spaces leaves alone.
  private static func words(in range: Range<Int>, of document: Document) -> String {
    if let words = plainWords(in: range, of: document.article.text) { return words }
    let scalars = WordFolding.folded(text(in: range, of: document)).unicodeScalars
    let words = scalars.split { !WordFolding.isLetterOrMark($0) && $0.properties.numericType == nil }
    return words.map { String($0) }.joined(separator: " ")
  }

  /// The same of a text of ASCII and general punctuation, whose bytes tell what Unicode's tables do; nil for any other.
  private static func plainWords(in range: Range<Int>, of text: [UInt8]) -> String? {
    var words: [UInt8] = []
    words.reserveCapacity(range.count)
    var isInside = false
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = text[index]
      let isLetter = WordFolding.isASCIILetter(byte)
      if isLetter || byte &- 0x30 < 10 {
        if !isInside, !words.isEmpty { words.append(0x20) }
        words.append(isLetter ? byte | 0x20 : byte)
        isInside = true
        index += 1
        continue
      }
      isInside = false
      if byte < 0x80 {
        index += 1
      } else if byte == 0xE2, index + 2 < range.upperBound, text[index + 1] == 0x80 {
        index += 3
      } else {
        return nil
      }
    }
    return String(decoding: words, as: UTF8.self)
  }
}
