/// Reads off a pattern template where a match can begin, so that the pattern need not be tried anywhere else.
///
/// Like `TriggerAnalysis` it only claims what it can prove: of a pattern that may begin with nothing, or with a space, it
/// says that a match can begin anywhere. No match begins inside a word; see `PatternVocabulary.pattern(of:)`.
struct StartAnalysis {
  let vocabulary: PatternVocabulary
  /// How many steps are left; a pattern that takes more is one of which nothing is known.
  private var remainingSteps = 20_000
  /// How many more numbers are looked into; a pattern that begins with more of them begins with any digit.
  private var remainingNumbers = 1_000

  /// What a match begins with: something there and, where that is a word, perhaps something right after it.
  typealias Starts = [Start<Trigger>]

  init(vocabulary: PatternVocabulary) {
    self.vocabulary = vocabulary
  }

  private typealias Rest = PatternRest

  /// What can stand where matches begin.
  private struct Beginnings {
    /// Alone enough.
    var alone: Set<Trigger> = []
    /// Words that must have one of certain words or signs right behind the character after them.
    var pairs: [(first: Set<Trigger>, next: Set<Trigger>)] = []

    mutating func formUnion(_ other: Beginnings) {
      alone.formUnion(other.alone)
      pairs += other.pairs
    }

    mutating func add(_ first: Set<Trigger>, next: Set<Trigger>?) {
      guard !first.isEmpty else { return }
      if let next { pairs.append((first, next)) } else { alone.formUnion(first) }
    }

    /// The same without what must come next.
    var all: Set<Trigger> { pairs.reduce(alone) { $0.union($1.first) } }
  }

  /// What stands at the place where any match of the template begins; nil where it can be anything.
  mutating func starts(of template: PatternTemplate) -> Starts? {
    let root = Rest.node(template.root, isCaseless: false, .end)
    guard let found = beginnings(of: root, isBounded: true, wantsNext: true), !found.all.isEmpty else { return nil }
    var starts: Starts = []
    let alone = Trigger.joiningWords(found.alone)
    if !alone.isEmpty { starts.append(Start(triggers: alone)) }
    // Pairs with the same second part are one.
    var firsts: [Set<Trigger>: Set<Trigger>] = [:]
    for pair in found.pairs { firsts[Trigger.joiningWords(pair.next), default: []].formUnion(pair.first) }
    let pairs = firsts.map { Start(triggers: Trigger.joiningWords($0.value), next: $0.key) }
    return starts + pairs.sorted { Self.sortKey($0) < Self.sortKey($1) }
  }

  /// The same for the same start, whatever the order of its sets.
  private static func sortKey(_ start: Start<Trigger>) -> String {
    [start.triggers, start.next ?? []].map { $0.map { "\($0)" }.sorted().joined() }.joined(separator: ">")
  }

