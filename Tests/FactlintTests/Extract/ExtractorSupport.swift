import PCRE2

@testable import Factlint

/// The document of paragraphs as a reader would hand them on, cleaned and segmented as English.
func readDocument(_ paragraphs: [String]) throws -> Document {
  var builder = ArticleBuilder()
  for (number, paragraph) in paragraphs.enumerated() {
    let field = builder.addField("text\(number)", bytes: Array(paragraph.utf8))
    builder.addBlock(.paragraph, field: field, bytes: 0..<paragraph.utf8.count)
  }
  return try segmenter().document(
    from: builder.finish(id: "test"), options: Segmenter.Options(language: "en"))
}

/// A mention for comparing and for showing where a comparison fails.
struct ShownMention: Hashable, CustomStringConvertible {
  var rule: String
  var range: Range<Int>
  var block: Int
  var text: String
  var slots: [String]

  init(_ mention: Mention, pack: RulePack, document: Document) {
    rule = pack.facts[mention.rule].id
    range = mention.range
    block = mention.block
    text = document.string(mention.range)
    slots = mention.slots.map { "\($0.name) \($0.range)" }
  }

  var description: String { "\(rule) \(range) \"\(text)\" \(slots)" }
}

extension Extractor {
  /// The mentions of a document, ready for comparing.
  func shown(_ document: Document, usesIndex: Bool = true) -> [ShownMention] {
    mentions(in: document, usesIndex: usesIndex).mentions.map {
      ShownMention($0, pack: pack, document: document)
    }
  }
}
