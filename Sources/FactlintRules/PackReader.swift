public import Factlint
internal import PCRE2
internal import Yams

/// A rule pack with the pages of its rules.
public struct LoadedPack: Sendable {
  /// The pack, ready to run.
  public var pack: RulePack
  /// A page for each rule, in the order of ids.
  public var pages: [RulePage]
}

/// Reads the YAML of a rule pack, strictly.
///
/// A pack is `pack.yml`, `lexicons/…`, `fragments/…`, `facts/…` and `checks/…`, in folders as deep as one likes.
public struct PackReader {
  private let problems = StrictNode.ProblemList()
  private var vocabulary = PatternVocabulary()
  var pack = RulePack(name: "", version: "", language: "")
  var facts: [(rule: FactRule, template: PatternTemplate, node: StrictNode)] = []
  /// The alternatives of each fragment, with where they are written.
  private var fragmentAlternatives: [String: [Alternative]] = [:]
  var pages: [RulePage] = []
  /// Each check as it is written.
  var checkNodes: [(id: String, root: StrictNode, fields: [String: StrictNode])] = []
  /// Where each id and name was first met.
  private var origins: [String: String] = [:]

  /// The form of rules that this program reads.
  public static let formatVersion = 1

  /// Reads a pack from its files.
  ///
  /// - Parameters:
  ///   - files: The files, whose order does not matter.
  ///   - base: The files of the pack that this one extends; its `pack.yml` then only names the language and version.
  ///   - digest: SHA-256 over all files, as the pack is to carry it.
  /// - Returns: The pack with its pages.
  /// - Throws: `PackProblems`, all that is wrong with the pack at once.
  public static func read(
    _ files: [RuleFile], onTopOf base: [RuleFile] = [], digest: String = ""
  ) throws(PackProblems) -> LoadedPack {
    var reader = PackReader()
    reader.pack.digest = digest
    return try reader.readAll(base.sorted { $0.name < $1.name }, files.sorted { $0.name < $1.name })
  }

  /// The language of the pack that a pack extends, nil where it stands alone.
  public static func baseLanguage(of files: [RuleFile]) throws(PackProblems) -> String? {
    let problems = StrictNode.ProblemList()
    guard let file = files.first(where: { $0.name == "pack.yml" }),
      let root = StrictNode.root(of: file, problems: problems)
    else { return nil }
    let base = root.pairs().first { $0.name == "extends" }?.value.string()
    if !problems.isEmpty { throw PackProblems(problems: problems.sorted) }
    return base
  }

  private mutating func readAll(_ base: [RuleFile], _ own: [RuleFile]) throws(PackProblems) -> LoadedPack {
    let files = base + own
    let known = ["lexicons/", "fragments/", "facts/", "checks/"]
    for file in files where file.name != "pack.yml" && !known.contains(where: file.name.hasPrefix) {
      problems.add(
        PackProblem(
          path: file.path, line: 1, column: 1,
          message: "a pack has pack.yml and the folders lexicons, fragments, facts and checks; this file is in none"))
    }
    if !own.contains(where: { $0.name == "pack.yml" }) {
      problems.add(
        PackProblem(path: files.first?.path ?? "pack.yml", line: 1, column: 1, message: "the pack has no pack.yml"))
    }
    func roots(_ prefix: String) -> [(RuleFile, StrictNode)] {
      files.filter { $0.name.hasPrefix(prefix) }.compactMap { file in
        StrictNode.root(of: file, problems: problems).map { (file, $0) }
      }
    }
    for (_, root) in roots("pack.yml") { readPackFile(root) }
    for (_, root) in roots("lexicons/") { readLexicons(root) }
    for (_, root) in roots("fragments/") { readFragments(root) }
    checkFragments()
    for (file, root) in roots("facts/") { readFact(file, root) }
    for (file, root) in roots("checks/") { readCheck(file, root) }
    expandFacts()
    checkChecks()
    if !problems.isEmpty { throw PackProblems(problems: problems.sorted) }
    pack.lexicons = vocabulary.lexicons
    pack.checks.sort { $0.id < $1.id }
    return LoadedPack(pack: pack, pages: pages.sorted { $0.id < $1.id })
  }

