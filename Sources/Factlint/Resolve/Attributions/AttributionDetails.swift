/// Reads what stands beside a cue: whether it says that something was said, to whom, on what day and by way of whom.
struct AttributionDetails {
  let context: ResolutionContext
  private let lists: WordLists
  private let sourceWords: SourceWords
  /// The text with quotations masked, and the clean text.
  private let text: [UInt8]
  private let clean: [UInt8]

  init(context: ResolutionContext) {
    self.context = context
    (lists, sourceWords) = (context.words.lists, context.words.sourceWords)
    (text, clean) = (context.masked, context.clean)
  }

  /// So many bytes before and after a cue are looked at.
  private static let greatestReach = 90
  /// A venue has so many words at most: "in a rare televised interview".
  private static let greatestVenueLength = 6
  /// An addressee has so many words at most.
  private static let greatestNameLength = 6

  /// What the text has beside the cue of a reading.
  func details(of reading: borrowing AttributionReader.Reading) -> AttributionFact.Details {
    var details = AttributionFact.Details()
    guard let cue = reading.cue else { return details }
    let statements = context.document.statements
    let after = statements.partitioningIndex { $0.range.lowerBound > cue.lowerBound }
    guard after > 0 else { return details }
    let statement = statements[after - 1].range
    let source = reading.source
    details.polarity = polarity(of: cue, source: source)
    if let source { details.intermediary = intermediary(in: source) }
    if lists.tellCues.contains(cue, in: clean) { details.addressee = name(from: cue.upperBound, in: statement) }
    var start = cue.upperBound
    if let source, source.lowerBound >= start, source.lowerBound - start < Self.greatestReach {
      start = source.upperBound
    }
    details.day = day(from: start, in: statement, outside: reading.content)
    details.venue = venue(beside: details, source: source, from: start, in: statement)
    if reading.mode == .direct { details.isRepeated = isRepeated(in: statement) }
    return details
  }

  /// Whether a statement says outside of what is quoted that the words are said again, or read out.
  private func isRepeated(in statement: Range<Int>) -> Bool {
    var found = false
    forEachWord(in: statement) { word in
      found = lists.repeatWords.contains(word, in: text)
      return !found
    }
    return found
  }

  /// Where or in what it was said: right after the cue, whom it was said to or the day, or first in the statement.
  private func venue(
    beside details: AttributionFact.Details, source: Range<Int>?, from start: Int, in statement: Range<Int>
  ) -> Range<Int>? {
    var place = start
    if let addressee = details.addressee, addressee.lowerBound == place + 1 { place = addressee.upperBound }
    if let venue = venue(at: place + 1, in: statement) { return venue }
    if let day = details.day, day.lowerBound > place, day.lowerBound - place <= " on ".utf8.count {
      return venue(at: day.upperBound + 1, in: statement)
    }
    guard let source, source.lowerBound > statement.lowerBound else { return nil }
    return venue(at: statement.lowerBound, in: statement)
  }

  /// The words from a place on that begin with a preposition and end with what something is said in, or at.
  private func venue(at place: Int, in statement: Range<Int>) -> Range<Int>? {
    guard place < statement.upperBound, place == statement.lowerBound || text[place - 1] == 0x20 else { return nil }
    var end: Int?
    var count = 0
    var last = place - 1
    forEachWord(in: place..<min(statement.upperBound, place + Self.greatestReach)) { word in
      guard word.lowerBound == last + 1, count < Self.greatestVenueLength else { return false }
      let isHead = count > 0 && lists.venueHeads.contains(word, in: clean)
      let isLead = lists.venueLeads.contains(word, in: clean)
      guard isLead == (count == 0) else { return false }
      if end != nil, !isHead { return false }
      if isHead { end = word.upperBound }
      (count, last) = (count + 1, word.upperBound)
      return word.upperBound < text.count && text[word.upperBound] == 0x20
    }
    return end.map { place..<$0 }
  }

