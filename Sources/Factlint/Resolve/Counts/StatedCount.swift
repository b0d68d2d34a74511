/// A count on its way to a fact, with what the words around it say beside the number.
///
/// An object, which is made once and then looked at by many.
final class StatedCount {
  var fact: Frame
  var count: Content

  /// What its fact will have beside its value.
  struct Frame {
    let kind: MentionKind
    let origin: RuleTraits
    let range: Range<Int>
    let block: Int
    let sentence: Int
    let voice: Voice
    var reservations: ReservationSet = []
    var gravestContradiction = Severity.error
  }

  /// What its fact will say; see ``CountFact``.
  struct Content {
    let amount: Interval
    let unit: String
    var noun: String?
    var nounClass: String?
    var category: String?
    var hedge: String?
    let number: Range<Int>
    var event: String?
    var stated: Interval?
    var scale: String?
  }

  /// Makes the fact that it is.
  func madeFact() -> Fact {
    let value = CountFact(
      amount: count.amount, unit: count.unit, noun: count.noun, nounClass: count.nounClass, category: count.category,
      hedge: count.hedge, number: count.number, event: count.event, stated: count.stated, scale: count.scale)
    var made = Fact(
      fact.origin, range: fact.range, block: fact.block, sentence: fact.sentence, voice: fact.voice,
      value: .count(value), reservations: fact.reservations)
    made.gravestContradiction = fact.gravestContradiction
    return made
  }

  /// Whether it is spoken of as known: "the 19 people wounded".
  let isDefinite: Bool
  /// Whether it counts others than those counted before: "another 12", "12 more".
  let isFurther: Bool
  /// Whether it is a part of a total that the text gives beside it.
  var isPart: Bool
  /// The number as stated, whatever hedges it; nil where the text says none.
  let stated: StatedNumber?
  /// Whether a hedge stands before it.
  let isHedged: Bool
  /// Whether it is no number but a list of names.
  let isList: Bool
  /// Whether it is a number of those known: "12 of the injured".
  let isOfKnown: Bool
  /// Whether nothing says what it counts or measures.
  let isBare: Bool
  /// The name of the person whose age it is.
  let name: String?
  /// The block's part of the article.
  let role: Block.Role

  init(
    fact: Frame, count: Content, isDefinite: Bool = false, isFurther: Bool = false, isPart: Bool = false,
    stated: StatedNumber? = nil, isList: Bool = false, isOfKnown: Bool = false, isBare: Bool = false,
    name: String? = nil, role: Block.Role
  ) {
    (self.fact, self.count, self.stated, self.name, self.role) = (fact, count, stated, name, role)
    (self.isDefinite, self.isFurther, self.isPart) = (isDefinite, isFurther, isPart)
    (self.isList, self.isOfKnown, self.isBare) = (isList, isOfKnown, isBare)
    isHedged = count.hedge != nil
  }

  /// The name of the word list that gives nouns their classes.
  static let nounLexicon = "counted-noun"
  /// The class that all people belong to, and the unit in which they are counted.
  static let person = "person"
  /// The class of those who are told apart from others of the article: "19 others".
  static let others = "other"
  /// The unit of what is no person and has no unit of its own.
  static let item = "item"