  private mutating func claim(_ name: String, as kind: String, at node: StrictNode) {
    let key = kind + " " + name
    if let origin = origins[key] { node.note("the \(kind) \"\(name)\" is already defined in \(origin)") }
    origins[key] = node.path
  }

  // MARK: The pack and its words

  private mutating func readPackFile(_ root: StrictNode) {
    let isExtension = root.pairs().contains { $0.name == "extends" }
    let fields = root.fields(
      required: ["format", "name", "version", isExtension ? "extends" : "language"]
        + (isExtension ? [] : ["function-words"]),
      optional: ["aliases"])
    if let format = fields["format"], let version = format.integer(), version != Self.formatVersion {
      format.note("this program reads rules of format \(Self.formatVersion), not \(version)")
    }
    pack.name = fields["name"]?.string() ?? ""
    pack.version = fields["version"]?.string() ?? ""
    pack.language = (fields["language"] ?? fields["extends"])?.string() ?? ""
    if let words = fields["function-words"] { pack.functionWords = words.strings() }
    pack.aliases.merge(fields["aliases"]?.dictionary() ?? [:]) { _, new in new }
  }

  private mutating func readLexicons(_ root: StrictNode) {
    for (key, name, value) in root.pairs() {
      var fields = value.fields(required: [], optional: ["case", "words", "values", "within", "exclusive", "includes"])
      claim(name, as: "word list", at: key)
      var lexicon = Lexicon(name: name, entries: [])
      if let node = fields.removeValue(forKey: "case"), let text = node.string() {
        if text != "folded" && text != "exact" { node.note("\"\(text)\" is not one of exact, folded") }
        lexicon.ignoresCase = text != "exact"
      }
      var seen: [String: String] = [:]
      func add(_ text: String, _ value: String, at node: StrictNode) {
        let clean = text.split(separator: " ").joined(separator: " ")
        if clean != text || text.isEmpty || text.unicodeScalars.contains(where: { $0.value < 0x20 || $0 == "\u{2019}" })
        {
          node.note("\"\(text)\" can never match: write single spaces and straight apostrophes, as in clean text")
          return
        }
        let folded = lexicon.ignoresCase ? WordFolding.folded(text) : text
        if let other = seen[folded] {
          node.note(other == value ? "\"\(text)\" is listed twice" : "\"\(text)\" already stands for \"\(other)\"")
        }
        seen[folded] = value
        lexicon.entries.append(Lexicon.Entry(text: text, value: value))
      }
      for node in fields["words"]?.items() ?? [] { if let text = node.string() { add(text, text, at: node) } }
      for (_, entryValue, texts) in fields["values"]?.pairs() ?? [] {
        if case .scalar = texts.node {
          if let text = texts.string() { add(text, entryValue, at: texts) }
        } else {
          for node in texts.items() { if let text = node.string() { add(text, entryValue, at: node) } }
        }
      }
      for node in fields["includes"]?.items() ?? [] {
        guard let other = node.string() else { continue }
        guard let included = vocabulary.lexicons[other] else {
          node.note("there is no word list \"\(other)\" before this one; files are read in the order of their names")
          continue
        }
        for entry in included.entries
        where seen[lexicon.ignoresCase ? WordFolding.folded(entry.text) : entry.text] == nil {
          add(entry.text, entry.value, at: node)
        }
        lexicon.within.merge(included.within) { mine, _ in mine }
        lexicon.exclusive += included.exclusive
      }
      lexicon.within.merge(fields["within"]?.dictionary() ?? [:]) { _, mine in mine }
      lexicon.exclusive += fields["exclusive"]?.items().map { $0.strings() } ?? []
      if lexicon.entries.isEmpty { key.note("the word list \"\(name)\" has no words") }
      vocabulary.lexicons[name] = lexicon
    }
  }

