import Testing

@testable import Factlint

@Suite("Facts that share a key agree")
struct AgreeRelationTests {
  private func pair(
    _ one: Interval, _ other: Interval, voices: (Voice, Voice) = (.narrator, .narrator), check: CheckRule = agreeCheck()
  ) throws -> Report {
    var sketch = try FactSketch("There were twelve men there. There were thirteen men there.")
    sketch.count("twelve men", one, noun: "men", voice: voices.0)
    sketch.count("thirteen men", other, noun: "men", voice: voices.1)
    return sketch.checked(check)
  }

  @Test("equal values agree, and the report says so")
  func agreement() throws {
    let report = try pair(exactly(12), .atLeast(10))
    #expect(report.findings.isEmpty)
    #expect(report.agreements.map(\.working) == ["12 men = [10, ∞) men"])
    #expect(report.coverage == Coverage(facts: 2, checked: 2, comparisons: 1, agreed: 1))
    #expect(report.unchecked.isEmpty)
  }

  @Test("disjoint values contradict, with working, message and places")
  func contradiction() throws {
    let report = try pair(exactly(12), exactly(13))
    #expect(report.messages == ["12 men and 13 men in crash"])
    #expect(report.findings[0].working == "12 men ≠ 13 men")
    #expect(report.findings[0].severity == .error)
    #expect(report.findings[0].places.map(\.role) == ["first", "second"])
    #expect(report.findings[0].places.map(\.target) == report.facts.map { .text($0.range) })
    #expect(report.coverage == Coverage(facts: 2, checked: 2, comparisons: 1, agreed: 0))
    #expect(report.coverage.contradicted == 1)
  }

