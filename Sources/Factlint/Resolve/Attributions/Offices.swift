/// A mention of a person on its way to a fact.
struct PersonMention {
  var rule: Int
  var range: Range<Int>
  var block: Int
  /// Where the name stands.
  var name: Range<Int>
  var nameText: String
  /// Where the title stands.
  var titleRange: Range<Int>?
  var title: String?
  var person: Int?
  var given: String?
  var office: (name: String, family: String)?
  var holding: String?
  var courtesy: String?

  /// Makes the fact that it is.
  func madeFact() -> PersonFact {
    PersonFact(
      name: nameText, title: title, person: person, given: given, office: office, holding: holding, courtesy: courtesy)
  }
}

/// Reads the offices of people off their titles.
///
/// Only an office of which a country, or a person, has one at a time is one here; a former, an acting or a deputy holder
/// is left alone. Who seems to share an office with another is asked for the country that it is of.
struct Offices {
  let context: ResolutionContext

  private let lists: WordLists

  init(context: ResolutionContext) {
    self.context = context
    lists = context.words.lists
  }

  /// The names of the word lists of offices of which a country has one, and of parts and ranks of which a person has
  /// one, each within its family.
  private static let offices = "single-office"
  private static let parts = "single-rank"
  private static let relatives = "family-word"
  /// The name of the word list of titles that a couple shares.
  private static let shared = "couple-title"
  /// How far before a title its country may stand.
  private static let greatestReach = 40

  /// Fills in the offices of people and whether they have titles of men and of women.
  func fill(_ mentions: inout [PersonMention], people: [Person]) {
    var holders: [String: [Int]] = [:]
    var courtesies: [(person: Int, gender: String)] = []
    for index in mentions.indices {
      guard let title = mentions[index].titleRange else { continue }
      if let office = office(of: title, at: mentions[index].range) {
        mentions[index].office = (office.name, office.family)
        if office.isOfCountry { holders[office.name, default: []].append(index) }
      }
      mentions[index].given = given(of: mentions[index].name, title: title)
      if let known = mentions[index].person, let gender = gender(of: title) { courtesies.append((known, gender)) }
    }
    for (office, indices) in holders where indices.count > 1 && areSeveral(indices.map { mentions[$0].name }) {
      for index in indices {
        if let country = country(of: mentions[index].range) { mentions[index].holding = "\(office) (\(country))" }
      }
    }
    for known in people.indices {
      guard let first = courtesies.first(where: { $0.person == known })?.gender,
        courtesies.contains(where: { $0.person == known && $0.gender != first }), !hasRelatives(people[known])
      else { continue }
      for index in mentions.indices where mentions[index].person == known {
        if let title = mentions[index].titleRange { mentions[index].courtesy = gender(of: title) }
      }
    }
  }

  /// Whether some of the names share no part with the first.
  private func areSeveral(_ names: [Range<Int>]) -> Bool {
    let words = names.map { NameWord.all(in: $0, of: context.clean) }
    return words.contains { other in !other.contains { words[0].contains($0) } }
  }

  private func gender(of title: Range<Int>) -> String? {
    let gender = lists.honorifics.value(of: title, in: context.clean)
    guard gender == "male" || gender == "female" else { return nil }
    return context.words.table(Self.shared)?.contains(title, in: context.clean) == true ? nil : gender
  }

  // MARK: Given names

  /// The given name of somebody who has an office or a rank; relatives share the titles of courtesy.
  private func given(of name: Range<Int>, title: Range<Int>) -> String? {
    let text = context.clean
    if lists.courtesyTitles.contains(title, in: text) { return nil }
    var isASCII = true
    for place in name where text[place] >= 0x80 { isASCII = false }
    guard isASCII else {
      let words = WordFolding.words(of: context.text(name), atMost: 2)
      return words.count > 1 && words[0].utf8.count > 2 ? lists.givenNameForms.value(of: words[0]) ?? words[0] : nil
    }
    var start = name.lowerBound
    while start < name.upperBound, !WordFolding.isASCIILetter(text[start]) { start += 1 }
    var end = start
    while end < name.upperBound, WordFolding.isASCIILetter(text[end]) { end += 1 }
    guard end - start > 2, text[end..<name.upperBound].contains(where: WordFolding.isASCIILetter) else { return nil }
    return lists.givenNameForms.value(of: start..<end, in: text) ?? WordFolding.folded(context.text(start..<end))
  }

