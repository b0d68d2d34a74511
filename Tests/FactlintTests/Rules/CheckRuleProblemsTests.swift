import Testing

@testable import Factlint

@Suite("What a relation asks of its checks")
struct CheckRuleProblemsTests {
  private func problems(
    _ relation: CheckRule.Relation, message: String = "", key: [String] = [], value: String? = nil,
    between: [String] = [], unless: [String] = []
  ) -> [String] {
    CheckRule(
      id: "a/b", relation: relation, name: "n", severity: .error, confidence: 1, message: message, over: "count",
      key: key, value: value, between: between, unless: unless
    ).problems(kinds: ["southern-place"]).map { "\($0.key): \($0.message)" }
  }

  @Test("agree wants a key and a value")
  func agree() {
    #expect(problems(.agree, message: "{first} {second} {event} {firstText}", key: ["event"], value: "amount") == [])
    #expect(
      problems(.agree) == [
        "relation: agree compares facts that share a key: name its attributes",
        "relation: agree compares a value: name the attribute",
      ])
    #expect(
      problems(.agree, message: "{whole}", key: ["event"], value: "amount") == [
        "message: {whole} is not one of {event}, {first}, {firstText}, {second}, {secondText}"
      ])
  }

  @Test("calendar wants to know what it tests, and has the placeholders of that test")
  func calendar() {
    #expect(problems(.calendar, message: "{date} {weekday} {actual} {day}", value: "weekday") == [])
    #expect(problems(.calendar, message: "{date} {month} {days}", value: "existence") == [])
    #expect(problems(.calendar) == ["value: calendar tests one of weekday, existence, holiday"])
    #expect(problems(.calendar, value: "moon") == ["value: calendar tests one of weekday, existence, holiday"])
    #expect(
      problems(.calendar, message: "{actual}", value: "existence") == [
        "message: {actual} is not one of {date}, {days}, {month}"
      ])
    #expect(
      problems(.calendar, key: ["event"], value: "weekday", between: ["headline", "body"]) == [
        "key: calendar looks at one fact at a time and has no key",
        "between: calendar looks at one fact at a time",
      ])
  }

  @Test("total takes everything from the breakdown")
  func total() {
    #expect(problems(.total, message: "{whole} {sum} {parts} {part}") == [])
    #expect(
      problems(.total, key: ["event"], value: "amount", between: ["headline", "body"]) == [
        "key: total takes its parts from the facts themselves and has no key",
        "value: total compares amounts and has no value",
        "between: total takes its parts from one place",
      ])
  }

  @Test("places and reservations are known ones")
  func names() {
    func agree(between: [String] = [], unless: [String] = []) -> [String] {
      problems(.agree, key: ["event"], value: "amount", between: between, unless: unless)
    }
    #expect(agree(between: ["headline", "body"], unless: ["negated", "otherEvent"]) == [])
    #expect(agree(unless: ["southern-place"]) == [])
    #expect(agree(between: ["headline", "caption"]) == ["between: \"caption\" is not one of headline, body"])
    #expect(agree(between: ["headline"]) == ["between: two places are compared, not 1"])
    #expect(
      agree(unless: ["tired"]) == [
        "unless: \"tired\" is neither a kind of fact of this pack nor one of negated, hypothetical, superseded, otherEvent, undated"
      ])
  }

  @Test("a message's placeholders are what stands in braces")
  func placeholders() {
    #expect(MessageTemplate("{a} and {b}, {a}").placeholders == ["a", "b", "a"])
    #expect(MessageTemplate("{a} {b} {").filled(with: ["a": "{b}", "b": "2"]) == "{b} 2 {")
    #expect(MessageTemplate("{x} }{").filled(with: [:]) == "{x} }{")
  }
}
