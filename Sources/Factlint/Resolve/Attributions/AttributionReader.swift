/// Makes one reading of each cue out of what the rules for attributions have found.
struct AttributionReader {
  let context: ResolutionContext
  private let lists: WordLists
  let clean: [UInt8]
  let masked: [UInt8]
  let statements: [Sentence]
  private var finder: SourceFinder
  /// The cue that a source was looked for last, and what was found: several rules begin at one cue.
  private var lastFound: (cue: Int, source: SourceFinder.Source?)?

  init(context: ResolutionContext) {
    self.context = context
    lists = context.words.lists
    (clean, masked, statements) = (context.clean, context.masked, context.document.statements)
    finder = SourceFinder(words: context.words.sourceWords, text: context.masked)
  }

  /// An attribution before anybody has asked who its source is.
  struct Reading {
    /// The index of the rule in the pack.
    var rule: Int
    var block: Int
    var source: Range<Int>?
    /// Who the sentence is about; the source, unless somebody has spoken in it before.
    var subject: Range<Int>?
    /// Whether the source stands elsewhere in the statement.
    var isSourceCarried = false
    var cue: Range<Int>?
    /// What is said; empty where that is a quotation that stands alone behind it, which is a reading of its own.
    var content: [Range<Int>]
    var cueClass: String?
    var mode = AttributionFact.Mode.direct

    /// From the first to the last of its parts, without a source that is carried on.
    var range: Range<Int> {
      guard let first = content.first ?? cue else { return 0..<0 }
      var (start, end) = (first.lowerBound, first.upperBound)
      func add(_ part: Range<Int>) { (start, end) = (min(start, part.lowerBound), max(end, part.upperBound)) }
      for part in content.dropFirst() { add(part) }
      if let source, !isSourceCarried { add(source) }
      if let cue { add(cue) }
      return start..<end
    }
  }

  /// What a rule that begins at its cue leaves to be found before it.
  enum Layout: String, Sendable {
    /// Who says it, and what is said where it does not follow.
    case source
    /// What is said.
    case content
    /// Whom the statement is about.
    case subject
    /// Who says it; what is said is a quotation that stands alone behind it.
    case opening
  }

  /// The slots of what is said: quoted words or a clause with its conjunction, which any verb can have, and `bare`,
  /// which only some can; `content2` goes on after a source and verb between commas.
  private static let contentSlots: [SlotName] = [.content, .content2, .clause, .bare]

  /// The attributions in the order of the text.
  mutating func attributions(from mentions: ArraySlice<Int>) -> [Reading] {
    if mentions.isEmpty { return [] }
    var readings: [Reading] = []
    readings.reserveCapacity(mentions.count)
    // By way of the span, which lends a mention where the array would give a copy of it.
    let all = context.mentions
    let span = all.span
    for index in mentions {
      if let reading = reading(of: span[index]) { readings.append(reading) }
    }
    readings = settled(readings)
    joinQuotationsAfterCue(&readings)
    joinLoneQuotations(&readings)
    endBeforeNextSource(&readings)
    nameSourcesOfCarriedCues(&readings)
    readings = Self.inTextOrder(readings)
    for index in readings.indices { readings[index].mode = mode(of: readings[index].content) }
    return readings
  }

  /// Readings by where they begin and end, those of one place as they were.
  private static func inTextOrder(_ readings: [Reading]) -> [Reading] {
    // Places are sorted, since a reading is dearer to move; mostly they are in order already.
    var order: [(start: Int, end: Int, index: Int)] = []
    order.reserveCapacity(readings.count)
    var isSorted = true
    for index in readings.indices {
      let range = readings[index].range
      if let last = order.last, (last.start, last.end) > (range.lowerBound, range.upperBound) { isSorted = false }
      order.append((range.lowerBound, range.upperBound, index))
    }
    if isSorted { return readings }
    order.sort { ($0.start, $0.end, $0.index) < ($1.start, $1.end, $1.index) }
    return order.map { readings[$0.index] }
  }

  private mutating func reading(of mention: Mention) -> Reading? {
    let cue = mention.range(of: .cue)
    var source = mention.range(of: .source)
    var content: [Range<Int>]
    var subject: Range<Int>?
    if let cue, let layout = context.rules[mention.rule].layout {
      let statement = statement(at: cue.lowerBound)
      switch layout {
      case .source:
        guard let found = self.source(before: cue.lowerBound, in: statement),
          let said = self.content(of: mention, cue: cue, source: found, in: statement)
        else { return nil }
        source = found.range
        content = said
      case .content:
        content = contents(of: mention)
        let isCutInTwo = !content.isEmpty
        guard let before = contentBefore(cue.lowerBound, in: statement, isCutInTwo: isCutInTwo) else { return nil }
        content.insert(before, at: 0)
      case .subject:
        content = contents(of: mention)
        subject = finder.subject(of: statement, before: cue.lowerBound)
      case .opening:
        guard let found = self.source(before: cue.lowerBound, in: statement) else { return nil }
        return Reading(
          rule: mention.rule, block: mention.block, source: trimmed(found.range), cue: cue, content: [],
          cueClass: cueClass(of: mention))
      }
    } else {
      content = contents(of: mention)
    }
    guard !content.isEmpty, !isName(content[0], of: mention) else { return nil }
    return Reading(
      rule: mention.rule, block: mention.block, source: trimmed(source), subject: trimmed(subject), cue: cue,
      content: content, cueClass: context.value(of: .cueClass, in: mention) ?? cueClass(of: mention))
  }

