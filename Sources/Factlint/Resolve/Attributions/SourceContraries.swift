/// Finds sources who do both of two things that nobody does: who decline to comment and comment, who are dead and speak,
/// who confirm a thing and deny it.
///
/// Of each it makes two facts of one kind, which a check compares by `speaker` and `status`.
struct SourceContraries {
  let context: ResolutionContext
  /// The attributions of the article.
  let attributions: [Fact]

  /// Who declines to comment at all.
  static let refusalKind = "refusal"
  /// Who declines to comment on something, the slot `matter`.
  static let refusedMatterKind = "refused-matter"
  /// Who gives no answer; with the slot `outlet`, who told something to a paper or an agency.
  static let silenceKind = "silence"
  /// Who is not to be named, the slot `name`.
  static let anonymityKind = "anonymity"
  /// Who is dead, the slot `name`, and since before this week.
  static let deathKind = "death"
  /// The facts of this kind tell who confirms and denies the same.
  static let denialKind = "denial"

  private enum Words {
    static let affirming = "affirming-cue"
    static let denying = "denying-cue"
    static let denials = "denial-word"
    static let shift = "time-shift-word"
    static let month = "month"
  }

  /// Shorter quotations are a word or two, which may be of another day.
  private static let leastQuotationLength = 60
  /// A shorter word names no matter by itself: "case", "deal".
  private static let leastMatterLength = 5
  /// So many words must two contents share to be one, and so large a part of the shorter.
  private static let leastSharedWords = 3
  private static let leastSharedPart = 0.75

  /// The facts of all kinds.
  func facts(people: PeopleResolver) -> [Fact] {
    let kinds: [MentionKind] = [.refusal, .refusedMatter, .silence, .anonymity, .death, .denial]
    if kinds.allSatisfy({ context.mentions(of: $0).isEmpty }) { return [] }
    return refusals(people: people) + refusedMatters(people: people) + silences(people: people)
      + anonymities(people: people) + deaths(people: people) + denials()
  }

  // MARK: Declining to comment

  /// Who refuses to comment and is quoted all the same: a fact for the refusal, and one for the first quotation.
  private func refusals(people: PeopleResolver) -> [Fact] {
    context.mentions(of: .refusal).flatMap { index -> [Fact] in
      let mention = context.mentions[index]
      guard context.spend(attributions.count), let person = source(before: mention, people: people)?.person,
        let quoted = attributions.first(where: { fact in
          guard let attribution = Self.attribution(of: fact) else { return false }
          return attribution.mode == .direct && attribution.person == person && attribution.cue != nil
            && attribution.polarity == .stated && fact.range.count > Self.leastQuotationLength
        })
      else { return [] }
      return pair(
        mention, speaker: people.people[person].name, ("declined", mention.range, mention.block),
        ("quoted", quoted.range, quoted.block))
    }
  }

  /// Who refuses to comment on a matter, and is quoted on it by its name.
  private func refusedMatters(people: PeopleResolver) -> [Fact] {
    context.mentions(of: .refusedMatter).flatMap { index -> [Fact] in
      let mention = context.mentions[index]
      guard context.spend(attributions.count),
        let matter = mention.range(of: .matter).map({ WordFolding.words(of: context.text($0)) })?.last,
        matter.utf8.count >= Self.leastMatterLength, let speaker = source(before: mention, people: people)?.name,
        let quoted = attributions.first(where: { fact in
          guard let attribution = Self.attribution(of: fact), isOne(attribution.speaker, speaker),
            attribution.cue != nil
          else {
            return false
          }
          let statement = statement(at: fact.range.lowerBound)
          return attribution.mode == .direct && attribution.polarity == .stated && !tellsOfAnotherTime(statement)
            && words(of: statement).contains(matter)
        })
      else { return [] }
      return pair(
        mention, speaker: speaker, ("declined", mention.range, mention.block),
        ("quoted", quoted.range, quoted.block))
    }
  }

