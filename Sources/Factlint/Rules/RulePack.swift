/// The rules of one language, ready to run: word lists, fact rules with expanded patterns, checks.
///
/// A pack is what the strict reader makes of a folder of rules; the bundled ones are made when the program is built.
public struct RulePack: Sendable, Equatable {
  /// The pack's name, such as "English".
  public var name: String
  /// The pack's own version.
  public var version: String
  /// The BCP 47 tag of the language that it reads, such as `en`.
  public var language: String
  /// SHA-256 over the pack's files, lower-case hexadecimal; part of every cache key.
  public var digest: String
  /// Common words by which the language is told from others.
  public var functionWords: [String]
  /// Former ids and the ids that have replaced them.
  public var aliases: [String: String]
  /// The word lists, by name.
  public var lexicons: [String: Lexicon]
  /// The fact rules in the order of their ids.
  public var facts: [FactRule]
  /// The checks in the order of their ids.
  public var checks: [CheckRule]
  /// What `FactRule.triggers` points to.
  public var triggers: [Trigger]

  /// Makes a pack.
  public init(
    name: String, version: String, language: String, digest: String = "", functionWords: [String] = [],
    aliases: [String: String] = [:], lexicons: [String: Lexicon] = [:], facts: [FactRule] = [],
    checks: [CheckRule] = [], triggers: [Trigger] = []
  ) {
    self.name = name
    self.version = version
    self.language = language
    self.digest = digest
    self.functionWords = functionWords
    self.aliases = aliases
    self.lexicons = lexicons
    self.facts = facts
    self.checks = checks
    self.triggers = triggers
  }
}

/// A word list: each entry is a word or phrase with the value that it stands for.
public struct Lexicon: Sendable, Equatable {
  /// The list's name, by which patterns refer to it.
  public var name: String
  /// Whether "may" and "May" are the same entry.
  public var ignoresCase: Bool
  /// The entries in the order of the file.
  public var entries: [Entry]
  /// For values that are classes: the class that each class lies within, such as `soldier` within `combatant`.
  public var within: [String: String]
  /// Sets of classes of which nothing belongs to two, such as men and women.
  public var exclusive: [[String]]

  /// A word or phrase and its value.
  public struct Entry: Sendable, Equatable {
    /// The word or phrase, as in clean text: single spaces, ASCII apostrophes and hyphens.
    public var text: String
    /// What it stands for.
    public var value: String

    /// Makes an entry.
    public init(text: String, value: String) {
      self.text = text
      self.value = value
    }
  }

  /// Makes a word list.
  public init(
    name: String, ignoresCase: Bool = true, entries: [Entry], within: [String: String] = [:],
    exclusive: [[String]] = []
  ) {
    self.name = name
    self.ignoresCase = ignoresCase
    self.entries = entries
    self.within = within
    self.exclusive = exclusive
  }

  /// Whether everything of class `part` is also of class `whole`: the same class, or one within it.
  public func isClass(_ part: String, within whole: String) -> Bool {
    var current = part
    for _ in 0...within.count {
      if current == whole { return true }
      guard let parent = within[current] else { return false }
      current = parent
    }
    return false
  }

  /// Whether nothing can be of both classes: they, or classes that they lie within, are declared exclusive.
  public func areExclusive(_ first: String, _ second: String) -> Bool {
    exclusive.contains { set in
      guard let inFirst = set.first(where: { isClass(first, within: $0) }),
        let inSecond = set.first(where: { isClass(second, within: $0) })
      else { return false }
      return inFirst != inSecond
    }
  }
}

/// A rule that pulls facts out of text.
public struct FactRule: Sendable, Equatable {
  /// The id, a path by family such as `date/month-day`.
  public var id: String
  /// The kind of fact, such as `date`; a desk may have kinds of its own.
  public var kind: String
  /// The group inside which mentions compete for the same words; nil where the rule competes with none.
  public var group: String?
  /// What decides between competing mentions of the same extent; the higher wins.
  public var priority: Int
  /// The stretch of text that one match lies within.
  public var unit: Unit
  /// The kind of fact of which a mention must have been found in a stretch of text for this rule to be run there; nil
  /// for a rule that is run whatever else was found.
  public var beside: String?
  /// The PCRE2 pattern with all references expanded.
  public var pattern: String
  /// The types of the pattern's named groups.
  public var slots: [String: SlotType]
  /// Slots that the rule itself fills, whatever the text.
  public var gives: [String: String]
  /// What must occur in a unit for the pattern to have any chance there; without an alternative the rule is always run.
  ///
  /// Each clause of one alternative needs one of its triggers, which are indices into `RulePack.triggers`.
  public var triggers: [[[Int]]]
  /// What stands where a match can begin, as indices into `RulePack.triggers`; nil where a match can begin anywhere.
  public var starts: [Start<Int>]?

  /// The stretch of text that one match lies within.
  public enum Unit: String, Sendable, CaseIterable {
    /// A sentence, quoted words included.
    case sentence
    /// A sentence of the narrator; a quotation is opaque and matched by `{quotation}` only.
    case statement
    /// A whole block with its quotations opaque, for what spans sentences.
    case paragraph
  }

  /// Makes a fact rule.
  public init(
    id: String, kind: String, group: String? = nil, priority: Int = 0, unit: Unit = .sentence,
    beside: String? = nil, pattern: String, slots: [String: SlotType] = [:], gives: [String: String] = [:],
    triggers: [[[Int]]] = [],
    starts: [Start<Int>]? = nil
  ) {
    self.id = id
    self.kind = kind
    self.group = group
    self.priority = priority
    self.unit = unit
    self.beside = beside
    self.pattern = pattern
    self.slots = slots
    self.gives = gives
    self.triggers = triggers
    self.starts = starts
  }
}

