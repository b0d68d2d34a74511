/// Knows the people of an article by all the forms of their names.
///
/// Full names are gathered first, from where a title, an office or an age shows that they are a person's, and from
/// sources that look like names; then a surname alone, or a pronoun, is linked to the person that it can mean.
struct PeopleResolver {
  /// The people in the order in which they first appear by a full name.
  private(set) var people: [Person] = []
  private let context: ResolutionContext
  /// For each person, the folded words of the fullest name.
  private var nameWords: [[String]] = []
  /// For each person, whether titles say that it is a man or a woman.
  private var genders: [Gender?] = []
  private var peopleByWord = PeopleByWord()
  /// Where people are named outside of quotations, in the order of the text.
  private var places: [Place] = []
  /// What `headName` has found, since each source is asked for twice.
  private var headNames: [Range<Int>: HeadName?] = [:]
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
  /// from the sources of attributions.
  init(
    context: ResolutionContext, mentions: ArraySlice<Mention>, names: [String], offices: [OfficeHolders.Reading],
    sources: [(range: Range<Int>, block: Int)]
  ) {
    self.context = context
    headNames.reserveCapacity(sources.count)
    let named = mentions.compactMap { mention in
      mention.range(of: .name).map { (mention, Self.words(of: context.text($0))) }
    }
    for (mention, words) in named where words.count > 1 { add(mention, words: words) }
    for reading in offices {
      let words = Self.words(of: context.text(reading.name))
      guard words.count > 1, !named.contains(where: { $0.0.range(of: .name) == reading.name }) else { continue }
      let known = people(named: words)
      guard known.count < 2 else { continue }
      let person = known.first ?? addPerson(name: context.text(reading.name), words: words)
      places.append(
        Place(
          range: reading.name, start: min(reading.start, reading.name.lowerBound), block: reading.mention.block,
          person: person))
    }
    for name in names.lazy.map(withoutTitles) {
      let words = Self.words(of: name)
      if words.count > 1, people(named: words).isEmpty { addPerson(name: name, words: words) }
    }
    for source in sources {
      guard let name = headName(of: source.range), name.words.count > 1, name.words.count <= 4,
        people(named: name.words).isEmpty, !name.isBody
      else { continue }
      addPerson(name: context.text(name.range), words: name.words)
    }
    addPeopleNamedInFull(of: sources, and: named.filter { $0.1.count == 1 }.map(\.0))
    for (mention, words) in named where words.count == 1 { add(mention, words: words) }
    places.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
  }

  /// Adds those who speak by the surname alone and are named in full, with no title, where they are first named.
  private mutating func addPeopleNamedInFull(of sources: [(range: Range<Int>, block: Int)], and mentions: [Mention]) {
    var wanted: [(surname: ArraySlice<UInt8>, before: Int)] = []
    let text = context.masked
    for source in sources {
      guard let name = headName(of: source.range), name.words.count == 1, !name.isBody,
        name.range.count >= Self.leastSurnameLength, wanted.count < PeopleByWord.greatestNamesakeCount,
        !wanted.contains(where: { $0.surname == text[name.range] }),
        people(named: name.words).isEmpty
      else { continue }
      wanted.append((text[name.range], name.range.lowerBound))
    }
    for mention in mentions {
      guard let name = mention.range(of: .name), name.count >= Self.leastSurnameLength,
        !wanted.contains(where: { $0.surname == text[name] }), people(named: Self.words(of: context.text(name))).isEmpty
      else { continue }
      wanted.append((text[name], name.lowerBound))
    }
    guard let end = wanted.map(\.before).max() else { return }
    // Few places begin with the letter of a surname.
    var initials: UInt32 = 0
    for (surname, _) in wanted { initials |= Self.initial(surname[surname.startIndex]) }
    var index = max(3, context.document.article.blocks.first { $0.role == .paragraph }?.range.lowerBound ?? 0)
    let bytes = text.span
    while index < end {
      guard bytes[index] &- 0x41 < 26, initials & Self.initial(bytes[index]) != 0, bytes[index - 1] == 0x20 else {
        index &+= 1
        continue
      }
      defer { index += 1 }
      let found = wanted.firstIndex { name in
        text[index] == name.surname[name.surname.startIndex] && index < name.before
          && text[index..<min(text.count, index + name.surname.count)].elementsEqual(name.surname)
          && !WordFolding.isASCIILetter(text[index + name.surname.count]) && text[index + name.surname.count] < 0x80
      }
      guard let found else { continue }
      let surname = index..<index + wanted.remove(at: found).surname.count
      if let name = nameInFull(before: surname) { addPerson(name: name, words: Self.words(of: name)) }
      if wanted.isEmpty { return }
    }
  }

