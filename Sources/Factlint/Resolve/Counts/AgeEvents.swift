/// Joins the ages of one person.
extension CountEvents {
  /// Joins an age that stands for a person already named ("the 76-year-old said") to the one age that it can be a slip
  /// of.
  func assignByDefiniteAge(_ counts: [StatedCount]) {
    let ages = counts.indices.filter { counts[$0].fact.kind == .age && counts[$0].stated != nil }
    guard ages.count > 1 else { return }
    for index in ages where counts[index].name == nil && counts[index].count.event == nil && isKnown(counts[index]) {
      guard let stated = counts[index].stated, context.spend(ages.count),
        !ages.contains(where: { $0 != index && counts[$0].stated?.value == stated.value })
      else { continue }
      let likely = ages.filter { other in
        guard other != index, counts[other].fact.range.lowerBound < counts[index].fact.range.lowerBound,
          counts[other].fact.reservations.isEmpty, let age = counts[other].stated
        else { return false }
        return Slip.isLikelyOfAge(stated, age)
      }
      guard Set(likely.map { counts[$0].count.amount }).count == 1, let other = likely.last else { continue }
      let event = counts[other].count.event ?? "age \(nextSerial())"
      counts[index].count.event = event
      counts[other].count.event = event
      counts[index].fact.gravestContradiction = .warning
    }
  }

  private func isKnown(_ count: StatedCount) -> Bool {
    let start = count.fact.range.lowerBound
    let block = context.document.article.blocks[count.fact.block].range
    guard
      context.lastWord(
        of: max(block.lowerBound, start - Self.longestComparison)..<start, isIn: context.words.lists.definiteWords)
    else { return false }
    // "The 76-year-old driver" may be somebody new; "the 76-year-old said" is not.
    let end = count.fact.range.upperBound
    let rest = end..<min(block.upperBound, end + Self.longestVerb)
    guard let next = context.clean[rest].first else { return true }
    if next != UInt8(ascii: " ") { return next != UInt8(ascii: "-") }
    return context.firstWord(of: rest, isIn: context.words.lists.finiteVerbs)
  }

  /// Joins the ages of people of one name: the same surname, and no two given names.
  func assignByName(_ counts: [StatedCount]) {
    let ages = counts.indices.filter { index in
      counts[index].fact.kind == .age && counts[index].name != nil && counts[index].fact.reservations.isEmpty
    }
    guard ages.count > 1 else { return }
    var bySurname: [String: [Int]] = [:]
    for index in ages {
      guard let surname = counts[index].name.flatMap({ WordFolding.words(of: $0).last }) else { continue }
      bySurname[surname, default: []].append(index)
    }
    for surname in bySurname.keys.sorted() {
      guard let indices = bySurname[surname], indices.count > 1 else { continue }
      let given = indices.compactMap { givenName(of: counts[$0]) }
      guard Set(given).count <= 1, !areNamesakes(indices.map { counts[$0] }) else { continue }
      // Who has an age by the surname alone was introduced before; a full name that comes later is another's.
      let firstInFull = indices.first { givenName(of: counts[$0]) != nil }
      let ofOne = indices.filter { index in
        counts[index].role == .headline || firstInFull.map { index >= $0 } ?? true
      }
      for index in ofOne { counts[index].count.event = "\(given.first ?? "") \(surname)" }
    }
  }

  /// The first name of somebody who is named in full; nil for a surname, be it with "Ms" before it.
  private func givenName(of count: StatedCount) -> String? {
    let names = WordFolding.words(of: count.name ?? "")
    guard names.count > 1, let first = names.first else { return nil }
    return context.words.lists.formsOfAddress.contains(first) ? nil : first
  }

  /// Whether a word such as "elder" or "mother" stands before a name.
  private func isToldFromNamesake(_ count: StatedCount) -> Bool {
    let start = count.fact.range.lowerBound
    let block = context.document.article.blocks[count.fact.block].range
    guard block.lowerBound < start else { return false }
    let before = WordFolding.words(of: context.text(max(block.lowerBound, start - Self.longestKin)..<start))
    return before.last.map { word in
      Self.namesakeLexicons.contains { context.words.value(of: word, in: $0) != nil }
    } == true
  }

  /// What somebody is to another is no longer, in bytes.
  private static let longestKin = 20
  /// The names of the word lists of what tells one of two people from the other who has the same name: "the elder", "her
  /// daughter".
  private static let namesakeLexicons = ["namesake-word", "kin"]

  /// Whether people of one surname and one first name are told apart in one breath ("Ian Bolt, 61, and his son, also
  /// Ian Bolt, 34") or by a second name, as the old and the young of a family are; a letter with a stop tells nobody
  /// apart.
  private func areNamesakes(_ people: [StatedCount]) -> Bool {
    let areInOneBreath = zip(people, people.dropFirst()).contains { one, other in
      one.fact.sentence == other.fact.sentence && one.stated?.value != other.stated?.value
    }
    if areInOneBreath || people.contains(where: isToldFromNamesake) { return true }
    let names = Set(people.compactMap(\.name).map { WordFolding.words(of: $0) }.filter { $0.count > 1 })
    let second = Set(names.map { $0.count > 2 && $0[1].utf8.count > 1 ? $0[1] : "" })
    guard second.count > 1 else { return false }
    let ages = people.compactMap { $0.stated?.value.doubleValue }
    return (ages.max() ?? 0) - (ages.min() ?? 0) > 3
  }
}
