/// Knows the people of an article by all the forms of their names.
///
/// Full names are gathered first, from where a title, an office or an age shows that they are a person's, and from
/// sources that look like names; then a surname alone, or a pronoun, is linked to the person that it can mean.
///
/// An object, since several ask it and it learns of people by what it is asked.
final class PeopleResolver {
  /// The people in the order in which they first appear by a full name.
  private(set) var people: [Person] = []
  private let context: ResolutionContext
  private let clean: [UInt8]
  private let masked: [UInt8]
  /// For each person, the words of the fullest name.
  private var nameWords: [[NameWord]] = []
  /// For each person, whether titles say that it is a man or a woman.
  private var genders: [Gender?] = []
  private var peopleByWord = PeopleByWord()
  /// Where people are named outside of quotations, in the order of the text.
  private var places: [Place] = []
  /// The names at the heads of the sources, by their numbers, since each is asked for twice.
  private var headNames: [HeadName?] = []
  /// Who was spoken of last, so that a pronoun can mean them.
  private var recent: (block: Int, offset: Int, person: Int?)?

  private struct Place {
    /// The name.
    var range: Range<Int>
    /// Where the title before it begins, or the name where none does.
    var start: Int
    var block: Int
    var person: Int
  }

  private enum Gender: String {
    case male, female
  }

  /// Gathers people from the mentions of them, from names that other rules have found, from the holders of offices and
  /// from the sources of attributions, nil for those that have none.
  init(
    context: ResolutionContext, mentions: ArraySlice<Int>, names: [String], offices: [OfficeHolders.Reading],
    sources: [Range<Int>?]
  ) {
    self.context = context
    (clean, masked) = (context.clean, context.masked)
    let alone = addPeopleNamedInFull(by: mentions)
    for reading in offices { add(reading, besides: mentions) }
    for name in names {
      let name = withoutTitles(name)
      let words = NameWord.all(of: name)
      if words.count > 1, people(named: words).isEmpty { addPerson(name: name, words: words) }
    }
    headNames.reserveCapacity(sources.count)
    for source in sources {
      let name = source.flatMap { HeadName(of: $0, in: context) }
      headNames.append(name)
      guard let name, name.words.count > 1, name.words.count <= 4, !name.isBody, people(named: name.words).isEmpty
      else { continue }
      addPerson(name: context.text(name.range), words: name.words)
    }
    addPeopleNamedInFull(besides: alone)
    for (mention, words) in alone { add(context.mentions[mention], words: words) }
    if places.count > 1 {
      places.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    }
  }

  /// Adds those whom mentions name in full; the others are left, with their words.
  private func addPeopleNamedInFull(by mentions: ArraySlice<Int>) -> [(mention: Int, words: [NameWord])] {
    var alone: [(mention: Int, words: [NameWord])] = []
    for index in mentions {
      guard let name = context.mentions[index].range(of: .name) else { continue }
      let words = NameWord.all(in: name, of: clean)
      if words.count > 1 { add(context.mentions[index], words: words) }
      if words.count == 1 { alone.append((index, words)) }
    }
    return alone
  }

  private func add(_ reading: OfficeHolders.Reading, besides mentions: ArraySlice<Int>) {
    let words = NameWord.all(in: reading.name, of: clean)
    guard words.count > 1, !mentions.contains(where: { context.mentions[$0].range(of: .name) == reading.name }) else {
      return
    }
    let known = people(named: words)
    guard known.count < 2 else { return }
    let person = known.first ?? addPerson(name: context.text(reading.name), words: words)
    places.append(
      Place(
        range: reading.name, start: min(reading.start, reading.name.lowerBound), block: reading.mention.block,
        person: person))
  }

