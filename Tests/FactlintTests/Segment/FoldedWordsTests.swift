import Testing

@testable import Factlint

@Suite("Folded words")
struct FoldedWordsTests {
  @Test("are found in any case, whole, wherever they stand")
  func look() {
    let words = FoldedWords(["said", "École", "o’clock", "said", "U.S.", ""])
    let text = Array("SAID Saids école O'Clock u.s. sai".utf8)
    #expect(words.ordinal(of: 0..<4, in: text) == 0)
    #expect(words.ordinal(of: 5..<9, in: text) == 0)
    #expect(words.ordinal(of: 5..<10, in: text) == nil)
    #expect(words.ordinal(of: 11..<17, in: text) == 1)
    #expect(words.ordinal(of: 18..<25, in: text) == 2)
    #expect(words.ordinal(of: 26..<30, in: text) == 4)
    #expect(words.ordinal(of: 31..<34, in: text) == nil)
    #expect(words.ordinal(of: 0..<0, in: text) == nil)
  }

  @Test("are none in an empty set")
  func none() {
    #expect(FoldedWords([]).isEmpty)
    #expect(!FoldedWords([]).contains(0..<1, in: [0x61]))
  }

  @Test("are all found among many")
  func many() {
    let list = (0..<3000).map { "word\($0)" }
    let words = FoldedWords(list)
    for (index, word) in list.enumerated() {
      let bytes = Array(word.uppercased().utf8)
      #expect(words.ordinal(of: 0..<bytes.count, in: bytes) == index)
    }
  }
}