  private func polarity(of cue: Range<Int>, source: Range<Int>?) -> AttributionFact.Polarity {
    guard let source, source.upperBound < cue.lowerBound, cue.lowerBound - source.upperBound < Self.greatestReach else {
      return .stated
    }
    var polarity = AttributionFact.Polarity.stated
    forEachWord(in: source.upperBound..<cue.lowerBound) { word in
      if lists.denialWords.contains(word, in: clean) { polarity = .negated }
      if polarity == .stated, lists.modalVerbs.contains(word, in: clean) { polarity = .modal }
      return true
    }
    return polarity
  }

  /// "the Gazette" of "officials quoted by the Gazette".
  private func intermediary(in source: Range<Int>) -> Range<Int>? {
    // A source with a chain has four words at least.
    guard source.count > 14 else { return nil }
    var isPassed = false
    var start: Int?
    forEachWord(in: source) { word in
      if isPassed, sourceWords.token(word, of: text).classes.contains(.participleLink) {
        start = word.upperBound + 1
        return false
      }
      isPassed =
        text[word.lowerBound] &- 0x41 >= 26 && lists.passingVerbs.contains(word, in: clean)
        && sourceWords.token(word, of: text).classes.contains(.verb)
      return true
    }
    return start.flatMap { $0 < source.upperBound ? $0..<source.upperBound : nil }
  }

  /// The name that begins right after a place, with an article before it.
  private func name(from start: Int, in statement: Range<Int>) -> Range<Int>? {
    guard start < statement.upperBound, text[start] == 0x20 else { return nil }
    var end: Int?
    var count = 0
    forEachWord(in: start + 1..<min(statement.upperBound, start + Self.greatestReach)) { word in
      count += 1
      let isName = text[word.lowerBound] &- 0x41 < 26
      // "the Gazette": an article before the name, and nothing but names after.
      guard isName || count == 1 && word.count <= 3, count <= Self.greatestNameLength else { return false }
      if isName { end = word.upperBound }
      return word.upperBound < text.count && text[word.upperBound] == 0x20
    }
    return end.map { start + 1..<$0 }
  }

  /// The first day of the week after a place, outside of what is said.
  private func day(from start: Int, in statement: Range<Int>, outside content: [Range<Int>]) -> Range<Int>? {
    var end = min(statement.upperBound, start + Self.greatestReach)
    for range in content where range.lowerBound >= start { end = min(end, range.lowerBound) }
    // After what is said, in the same clause.
    if let last = content.last, last.lowerBound < start, last.upperBound > start { return nil }
    guard start < end else { return nil }
    var day: Range<Int>?
    forEachWord(in: start..<end) { word in
      day = self.day(in: word, of: statement)
      return day == nil
    }
    return day
  }

  /// The day that a word names, be it that of an occasion: "Monday's call".
  private func day(in word: Range<Int>, of statement: Range<Int>) -> Range<Int>? {
    let isOwner = word.count > 1 && text[word.upperBound - 2] == 0x27 && text[word.upperBound - 1] == 0x73
    let day = isOwner ? word.dropLast(2) : word
    guard sourceWords.token(day, of: text).classes.contains(.day) else { return nil }
    guard isOwner else { return day }
    var occasion = word.upperBound + 1
    while occasion < statement.upperBound, WordFolding.isASCIILetter(text[occasion]) { occasion += 1 }
    guard occasion > word.upperBound + 1 else { return nil }
    return lists.venueHeads.contains(word.upperBound + 1..<occasion, in: clean) ? day : nil
  }

  /// Calls `body` with each word, without the marks around it, until that returns false.
  private func forEachWord(in range: Range<Int>, _ body: (Range<Int>) -> Bool) {
    var index = range.lowerBound
    while index < range.upperBound {
      while index < range.upperBound, !Self.isPart(text[index]) { index += 1 }
      let start = index
      while index < range.upperBound, Self.isPart(text[index]) { index += 1 }
      if start < index, !body(start..<index) { return }
    }
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    WordFolding.isASCIILetter(byte) || byte == 0x27 || byte >= 0x80 && byte != 0xE2 || byte &- 0x30 < 10
  }
}
