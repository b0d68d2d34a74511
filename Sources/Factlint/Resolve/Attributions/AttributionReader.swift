/// Makes one reading of each cue out of what the rules for attributions have found.
struct AttributionReader {
  let context: ResolutionContext
  private let finder: SourceFinder

  init(context: ResolutionContext) {
    self.context = context
    finder = SourceFinder(words: context.words.sourceWords, text: context.document.maskedText)
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
    var content: [Range<Int>]
    var cueClass: String?
    var mode = AttributionFact.Mode.direct

    /// From the first to the last of its parts, without a source that is carried on.
    var range: Range<Int> {
      var (start, end) = (content[0].lowerBound, content[0].upperBound)
      func add(_ part: Range<Int>) { (start, end) = (min(start, part.lowerBound), max(end, part.upperBound)) }
      for part in content.dropFirst() { add(part) }
      if let source, !isSourceCarried { add(source) }
      if let cue { add(cue) }
      return start..<end
    }
  }

  /// What a rule that begins at its cue leaves to be found before it.
  private enum Layout: String {
    /// Who says it, and what is said where it does not follow.
    case source
    /// What is said.
    case content
    /// Whom the statement is about.
    case subject
  }

  /// The slots that rules for attributions fill.
  private enum Slot {
    static let source = "source"
    static let cue = "cue"
    static let content = ["content", "content2", "clause", "bare"]
    /// Contents that any verb can have: quoted words, a clause with its conjunction.
    static let sureContent = ["content", "clause"]
    /// A content that only some verbs can have.
    static let bare = "bare"
    /// What goes on after a source and verb between commas.
    static let interrupted = "content2"
    /// There where the statement may end after the verb.
    static let end = "end"
    static let cueClass = "class"
    /// What is to be found before the cue; see `Layout`.
    static let before = "before"
  }

  /// The attributions in the order of the text.
  func attributions(from mentions: [Mention]) -> [Reading] {
    var readings = settled(mentions.compactMap(reading))
    readings.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    joinQuotationsAfterCue(&readings)
    joinLoneQuotations(&readings)
    nameSourcesOfCarriedCues(&readings)
    readings.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    for index in readings.indices { readings[index].mode = mode(of: readings[index].content) }
    return readings
  }

  private func reading(of mention: Mention) -> Reading? {
    let cue = mention.range(of: Slot.cue)
    var source = mention.range(of: Slot.source)
    var content = Slot.content.compactMap { mention.range(of: $0) }.compactMap(trimmed)
    var subject: Range<Int>?
    if let cue, let layout = context.pack.facts[mention.rule].gives[Slot.before].flatMap(Layout.init) {
      let statement = statement(at: cue.lowerBound)
      switch layout {
      case .source:
        guard let found = finder.source(before: cue.lowerBound, in: statement),
          let said = self.content(of: mention, cue: cue, source: found, in: statement)
        else { return nil }
        source = found.range
        content = said
      case .content:
        let isCutInTwo = !content.isEmpty
        guard let before = contentBefore(cue.lowerBound, in: statement, isCutInTwo: isCutInTwo) else { return nil }
        content.insert(before, at: 0)
      case .subject:
        subject = finder.subject(of: statement, before: cue.lowerBound)
      }
    }
    guard !content.isEmpty, !isName(content[0], of: mention) else { return nil }
    return Reading(
      rule: mention.rule, block: mention.block, source: source.flatMap(trimmed), subject: subject.flatMap(trimmed),
      cue: cue, content: content, cueClass: context.value(of: Slot.cueClass, in: mention) ?? cueClass(of: mention))
  }

  /// What is said where the source stands before the verb: what the verb surely governs, what is before the source and
  /// its comma, or what follows the verb if that is of the right kind.
  private func content(
    of mention: Mention, cue: Range<Int>, source: SourceFinder.Source, in statement: Range<Int>
  ) -> [Range<Int>]? {
    if let sure = Slot.sureContent.lazy.compactMap({ mention.range(of: $0) }).first {
      if sure.upperBound <= cue.lowerBound {
        // A quotation before the cue: the clause of the source begins right after it.
        guard let boundary = source.boundary, 1...Self.longestGap ~= boundary - sure.upperBound else { return nil }
      }
      return trimmed(sure).map { [$0] }
    }
    let verb = context.text(cue)
    let interrupted = mention.range(of: Slot.interrupted)
    let bare = mention.range(of: Slot.bare)
    let fits = (bare ?? interrupted).map { isFitting($0, after: verb) } ?? false
    if bare == nil || !fits, let boundary = source.boundary, context.words.value(of: verb, in: Self.clauseVerbs) != nil
    {
      if let interrupted = interrupted.flatMap(trimmed),
        let before = contentBefore(boundary, in: statement, isCutInTwo: true)
      {
        return [before, interrupted]
      }
      if mention.range(of: Slot.end) != nil, let before = contentBefore(boundary, in: statement, isCutInTwo: false) {
        return [before]
      }
    }
    return fits ? (bare ?? interrupted).flatMap(trimmed).map { [$0] } : nil
  }