  private mutating func readFragments(_ root: StrictNode) {
    for (key, name, value) in root.pairs() {
      claim(name, as: "fragment", at: key)
      if vocabulary.lexicons[name] != nil {
        key.note("\"\(name)\" is also a word list; a reference must mean one thing")
      }
      var type = SlotType.text
      var pattern = value
      if case .mapping = value.node {
        let fields = value.fields(required: ["pattern"], optional: ["type"])
        type = fields["type"].flatMap(slotType) ?? .text
        guard let node = fields["pattern"] else { continue }
        pattern = node
      }
      guard let (template, alternatives) = template(from: pattern) else { continue }
      vocabulary.fragments[name] = PatternVocabulary.Fragment(template: template, type: type)
      fragmentAlternatives[name] = alternatives
    }
  }

  /// Makes sure that fragments refer to what there is, and not to themselves.
  private func checkFragments() {
    var state: [String: Bool] = [:]
    func visit(_ name: String, _ trail: [String]) {
      guard state[name] != true else { return }
      for alternative in fragmentAlternatives[name] ?? [] {
        for reference in alternative.template.references {
          if !vocabulary.knows(reference.name) {
            alternative.node.note(
              "the fragment \"\(name)\" refers to \"\(reference.name)\", which is not defined", offset: reference.offset
            )
          } else if let start = (trail + [name]).firstIndex(of: reference.name) {
            let cycle = (trail + [name])[start...] + [reference.name]
            alternative.node.note(
              "the fragment \"\(reference.name)\" refers to itself: \(cycle.joined(separator: " → "))",
              offset: reference.offset)
          } else {
            visit(reference.name, trail + [name])
          }
        }
      }
      state[name] = true
    }
    for name in vocabulary.fragments.keys.sorted() { visit(name, []) }
  }

  /// One of the alternatives of a pattern, as written.
  private struct Alternative {
    var node: StrictNode
    var template: PatternTemplate
  }

  /// A pattern: a text, or a list of alternatives.
  private func template(from node: StrictNode) -> (PatternTemplate, [Alternative])? {
    var isList = false
    if case .sequence = node.node { isList = true }
    var alternatives: [Alternative] = []
    var source: [String] = []
    for item in isList ? node.items() : [node] {
      guard let text = item.string() else { return nil }
      do {
        alternatives.append(Alternative(node: item, template: try PatternTemplate(text)))
        source.append("(?:\(text))")
      } catch {
        item.note(error.message, offset: error.offset)
      }
    }
    if isList, alternatives.isEmpty { node.note("the pattern has no alternatives") }
    guard !alternatives.isEmpty, let whole = try? PatternTemplate(source.joined(separator: "|")) else { return nil }
    return (whole, alternatives)
  }

  /// The slots of a pattern and of the fragments in it, with the types that their references give them.
  private func slots(of template: PatternTemplate, trail: Set<String> = []) -> [String: SlotType] {
    var slots: [String: SlotType] = [:]
    for name in template.slotNames { slots[name] = .text }
    for (slot, name, _) in template.references {
      if let fragment = vocabulary.fragments[name], !trail.contains(name) {
        slots.merge(self.slots(of: fragment.template, trail: trail.union([name]))) { mine, _ in mine }
      }
      if let slot { slots[slot] = vocabulary.type(of: name) }
    }
    return slots
  }

  private func slotType(_ node: StrictNode) -> SlotType? {
    guard let text = node.string() else { return nil }
    switch text {
    case "number": return .number
    case "date": return .date
    case "length": return .length
    case "clock": return .clock
    case "person": return .person
    case "full-name": return .fullName
    case "text": return .text
    default:
      if vocabulary.lexicons[text] != nil { return .lexicon(text) }
      node.note(
        "\"\(text)\" is no type: write number, date, length, clock, person, full-name, text, or the name of a word list"
      )
      return nil
    }
  }

  // MARK: Fact rules