  /// Who does not answer, and yet tells a paper something on no other day.
  private func silences(people: PeopleResolver) -> [Fact] {
    let mentions = context.mentions(of: .silence).map { context.mentions[$0] }
    let told = mentions.filter { $0.range(of: .outlet) != nil }
    guard !told.isEmpty, told.count < mentions.count, context.spend(mentions.count * told.count) else { return [] }
    return mentions.flatMap { mention -> [Fact] in
      let silent = statement(at: mention.range.lowerBound)
      guard mention.range(of: .outlet) == nil, !tellsOfAnotherTime(silent),
        let source = source(before: mention, people: people)
      else { return [] }
      for other in told {
        let speaking = statement(at: other.range.lowerBound)
        guard let speaker = self.source(before: other, people: people), let name = speaker.name,
          isOne(source.name, name) || isSetOff(name, in: silent.lowerBound..<mention.range.lowerBound),
          !tellsOfAnotherTime(beginning(of: speaking, to: other.range.upperBound)),
          days(of: silent).isSubset(of: days(of: speaking))
            || days(of: speaking).isSubset(of: days(of: silent))
        else { continue }
        return pair(
          mention, speaker: name, ("silent", mention.range, mention.block), ("speaking", other.range, other.block))
      }
      return []
    }
  }

  /// A statement up to the second word behind a place, which may tell when: "told the Gazette last month".
  private func beginning(of statement: Range<Int>, to place: Int) -> Range<Int> {
    let spaces = (place..<max(place, statement.upperBound)).lazy.filter { context.clean[$0] == 0x20 }
    return statement.lowerBound..<(spaces.dropFirst(2).first ?? statement.upperBound)
  }

  /// Whether a name stands behind a comma in a stretch of text, as that of the maker in "the maker, Lowe of Aldby, was".
  private func isSetOff(_ name: String, in range: Range<Int>) -> Bool {
    name.first?.isUppercase == true && context.text(range).contains(", " + name)
  }

  /// The days of the week of a statement.
  private func days(of statement: Range<Int>) -> Set<String> {
    Set(
      words(of: statement).filter { word in
        context.words.lists.weekdays.contains(word.prefix(1).uppercased() + word.dropFirst())
      })
  }

  // MARK: Names withheld

  /// Who is not to be named, and is named in full elsewhere.
  private func anonymities(people: PeopleResolver) -> [Fact] {
    context.mentions(of: .anonymity).flatMap { index -> [Fact] in
      let mention = context.mentions[index]
      guard let range = mention.range(of: .name), case let name = context.text(range),
        let full = people.fullName(of: name), full.hasSuffix(" " + name),
        let named = attributions.first(where: { fact in
          Self.attribution(of: fact)?.source.map { context.text($0).hasSuffix(full) } ?? false
        })
      else { return [] }
      return pair(
        mention, speaker: full, ("anonymous", mention.range, mention.block), ("named", named.range, named.block))
    }
  }

  /// Who does what a mention says: the source that stands before it in its statement.
  private func source(before mention: Mention, people: PeopleResolver) -> (name: String?, person: Int?)? {
    var finder = SourceFinder(words: context.words.sourceWords, text: context.masked)
    let start = mention.range.lowerBound
    guard let source = finder.source(before: start, in: statement(at: start)) else { return nil }
    return people.speaker(named: source.range, block: mention.block)
  }

  // MARK: Speaking after death

  /// Who died before this week and speaks on a day of it.
  private func deaths(people: PeopleResolver) -> [Fact] {
    context.mentions(of: .death).flatMap { index -> [Fact] in
      let mention = context.mentions[index]
      guard context.spend(attributions.count),
        let name = mention.range(of: .name).flatMap({ people.fullName(of: context.text($0)) }),
        let spoken = attributions.first(where: { fact in
          guard let attribution = Self.attribution(of: fact), attribution.speaker == name, attribution.day != nil,
            attribution.polarity == .stated, !attribution.isRepeated
          else { return false }
          return !tellsOfAnotherTime(statement(at: fact.range.lowerBound))
        })
      else { return [] }
      return pair(
        mention, speaker: name, ("dead", mention.range, mention.block),
        ("speaking", spoken.range, spoken.block))
    }
  }

  // MARK: Confirming and denying

