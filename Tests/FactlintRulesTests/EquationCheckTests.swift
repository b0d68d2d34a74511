import Factlint
import FactlintRules
import Testing

@Suite("A check that is an equation")
struct EquationCheckTests {
  private func check(_ lines: String) -> [String: String?] {
    [
      "checks/c.yml": """
      id: house/check
      relation: equation
      over: house/sold
      name: n
      why: w
      severity: error
      confidence: 0.9
      \(lines)
      examples:
        - finds: "We sold ⟦12⟧ tickets."
        - ignores: "We sold 9 tickets."

      """
    ]
  }

  @Test("is read with its equations")
  func reading() throws {
    let loaded = try PackReader.read(
      files(smallPack.merging(check("holds: count < 10\nmessage: '{count} {left}'").compactMapValues { $0 }) { $1 }))
    #expect(loaded.pack.checks.map(\.holds) == [["count < 10"]])
    #expect(ExampleRun(loaded).failures() == [])
  }

  @Test(
    "names its faults with line and column",
    arguments: [
      ("holds: count < 10 +\nmessage: m", "8:20: a number or a name is missing"),
      (
        "holds: 'count < sold'\nmessage: m",
        "8:17: there is no \"sold\" to reckon with; known are count, published, what"
      ),
      (
        "holds: [count < 10, price = 1]\nmessage: m",
        "8:21: there is no \"price\" to reckon with; known are count, published, what"
      ),
      ("holds: count < 10\nmessage: '{sold}'", "9:10: {sold} is not one of {count}, {left}, {right}, {text}, {what}"),
      ("message: m", "2:11: equation needs what holds, such as: income = price * sold"),
      (
        "holds: count < 10\nmessage: m\nkey: [count]",
        "10:6: a key is for what stands beside the fact: name that by with"
      ),
      ("holds: count < 10\nmessage: m\nvalue: count", "10:8: equation names its values in what holds"),
    ])
  func faults(lines: String, problem: String) {
    let found = problems(of: smallPack(with: check(lines)))
    #expect(found == ["p/checks/c.yml:" + problem])
  }

  @Test("knows what the program's own kinds have to reckon with")
  func ownKinds() {
    var changes = check("holds: amount < 10 + noun\nmessage: m")
    changes["facts/sold.yml"] = smallPack["facts/sold.yml"]?.replacing("kind: sold", with: "kind: count")
    #expect(
      problems(of: smallPack(with: changes)) == [
        "p/checks/c.yml:8:22: there is no \"noun\" to reckon with; known are amount, published, stated"
      ])
  }
}
