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
    guard let textNode = fields["finds"] ?? fields["ignores"], let marked = textNode.string(),
      let (text, marks) = unmarked(marked, textNode)
    else { return nil }
    var example = RuleExample(
      expectation: fields["finds"] != nil ? .finds : .ignores, text: text, marks: marks,
      date: fields["date"]?.string(), facts: [], says: fields["says"]?.string(), line: node.node.mark?.line ?? 1)
    if let node = fields["headline"], let marked = node.string(), let (headline, marks) = unmarked(marked, node) {
      (example.headline, example.headlineMarks) = (headline, marks)
    }
    example.stated = fields["stated"]?.dictionary() ?? [:]
    for (event, dates) in example.stated
    where StatedDate.Event(rawValue: event) == nil || !dates.split(separator: " ").allSatisfy(example.text.contains) {
      fields["stated"]?.note("\(event): \(dates) is no event with dates that stand in the text")
    }
    let hasMarks = !example.marks.isEmpty || !example.headlineMarks.isEmpty
    if example.expectation == .finds, !hasMarks { textNode.note("what it finds is not marked by ⟦ and ⟧") }
    if example.expectation == .ignores, hasMarks { textNode.note("what is ignored has no marks") }
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
  /// The text without its marks, and the marked places in Unicode scalars; nil where a mark closes none.
  private static func unmarked(_ marked: String, _ node: StrictNode) -> (text: String, marks: [Range<Int>])? {
    var text = String.UnicodeScalarView()
    var marks: [Range<Int>] = []
    var open: Int?
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "⟦":
        if open != nil { node.note("a mark ⟦ is opened inside another") }
        open = text.count
      case "⟧":
        guard let start = open else {
          node.note("a mark ⟧ closes none")
          return nil
        }
        marks.append(start..<text.count)
        open = nil
      default: text.append(scalar)
      }
    }
    if open != nil { node.note("a mark ⟦ is not closed") }
    return (String(text), marks)
  }
}