  /// The bit of a capital of ASCII.
  private static func initial(_ letter: UInt8) -> UInt32 { letter &- 0x41 < 26 ? 1 << UInt32(letter &- 0x41) : 0 }

  /// A surname with the given name before it, where that is one.
  private func nameInFull(before surname: Range<Int>) -> String? {
    let text = context.masked
    var start = surname.lowerBound - 1
    while start > 0, WordFolding.isASCIILetter(text[start - 1]) || text[start - 1] >= 0x80 { start -= 1 }
    let given = start..<surname.lowerBound - 1
    guard given.count >= Self.leastGivenNameLength, text[start] &- 0x41 < 26, text[start + 1] &- 0x61 < 26 else {
      return nil
    }
    // What begins a sentence has a capital in any case.
    let classes = context.words.sourceWords.token(given, of: text).classes
    guard classes.isDisjoint(with: [.title, .body, .role, .preposition, .and, .day, .stop, .verb, .clauseLead]) else {
      return nil
    }
    return context.text(start..<surname.upperBound)
  }

  private static let leastSurnameLength = 3
  private static let leastGivenNameLength = 2

  // MARK: - Facts

  /// The fact that a mention of a person is.
  func fact(of mention: Mention) -> PersonFact? {
    guard let name = mention.range(of: .name) else { return nil }
    let place = places.partitioningIndex { $0.range.lowerBound >= name.lowerBound }
    let person = place < places.count && places[place].range == name ? places[place].person : nil
    if person == nil, context.document.article.blocks[mention.block].role == .headline { return nil }
    return PersonFact(
      name: context.text(name), title: mention.range(of: .title).map(context.text), person: person)
  }

  // MARK: - Gathering

  private mutating func add(_ mention: Mention, words: [String]) {
    guard let range = mention.range(of: .name) else { return }
    let name = context.text(range)
    let known = people(named: words)
    let person: Int
    switch known.count {
    case 1: person = known[0]
    case 0:
      // In a headline every word has a capital.
      if context.document.article.blocks[mention.block].role == .headline { return }
      person = addPerson(name: name, words: words)
    default: return
    }
    note(name, words: words, of: person)
    if let title = mention.range(of: .title) {
      let title = context.text(title)
      if !people[person].titles.contains(title) { people[person].titles.append(title) }
      if let gender = context.words.lists.honorifics.value(of: title).flatMap(Gender.init) {
        genders[person] = gender
      }
    }
    places.append(
      Place(
        range: range, start: min(mention.range.lowerBound, range.lowerBound), block: mention.block, person: person))
  }

  @discardableResult
  private mutating func addPerson(name: String, words: [String]) -> Int {
    people.append(Person(name: name))
    nameWords.append(words)
    genders.append(nil)
    for (index, word) in words.enumerated() where word.count > 1 && !words[..<index].contains(word) {
      peopleByWord.add(word, of: people.count - 1)
    }
    return people.count - 1
  }

  /// Keeps a form of a name: as the name itself where it is the fuller one, as an alias otherwise.
  private mutating func note(_ name: String, words: [String], of person: Int) {
    if people[person].name == name { return }
    if words.count > nameWords[person].count {
      let former = people[person].name
      people[person].name = name
      nameWords[person] = words
      for word in Set(words) where word.count > 1 && !peopleByWord[word].contains(person) {
        peopleByWord.add(word, of: person)
      }
      if !people[person].aliases.contains(former) { people[person].aliases.append(former) }
    } else if !people[person].aliases.contains(name) {
      people[person].aliases.append(name)
    }
  }

