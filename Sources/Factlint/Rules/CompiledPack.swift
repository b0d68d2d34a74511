/// Rule packs as text that is read back in a fraction of the time that YAML takes: how the program carries its packs.
///
/// Each line is a record: its kind, then its fields, all separated by tabs; lists are several fields at the end or, in
/// the middle, one field of items that each end in U+001F. Tabs and line feeds inside a field are escaped with U+001B,
/// which patterns do not have, and inside an item U+001F as well. Words of lists and of triggers, most of which
/// come several times, are numbers in a list of all of them, which comes first.
public enum CompiledPack {
  /// The form of the text; a program reads only its own.
  static let formatVersion = "5"

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
    var words = WordNumbers()
    func add(_ fields: [String]) { lines.append(fields.map(escaped).joined(separator: "\t")) }
    func numbers(_ texts: [String]) -> String { texts.map { String(words.number(of: $0)) }.joined(separator: " ") }
    add(["function-words"] + pack.functionWords)
    for (old, new) in pack.aliases.sorted(by: { $0.key < $1.key }) { add(["alias", old, new]) }
    for lexicon in pack.lexicons.values.sorted(by: { $0.name < $1.name }) {
      add([
        "lexicon", lexicon.name, lexicon.ignoresCase ? "folded" : "exact",
        numbers(lexicon.entries.flatMap { [$0.text, $0.value] }),
      ])
      for (part, whole) in lexicon.within.sorted(by: { $0.key < $1.key }) { add(["within", part, whole]) }
      for set in lexicon.exclusive { add(["exclusive"] + set) }
    }
    for trigger in pack.triggers { add(["trigger"] + fields(of: trigger, numbers: numbers)) }
    for rule in pack.facts {
      add([
        "fact", rule.id, rule.kind, rule.group ?? "", String(rule.priority), rule.unit.rawValue, rule.pattern,
        joined(rule.slots.sorted { $0.key < $1.key }.map { "\($0.key)=\(name(of: $0.value))" }),
        joined(rule.gives.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }),
        joined(rule.triggers.map { $0.map { $0.map(String.init).joined(separator: " ") }.joined(separator: ",") }),
        rule.starts == nil ? anywhere : "", joined((rule.starts ?? []).map(field)), rule.beside ?? "",
      ])
    }
    for check in pack.checks {
      add([
        "check", check.id, check.relation.rawValue, check.name, check.severity.rawValue, String(check.confidence),
        check.message, check.over, joined(check.key), check.value ?? "", joined(check.between), joined(check.unless),
        joined(check.holds), joined(check.with),
      ])
    }
    let rest = lines
    lines = []
    add(["pack", formatVersion, pack.name, pack.version, pack.language, pack.digest])
    add(["words"] + words.words)
    return (lines + rest).joined(separator: "\n")
  }

  /// The pack that `encode` made the text of.
  public static func decode(_ text: String) throws(Damage) -> RulePack {
    var pack = RulePack(name: "", version: "", language: "")
    var words: [String] = []
    var lexicon: Lexicon?
    func finishLexicon() {
      if let finished = lexicon.take() { pack.lexicons[finished.name] = finished }
    }
    var record = CompiledRecord(text)
    while record.next() {
      switch try record.text() {
      case "pack":
        guard try record.text() == formatVersion else { throw record.damage }
        (pack.name, pack.version) = (try record.text(), try record.text())
        (pack.language, pack.digest) = (try record.text(), try record.text())
      case "words": words = record.texts()
      case "function-words": pack.functionWords = record.texts()
      case "alias": pack.aliases[try record.text()] = try record.text()
      case "lexicon":
        finishLexicon()
        lexicon = try self.lexicon(&record, words)
      case "within": lexicon?.within[try record.text()] = try record.text()
      case "exclusive": lexicon?.exclusive.append(record.texts())
      case "trigger": pack.triggers.append(try trigger(&record, words))
      case "fact": pack.facts.append(try fact(&record))
      case "check": pack.checks.append(try check(&record))
      default: throw record.damage
      }
    }
    finishLexicon()
    return pack
  }

  private static func lexicon(_ record: inout CompiledRecord, _ words: [String]) throws(Damage) -> Lexicon {
    var lexicon = Lexicon(name: try record.text(), ignoresCase: try record.text() == "folded", entries: [])
    let texts = try record.words(of: words)
    guard texts.count % 2 == 0 else { throw record.damage }
    lexicon.entries.reserveCapacity(texts.count / 2)
    for index in stride(from: 0, to: texts.count, by: 2) {
      lexicon.entries.append(Lexicon.Entry(text: texts[index], value: texts[index + 1]))
    }
    return lexicon
  }

  private static func fact(_ record: inout CompiledRecord) throws(Damage) -> FactRule {
    var rule = FactRule(id: try record.text(), kind: try record.text(), group: try record.textIfAny(), pattern: "")
    guard let priority = Int(try record.text()), let unit = FactRule.Unit(rawValue: try record.text()) else {
      throw record.damage
    }
    (rule.priority, rule.unit, rule.pattern) = (priority, unit, try record.text())
    (rule.slots, rule.gives) = (try record.pairs().mapValues(slotType), try record.pairs())
    rule.triggers = try record.numbers(partedBy: UInt8(ascii: ","))
    let isAnywhere = try record.text() == anywhere
    let starts = try record.numbers(partedBy: UInt8(ascii: ">")).map {
      Start(triggers: Set($0.first ?? []), next: $0.count > 1 ? Set($0[1]) : nil)
    }
    rule.starts = isAnywhere ? nil : starts
    rule.beside = try record.textIfAny()
    return rule
  }

  private static func check(_ record: inout CompiledRecord) throws(Damage) -> CheckRule {
    let id = try record.text()
    guard let relation = CheckRule.Relation(rawValue: try record.text()), case let name = try record.text(),
      let severity = Severity(rawValue: try record.text()), let confidence = Double(try record.text())
    else { throw record.damage }
    var check = CheckRule(
      id: id, relation: relation, name: name, severity: severity, confidence: confidence, message: try record.text(),
      over: try record.text())
    (check.key, check.value) = (try record.list(), try record.textIfAny())
    (check.between, check.unless) = (try record.list(), try record.list())
    (check.holds, check.with) = (try record.list(), try record.list())
    return check
  }

  /// What stands for the starts of a rule of which nothing is known about where a match begins.
  private static let anywhere = "anywhere"

  // MARK: Fields

  private static func fields(of trigger: Trigger, numbers: ([String]) -> String) -> [String] {
    switch trigger {
    case .words(let words): ["words", numbers(words)]
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

  private static func trigger(_ record: inout CompiledRecord, _ words: [String]) throws(Damage) -> Trigger {
    switch try record.text() {
    case "words": return .words(try record.words(of: words))
    case "digit": return .digit
    case "number":
      guard let bits = UInt64(try record.text()) else { throw record.damage }
      return .number(NumberShapes(rawValue: bits))
    case "capital": return .capital
    case "symbol": return .symbol(try record.text())
    case "quotation": return .quotation
    case "initial": return .initial(try record.text())
    case "word": return .word
    case "start": return .start
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

/// Texts by numbers, each in the order in which it was first met.
private struct WordNumbers {
  private(set) var words: [String] = []
  /// By bytes: equal strings may differ in their scalars.
  private var numbers: [[UInt8]: Int] = [:]

  /// The number of a text, a new one where it has none.
  mutating func number(of text: String) -> Int {
    let bytes = Array(text.utf8)
    if let number = numbers[bytes] { return number }
    numbers[bytes] = words.count
    words.append(text)
    return words.count - 1
  }
}