  /// Adds those who speak by the surname alone and are named in full, with no title, where they are first named.
  private func addPeopleNamedInFull(besides mentions: [(mention: Int, words: [NameWord])]) {
    var search = SurnameSearch(context: context)
    for name in headNames {
      guard let name, name.words.count == 1, !name.isBody, search.count < PeopleByWord.greatestNamesakeCount,
        search.isNew(name.range), people(named: name.words).isEmpty
      else { continue }
      search.add(name.range)
    }
    for (mention, words) in mentions {
      guard let name = context.mentions[mention].range(of: .name), search.isNew(name), people(named: words).isEmpty
      else { continue }
      search.add(name)
    }
    for name in search.fullNames() { addPerson(name: context.text(name), words: NameWord.all(in: name, of: clean)) }
  }

  // MARK: - Facts

  /// What a mention of a person says.
  func mention(of mention: Mention) -> PersonMention? {
    guard let name = mention.range(of: .name) else { return nil }
    let place = places.partitioningIndex { $0.range.lowerBound >= name.lowerBound }
    let person = place < places.count && places[place].range == name ? places[place].person : nil
    if person == nil, context.document.article.blocks[mention.block].role == .headline { return nil }
    return PersonMention(
      rule: mention.rule, range: mention.range, block: mention.block, name: name, nameText: context.text(name),
      titleRange: mention.range(of: .title), title: context.text(mention.range(of: .title)), person: person)
  }

  // MARK: - Gathering

  private func add(_ mention: Mention, words: [NameWord]) {
    guard let range = mention.range(of: .name) else { return }
    let known = people(named: words)
    if known.count > 1 { return }
    let name = context.text(range)
    let person: Int
    if let first = known.first {
      person = first
      note(name, words: words, of: person)
    } else {
      // In a headline every word has a capital.
      if context.document.article.blocks[mention.block].role == .headline { return }
      person = addPerson(name: name, words: words)
    }
    if let titleRange = mention.range(of: .title) {
      let title = context.text(titleRange)
      if !people[person].titles.contains(title) { people[person].titles.append(title) }
      if let gender = context.words.lists.honorifics.value(of: titleRange, in: clean).flatMap(Gender.init) {
        genders[person] = gender
      }
    }
    places.append(
      Place(
        range: range, start: min(mention.range.lowerBound, range.lowerBound), block: mention.block, person: person))
  }

  @discardableResult
  private func addPerson(name: String, words: [NameWord]) -> Int {
    people.append(Person(name: name))
    nameWords.append(words)
    genders.append(nil)
    for (index, word) in words.enumerated() where !word.isInitial && !words[..<index].contains(word) {
      peopleByWord.add(word, of: people.count - 1)
    }
    return people.count - 1
  }

  /// Keeps a form of a name: as the name itself where it is the fuller one, as an alias otherwise.
  private func note(_ name: String, words: [NameWord], of person: Int) {
    if people[person].name == name { return }
    if words.count > nameWords[person].count {
      let former = people[person].name
      people[person].name = name
      nameWords[person] = words
      for word in words where !word.isInitial && !peopleByWord.contains(person, named: word) {
        peopleByWord.add(word, of: person)
      }
      if !people[person].aliases.contains(former) { people[person].aliases.append(former) }
    } else if !people[person].aliases.contains(name) {
      people[person].aliases.append(name)
    }
  }

  /// Who a name may be.
  private struct Candidates {
    /// The first of them, and how many there are.
    var first: Int?
    var count = 0

    var isEmpty: Bool { count == 0 }

    mutating func add(_ person: Int) {
      if first == nil { first = person }
      count += 1
    }
  }

  /// The people whose name the words can be: all of it, its end (the surname), its beginning and end without what
  /// stands between, or its beginning alone.
  private func people(named words: [NameWord]) -> Candidates {
    var (exact, bySurname, byGivenName) = (Candidates(), Candidates(), Candidates())
    guard let last = words.last, let first = words.first, !people.isEmpty else { return exact }
    func look(at person: Int) {
      if nameWords[person] == words {
        exact.add(person)
      } else if isSurname(words, of: nameWords[person]) {
        bySurname.add(person)
      } else if words.count == 1, nameWords[person].first == first {
        byGivenName.add(person)
      }
    }
    peopleByWord.forEach(named: last, look)
    if words.count > 1 {
      peopleByWord.forEach(named: first) { person in
        if !peopleByWord.contains(person, named: last) { look(at: person) }
      }
    }
    return exact.isEmpty ? bySurname.isEmpty ? byGivenName : bySurname : exact
  }

