internal import Yams

/// A YAML node that is read strictly: every scalar is a string, and what does not fit is a problem with its place.
///
/// YAML 1.1 makes booleans of `no` and `on` and base-60 numbers of 12:30; here the schema alone types a value.
struct StrictNode {
  let node: Node
  let file: RuleFile
  let problems: ProblemList
  /// Nodes refer to their anchors weakly; the parser keeps them.
  let parser: Parser

  var path: String { file.path }

  /// The problems of one pack, gathered so that all can be told at once.
  final class ProblemList {
    private(set) var problems: [PackProblem] = []

    func add(_ problem: PackProblem) { problems.append(problem) }

    var isEmpty: Bool { problems.isEmpty }

    /// In the order of files and lines.
    var sorted: [PackProblem] {
      problems.sorted { ($0.path, $0.line, $0.column, $0.message) < ($1.path, $1.line, $1.column, $1.message) }
    }
  }

  /// The root of a file, or nil after noting why it is no YAML.
  static func root(of file: RuleFile, problems: ProblemList) -> StrictNode? {
    func note(_ message: String, _ mark: Mark?) {
      problems.add(
        PackProblem(path: file.path, line: mark?.line ?? 1, column: mark?.column ?? 1, message: message))
    }
    do {
      let parser = try Parser(yaml: file.text, resolver: .basic)
      guard let node = try parser.singleRoot() else {
        note("the file is empty", nil)
        return nil
      }
      return StrictNode(node: node, file: file, problems: problems, parser: parser)
    } catch let error as YamlError {
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        note("this is not YAML: \(problem)", mark)
      case .duplicatedKeysInMapping(let duplicates, let context):
        note("a key stands here twice: \(duplicates.joined(separator: ", "))", context.mark)
      default: note("this is not YAML", nil)
      }
    } catch {
      note("this is not YAML", nil)
    }
    return nil
  }

  /// Notes a problem at this node, `offset` scalars into its text; at its beginning where the file writes the text in
  /// such a way that the place is not plain to see, as in block scalars.
  func note(_ message: String, offset: Int? = nil) {
    problems.add(
      PackProblem(
        path: path, line: node.mark?.line ?? 1, column: (node.mark?.column ?? 1) + (offset.map(width) ?? 0),
        message: message))
  }

  /// How many scalars of the line the first `count` scalars of the node's text take, its opening quote included; 0
  /// where they are not written one after another on it.
  private func width(ofFirst count: Int) -> Int {
    guard let mark = node.mark, case .scalar(let scalar) = node else { return 0 }
    let lines = file.text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    guard mark.line <= lines.count else { return 0 }
    let written = Array(lines[mark.line - 1].dropFirst(mark.column - 1))
    let quote = isQuoted ? written.first : nil
    var width = quote == nil ? 0 : 1
    for scalar in scalar.string.unicodeScalars.prefix(count) {
      let isEscaped = quote == "'" ? scalar == "'" : quote == "\"" && (scalar == "\"" || scalar == "\\")
      if isEscaped {
        guard width < written.count, written[width] == (quote == "'" ? "'" : "\\") else { return 0 }
        width += 1
      }
      guard width < written.count, written[width] == scalar else { return 0 }
      width += 1
    }
    return width
  }

  private var isQuoted: Bool {
    guard case .scalar(let scalar) = node else { return false }
    return scalar.style == .singleQuoted || scalar.style == .doubleQuoted
  }

  private func child(_ node: Node) -> StrictNode {
    StrictNode(node: node, file: file, problems: problems, parser: parser)
  }

  /// The scalar's text; nil after noting that it is none.
  ///
  /// Anchors and aliases are refused: a reader of a rule should see all of it in one place.
  func string() -> String? {
    guard case .scalar(let scalar) = node else {
      note("this must be a text")
      return nil
    }
    return hasAnchor ? nil : scalar.string
  }

  /// Whether the node has an anchor, which is noted; an alias is told as what it stands for.
  private var hasAnchor: Bool {
    guard node.anchor != nil else { return false }
    note("anchors and aliases are not available: write it out")
    return true
  }

  /// Whether nothing stands behind the key.
  private var isEmpty: Bool {
    if case .scalar(let scalar) = node { scalar.string.isEmpty } else { false }
  }

  /// The scalar as one of the cases of `Value`.
  func choice<Value: RawRepresentable & CaseIterable>(of type: Value.Type) -> Value? where Value.RawValue == String {
    guard let text = string() else { return nil }
    if let value = Value(rawValue: text) { return value }
    note("\"\(text)\" is not one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
    return nil
  }

  /// The scalar as a whole number.
  func integer() -> Int? {
    guard let text = string() else { return nil }
    if let value = Int(text) { return value }
    note("\"\(text)\" is not a whole number")
    return nil
  }

  /// The scalar as a number from 0 to 1.
  func share() -> Double? {
    guard let text = string() else { return nil }
    if let value = Double(text), (0...1).contains(value) { return value }
    note("\"\(text)\" is not a number from 0 to 1")
    return nil
  }

  /// The items of a sequence.
  func items() -> [StrictNode] {
    guard case .sequence(let sequence) = node else {
      note("this must be a list")
      return []
    }
    return hasAnchor ? [] : sequence.map(child)
  }

  /// The texts of a sequence, or of a single scalar.
  func strings() -> [String] {
    if case .scalar = node { return string().map { [$0] } ?? [] }
    return items().compactMap { $0.string() }
  }

  /// The pairs of a mapping, in the order of the file.
  func pairs() -> [(key: StrictNode, name: String, value: StrictNode)] {
    guard case .mapping(let mapping) = node else {
      note("this must be a mapping, written as \"key: value\"")
      return []
    }
    if hasAnchor { return [] }
    return mapping.compactMap { key, value in
      let key = child(key)
      return key.string().map { (key, $0, child(value)) }
    }
  }

  /// The values of a mapping by key, after noting keys that are missing or not allowed.
  func fields(required: [String], optional: [String] = []) -> [String: StrictNode] {
    var fields: [String: StrictNode] = [:]
    for (key, name, value) in pairs() {
      if required.contains(name) || optional.contains(name) {
        if value.isEmpty { key.note("the key \"\(name)\" has no value") }
        fields[name] = value
      } else {
        key.note("unknown key \"\(name)\"; known are \((required + optional).sorted().joined(separator: ", "))")
      }
    }
    for name in required where fields[name] == nil { note("the key \"\(name)\" is missing") }
    return fields
  }

  /// A mapping of texts to texts.
  func dictionary() -> [String: String] {
    var result: [String: String] = [:]
    for (_, name, value) in pairs() { if let text = value.string() { result[name] = text } }
    return result
  }
}