  /// How many bytes may stand between a quotation and the clause of its source: ", ".
  private static let longestGap = 2

  /// What a statement says before the comma that ends at a place, unless it is too short to be what somebody says.
  private func contentBefore(_ boundary: Int, in statement: Range<Int>, isCutInTwo: Bool) -> Range<Int>? {
    let text = context.document.maskedText
    guard boundary - 2 > statement.lowerBound, text[boundary - 2] == 0x2C else { return nil }
    let range = statement.lowerBound..<boundary - 2
    if isCutInTwo {
      guard (3...120).contains(range.count), !text[range].contains(where: { $0 == 0x2C || $0 == Document.mask }) else {
        return nil
      }
    }
    guard isCutInTwo || range.count >= 12, !text[range].contains(0x3B) else { return nil }
    return trimmed(range)
  }

  /// Whether a quotation before its cue is a name or a catchword in the sentence ("Gull" asked) and nobody's speech:
  /// neither does a comma set it off nor a mark end it, and it is short.
  private func isName(_ content: Range<Int>, of mention: Mention) -> Bool {
    guard let cue = mention.range(of: Slot.cue), content.upperBound <= cue.lowerBound, isQuoted(content) else {
      return false
    }
    let text = context.document.article.text
    let words = text[content].count { $0 == 0x20 } + 1
    guard words < Self.leastUnmarkedWords, content.upperBound < text.count else { return false }
    if Self.isClausal(text[content.upperBound]) && text[content.upperBound] != 0x20 { return false }
    let quotations = context.document.quotations
    let first = quotations.partitioningIndex { $0.range.lowerBound >= content.lowerBound }
    let quotation = quotations[first...].prefix { $0.range.lowerBound < content.upperBound }
      .first { $0.range.upperBound == content.upperBound }
    guard let last = quotation.flatMap({ $0.content.last.map { text[$0] } }) else { return true }
    // Any mark at all: a full stop, a comma, a dash, an ellipsis.
    return last < 0x80 ? WordFolding.isASCIILetter(last) || last &- 0x30 < 10 : false
  }

  /// Whether a verb that is followed by neither a conjunction nor a quotation is one that reports a clause or a matter, or
  /// one that reports words of which some are quoted near its beginning.
  private func isFitting(_ bare: Range<Int>, after verb: String) -> Bool {
    let masked = context.document.maskedText
    let isClauseVerb = context.words.value(of: verb, in: Self.clauseVerbs) != nil
    if let quoted = masked[bare].prefix(Self.longestApproach).firstIndex(of: Document.mask),
      context.words.value(of: verb, in: Self.quotingVerbs) != nil
    {
      return isClauseVerb || !masked[bare.lowerBound..<quoted].contains { $0 == 0x2C || $0 == 0x3A || $0 == 0x2E }
    }
    if context.words.value(of: verb, in: Self.matterVerbs) != nil { return true }
    guard isClauseVerb else { return false }
    // A preposition first is no clause: "said on Monday", "thought of it".
    let first = masked[bare].firstIndex(of: 0x20) ?? bare.upperBound
    return context.words.value(of: context.text(bare.lowerBound..<first), in: Self.prepositions) == nil
  }

  /// How many bytes may stand between a verb and the first words that are quoted.
  private static let longestApproach = 120
  private static let clauseVerbs = "say-cue"
  private static let matterVerbs = "matter-cue"
  private static let quotingVerbs = "mixed-cue"
  private static let prepositions = "preposition"

  /// From so many words on, a quotation before a reporting verb is speech even without a comma.
  private static let leastUnmarkedWords = 5

  private func cueClass(of mention: Mention) -> String? {
    guard let cue = mention.range(of: Slot.cue) else { return nil }
    if case .lexicon? = context.pack.facts[mention.rule].slots[Slot.cue] {
      return context.value(of: Slot.cue, in: mention)
    }
    return context.words.value(of: context.text(cue), in: "reporting-verb")
  }

  /// A range without white space and the punctuation that closes a clause.
  private func trimmed(_ range: Range<Int>) -> Range<Int>? {
    let text = context.document.article.text
    var range = range
    while let last = range.last, Self.isClausal(text[last]) { range = range.dropLast() }
    while let first = range.first, text[first] == 0x20 || text[first] == 0x2C { range = range.dropFirst() }
    return range.isEmpty ? nil : range
  }

