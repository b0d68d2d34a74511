import TestSupport
import Testing

@testable import Factlint

@Suite("A document")
struct SegmenterTests {
  @Test("masks its outermost quotations, marks included, byte for byte")
  func mask() throws {
    let document = try document("Il a dit “où ‘là'” é là.")
    let quoted = "“où ‘là'”".utf8.count
    #expect(
      document.maskedText
        == Array("Il a dit ".utf8) + Array(repeating: Document.mask, count: quoted) + Array(" é là.".utf8))
  }

  @Test("of an empty article is empty")
  func empty() throws {
    let document = try segmenter().document(from: article([]))
    #expect(document.sentences.isEmpty)
    #expect(try segmenter().document(from: article(["", ""])).sentences.isEmpty)
  }

  @Test("has sentences and statements that tile its blocks, and sound quotations, whatever the text")
  func random() throws {
    var generator = SplitMix64(seed: 20_230_205)
    let pieces = [
      "“", "”", "\"", "'", "‘", "''", "``", "«", "„", ".", ". ", "? ", "! ", "… ", "...", " ", " ", " ", "Smith ",
      "said",
      "we go", "U.S.", "Dr.", "5", "3.5", "é", "Ü", "—", "(", ")", ",", "s' ", "n't", "al-", "1.", "the ", "The ", "中",
      "🙂", "\u{1A}", "ʼ", "90s",
    ]
    let segmenter = try segmenter()
    for _ in 0..<1500 {
      let blocks = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        clean(
          (0..<Int.random(in: 0...30, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" })
      }
      let roles: [Block.Role] = [.paragraph, .quotation, .caption, .listItem]
      let given = article(
        blocks,
        roles: Dictionary(
          uniqueKeysWithValues: blocks.indices.map {
            ($0, roles.randomElement(using: &generator) ?? .paragraph)
          }))
      let document = segmenter.document(from: given, options: Segmenter.Options(language: "en"))
      expectTiling(document.sentences, of: document)
      expectTiling(document.statements, of: document)
      expectSoundQuotations(document)
      #expect(document.maskedText.count == document.article.text.count)
      #expect(String(validating: document.maskedText, as: UTF8.self) != nil)
    }
  }

  @Test(
    "of hostile text is made in linear time",
    arguments: [
      "\"", "“", "”", "‘", "'", "\"a ", "“a ", "‘a ", "'a ", "‘as' ", "'as' ", ".", ". ", "! ", "a. ", "A. ", ". . ",
      "\"a\" ", "“a” ", "?” Smith ", "“?” Smith, ", "…", "''", "a''b '", "“‘", "U.S. ", "‘a “b” ", "é", "\u{1A}",
    ])
  func hostile(piece: String) throws {
    let text = clean([String(repeating: piece, count: 100_000)])
    let document = try segmenter().document(
      from: article([text, "“End.”"]), options: Segmenter.Options(language: "en"))
    expectTiling(document.sentences, of: document)
    expectTiling(document.statements, of: document)
  }

  @Test("of a million full stops, or of many blocks, is made in linear time")
  func large() throws {
    let segmenter = try segmenter()
    let options = Segmenter.Options(language: "en")
    let stops = segmenter.document(from: article([String(repeating: ".", count: 1_000_000)]), options: options)
    #expect(stops.sentences.count == 1)
    let many = segmenter.document(from: article(Array(repeating: "“We go.", count: 50_000)), options: options)
    #expect(many.sentences.count == 50_000)
    #expect(many.quotations.count { $0.isContinuation } == 49_999)
    let captions = article(
      Array(repeating: "“We.", count: 20_000),
      roles: Dictionary(uniqueKeysWithValues: (0..<20_000).map { ($0, .caption) }))
    #expect(segmenter.document(from: captions, options: options).quotations.count == 20_000)
  }

  /// What readers make of a text: single spaces, none at either end.
  private func clean(_ pieces: [String]) -> String {
    pieces.joined().split(separator: " ").joined(separator: " ")
  }

  private func expectTiling(_ sentences: [Sentence], of document: Document) {
    var end = 0
    var covered = Array(repeating: false, count: document.article.text.count)
    for sentence in sentences {
      let block = document.article.blocks[sentence.block].range
      #expect(block.lowerBound <= sentence.range.lowerBound && sentence.range.upperBound <= block.upperBound)
      #expect(sentence.range.lowerBound >= end && !sentence.range.isEmpty)
      #expect(document.article.text[sentence.range.lowerBound] != 0x20)
      end = sentence.range.upperBound
      for index in sentence.range { covered[index] = true }
    }
    for (index, block) in document.article.blocks.enumerated() where block.role != .metadata {
      let gaps = block.range.filter { !covered[$0] }
      #expect(gaps.allSatisfy { document.article.text[$0] == 0x20 }, "block \(index)")
    }
  }

  private func expectSoundQuotations(_ document: Document) {
    var surrounding: [Quotation] = []
    for quotation in document.quotations {
      let block = document.article.blocks[quotation.block].range
      #expect(block.lowerBound <= quotation.range.lowerBound && quotation.range.upperBound <= block.upperBound)
      #expect(quotation.range.lowerBound <= quotation.content.lowerBound)
      #expect(quotation.content.upperBound <= quotation.range.upperBound)
      while let last = surrounding.last, last.range.upperBound <= quotation.range.lowerBound {
        surrounding.removeLast()
      }
      #expect(quotation.depth == surrounding.count)
      if let last = surrounding.last { #expect(quotation.range.upperBound <= last.range.upperBound) }
      surrounding.append(quotation)
    }
  }
}
