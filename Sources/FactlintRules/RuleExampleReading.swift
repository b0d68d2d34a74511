import Factlint
internal import Yams

extension RuleExample {
  /// Reads an example; nil where it cannot be made sense of, which is noted.
  static func read(_ node: StrictNode) -> RuleExample? {
    let fields = node.fields(
      required: [], optional: ["finds", "ignores", "facts", "says", "date", "headline", "stated"])
    guard (fields["finds"] == nil) != (fields["ignores"] == nil) else {
      node.note("an example has either \"finds\" or \"ignores\"")
      return nil
    }
    guard let textNode = fields["finds"] ?? fields["ignores"], let marked = textNode.string() else { return nil }
    var example = RuleExample(
      expectation: fields["finds"] != nil ? .finds : .ignores, text: "", marks: [],
      headline: fields["headline"]?.string(),
      date: fields["date"]?.string(), facts: [], says: fields["says"]?.string(), line: node.node.mark?.line ?? 1)
    var text = String.UnicodeScalarView()
    var open: Int?
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "⟦":
        if open != nil { textNode.note("a mark ⟦ is opened inside another") }
        open = text.count
      case "⟧":
        guard let start = open else {
          textNode.note("a mark ⟧ closes none")
          return nil
        }
        example.marks.append(start..<text.count)
        open = nil
      default: text.append(scalar)
      }
    }
    if open != nil { textNode.note("a mark ⟦ is not closed") }
    example.text = String(text)
    example.stated = fields["stated"]?.dictionary() ?? [:]
    for (event, dates) in example.stated
    where StatedDate.Event(rawValue: event) == nil || !dates.split(separator: " ").allSatisfy(example.text.contains) {
      fields["stated"]?.note("\(event): \(dates) is no event with dates that stand in the text")
    }
    if example.expectation == .finds, example.marks.isEmpty { textNode.note("what it finds is not marked by ⟦ and ⟧") }
    if example.expectation == .ignores, !example.marks.isEmpty { textNode.note("what is ignored has no marks") }
    if let facts = fields["facts"] {
      if case .sequence = facts.node {
        example.facts = facts.items().map { $0.dictionary() }
      } else {
        example.facts = [facts.dictionary()]
      }
      if example.facts.count > example.marks.count {
        facts.note("there are \(example.facts.count) mappings for \(example.marks.count) marks")
      }
    }
    if example.expectation == .ignores, let says = fields["says"] { says.note("what is ignored says nothing") }
    return example
  }
}