  private mutating func readFact(_ file: RuleFile, _ root: StrictNode) {
    let fields = root.fields(
      required: ["id", "kind", "pattern", "examples"],
      optional: ["group", "priority", "unit", "beside", "slots", "gives", "why", "leaves-alone"])
    guard let idNode = fields["id"], let id = idNode.string(), let kind = fields["kind"]?.string(),
      let patternNode = fields["pattern"], let (template, alternatives) = template(from: patternNode)
    else { return }
    check(id: id, at: idNode)
    var rule = FactRule(id: id, kind: kind, pattern: "")
    rule.group = fields["group"]?.string()
    rule.priority = fields["priority"]?.integer() ?? 0
    rule.beside = fields["beside"]?.string()
    rule.unit = fields["unit"]?.choice(of: FactRule.Unit.self) ?? .sentence
    rule.gives = fields["gives"]?.dictionary() ?? [:]
    rule.slots = slots(of: template)
    for alternative in alternatives {
      for reference in alternative.template.references where !vocabulary.knows(reference.name) {
        alternative.node.note(
          "the pattern refers to \"\(reference.name)\", which is neither a word list nor a fragment",
          offset: reference.offset)
      }
    }
    for (key, name, value) in fields["slots"]?.pairs() ?? [] {
      if rule.slots[name] == nil { key.note("the pattern has no slot \"\(name)\"") }
      if let type = slotType(value) { rule.slots[name] = type }
    }
    facts.append((rule, template, patternNode))
    let examples = readExamples(fields["examples"])
    pages.append(
      RulePage(
        id: id, role: .fact, name: id, why: fields["why"]?.string() ?? "",
        leavesAlone: fields["leaves-alone"]?.string() ?? "", file: file, examples: examples))
  }

  mutating func check(id: String, at node: StrictNode) {
    claim(id, as: "rule", at: node)
    let parts = id.split(separator: "/", omittingEmptySubsequences: false)
    let isWellFormed =
      parts.count >= 2
      && parts.allSatisfy { part in
        !part.isEmpty && part.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
      }
    if !isWellFormed { node.note("an id is a path of lower-case words, such as count/total") }
  }

  /// Expands the patterns, compiles them to be sure that they do, and reads off their triggers.
  private mutating func expandFacts() {
    // With a reference undefined, every further complaint would be noise.
    guard problems.isEmpty else { return }
    let analysis = TriggerAnalysis(vocabulary: vocabulary, functionWords: Set(pack.functionWords))
    var numbers: [Trigger: Int] = [:]
    for (rule, template, node) in facts.sorted(by: { $0.rule.id < $1.rule.id }) {
      var rule = rule
      rule.pattern = vocabulary.pattern(of: template)
      do {
        let pattern = try Pattern(rule.pattern, options: .duplicateNames, usesJIT: false)
        if !rule.slots.keys.allSatisfy({ pattern.slot(named: $0) != nil }) { node.note("a slot is lost in expansion") }
      } catch {
        node.note("the pattern does not compile: \(error.message)")
      }
      func indices(of clause: TriggerAnalysis.Clause) -> [Int] {
        // All words make one trigger; and an order of their own makes a pack the same however often it is compiled.
        Trigger.joiningWords(clause).sorted { "\($0)" < "\($1)" }.map { trigger in
          if let number = numbers[trigger] { return number }
          numbers[trigger] = pack.triggers.count
          pack.triggers.append(trigger)
          return pack.triggers.count - 1
        }.sorted()
      }
      rule.triggers = analysis.alternatives(of: template).map { $0.map(indices) }
      rule.starts = analysis.starts(of: template)?.map { start in
        Start(triggers: Set(indices(of: start.triggers)), next: start.next.map { Set(indices(of: $0)) })
      }
      pack.facts.append(rule)
    }
  }

  // MARK: Examples

  func readExamples(_ node: StrictNode?) -> [RuleExample] {
    guard let node else { return [] }
    let examples = node.items().compactMap { RuleExample.read($0) }
    if !examples.contains(where: { $0.expectation == .finds }) {
      node.note("an example that finds something is missing")
    }
    if !examples.contains(where: { $0.expectation == .ignores }) {
      node.note("an example of what it ignores is missing")
    }
    return examples
  }
}