  // MARK: Offices

  private func office(
    of title: Range<Int>, at range: Range<Int>
  ) -> (name: String, family: String, isOfCountry: Bool)? {
    let text = context.clean
    var title = title
    // "the surgeon who led the team": what goes on with a clause is the title without it.
    if title.count > Self.greatestReach / 2, let clause = clause(of: title) { title = title.lowerBound..<clause }
    // "Det. Lt.": the last of several titles is the rank.
    while !lists.singleOffices.contains(title, in: text), !lists.singleRanks.contains(title, in: text),
      let space = text[title].firstIndex(of: 0x20), case let lead = title.lowerBound..<space,
      lists.honorifics.contains(lead, in: text)
    {
      if lists.officeQualifiers.contains(lead, in: text) { return nil }
      title = space + 1..<title.upperBound
    }
    let ofCountry = lists.singleOffices.value(of: title, in: text)
    guard let name = ofCountry ?? lists.singleRanks.value(of: title, in: text),
      let lexicon = context.words.lexicon(ofCountry == nil ? Self.parts : Self.offices)
    else { return nil }
    // "former", "then-": the word before the title is looked at, since a rule may leave it out.
    let before = range.lowerBound
    if before > 1 {
      var start = before - 1
      while start > 0, before - start < Self.greatestReach, WordFolding.isASCIILetter(text[start - 1]) { start -= 1 }
      if lists.officeQualifiers.contains(start..<before - 1, in: text) { return nil }
    }
    return (name, lexicon.within[name] ?? name, ofCountry != nil)
  }

  /// Where a clause begins that says more of the holder of a title: the space before "who".
  private func clause(of title: Range<Int>) -> Int? {
    let text = context.clean
    var start = title.lowerBound
    while let space = text[start..<title.upperBound].firstIndex(of: 0x20) {
      let end = text[space + 1..<title.upperBound].firstIndex(of: 0x20) ?? title.upperBound
      if context.words.sourceWords.token(space + 1..<end, of: text).classes.contains(.relative) { return space }
      start = space + 1
    }
    return nil
  }

  // MARK: Countries

  /// The country of an office: the one named right before the title, or else the only one of the article.
  private func country(of range: Range<Int>) -> String? {
    let before = nations(in: max(0, range.lowerBound - Self.greatestReach)..<range.lowerBound)
    if let nearest = before.last, context.clean[nearest.end..<range.lowerBound].count <= 4 {
      return nearest.nation
    }
    let all = Set(nations(in: 0..<context.clean.count).map(\.nation))
    return all.count == 1 ? all.first : nil
  }

  private func nations(in range: Range<Int>) -> [(nation: String, end: Int)] {
    let text = context.clean
    var found: [(nation: String, end: Int)] = []
    var index = range.lowerBound
    while index < range.upperBound {
      guard WordFolding.isASCIILetter(text[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < range.upperBound, WordFolding.isASCIILetter(text[index]) { index += 1 }
      if text[start] &- 0x41 < 26, let nation = lists.nations.value(of: start..<index, in: text) {
        found.append((nation, index))
      }
    }
    return found
  }

  // MARK: Relatives

  /// Whether the article speaks of a relative of anybody, or names two people before one surname.
  private func hasRelatives(_ person: Person) -> Bool {
    guard let surname = person.name.split(separator: " ").last else { return true }
    let text = context.clean
    var index = 0
    var previous: [String] = []
    while index < text.count {
      guard WordFolding.isASCIILetter(text[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < text.count, WordFolding.isASCIILetter(text[index]) { index += 1 }
      let word = context.text(start..<index)
      if context.words.value(of: word, in: Self.relatives) != nil { return true }
      // "Leonard and Ruth Brandt"
      if word == surname, previous.count >= 2,
        context.words.value(of: previous[previous.count - 2], in: "conjunction") != nil,
        lists.honorifics.value(of: previous[previous.count - 1]) == nil
      {
        return true
      }
      previous = previous.suffix(2) + [word]
    }
    return false
  }
}
