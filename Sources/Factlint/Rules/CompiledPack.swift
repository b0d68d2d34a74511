/// Rule packs as text that is read back in a fraction of the time that YAML takes: how the program carries its packs.
///
/// Each line is a record: its kind, then its fields, all separated by tabs; lists are several fields at the end or, in
/// the middle, one field of items that each end in U+001F. Tabs and line feeds inside a field are escaped with U+001B,
/// which patterns do not have, and inside an item U+001F as well.
public enum CompiledPack {
  /// The form of the text; a program reads only its own.
  static let formatVersion = "3"

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
        rule.starts.map { joined($0.map(field)) } ?? "anywhere", rule.beside ?? "",
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
    var number = 0
    // Bytes of an array, since this is done at each start: to walk a string's views takes several times as long.
    for line in Array(text.utf8).split(separator: UInt8(ascii: "\n")) {
      number += 1
      let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map(unescaped)
      func field(_ index: Int) throws(Damage) -> String {
        guard index < fields.count else { throw Damage(line: number) }
        return fields[index]
      }
      let kind = try field(0)
      if let finished = lexicon, !["within", "exclusive", "value"].contains(kind) {
        pack.lexicons[finished.name] = finished
        lexicon = nil
      }
      switch kind {
      case "pack":
        guard try field(1) == formatVersion else { throw Damage(line: number) }
        (pack.name, pack.version) = (try field(2), try field(3))
        (pack.language, pack.digest) = (try field(4), try field(5))
      case "function-words": pack.functionWords = Array(fields.dropFirst())
      case "alias": pack.aliases[try field(1)] = try field(2)
      case "lexicon": lexicon = Lexicon(name: try field(1), ignoresCase: try field(2) == "folded", entries: [])
      case "within": lexicon?.within[try field(1)] = try field(2)
      case "exclusive": lexicon?.exclusive.append(Array(fields.dropFirst()))
      case "value":
        let value = try field(1)
        lexicon?.entries += fields.dropFirst(2).map { Lexicon.Entry(text: $0, value: value) }
      case "trigger": pack.triggers.append(try trigger(Array(fields.dropFirst()), line: number))
      case "fact":
        guard let priority = Int(try field(4)), let unit = FactRule.Unit(rawValue: try field(5)) else {
          throw Damage(line: number)
        }
        let (group, beside) = (try field(3), try field(11))
        pack.facts.append(
          FactRule(
            id: try field(1), kind: try field(2), group: group.isEmpty ? nil : group, priority: priority, unit: unit,
            beside: beside.isEmpty ? nil : beside, pattern: try field(6),
            slots: pairs(try field(7)).mapValues(slotType), gives: pairs(try field(8)),
            triggers: list(try field(9)).map { $0.split(separator: ",").map { numbers(String($0)) } },
            starts: try field(10) == "anywhere" ? nil : list(try field(10)).map(start)))
      case "check":
        guard let relation = CheckRule.Relation(rawValue: try field(2)),
          let severity = Severity(rawValue: try field(4)), let confidence = Double(try field(5))
        else { throw Damage(line: number) }
        let value = try field(9)
        pack.checks.append(
          CheckRule(
            id: try field(1), relation: relation, name: try field(3), severity: severity, confidence: confidence,
            message: try field(6), over: try field(7), key: list(try field(8)), value: value.isEmpty ? nil : value,
            holds: list(try field(12)), with: list(try field(13)), between: list(try field(10)),
            unless: list(try field(11))))
      default: throw Damage(line: number)
      }
    }
    if let lexicon { pack.lexicons[lexicon.name] = lexicon }
    return pack
  }

  // MARK: Fields

  private static func fields(of trigger: Trigger) -> [String] {
    switch trigger {
    case .words(let words): ["words"] + words
    case .digit: ["digit"]
    case .capital: ["capital"]
    case .symbol(let symbol): ["symbol", symbol]
    case .quotation: ["quotation"]
    case .initial(let letter): ["initial", letter]
    case .word: ["word"]
    case .start: ["start"]
    }
  }

  private static func trigger(_ fields: [String], line: Int) throws(Damage) -> Trigger {
    switch (fields.first, fields.count) {
    case ("words", _): return .words(Array(fields.dropFirst()))
    case ("digit", _): return .digit
    case ("capital", _): return .capital
    case ("symbol", 2): return .symbol(fields[1])
    case ("quotation", _): return .quotation
    case ("initial", 2): return .initial(fields[1])
    case ("word", _): return .word
    case ("start", _): return .start
    default: throw Damage(line: line)
    }
  }

  private static func field(of start: Start<Int>) -> String {
    func numbers(_ triggers: Set<Int>) -> String { triggers.sorted().map(String.init).joined(separator: " ") }
    return numbers(start.triggers) + (start.next.map { ">" + numbers($0) } ?? "")
  }

  private static func start(_ field: String) -> Start<Int> {
    let parts = field.split(separator: ">")
    return Start(
      triggers: Set(numbers(String(parts.first ?? ""))),
      next: parts.count > 1 ? Set(numbers(String(parts[1]))) : nil)
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

  private static func list(_ field: String) -> [String] {
    Array(field.utf8).split(separator: 0x1F, omittingEmptySubsequences: false).dropLast().map(unescaped)
  }

  private static func numbers(_ field: String) -> [Int] { field.split(separator: " ").compactMap { Int($0) } }

  private static func pairs(_ field: String) -> [String: String] {
    var pairs: [String: String] = [:]
    for pair in list(field) {
      // By scalars: a combining mark behind the sign would make another character of it.
      guard let equals = pair.unicodeScalars.firstIndex(of: "=") else { continue }
      pairs[String(pair[..<equals])] = String(pair.unicodeScalars[equals...].dropFirst())
    }
    return pairs
  }

  /// U+001B.
  private static let escape: UInt8 = 0x1B

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

  private static func unescaped(_ field: ArraySlice<UInt8>) -> String {
    guard field.contains(escape) else { return String(decoding: field, as: UTF8.self) }
    var result: [UInt8] = []
    var isEscaped = false
    for byte in field {
      if isEscaped {
        switch byte {
        case UInt8(ascii: "t"): result.append(UInt8(ascii: "\t"))
        case UInt8(ascii: "n"): result.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "u"): result.append(0x1F)
        default: result.append(byte)
        }
        isEscaped = false
      } else if byte == escape {
        isEscaped = true
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
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