  /// Whether words are the end of a name, or its beginning and end, or the name those of the words.
  private func isSurname(_ words: [NameWord], of name: [NameWord]) -> Bool {
    guard name.last == words.last else { return false }
    if name.first == words.first { return true }
    return words.count <= name.count && name[(name.count - words.count)...].elementsEqual(words)
  }

  /// The fullest name of the person whom a name means: the name itself where that is nobody known, nil where it may be
  /// several.
  func fullName(of name: String) -> String? {
    let name = withoutTitles(name)
    let known = people(named: NameWord.all(of: name))
    return known.count > 1 ? nil : known.first.map { people[$0].name } ?? name
  }

  private func withoutTitles(_ name: String) -> String {
    var rest = name[...]
    while let space = rest.utf8.firstIndex(of: 0x20),
      context.words.lists.honorifics.contains(String(rest[..<space]))
    {
      rest = rest[rest.utf8.index(after: space)...]
    }
    return String(rest)
  }

  // MARK: - Sources

  /// Who a source is: the fullest name of a person, or the source's own words; nil for a pronoun that nobody explains.
  ///
  /// - Parameter number: The source's number among those that people were gathered from; nil for any other.
  func speaker(named source: Range<Int>, number: Int? = nil, block: Int) -> (name: String?, person: Int?) {
    if let pronoun = context.words.lists.pronouns.value(of: source, in: clean) {
      return speaker(meantBy: pronoun, at: source, block: block)
    }
    var person = personAtHead(of: source) ?? personBeside(source)
    if person == nil, let head = number.map({ headNames[$0] }) ?? HeadName(of: source, in: context), !head.isBody,
      case let known = people(named: head.words), known.count == 1, let only = known.first
    {
      note(context.text(head.range), words: head.words, of: only)
      person = only
    }
    person = person ?? personOfTitle(source, block: block)
    recent = (block, source.upperBound, person)
    return (person.map { people[$0].name } ?? context.text(source), person)
  }

  /// The only person of the title that a source is: "the police chief", or in a headline "Chancellor".
  private func personOfTitle(_ source: Range<Int>, block: Int) -> Int? {
    guard source.count <= Self.greatestTitleLength, let space = clean[source].firstIndex(of: 0x20) ?? source.last else {
      return nil
    }
    let isDefinite = context.words.lists.articles.contains(source.lowerBound..<space, in: clean)
    guard isDefinite || context.document.article.blocks[block].role == .headline else { return nil }
    let title = clean[isDefinite ? space + 1..<source.upperBound : source]
    var found: Int?
    for person in people.indices where people[person].titles.contains(where: { isSame(title, $0) }) {
      if found != nil { return nil }
      found = person
    }
    return found
  }