  /// Who confirms what they deny elsewhere.
  private func denials() -> [Fact] {
    let mentions = context.mentions(of: .denial)
    guard !mentions.isEmpty, case let affirmed = statements(with: Words.affirming), !affirmed.isEmpty else { return [] }
    let denials = statements(with: Words.denying)
    return mentions.flatMap { index -> [Fact] in
      let mention = context.mentions[index]
      guard context.spend(denials.count + affirmed.count),
        let denied = denials.first(where: {
          Self.attribution(of: $0)?.cue?.lowerBound == mention.range.lowerBound
        }),
        let speaker = Self.attribution(of: denied)?.speaker,
        let other = affirmed.first(where: { isContrary($0, denied) })
      else { return [] }
      return pair(
        mention, speaker: speaker, ("confirms", other.range, other.block),
        ("denies", denied.range, denied.block))
    }
  }

  private func statements(with cues: String) -> [Fact] {
    attributions.filter { fact in
      guard let attribution = Self.attribution(of: fact), attribution.mode == .indirect, attribution.speaker != nil,
        attribution.polarity == .stated, let cue = attribution.cue
      else { return false }
      return context.words.table(cues)?.contains(cue, in: context.clean) == true
    }
  }

  private func isContrary(_ affirmed: Fact, _ denied: Fact) -> Bool {
    guard let one = Self.attribution(of: affirmed), let other = Self.attribution(of: denied),
      one.speaker == other.speaker
    else { return false }
    if let day = one.day, let otherDay = other.day, context.text(day) != context.text(otherDay) { return false }
    let (first, second) = (one.content.flatMap(words), other.content.flatMap(words))
    func negations(_ words: [String]) -> Int { words.count { context.words.value(of: $0, in: Words.denials) != nil } }
    guard negations(first) == negations(second) else { return false }
    let (telling, others) = (Set(first.filter(isTelling)), Set(second.filter(isTelling)))
    let shared = telling.intersection(others).count
    return shared >= Self.leastSharedWords
      && Double(shared) >= Self.leastSharedPart * Double(min(telling.count, others.count))
      && !tellsOfAnotherTime(statement(at: affirmed.range.lowerBound), outside: one.content)
      && !tellsOfAnotherTime(statement(at: denied.range.lowerBound), outside: other.content)
  }

  /// Whether two names are one, whatever begins a sentence.
  private func isOne(_ name: String?, _ other: String) -> Bool {
    name.map { WordFolding.folded($0) == WordFolding.folded(other) } ?? false
  }

  private func isTelling(_ word: String) -> Bool { !context.words.functionWords.contains(word) }

  // MARK: Words

  /// Whether a statement says that it speaks of another time than this week: a year, a month, "had", "earlier".
  private func tellsOfAnotherTime(_ statement: Range<Int>, outside content: [Range<Int>] = []) -> Bool {
    let bytes = statement.lazy.filter { place in !content.contains { $0.contains(place) } }.map {
      context.document.maskedText[$0]
    }
    let text = String(decoding: Array(bytes), as: UTF8.self)
    return text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).contains { word in
      let word = String(word)
      return context.words.value(of: word, in: Words.shift) != nil
        || context.words.value(of: word, in: Words.month) != nil
        || word.utf8.count == 4 && word.utf8.allSatisfy { $0 &- 0x30 < 10 }
    }
  }

  private func words(of range: Range<Int>) -> [String] { WordFolding.words(of: context.text(range)) }

  private func statement(at offset: Int) -> Range<Int> {
    let statements = context.document.statements
    let after = statements.partitioningIndex { $0.range.lowerBound > offset }
    return after > 0 ? statements[after - 1].range : offset..<offset
  }

  private static func attribution(of fact: Fact) -> AttributionFact? {
    if case .attribution(let attribution) = fact.value { attribution } else { nil }
  }

  // MARK: Facts

  private typealias Side = (status: String, range: Range<Int>, block: Int)

  private func pair(_ mention: Mention, speaker: String, _ one: Side, _ other: Side) -> [Fact] {
    let origin = context.rules[mention.rule]
    return [one, other].map { side in
      Fact(
        origin, range: side.range, block: side.block,
        sentence: context.sentence(at: side.range.lowerBound),
        value: .record(["speaker": .symbol(speaker), "status": .symbol(side.status)]))
    }
  }
}
