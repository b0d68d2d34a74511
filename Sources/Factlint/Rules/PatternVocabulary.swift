/// What the references of pattern templates stand for: the word lists and fragments of a pack.
public struct PatternVocabulary: Sendable {
  /// The word lists by name.
  public var lexicons: [String: Lexicon]
  /// The fragments by name.
  public var fragments: [String: Fragment]

  /// A piece of pattern that rules share.
  public struct Fragment: Sendable {
    /// The piece as written.
    public var template: PatternTemplate
    /// How a slot that captures it becomes a value.
    public var type: SlotType

    /// Makes a fragment.
    public init(template: PatternTemplate, type: SlotType = .text) {
      self.template = template
      self.type = type
    }
  }

  /// The name by which patterns refer to a quotation in text in which quotations are opaque.
  public static let quotationReference = "quotation"

  /// Makes a vocabulary.
  public init(lexicons: [String: Lexicon] = [:], fragments: [String: Fragment] = [:]) {
    self.lexicons = lexicons
    self.fragments = fragments
  }

  /// Whether a reference of this name stands for something.
  public func knows(_ name: String) -> Bool {
    name == Self.quotationReference || lexicons[name] != nil || fragments[name] != nil
  }

  /// The type of a slot that captures a reference of this name.
  public func type(of name: String) -> SlotType {
    if lexicons[name] != nil { return .lexicon(name) }
    return fragments[name]?.type ?? .text
  }

  /// The PCRE2 pattern of a rule: its template expanded, and kept from beginning inside a word or a number.
  public func pattern(of template: PatternTemplate) -> String {
    Self.notInsideWord + "(?:" + expanded(template) + ")"
  }

  /// The PCRE2 pattern of a template with all references expanded.
  ///
  /// What captures is expanded textually, since PCRE2 forgets the groups that a subroutine call sets. A long piece that
  /// captures nothing and is used more than once is defined once, at the end, and called: PCRE2 limits a pattern to
  /// 64 KiB of code. References must be known and fragments free of cycles; the reader of packs makes sure of both.
  public func expanded(_ template: PatternTemplate) -> String {
    var expansion = Expansion(vocabulary: self)
    expansion.countUses(in: template.root, depth: 0)
    var pattern = ""
    expansion.append(template.root, to: &pattern, depth: 0)
    return expansion.definitions.isEmpty ? pattern : "(?:\(pattern))(?(DEFINE)\(expansion.definitions))"
  }

  /// Keeps a match from beginning between two letters or two digits, whatever the pattern begins with; of no use where
  /// the pattern is only tried where a word or a number begins.
  static let notInsideWord = "(?:(?<![\\p{L}\\p{M}])|(?![\\p{L}\\p{M}]))(?:(?<!\\p{Nd})|(?!\\p{Nd}))"

  /// Whether no slot lies in what a reference stands for.
  private func capturesNothing(_ name: String, depth: Int) -> Bool {
    guard depth < 50, let fragment = fragments[name] else { return true }
    return fragment.template.slotNames.isEmpty
      && fragment.template.references.allSatisfy { capturesNothing($0.name, depth: depth + 1) }
  }

  /// One pattern while it is expanded.
  private struct Expansion {
    let vocabulary: PatternVocabulary
    private var uses: [String: Int] = [:]
    /// The number of the group that is called for a name; nil for a name that is written out.
    private var sharedGroups: [String: Int?] = [:]
    /// The groups that calls refer to.
    private(set) var definitions = ""
    private var groupCount = 0

    /// In bytes; machine code for a shorter piece is soon made, and a call takes steps in each match.
    private static let leastSharedLength = 150

    init(vocabulary: PatternVocabulary) {
      self.vocabulary = vocabulary
    }

    mutating func countUses(in node: PatternTemplate.Node, depth: Int) {
      guard depth < 50 else { return }
      switch node {
      case .reference(_, let name, _):
        uses[name, default: 0] += 1
        // The parts of a piece that is itself used twice are met twice only if it is not shared.
        if uses[name] == 1, let fragment = vocabulary.fragments[name] {
          countUses(in: fragment.template.root, depth: depth + 1)
        }
      case .group(_, let inner), .lookAround(_, let inner), .quantified(let inner, _, _):
        countUses(in: inner, depth: depth)
      case .sequence(let nodes), .alternation(let nodes): for node in nodes { countUses(in: node, depth: depth) }
      case .literal, .scalarClass, .assertion: break
      }
    }

    mutating func append(
      _ node: PatternTemplate.Node, to result: inout String, depth: Int, isCaseless: Bool = false
    ) {
      guard depth < 50 else { return }
      switch node {
      case .literal(let scalar): result += PatternVocabulary.escaped(scalar)
      case .scalarClass(let written, _), .assertion(let written, _): result += written
      case .reference(let slot, let name, _):
        result += slot.map { "(?<\($0)>" } ?? "(?:"
        appendReference(to: name, result: &result, depth: depth, isCaseless: isCaseless)
        result += ")"
      case .group(let opening, let inner), .lookAround(let opening, let inner):
        result += opening
        let isCaseless = PatternTemplate.caselessness(after: opening) ?? isCaseless
        append(inner, to: &result, depth: depth, isCaseless: isCaseless)
        result += ")"
      case .sequence(let nodes):
        for node in nodes { append(node, to: &result, depth: depth, isCaseless: isCaseless) }
      case .alternation(let nodes):
        for (index, node) in nodes.enumerated() {
          if index > 0 { result += "|" }
          append(node, to: &result, depth: depth, isCaseless: isCaseless)
        }
      case .quantified(let inner, let quantifier, _):
        append(inner, to: &result, depth: depth, isCaseless: isCaseless)
        result += quantifier
      }
    }