  /// How what is left of a pattern can begin; nil where that is unknown.
  ///
  /// - Parameters:
  ///   - isBounded: Whether no letter can stand right before it.
  ///   - wantsNext: Whether it matters what comes after the first word.
  private mutating func beginnings(of rest: Rest, isBounded: Bool, wantsNext: Bool) -> Beginnings? {
    remainingSteps -= 1
    guard remainingSteps > 0, case .node(let node, let isCaseless, let tail) = rest else { return nil }
    switch node {
    case .literal(let scalar):
      if isBounded, let found = wordBeginnings(of: rest, wantsNext: wantsNext) { return found }
      guard let triggers = triggers(of: scalar, isBounded: isBounded) else { return nil }
      var found = Beginnings()
      found.add(telling(triggers, of: rest), next: wantsNext && Self.isSymbol(scalar) ? next(after: tail) : nil)
      return found
    case .scalarClass(_, .digit): return Beginnings(alone: telling([.digit], of: rest))
    case .scalarClass(_, .upperCase): return Beginnings(alone: isCaseless ? [.word] : [.capital])
    case .scalarClass(let written, .other):
      if isBounded, let found = wordBeginnings(of: rest, wantsNext: wantsNext) { return found }
      return Self.triggers(ofClass: written).map { Beginnings(alone: telling($0, of: rest)) }
    case .assertion(let written, let isBoundary):
      if written == "^" || written == "\\A" { return Beginnings(alone: [.start]) }
      return beginnings(of: tail, isBounded: isBounded || isBoundary, wantsNext: wantsNext)
    case .lookAround(let opening, let inner):
      let forbidsLetter = PatternTemplate.forbidsLetter(opening, inner, ahead: false)
      return beginnings(of: tail, isBounded: isBounded || forbidsLetter, wantsNext: wantsNext)
    case .reference(_, let name, _):
      if name == PatternVocabulary.quotationReference { return Beginnings(alone: [.quotation]) }
      if let lexicon = vocabulary.lexicons[name] { return beginnings(of: lexicon, before: tail, wantsNext: wantsNext) }
      guard let fragment = vocabulary.fragments[name] else { return nil }
      return beginnings(
        of: .node(fragment.template.root, isCaseless: isCaseless, tail), isBounded: isBounded, wantsNext: wantsNext)
    case .group(let opening, let inner):
      let caseless = PatternTemplate.caselessness(after: opening) ?? isCaseless
      return beginnings(of: .node(inner, isCaseless: caseless, tail), isBounded: isBounded, wantsNext: wantsNext)
    case .sequence(let nodes):
      return beginnings(
        of: .nodes(nodes, isCaseless: isCaseless, tail), isBounded: isBounded, wantsNext: wantsNext)
    case .quantified, .alternation:
      return alternatives(of: node, isCaseless: isCaseless, before: tail).reduce(Beginnings()) { union, one in
        guard var union, let one = beginnings(of: one, isBounded: isBounded, wantsNext: wantsNext) else { return nil }
        union.formUnion(one)
        return union
      }
    }
  }

  /// The same for a pattern that begins with one of a few words, spelt out.
  private mutating func wordBeginnings(of rest: Rest, wantsNext: Bool) -> Beginnings? {
    // Where they are too many, steps are left for a coarser answer.
    let steps = remainingSteps
    remainingSteps = min(steps, 500)
    let words = literalWords(rest)
    remainingSteps += max(steps - 500, 0)
    guard let words else { return nil }
    var found = Beginnings()
    for (word, after) in words { found.add([.words([word])], next: wantsNext ? next(after: after) : nil) }
    return found
  }

  /// What stands in place of the quantifier of something that was there once already: once more is enough here, while to
  /// other analyses it is without a limit, as is any quantifier that they do not know.
  private static let again = "again"

  /// The ways in which a node that gives a choice can go on.
  private func alternatives(of node: PatternTemplate.Node, isCaseless: Bool, before tail: Rest) -> [Rest] {
    switch node {
    case .alternation(let nodes): return nodes.map { .node($0, isCaseless: isCaseless, tail) }
    case .quantified(.scalarClass, _, _): return PatternRest.choices(of: node, isCaseless: isCaseless, before: tail)
    case .quantified(let inner, let quantifier, let minimum):
      // Only the first words matter, so that twice is as good as many times.
      let isOnce = quantifier.hasPrefix("?") || ["{0,1}", "{1}", Self.again].contains(quantifier)
      let again = PatternTemplate.Node.quantified(inner, quantifier: Self.again, minimum: 0)
      let some = Rest.node(inner, isCaseless: isCaseless, isOnce ? tail : .node(again, isCaseless: isCaseless, tail))
      return minimum > 0 ? [some] : [some, tail]
    default: return [.node(node, isCaseless: isCaseless, tail)]
    }
  }

  /// How an entry of a word list can begin.
  private mutating func beginnings(of lexicon: Lexicon, before tail: Rest, wantsNext: Bool) -> Beginnings? {
    var alone: Set<Trigger> = []
    // By bytes: to a Set of strings the two ways of writing "é" would be one word, and the index knows them apart.
    var (words, firsts, seconds, others) = (Set<[UInt8]>(), Set<[UInt8]>(), Set<[UInt8]>(), Set<[UInt8]>())
    for entry in lexicon.entries {
      guard let first = entry.text.unicodeScalars.first else { continue }
      if WordFolding.isLetterOrMark(first) {
        let tokens = WordFolding.words(of: entry.text, atMost: 2)
        guard let word = tokens.first else { return nil }
        let behind = entry.text.unicodeScalars.drop(while: WordFolding.isLetterOrMark)
        if behind.isEmpty {
          words.insert(Array(word.utf8))
        } else if tokens.count == 2, behind.first?.isASCII == true,
          behind.dropFirst().first.map(WordFolding.isLetterOrMark) == true
        {
          firsts.insert(Array(word.utf8))
          seconds.insert(Array(tokens[1].utf8))
        } else {
          others.insert(Array(word.utf8))
        }
      } else if first.properties.numericType == .decimal {
        alone.insert(.digit)
      } else if first == " " {
        return nil
      } else {
        alone.insert(.symbol(String(first)))
      }
    }
    var found = Beginnings(alone: alone.union(Self.trigger(of: others)))
    found.add(Self.trigger(of: words), next: wantsNext && !words.isEmpty ? next(after: tail) : nil)
    found.add(Self.trigger(of: firsts), next: Self.trigger(of: seconds))
    return found
  }

