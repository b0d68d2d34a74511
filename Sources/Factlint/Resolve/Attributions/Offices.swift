/// Reads the offices of people off their titles.
///
/// Only an office of which a country, or a person, has one at a time is one here; a former, an acting or a deputy holder
/// is left alone. Who seems to share an office with another is asked for the country that it is of.
struct Offices {
  let context: ResolutionContext

  /// Offices of which a country has one, by name, each within its family.
  private static let offices = "single-office"
  /// Parts and ranks of which a person has one, each within its family.
  private static let parts = "single-rank"
  /// What makes another office of one.
  private static let qualifiers = "office-qualifier"
  private static let nations = "nation"
  private static let honorific = "honorific"
  private static let courtesyTitles = "courtesy-title"
  private static let shortForms = "given-name-form"
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
    let gender = context.words.value(of: title, in: Self.honorific)
    return gender == "male" || gender == "female" ? gender : nil
  }

  // MARK: Given names

  /// The given name of somebody who has an office or a rank; relatives share the titles of courtesy.
  private func given(of person: PersonFact, title: String) -> String? {
    guard context.words.value(of: title, in: Self.courtesyTitles) == nil else { return nil }
    let words = WordFolding.words(of: person.name)
    guard words.count > 1, let first = words.first, first.utf8.count > 2 else { return nil }
    return context.words.value(of: first, in: Self.shortForms) ?? String(first)
  }

  // MARK: Offices

  private func office(
    of title: String, at range: Range<Int>
  ) -> (name: String, family: String, isOfCountry: Bool)? {
    var title = title
    // "Det. Lt.": the last of several titles is the rank.
    while context.words.value(of: title, in: Self.offices) == nil, context.words.value(of: title, in: Self.parts) == nil,
      let space = title.firstIndex(of: " "), context.words.value(of: String(title[..<space]), in: Self.honorific) != nil
    {
      guard context.words.value(of: String(title[..<space]), in: Self.qualifiers) == nil else { return nil }
      title = String(title[title.index(after: space)...])
    }
    let ofCountry = context.words.value(of: title, in: Self.offices)
    guard let name = ofCountry ?? context.words.value(of: title, in: Self.parts),
      let lexicon = context.words.lexicon(ofCountry == nil ? Self.parts : Self.offices)
    else { return nil }
    // "former", "then-": the word before the title is looked at, since a rule may leave it out.
    let text = context.document.article.text
    let before = range.lowerBound
    if before > 1 {
      var start = before - 1
      while start > 0, before - start < Self.greatestReach, WordFolding.isASCIILetter(text[start - 1]) { start -= 1 }
      let word = context.text(start..<before - 1)
      if context.words.value(of: word, in: Self.qualifiers) != nil { return nil }
    }
    return (name, lexicon.within[name] ?? name, ofCountry != nil)
  }

  // MARK: Countries

  /// The country of an office: the one named right before the title, or else the only one of the article.
  private func country(of range: Range<Int>) -> String? {
    let before = nations(in: max(0, range.lowerBound - Self.greatestReach)..<range.lowerBound)
    if let nearest = before.last, context.document.article.text[nearest.end..<range.lowerBound].count <= 4 {
      return nearest.nation
    }
    let all = Set(nations(in: 0..<context.document.article.text.count).map(\.nation))
    return all.count == 1 ? all.first : nil
  }

  private func nations(in range: Range<Int>) -> [(nation: String, end: Int)] {
    let text = context.document.article.text
    var found: [(nation: String, end: Int)] = []
    var index = range.lowerBound
    while index < range.upperBound {
      guard WordFolding.isASCIILetter(text[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < range.upperBound, WordFolding.isASCIILetter(text[index]) { index += 1 }
      if text[start] &- 0x41 < 26, let nation = context.words.value(of: context.text(start..<index), in: Self.nations) {
        found.append((nation, index))
      }
    }
    return found
  }

  // MARK: Relatives

  /// Whether the article speaks of a relative of anybody, or names two people before one surname.
  private func hasRelatives(_ person: Person) -> Bool {
    guard let surname = person.name.split(separator: " ").last else { return true }
    let text = context.document.article.text
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
