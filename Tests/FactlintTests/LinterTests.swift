import Testing

@testable import Factlint

@Suite("The linter")
struct LinterTests {
  private func article(_ text: String, language: String) -> Article {
    var builder = ArticleBuilder()
    builder.metadata.language = language
    builder.addBlock(.paragraph, field: builder.addField("text", bytes: Array(text.utf8)), bytes: 0..<text.utf8.count)
    return builder.finish(id: text)
  }

  @Test("gives away one report for each article with that article's number, in whatever language it is")
  func reports() throws {
    let pack = try pack([TestRule(id: "a/number", pattern: "\\d+")])
    let articles = [
      article("They saw 7 ships.", language: "en"), article("Laivoja oli 8.", language: "fi"),
      article("They saw none.", language: "en"), article("They saw 9 ships and 10 boats.", language: "en"),
    ]
    let linter = Linter(packs: [pack])
    var ids = [String?](repeating: nil, count: articles.count)
    var incidents: [[String]] = Array(repeating: [], count: articles.count)
    linter.check(articles) { number, report in
      #expect(ids[number] == nil)
      ids[number] = report.document.article.id
      incidents[number] = report.incidents.map(\.code)
    }
    #expect(ids == articles.map(\.id))
    #expect(incidents == [[], ["no-rule-pack"], [], []])

    var facts: [Int: [String]] = [:]
    linter.facts(of: articles) { number, report in
      facts[number] = report.facts.map { String(decoding: report.document.article.text[$0.range], as: UTF8.self) }
    }
    #expect(facts == [0: ["7"], 1: [], 2: [], 3: ["9", "10"]])
    #expect(linter.facts(of: articles).map(\.document.article.id) == articles.map(\.id))
  }
}