/// What may stand where a match begins: one of some triggers and, where `next` is not nil, one of others right behind the
/// one character after the first, as "dozen" stands after "a".
public struct Start<Trigger: Hashable & Sendable>: Sendable, Hashable {
  /// One of these stands where the match begins.
  public var triggers: Set<Trigger>
  /// One of these stands behind the one character after it; nil where anything may.
  public var next: Set<Trigger>?

  /// Makes a start.
  public init(triggers: Set<Trigger>, next: Set<Trigger>? = nil) {
    (self.triggers, self.next) = (triggers, next)
  }
}

/// How the text of a slot becomes a value.
public enum SlotType: Sendable, Equatable {
  /// The value of the entry of the named lexicon.
  case lexicon(String)
  /// A number in digits, words or both, as the set that it allows.
  case number
  /// The days of the date that stands in it.
  case date
  /// The length of time that stands in it, in days.
  case length
  /// The time of the clock that stands in it, in minutes since midnight; of UTC where it has a zone.
  case clock
  /// The surname of the person whom the words mean, a pronoun or no words at all included.
  case person
  /// The full name of the person of the article that the text names; the text where that is nobody known.
  case fullName
  /// The text as it stands.
  case text
}

/// Something whose presence in a unit of text can be told without running a pattern.
public enum Trigger: Sendable, Hashable {
  /// Any of the words that `tokens` lists, folded as `WordFolding` does.
  case words([String])
  /// A decimal digit.
  case digit
  /// A number in figures of one of some shapes, or one with digits that are not ASCII; only where a match begins.
  case number(NumberShapes)
  /// An upper-case letter, or any letter that is not ASCII.
  case capital
  /// The ASCII or other single scalar itself, which is neither a letter nor a digit.
  case symbol(String)
  /// A quotation, in text in which quotations are opaque.
  case quotation
  /// A word that begins with the ASCII letter, which is lower-case here and of any case in the text.
  case initial(String)
  /// Any word.
  case word
  /// The beginning of a stretch of text.
  case start

  /// Whether two triggers look for the same scalars: "é" and "e" with a combining accent are equal strings in Swift,
  /// but not the same words of a text.
  public static func == (first: Trigger, second: Trigger) -> Bool {
    switch (first, second) {
    case (.words(let one), .words(let other)):
      one.count == other.count && zip(one, other).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
    case (.symbol(let one), .symbol(let other)): one.utf8.elementsEqual(other.utf8)
    case (.initial(let one), .initial(let other)): one == other
    case (.number(let one), .number(let other)): one == other
    case (.digit, .digit), (.capital, .capital), (.quotation, .quotation), (.word, .word), (.start, .start): true
    default: false
    }
  }

  /// Hashes what a set of triggers tells them apart by.
  public func hash(into hasher: inout Hasher) {
    switch self {
    // Equal strings have equal hashes, so that this agrees with `==`.
    case .words(let words): hasher.combine(words)
    case .digit: hasher.combine(1)
    case .number(let shapes): hasher.combine(shapes)
    case .capital: hasher.combine(2)
    case .symbol(let symbol): hasher.combine(symbol)
    case .quotation: hasher.combine(3)
    case .initial(let letter): hasher.combine(letter)
    case .word: hasher.combine(4)
    case .start: hasher.combine(5)
    }
  }
}

/// A check: a relation over facts, and what to say where it does not hold.
public struct CheckRule: Sendable, Equatable {
  /// The id, a path by family such as `count/total`.
  public var id: String
  /// The relation that it applies.
  public var relation: Relation
  /// The check's name, a phrase that reads as a heading.
  public var name: String
  /// How bad its findings are.
  public var severity: Severity
  /// The estimated share of its findings that are true slips, from 0 to 1.
  public var confidence: Double
  /// One sentence with `{placeholders}` for what the relation found.
  public var message: String
  /// The kind of fact, or the id of the fact rule, that it applies to; or `quantity`, for all kinds of numbers.
  public var over: String
  /// For `agree`: the attributes that must be equal for two facts to speak of the same thing.
  public var key: [String]
  /// What must then be compatible, an attribute for `agree`; or, for `calendar` and `metadata`, what is compared.
  public var value: String?
  /// What must hold of a fact's attributes: for `equation`, such as `income = price * sold`, one of them, if several.
  ///
  /// For `order`: what comes before what, such as `birth <= death`; all of them, if several.
  public var holds: [String]
  /// For `equation` and `order`: the kinds of fact, or the ids of the fact rules, of which one each is put beside a fact
  /// of `over`, so that what holds may name the attributes of all of them; those of one `key` belong together.
  public var with: [String]
  /// Where the two facts stand: `headline` and `body`, or the ids of two fact rules of which each finds one of them; empty:
  /// anywhere.
  public var between: [String]
  /// Reservations and conditions under which a fact is left alone; or kinds of fact, with a "/" in their name, of which
  /// an article with one is left alone altogether.
  public var unless: [String]

  /// What a check is over that applies to every count, percentage, amount of money, age and measure.
  public static let anyQuantity = "quantity"

  /// The relations that a check can apply.
  public enum Relation: String, Sendable, CaseIterable {
    case agree, total, calendar, equation, order, never, spelling, quotation, metadata
  }

  /// Makes a check.
  public init(
    id: String, relation: Relation, name: String, severity: Severity, confidence: Double, message: String,
    over: String, key: [String] = [], value: String? = nil, holds: [String] = [], with: [String] = [],
    between: [String] = [], unless: [String] = []
  ) {
    self.id = id
    self.relation = relation
    self.name = name
    self.severity = severity
    self.confidence = confidence
    self.message = message
    self.over = over
    self.key = key
    self.value = value
    self.holds = holds
    self.with = with
    self.between = between
    self.unless = unless
  }
}
