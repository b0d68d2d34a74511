/// Reads off a pattern template which shapes the number can have with which a match begins.
///
/// What it cannot tell it takes for possible: the look at the number leaves out only what surely does not match.
struct NumberShapeAnalysis {
  let vocabulary: PatternVocabulary
  /// How many steps are left; a pattern that takes more goes on with anything.
  private var remainingSteps = 2_000
  /// How many steps lie one inside another; without an end they are where something that may be empty is repeated.
  private var depth = 0

  init(vocabulary: PatternVocabulary) {
    self.vocabulary = vocabulary
  }

  /// The shapes of the number that `rest` begins with.
  static func shapes(of rest: PatternRest, _ vocabulary: PatternVocabulary) -> NumberShapes {
    var analysis = NumberShapeAnalysis(vocabulary: vocabulary)
    return analysis.shapes(of: rest, after: 0)
  }

  /// The shapes of a number, of which some digits are matched, where `rest` matches what comes after them.
  private mutating func shapes(of rest: PatternRest, after digits: Int) -> NumberShapes {
    remainingSteps -= 1
    depth += 1
    defer { depth -= 1 }
    let unknown = NumberShapes(leastDigits: digits)
    guard remainingSteps > 0, depth < 60, digits < NumberShapes.greatestDigitCount,
      case .node(let node, let isCaseless, let tail) = rest
    else { return unknown }
    switch node {
    case .literal(let scalar):
      if scalar.properties.numericType == .decimal { return shapes(ofDigitBefore: tail, after: digits) }
      return Self.shapes(digits, before: [NumberShapes.Following(scalar)])
    case .scalarClass(_, .digit): return shapes(ofDigitBefore: tail, after: digits)
    case .scalarClass(_, .upperCase): return Self.shapes(digits, before: [.letter, .notASCII])
    case .scalarClass(let written, .other):
      guard let members = Self.members(of: written) else { return unknown }
      let ofDigit: NumberShapes = members.hasDigit ? shapes(ofDigitBefore: tail, after: digits) : []
      return ofDigit.union(Self.shapes(digits, before: members.others))
    case .assertion: return shapes(of: tail, after: digits)
    case .lookAround(let opening, let inner):
      let found = shapes(of: tail, after: digits)
      if opening == "(?=" {
        return found.intersection(shapes(of: .node(inner, isCaseless: isCaseless, .end), after: digits))
      }
      return opening == "(?!" && digits > 0 && Self.hasDigitAlone(inner)
        ? found.intersection(NumberShapes(digits: digits)) : found
    case .reference(_, let name, _):
      if name == PatternVocabulary.quotationReference { return Self.shapes(digits, before: [.otherASCII]) }
      if let lexicon = vocabulary.lexicons[name] { return shapes(of: lexicon, after: digits) }
      guard let fragment = vocabulary.fragments[name] else { return unknown }
      return shapes(of: .node(fragment.template.root, isCaseless: isCaseless, tail), after: digits)
    case .group(_, let inner): return shapes(of: .node(inner, isCaseless: isCaseless, tail), after: digits)
    case .sequence(let nodes): return shapes(of: .nodes(nodes, isCaseless: isCaseless, tail), after: digits)
    case .alternation(let nodes):
      return nodes.reduce(into: []) {
        $0.formUnion(shapes(of: .node($1, isCaseless: isCaseless, tail), after: digits))
      }
    case .quantified:
      return PatternRest.choices(of: node, isCaseless: isCaseless, before: tail).reduce(into: []) {
        $0.formUnion(shapes(of: $1, after: digits))
      }
    }
  }

  private mutating func shapes(ofDigitBefore tail: PatternRest, after digits: Int) -> NumberShapes {
    // A digit may be one that is not ASCII, as the first of all is then no number of a known shape.
    shapes(of: tail, after: digits + 1).union(Self.shapes(digits, before: [.notASCII]))
  }

  /// Entries are bounded by what is no letter, not by what is no digit.
  private func shapes(of lexicon: Lexicon, after digits: Int) -> NumberShapes {
    var following: Set<NumberShapes.Following> = []
    for entry in lexicon.entries {
      guard let first = entry.text.unicodeScalars.first, first.properties.numericType != .decimal else {
        return NumberShapes(leastDigits: digits)
      }
      following.insert(NumberShapes.Following(first))
      // Without case, "ſ" is an "s".
      if lexicon.ignoresCase { following.insert(.notASCII) }
    }
    return Self.shapes(digits, before: Array(following))
  }

  /// The shapes of so many digits before one of some things; none without a digit, since it is none that `rest` begins
  /// with then.
  private static func shapes(_ digits: Int, before following: [NumberShapes.Following]) -> NumberShapes {
    digits == 0 ? [] : NumberShapes(digits: digits, before: following)
  }

  /// What a class has that lists single scalars and digits: "[-/.]", "[ \d]"; nil for any other.
  private static func members(of written: String) -> (hasDigit: Bool, others: [NumberShapes.Following])? {
    guard written.hasPrefix("["), written.hasSuffix("]"), !written.hasPrefix("[^") else { return nil }
    let listed = written.dropFirst().dropLast().replacing("\\d", with: "0")
    let scalars = Array(listed.unicodeScalars)
    if scalars.contains(where: { $0 == "\\" || $0 == "[" }) || scalars.dropFirst().dropLast().contains("-") {
      return nil
    }
    let others = scalars.filter { $0.properties.numericType != .decimal }
    // Where a letter is meant without case, its other form may be none of ASCII.
    return (others.count < scalars.count, others.map { NumberShapes.Following($0) } + [.notASCII])
  }

  /// Whether what must not follow is a digit, whatever comes after that.
  private static func hasDigitAlone(_ node: PatternTemplate.Node) -> Bool {
    switch node {
    case .scalarClass(let written, .digit): ["\\d", "\\p{Nd}", "[0-9]"].contains(written)
    case .scalarClass(let written, .other): members(of: written) != nil && written.contains("\\d")
    case .sequence(let nodes): nodes.count == 1 && hasDigitAlone(nodes[0])
    case .alternation(let nodes): nodes.contains(where: hasDigitAlone)
    default: false
    }
  }
}