  private mutating func source(before cue: Int, in statement: Range<Int>) -> SourceFinder.Source? {
    if let lastFound, lastFound.cue == cue { return lastFound.source }
    let source = finder.source(before: cue, in: statement)
    lastFound = (cue, source)
    return source
  }

  private func contents(of mention: Mention) -> [Range<Int>] {
    var contents: [Range<Int>] = []
    for slot in Self.contentSlots {
      if let content = trimmed(mention.range(of: slot)) { contents.append(content) }
    }
    return contents
  }

  /// What is said where the source stands before the verb: what the verb surely governs, what is before the source and
  /// its comma, or what follows the verb if that is of the right kind.
  private func content(
    of mention: Mention, cue: Range<Int>, source: SourceFinder.Source, in statement: Range<Int>
  ) -> [Range<Int>]? {
    if let sure = mention.range(of: .content) ?? mention.range(of: .clause) {
      if sure.upperBound <= cue.lowerBound {
        // A quotation before the cue: the clause of the source begins right after it.
        guard let boundary = source.boundary, 1...Self.longestGap ~= boundary - sure.upperBound,
          !beginsAnotherClause(boundary)
        else { return nil }
      }
      guard let said = trimmed(sure) else { return nil }
      return [said]
    }
    let interrupted = mention.range(of: .content2)
    let bare = mention.range(of: .bare)
    let following = bare ?? interrupted
    let fits = if let following { isFitting(following, after: cue) } else { false }
    if bare == nil || !fits, let boundary = source.boundary, lists.sayCues.contains(cue, in: clean) {
      if let interrupted = trimmed(interrupted),
        let before = contentBefore(boundary, in: statement, isCutInTwo: true)
      {
        return [before, interrupted]
      }
      if mention.has(.end), let before = contentBefore(boundary, in: statement, isCutInTwo: false) {
        return [before]
      }
    }
    guard fits, let said = trimmed(following) else { return nil }
    return [said]
  }

  /// Whether a clause is joined to what stands before it: "…", and the board said that it would not.
  func beginsAnotherClause(_ start: Int) -> Bool {
    let end = masked[start...].firstIndex(of: 0x20) ?? masked.count
    let classes = context.words.sourceWords.token(start..<end, of: masked).classes
    return classes.contains(.clauseLink) && !classes.contains(.preposition)
  }

  /// How many bytes may stand between a quotation and the clause of its source: ", ".
  private static let longestGap = 2

  /// What a statement says before the comma that ends at a place, unless it is too short to be what somebody says.
  private func contentBefore(_ boundary: Int, in statement: Range<Int>, isCutInTwo: Bool) -> Range<Int>? {
    guard boundary - 2 > statement.lowerBound, masked[boundary - 2] == 0x2C else { return nil }
    let range = statement.lowerBound..<boundary - 2
    if isCutInTwo {
      guard (3...120).contains(range.count), !masked[range].contains(where: { $0 == 0x2C || $0 == Document.mask })
      else {
        return nil
      }
    }
    guard isCutInTwo || range.count >= 12, !masked[range].contains(0x3B) else { return nil }
    return trimmed(range)
  }

  /// Whether a quotation before its cue is a name or a catchword in the sentence ("Gull" asked) and nobody's speech:
  /// neither does a comma set it off nor a mark end it, and it is short.
  private func isName(_ content: Range<Int>, of mention: Mention) -> Bool {
    guard let cue = mention.range(of: .cue), content.upperBound <= cue.lowerBound, isQuoted(content) else {
      return false
    }
    let words = clean[content].count { $0 == 0x20 } + 1
    guard words < Self.leastUnmarkedWords, content.upperBound < clean.count else { return false }
    if Self.isClausal(clean[content.upperBound]) && clean[content.upperBound] != 0x20 { return false }
    let quotations = context.document.quotations
    let first = quotations.partitioningIndex { $0.range.lowerBound >= content.lowerBound }
    let quotation = quotations[first...].prefix { $0.range.lowerBound < content.upperBound }
      .first { $0.range.upperBound == content.upperBound }
    guard let last = quotation.flatMap({ $0.content.last.map { clean[$0] } }) else { return true }
    // Any mark at all: a full stop, a comma, a dash, an ellipsis.
    return last < 0x80 ? WordFolding.isASCIILetter(last) || last &- 0x30 < 10 : false
  }