  /// The count of a mention; nil where its number is none.
  ///
  /// Slots: `number` or `vague`; `hedge`; `noun` (of the word list of nouns), `people` (a name of a people) or `thing`
  /// (any other noun); `unit`, `sign` or `currency`; `category`; `definite`; `further` and `more`.
  convenience init?(_ mention: Mention, in context: ResolutionContext, voices: Voices) {
    let rule = context.rules[mention.rule]
    let slots = Slots(mention)
    guard let (amount, number, stated) = Self.amount(of: slots, by: rule, in: context) else { return nil }
    let noun = slots.noun ?? slots.people ?? slots.thing
    var nounClass: String?
    if let noun { nounClass = context.words.lists.countedNouns.value(of: noun, in: context.clean) }
    if nounClass == nil, slots.people != nil { nounClass = Self.person }
    let category = context.value(of: .category, in: mention, by: rule)
    var unit =
      context.value(of: .unit, in: mention, by: rule) ?? context.value(of: .sign, in: mention, by: rule)
      ?? context.value(of: .currency, in: mention, by: rule)
      ?? (nounClass != nil || (noun == nil && category != nil) ? Self.person : Self.item)
    if let per = slots.per { unit += "/" + WordFolding.folded(context.text(per)) }
    self.init(
      fact: Frame(
        kind: rule.kind, origin: rule, range: mention.range, block: mention.block,
        sentence: context.sentence(at: mention.range.lowerBound), voice: voices.voice(at: number.lowerBound)),
      count: Content(
        amount: amount, unit: unit, noun: context.text(noun), nounClass: nounClass, category: category,
        hedge: context.text(slots.hedge ?? slots.vague), number: number,
        stated: stated.map { Interval.allowed(by: $0) }),
      isDefinite: slots.isDefinite, isFurther: slots.isFurther || nounClass == Self.others, isPart: slots.isOfKnown,
      stated: stated, isOfKnown: slots.isOfKnown, isBare: noun == nil && category == nil && unit == Self.item,
      name: context.text(slots.name), role: context.document.article.blocks[mention.block].role)
  }

  /// The slots that took part in a mention, gone through once.
  private struct Slots {
    var number, vague, hedge, noun, people, thing, per, name: Range<Int>?
    var isDefinite = false
    var isFurther = false
    var isOfKnown = false

    init(_ mention: borrowing Mention) {
      for index in mention.slots.indices {
        let range = mention.slots[index].range
        switch mention.slots[index].known {
        case .number: number = range
        case .vague: vague = range
        case .hedge: hedge = range
        case .noun: noun = range
        case .people: people = range
        case .thing: thing = range
        case .per: per = range
        case .name: name = range
        case .definite: isDefinite = true
        case .further, .more: isFurther = true
        case .known: isOfKnown = true
        default: break
        }
      }
    }
  }

  /// How many names a list has: one more than commas where one stands before its last word of joining, else two more.
  private static func nameCount(in text: String, _ context: ResolutionContext) -> Int {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let first = parts.last?.split(separator: " ").first.map(String.init)
    let isJoined = first.map { context.words.value(of: WordFolding.folded($0), in: "conjunction") != nil } ?? false
    return parts.count + (isJoined ? 0 : 1)
  }

  /// How often what a hyphen joins to the first number stands in a text, as "-year-old" does behind each age.
  private static func hyphenatedNumberCount(in text: String) -> Int {
    let ending = text.drop { !$0.isNumber }.drop { $0.isNumber }.prefix { $0.isLetter || $0 == "-" }
    guard ending.count > 1 else { return 0 }
    return text.split(separator: ending, omittingEmptySubsequences: false).count - 1
  }

  /// How many numbers of two digits or one stand between commas or other stops, as ages stand behind names.
  private static func ageCount(in text: String) -> Int {
    let words = text.split(separator: " ")
    return words.indices.dropFirst().count { index in
      let digits = words[index].prefix { $0.isASCII && $0.isNumber }
      return words[index - 1].hasSuffix(",") && (1...2).contains(digits.count)
        && words[index].dropFirst(digits.count).allSatisfy { ",;.".contains($0) }
    }
  }

  /// The numbers that a mention allows, where it says them, and the number that its own figures or words state.
  private static func amount(
    of slots: Slots, by rule: RuleTraits, in context: ResolutionContext
  ) -> (Interval, Range<Int>, StatedNumber?)? {
    let number = slots.number
    var stated =
      if let number {
        context.words.number(number, in: context.clean)
      } else {
        rule.given(.number).flatMap { context.words.number($0) }
      }
    if let vague = slots.vague {
      let list = rule.list(of: .vague)
      let template = list == nil ? context.text(vague) : list?.value(of: vague, in: context.clean)
      guard let template, let hedge = try? HedgeTemplate(template) else { return nil }
      return (hedge.applied(to: 1), vague, stated)
    }
    guard let number, let plain = stated else { return nil }
    if rule.given(.exact) == "true" { stated?.isExact = true }
    let amount = rule.given(.rounded) == "true" ? Interval.rounded(to: stated ?? plain) : .allowed(by: stated ?? plain)
    guard let hedge = slots.hedge, let template = context.words.hedge(hedge, in: context.clean) else {
      return (amount, number, plain)
    }
    return (template.applied(to: amount), number, plain)
  }
}

