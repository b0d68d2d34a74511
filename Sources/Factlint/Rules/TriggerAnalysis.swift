/// Reads off a pattern template what every match must contain.
///
/// The analysis is of the template's own tree, and only claims what it can prove: a word counts where it stands
/// between things that cannot be letters, a word list where each of its entries has a word or a symbol. What it cannot
/// prove it leaves out, and a rule without a clause is always run.
public struct TriggerAnalysis {
  let vocabulary: PatternVocabulary
  /// Words so common that looking for them saves little.
  let functionWords: Set<String>

  /// Makes an analysis for the patterns of one pack.
  public init(vocabulary: PatternVocabulary, functionWords: Set<String>) {
    self.vocabulary = vocabulary
    self.functionWords = functionWords
  }

  /// A clause: at least one of the triggers must be there.
  public typealias Clause = Set<Trigger>

  /// What stands at the place where any match of the template begins; nil where it can be anything.
  public func starts(of template: PatternTemplate) -> [Start<Trigger>]? {
    var analysis = StartAnalysis(vocabulary: vocabulary)
    return analysis.starts(of: template)
  }

  /// Lists of clauses, of one of which every match of the template satisfies all, the most telling first; empty where
  /// a match need not contain anything that is known.
  ///
  /// A pattern of several alternatives has a list for each, but where two of them can be said as one.
  public func alternatives(of template: PatternTemplate) -> [[Clause]] {
    var alternatives: [[Clause]] = []
    for node in Self.multipliedOut(template.root, atMost: Self.greatestAlternativeCount) {
      // No match begins inside a word; see `PatternVocabulary.pattern(of:)`.
      let clauses = distinct(required(by: node, depth: 0, isCaseless: false, isBoundedBefore: true))
      if clauses.isEmpty { return [] }
      alternatives.append(Array(clauses.prefix(Self.greatestClauseCount)))
    }
    return joined(alternatives)
  }

  /// The alternatives of a pattern as patterns of their own; the pattern itself where there would be too many.
  private static func multipliedOut(_ node: PatternTemplate.Node, atMost count: Int) -> [PatternTemplate.Node] {
    switch node {
    case .alternation(let nodes):
      let all = nodes.flatMap { multipliedOut($0, atMost: count) }
      if all.count <= count { return all }
      return nodes.count <= count ? nodes : [node]
    case .group(let opening, let inner):
      return multipliedOut(inner, atMost: count).map { .group(opening: opening, $0) }
    case .sequence(let nodes):
      var sequences: [[PatternTemplate.Node]] = [[]]
      for node in nodes {
        let choices = multipliedOut(node, atMost: count / sequences.count)
        sequences = sequences.flatMap { sequence in choices.map { sequence + [$0] } }
      }
      return sequences.map { .sequence($0) }
    case .literal, .scalarClass, .assertion, .reference, .lookAround, .quantified: return [node]
    }
  }

  /// The same in fewer: what two alternatives have in common but for one clause is one, with either clause's triggers.
  private func joined(_ alternatives: [[Clause]]) -> [[Clause]] {
    var joined: [[Clause]] = []
    for alternative in alternatives {
      var rest = alternative
      while let index = joined.firstIndex(where: { difference(of: $0, and: rest) != nil }),
        let (one, other) = difference(of: joined[index], and: rest)
      {
        let former = joined.remove(at: index)
        rest = distinct(former.filter { $0 != one } + [one.union(other)])
      }
      joined.append(rest)
    }
    return joined
  }

  /// The one clause of each that the other has not, nil where it is not one; of the same alternative, its first clause.
  private func difference(of first: [Clause], and second: [Clause]) -> (Clause, Clause)? {
    let (ofFirst, ofSecond) = (first.filter { !second.contains($0) }, second.filter { !first.contains($0) })
    if ofFirst.isEmpty, ofSecond.isEmpty { return first.first.map { ($0, $0) } }
    guard ofFirst.count == 1, ofSecond.count == 1 else { return nil }
    return (ofFirst[0], ofSecond[0])
  }

  /// The clauses by weight, without those that follow from one before them.
  private func distinct(_ clauses: [Clause]) -> [Clause] {
    clauses.sorted { weight($0) < weight($1) }.reduce(into: []) { kept, clause in
      if !kept.contains(where: { $0.isSubset(of: clause) }) { kept.append(clause) }
    }
  }

