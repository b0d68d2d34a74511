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
  /// How far before a title its country may stand.
  private static let greatestReach = 40

  /// Fills in the offices of people and whether they have titles of men and of women.
  func fill(_ facts: inout [Fact], people: [Person]) {
    var holders: [String: [Int]] = [:]
    var courtesies: [Int: Set<String>] = [:]
    for index in facts.indices {
      guard case .person(var person) = facts[index].value, let title = person.title else { continue }
      if let office = office(of: title, at: facts[index].range) {
        person.office = (office.name, office.family)
        if office.isOfCountry { holders[office.name, default: []].append(index) }
        facts[index].value = .person(person)
      }
      if let given = given(of: person, title: title) {
        person.given = given
        facts[index].value = .person(person)
      }
      if let known = person.person, let gender = gender(of: title) { courtesies[known, default: []].insert(gender) }
    }
    for (office, indices) in holders where areSeveral(indices.map { facts[$0] }) {
      for index in indices {
        guard case .person(var person) = facts[index].value, let country = country(of: facts[index].range) else {
          continue
        }
        person.holding = "\(office) (\(country))"
        facts[index].value = .person(person)
      }
    }
    for (known, genders) in courtesies where genders.count > 1 && !hasRelatives(people[known]) {
      for index in facts.indices {
        guard case .person(var person) = facts[index].value, person.person == known, let title = person.title else {
          continue
        }
        person.courtesy = gender(of: title)
        facts[index].value = .person(person)
      }
    }
  }

  /// Whether some of the facts name people who share no part of their names.
  private func areSeveral(_ facts: [Fact]) -> Bool {
    let names = facts.compactMap { fact -> Set<String>? in
      if case .person(let person) = fact.value { Set(WordFolding.words(of: person.name)) } else { nil }
    }
    guard let first = names.first else { return false }
    return names.contains { $0.isDisjoint(with: first) }
  }

  private func gender(of title: String) -> String? {
    let gender = lists.honorifics.value(of: title)
    return gender == "male" || gender == "female" ? gender : nil
  }

  // MARK: Given names

  /// The given name of somebody who has an office or a rank; relatives share the titles of courtesy.
  private func given(of person: PersonFact, title: String) -> String? {
    if lists.courtesyTitles.contains(title) { return nil }
    let words = WordFolding.words(of: person.name, atMost: 2)
    guard words.count > 1, let first = words.first, first.utf8.count > 2 else { return nil }
    return lists.givenNameForms.value(of: first) ?? first
  }

  // MARK: Offices

  private func office(
    of title: String, at range: Range<Int>
  ) -> (name: String, family: String, isOfCountry: Bool)? {
    var title = title
    // "Det. Lt.": the last of several titles is the rank.
    while !lists.singleOffices.contains(title), !lists.singleRanks.contains(title),
      let space = title.utf8.firstIndex(of: UInt8(ascii: " ")), case let lead = String(title[..<space]),
      lists.honorifics.contains(lead)
    {
      if lists.officeQualifiers.contains(lead) { return nil }
      title = String(title[title.index(after: space)...])
    }
    let ofCountry = lists.singleOffices.value(of: title)
    guard let name = ofCountry ?? lists.singleRanks.value(of: title),
      let lexicon = context.words.lexicon(ofCountry == nil ? Self.parts : Self.offices)
    else { return nil }
    // "former", "then-": the word before the title is looked at, since a rule may leave it out.
    let text = context.clean
    let before = range.lowerBound
    if before > 1 {
      var start = before - 1
      while start > 0, before - start < Self.greatestReach, WordFolding.isASCIILetter(text[start - 1]) { start -= 1 }
      if lists.officeQualifiers.contains(start..<before - 1, in: text) { return nil }
    }
    return (name, lexicon.within[name] ?? name, ofCountry != nil)
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
        context.words.value(of: previous[previous.count - 2], in: "conjunction") != nil
      {
        return true
      }
      previous = previous.suffix(2) + [word]
    }
    return false
  }
}
