import Testing

@testable import Factlint

@Suite("Facts that should not be")
struct NeverRelationTests {
  private let check = CheckRule(
    id: "a/never", relation: .never, name: "", severity: .warning, confidence: 0.5, message: "{name}: {text}",
    over: "desk", key: ["name"])

  @Test("each fact with the attributes of the key is a finding by itself")
  func findings() throws {
    var sketch = try FactSketch("There were twelve men there. There were thirteen men there.")
    sketch.record("twelve men", ["name": .symbol("first")])
    sketch.record("thirteen men", ["name": .symbol("second")])
    #expect(sketch.checked(check).messages == ["first: twelve men", "second: thirteen men"])
  }

  @Test("an article with a fact of a kind that the check excludes is left alone")
  func unlessKind() throws {
    var check = check
    check.unless = ["southern-place"]
    var sketch = try FactSketch("There were twelve men there, in Auckland.")
    sketch.record("twelve men", ["name": .symbol("first")])
    #expect(sketch.checked(check).messages == ["first: twelve men"])
    sketch.record("Auckland", kind: "southern-place", [:])
    #expect(sketch.checked(check).findings.isEmpty)
  }

  @Test("a fact without them is none")
  func withoutKey() throws {
    var sketch = try FactSketch("There were twelve men there.")
    sketch.record("twelve men", [:])
    #expect(sketch.checked(check).findings.isEmpty)
  }
}