  /// The people whose name the words can be: all of it, its end (the surname), its beginning and end without what
  /// stands between, or its beginning alone.
  private func people(named words: [String]) -> [Int] {
    guard let last = words.last, let first = words.first, !people.isEmpty else { return [] }
    var candidates = peopleByWord[last]
    if words.count > 1 { candidates += peopleByWord[first] }
    var exact: [Int] = []
    var bySurname: [Int] = []
    var byGivenName: [Int] = []
    for person in candidates where !bySurname.contains(person) && !exact.contains(person) {
      let name = nameWords[person]
      if name == words {
        exact.append(person)
      } else if name.last == last, name.suffix(words.count) == words[...] || name.first == first {
        bySurname.append(person)
      } else if words.count > name.count, words.last == name.last, words.first == name.first {
        bySurname.append(person)
      } else if words.count == 1, name.first == first {
        if !byGivenName.contains(person) { byGivenName.append(person) }
      }
    }
    if !exact.isEmpty { return exact }
    return bySurname.isEmpty ? byGivenName : bySurname
  }

  /// The fullest name of the person whom a name means: the name itself where that is nobody known, nil where it may be
  /// several.
  func fullName(of name: String) -> String? {
    let name = withoutTitles(name)
    let known = people(named: Self.words(of: name))
    return known.count > 1 ? nil : known.first.map { people[$0].name } ?? name
  }

  private func withoutTitles(_ name: String) -> String {
    var words = name.split(separator: " ")
    while words.count > 1, let title = words.first, context.words.lists.honorifics.contains(String(title)) {
      words.removeFirst()
    }
    return words.joined(separator: " ")
  }

  // MARK: - Sources

  /// Who a source is: the fullest name of a person, or the source's own words; nil for a pronoun that nobody explains.
  mutating func speaker(named source: Range<Int>, block: Int) -> (name: String?, person: Int?) {
    if let pronoun = context.words.lists.pronouns.value(of: source, in: context.clean) {
      return speaker(meantBy: pronoun, at: source, block: block)
    }
    var result: (name: String, person: Int?) = (context.text(source), nil)
    if let person = personAtHead(of: source) ?? personBeside(source) {
      result = (people[person].name, person)
    } else if let head = headName(of: source), !head.isBody {
      let known = people(named: head.words)
      if known.count == 1 {
        note(context.text(head.range), words: head.words, of: known[0])
        result = (people[known[0]].name, known[0])
      }
    }
    recent = (block, source.upperBound, result.person)
    return (result.name, result.person)
  }

  /// The person whose title and name are all of a source, or all but words before them that govern nothing.
  private func personAtHead(of source: Range<Int>) -> Int? {
    let after = places.partitioningIndex { $0.range.upperBound >= source.upperBound }
    guard after < places.count, case let place = places[after], place.range.upperBound == source.upperBound,
      place.start >= source.lowerBound, place.start < place.range.lowerBound
    else { return nil }
    let text = context.clean
    var governs = false
    for token in text[source.lowerBound..<place.start].split(separator: 0x20) {
      let classes = context.words.sourceWords.token(token.startIndex..<token.endIndex, of: text).classes
      if token.suffix(2).elementsEqual("'s".utf8) || !classes.isDisjoint(with: [.preposition, .and]) { governs = true }
    }
    return governs ? nil : place.person
  }

  /// The person whose name a comma sets off after an office: "the town's mayor, Ann Lowe".
  private func personBeside(_ source: Range<Int>) -> Int? {
    let text = context.masked
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

  private mutating func speaker(
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
    peopleByWord.people(namedIn: range, of: context.masked)
  }

  private mutating func headName(of source: Range<Int>) -> HeadName? {
    if let known = headNames[source] { return known }
    let name = HeadName(of: source, in: context)
    headNames[source] = .some(name)
    return name
  }

  private static func words(of name: String) -> [String] { WordFolding.words(of: name) }
}
