import Testing

@testable import Factlint

@Suite("Times of the clock are read as minutes")
struct ClockReaderTests {
  private func minutes(_ text: String) -> [String] {
    func list(_ name: String, exact: Bool = false, _ values: [String: String]) -> Lexicon {
      Lexicon(
        name: name, ignoresCase: !exact,
        entries: values.sorted { $0.key < $1.key }.map { .init(text: $0.key, value: $0.value) })
    }
    var pack = RulePack(name: "t", version: "1", language: "en")
    for lexicon in [
      list("meridiem", ["a.m.": "am", "p.m.": "pm", "pm": "pm", "in the morning": "am"]),
      list("clock-word", ["noon": "12", "midnight": "24"]),
      list(
        "zone-offset", exact: true, ["GMT": "0", "Indian Standard Time": "330", "IST": "330 120 60", "EST": "-300"]),
    ] { pack.lexicons[lexicon.name] = lexicon }
    let reader = ClockReader(words: PackWords(pack: pack))
    return (reader.minutes(text) ?? []).map { $0.value.onlyValue?.description ?? "range" }
  }

  @Test("a half of the day settles the hour")
  func halves() {
    #expect(minutes("2:30 p.m.") == ["870"])
    #expect(minutes("12 p.m.") == ["720"])
    #expect(minutes("12:05 a.m.") == ["5"])
    #expect(minutes("9 in the morning") == ["540"])
    #expect(minutes("1.45pm") == ["825"])
    #expect(minutes("noon") == ["720"])
  }

  @Test("without one, an hour up to twelve is open, a later one is not")
  func openHours() {
    #expect(minutes("9:15") == ["555", "1275"])
    #expect(minutes("14:15") == ["855"])
    #expect(minutes("0900") == ["540"])
  }

  @Test("a zone puts the time on that of Greenwich, each zone of the name in turn")
  func zones() {
    #expect(minutes("2:30 p.m. Indian Standard Time") == ["540"])
    #expect(minutes("1100 GMT") == ["660"])
    #expect(minutes("2:30 p.m. IST") == ["540", "750", "810"])
    #expect(minutes("9 p.m. (EST)") == ["1560"])
  }

  @Test(
    "what is no time of the clock is refused",
    arguments: ["25:00", "12:60", "14:00 p.m.", "2:30 p.m. Lunar Time", "", "GMT", "9999", "99999999999999999999"])
  func refused(_ text: String) {
    #expect(minutes(text) == [])
  }
}
