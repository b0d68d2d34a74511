/// Words that say why a count near them cannot be compared, such as "last year" or "feared".
struct ReservationCue {
  let range: Range<Int>
  let block: Int
  let sentence: Int
  let reservation: Reservation

  /// Makes a cue of a mention whose rule gives `reservation`; nil where it gives none, or where the year of its slot
  /// `year` is that of the article, and so tells of nothing else.
  init?(_ mention: Mention, in context: ResolutionContext) {
    guard let reservation = context.value(of: "reservation", in: mention).flatMap(Reservation.init(rawValue:)) else {
      return nil
    }
    if let year = mention.range(of: "year").flatMap({ Int(context.text($0)) }),
      year == context.document.date?.day.year
    {
      return nil
    }
    self.reservation = reservation
    range = mention.range
    block = mention.block
    sentence = context.sentence(at: mention.range.lowerBound)
  }
}

/// Tells which counts are negated, hypothetical, superseded, or of another event than the article's.
struct CountReservations {
  /// In the order of the text.
  let cues: [ReservationCue]
  /// Facts among which are the dates.
  let dates: [Fact]
  let context: ResolutionContext

  /// A date so long before the article's is that of another event.
  static let greatestAgeInDays = 45

  func apply(to counts: inout [StatedCount]) {
    var bySentence: [Int: Set<Reservation>] = [:]
    /// From where on a block tells of another event: what a sentence begins, the sentences after it carry on.
    var otherEvents: [Int: Int] = [:]
    for cue in cues {
      bySentence[cue.sentence, default: []].insert(cue.reservation)
      if cue.reservation == .otherEvent { otherEvents[cue.block] = min(otherEvents[cue.block] ?? .max, cue.sentence) }
    }
    if let published = context.document.date?.day {
      for fact in dates {
        guard case .date(let date) = fact.value, let last = date.days?.last,
          last.daysSinceEpoch < published.daysSinceEpoch - Self.greatestAgeInDays
        else { continue }
        // "The worst since 2019" is said of today's event.
        if isBoundOfRecord(fact) { continue }
        bySentence[fact.sentence, default: []].insert(.otherEvent)
      }
    }
    for index in counts.indices {
      let fact = counts[index].fact
      var reservations = bySentence[fact.sentence] ?? []
      if counts[index].count.category != nil {
        if let first = otherEvents[fact.block], first <= fact.sentence { reservations.insert(.otherEvent) }
      } else {
        // Tolls are updated while a story is told; shops and letters are not.
        reservations.remove(.superseded)
      }
      // Whatever would be done for "the four missing sailors", four are missing.
      if counts[index].isDefinite { reservations.remove(.hypothetical) }
      counts[index].fact.reservations.formUnion(reservations)
    }
  }

  /// Whether a word such as "since" stands before a date.
  private func isBoundOfRecord(_ date: Fact) -> Bool {
    let start = date.range.lowerBound
    let block = context.document.article.blocks[date.block].range
    let before = context.text(max(block.lowerBound, start - Self.longestWord)..<start)
    return WordFolding.words(of: before).last.flatMap { context.words.value(of: $0, in: Self.recordLexicon) } != nil
  }

  /// The name of the word list of what stands before the date that a record goes back to.
  static let recordLexicon = "record-word"
  private static let longestWord = 12
}
