import PCRE2
import Testing

@testable import Factlint

@Suite("The pattern of a word list")
struct LexiconPatternTests {
  private func matches(_ words: [String], in text: String, ignoresCase: Bool = true) throws -> [String] {
    let pattern = try Pattern(wordList("l", words, ignoresCase: ignoresCase).pattern)
    let subject = try #require(Subject(Array(text.utf8)))
    var found: [String] = []
    try Matcher().forEachMatch(of: pattern, in: subject, window: 0..<subject.bytes.count) {
      found.append(String(decoding: subject.bytes[$0.range], as: UTF8.self))
    }
    return found
  }

  @Test("the longest entry wins, whatever the order of the file")
  func longestFirst() throws {
    for words in [["Jan.", "January", "Jan"], ["Jan", "January", "Jan."], ["January", "Jan.", "Jan"]] {
      #expect(try matches(words, in: "Jan. Jan January janU Januarys") == ["Jan.", "Jan", "January"])
    }
    #expect(try matches(["St.", "St. Louis"], in: "St. Louis, St. Lou, St. Louisa") == ["St. Louis", "St.", "St."])
    #expect(
      try matches(["as well", "as well as", "as"], in: "as well as they, as well, as") == [
        "as well as", "as well", "as",
      ])
  }

  @Test("an entry never matches inside a word")
  func bounds() throws {
    #expect(
      try matches(["may", "art"], in: "maybe dismay party may5 5may art's art-house") == ["may", "may", "art", "art"])
    #expect(try matches(["may"], in: "\u{301}may may\u{301} may\u{903} éMay Mayé") == [])
    #expect(try matches(["st."], in: "st.x est. St.") == ["st.", "St."])
    #expect(try matches(["$", "US$", "°C"], in: "AUS$ US$5 $5 5°C 5°Celsius") == ["$", "US$", "$", "°C"])
    #expect(try matches(["5th"], in: "5th 15th 5ths") == ["5th", "5th"])
  }

  @Test("case is ignored unless the list is exact")
  func cases() throws {
    #expect(
      try matches(["May", "ÉTÉ", "kelvin"], in: "may MAY été Été \u{212A}elvin") == [
        "may", "MAY", "été", "Été", "\u{212A}elvin",
      ])
    #expect(try matches(["May"], in: "may May MAY", ignoresCase: false) == ["May"])
    #expect(try matches(["Straße"], in: "STRAßE Straße STRASSE") == ["STRAßE", "Straße"])
  }

  @Test("signs that mean something in patterns mean themselves")
  func signs() throws {
    let words = ["a.m.", "(sic)", "c++", "a|b", "[x]", "{y}", "^z", "$1", "w*", "q?", "\\d", "#1", "x y"]
    #expect(try matches(words, in: words.joined(separator: ";")) == words)
    #expect(try matches(words, in: "a-m- sic c+ ab x y9 z 1 ww 5") == ["x y"])
  }

  @Test("letters beyond ASCII are letters")
  func nonASCII() throws {
    #expect(try matches(["ĉe", "東京", "Ødegård"], in: "ĉe ĉeĉe 東京 東京都 ødegård") == ["ĉe", "東京", "ødegård"])
  }

  @Test("a list without entries matches nothing")
  func empty() throws {
    #expect(try matches([], in: "anything") == [])
  }
}