  /// Whether two titles are the same, in upper or lower case.
  private func isSame(_ title: ArraySlice<UInt8>, _ other: String) -> Bool {
    other.utf8.count == title.count && zip(title, other.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
  }

  /// A title has so many bytes at most, with an article.
  private static let greatestTitleLength = 40

  /// The person whose title and name are all of a source, or all but words before them that govern nothing.
  private func personAtHead(of source: Range<Int>) -> Int? {
    let after = places.partitioningIndex { $0.range.upperBound >= source.upperBound }
    guard after < places.count, case let place = places[after], place.range.upperBound == source.upperBound,
      place.start >= source.lowerBound, place.start < place.range.lowerBound
    else { return nil }
    let text = clean
    var governs = false
    for token in text[source.lowerBound..<place.start].split(separator: 0x20) {
      let classes = context.words.sourceWords.token(token.startIndex..<token.endIndex, of: text).classes
      if token.suffix(2).elementsEqual("'s".utf8) || !classes.isDisjoint(with: [.preposition, .and]) { governs = true }
    }
    return governs ? nil : place.person
  }

  /// The person whose name a comma sets off after an office: "the town's mayor, Ann Lowe".
  private func personBeside(_ source: Range<Int>) -> Int? {
    let text = masked
    guard source.upperBound + 2 < text.count, text[source.upperBound] == 0x2C, text[source.upperBound + 1] == 0x20
    else {
      return nil
    }
    let place = places.partitioningIndex { $0.range.lowerBound >= source.upperBound + 2 }
    guard place < places.count, places[place].range.lowerBound == source.upperBound + 2,
      places[place].start < source.upperBound, places[place].start >= source.lowerBound
    else { return nil }
    return places[place].person
  }

  private func speaker(
    meantBy pronoun: String, at source: Range<Int>, block: Int
  ) -> (name: String?, person: Int?) {
    let person: Int?
    if let gender = Gender(rawValue: pronoun) {
      person = self.person(ofGender: gender, before: source.lowerBound, block: block)
      if let person { genders[person] = gender }
    } else if pronoun == "relative" {
      let before = places.partitioningIndex { $0.range.lowerBound >= source.lowerBound }
      let isNext = before > 0 && source.lowerBound - places[before - 1].range.upperBound <= 2
      person = isNext ? places[before - 1].person : nil
    } else {
      return (nil, nil)
    }
    guard let person else { return (nil, nil) }
    recent = (block, source.upperBound, person)
    return (people[person].name, person)
  }

  /// Who a pronoun in the singular means.
  ///
  /// The last to speak, where nobody else whom it fits has been named since; where nobody has spoken, the only one whom it fits and who is named. In the same paragraph or the one before, in either
  /// case.
  private func person(ofGender gender: Gender, before offset: Int, block: Int) -> Int? {
    func fits(_ person: Int) -> Bool { genders[person] == nil || genders[person] == gender }
    let blockStart = max(context.document.article.blocks[block].range.lowerBound, offset - Self.greatestReach)
    func onlyOfBlock() -> Int? {
      let own = peopleNamed(in: blockStart..<max(offset, blockStart)).filter(fits)
      return own.count == 1 ? own[0] : nil
    }
    if let recent, block - recent.block <= 1, recent.offset <= offset, offset - recent.offset <= Self.greatestReach,
      let speaker = recent.person, fits(speaker)
    {
      let others = peopleNamed(in: recent.offset..<offset).filter { $0 != speaker && fits($0) }
      if others.isEmpty { return speaker }
      return leader(of: offset, among: others) ?? (recent.block < block ? onlyOfBlock() : nil)
    }
    let blocks = context.document.article.blocks
    let start = max(blocks[max(0, block - 1)].range.lowerBound, offset - Self.greatestReach)
    guard start < offset else { return nil }
    let named = peopleNamed(in: start..<offset).filter(fits)
    if named.count == 1 { return named[0] }
    if let leader = leader(of: offset, among: named) { return leader }
    return onlyOfBlock()
  }

  /// How many bytes a pronoun stands at most behind whom it means: more than two paragraphs of prose.
  private static let greatestReach = 8_192

  /// Whom a sentence is about in which a pronoun stands: the one of some people whom it begins with.
  private func leader(of offset: Int, among people: [Int]) -> Int? {
    let sentences = context.document.statements
    let after = sentences.partitioningIndex { $0.range.lowerBound > offset }
    guard after > 0 else { return nil }
    let start = sentences[after - 1].range.lowerBound
    let first = places.partitioningIndex { $0.range.lowerBound >= start }
    guard first < places.count, places[first].range.upperBound < offset,
      places[first].start - start <= Self.longestLead, people.contains(places[first].person)
    else { return nil }
    return places[first].person
  }

  /// An article before an office with which a sentence begins, in bytes.
  private static let longestLead = 4

  /// The people whom the narrator names in a stretch of text by any word of their names, each once.
  private func peopleNamed(in range: Range<Int>) -> [Int] {
    peopleByWord.people(namedIn: range, of: masked)
  }
}