  private static func isClausal(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x2C || byte == 0x2E || byte == 0x3B || byte == 0x3A
  }

  // MARK: - One reading of each cue

  /// Of readings that share a cue or quote the same words, the one of the rule with the highest priority.
  private func settled(_ readings: [Reading]) -> [Reading] {
    let rules = context.pack.facts
    let keys = readings.indices.map { index in
      let reading = readings[index]
      let range = reading.range
      return (
        order: (-rules[reading.rule].priority, range.lowerBound, -range.count, reading.rule, index), index: index
      )
    }
    var kept: [Int: [Reading]] = [:]
    for key in keys.sorted(by: { $0.order < $1.order }) {
      let reading = readings[key.index]
      let others = kept[reading.block] ?? []
      guard context.spend(others.count) else { break }
      let isRival = others.contains { other in
        if let cue = reading.cue, let otherCue = other.cue, cue.overlaps(otherCue) { return true }
        guard other.content.contains(where: { $0.overlaps(reading.content[0]) }) else { return false }
        return reading.cue == nil || isQuoted(reading.content[0]) && isQuoted(other.content[0])
      }
      if !isRival { kept[reading.block, default: []].append(reading) }
    }
    return kept.keys.sorted().flatMap { kept[$0] ?? [] }
  }

  /// Joins a quotation to the one before a cue that it goes on after ("…," she said, "…").
  private func joinQuotationsAfterCue(_ readings: inout [Reading]) {
    let document = context.document
    for index in readings.indices {
      guard let cue = readings[index].cue, readings[index].content.count == 1,
        readings[index].content[0].upperBound <= cue.lowerBound, isQuoted(readings[index].content[0])
      else { continue }
      let statement = statement(at: cue.lowerBound)
      let next = document.quotations.partitioningIndex { $0.range.lowerBound >= cue.upperBound }
      guard next < document.quotations.count, case let quotation = document.quotations[next].range,
        quotation.upperBound <= statement.upperBound, quotation.lowerBound >= 2,
        document.article.text[quotation.lowerBound - 2] == 0x2C, context.spend(readings.count),
        !readings.contains(where: { $0.content.contains { $0.overlaps(quotation) } })
      else { continue }
      readings[index].content.append(quotation)
    }
  }

  /// Finds the source of a verb or participle that goes on with what a source says: the one that spoke before in the
  /// same statement, or else whom the statement is about.
  private func nameSourcesOfCarriedCues(_ readings: inout [Reading]) {
    for index in readings.indices {
      guard let cue = readings[index].cue, readings[index].source == nil, context.spend(readings.count) else {
        continue
      }
      let statement = statement(at: cue.lowerBound)
      let earlier = readings.indices.filter { other in
        guard let otherCue = readings[other].cue, readings[other].source != nil else { return false }
        return otherCue.upperBound <= cue.lowerBound && statement.contains(otherCue.lowerBound)
      }
      let last = earlier.max { readings[$0].cue?.lowerBound ?? 0 < readings[$1].cue?.lowerBound ?? 0 }
      readings[index].source = last.flatMap { readings[$0].source } ?? readings[index].subject
      readings[index].isSourceCarried = true
    }
    readings.removeAll { $0.cue != nil && $0.source == nil }
  }

  private func statement(at offset: Int) -> Range<Int> {
    let statements = context.document.statements
    let after = statements.partitioningIndex { $0.range.lowerBound > offset }
    return after > 0 ? statements[after - 1].range : 0..<0
  }

  /// Joins a quotation that is a sentence by itself to the quotation before it whose source comes between the two.
  private func joinLoneQuotations(_ readings: inout [Reading]) {
    var joined: [Reading] = []
    for reading in readings {
      if reading.cue == nil, let last = joined.last, last.block == reading.block, let cue = last.cue,
        let end = last.content.last, isQuoted(last.content[0]), last.content[0].lowerBound < cue.lowerBound,
        isNextStatement(reading.range, after: max(end.upperBound, cue.upperBound))
      {
        joined[joined.count - 1].content.append(reading.content[0])
      } else {
        joined.append(reading)
      }
    }
    readings = joined
  }

  private func isNextStatement(_ range: Range<Int>, after offset: Int) -> Bool {
    let statements = context.document.statements
    let next = statements.partitioningIndex { $0.range.lowerBound >= offset }
    return next < statements.count && statements[next].range.lowerBound == range.lowerBound
  }

  // MARK: - Quoted and reported words

  private func isQuoted(_ range: Range<Int>) -> Bool {
    context.document.maskedText[range].allSatisfy { $0 == Document.mask }
  }

  private func mode(of content: [Range<Int>]) -> AttributionFact.Mode {
    let masked = context.document.maskedText
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