    private mutating func appendReference(to name: String, result: inout String, depth: Int, isCaseless: Bool) {
      // A group that is called keeps the options of where it stands, so `(?i:…)` around a call would have no effect.
      if !isCaseless, let group = sharedGroups[name], let group {
        result += "(?&\(PatternVocabulary.sharedGroupMark)\(group))"
        return
      }
      var text = ""
      if name == PatternVocabulary.quotationReference {
        text = "(?<!\\x{1A})\\x{1A}++"
      } else if let lexicon = vocabulary.lexicons[name] {
        text = lexicon.pattern
      } else if let fragment = vocabulary.fragments[name] {
        append(fragment.template.root, to: &text, depth: depth + 1, isCaseless: isCaseless)
      }
      guard !isCaseless, sharedGroups[name] == nil, uses[name, default: 0] > 1,
        text.utf8.count >= Self.leastSharedLength, vocabulary.capturesNothing(name, depth: 0)
      else {
        if !isCaseless { sharedGroups.updateValue(nil, forKey: name) }
        result += text
        return
      }
      // Numbers, since two names may be the same but for signs that the name of a group cannot have.
      groupCount += 1
      sharedGroups.updateValue(groupCount, forKey: name)
      definitions += "(?<\(PatternVocabulary.sharedGroupMark)\(groupCount)>\(text))"
      result += "(?&\(PatternVocabulary.sharedGroupMark)\(groupCount))"
    }
  }

  /// What the names of groups begin with that are no slots but pieces that a pattern defines once.
  static let sharedGroupMark = "_"

  /// The scalars as a pattern that matches one of them and nothing else.
  fileprivate static func escaped(_ scalars: [Unicode.Scalar]) -> String {
    if scalars.count == 1 { return escaped(scalars[0]) }
    return "[" + scalars.map { "\\]^[-".unicodeScalars.contains($0) ? "\\\($0)" : "\($0)" }.joined() + "]"
  }

  /// The scalar as a pattern that matches it and nothing else.
  static func escaped(_ scalar: Unicode.Scalar) -> String {
    "\\^$.[|()?*+{}".unicodeScalars.contains(scalar) ? "\\" + String(scalar) : String(scalar)
  }
}

extension Lexicon {
  /// A PCRE2 pattern that matches any entry, the longest first, bounded so that an entry never matches inside a word.
  var pattern: String {
    // An edge that is no letter ("$", the end of "St.") needs no bound.
    var bounded = Trie()
    var open = Trie()
    for entry in entries {
      let scalars = Array((ignoresCase ? WordFolding.folded(entry.text) : entry.text).unicodeScalars)
      guard let first = scalars.first else { continue }
      if WordFolding.isLetterOrMark(first) { bounded.insert(scalars[...]) } else { open.insert(scalars[...]) }
    }
    var branches: [String] = []
    if !bounded.isEmpty { branches.append("(?<![\\p{L}\\p{M}])" + bounded.pattern) }
    if !open.isEmpty { branches.append(open.pattern) }
    guard !branches.isEmpty else { return "(?!)" }
    let all = branches.count == 1 ? branches[0] : "(?:" + branches.joined(separator: "|") + ")"
    return (ignoresCase ? "(?i:" : "(?:") + all + bound + ")"
  }

  /// What keeps an entry from ending inside a word: one assertion behind all entries, since each costs a call of the
  /// pattern in which it stands, whether or not it is met.
  private var bound: String {
    let areEndsLetters = entries.compactMap { $0.text.unicodeScalars.last.map(WordFolding.isLetterOrMark) }
    guard areEndsLetters.contains(true) else { return "" }
    let noLetterFollows = "(?![\\p{L}\\p{M}])"
    return areEndsLetters.contains(false) ? "(?:(?<![\\p{L}\\p{M}])|\(noLetterFollows))" : noLetterFollows
  }

  /// Words by their common beginnings, so that an alternation of hundreds is walked by letters, not by words.
  private struct Trie {
    private var children: [(scalar: Unicode.Scalar, trie: Trie)] = []
    private var isEnd = false

    var isEmpty: Bool { children.isEmpty && !isEnd }

    mutating func insert(_ scalars: ArraySlice<Unicode.Scalar>) {
      guard let first = scalars.first else {
        isEnd = true
        return
      }
      let index = children.firstIndex { $0.scalar == first } ?? children.count
      if index == children.count { children.append((first, Trie())) }
      children[index].trie.insert(scalars.dropFirst())
    }

    /// How many words there are.
    private var count: Int { children.reduce(isEnd ? 1 : 0) { $0 + $1.trie.count } }

    /// Longer words first, at every branch.
    ///
    /// Two branches begin with different letters, so that their order is free: the one with most words comes first. Those
    /// that go on alike are one.
    var pattern: String {
      var branches: [(scalars: [Unicode.Scalar], rest: String, count: Int)] = []
      for child in children.sorted(by: { $0.scalar < $1.scalar }) {
        let rest = child.trie.pattern
        if let index = branches.firstIndex(where: { $0.rest == rest }) {
          branches[index].scalars.append(child.scalar)
          branches[index].count += child.trie.count
        } else {
          branches.append(([child.scalar], rest, child.trie.count))
        }
      }
      guard let first = branches.first else { return "" }
      if branches.count > 1 {
        branches.sort { (-$0.count, $0.scalars[0]) < (-$1.count, $1.scalars[0]) }
        let all = branches.map { PatternVocabulary.escaped($0.scalars) + $0.rest }
        return "(?:" + all.joined(separator: "|") + (isEnd ? ")?" : ")")
      }
      let scalars = PatternVocabulary.escaped(first.scalars)
      if !isEnd { return scalars + first.rest }
      return first.rest.isEmpty ? scalars + "?" : "(?:" + scalars + first.rest + ")?"
    }
  }
}
