/// Words that say why a count near them cannot be compared, such as "last year" or "feared".
struct ReservationCue {
  let range: Range<Int>
  let block: Int
  let sentence: Int
  let reservation: Reservation

  /// Makes a cue of a mention whose rule gives `reservation`; nil where it gives none, or where the year of its slot
  /// `year` is that of the article, and so tells of nothing else.
  init?(_ mention: Mention, in context: ResolutionContext) {
    guard let reservation = context.value(of: .reservation, in: mention).flatMap(Reservation.init(rawValue:)) else {
      return nil
    }
    if let year = mention.range(of: .year).flatMap(context.integer), year == context.document.date?.day.year {
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
  /// The dates of the article.
  let dates: [PlacedDate]
  let context: ResolutionContext

  /// A date so long before the article's is that of another event.
  static let greatestAgeInDays = 45

  func apply(to counts: [StatedCount]) {
    if counts.isEmpty || cues.isEmpty && !dates.contains(where: isOfAnotherEvent) { return }
    var bySentence = [ReservationSet](repeating: [], count: max(1, context.document.sentences.count))
    /// From where on a block tells of another event: what a sentence begins, the sentences after it carry on.
    var otherEvents = [Int](repeating: .max, count: context.document.article.blocks.count)
    for cue in cues {
      bySentence[cue.sentence].insert(cue.reservation)
      if cue.reservation == .otherEvent { otherEvents[cue.block] = min(otherEvents[cue.block], cue.sentence) }
    }
    for date in dates where isOfAnotherEvent(date) { bySentence[date.sentence].insert(.otherEvent) }
    for count in counts {
      let sentence = count.fact.sentence
      var reservations = bySentence[sentence]
      if count.count.category != nil {
        if otherEvents[count.fact.block] <= sentence { reservations.insert(.otherEvent) }
      } else {
        // Tolls are updated while a story is told; shops and letters are not.
        reservations.remove(.superseded)
      }
      // Whatever would be done for "the four missing sailors", four are missing.
      if count.isDefinite { reservations.remove(.hypothetical) }
      count.fact.reservations.formUnion(reservations)
    }
  }

  /// Whether a date is so long past that it is of another event, unless "the worst since 2019" is said of today's.
  private func isOfAnotherEvent(_ date: PlacedDate) -> Bool {
    guard let end = date.date.days?.upper, let published = context.document.date?.day,
      end <= published.daysSinceEpoch - Self.greatestAgeInDays
    else { return false }
    return !isBoundOfRecord(date)
  }

  /// Whether a word such as "since" stands before a date.
  private func isBoundOfRecord(_ date: PlacedDate) -> Bool {
    let start = date.range.lowerBound
    let block = context.document.article.blocks[date.block].range
    return context.lastWord(
      of: max(block.lowerBound, start - Self.longestWord)..<start, isIn: context.words.lists.recordWords)
  }

  private static let longestWord = 12
}
