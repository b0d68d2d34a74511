/// A rule's pattern as written: PCRE2 with references to word lists and fragments in braces.
///
/// `{month}` stands for the word list or fragment of that name, `{slot:month}` also captures what it matches. A brace
/// that no letter follows is PCRE2's own (`\d{1,2}`). The template knows just enough of PCRE2's syntax (groups,
/// alternatives, quantifiers, classes, escapes) to say what every match must contain.
public struct PatternTemplate: Sendable, Equatable {
  /// The parts of the pattern.
  indirect enum Node: Sendable, Equatable {
    /// A character that matches itself.
    case literal(Unicode.Scalar)
    /// Something that matches one scalar of a kind, such as `\d`, `.` or a class, as written.
    case scalarClass(String, Kind)
    /// An assertion or anything else that consumes nothing, as written; `isBoundary` is `\b`.
    case assertion(String, isBoundary: Bool)
    /// A reference to a word list or fragment.
    case reference(slot: String?, name: String, offset: Int)
    /// A group: its opening as written, such as `(?:` or `(?<day>`.
    case group(opening: String, Node)
    /// A look-around group, which consumes nothing.
    case lookAround(opening: String, Node)
    /// One after another.
    case sequence([Node])
    /// One or another.
    case alternation([Node])
    /// A node with its quantifier as written and the number of times that it must occur.
    case quantified(Node, quantifier: String, minimum: Int)
  }

  /// What a class matches at least, as far as the index can tell.
  enum Kind: Sendable, Equatable {
    case digit, upperCase, other
  }

  let root: Node

  /// An error in a pattern as written.
  public struct SyntaxError: Error, Sendable, Equatable {
    /// What is wrong, as a sentence.
    public var message: String
    /// Where, in Unicode scalars of the pattern as written.
    public var offset: Int
  }

  /// Reads a pattern as written.
  public init(_ source: String) throws(SyntaxError) {
    var parser = PatternTemplateParser(source)
    root = try parser.parse()
  }

  /// The references in the order of the pattern.
  public var references: [(slot: String?, name: String, offset: Int)] {
    var found: [(slot: String?, name: String, offset: Int)] = []
    visit(root) { if case .reference(let slot, let name, let offset) = $0 { found.append((slot, name, offset)) } }
    return found
  }

  /// The names of the groups and references that capture, in the order of the pattern, some perhaps repeated.
  public var slotNames: [String] {
    var names: [String] = []
    visit(root) { node in
      switch node {
      case .reference(let slot?, _, _): names.append(slot)
      case .group(let opening, _): if let name = Self.captureName(of: opening) { names.append(name) }
      default: break
      }
    }
    return names
  }

  /// Whether case is ignored in a group that opens so; nil where the opening does not say.
  static func caselessness(after opening: String) -> Bool? {
    guard opening.hasPrefix("(?"), opening.hasSuffix(":"), let letter = opening.firstIndex(of: "i") else { return nil }
    return !opening[..<letter].contains("-")
  }

  static func captureName(of opening: String) -> String? {
    guard opening.hasPrefix("(?<"), opening.hasSuffix(">") else { return nil }
    return String(opening.dropFirst(3).dropLast())
  }

  private func visit(_ node: Node, _ body: (Node) -> Void) {
    body(node)
    switch node {
    case .group(_, let inner), .lookAround(_, let inner), .quantified(let inner, _, _): visit(inner, body)
    case .sequence(let nodes), .alternation(let nodes): for node in nodes { visit(node, body) }
    case .literal, .scalarClass, .assertion, .reference: break
    }
  }
}

/// A recursive-descent reader of pattern templates.
struct PatternTemplateParser {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  /// Deep enough for any rule, shallow enough for any stack.
  private static let greatestDepth = 100

  init(_ source: String) {
    scalars = Array(source.unicodeScalars)
  }

  mutating func parse() throws(PatternTemplate.SyntaxError) -> PatternTemplate.Node {
    let node = try alternation(depth: 0)
    if position < scalars.count { throw error("a ) here closes no group") }
    return node
  }

  private func error(_ message: String, at offset: Int? = nil) -> PatternTemplate.SyntaxError {
    PatternTemplate.SyntaxError(message: message, offset: offset ?? position)
  }