  /// - Parameters:
  ///   - isBoundedBefore: Whether what stands before the node cannot be a letter.
  ///   - isBoundedAfter: The same of what comes after it.
  private func required(
    by node: PatternTemplate.Node, depth: Int, isCaseless: Bool, isBoundedBefore: Bool = false,
    isBoundedAfter: Bool = false
  ) -> [Clause] {
    guard depth < 50 else { return [] }
    switch node {
    case .literal(let scalar): return requirement(ofSymbol: scalar)
    case .scalarClass(_, .digit): return [[.digit]]
    // `(?i:[A-Z])` matches any letter.
    case .scalarClass(_, .upperCase): return isCaseless ? [] : [[.capital]]
    case .scalarClass(_, .other), .assertion: return []
    case .lookAround(let opening, let inner):
      // What must be seen ahead is there too; where it begins and ends is not known. What must be seen behind may stand
      // before the place where a match begins, from which on the triggers are looked for.
      return opening == "(?=" ? required(by: inner, depth: depth, isCaseless: isCaseless) : []
    case .reference(_, let name, _):
      if name == PatternVocabulary.quotationReference { return [[.quotation]] }
      if let lexicon = vocabulary.lexicons[name] { return clause(of: lexicon) }
      guard let fragment = vocabulary.fragments[name] else { return [] }
      return required(by: fragment.template.root, depth: depth + 1, isCaseless: isCaseless)
    case .group(let opening, let inner):
      return required(
        by: inner, depth: depth, isCaseless: PatternTemplate.caselessness(after: opening) ?? isCaseless,
        isBoundedBefore: isBoundedBefore, isBoundedAfter: isBoundedAfter)
    case .quantified(let inner, _, let minimum):
      return minimum > 0 ? required(by: inner, depth: depth, isCaseless: isCaseless) : []
    case .sequence(let nodes):
      return required(
        bySequence: nodes, depth: depth, isCaseless: isCaseless, isBoundedBefore: isBoundedBefore,
        isBoundedAfter: isBoundedAfter)
    case .alternation(let nodes):
      return unions(
        of: nodes.map {
          required(
            by: $0, depth: depth, isCaseless: isCaseless, isBoundedBefore: isBoundedBefore,
            isBoundedAfter: isBoundedAfter)
        })
    }
  }

  /// What one of several alternatives satisfies: clauses of one clause of each, the most telling ones joined with one
  /// another, then the next.
  private func unions(of alternatives: [[Clause]]) -> [Clause] {
    guard alternatives.allSatisfy({ !$0.isEmpty }) else { return [] }
    let sorted = alternatives.map(distinct)
    let count = sorted.reduce(0) { max($0, $1.count) }
    return (0..<min(count, Self.greatestClauseCount)).map { rank in
      sorted.reduce(into: Clause()) { $0.formUnion($1[min(rank, $1.count - 1)]) }
    }
  }

  /// How many clauses are worth a look before a pattern is run, and how many lists of them.
  private static let greatestClauseCount = 4
  private static let greatestAlternativeCount = 24

  private func required(
    bySequence nodes: [PatternTemplate.Node], depth: Int, isCaseless: Bool, isBoundedBefore: Bool, isBoundedAfter: Bool
  ) -> [Clause] {
    var clauses: [Clause] = []
    var word = String.UnicodeScalarView()
    /// Whether what stands before `word` cannot be a letter.
    var isBounded = isBoundedBefore
    func endWord(boundedAfter: Bool) {
      // Beside a combining mark `\b` is no end of a token, so only words of letters alone are sure to be found.
      if !word.isEmpty, isBounded, boundedAfter, !word.contains(where: WordFolding.isMark) {
        clauses.append([.words([WordFolding.folded(String(word))])])
      }
      word = String.UnicodeScalarView()
      isBounded = boundedAfter
    }
    for (index, node) in nodes.enumerated() {
      if case .literal(let scalar) = node, WordFolding.isLetterOrMark(scalar) {
        word.append(scalar)
        continue
      }
      let isNodeBounded = word.isEmpty && isBounded
      // What comes after a word must be looked at with care: only what surely is no letter ends it as a token.
      endWord(boundedAfter: bounds(node))
      clauses += required(
        by: node, depth: depth, isCaseless: isCaseless, isBoundedBefore: isNodeBounded,
        isBoundedAfter: index + 1 < nodes.count ? bounds(nodes[index + 1]) : isBoundedAfter)
    }
    endWord(boundedAfter: isBoundedAfter)
    return clauses
  }

  /// Whether a node, standing beside a literal word, proves that the word ends there.
  private func bounds(_ node: PatternTemplate.Node) -> Bool {
    if case .lookAround(let opening, let inner) = node {
      return PatternTemplate.forbidsLetter(opening, inner, ahead: false)
        || PatternTemplate.forbidsLetter(opening, inner, ahead: true)
    }
    return Self.endsWord(node, vocabulary: vocabulary)
  }