  @Test("what only a vague bound keeps apart is a warning at most, and never graver than the check says")
  func vagueness() throws {
    #expect(try pair(roughly(10, 12), exactly(13)).findings.map(\.severity) == [.warning])
    #expect(try pair(exactly(12), exactly(13), check: agreeCheck(severity: .note)).findings.map(\.severity) == [.note])
    #expect(
      try pair(roughly(10, 12), exactly(13), check: agreeCheck(severity: .note)).findings.map(\.severity) == [.note])
  }

  @Test("whose words they are bounds the severity")
  func voices() throws {
    func severity(_ one: Voice, _ other: Voice) throws -> Severity? {
      try pair(exactly(12), exactly(13), voices: (one, other)).findings.first?.severity
    }
    #expect(try severity(.narrator, .indirect(speaker: "A")) == .error)
    #expect(try severity(.narrator, .direct(speaker: "A")) == nil)
    #expect(try severity(.direct(speaker: "A"), .direct(speaker: "A")) == .error)
    #expect(try severity(.direct(speaker: "A"), .indirect(speaker: "A")) == .error)
    #expect(try severity(.direct(speaker: "A"), .direct(speaker: "B")) == .note)
    #expect(try severity(.indirect(speaker: "A"), .indirect(speaker: "B")) == .note)
    #expect(try severity(.indirect(speaker: "Orrin's coast guard"), .indirect(speaker: "coast guard")) == .error)
    #expect(try severity(.indirect(speaker: nil), .indirect(speaker: "B")) == .error)
    #expect(try severity(.direct(speaker: nil), .direct(speaker: "B")) == nil)
  }

  @Test("a fact without key or value, of another key, or with a reservation is left alone")
  func leftAlone() throws {
    var sketch = try FactSketch("Twelve men, thirteen men, fourteen men, fifteen men.")
    sketch.count("Twelve men", exactly(12))
    sketch.count("thirteen men", exactly(13), event: nil)
    sketch.count("fourteen men", exactly(14), event: "fire")
    sketch.count("fifteen men", exactly(15), reservations: [.negated, .hypothetical])
    let report = sketch.checked(agreeCheck(unless: ["negated"]))
    #expect(report.findings.isEmpty)
    #expect(report.coverage == Coverage(facts: 4))
    #expect(report.unchecked.map(\.fact) == [0, 1, 2, 3])
    #expect(
      report.unchecked.map(\.reason) == [.nothingToCompare, .nothingToCompare, .nothingToCompare, .reserved(.negated)])
    #expect(sketch.checked(agreeCheck()).messages == ["12 and 15 in crash"])
  }

  @Test("headline and body are compared across, not among themselves")
  func scopes() throws {
    var sketch = try FactSketch("Twelve men", "Thirteen men came. Fourteen men came.", headline: true)
    sketch.count("Twelve men", exactly(12))
    sketch.count("Thirteen men", exactly(13))
    sketch.count("Fourteen men", exactly(14))
    let across = sketch.checked(agreeCheck(between: ["headline", "body"]))
    #expect(across.messages == ["12 and 13 in crash"])
    #expect(across.findings[0].consequences == ["12 and 14 in crash (12 ≠ 14)"])
    #expect(sketch.checked(agreeCheck(between: ["body", "body"])).messages == ["13 and 14 in crash"])
  }

  @Test("one slip among many is one finding, whichever fact it is in", arguments: 0..<5)
  func oneSlip(slip: Int) throws {
    var sketch = try FactSketch("One men. Two men. Three men. Four men. Five men.")
    for (index, words) in ["One", "Two", "Three", "Four", "Five"].enumerated() {
      sketch.count("\(words) men", exactly(index == slip ? 13 : 12))
    }
    let report = sketch.checked(agreeCheck())
    #expect(report.findings.count == 1)
    #expect(report.findings[0].consequences == [])
    #expect(report.coverage == Coverage(facts: 5, checked: 5, comparisons: 4, agreed: 3))
  }

  @Test("names are compared without case, days under consistent readings, slots of a desk like anything else")
  func otherValues() throws {
    var sketch = try FactSketch("Alpha one. Beta two. Gamma three.")
    sketch.record("Alpha one", ["event": .symbol("x"), "amount": .symbol("Otto"), "n": .number(exactly(1))])
    sketch.record("Beta two", ["event": .symbol("x"), "amount": .symbol("OTTO"), "n": .number(exactly(2))])
    sketch.record("Gamma three", ["event": .symbol("x"), "amount": .symbol("Anna")])
    let report = sketch.checked(agreeCheck(over: "desk"))
    #expect(report.messages == ["Otto and Anna in x"])
    #expect(report.agreements.map(\.working) == ["Otto = OTTO"])
    #expect(sketch.checked(agreeCheck(over: "rule/desk")).messages == ["Otto and Anna in x"])
    #expect(sketch.checked(agreeCheck(over: "count")).coverage == Coverage())
    var numbers = agreeCheck(over: "desk")
    numbers.value = "n"
    #expect(sketch.checked(numbers).messages == ["1 and 2 in x"])
  }

  @Test("between two rules, what one of them finds twice is not compared")
  func rules() throws {
    var sketch = try FactSketch("First title won. Third title won. Champions once before.")
    sketch.record("First title won", kind: "a", ["event": .symbol("x"), "amount": .symbol("0")])
    sketch.record("Third title won", kind: "a", ["event": .symbol("x"), "amount": .symbol("2")])
    sketch.record("Champions once", kind: "b", ["event": .symbol("x"), "amount": .symbol("1")])
    for index in sketch.report.facts.indices { sketch.report.facts[index].kind = "honours" }
    let between = ["rule/a", "rule/b"]
    #expect(sketch.checked(agreeCheck(between: between, over: "honours")).messages == ["0 and 1 in x"])
    sketch.report.facts.removeLast()
    #expect(sketch.checked(agreeCheck(between: between, over: "honours")).coverage.comparisons == 0)
  }

  @Test("a headline names its story's source in short, so that the two are one voice")
  func headlineVoice() throws {
    var sketch = try FactSketch("Twelve men", "Thirteen men came.", headline: true)
    sketch.count("Twelve men", exactly(12), voice: .indirect(speaker: "Chad"))
    sketch.count("Thirteen men", exactly(13), voice: .indirect(speaker: "the army"))
    #expect(sketch.checked(agreeCheck(between: ["headline", "body"])).findings.map(\.severity) == [.error])
  }

  @Test("a check over quantities is over every kind of number")
  func quantities() throws {
    var sketch = try FactSketch("Twelve men came. Thirteen dollars went.")
    sketch.count("Twelve men", exactly(12))
    sketch.count("Thirteen dollars", exactly(13))
    sketch.report.facts[1].kind = "money"
    #expect(sketch.checked(agreeCheck(over: "quantity")).messages == ["12 and 13 in crash"])
  }

  @Test("more comparisons than are allowed are not made, which the report says once")
  func budget() throws {
    var sketch = try FactSketch("Twelve men came.")
    sketch.count("Twelve men", exactly(12))
    let fact = sketch.report.facts[0]
    // Empty places, which do not overlap.
    sketch.report.facts = (0..<Checker.greatestComparisonCount + 10).map { _ in
      var copy = fact
      copy.range = 0..<0
      return copy
    }
    let report = sketch.checked(agreeCheck("a/first"), agreeCheck("b/second"))
    #expect(report.coverage.comparisons == Checker.greatestComparisonCount)
    #expect(report.incidents.map(\.code) == ["work-limit"])
    #expect(report.coverage.checked + report.unchecked.count == report.coverage.facts)
    #expect(report.unchecked.allSatisfy { $0.reason == .budget })
  }
}