  private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    position + ahead < scalars.count ? scalars[position + ahead] : nil
  }

  private func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  private mutating func alternation(depth: Int) throws(PatternTemplate.SyntaxError) -> PatternTemplate.Node {
    guard depth < Self.greatestDepth else { throw error("groups are nested too deeply") }
    var alternatives = [try sequence(depth: depth)]
    while peek() == "|" {
      position += 1
      alternatives.append(try sequence(depth: depth))
    }
    return alternatives.count == 1 ? alternatives[0] : .alternation(alternatives)
  }

  private mutating func sequence(depth: Int) throws(PatternTemplate.SyntaxError) -> PatternTemplate.Node {
    var nodes: [PatternTemplate.Node] = []
    while let next = peek(), next != "|", next != ")" {
      let node = try atom(next, depth: depth)
      nodes.append(try quantified(node))
    }
    return .sequence(nodes)
  }

  private mutating func atom(
    _ next: Unicode.Scalar, depth: Int
  ) throws(PatternTemplate.SyntaxError) -> PatternTemplate.Node {
    switch next {
    case "\\": return try escape()
    case "[": return try scalarClass()
    case "(": return try group(depth: depth)
    case "{": return try reference() ?? literal()
    case ".":
      position += 1
      return .scalarClass(".", .other)
    case "^", "$":
      position += 1
      return .assertion(String(next), isBoundary: false)
    case "?", "*", "+": throw error("a quantifier here follows nothing")
    default: return literal()
    }
  }

  private mutating func literal() -> PatternTemplate.Node {
    defer { position += 1 }
    return .literal(scalars[position])
  }

  private mutating func escape() throws(PatternTemplate.SyntaxError) -> PatternTemplate.Node {
    let start = position
    guard let letter = peek(1) else { throw error("a pattern cannot end in a backslash") }
    position += 2
    switch letter {
    case "d": return .scalarClass("\\d", .digit)
    case "b", "B", "A", "z", "Z", "G", "K": return .assertion(text(start..<position), isBoundary: letter == "b")
    case "p", "P":
      try skipBraces(or: 1)
      let written = text(start..<position)
      return .scalarClass(written, written == "\\p{Lu}" ? .upperCase : written == "\\p{Nd}" ? .digit : .other)
    case "x", "o", "N", "k", "g":
      if letter != "N", peek() != "{", letter == "x" || letter == "o" || peek() != "<" {
        // Without braces, what belongs to it is a matter of PCRE2's rules: \x4f is one scalar, \k'a' three things.
        let written = letter == "k" || letter == "g" ? "\\\(letter)<name>" : "\\\(letter){…}"
        throw error("\\\(letter) is written \(written)", at: start)
      }
      try skipBraces(or: 0)
      return .scalarClass(text(start..<position), .other)
    case "0"..."9": throw error("a group is referred to by name, as in \\k<name>", at: start)
    case "Q", "E", "C", "R", "X":
      throw error("\\\(letter) is not available in patterns", at: start)
    case "s", "S", "w", "W", "D", "h", "H", "v", "V", "n", "r", "t", "f", "a", "e":
      return .scalarClass(text(start..<position), .other)
    default:
      if WordFolding.isLetterOrMark(letter) { throw error("\\\(letter) is not available in patterns", at: start) }
      return .literal(letter)
    }
  }

  /// Moves past `{…}` or `<…>` where one follows, or past `count` scalars where none does.
  private mutating func skipBraces(or count: Int) throws(PatternTemplate.SyntaxError) {
    guard let open = peek(), open == "{" || open == "<" else {
      guard position + count <= scalars.count else { throw error("a pattern cannot end in an unfinished escape") }
      position += count
      return
    }
    while let next = peek() {
      position += 1
      if next == "}" || next == ">" { return }
    }
    throw error("a brace is not closed")
  }

  private mutating func scalarClass() throws(PatternTemplate.SyntaxError) -> PatternTemplate.Node {
    let start = position
    position += 1
    if peek() == "^" { position += 1 }
    if peek() == "]" { position += 1 }
    while let next = peek() {
      if next == "\\" {
        position += 2
        continue
      }
      if next == "[", peek(1) == ":" {
        position += 2
        while let inner = peek(), !(inner == ":" && peek(1) == "]") { position += 1 }
        position += 2
        continue
      }
      position += 1
      if next == "]" {
        let written = text(start..<position)
        return .scalarClass(written, Self.kind(ofClass: written))
      }
    }
    throw error("a class is not closed", at: start)
  }

  /// What every scalar of the class is, for the classes that rules use.
  private static func kind(ofClass written: String) -> PatternTemplate.Kind {
    let members = written.dropFirst().dropLast()
    if isDigits(Array(members.unicodeScalars)[...]) { return .digit }
    return ["A-Z", "\\p{Lu}", "A-Z\\p{Lu}"].contains(String(members)) ? .upperCase : .other
  }

  /// Whether the members of a class are digits and ranges of digits; a hyphen after a range is one itself.
  private static func isDigits(_ members: ArraySlice<Unicode.Scalar>) -> Bool {
    func isDigit(_ index: Int) -> Bool { index < members.endIndex && ("0"..."9").contains(members[index]) }
    var index = members.startIndex
    while index < members.endIndex {
      guard isDigit(index) else { return false }
      index += index + 1 < members.endIndex && members[index + 1] == "-" && isDigit(index + 2) ? 3 : 1
    }
    return !members.isEmpty
  }

  private mutating func group(depth: Int) throws(PatternTemplate.SyntaxError) -> PatternTemplate.Node {
    let start = position
    position += 1
    guard peek() == "?" || peek() == "*" else {
      throw error("a group is written (?:…) or (?<name>…): numbered groups are not available", at: start)
    }
    if peek() == "*" { throw error("verbs such as (*SKIP) are not available in patterns", at: start) }
    position += 1
    var isLookAround = false
    switch peek() {
    case ":", ">": position += 1
    case "=", "!":
      position += 1
      isLookAround = true
    case "<":
      position += 1
      if peek() == "=" || peek() == "!" {
        position += 1
        isLookAround = true
      } else {
        guard let first = peek(), WordFolding.isLetterOrMark(first) else { throw error("a group's name is missing") }
        while let next = peek(), next != ">" {
          guard WordFolding.isLetterOrMark(next) || ("0"..."9").contains(next) || next == "_" else {
            throw error("a slot's name is made of letters, digits and _")
          }
          position += 1
        }
        position += 1
      }
    default:
      // Option settings: only those that hold for a group of their own, `(?i:…)`.
      while let next = peek(), next != ":" {
        guard next == "i" || next == "-" else { throw error("this kind of group is not available", at: start) }
        position += 1
      }
      position += 1
    }
    let opening = text(start..<min(position, scalars.count))
    let inner = try alternation(depth: depth + 1)
    guard peek() == ")" else { throw error("a group is not closed", at: start) }
    position += 1
    return isLookAround ? .lookAround(opening: opening, inner) : .group(opening: opening, inner)
  }

  /// A reference, or nil where the brace begins none.
  private mutating func reference() throws(PatternTemplate.SyntaxError) -> PatternTemplate.Node? {
    guard let first = peek(1), WordFolding.isLetterOrMark(first) else { return nil }
    let start = position
    guard let end = scalars[start...].firstIndex(of: "}") else { throw error("a reference is not closed") }
    let parts = text(start + 1..<end).split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else {
      throw error("a reference is written {name} or {slot:name}")
    }
    position = end + 1
    return .reference(
      slot: parts.count == 2 ? String(parts[0]) : nil, name: String(parts[parts.count - 1]), offset: start)
  }

  /// The number that stands here, nil where none does.
  private mutating func number() -> Int? {
    var digits = ""
    while let next = peek(), ("0"..."9").contains(next) {
      digits.unicodeScalars.append(next)
      position += 1
    }
    return Int(digits)
  }

  private mutating func quantified(
    _ node: PatternTemplate.Node
  ) throws(PatternTemplate.SyntaxError) -> PatternTemplate.Node {
    let start = position
    var minimum = 1
    switch peek() {
    case "?", "*":
      minimum = 0
      position += 1
    case "+": position += 1
    case "{":
      guard let first = peek(1), ("0"..."9").contains(first) else { return node }
      position += 1
      minimum = number() ?? 0
      if peek() == "," {
        position += 1
        _ = number()
      }
      guard peek() == "}" else { throw error("a quantifier is written {2}, {2,} or {2,4}", at: start) }
      position += 1
    default: return node
    }
    if peek() == "?" || peek() == "+" { position += 1 }
    return .quantified(node, quantifier: text(start..<position), minimum: minimum)
  }
}
