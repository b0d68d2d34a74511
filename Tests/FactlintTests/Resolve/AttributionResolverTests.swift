import PCRE2
import Testing

@testable import Factlint

@Suite("Attributions")
struct AttributionResolverTests {
  @Test("a quotation, its source and its cue are direct speech of the person named")
  func direct() throws {
    let report = try report(["Mayor Ann Lowe left.", "\"It is late,\" Lowe said."])
    let attribution = try #require(report.attributions.first)
    #expect(attribution.mode == .direct)
    #expect(attribution.speaker == "Ann Lowe")
    #expect(report.people.map(\.name) == ["Ann Lowe"])
    #expect(report.people.first?.aliases == ["Lowe"])
    #expect(report.people.first?.titles == ["Mayor"])
  }

  @Test("what a cue cuts in two is one content, in the same sentence and in the next")
  func cut() throws {
    let first = try report(["\"It is late,\" Lowe said, \"and dark.\""])
    #expect(first.attributions.map(\.content.count) == [2])
    let second = try report(["\"It is late,\" Lowe said. \"It is dark.\""])
    #expect(second.attributions.map(\.content.count) == [2])
  }

  @Test("a quotation that stands alone is by the one who spoke before, and by nobody where there is none")
  func floating() throws {
    let carried = try report(["\"It is late,\" Lowe said.", "\"It is dark.\""])
    #expect(carried.attributions.map(\.speaker) == ["Lowe", "Lowe"])
    #expect(carried.attributions.last?.cue == nil)
    #expect(try report(["Nothing was heard.", "\"It is dark.\""]).attributions.isEmpty)
  }

  @Test("a pronoun means the last speaker, unless somebody else whom it fits has been named since")
  func pronouns() throws {
    let clear = try report(["\"It is late,\" Mayor Ann Lowe said.", "\"It is dark,\" she said."])
    #expect(clear.attributions.last?.speaker == "Ann Lowe")
    let doubtful = try report([
      "\"It is late,\" Mayor Ann Lowe said. Mayor Eve Roe came in.", "\"It is dark,\" she said.",
    ])
    #expect(doubtful.attributions.last?.speaker == nil)
  }

  @Test("a pronoun never means a person whose title says otherwise")
  func genders() throws {
    let report = try report(["\"It is late,\" Mr. Carl Roe said.", "\"It is dark,\" she said."])
    #expect(report.attributions.last?.speaker == nil)
  }

  @Test("a name that two people share names neither")
  func sharedSurname() throws {
    let report = try report(["Mayor Ann Lowe and Mayor Carl Lowe left.", "\"It is late,\" Lowe said."])
    #expect(report.attributions.first?.person == nil)
    #expect(report.attributions.first?.speaker == "Lowe")
  }

  @Test("voices are the speaker's inside of what is said and the narrator's outside")
  func voices() throws {
    let report = try report(["\"It is late,\" Lowe said."])
    let resolution = try #require(report.resolution)
    #expect(resolution.voices.voice(at: 2) == .direct(speaker: "Lowe"))
    #expect(resolution.voices.voice(at: 16) == .narrator)
  }

  @Test("words that hold the source's own quotation as a name are no speech")
  func catchwords() throws {
    #expect(try report(["The \"Gull\" Lowe said"]).attributions.isEmpty)
  }

  // MARK: - A small pack

  private struct Outcome {
    var resolution: AttributionResolver.Resolution?
    var facts: [Fact] = []
    var attributions: [AttributionFact] {
      facts.compactMap { if case .attribution(let fact) = $0.value { fact } else { nil } }
    }
    var people: [Person] { resolution?.people ?? [] }
  }

  private func report(_ paragraphs: [String]) throws -> Outcome {
    let document = try readDocument(paragraphs)
    let pack = Self.pack
    let mentions = Extractor(pack: pack).mentions(in: document, usesIndex: false).mentions
    let context = ResolutionContext(
      document: document, pack: pack, words: PackWords(pack: pack), mentions: mentions)
    var outcome = Outcome()
    outcome.resolution = AttributionResolver(context: context).resolution(addingTo: &outcome.facts)
    return outcome
  }

  private static var pack: RulePack {
    var pack = RulePack(name: "Test", version: "1", language: "en")
    func lexicon(_ name: String, _ values: [String: [String]], ignoresCase: Bool = true) {
      pack.lexicons[name] = Lexicon(
        name: name, ignoresCase: ignoresCase,
        entries: values.flatMap { value, texts in texts.map { Lexicon.Entry(text: $0, value: value) } })
    }
    lexicon("source-pronoun", ["male": ["he"], "female": ["she"], "relative": ["who"]])
    lexicon("honorific", ["male": ["Mr."], "female": ["Ms."], "any": ["Mayor"]], ignoresCase: false)
    lexicon("conjunction", ["and": ["and"]])
    let name = "\\p{Lu}\\p{Ll}+"
    pack.facts = [
      FactRule(
        id: "test/floating", kind: "attribution", priority: 1, unit: .statement,
        pattern: "\\A(?<content>\\x{1A}+)\\z", slots: ["content": .text]),
      FactRule(
        id: "test/said", kind: "attribution", priority: 9, unit: .statement,
        pattern: "(?<content>\\x{1A}+) (?<source>(?:(?:Mr\\.|Ms\\.|Mayor) )?\(name)(?: \(name))?|she|he) (?<cue>said)",
        slots: ["content": .text, "source": .text, "cue": .text]),
      FactRule(
        id: "test/person", kind: "person",
        pattern: "(?<title>Mr\\.|Ms\\.|Mayor) (?<name>\(name)(?: \(name))?)",
        slots: ["title": .text, "name": .text]),
    ]
    return pack
  }
}
