import Testing

@testable import Factlint

@Suite("Facts of a desk's own kinds")
struct RecordResolverTests {
  /// The values of the slots of a rule over numbers, in a text with "at least 40 boats of 300 in all".
  private func values(gives: [String: String]) throws -> [String: SlotValue] {
    var pack = RulePack(name: "t", version: "1", language: "en")
    pack.lexicons["hedge"] = Lexicon(name: "hedge", entries: [.init(text: "at least", value: "[x, ∞)")])
    pack.lexicons["place"] = Lexicon(name: "place", entries: [.init(text: "in all", value: "all")])
    pack.facts = [
      FactRule(
        id: "house/boats", kind: "house/boats",
        pattern: "(?<boatsHedge>at least) (?<boats>[0-9]+) boats of (?<whole>[0-9]+) (?<where>in all)",
        slots: ["boatsHedge": .lexicon("hedge"), "boats": .number, "whole": .number, "where": .lexicon("place")],
        gives: gives)
    ]
    let text = "There are at least 40 boats of 300 in all."
    let linter = Linter(packs: [pack], options: Linter.Options(segmentation: Segmenter.Options(language: "en")))
    let facts = linter.facts(of: article([text])).facts
    let fact = try #require(facts.first)
    #expect(facts.count == 1)
    #expect(fact.slotRanges["whole"].map { $0.count } == 3)
    guard case .record(let values) = fact.value else { return [:] }
    return values
  }

  @Test("have the values of their slots, hedged where a slot of that name says so")
  func slots() throws {
    let values = try values(gives: ["kind_of": "toll"])
    #expect(values["boats"] == .number(.atLeast(40)))
    #expect(values["where"] == .symbol("all"))
    #expect(values["kind_of"] == .symbol("toll"))
    let rounded = try #require(Interval(lower: Bound(295), upper: Bound(305, isClosed: false)))
    #expect(values["whole"] == .number(rounded))
  }

  @Test("have numbers that are exact or rounded as their rule gives, for all or for named slots")
  func precision() throws {
    #expect(try values(gives: ["exact": "true"])["whole"] == .number(Interval(300)))
    #expect(try values(gives: ["exact": "boats whole"])["whole"] == .number(Interval(300)))
    #expect(try values(gives: ["exact": "boats"])["whole"] != .number(Interval(300)))
    #expect(try values(gives: ["exact": "true"])["exact"] == nil)
    let half = try #require(Rational(79, over: 2))
    #expect(try values(gives: ["rounded": "boats"])["boats"] == .number(.atLeast(half)))
  }
}
