import Testing

@testable import Factlint

@Suite("Whom words mean, by surname")
struct PersonMeantTests {
  /// Who is meant by the words at their last place in a text of one paragraph; where no words are given, right behind
  /// the text.
  private func surname(of words: String?, in text: String) throws -> String? {
    var pack = RulePack(name: "Test", version: "1", language: "en", functionWords: ["the", "a", "he", "she", "in"])
    pack.lexicons["source-pronoun"] = Lexicon(
      name: "source-pronoun", entries: [.init(text: "he", value: "male"), .init(text: "she", value: "female")])
    pack.lexicons["month"] = wordList("month", ["May", "June"], ignoresCase: false)
    pack.lexicons["weekday"] = wordList("weekday", ["Monday"], ignoresCase: false)
    pack.lexicons["form-of-address"] = wordList("form-of-address", ["Mr", "Ms"])
    let document = try readDocument([text])
    let context = ResolutionContext(document: document, pack: pack, words: PackWords(pack: pack), mentions: [])
    var range = document.article.text.count..<document.article.text.count
    if let words {
      let bytes = Array(words.utf8)
      let starts = document.article.text.indices.filter { document.article.text[$0...].starts(with: bytes) }
      let start = try #require(starts.last)
      range = start..<start + bytes.count
    }
    return PersonMeant(context: context).surname(at: range, block: 0)
  }

  @Test("a name means its last word, in full, alone or with a possessive")
  func names() throws {
    #expect(try surname(of: "Petra Lind", in: "Petra Lind sang.") == "lind")
    #expect(try surname(of: "Lind", in: "Petra Lind sang. In June Lind left.") == "lind")
  }

  @Test("a given name means the surname that it is named with")
  func givenNames() throws {
    #expect(
      try surname(of: "Petra", in: "Petra Lind sang with Olaf Berg. The song was one that Petra wrote.") == "lind")
  }

  @Test("a pronoun means the one person whom the sentence, or the nearest one before, names")
  func pronouns() throws {
    let text = "Petra Lind sang. Olaf Berg played. The hall was full, and he left at ten."
    #expect(try surname(of: "he", in: text) == "berg")
    #expect(try surname(of: "She", in: "Petra Lind sang. Olaf Berg played. Lind thanked Berg. She was 30.") == nil)
    #expect(try surname(of: "He", in: "Nobody sang. He was 30.") == nil)
  }

  @Test("somebody whose age or a clause about them follows is a person, wherever the name stands")
  func toldOf() throws {
    #expect(try surname(of: "She", in: "The prize went to Petra Lind, 33, on Monday. She was glad.") == "lind")
    #expect(try surname(of: "She", in: "The prize went to Petra Lind, she said. She was glad.") == "lind")
    #expect(try surname(of: "She", in: "The prize went to Petra Lind in June. She was glad.") == nil)
  }

  @Test("a name is found wherever it begins, and none inside of a word", arguments: 1..<20)
  func places(count: Int) throws {
    let start = String(repeating: "x", count: count)
    #expect(try surname(of: "he", in: "\(start) Olaf Berg, 66, and he left.") == "berg")
    #expect(try surname(of: "he", in: "The \(start) d'Olaf-Berg, 66, and he left.") == nil)
  }

  @Test("a dash between words with capitals makes no name of them")
  func dashes() throws {
    #expect(try surname(of: "he", in: "Galway — Thousands came to Olaf Berg, 66, and he left.") == "berg")
    #expect(try surname(of: "he", in: "Galway – Thousands came to Åsa Édler, 66, and he left.") == "édler")
  }

  @Test("of two people of one surname, only a name in full means one")
  func namesakes() throws {
    let text = "Petra Lind sang. Olaf Lind played. The critics liked Petra Lind."
    #expect(try surname(of: "Petra Lind", in: text) == "petra lind")
    #expect(try surname(of: "he", in: "Petra Lind sang. Olaf Lind played, and he left.") == nil)
  }
}