  private static func trigger(of words: Set<[UInt8]>) -> Set<Trigger> {
    guard !words.isEmpty else { return [] }
    let sorted = words.sorted { $0.lexicographicallyPrecedes($1) }
    return [.words(sorted.map { String(decoding: $0, as: UTF8.self) })]
  }

  /// What must stand right behind the one character after a word that ends where `rest` begins; nil where anything can.
  private mutating func next(after rest: Rest) -> Set<Trigger>? {
    remainingSteps -= 1
    guard remainingSteps > 0, case .node(let node, let isCaseless, let tail) = rest else { return nil }
    switch node {
    case .literal(let scalar): return Self.separators.contains(scalar) ? firsts(of: tail) : nil
    case .scalarClass(let written, _):
      guard written.hasPrefix("["), written.hasSuffix("]"),
        written.dropFirst().dropLast().unicodeScalars.allSatisfy(Self.separators.contains)
      else { return nil }
      return firsts(of: tail)
    case .assertion, .lookAround: return next(after: tail)
    case .reference(_, let name, _):
      guard let fragment = vocabulary.fragments[name] else { return nil }
      return next(after: .node(fragment.template.root, isCaseless: isCaseless, tail))
    case .group(let opening, let inner):
      let caseless = PatternTemplate.caselessness(after: opening) ?? isCaseless
      return next(after: .node(inner, isCaseless: caseless, tail))
    case .sequence(let nodes): return next(after: .nodes(nodes, isCaseless: isCaseless, tail))
    case .quantified, .alternation:
      return alternatives(of: node, isCaseless: isCaseless, before: tail).reduce(Set<Trigger>()) { union, one in
        guard let union, let one = next(after: one) else { return nil }
        return union.union(one)
      }
    }
  }

  /// What can stand where a word may end.
  private static let separators = Set(" -'".unicodeScalars)

  /// How what is left can begin, if that is worth asking for.
  private mutating func firsts(of rest: Rest) -> Set<Trigger>? {
    guard let all = beginnings(of: rest, isBounded: true, wantsNext: false)?.all,
      all.isDisjoint(with: [.word, .start])
    else { return nil }
    return all
  }

  /// The words that the letters at the beginning of `rest` can make, each with what comes after it; nil where they can
  /// make too many, or one that what follows does not surely end.
  private mutating func literalWords(_ rest: Rest, after letters: String = "") -> [(word: String, after: Rest)]? {
    if !letters.isEmpty, endsWord(rest) { return [(WordFolding.folded(letters), rest)] }
    remainingSteps -= 1
    guard remainingSteps > 0, case .node(let node, let isCaseless, let tail) = rest else { return nil }
    switch node {
    case .literal(let scalar): return literalWords(tail, after: letters, anyOf: [scalar])
    case .scalarClass(let written, .other):
      return Self.letters(ofClass: written).flatMap { literalWords(tail, after: letters, anyOf: $0) }
    case .scalarClass: return nil
    // These take words away, but add none.
    case .assertion, .lookAround: return literalWords(tail, after: letters)
    case .reference(_, let name, _):
      guard let fragment = vocabulary.fragments[name] else { return nil }
      return literalWords(.node(fragment.template.root, isCaseless: isCaseless, tail), after: letters)
    case .group(_, let inner): return literalWords(.node(inner, isCaseless: isCaseless, tail), after: letters)
    case .sequence(let nodes): return literalWords(.nodes(nodes, isCaseless: isCaseless, tail), after: letters)
    case .quantified(_, let quantifier, _) where !quantifier.hasPrefix("?"): return nil
    case .quantified, .alternation:
      let choices = alternatives(of: node, isCaseless: isCaseless, before: tail)
      return joined(choices) { $0.literalWords($1, after: letters) }
    }
  }

