import Testing

@testable import Factlint

@Suite("Findings: their order, consequences and fingerprints")
struct FindingOrderTests {
  private func slips(_ blocks: String..., checks: CheckRule...) throws -> Report {
    let text = blocks.joined(separator: " ")
    var sketch = try FactSketch(text)
    let words = ["Twelve": 12, "thirteen": 13, "Twenty": 20, "thirty": 30]
    for word in text.split(whereSeparator: { " .,".contains($0) }).map(String.init) {
      guard let number = words[word] else { continue }
      sketch.count(word, exactly(number), event: number < 20 ? "crash" : "fire")
    }
    var pack = RulePack(name: "t", version: "1", language: "en", checks: checks.isEmpty ? [agreeCheck()] : checks)
    pack.digest = "d"
    var report = sketch.report
    Checker(pack: pack).check(&report)
    return report
  }

  @Test("graver findings come first, then surer ones, then earlier ones, then by id")
  func order() throws {
    let text = "Twenty or thirty burnt. Twelve or thirteen died."
    #expect(try slips(text).messages == ["20 and 30 in fire", "12 and 13 in crash"])
    let kept = try slips(
      text, checks: agreeCheck("a/note", severity: .note, confidence: 1), agreeCheck("b/error", confidence: 0.1),
      agreeCheck("c/error", confidence: 0.2))
    #expect(kept.findings.map(\.check) == ["c/error", "c/error"])
    #expect(
      kept.findings[0].consequences == ["20 and 30 in fire (20 ≠ 30)", "20 and 30 in fire (20 ≠ 30)"])
    let same = try slips(text, checks: agreeCheck("b/x"), agreeCheck("a/x"))
    #expect(same.findings.map(\.check) == ["a/x", "a/x"])
    #expect(same.coverage == Coverage(facts: 4, checked: 4, comparisons: 4, agreed: 0))
  }

  @Test("what points at the places of a finding is the same slip, though of other facts")
  func samePlaces() throws {
    var sketch = try FactSketch("Twelve or thirteen died.")
    sketch.count("Twelve", exactly(12))
    sketch.count("thirteen", exactly(13))
    sketch.report.facts += sketch.report.facts.map { fact in
      var copy = fact
      copy.kind = "money"
      return copy
    }
    let both = sketch.checked(agreeCheck("a/count"), agreeCheck("b/money", over: "money"))
    #expect(both.findings.map(\.check) == ["a/count"])
    #expect(both.findings[0].consequences == ["12 and 13 in crash (12 ≠ 13)"])
    // With one place of its own it is a slip of its own.
    sketch.report.facts[3].range = 0..<0
    #expect(sketch.checked(agreeCheck("a/count"), agreeCheck("b/money", over: "money")).findings.count == 2)
  }

  @Test("a fingerprint is moved by its own sentences and by nothing else")
  func fingerprints() throws {
    func prints(_ text: String) throws -> [String] { try slips(text).findings.map(\.fingerprint) }
    let base = try prints("The mayor spoke. Twelve or thirteen died. It rained.")
    #expect(base.count == 1)
    #expect(base[0].count == 64)
    #expect(base[0].allSatisfy { "0123456789abcdef".contains($0) })
    #expect(try prints("Nobody spoke at all. Twelve or thirteen died. It snowed on 5 hills.") == base)
    #expect(try prints("Twelve, or thirteen, died.") == base)
    #expect(try prints("Twelve or thirteen people died.") != base)
    #expect(try prints("Twelve or thirteen died on day 5.") != prints("Twelve or thirteen died on day 6."))
    #expect(try slips("Twelve or thirteen died.", checks: agreeCheck("a/other")).findings.map(\.fingerprint) != base)
  }

  @Test("findings that look the same are told apart by their number")
  func occurrences() throws {
    var sketch = try FactSketch("Twelve or thirteen. Twelve or thirteen.")
    for event in ["crash", "fire"] {
      sketch.count("Twelve", exactly(12), event: event)
      sketch.count("thirteen", exactly(13), event: event)
    }
    let report = sketch.checked(agreeCheck(message: "{first} and {second}"))
    #expect(report.findings.count == 2)
    #expect(Set(report.findings.map(\.fingerprint)).count == 2)
    #expect(
      sketch.checked(agreeCheck(message: "reworded")).findings.map(\.fingerprint) == report.findings.map(\.fingerprint))
  }

  @Test("agreements stand in the order of the text")
  func agreements() throws {
    var sketch = try FactSketch("Alpha beta gamma delta.")
    for (words, event) in [("Alpha", "b"), ("beta", "a"), ("gamma", "b"), ("delta", "a")] {
      sketch.count(words, exactly(1), noun: words, event: event)
    }
    #expect(sketch.checked(agreeCheck()).agreements.map(\.working) == ["1 Alpha = 1 gamma", "1 beta = 1 delta"])
  }
}
