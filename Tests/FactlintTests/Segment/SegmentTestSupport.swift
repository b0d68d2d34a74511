import PCRE2

@testable import Factlint

/// An article of blocks of clean text, all of them paragraphs unless a role is given.
func article(_ blocks: [String], roles: [Int: Block.Role] = [:], metadata: Metadata = Metadata()) -> Article {
  var text: [UInt8] = []
  var ranges: [Block] = []
  for (index, block) in blocks.enumerated() {
    if index > 0 { text.append(0x0A) }
    let start = text.count
    text += Array(block.utf8)
    ranges.append(Block(role: roles[index] ?? .paragraph, range: start..<text.count))
  }
  let whole = SourceMap.Piece(
    cleanStart: 0, source: SourceRange(field: 0, bytes: 0..<text.count), isVerbatim: true)
  return Article(
    id: "test", fields: [Field(name: "text", bytes: text)], text: text, blocks: ranges,
    sourceMap: SourceMap(pieces: [whole]), metadata: metadata)
}

/// The document of blocks of English, segmented with the rules for tests.
func document(_ blocks: String..., roles: [Int: Block.Role] = [:]) throws -> Document {
  try segmenter().document(from: article(blocks, roles: roles), options: Segmenter.Options(language: "en"))
}

/// A segmenter with English rules, made for tests.
func segmenter() throws -> Segmenter { Segmenter(packs: [try englishRules()]) }

extension Document {
  /// The clean text of a range.
  func string(_ range: Range<Int>) -> String { String(decoding: article.text[range], as: UTF8.self) }

  /// The sentences' texts.
  var sentenceTexts: [String] { sentences.map { string($0.range) } }

  /// The statements' texts.
  var statementTexts: [String] { statements.map { string($0.range) } }

  /// The words of the quotations without their marks.
  var quotedTexts: [String] { quotations.map { string($0.content) } }

  /// The texts of the blocks with a role.
  func texts(of role: Block.Role) -> [String] {
    article.blocks.filter { $0.role == role }.map { string($0.range) }
  }
}
