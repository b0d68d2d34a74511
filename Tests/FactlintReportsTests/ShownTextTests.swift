import Factlint
import Testing

@testable import FactlintReports

@Suite("Text that is shown")
struct ShownTextTests {
  @Test(
    "takes the columns that a terminal gives it",
    arguments: [
      ("abc", 3), ("été", 3), ("e\u{301}te\u{301}", 3), ("東京", 4), ("ｆｕｌｌ", 8), ("한국", 4), ("😀!", 3), ("…–“”", 4),
      ("", 0),
    ])
  func width(text: String, columns: Int) {
    #expect(ScreenText.width(of: text) == columns)
  }

  @Test("has the number of what cannot be shown, and not what is invisible and harmless")
  func visible() {
    #expect(ScreenText.visible("a\u{1B}[2Jb\u{202E}c\u{0}") == "a⟨U+001B⟩[2Jb⟨U+202E⟩c⟨U+0000⟩")
    #expect(ScreenText.visible("soft\u{AD}hyphen\u{FEFF}\u{200B}") == "softhyphen")
    #expect(ScreenText.visible("a\tb\u{A0}c\nd") == "a b c d")
    #expect(ScreenText.visible("\u{2028}\u{E0041}") == "⟨U+2028⟩⟨U+E0041⟩")
  }

  @Test("is cut between words, or anywhere where there are none")
  func excerpts() {
    #expect(Excerpt.beginning(of: "one two three", limit: 9) == "one two…")
    #expect(Excerpt.beginning(of: "one two", limit: 7) == "one two")
    #expect(Excerpt.beginning(of: "abcdefghij", limit: 4) == "abcd…")
    #expect(Excerpt.end(of: "one two three", limit: 10) == "…two three")
    #expect(Excerpt.end(of: "abcdefghij", limit: 4) == "…ghij")
    #expect(Excerpt.middle(of: "one two three four five six", limit: 18) == "one two… five six")
    #expect(Excerpt.beginning(of: "a" + String(repeating: "\u{301}", count: 9000)).unicodeScalars.count == 161)
  }

  @Test("fits 100 columns, except for the labels of places")
  func columns() {
    for (name, report) in SampleReports.all where name != "hostile" {
      let output = String(decoding: ReportFormat.text.render([report]), as: UTF8.self)
      for line in output.split(separator: "\n") {
        #expect(ScreenText.width(of: String(line)) <= 110, "\(name): \(line)")
      }
    }
  }

  @Test(
    "fits 100 columns where every letter is wide or shown by its number",
    arguments: ["東京で ", "\u{202E}", "e\u{301} ", "x"])
  func wideLines(filler: String) {
    let fill = String(repeating: filler, count: 200)
    let article = SampleArticle(id: "x", text: fill + "7" + fill + "8" + fill + "9")
    let finding = Finding(
      check: "x", name: "x", severity: .error, confidence: 1, message: "x", working: "",
      places: [
        article.place("7", role: "a"), article.place("8", role: "b"), article.place("9", role: "c"),
        article.place(fill, 2, role: "d"),
      ])
    let report = Report(document: article.document, findings: [finding])
    let lines = String(decoding: ReportFormat.text.render([report]), as: UTF8.self).split(separator: "\n")
    for line in lines { #expect(ScreenText.width(of: String(line)) <= 104, "\(line)") }
    #expect(lines.contains { $0.contains("1 a") } && lines.contains { $0.contains("4 d") })
  }
}
