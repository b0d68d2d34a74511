/// What is left of a pattern from some place on, for analyses that follow the ways in which a match can go.
indirect enum PatternRest {
  case end
  case node(PatternTemplate.Node, isCaseless: Bool, PatternRest)

  /// A sequence before what is left.
  static func nodes(_ nodes: [PatternTemplate.Node], isCaseless: Bool, _ rest: PatternRest) -> PatternRest {
    nodes.reversed().reduce(rest) { .node($1, isCaseless: isCaseless, $0) }
  }

  /// The ways in which a quantified node can go on before what is left: its content once, and then as often as it still
  /// may come; or without it.
  static func choices(
    of node: PatternTemplate.Node, isCaseless: Bool, before tail: PatternRest
  ) -> [PatternRest] {
    guard case .quantified(let inner, let quantifier, let minimum) = node else {
      return [.node(node, isCaseless: isCaseless, tail)]
    }
    let greatest = greatestCount(of: quantifier)
    if greatest == 0 { return [tail] }
    let (fewer, more) = (max(minimum - 1, 0), greatest.map { "\($0 - 1)" } ?? "")
    let again = PatternTemplate.Node.quantified(inner, quantifier: "{\(fewer),\(more)}", minimum: fewer)
    let some = PatternRest.node(inner, isCaseless: isCaseless, .node(again, isCaseless: isCaseless, tail))
    return minimum > 0 ? [some] : [some, tail]
  }

  /// How often at most a quantifier lets its node stand; nil where there is no limit.
  private static func greatestCount(of quantifier: String) -> Int? {
    switch quantifier.unicodeScalars.first {
    case "?": return 1
    case "{":
      let bounds = quantifier.dropFirst().prefix { $0 != "}" }.split(separator: ",", omittingEmptySubsequences: false)
      return bounds.last.flatMap { Int($0) }
    default: return nil
    }
  }
}
