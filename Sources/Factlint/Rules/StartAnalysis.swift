/// Reads off a pattern template where a match can begin, so that the pattern need not be tried anywhere else.
///
/// Like `TriggerAnalysis` it only claims what it can prove: of a pattern that may begin with nothing, or with a space, it
/// says that a match can begin anywhere. No match begins inside a word; see `PatternVocabulary.pattern(of:)`.
struct StartAnalysis {
  let vocabulary: PatternVocabulary

  /// What a piece of a pattern says of where a match of it begins.
  private struct Start {
    /// What stands where it begins; nil where that is unknown.
    var triggers: Set<Trigger>? = []
    /// Whether it may match nothing, so that what follows counts too.
    var isNullable = false
    /// Whether no letter can stand right before what follows it, given that it matched nothing.
    var isBounded: Bool
  }

  /// What stands at the place where any match of the template begins; nil where it can be anything.
  func starts(of template: PatternTemplate) -> Set<Trigger>? {
    let start = start(of: template.root, isBounded: true, isCaseless: false, depth: 0)
    guard !start.isNullable, let triggers = start.triggers, !triggers.isEmpty else { return nil }
    return triggers
  }

  private func start(of node: PatternTemplate.Node, isBounded: Bool, isCaseless: Bool, depth: Int) -> Start {
    guard depth < 50 else { return Start(triggers: nil, isBounded: isBounded) }
    switch node {
    case .literal(let scalar): return Start(triggers: triggers(of: scalar, isBounded: isBounded), isBounded: false)
    case .scalarClass(_, .digit): return Start(triggers: [.digit], isBounded: false)
    case .scalarClass(_, .upperCase): return Start(triggers: isCaseless ? [.word] : [.capital], isBounded: false)
    case .scalarClass(let written, .other): return Start(triggers: Self.triggers(ofClass: written), isBounded: false)
    case .assertion(let written, let isBoundary):
      if written == "^" || written == "\\A" { return Start(triggers: [.start], isBounded: true) }
      return Start(isNullable: true, isBounded: isBounded || isBoundary)
    case .lookAround(let opening, let inner):
      return Start(
        isNullable: true, isBounded: isBounded || PatternTemplate.forbidsLetter(opening, inner, ahead: false))
    case .reference(_, let name, _):
      if name == PatternVocabulary.quotationReference { return Start(triggers: [.quotation], isBounded: false) }
      if let lexicon = vocabulary.lexicons[name] {
        return Start(triggers: Self.triggers(of: lexicon), isBounded: false)
      }
      guard let fragment = vocabulary.fragments[name] else { return Start(triggers: nil, isBounded: false) }
      return start(of: fragment.template.root, isBounded: isBounded, isCaseless: isCaseless, depth: depth + 1)
    case .group(let opening, let inner):
      let caseless = PatternTemplate.caselessness(after: opening) ?? isCaseless
      return start(of: inner, isBounded: isBounded, isCaseless: caseless, depth: depth)
    case .quantified(let inner, _, let minimum):
      var result = start(of: inner, isBounded: isBounded, isCaseless: isCaseless, depth: depth)
      if minimum == 0 {
        result.isNullable = true
        result.isBounded = isBounded
      }
      return result
    case .alternation(let nodes):
      return nodes.map { start(of: $0, isBounded: isBounded, isCaseless: isCaseless, depth: depth) }
        .reduce(Start(isBounded: true)) { union, next in
          Start(
            triggers: union.triggers.flatMap { one in next.triggers.map { one.union($0) } },
            isNullable: union.isNullable || next.isNullable, isBounded: union.isBounded && next.isBounded)
        }
    case .sequence(let nodes):
      return start(ofSequence: nodes, isBounded: isBounded, isCaseless: isCaseless, depth: depth)
    }
  }

  private func start(
    ofSequence nodes: [PatternTemplate.Node], isBounded: Bool, isCaseless: Bool, depth: Int
  ) -> Start {
    var result = Start(isNullable: true, isBounded: isBounded)
    for (index, node) in nodes.enumerated() {
      if result.isBounded, let word = wholeWord(at: index, of: nodes) {
        result.triggers?.formUnion([.words([word])])
        result.isNullable = false
        return result
      }
      let next = start(of: node, isBounded: result.isBounded, isCaseless: isCaseless, depth: depth)
      result.triggers = result.triggers.flatMap { one in next.triggers.map { one.union($0) } }
      result.isBounded = next.isBounded
      guard next.isNullable else {
        result.isNullable = false
        return result
      }
    }
    return result
  }

