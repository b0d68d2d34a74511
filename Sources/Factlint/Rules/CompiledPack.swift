/// Rule packs as text that is read back in a fraction of the time that YAML takes: how the program carries its packs.
///
/// Each line is a record: its kind, then its fields, all separated by tabs; lists are several fields at the end or, in
/// the middle, one field of items that each end in U+001F. Tabs and line feeds inside a field are escaped with U+001B,
/// which patterns do not have, and inside an item U+001F as well.
public enum CompiledPack {
  /// The form of the text; a program reads only its own.
  static let formatVersion = "4"

  /// What is wrong with a compiled pack; only a damaged program can meet it.
  public struct Damage: Error, Sendable, CustomStringConvertible {
    /// The number of the line, from 1.
    public var line: Int
    /// What the error says.
    public var description: String { "the compiled rule pack is damaged at line \(line)" }
  }

  /// The pack as text.
  public static func encode(_ pack: RulePack) -> String {
    var lines: [String] = []
    func add(_ fields: [String]) { lines.append(fields.map(escaped).joined(separator: "\t")) }
    add(["pack", formatVersion, pack.name, pack.version, pack.language, pack.digest])
    add(["function-words"] + pack.functionWords)
    for (old, new) in pack.aliases.sorted(by: { $0.key < $1.key }) { add(["alias", old, new]) }
    for lexicon in pack.lexicons.values.sorted(by: { $0.name < $1.name }) {
      add(["lexicon", lexicon.name, lexicon.ignoresCase ? "folded" : "exact"])
      for (part, whole) in lexicon.within.sorted(by: { $0.key < $1.key }) { add(["within", part, whole]) }
      for set in lexicon.exclusive { add(["exclusive"] + set) }
      // Runs of one value are one line; a value that comes again later is another, so that the order stays.
      for run in lexicon.entries.split(atChangesOf: \.value) {
        add(["value", run.first?.value ?? ""] + run.map(\.text))
      }
    }
    for trigger in pack.triggers { add(["trigger"] + fields(of: trigger)) }
    for rule in pack.facts {
      add([
        "fact", rule.id, rule.kind, rule.group ?? "", String(rule.priority), rule.unit.rawValue, rule.pattern,
        joined(rule.slots.sorted { $0.key < $1.key }.map { "\($0.key)=\(name(of: $0.value))" }),
        joined(rule.gives.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }),
        joined(rule.triggers.map { $0.map { $0.map(String.init).joined(separator: " ") }.joined(separator: ",") }),
        rule.starts.map { joined($0.map(field)) } ?? anywhere, rule.beside ?? "",
      ])
    }
    for check in pack.checks {
      add([
        "check", check.id, check.relation.rawValue, check.name, check.severity.rawValue, String(check.confidence),
        check.message, check.over, joined(check.key), check.value ?? "", joined(check.between), joined(check.unless),
        joined(check.holds), joined(check.with),
      ])
    }
    return lines.joined(separator: "\n")
  }

  /// The pack that `encode` made the text of.
  public static func decode(_ text: String) throws(Damage) -> RulePack {
    var pack = RulePack(name: "", version: "", language: "")
    var lexicon: Lexicon?
    var record = CompiledRecord(text)
    while record.next() {
      let kind = try record.text(0)
      if let finished = lexicon, !["within", "exclusive", "value"].contains(kind) {
        pack.lexicons[finished.name] = finished
        lexicon = nil
      }
      switch kind {
      case "pack":
        guard try record.text(1) == formatVersion else { throw record.damage }
        (pack.name, pack.version) = (try record.text(2), try record.text(3))
        (pack.language, pack.digest) = (try record.text(4), try record.text(5))
      case "function-words": pack.functionWords = record.texts(from: 1)
      case "alias": pack.aliases[try record.text(1)] = try record.text(2)
      case "lexicon":
        lexicon = Lexicon(name: try record.text(1), ignoresCase: try record.text(2) == "folded", entries: [])
      case "within": lexicon?.within[try record.text(1)] = try record.text(2)
      case "exclusive": lexicon?.exclusive.append(record.texts(from: 1))
      case "value":
        let value = try record.text(1)
        for text in record.texts(from: 2) { lexicon?.entries.append(Lexicon.Entry(text: text, value: value)) }
      case "trigger": pack.triggers.append(try trigger(record))
      case "fact": pack.facts.append(try fact(record))
      case "check": pack.checks.append(try check(record))
      default: throw record.damage
      }
    }
    if let lexicon { pack.lexicons[lexicon.name] = lexicon }
    return pack
  }

  private static func fact(_ record: CompiledRecord) throws(Damage) -> FactRule {
    guard let priority = Int(try record.text(4)), let unit = FactRule.Unit(rawValue: try record.text(5)) else {
      throw record.damage
    }
    let starts: [Start<Int>]? =
      try record.text(10) == anywhere
      ? nil
      : try record.numbers(10, partedBy: UInt8(ascii: ">")).map {
        Start(triggers: Set($0.first ?? []), next: $0.count > 1 ? Set($0[1]) : nil)
      }
    return FactRule(
      id: try record.text(1), kind: try record.text(2), group: try record.textIfAny(3), priority: priority, unit: unit,
      beside: try record.textIfAny(11), pattern: try record.text(6), slots: try record.pairs(7).mapValues(slotType),
      gives: try record.pairs(8), triggers: try record.numbers(9, partedBy: UInt8(ascii: ",")), starts: starts)
  }

  private static func check(_ record: CompiledRecord) throws(Damage) -> CheckRule {
    guard let relation = CheckRule.Relation(rawValue: try record.text(2)),
      let severity = Severity(rawValue: try record.text(4)), let confidence = Double(try record.text(5))
    else { throw record.damage }
    return CheckRule(
      id: try record.text(1), relation: relation, name: try record.text(3), severity: severity,
      confidence: confidence, message: try record.text(6), over: try record.text(7), key: try record.list(8),
      value: try record.textIfAny(9), holds: try record.list(12), with: try record.list(13),
      between: try record.list(10), unless: try record.list(11))
  }

  /// What stands for the starts of a rule of which nothing is known about where a match begins.
  private static let anywhere = "anywhere"

  // MARK: Fields

  private static func fields(of trigger: Trigger) -> [String] {
    switch trigger {
    case .words(let words): ["words"] + words
    case .digit: ["digit"]
    case .number(let shapes): ["number", String(shapes.rawValue)]
    case .capital: ["capital"]
    case .symbol(let symbol): ["symbol", symbol]
    case .quotation: ["quotation"]
    case .initial(let letter): ["initial", letter]
    case .word: ["word"]
    case .start: ["start"]
    }
  }

  private static func trigger(_ record: CompiledRecord) throws(Damage) -> Trigger {
    switch (try record.text(1), record.count) {
    case ("words", _): return .words(record.texts(from: 2))
    case ("digit", _): return .digit
    case ("number", 3):
      guard let bits = UInt64(try record.text(2)) else { throw record.damage }
      return .number(NumberShapes(rawValue: bits))
    case ("capital", _): return .capital
    case ("symbol", 3): return .symbol(try record.text(2))
    case ("quotation", _): return .quotation
    case ("initial", 3): return .initial(try record.text(2))
    case ("word", _): return .word
    case ("start", _): return .start
    default: throw record.damage
    }
  }

  private static func field(of start: Start<Int>) -> String {
    func numbers(_ triggers: Set<Int>) -> String { triggers.sorted().map(String.init).joined(separator: " ") }
    return numbers(start.triggers) + (start.next.map { ">" + numbers($0) } ?? "")
  }

  private static func name(of type: SlotType) -> String {
    switch type {
    case .lexicon(let name): "lexicon \(name)"
    case .number: "number"
    case .date: "date"
    case .length: "length"
    case .clock: "clock"
    case .person: "person"
    case .fullName: "full-name"
    case .text: "text"
    }
  }

  private static func slotType(_ name: String) -> SlotType {
    if name.utf8.starts(with: "lexicon ".utf8) { return .lexicon(String(name.unicodeScalars.dropFirst(8))) }
    switch name {
    case "number": return .number
    case "date": return .date
    case "length": return .length
    case "clock": return .clock
    case "person": return .person
    case "full-name": return .fullName
    default: return .text
    }
  }

  private static func joined(_ list: [String]) -> String {
    list.map { item in
      var result = String.UnicodeScalarView()
      for scalar in item.unicodeScalars {
        switch scalar {
        case "\u{1B}": result.append(contentsOf: "\u{1B}\u{1B}".unicodeScalars)
        case "\u{1F}": result.append(contentsOf: "\u{1B}u".unicodeScalars)
        default: result.append(scalar)
        }
      }
      return String(result) + "\u{1F}"
    }.joined()
  }

  private static func escaped(_ field: String) -> String {
    var result = ""
    for scalar in field.unicodeScalars {
      switch scalar {
      case "\u{1B}": result += "\u{1B}\u{1B}"
      case "\t": result += "\u{1B}t"
      case "\n": result += "\u{1B}n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Array {
  /// The runs of elements that have a property in common with the one before.
  fileprivate func split(atChangesOf property: KeyPath<Element, String>) -> [ArraySlice<Element>] {
    var runs: [ArraySlice<Element>] = []
    var start = startIndex
    for index in indices where index > start && self[index][keyPath: property] != self[start][keyPath: property] {
      runs.append(self[start..<index])
      start = index
    }
    if start < endIndex { runs.append(self[start...]) }
    return runs
  }
}
