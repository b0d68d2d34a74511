import Testing

@testable import Factlint

@Suite("Names and their spellings")
struct SpellingRelationTests {
  private func capitals(_ text: String) throws -> CapitalWords {
    CapitalWords(of: try FactSketch(text).report.document)
  }

  private func pairs(_ text: String) throws -> [String] {
    let document = try FactSketch(text).report.document
    let capitals = CapitalWords(of: document)
    var pairs: [String] = []
    capitals.forEachSimilarPair { frequent, rare, _ in
      let words = [frequent, rare].compactMap { capitals.places(of: $0, atMost: 1).first }.map { range in
        String(decoding: document.article.text[range], as: UTF8.self)
      }
      pairs.append(words.joined(separator: " "))
    }
    return pairs
  }

  @Test("a word with a capital is counted wherever it stands, and nothing else is")
  func counting() throws {
    let capitals = try capitals("Thornwell met Thornwell at the quay. THORNWELL and thornwell did not. Ann did.")
    #expect(capitals.words.map(\.count) == [2])
    #expect(capitals.places(of: 0, atMost: 10) == [0..<9, 14..<23])
    #expect(capitals.places(of: 0, atMost: 1) == [0..<9])
  }

  @Test("a word is found wherever it begins, and at the end", arguments: 1..<20)
  func places(count: Int) throws {
    let start = String(repeating: "x", count: count) + " "
    let capitals = try capitals(start + "Thornwell XXThornwell X Thornwell")
    #expect(capitals.words.map(\.count) == [2])
    #expect(capitals.places(of: 0, atMost: 10) == [count + 1..<count + 10, count + 25..<count + 34])
  }

  @Test(
    "two words are alike that differ by one letter, or by two that have changed places",
    arguments: [
      ("Thornwell and Thornwall", ["Thornwell Thornwall"]), ("Hennessy and Henessy", ["Hennessy Henessy"]),
      ("Keidis and Kiedis", ["Keidis Kiedis"]), ("Thornwell and Cornwall", []), ("Baker and Maker", []),
      ("Maurer and Mauurrer", []),
    ])
  func likeness(_ text: String, _ expected: [String]) throws {
    #expect(try pairs(text) == expected)
  }

  @Test("the more frequent of two comes first, wherever it stands")
  func order() throws {
    #expect(try pairs("Thornwall, Thornwell, Thornwell") == ["Thornwell Thornwall"])
    #expect(try pairs("Thornwall, Thornwell") == ["Thornwall Thornwell"])
  }

  @Test("with and without an accent is no slip")
  func accents() throws {
    #expect(try pairs("Beyoncé and Beyonce").isEmpty)
    #expect(try pairs("Guantánamo and Guantanamo").isEmpty)
  }

  @Test(
    "no text is too odd to be read",
    arguments: ["", "A", "É", "Aa", "-", "Mc", "O'Neil", "\u{FFFD}Thornwell", "Thornwellé"])
  func oddTexts(_ text: String) throws {
    _ = try pairs("x" + text)
    _ = try pairs(text + " Thornwell")
  }

  @Test("so many names that each is like the next are given up in the end")
  func manyNames() throws {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    let names = (0..<3000).map { number in
      "Aa\(letters[number % 26])\(letters[number / 26 % 26])\(letters[number / 676 % 26])"
    }
    #expect(try !pairs(names.joined(separator: " ")).isEmpty)
  }
}
