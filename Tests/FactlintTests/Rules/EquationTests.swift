import TestSupport
import Testing

@testable import Factlint

@Suite("An equation is read strictly")
struct EquationTests {
  private func fault(_ source: String) -> String? {
    do {
      _ = try Equation(parsing: source)
      return nil
    } catch {
      return "\(error.offset): \(error.message)"
    }
  }

  @Test("with the precedence of arithmetic, in ASCII and in signs")
  func precedence() throws {
    let ascii = try Equation(parsing: "a=b+c*-2/(d-1)")
    let signs = try Equation(parsing: "  a  = b + c × −2 ÷ ( d − 1 ) ")
    #expect(ascii.right == signs.right)
    #expect(
      ascii.right
        == .operation(
          .name("b"), .plus,
          .operation(
            .operation(.name("c"), .times, .negative(.number(2))), .over,
            .operation(.name("d"), .minus, .number(1)))))
    #expect(ascii.names.map(\.text) == ["a", "b", "c", "d"])
    #expect(ascii.names.map(\.offset) == [0, 2, 4, 10])
  }

  @Test(
    "with any of five comparisons",
    arguments: [("=", "="), ("<", "<"), ("<=", "≤"), ("≤", "≤"), (">", ">"), (">=", "≥"), ("≥", "≥")])
  func comparisons(written: String, read: String) throws {
    #expect(try Equation(parsing: "a \(written) 1.5").comparison.rawValue == read)
  }

  @Test("functions take names and expressions")
  func functions() throws {
    let equation = try Equation(parsing: "mean(a, b, c) = about(x1, 0.1)")
    #expect(equation.left == .call(.mean, [.name("a"), .name("b"), .name("c")]))
    #expect(equation.names.map(\.text) == ["a", "b", "c", "x1"])
  }

  @Test(
    "and what is none is told with its place",
    arguments: [
      ("", "0: a number or a name is missing"),
      ("a", "1: two sides are compared by =, <, ≤, > or ≥"),
      ("a =", "3: a number or a name is missing"),
      ("= a", "0: \"=\" is neither a number nor a name"),
      ("a = b = c", "6: an equation compares two sides, not three"),
      ("a = b c", "6: \"c\" cannot stand here"),
      ("a = (b + c", "4: a parenthesis is not closed"),
      ("a = b)", "5: \")\" cannot stand here"),
      ("a = 1.2.3", "4: \"1.2.3\" is no number that fits"),
      ("a = 99999999999999999999999999", "4: \"99999999999999999999999999\" is no number that fits"),
      (
        "a = total(b)",
        "4: there is no function \"total\"; known are about, abs, count, countable, first, margin, max, mean, min, mod, month, nth, sum, weekday, year, years"
      ),
      ("a = abs(b, c)", "4: abs takes one argument, not 2"),
      ("a = about(b)", "4: about takes 2 arguments, not 1"),
      ("a = sum()", "8: \")\" is neither a number nor a name"),
      ("a = sum(b", "4: a parenthesis is not closed"),
      ("a == b", "3: \"=\" is neither a number nor a name"),
      ("a = b % c", "6: \"%\" cannot stand here"),
      ("ä = 1", "0: \"ä\" is neither a number nor a name"),
      ("a = {b}", "4: \"{\" is neither a number nor a name"),
    ])
  func faults(source: String, wanted: String) {
    #expect(fault(source) == wanted)
  }

  @Test("however hostile it is, it ends in an error or an equation")
  func hostility() {
    #expect(fault("a = " + String(repeating: "(", count: 400)) == "24: the equation is nested too deeply")
    #expect(fault("a = " + String(repeating: "-", count: 400)) == "24: the equation is nested too deeply")
    #expect(fault(String(repeating: "a+", count: 400)) == "500: an equation has at most 500 characters")
    #expect(fault("a = " + String(repeating: "1+", count: 200) + "1") == nil)
    var random = SplitMix64(seed: 20)
    let pieces = ["a", "1", "(", ")", "+", "-", "*", "/", "=", "<", ",", "sum", "about", " ", ".", "é", "\u{0}", "≤"]
    for _ in 0..<2_000 {
      let length = Int.random(in: 0..<20, using: &random)
      _ = fault((0..<length).map { _ in pieces.randomElement(using: &random) ?? "" }.joined())
    }
  }
}
