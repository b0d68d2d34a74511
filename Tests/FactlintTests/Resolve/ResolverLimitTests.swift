import Testing

@testable import Factlint

@Suite("The work of holding facts beside each other")
struct ResolverLimitTests {
  /// What comes of so many sentences that all tell one toll, each of which is held beside the others.
  private func resolution(sentences: Int, greatestStepCount: Int) throws -> Resolver.Resolution {
    var pack = try pack([TestRule(id: "count/deaths", pattern: "(?<number>\\d+) ferrymen died")])
    pack.facts[0].kind = "count"
    pack.facts[0].slots = ["number": .number]
    pack.facts[0].gives = ["category": "killed", "noun": "ferrymen"]
    let document = try readDocument((0..<sentences).map { _ in "On the lake 12 ferrymen died." })
    let mentions = Extractor(pack: pack).mentions(in: document).mentions
    return Resolver(pack: pack, words: PackWords(pack: pack), greatestStepCount: greatestStepCount)
      .resolution(of: mentions, in: document)
  }

  private func events(of resolution: Resolver.Resolution) -> Set<String?> {
    Set(
      resolution.facts.map { fact in
        guard case .count(let count) = fact.value else { return nil }
        return count.event
      })
  }

  @Test("is done where it is no more than is allowed: all tolls are of one event")
  func within() throws {
    let resolution = try resolution(sentences: 30, greatestStepCount: 10_000)
    #expect(!resolution.isExhausted)
    #expect(resolution.facts.count == 30)
    #expect(events(of: resolution).count == 1)
    #expect(!events(of: resolution).contains(nil))
  }

  @Test("is given up beyond, which loses no fact, is told, and makes no contradiction graver than a note")
  func beyond() throws {
    let resolution = try resolution(sentences: 30, greatestStepCount: 100)
    #expect(resolution.isExhausted)
    #expect(resolution.facts.count == 30)
    let gravest = resolution.facts.compactMap { fact -> Severity? in
      guard case .count(let count) = fact.value, count.event != nil else { return nil }
      return fact.gravestContradiction
    }
    #expect(gravest.contains(.note))
  }
}
