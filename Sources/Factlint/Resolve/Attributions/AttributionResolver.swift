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
    SourceContraries.deathKind, SourceContraries.denialKind, OfficeHolders.kind, Acronyms.kind, Acronyms.unlikeKind,
  ]
  private static let attributionKind = "attribution"
  private static let personKind = "person"

  /// What it finds.
  struct Resolution {
    var facts: [Fact] = []
    /// Who the people are, for whoever names one.
    var known: PeopleResolver
    var people: [Person] { known.people }
    var voices = Voices()
  }

  func resolution() -> Resolution {
    let mentions = context.mentions(of: .person)
    var reader = AttributionReader(context: context)
    let readings = reader.attributions(from: context.mentions(of: .attribution))
    let holders = OfficeHolders(context: context)
    let offices = holders.readings()
    var people = PeopleResolver(
      context: context, mentions: mentions, names: names(), offices: offices,
      sources: readings.compactMap { reading in reading.source.map { ($0, reading.block) } })
    var facts = attributionFacts(of: readings, people: &people)
    let voices = Voices(of: facts, quotations: context.document.quotations)
    let contraries = SourceContraries(context: context, attributions: facts).facts(people: &people)
    if !contraries.isEmpty { facts += contraries }
    if !offices.isEmpty { facts += holders.facts(of: offices, people: people) }
    let acronyms = Acronyms(context: context).facts()
    if !acronyms.isEmpty { facts += acronyms }
    if mentions.isEmpty { return Resolution(facts: facts, known: people, voices: voices) }
    var named = mentions.compactMap { mention in
      people.fact(of: mention).map { fact(.person($0), kind: Self.personKind, of: mention, voices: voices) }
    }
    Offices(context: context).fill(&named, people: people.people)
    facts += named
    return Resolution(facts: facts, known: people, voices: voices)
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
    for mention in context.mentions {
      guard let slot = context.rules[mention.rule].nameSlot, let range = mention.range(of: slot) else { continue }
      names.append(context.text(range))
    }
    return names
  }

  private func attributionFacts(of readings: [AttributionReader.Reading], people: inout PeopleResolver) -> [Fact] {
    var facts: [Fact] = []
    facts.reserveCapacity(readings.count)
    let details = AttributionDetails(context: context)
    var last: (block: Int, speaker: String?, person: Int?)?
    for reading in readings {
      var attribution = AttributionFact(
        mode: reading.mode, source: reading.source, cue: reading.cue, content: reading.content,
        cueClass: reading.cueClass)
      if let source = reading.source {
        (attribution.speaker, attribution.person) = people.speaker(named: source, block: reading.block)
      } else if let last, reading.block - last.block <= 1 {
        (attribution.speaker, attribution.person) = (last.speaker, last.person)
      }
      // A quotation that stands alone says nothing where nobody can have said it.
      if reading.cue == nil, attribution.speaker == nil || isLeftOpen(reading.content[0]) { continue }
      details.fill(&attribution)
      last = (reading.block, attribution.speaker, attribution.person)
      facts.append(
        Fact(
          kind: Self.attributionKind, rule: context.pack.facts[reading.rule].id, range: reading.range,
          block: reading.block, sentence: context.sentence(at: reading.range.lowerBound),
          value: .attribution(attribution)))
    }
    return facts
  }

  private func fact(_ value: Fact.Value, kind: String, of mention: Mention, voices: Voices) -> Fact {
    Fact(
      kind: kind, rule: context.rule(of: mention), range: mention.range, block: mention.block,
      sentence: context.sentence(at: mention.range.lowerBound),
      voice: voices.voice(at: mention.range.lowerBound), value: value)
  }
}

extension Voices {
  /// The voices that attributions give to the words that they attribute: a quotation's inside its marks, the reporter's
  /// of what somebody is reported to have said outside of them.
  init(of facts: [Fact], quotations: [Quotation]) {
    var spoken: [(range: Range<Int>, voice: Voice)] = []
    let outermost = quotations.indices.filter { quotations[$0].depth == 0 }
    /// For each outermost quotation, who speaks in it.
    var speakers = [String?](repeating: nil, count: outermost.count)
    spoken.reserveCapacity(facts.count + outermost.count)
    for fact in facts {
      guard case .attribution(let attribution) = fact.value else { continue }
      for content in attribution.content {
        if attribution.mode != .direct { spoken.append((content, .indirect(speaker: attribution.speaker))) }
        guard let speaker = attribution.speaker, !outermost.isEmpty else { continue }
        var next = outermost.partitioningIndex { quotations[$0].range.upperBound > content.lowerBound }
        while next < outermost.count, quotations[outermost[next]].range.lowerBound < content.upperBound {
          if speakers[next] == nil { speakers[next] = speaker }
          next += 1
        }
      }
    }
    for (number, index) in outermost.enumerated() {
      spoken.append((quotations[index].range, .direct(speaker: speakers[number])))
    }
    // Numbers are sorted, since a voice is dearer to move.
    var order = spoken.indices.map { (start: spoken[$0].range.lowerBound, end: spoken[$0].range.upperBound, index: $0) }
    order.sort { ($0.start, -$0.end, $0.index) < ($1.start, -$1.end, $1.index) }
    self.init(stretches: order.map { spoken[$0.index] })
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