  /// The same with one of some scalars, which must be letters, before `rest`.
  private mutating func literalWords(
    _ rest: Rest, after letters: String, anyOf scalars: [Unicode.Scalar]
  ) -> [(word: String, after: Rest)]? {
    guard scalars.allSatisfy({ WordFolding.isLetterOrMark($0) && !WordFolding.isMark($0) }) else { return nil }
    return joined(scalars) { $0.literalWords(rest, after: letters + String($1)) }
  }

  /// What each of some choices gives, nil where one gives nothing or all give too much.
  private mutating func joined<Choice>(
    _ choices: [Choice], _ words: (inout StartAnalysis, Choice) -> [(word: String, after: Rest)]?
  ) -> [(word: String, after: Rest)]? {
    var all: [(word: String, after: Rest)] = []
    for choice in choices {
      guard let some = words(&self, choice), all.count + some.count <= Self.greatestWordCount else { return nil }
      all += some
    }
    return all
  }

  /// How many words are worth to be told apart where a pattern spells them letter by letter.
  private static let greatestWordCount = 60

  /// The letters of a class that lists them one by one, "[Tt]" say; nil for any other class.
  private static func letters(ofClass written: String) -> [Unicode.Scalar]? {
    guard written.hasPrefix("["), written.hasSuffix("]") else { return nil }
    let members = Array(written.unicodeScalars.dropFirst().dropLast())
    guard members.count <= 6, members.allSatisfy({ $0.isASCII && WordFolding.isLetterOrMark($0) }) else { return nil }
    return members
  }

  /// Whether a word that ends where `rest` begins surely ends there.
  private mutating func endsWord(_ rest: Rest) -> Bool {
    remainingSteps -= 1
    guard remainingSteps > 0, case .node(let node, let isCaseless, let tail) = rest else { return false }
    switch node {
    case .assertion(_, let isBoundary): return isBoundary || endsWord(tail)
    case .lookAround(let opening, let inner):
      return PatternTemplate.forbidsLetter(opening, inner, ahead: true) || endsWord(tail)
    case .literal, .scalarClass: return TriggerAnalysis.endsWord(node, vocabulary: vocabulary)
    case .reference(_, let name, _):
      guard let fragment = vocabulary.fragments[name] else {
        return TriggerAnalysis.endsWord(node, vocabulary: vocabulary)
      }
      return endsWord(.node(fragment.template.root, isCaseless: isCaseless, tail))
    case .group(_, let inner): return endsWord(.node(inner, isCaseless: isCaseless, tail))
    case .sequence(let nodes): return endsWord(.nodes(nodes, isCaseless: isCaseless, tail))
    case .quantified, .alternation:
      for one in alternatives(of: node, isCaseless: isCaseless, before: tail) where !endsWord(one) { return false }
      return true
    }
  }

  /// The same triggers, with the shapes of the number in place of a digit where `rest` begins with one.
  private mutating func telling(_ triggers: Set<Trigger>, of rest: Rest) -> Set<Trigger> {
    guard triggers == [.digit], remainingNumbers > 0 else { return triggers }
    remainingNumbers -= 1
    let shapes = NumberShapeAnalysis.shapes(of: rest, vocabulary)
    return shapes == .all ? triggers : [.number(shapes)]
  }

  /// Whether a scalar is a sign of its own in a text, by which it can be told what comes after it.
  private static func isSymbol(_ scalar: Unicode.Scalar) -> Bool {
    !WordFolding.isLetterOrMark(scalar) && scalar.properties.numericType != .decimal
  }

  /// What stands where a literal scalar does.
  private func triggers(of scalar: Unicode.Scalar, isBounded: Bool) -> Set<Trigger>? {
    if scalar.properties.numericType == .decimal { return [.digit] }
    if WordFolding.isLetterOrMark(scalar) {
      return isBounded && scalar.isASCII ? [.initial(WordFolding.folded(String(scalar)))] : nil
    }
    return scalar == " " ? nil : [.symbol(String(scalar))]
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
