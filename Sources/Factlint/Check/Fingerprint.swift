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
    let scalars = WordFolding.folded(text(in: range, of: document)).unicodeScalars
    let words = scalars.split { !WordFolding.isLetterOrMark($0) && $0.properties.numericType == nil }
    return words.map { String($0) }.joined(separator: " ")
  }
}
