/// Which resolver the mentions of a rule are for.
enum MentionKind: Int, CaseIterable, Sendable {
  case attribution, person, office, refusal, refusedMatter, silence, anonymity, death, denial, acronym, unlikeAcronym
  case date
  case count, percent, money, age, measure, countList, countPart, breakdown, reservation
  /// A kind of fact that is made of the slots alone.
  case record
  /// What bears on other mentions alone, and is looked at by no resolver.
  case none

  /// How many there are.
  static let caseCount = allCases.count

  /// The kind of mention that a rule of a kind of fact makes.
  init(of kind: String) {
    self = Self.byName[kind] ?? (RecordResolver.knownKinds.contains(kind) ? .none : .record)
  }

  private static let byName: [String: MentionKind] = [
    "attribution": .attribution, "person": .person, OfficeHolders.kind: .office,
    SourceContraries.refusalKind: .refusal, SourceContraries.refusedMatterKind: .refusedMatter,
    SourceContraries.silenceKind: .silence, SourceContraries.anonymityKind: .anonymity,
    SourceContraries.deathKind: .death, SourceContraries.denialKind: .denial, Acronyms.kind: .acronym,
    Acronyms.unlikeKind: .unlikeAcronym, "date": .date, "count": .count, "percent": .percent, "money": .money,
    "age": .age, "measure": .measure, "count-list": .countList, "count-part": .countPart, "breakdown": .breakdown,
    "count-reservation": .reservation,
  ]
}

/// What resolution asks of a rule with each of its mentions, looked up once, and what the facts of the rule have of it;
/// an object, since it is asked often and all facts of a rule share it.
final class RuleTraits: Sendable {
  let kind: MentionKind
  /// Its number in the pack; nil for facts that no rule has found.
  let number: Int?
  /// Where what is not in the mention of an attribution is to be found; nil for most rules.
  let layout: AttributionReader.Layout?
  /// What the match of a rule for dates is.
  let dateForm: DateWording.Form
  /// Whether the kind of its facts has a prefix, as in `house/seats`.
  let hasPrefix: Bool
  /// What decides between competing readings; the higher wins.
  let priority: Int
  /// The word lists by which the slots that resolution knows are read.
  private let lists: [(slot: SlotName, list: WordTable<String>)]
  /// What the rule gives for such slots.
  private let given: [(slot: SlotName, text: String)]
  /// The kind of its facts.
  let factKind: String
  /// The rule's id.
  let rule: String
  /// The slots of a desk's own fact, and what its rule gives for others.
  let slots: [(name: String, type: SlotType)]
  let gives: [(name: String, text: String)]
  /// The slot that holds the full name of a person, where there is one.
  let nameSlot: String?

  fileprivate init(_ rule: FactRule, number: Int, words: PackWords) {
    self.number = number
    (kind, priority) = (MentionKind(of: rule.kind), rule.priority)
    (factKind, self.rule) = (rule.kind, rule.id)
    hasPrefix = rule.kind.utf8.contains(UInt8(ascii: "/"))
    given = rule.gives.compactMap { name, text in SlotName.named(name).map { ($0, text) } }
    lists = rule.slots.compactMap { name, type in
      guard case .lexicon(let lexicon) = type, let slot = SlotName.named(name) else { return nil }
      return (slot, words.table(lexicon) ?? WordTable([:], ignoresCase: true))
    }
    slots = kind == .record ? rule.slots.map { ($0.key, $0.value) } : []
    gives = kind == .record ? rule.gives.map { ($0.key, $0.value) } : []
    layout = rule.gives[SlotName.before.rawValue].flatMap(AttributionReader.Layout.init)
    dateForm = DateWording.Form(rawValue: rule.gives[SlotName.reads.rawValue] ?? "") ?? .calendar
    nameSlot = rule.slots.first { $0.value == .fullName }?.key
  }

  /// Makes the traits of facts that no rule of their kind has found.
  init(kind: String, rule: String) {
    (self.kind, number) = (.none, nil)
    (layout, dateForm, priority, nameSlot) = (nil, .calendar, 0, nil)
    (given, lists, slots, gives) = ([], [], [], [])
    (factKind, self.rule) = (kind, rule)
    hasPrefix = kind.utf8.contains(UInt8(ascii: "/"))
  }

  /// What the rule gives for a slot.
  func given(_ slot: SlotName) -> String? {
    for index in given.indices where given[index].slot == slot { return given[index].text }
    return nil
  }

  /// The word list by which a slot is read; nil for a slot of any other type.
  func list(of slot: SlotName) -> WordTable<String>? {
    for index in lists.indices where lists[index].slot == slot { return lists[index].list }
    return nil
  }

  /// What it gives for a slot of a desk's own fact.
  func given(_ name: String) -> String? {
    gives.first { $0.name == name }?.text
  }
}

/// The traits of the rules of a pack, by their indices.
struct RuleTable: Sendable {
  private let traits: [RuleTraits]
  /// The kinds apart from the rest, since each of them is asked for with every mention.
  private let kinds: [MentionKind]

  init(_ pack: RulePack, words: PackWords) {
    traits = pack.facts.enumerated().map { RuleTraits($1, number: $0, words: words) }
    kinds = traits.map(\.kind)
  }

  /// The traits of a rule.
  subscript(rule: Int) -> RuleTraits { traits[rule] }

  /// Which resolver the mentions of a rule are for.
  func kind(of rule: Int) -> MentionKind { kinds[rule] }
}
