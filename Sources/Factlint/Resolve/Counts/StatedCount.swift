/// A count on its way to a fact, with what the words around it say beside the number.
struct StatedCount {
  var fact: Fact
  var count: CountFact {
    didSet { fact.value = .count(count) }
  }
  /// Whether it is spoken of as known: "the 19 people wounded".
  var isDefinite = false
  /// Whether it counts others than those counted before: "another 12", "12 more".
  var isFurther = false
  /// Whether it is a part of a total that the text gives beside it.
  var isPart = false
  /// The number as stated, whatever hedges it; nil where the text says none.
  var stated: StatedNumber?
  /// Whether a hedge stands before it.
  var isHedged: Bool { count.hedge != nil }
  /// Whether it is no number but a list of names.
  var isList = false
  /// Whether it is a number of those known: "12 of the injured".
  var isOfKnown = false
  /// Whether nothing says what it counts or measures.
  var isBare = false
  /// The name of the person whose age it is.
  var name: String?
  /// The block's part of the article.
  var role: Block.Role

  /// The name of the word list that gives nouns their classes.
  static let nounLexicon = "counted-noun"
  /// The class that all people belong to, and the unit in which they are counted.
  static let person = "person"
  /// The class of those who are told apart from others of the article: "19 others".
  static let others = "other"
  /// The unit of what is no person and has no unit of its own.
  static let item = "item"

  /// Makes a count of a mention; nil where its number is none.
  ///
  /// Slots: `number` or `vague`; `hedge`; `noun` (of the word list of nouns), `people` (a name of a people) or `thing`
  /// (any other noun); `unit`, `sign` or `currency`; `category`; `definite`; `further` and `more`.
  init?(_ mention: Mention, in context: ResolutionContext, voices: Voices) {
    guard let (amount, number) = Self.amount(of: mention, in: context) else { return nil }
    let noun = ["noun", "people", "thing"].lazy.compactMap { mention.range(of: $0) }.first
    let nounText = noun.map(context.text)
    var nounClass = nounText.flatMap { context.words.value(of: $0, in: Self.nounLexicon) }
    if nounClass == nil, mention.range(of: "people") != nil { nounClass = Self.person }
    let category = context.value(of: "category", in: mention)
    var unit =
      ["unit", "sign", "currency"].lazy.compactMap { context.value(of: $0, in: mention) }.first
      ?? (nounClass != nil || (noun == nil && category != nil) ? Self.person : Self.item)
    if let per = mention.range(of: "per") { unit += "/" + WordFolding.folded(context.text(per)) }
    isBare = noun == nil && category == nil && unit == Self.item
    count = CountFact(
      amount: amount, unit: unit, noun: nounText, nounClass: nounClass, category: category,
      hedge: (mention.range(of: "hedge") ?? mention.range(of: "vague")).map(context.text), number: number)
    fact = Fact(
      kind: context.pack.facts[mention.rule].kind, rule: context.pack.facts[mention.rule].id, range: mention.range,
      block: mention.block,
      sentence: context.sentence(at: mention.range.lowerBound), voice: voices.voice(at: number.lowerBound),
      value: .count(count))
    isDefinite = mention.range(of: "definite") != nil
    isOfKnown = mention.range(of: "known") != nil
    isPart = isOfKnown
    isFurther = mention.range(of: "further") != nil || mention.range(of: "more") != nil || nounClass == Self.others
    stated = context.number(of: "number", in: mention)
    count.stated = stated.map { Interval.allowed(by: $0) }
    name = mention.range(of: "name").map(context.text)
    role = context.document.article.blocks[mention.block].role
  }

  /// Makes the count of a part, which may have no noun of its own.
  init?(_ part: CountPart, rule: String, in context: ResolutionContext, voices: Voices) {
    guard let amount = part.amount(in: context) else { return nil }
    count = CountFact(amount: amount, unit: Self.item, number: part.number)
    fact = Fact(
      kind: "count", rule: rule, range: part.range, block: part.block,
      sentence: context.sentence(at: part.range.lowerBound),
      voice: voices.voice(at: part.range.lowerBound), value: .count(count))
    isPart = true
    role = context.document.article.blocks[part.block].role
  }

  /// Makes a count of those whom a list names.
  ///
  /// Its items stand between semicolons, or between commas where the rule gives `items`: `names`, nothing but names;
  /// `ages`, an age behind each name; `years-old`, an age for a name; `titles`, quotation marks around each.
  init?(listing mention: Mention, in context: ResolutionContext, voices: Voices) {
    let text = context.text(mention.range)
    let ages = Self.ageCount(in: text)
    let items =
      switch context.value(of: "items", in: mention) {
      case "ages": ages
      case "years-old": text.split(separator: "-year-old", omittingEmptySubsequences: false).count - 1
      case "titles": text.count { "\"“”".contains($0) } / 2
      case "names": text.utf8.count { $0 == UInt8(ascii: ",") } + (text.contains(", and ") ? 1 : 2)
      // Two of one item have an age each: "Ada Pugh, 34, and her son Bo, 12".
      default: max(text.utf8.count { $0 == UInt8(ascii: ";") } + 1, ages)
      }
    guard items > 2, let stated = StatedNumber(Rational(items), isExact: true) else { return nil }
    count = CountFact(
      amount: Interval(stated.value), unit: Self.person, nounClass: Self.person, number: mention.range)
    fact = Fact(
      kind: "count", rule: context.pack.facts[mention.rule].id, range: mention.range, block: mention.block,
      sentence: context.sentence(at: mention.range.lowerBound),
      voice: voices.voice(at: mention.range.lowerBound), value: .count(count))
    isDefinite = true
    isList = true
    self.stated = stated
    role = context.document.article.blocks[mention.block].role
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

  private static func amount(of mention: Mention, in context: ResolutionContext) -> (Interval, Range<Int>)? {
    if let vague = mention.range(of: "vague") {
      guard let template = context.value(of: "vague", in: mention), let hedge = try? HedgeTemplate(template) else {
        return nil
      }
      return (hedge.applied(to: 1), vague)
    }
    guard let range = mention.range(of: "number"), var stated = context.number(of: "number", in: mention) else {
      return nil
    }
    let gives = context.pack.facts[mention.rule].gives
    if gives["exact"] == "true" { stated.isExact = true }
    let amount = gives["rounded"] == "true" ? Interval.rounded(to: stated) : Interval.allowed(by: stated)
    guard let hedge = mention.range(of: "hedge"), let template = context.words.hedge(context.text(hedge)) else {
      return (amount, range)
    }
    return (template.applied(to: amount), range)
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
    hedge = mention.range(of: "hedge")
    isArticle = mention.range(of: "number") == nil
    number = mention.range(of: "number") ?? mention.range(of: "article") ?? mention.range
  }

  /// A part of which the words tell the number alone.
  init(number: Range<Int>, block: Int) {
    (range, self.number, self.block, hedge, isArticle) = (number, number, block, nil, false)
  }

  func amount(in context: ResolutionContext) -> Interval? {
    if isArticle { return Interval(1) }
    guard let stated = context.words.number(context.text(number)) else { return nil }
    let amount = Interval.allowed(by: stated)
    return hedge.flatMap { context.words.hedge(context.text($0)) }?.applied(to: amount) ?? amount
  }
}
