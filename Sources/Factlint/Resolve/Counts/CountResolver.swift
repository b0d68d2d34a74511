/// Gives numbers their intervals, and finds what they count, of which event, and which are parts of which whole.
struct CountResolver {
  let context: ResolutionContext
  let voices: Voices
  /// The dates of the article.
  let dates: [PlacedDate]

  /// The kinds of mention that it makes facts of; `breakdown` makes breakdowns.
  static let kinds: Set<String> = Set(["count", "percent", "money", "age", "measure", "breakdown", "count-list"]).union(
    auxiliaryKinds)

  /// The kinds of mention that make no fact, but bear on the facts near them: a part of a total, and words that say
  /// why a count cannot be compared; and numbers that are no quantity, such as scores and addresses.
  static let auxiliaryKinds: Set<String> = ["count-part", "count-reservation", "label"]

  /// Adds the counts to the facts of the article, and returns the breakdowns, which point to them by their numbers among
  /// the counts.
  func addCounts(to facts: inout [Fact]) -> [Breakdown] {
    var counts: [StatedCount] = []
    var parts: [CountPart] = []
    var breakdowns: [Mention] = []
    /// Those of whom a number is told apart with further parts: "Eight of the dead were women, six were men".
    var known: [Mention] = []
    var cues: [ReservationCue] = []
    // By way of the span, which lends a mention where the array would give a copy of it.
    let all = context.mentions
    let mentions = all.span
    for index in mentions.indices {
      switch context.rules.kind(of: mentions[index].rule) {
      case .count, .percent, .money, .age, .measure:
        if let count = StatedCount(mentions[index], in: context, voices: voices) { counts.append(count) }
        if mentions[index].has(.known), mentions[index].has(.b) { known.append(mentions[index]) }
      case .countList:
        if let list = StatedCount(listing: mentions[index], in: context, voices: voices) { counts.append(list) }
      case .countPart: parts.append(CountPart(mentions[index], in: context))
      case .breakdown: breakdowns.append(mentions[index])
      case .reservation:
        if let cue = ReservationCue(mentions[index], in: context) { cues.append(cue) }
      default: break
      }
    }
    if counts.isEmpty && breakdowns.isEmpty { return [] }
    shareCategories(among: counts)
    tellVictims(among: counts)
    CountReservations(cues: cues, dates: dates, context: context).apply(to: counts)
    var finder = BreakdownFinder(context: context, voices: voices, counts: counts, parts: parts)
    // The finder's alone, and then taken over from it: where two have the list, what is added to it makes a copy.
    counts = []
    for mention in breakdowns { finder.add(mention) }
    finder.addAcrossSentences()
    finder.addReferring(known)
    finder.addAnother()
    finder.addOutcomes()
    swap(&counts, &finder.counts)
    CountEvents(context: context, counts: counts, dates: dates, parts: parts).assign()
    for count in counts { facts.append(count.madeFact()) }
    return finder.breakdowns
  }

  /// The name of the word list of nouns for those whom an event killed; the value is their fate.
  static let victimLexicon = "victim-noun"

  /// What people met with, but for what saved them: who was rescued is no victim.
  static func fates(among counts: [StatedCount], context: ResolutionContext) -> Set<String> {
    Set(counts.compactMap(\.count.category)).filter { fate in
      let outcome = context.words.lists.fateOutcomes.value(of: fate)
      return outcome == nil || outcome == fate
    }
  }

  /// Gives a count of victims that is spoken of as known ("all six victims") their fate, where the article tells of no
  /// other that they may have met with.
  private func tellVictims(among counts: [StatedCount]) {
    /// Looked up only where there is such a count; what comes of it for one changes nothing for another.
    var fates: Set<String>?
    for index in counts.indices where counts[index].isDefinite && counts[index].count.category == nil {
      guard let noun = counts[index].count.noun,
        let fate = context.words.lists.victimNouns.value(of: WordFolding.folded(noun))
      else { continue }
      let known = fates ?? Self.fates(among: counts, context: context)
      fates = known
      if known == [fate] { counts[index].count.category = fate }
    }
  }

  /// Whether a separator of parts is all that stands in a range, apart from spaces.
  private func isSeparator(_ range: Range<Int>) -> Bool {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, context.clean[start] == 0x20 { start += 1 }
    while start < end, context.clean[end - 1] == 0x20 { end -= 1 }
    return context.words.lists.partSeparators.contains(start..<end, in: context.clean)
  }

  /// Gives a count that is joined to the next one by a separator that one's fate: "eight men and a boy were killed".
  private func shareCategories(among counts: [StatedCount]) {
    for index in counts.indices.dropLast().reversed() {
      guard let category = counts[index + 1].count.category, counts[index].count.category == nil,
        counts[index].count.unit == counts[index + 1].count.unit,
        counts[index].fact.sentence == counts[index + 1].fact.sentence,
        case let (end, next) = (counts[index].fact.range.upperBound, counts[index + 1].count.number.lowerBound),
        end < next,
        // The words of the fate come after both, not between them.
        counts[index + 1].fact.range.lowerBound == next
      else { continue }
      if isSeparator(end..<next) { counts[index].count.category = category }
    }
  }
}
