import Factlint
internal import Yams

// Checks: how they are read, and what is made sure of once all facts are known.
extension PackReader {
  mutating func readCheck(_ file: RuleFile, _ root: StrictNode) {
    let fields = root.fields(
      required: ["id", "relation", "name", "why", "severity", "confidence", "message", "over", "examples"],
      optional: ["key", "value", "holds", "with", "between", "unless", "leaves-alone"])
    guard let idNode = fields["id"], let id = idNode.string(),
      let relation = fields["relation"]?.choice(of: CheckRule.Relation.self), let name = fields["name"]?.string(),
      let severity = fields["severity"]?.choice(of: Severity.self), let confidence = fields["confidence"]?.share(),
      let message = fields["message"]?.string(), let over = fields["over"]?.string()
    else { return }
    check(id: id, at: idNode)
    pack.checks.append(
      CheckRule(
        id: id, relation: relation, name: name, severity: severity, confidence: confidence, message: message,
        over: over, key: fields["key"]?.strings() ?? [], value: fields["value"]?.string(),
        holds: fields["holds"]?.strings() ?? [], with: fields["with"]?.strings() ?? [],
        between: fields["between"]?.strings() ?? [],
        unless: fields["unless"]?.strings() ?? []))
    let examples = readExamples(fields["examples"])
    pages.append(
      RulePage(
        id: id, role: .check, name: name, why: fields["why"]?.string() ?? "",
        leavesAlone: fields["leaves-alone"]?.string() ?? "", file: file, examples: examples))
    checkNodes.append((id, root, fields))
  }

  /// Makes sure that each check gives its relation what it needs, and applies to facts that some rule finds.
  func checkChecks() {
    let kinds = Set(facts.map(\.rule.kind))
    let ids = Set(facts.map(\.rule.id))
    for (id, root, fields) in checkNodes {
      guard let check = pack.checks.first(where: { $0.id == id }) else { continue }
      if !kinds.contains(check.over), !ids.contains(check.over), check.over != CheckRule.anyQuantity {
        fields["over"]?.note("\"\(check.over)\" is neither a kind of fact nor the id of a fact rule of this pack")
      }
      for other in check.with where !kinds.contains(other) && !ids.contains(other) {
        fields["with"]?.note("\"\(other)\" is neither a kind of fact nor the id of a fact rule of this pack")
      }
      let sources = [check.over] + check.with
      let rules = facts.map(\.rule).filter { sources.contains($0.kind) || sources.contains($0.id) }
      let slots = Set(rules.flatMap { Array($0.slots.keys) + Array($0.gives.keys) }).subtracting(["exact", "rounded"])
      for problem in check.problems(slots: slots, kinds: kinds) { (fields[problem.key] ?? root).note(problem.message) }
      if !rules.isEmpty { checkEquations(fields["holds"], over: rules, slots: slots) }
    }
  }

  /// Makes sure that equations are well formed, and name what the facts that they are about have.
  private func checkEquations(_ node: StrictNode?, over rules: [FactRule], slots: Set<String>) {
    guard let node else { return }
    var nodes = [node]
    if case .sequence = node.node { nodes = node.items() }
    let known = rules.first.flatMap { FactAttribute.numeric(ofKind: $0.kind) } ?? slots
    for node in nodes {
      guard let text = node.string() else { continue }
      do {
        for name in try Equation(parsing: text).names
        where name.text != Equation.publicationName && !known.contains(name.text) {
          node.note(
            "there is no \"\(name.text)\" to reckon with; known are "
              + known.union([Equation.publicationName]).sorted().joined(separator: ", "), offset: name.offset)
        }
      } catch {
        node.note(error.message, offset: error.offset)
      }
    }
  }
}