  /// Whether a verb that is followed by neither a conjunction nor a quotation is one that reports a clause or a matter, or
  /// one that reports words of which some are quoted near its beginning.
  private func isFitting(_ bare: Range<Int>, after verb: Range<Int>) -> Bool {
    let isClauseVerb = lists.sayCues.contains(verb, in: clean)
    if let quoted = masked[bare].prefix(Self.longestApproach).firstIndex(of: Document.mask),
      lists.mixedCues.contains(verb, in: clean)
    {
      return isClauseVerb || !masked[bare.lowerBound..<quoted].contains { $0 == 0x2C || $0 == 0x3A || $0 == 0x2E }
    }
    if lists.matterCues.contains(verb, in: clean) { return true }
    guard isClauseVerb else { return false }
    // A preposition first is no clause: "said on Monday", "thought of it".
    let first = masked[bare].firstIndex(of: 0x20) ?? bare.upperBound
    return !lists.prepositions.contains(bare.lowerBound..<first, in: clean)
  }

  /// How many bytes may stand between a verb and the first words that are quoted.
  private static let longestApproach = 120

  /// From so many words on, a quotation before a reporting verb is speech even without a comma.
  private static let leastUnmarkedWords = 5

  private func cueClass(of mention: Mention) -> String? {
    guard let cue = mention.range(of: .cue) else { return nil }
    return (context.rules[mention.rule].list(of: .cue) ?? lists.reportingVerbs).value(of: cue, in: clean)
  }

  /// A range without white space and the punctuation that closes a clause.
  func trimmed(_ range: Range<Int>?) -> Range<Int>? {
    guard var start = range?.lowerBound, var end = range?.upperBound else { return nil }
    while start < end, Self.isClausal(clean[end - 1]) { end -= 1 }
    while start < end, clean[start] == 0x20 || clean[start] == 0x2C { start += 1 }
    return start < end ? start..<end : nil
  }

  private static func isClausal(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x2C || byte == 0x2E || byte == 0x3B || byte == 0x3A
  }

  // MARK: - One reading of each cue

  /// Of readings that share a cue or quote the same words, the one of the rule with the highest priority.
  private func settled(_ readings: [Reading]) -> [Reading] {
    struct Key {
      var priority, start, length, rule, index: Int
    }
    var keys: [Key] = []
    keys.reserveCapacity(readings.count)
    for index in readings.indices {
      let range = readings[index].range
      let rule = readings[index].rule
      keys.append(
        Key(
          priority: -context.rules[rule].priority, start: range.lowerBound, length: -range.count, rule: rule,
          index: index))
    }
    keys.sort {
      ($0.priority, $0.start, $0.length, $0.rule, $0.index) < ($1.priority, $1.start, $1.length, $1.rule, $1.index)
    }
    /// Of each block, how many have been kept and the last of them; of each that was kept the one before it; -1 where
    /// there is none.
    var blocks = [(count: Int, last: Int)](repeating: (0, -1), count: context.document.article.blocks.count)
    var previous = [Int](repeating: -1, count: readings.count)
    var kept: [(start: Int, end: Int, block: Int, rank: Int, index: Int)] = []
    kept.reserveCapacity(readings.count)
    for key in keys {
      let index = key.index
      let block = readings[index].block
      guard context.spend(blocks[block].count) else { break }
      var other = blocks[block].last
      var isRival = false
      while other >= 0, !isRival {
        isRival = areRivals(readings[index], readings[other])
        other = previous[other]
      }
      if isRival { continue }
      (previous[index], blocks[block].last) = (blocks[block].last, index)
      blocks[block].count += 1
      kept.append((key.start, key.start - key.length, block, kept.count, index))
    }
    kept.sort { ($0.start, $0.end, $0.block, $0.rank) < ($1.start, $1.end, $1.block, $1.rank) }
    return kept.map { readings[$0.index] }
  }

  /// Whether only one of two readings can hold, of which the second comes first.
  private func areRivals(_ one: borrowing Reading, _ other: borrowing Reading) -> Bool {
    if let cue = one.cue, let otherCue = other.cue, cue.overlaps(otherCue) { return true }
    guard let first = one.content.first else { return false }
    guard other.content.contains(where: { $0.overlaps(first) }) else { return false }
    return one.cue == nil || isQuoted(first) && other.content.first.map(isQuoted) == true
  }

  func statement(at offset: Int) -> Range<Int> {
    let after = statements.partitioningIndex { $0.range.lowerBound > offset }
    return after > 0 ? statements[after - 1].range : 0..<0
  }

  // MARK: - Quoted and reported words

  func isQuoted(_ range: Range<Int>) -> Bool {
    masked[range].allSatisfy { $0 == Document.mask }
  }

  private func mode(of content: [Range<Int>]) -> AttributionFact.Mode {
    var quoted = 0
    var plain = 0
    for range in content {
      for index in range {
        if masked[index] == Document.mask { quoted += 1 } else if masked[index] != 0x20 { plain += 1 }
      }
    }
    return quoted == 0 ? .indirect : plain <= 1 ? .direct : .mixed
  }
}