  /// Whether a node that comes after letters proves that their word ends before it.
  static func endsWord(_ node: PatternTemplate.Node, vocabulary: PatternVocabulary) -> Bool {
    switch node {
    case .assertion(_, let isBoundary): isBoundary
    case .literal(let scalar): !WordFolding.isLetterOrMark(scalar)
    case .scalarClass(_, .digit): true
    case .scalarClass(let written, _): ["\\s", "\\h"].contains(written) || listsNoLetter(written)
    case .quantified(let inner, _, let minimum): minimum > 0 && endsWord(inner, vocabulary: vocabulary)
    case .reference(_, let name, _): vocabulary.lexicons[name]?.isBounded == true
    case .lookAround(let opening, let inner): PatternTemplate.forbidsLetter(opening, inner, ahead: true)
    case .group, .sequence, .alternation: false
    }
  }

  /// Whether a class lists single scalars, none of which is part of a word: "[ -]", "[$£€]".
  private static func listsNoLetter(_ written: String) -> Bool {
    guard written.hasPrefix("["), written.hasSuffix("]"), !written.hasPrefix("[^") else { return false }
    // A backslash may make anything of what comes after it, and a hyphen between two others a range.
    let members = Array(written.unicodeScalars.dropFirst().dropLast())
    return !members.contains { $0 == "\\" || $0 == "[" || WordFolding.isLetterOrMark($0) }
      && !members.dropFirst().dropLast().contains("-")
  }

  private func requirement(ofSymbol scalar: Unicode.Scalar) -> [Clause] {
    // The symbols that are rare enough in news to be worth a look; a space or comma is everywhere.
    "$£€¥₹%:/;—–“”\"«»([#&+=½".unicodeScalars.contains(scalar) ? [[.symbol(String(scalar))]] : []
  }

  private func clause(of lexicon: Lexicon) -> [Clause] {
    // By bytes: to a Set of strings the two ways of writing "é" would be one word, and the index knows them apart.
    var words: Set<[UInt8]> = []
    var clause: Clause = []
    for entry in lexicon.entries {
      let tokens = WordFolding.words(of: entry.text)
      if let pivot = tokens.min(by: { (wordWeight($0), $1.count) < (wordWeight($1), $0.count) }) {
        words.insert(Array(pivot.utf8))
      } else if let symbol = entry.text.unicodeScalars.lazy.compactMap({ requirement(ofSymbol: $0).first }).first {
        clause.formUnion(symbol)
      } else if entry.text.unicodeScalars.contains(where: { ("0"..."9").contains($0) }) {
        clause.insert(.digit)
      } else {
        return []
      }
    }
    if !words.isEmpty {
      let sorted = words.sorted { $0.lexicographicallyPrecedes($1) }
      clause.insert(.words(sorted.map { String(decoding: $0, as: UTF8.self) }))
    }
    return clause.isEmpty ? [] : [clause]
  }

  private func wordWeight(_ word: String) -> Int { functionWords.contains(word) ? 1 : 0 }

  /// How often a clause will be met, roughly; the lower the better.
  private func weight(_ clause: Clause) -> Int {
    clause.reduce(0) { sum, trigger in
      switch trigger {
      case .words(let words): sum + words.reduce(0) { $0 + (functionWords.contains($1) ? 400 : 2) }
      case .symbol: sum + 150
      case .quotation: sum + 150
      case .digit: sum + 300
      case .capital: sum + 2000
      // These are for places to begin, never for clauses.
      case .initial, .word, .start, .number: sum + 2000
      }
    }
  }
}

extension Lexicon {
  /// Whether whatever stands next to an entry is no letter, and the entry itself begins and ends in one.
  fileprivate var isBounded: Bool {
    entries.allSatisfy { entry in
      guard let first = entry.text.unicodeScalars.first, let last = entry.text.unicodeScalars.last else { return false }
      return WordFolding.isLetterOrMark(first) && WordFolding.isLetterOrMark(last)
    }
  }
}

extension Trigger {
  /// The same clause with all its words, and all its shapes of numbers, in one trigger.
  public static func joiningWords(_ clause: Set<Trigger>) -> Set<Trigger> {
    var words: [String] = []
    var shapes: NumberShapes = []
    var joined: Set<Trigger> = []
    for trigger in clause {
      switch trigger {
      case .words(let some): words += some
      case .number(let some): shapes.formUnion(some)
      default: joined.insert(trigger)
      }
    }
    if shapes == .all { joined.insert(.digit) }
    if !shapes.isEmpty, !joined.contains(.digit) { joined.insert(.number(shapes)) }
    // By bytes, in which the two ways of writing "é" differ.
    words.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var distinct: [String] = []
    for word in words where distinct.last.map({ $0.utf8.elementsEqual(word.utf8) }) != true { distinct.append(word) }
    if !distinct.isEmpty { joined.insert(.words(distinct)) }
    return joined
  }
}
