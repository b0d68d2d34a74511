import Factlint
import FactlintReaders

/// Where a comment goes that says why a finding is not counted: `<!-- factlint-ignore CHECK: REASON -->`.
struct SuppressionEdit {
  /// Where the comment is inserted, in bytes of the document.
  let offset: Int
  /// Whether it can only be for the whole article.
  let isForArticle: Bool
  private let text: TextDocument

  /// Finds the place: before the paragraph of the finding's first place that is in the body; before its line in a web
  /// page, whose paragraphs are its own; at the end of the document where all places are in its head.
  init(for finding: Finding, in document: CheckedDocument, format: InputFormat) {
    text = document.text
    let article = document.report.document.article
    let body = finding.places.lazy.compactMap { place -> Int? in
      guard case .text(let clean) = place.target, let range = document.range(of: place.target),
        let block = article.blocks.first(where: { $0.range.contains(clean.lowerBound) }),
        block.role != .metadata, block.role != .byline, !(block.role == .headline && range.lowerBound < 4096)
      else { return nil }
      return range.lowerBound
    }.first
    guard let body else {
      offset = text.bytes.count
      isForArticle = true
      return
    }
    isForArticle = false
    offset =
      format == .markdown || format == .text
      ? Self.startOfParagraph(around: body, in: text) : Self.startOfLineOutsideTags(before: body, in: text)
  }

  /// The comment with the line breaks that set it apart.
  func comment(check: String, reason: String) -> String {
    let keyword = isForArticle ? "factlint-ignore-article" : "factlint-ignore"
    let comment = "<!-- \(keyword) \(check): \(reason) -->"
    guard isForArticle else { return comment + "\n" }
    return text.bytes.last == 0x0A ? "\n\(comment)\n" : "\n\n\(comment)\n"
  }

  private static func startOfParagraph(around offset: Int, in text: TextDocument) -> Int {
    func isBlank(_ line: Int) -> Bool { text.bytes[text.content(ofLine: line)].allSatisfy { $0 == 0x20 || $0 == 0x09 } }
    var line = text.line(at: offset)
    while line > 0, !isBlank(line - 1) { line -= 1 }
    return text.content(ofLine: line).lowerBound
  }

  private static func startOfLineOutsideTags(before offset: Int, in text: TextDocument) -> Int {
    var start = text.content(ofLine: text.line(at: offset)).lowerBound
    while let mark = text.bytes[..<start].lastIndex(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }),
      text.bytes[mark] == UInt8(ascii: "<")
    {
      // The line begins inside a tag, so the tag's own line is next.
      start = text.content(ofLine: text.line(at: mark)).lowerBound
    }
    return start
  }
}