  /// The word that the letters from `index` on make, where what follows them surely ends it.
  private func wholeWord(at index: Int, of nodes: [PatternTemplate.Node]) -> String? {
    var word = String.UnicodeScalarView()
    for node in nodes[index...] {
      if case .literal(let scalar) = node, WordFolding.isLetterOrMark(scalar), !WordFolding.isMark(scalar) {
        word.append(scalar)
        continue
      }
      return !word.isEmpty && TriggerAnalysis.endsWord(node, vocabulary: vocabulary)
        ? WordFolding.folded(String(word)) : nil
    }
    return nil
  }

  /// What stands where a literal scalar does.
  private func triggers(of scalar: Unicode.Scalar, isBounded: Bool) -> Set<Trigger>? {
    if scalar.properties.numericType == .decimal { return [.digit] }
    if WordFolding.isLetterOrMark(scalar) {
      return isBounded && scalar.isASCII ? [.initial(WordFolding.folded(String(scalar)))] : nil
    }
    return scalar == " " ? nil : [.symbol(String(scalar))]
  }

  /// What stands where an entry of a word list begins.
  private static func triggers(of lexicon: Lexicon) -> Set<Trigger>? {
    var words: Set<[UInt8]> = []
    var triggers: Set<Trigger> = []
    for entry in lexicon.entries {
      guard let first = entry.text.unicodeScalars.first else { continue }
      if WordFolding.isLetterOrMark(first) {
        guard let word = WordFolding.words(of: entry.text).first else { return nil }
        words.insert(Array(word.utf8))
      } else if first.properties.numericType == .decimal {
        triggers.insert(.digit)
      } else if first == " " {
        return nil
      } else {
        triggers.insert(.symbol(String(first)))
      }
    }
    if !words.isEmpty {
      let sorted = words.sorted { $0.lexicographicallyPrecedes($1) }
      triggers.insert(.words(sorted.map { String(decoding: $0, as: UTF8.self) }))
    }
    return triggers
  }

  /// What stands where a class matches, for classes of letters, digits and listed symbols; nil for any other.
  private static func triggers(ofClass written: String) -> Set<Trigger>? {
    if ["\\p{L}", "\\p{Ll}"].contains(written) { return [.word] }
    guard written.hasPrefix("["), written.hasSuffix("]"), !written.hasPrefix("[^") else { return nil }
    var members = String(written.dropFirst().dropLast())
    var triggers: Set<Trigger> = []
    for letters in ["\\p{Lu}", "A-Z"] where members.contains(letters) {
      triggers.insert(.capital)
      members = members.replacing(letters, with: "")
    }
    for letters in ["\\p{L}", "\\p{Ll}", "a-z"] where members.contains(letters) {
      triggers.insert(.word)
      members = members.replacing(letters, with: "")
    }
    for digits in ["\\d", "\\p{Nd}", "0-9", "1-9"] where members.contains(digits) {
      triggers.insert(.digit)
      members = members.replacing(digits, with: "")
    }
    for scalar in members.unicodeScalars {
      if scalar.properties.numericType == .decimal {
        triggers.insert(.digit)
      } else if WordFolding.isLetterOrMark(scalar), scalar.isASCII {
        triggers.insert(.initial(WordFolding.folded(String(scalar))))
      } else if WordFolding.isLetterOrMark(scalar) || "\\-[] ".unicodeScalars.contains(scalar) {
        return nil
      } else {
        triggers.insert(.symbol(String(scalar)))
      }
    }
    return triggers
  }
}

extension PatternTemplate {
  /// Whether a look-around proves that no letter stands right before it (or, with `ahead`, right after it).
  ///
  /// It is a negative one of a class that has all letters: `(?<!\p{L})`, `(?![\p{L}\p{M}])`.
  static func forbidsLetter(_ opening: String, _ inner: Node, ahead: Bool) -> Bool {
    guard opening == (ahead ? "(?!" : "(?<!") else { return false }
    var node = inner
    while case .sequence(let nodes) = node, nodes.count == 1 { node = nodes[0] }
    switch node {
    case .scalarClass(let written, _):
      return written == "\\p{L}" || written == "\\w" || written.hasPrefix("[\\p{L}") || written.hasPrefix("[\\w")
    case .alternation(let nodes): return nodes.contains { forbidsLetter(opening, $0, ahead: ahead) }
    default: return false
    }
  }
}
