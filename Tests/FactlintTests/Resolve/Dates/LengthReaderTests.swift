import Testing

@testable import Factlint

@Suite("Lengths of time are read as the days that they allow")
struct LengthReaderTests {
  private func words() -> PackWords {
    func list(_ name: String, _ values: [String: String]) -> Lexicon {
      Lexicon(name: name, entries: values.sorted { $0.key < $1.key }.map { .init(text: $0.key, value: $0.value) })
    }
    var pack = RulePack(name: "t", version: "1", language: "en")
    for lexicon in [
      list("numeral", ["three": "unit 3", "two": "unit 2", "six": "unit 6", "a": "a", "half": "half", "and": "and"]),
      list(
        "time-unit",
        [
          "year": "year", "years": "year", "week": "week", "days": "day", "day": "day", "hour": "hour",
          "minutes": "minute", "decade": "decade",
        ]),
      list("time-approximation", ["more than": "MORE_THAN", "nearly": "APPROX", "up to": "EQUAL_OR_LESS"]),
      list("length-joiner", ["and": "and"]),
      list("article-word", ["a": "a", "an": "an"]),
      list("vague-amount", ["several": "X", "a couple of": "2"]),
    ] { pack.lexicons[lexicon.name] = lexicon }
    return PackWords(pack: pack)
  }

  private func days(_ text: String) -> Interval? { LengthReader(words: words()).days(text) }

  /// Whether a length can be so many days.
  private func allows(_ text: String, _ count: Int) throws -> Bool {
    try #require(days(text)).disjointness(with: Interval(Rational(count))) == .compatible
  }

  @Test("days are as many as are said")
  func exactDays() {
    #expect(days("three days") == Interval(3))
    #expect(days("10-day") == Interval(10))
    #expect(days("three straight days") == Interval(3))
  }

  @Test("longer units are rounded as people round them")
  func rounding() throws {
    #expect(try allows("six-week", 42))
    #expect(try allows("six-week", 45))
    #expect(try !allows("six-week", 14))
    #expect(try allows("three years", 3 * 365))
    #expect(try allows("three years", 4 * 365))
    #expect(try !allows("three years", 5 * 365))
    #expect(try allows("a decade", 4015))
    #expect(try !allows("a decade", 15 * 365))
  }

  @Test("two lengths are added")
  func sums() throws {
    let sum = try #require(days("two years and six days"))
    #expect(sum.disjointness(with: Interval(736)) == .compatible)
    #expect(sum.disjointness(with: Interval(6)) == .disjointFirmly)
    let hours = try #require(days("an hour and 55 minutes")?.scaled(by: 1440))
    #expect(hours.disjointness(with: Interval(115)) == .compatible)
  }

  @Test("a hedge opens an end, or makes both vague")
  func hedges() throws {
    #expect(try allows("more than three days", 500))
    #expect(try !allows("more than three days", 2))
    #expect(try allows("up to three days", 1))
    #expect(try #require(days("nearly three years")).disjointness(with: Interval(100)) == .disjointVaguely)
  }

  @Test("what has no number says nothing", arguments: ["several weeks", "weeks", "three", "", "years three", "a", "-"])
  func nothing(_ text: String) {
    #expect(days(text) == nil)
  }

  @Test("hostile lengths are refused or read, never a crash")
  func hostile() {
    #expect(days(String(repeating: "two ", count: 5000) + "days") == nil)
    _ = days("99999999999999999999 days")
    _ = days("9223372036854775807 decade")
  }
}
