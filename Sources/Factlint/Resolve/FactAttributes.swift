/// The attributes of facts by name, as checks and examples of rules ask for them.
///
/// | kind of value | attributes |
/// | --- | --- |
/// | date | `type`, `value`, `weekday` (1 is Monday), `days` |
/// | count | `amount`, `low`, `high`, `unit`, `noun`, `nounClass`, `category`, `hedge`, `event`, `stated`, `scale` |
/// | attribution | `mode`, `speaker`, `namedSpeaker` (a person known by name, beside a cue, in words of their own), `source`, `cue`, `content`, `quotation`, `cueClass`, `polarity` (`stated`, `negated`, `modal`), `addressee`, `day`, `venue`, `intermediary` |
/// | person | `name`, `title`, `person`, `surname`, `given` (the given name, a short form as its full one), `initial`, `office`, `officeFamily`, `holding` (an office of one country that several people seem to hold), `courtesy` (`male` or `female`, of a person who has titles of both) |
/// | record | its slots |
///
/// All have `kind`, `rule` and `text`, and `sentence` and `paragraph`, by whose numbers a check joins what stands in one.
public enum FactAttribute: Sendable, Equatable {
  /// A word, a name or a value of a word list.
  case symbol(String)
  /// The numbers that the text allows.
  case number(Interval)
  /// The days that the text allows, each under its assumptions.
  case days([Reading<DayInterval>])
  /// The numbers that the text allows in each of its readings.
  case numbers([Reading<Interval>])

  /// The attribute as examples of rules write it: an unbounded end is `none`.
  public var text: String {
    switch self {
    case .symbol(let symbol): symbol
    case .number(let interval): interval.onlyValue?.description ?? interval.description
    case .days(let readings): readings.map(\.value.description).joined(separator: " or ")
    case .numbers(let readings): readings.map(\.value.description).joined(separator: " or ")
    }
  }
}

extension Fact {
  /// The attribute of that name; nil where the fact has none.
  ///
  /// - Parameter document: The document that the fact was found in.
  public func attribute(_ name: String, in document: Document) -> FactAttribute? {
    AttributeName.isCommon(name) ? commonAttribute(name, in: document) : value.attribute(name, in: document)
  }

  /// The attribute of that name, of those that facts of all kinds have.
  func commonAttribute(_ name: String, in document: Document) -> FactAttribute? {
    switch name {
    case "kind": .symbol(kind)
    case "rule": .symbol(rule)
    case "text": .symbol(String(decoding: document.article.text[range], as: UTF8.self))
    case "sentence": .symbol(String(sentence))
    case "paragraph": .symbol(String(block))
    default: nil
    }
  }
}

/// The name of an attribute, and whether facts of all kinds have it.
struct AttributeName: Sendable {
  let text: String
  let isCommon: Bool

  init(_ text: String) {
    self.text = text
    isCommon = Self.isCommon(text)
  }

  /// Whether facts of all kinds have an attribute.
  static func isCommon(_ name: String) -> Bool {
    switch name {
    case "kind", "rule", "text", "sentence", "paragraph": true
    default: false
    }
  }
}

extension Fact.Value {
  /// The attribute of that name, of those that facts of the kind have; nil where there is none.
  func attribute(_ name: String, in document: Document) -> FactAttribute? {
    // The names that checks ask for most come first: names are compared one after another.
    switch self {
    case .count(let count):
      switch name {
      case "event": return count.event.map { .symbol($0) }
      case "amount": return .number(count.amount)
      case "scale": return count.scale.map { .symbol($0) }
      case "stated": return count.stated.map { .number($0) }
      case "low": return .symbol(count.amount.lower?.value.description ?? "none")
      case "high": return .symbol(count.amount.upper?.value.description ?? "none")
      case "unit": return .symbol(count.unit)
      case "noun": return count.noun.map { .symbol($0) }
      case "nounClass": return count.nounClass.map { .symbol($0) }
      case "category": return count.category.map { .symbol($0) }
      case "hedge": return count.hedge.map { .symbol($0) }
      default: return nil
      }
    case .date(let date):
      switch name {
      case "days": return date.dayReadings.isEmpty ? nil : .days(date.dayReadings)
      case "weekday": return date.statedWeekday.map { .symbol(String($0.rawValue)) }
      case "type": return .symbol(date.type.rawValue)
      case "value": return .symbol(date.timexValue)
      default: return nil
      }
    case .attribution(let attribution):
      switch name {
      case "day": return attribution.isRepeated ? nil : attribution.day.map { Self.text($0, document) }
      case "addressee": return attribution.addressee.map { Self.text($0, document) }
      case "namedSpeaker":
        guard attribution.person != nil, attribution.cue != nil, !attribution.isRepeated else { return nil }
        return attribution.speaker.map { .symbol($0) }
      case "quotation": return QuotationKey(of: attribution, in: document).map { .symbol($0.words) }
      case "speaker": return attribution.speaker.map { .symbol($0) }
      case "mode": return .symbol(attribution.mode.rawValue)
      case "source": return attribution.source.map { Self.text($0, document) }
      case "cue": return attribution.cue.map { Self.text($0, document) }
      case "cueClass": return attribution.cueClass.map { .symbol($0) }
      case "venue": return attribution.venue.map { Self.text($0, document) }
      case "intermediary": return attribution.intermediary.map { Self.text($0, document) }
      case "polarity": return .symbol(attribution.polarity.rawValue)
      case "content":
        return .symbol(attribution.content.map { Self.text($0, document).text }.joined(separator: " … "))
      default: return nil
      }
    case .person(let person):
      switch name {
      case "courtesy": return person.courtesy.map { .symbol($0) }
      case "given": return person.given.map { .symbol($0) }
      case "holding": return person.holding.map { .symbol($0) }
      case "office": return person.office.map { .symbol($0.name) }
      case "officeFamily": return person.office.map { .symbol($0.family) }
      case "person": return person.person.map { .symbol(String($0)) }
      case "initial": return person.given.map { .symbol(String($0.prefix(1))) }
      case "title": return person.title.map { .symbol($0) }
      case "surname": return WordFolding.words(of: person.name).last.map { .symbol($0) }
      case "name": return .symbol(person.name)
      default: return nil
      }
    case .record(let slots):
      switch slots[name] {
      case .number(let interval): return .number(interval)
      case .symbol(let symbol): return .symbol(symbol)
      case .days(let readings): return .days(readings)
      case .numbers(let readings): return .numbers(readings)
      case nil: return nil
      }
    }
  }

