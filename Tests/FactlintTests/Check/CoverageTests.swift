import Testing

@testable import Factlint

@Suite("What counts as a fact")
struct CoverageTests {
  private let check = CheckRule(
    id: "a/never", relation: .never, name: "", severity: .note, confidence: 0.5, message: "{name}", over: "working",
    key: ["name"])

  @Test("a fact that only puts side by side what a check compares is none; what it captures is compared")
  func facts() throws {
    var sketch = try FactSketch("There were twelve men there. There were thirteen men there.")
    sketch.count("twelve men", exactly(12))
    sketch.count("thirteen men", exactly(13))
    sketch.record("twelve men there", kind: "working", ["name": .symbol("first")])
    sketch.report.facts[2].slotRanges = ["name": sketch.report.facts[0].range]
    sketch.record("thirteen men there", kind: "house/own", ["name": .symbol("second")])
    let report = sketch.checked(check)
    #expect(report.coverage.facts == 3)
    #expect(report.coverage.checked == 1)
    #expect(report.unchecked.map(\.fact) == [1, 3])
    #expect(report.facts.map(\.isListed) == [true, true, false, true])
  }
}
