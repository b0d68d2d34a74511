import Factlint
import FactlintReports
import Foundation
import Testing

@testable import FactlintArchive

@Suite("Articles of an archive compared with one another")
struct ArchiveComparisonTests {
  /// The notes on an archive whose articles appear on these days, counted from one, and hold these facts.
  private func notes(_ articles: [(day: Int, facts: [String])]) throws -> [String] {
    let archive = try Archive(path: nil)
    let run = try ArchiveRun(of: archive)
    for (number, article) in articles.enumerated() {
      let day = try #require(CivilDate(daysSinceEpoch: 19_000 + article.day))
      let report = Report(
        document: Document(
          article: Article(
            id: "a\(number)", fields: [Field(name: "text", bytes: [])], text: [], blocks: [],
            sourceMap: SourceMap(pieces: [])),
          date: PublicationDate(day: day, origin: .option)))
      let lines = article.facts.map { $0.replacing(" | ", with: "\t") + "\n" }.joined()
      // Ids may hold what separates the parts of a text elsewhere.
      let entry = ArchiveEntry(
        place: ArchiveEntry.Place(source: number, line: 0), id: "a\u{1F}\u{0}\(number)", path: "a\(number).txt",
        state: .checked)
      try run.add(
        entry, key: CacheKey(settings: [1], id: "a\(number)", content: []),
        result: StoredResult(report, record: [], facts: Array(lines.utf8)))
    }
    try run.finish(places: articles.count, totals: RunTotals())
    return try ArchiveComparison(archive: archive, modifiers: ["former"]).notes().map(\.check)
  }

  @Test("a person in most of them is compared in bounded time", .timeLimit(.minutes(2)))
  func oftenNamed() throws {
    let often = (0..<6_000).map { number in
      (
        day: number / 3,
        facts: [
          "person | 1 | Ana Ruiz | \(["minister", "mayor", "party leader"][number % 3])",
          "age | 1 | Ana Ruiz | \(40 + number / 3 / 365)",
        ]
      )
    }
    #expect(try notes(often) == [])
    #expect(try notes(often + [(day: 2_001, facts: ["person | 1 | Ana Ruiz | former minister"])]) == ["archive/title"])
    #expect(try notes(often + [(day: 2_001, facts: ["age | 1 | Ana Ruiz | 39"])]) == ["archive/age"])
  }

  @Test("titles differ where they are used within days, or the first again after the second")
  func titles() throws {
    func title(_ day: Int, _ title: String) -> (day: Int, facts: [String]) {
      (day, ["person | 1 | Ana Ruiz | \(title)"])
    }
    #expect(try notes([title(1, "minister"), title(3, "former minister")]) == ["archive/title"])
    #expect(try notes([title(1, "minister"), title(30, "former minister")]) == [])
    let again = [title(1, "minister"), title(30, "former minister"), title(60, "minister")]
    #expect(try notes(again) == ["archive/title"])
    #expect(try notes([title(1, "minister"), title(1, "mayor")]) == [])
  }

  @Test("ages differ where no birthday lies between")
  func ages() throws {
    func age(_ day: Int, _ years: Int) -> (day: Int, facts: [String]) { (day, ["age | 1 | Ana Ruiz | \(years)"]) }
    #expect(try notes([age(1, 40), age(1, 41)]) == ["archive/age"])
    #expect(try notes([age(1, 40), age(2, 41)]) == [])
    #expect(try notes([age(1, 40), age(1, 40), age(1, 40), age(9, 39)]) == ["archive/age"])
    #expect(try notes([age(1, 40), age(800, 42)]) == [])
  }
}
