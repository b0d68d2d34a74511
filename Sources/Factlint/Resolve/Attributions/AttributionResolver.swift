/// Finds who says what, and who the people of an article are.
///
/// The rules find the words of a source, of the verb or phrase that attributes (the cue), and of what is attributed
/// (the content). This keeps one reading of each cue, tells quoted from reported words, joins what a cue cuts in two,
/// carries a speaker on to quotations that stand alone, and finds out who the source is.
struct AttributionResolver {
  let context: ResolutionContext

  /// The kinds of mention that it makes facts of.
  static let kinds: Set<String> = [
    attributionKind, personKind, SourceContraries.refusalKind, SourceContraries.refusedMatterKind,
    SourceContraries.silenceKind, SourceContraries.anonymityKind,
    SourceContraries.deathKind, SourceContraries.denialKind, OfficeHolders.kind, Acronyms.kind, Acronyms.unlikeKind,
  ]
  private static let attributionKind = "attribution"
  private static let personKind = "person"

  /// What it finds.
  struct Resolution {
    /// Who the people are, for whoever names one.
    var known: PeopleResolver
    var people: [Person] { known.people }
    var voices = Voices()
  }

  /// Adds who says what, and who is who, to the facts of the article, of which there are none yet.
  func resolution(addingTo facts: inout [Fact]) -> Resolution {
    let mentions = context.mentions(of: .person)
    var reader = AttributionReader(context: context)
    let readings = reader.attributions(from: context.mentions(of: .attribution))
    let holders = OfficeHolders(context: context)
    let offices = holders.readings()
    let people = PeopleResolver(
      context: context, mentions: mentions, names: names(), offices: offices, sources: readings.map(\.source))
    addAttributions(of: readings, people: people, to: &facts)
    let voices = Voices(of: facts, quotations: context.document.quotations)
    let contraries = SourceContraries(context: context, attributions: facts).facts(people: people)
    if !contraries.isEmpty { facts += contraries }
    if !offices.isEmpty { facts += holders.facts(of: offices, people: people) }
    let acronyms = Acronyms(context: context).facts()
    if !acronyms.isEmpty { facts += acronyms }
    if mentions.isEmpty { return Resolution(known: people, voices: voices) }
    var named: [PersonMention] = []
    named.reserveCapacity(mentions.count)
    for index in mentions {
      if let mention = people.mention(of: context.mentions[index]) { named.append(mention) }
    }
    Offices(context: context).fill(&named, people: people.people)
    for index in named.indices {
      let range = named[index].range
      facts.append(
        Fact(
          context.rules[named[index].rule], range: range, block: named[index].block,
          sentence: context.sentence(at: range.lowerBound), voice: voices.voice(at: range.lowerBound),
          value: .person(named[index].madeFact())))
    }
    return Resolution(known: people, voices: voices)
  }

  /// Whether words are a quotation that nothing closes or carries on: a mark that is there by mistake.
  private func isLeftOpen(_ content: Range<Int>) -> Bool {
    let quotations = context.document.quotations
    let index = quotations.partitioningIndex { $0.range.lowerBound >= content.lowerBound }
    guard index < quotations.count, quotations[index].range.lowerBound == content.lowerBound,
      !quotations[index].isClosed
    else { return false }
    // What carries it on has a mark of the same kind.
    let text = context.document.article.text
    return !quotations[(index + 1)...].prefix(1).contains {
      $0.isContinuation && text[$0.range.lowerBound] == text[content.lowerBound]
    }
  }

  /// The names that rules of other kinds say to be people's.
  private func names() -> [String] {
    var names: [String] = []
    for index in context.mentions.indices {
      guard let slot = context.rules[context.mentions[index].rule].nameSlot,
        let range = context.mentions[index].range(of: slot)
      else { continue }
      names.append(context.text(range))
    }
    return names
  }

  private func addAttributions(
    of readings: [AttributionReader.Reading], people: PeopleResolver, to facts: inout [Fact]
  ) {
    let details = AttributionDetails(context: context)
    /// The last that was kept, whose speaker goes on in a quotation that stands alone, and its rule.
    var last: (block: Int, rule: Int, fact: AttributionFact)?
    // By way of the span, which lends a reading where the array would give a copy of it.
    let span = readings.span
    for index in span.indices {
      var speaker: (name: String?, person: Int?) = (nil, nil)
      let block = span[index].block
      var (rule, source, cue, cueClass) = (
        span[index].rule, span[index].source, span[index].cue, span[index].cueClass
      )
      if let source {
        speaker = people.speaker(named: source, number: index, block: block)
      } else if let last, block - last.block <= 1 {
        speaker = (last.fact.speaker, last.fact.person)
        source = last.fact.source
        if cue == nil, last.fact.content.isEmpty {
          (rule, cue, cueClass) = (last.rule, last.fact.cue, last.fact.cueClass)
        }
      }
      // A quotation that stands alone says nothing where nobody can have said it.
      if span[index].cue == nil, let quotation = span[index].content.first,
        speaker.name == nil || isLeftOpen(quotation)
      {
        continue
      }
      let attribution = AttributionFact(
        mode: span[index].mode, source: source, cue: cue, content: span[index].content, speaker: speaker.name,
        person: speaker.person, cueClass: cueClass, details: details.details(of: span[index]))
      last = (block, rule, attribution)
      if attribution.content.isEmpty { continue }
      let range = span[index].range
      facts.append(
        Fact(
          context.rules[rule], range: range, block: block, sentence: context.sentence(at: range.lowerBound),
          value: .attribution(attribution)))
    }
  }
}

extension Array {
  /// The first index whose element satisfies a condition that holds from some element on.
  func partitioningIndex(where condition: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