  private static func text(_ range: Range<Int>, _ document: Document) -> FactAttribute {
    .symbol(String(decoding: document.article.text[range], as: UTF8.self))
  }
}

extension Fact {
  /// Whether it is a number of some unit.
  var isQuantity: Bool { if case .count = value { true } else { false } }

  /// The names of the slots of a desk's own fact; none for any other.
  var slotNames: [String] {
    if case .record(let slots) = value { Array(slots.keys) } else { [] }
  }
}

extension FactAttribute {
  /// The attributes with which equations can reckon, of the kinds of fact that the program itself knows; nil for a
  /// desk's own kind, whose slots are its attributes.
  public static func numeric(ofKind kind: String) -> Set<String>? {
    switch kind {
    case "count", "percent", "money", "age", "measure", CheckRule.anyQuantity: ["amount", "stated"]
    case "date": ["days"]
    default: RecordResolver.knownKinds.contains(kind) ? [] : nil
    }
  }
}

extension Fact {
  /// Where the words of an attribute stand that may stand outside of the fact's own range.
  func place(ofAttribute name: String) -> Range<Int>? {
    guard case .attribution(let attribution) = value else { return nil }
    switch name {
    case "day": return attribution.day
    case "addressee": return attribution.addressee
    default: return nil
    }
  }
}

/// The beginning of a direct quotation, by which two renderings of it are known to be the same.
struct QuotationKey {
  /// The folded words, separated by spaces.
  let words: String

  /// A shorter one may be a slogan, a title or a turn of phrase that several people use.
  static let leastWordCount = 6
  /// One rendering often leaves off the end, in a headline above all; so many words at the beginning are telling.
  static let greatestWordCount = 8

  /// The key of what is quoted verbatim; nil where that is too short to be somebody's own.
  init?(of attribution: AttributionFact, in document: Document) {
    guard attribution.mode == .direct, !Self.beginsWithQuotation(attribution, in: document) else { return nil }
    var words: [UInt8] = []
    var count = 0
    for range in attribution.content where count < Self.greatestWordCount {
      count += Self.appendWords(of: document.article.text[range], atMost: Self.greatestWordCount - count, to: &words)
    }
    guard count >= Self.leastWordCount else { return nil }
    self.words = String(decoding: words, as: UTF8.self)
  }

  /// Appends the first folded words of a text, with spaces before all but the first of all, and returns how many.
  private static func appendWords(
    of text: ArraySlice<UInt8>, atMost greatestCount: Int, to words: inout [UInt8]
  ) -> Int {
    let start = words.count
    var count = 0
    var isInWord = false
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      let isMark = byte == 0xE2 && index + 2 < text.endIndex && text[index + 1] == 0x80
      index += isMark ? 3 : 1
      if byte >= 0x80, !isMark {
        // Beyond ASCII and general punctuation, Unicode's tables tell what a word is.
        words.removeSubrange(start...)
        let found = WordFolding.words(of: String(decoding: text, as: UTF8.self), atMost: greatestCount)
        for word in found {
          if !words.isEmpty { words.append(0x20) }
          words.append(contentsOf: word.utf8)
        }
        return found.count
      }
      guard WordFolding.isASCIILetter(byte) else {
        if isInWord, count == greatestCount { return count }
        isInWord = false
        continue
      }
      if !isInWord {
        if !words.isEmpty { words.append(0x20) }
        count += 1
        isInWord = true
      }
      words.append(byte | 0x20)
    }
    return count
  }

  /// Whether the speaker begins with somebody else's words: a quotation inside the quotation.
  private static func beginsWithQuotation(_ attribution: AttributionFact, in document: Document) -> Bool {
    guard let content = attribution.content.first else { return false }
    let inner = document.quotations.partitioningIndex { $0.range.lowerBound > content.lowerBound }
    return inner < document.quotations.count && document.quotations[inner].depth > 0
      && document.quotations[inner].range.lowerBound <= content.lowerBound + longestOpening
  }

  /// An opening mark, and a space that may follow it, in bytes.
  private static let longestOpening = 6
}