extension StatedCount {
  /// Makes the count of a part, which may have no noun of its own.
  convenience init?(_ part: CountPart, rule: String, in context: ResolutionContext, voices: Voices) {
    guard let amount = part.amount(in: context) else { return nil }
    let count = Content(amount: amount, unit: Self.item, number: part.number)
    let fact = Frame(
      kind: .count, origin: RuleTraits(kind: "count", rule: rule), range: part.range, block: part.block,
      sentence: context.sentence(at: part.range.lowerBound), voice: voices.voice(at: part.range.lowerBound))
    self.init(fact: fact, count: count, isPart: true, role: context.document.article.blocks[part.block].role)
  }

  /// Makes a count of those whom a list names.
  ///
  /// Its items stand between semicolons, or between commas where the rule gives `items`: `names`, nothing but names;
  /// `things`, nothing but names of things; `places`, names of places that its sentence goes on behind; `ages`, an age
  /// behind each name; `years-old`, an age in digits with a hyphen for a name; `titles`, quotation marks around each.
  convenience init?(listing mention: Mention, in context: ResolutionContext, voices: Voices) {
    let text = context.text(mention.range)
    let ages = Self.ageCount(in: text)
    let kind = context.value(of: .items, in: mention)
    let isOfThings = kind == "things" || kind == "places"
    let items =
      switch kind {
      case "ages": ages
      case "years-old": Self.hyphenatedNumberCount(in: text)
      case "titles": text.count { "\"“”".contains($0) } / 2
      case "names", "things", "places": Self.nameCount(in: text, context)
      // Two of one item have an age each: "Ada Pugh, 34, and her son Bo, 12".
      default: max(text.utf8.count { $0 == UInt8(ascii: ";") } + 1, ages)
      }
    guard items > 2, let stated = StatedNumber(Rational(items), isExact: true) else { return nil }
    let count = Content(
      amount: Interval(stated.value), unit: isOfThings ? Self.item : Self.person,
      noun: kind == "places" ? kind : nil, nounClass: isOfThings ? nil : Self.person, number: mention.range)
    let fact = Frame(
      kind: .count, origin: RuleTraits(kind: "count", rule: context.rule(of: mention)), range: mention.range,
      block: mention.block,
      sentence: context.sentence(at: mention.range.lowerBound), voice: voices.voice(at: mention.range.lowerBound))
    self.init(
      fact: fact, count: count, isDefinite: true, stated: stated, isList: true,
      role: context.document.article.blocks[mention.block].role)
  }
}

/// A part of a total: a number and the words up to the next part.
struct CountPart {
  /// Where it stands, number and words.
  let range: Range<Int>
  /// Where the number stands, or the article that stands for one.
  let number: Range<Int>
  let block: Int
  private let hedge: Range<Int>?
  private let isArticle: Bool

  init(_ mention: Mention, in context: ResolutionContext) {
    range = mention.range
    block = mention.block
    hedge = mention.range(of: .hedge)
    isArticle = !mention.has(.number)
    number = mention.range(of: .number) ?? mention.range(of: .article) ?? mention.range
  }

  /// A part of which the words tell the number alone.
  init(number: Range<Int>, block: Int) {
    (range, self.number, self.block, hedge, isArticle) = (number, number, block, nil, false)
  }

  func amount(in context: ResolutionContext) -> Interval? {
    if isArticle { return Interval(1) }
    guard let stated = context.words.number(number, in: context.clean) else { return nil }
    let amount = Interval.allowed(by: stated)
    return hedge.flatMap { context.words.hedge($0, in: context.clean) }?.applied(to: amount) ?? amount
  }
}
