/// Whom the words of a slot of type `person` mean, by surname.
///
/// A name means its last word, and a given name the surname with which it is named in full; where the article names two
/// people of that surname in full, only a full name means one of them. No words mean the name right before them, or the
/// one person whom the sentence names before them. Any other words ("he", "the 64-year-old") mean who is spoken of: the
/// one person whom the sentence names before them, or the nearest sentence before that names one. Where such a sentence
/// names two, nobody is sure enough to be meant.
///
/// An object, since the people are looked for only once and only where they are asked for.
final class PersonMeant {
  private let context: ResolutionContext
  /// The people that the article names in full: their given names by their surnames, folded; nil until one is asked for.
  private var people: [String: Set<String>]?

  /// How many sentences back somebody is still spoken of.
  private static let greatestReach = 4

  init(context: ResolutionContext) {
    self.context = context
  }

  /// The folded surname of the person meant; nil where nobody is sure enough to be.
  func surname(at range: Range<Int>, block: Int) -> String? {
    let words = CapitalWord.all(in: range, of: context.masked)
    if let name = words.last, !isCommon(name.folded) {
      return surname(of: name.folded, after: words.dropLast().last?.folded)
    }
    guard range.isEmpty else { return known(personSpokenOf(before: range.lowerBound, block: block)) }
    guard context.document.sentences.indices.contains(context.sentence(at: range.lowerBound)) else { return nil }
    let sentence = context.document.sentences[context.sentence(at: range.lowerBound)].range
    guard sentence.lowerBound < range.lowerBound else { return nil }
    let before = CapitalWord.all(in: sentence.lowerBound..<range.lowerBound, of: context.masked)
    if let name = before.last, name.range.upperBound + 1 >= range.lowerBound, !isCommon(name.folded) {
      return surname(of: name.folded, after: before.dropLast().last?.folded)
    }
    return known(personNamed(by: before))
  }

  /// The surname that a name means, by the word with a capital before it.
  private func surname(of name: String, after given: String?) -> String? {
    let people = knownPeople()
    if people[name] == nil {
      guard context.spend(people.count) else { return name }
      let named = people.filter { $0.value.contains(name) }
      return named.count == 1 ? named.first?.key : name
    }
    return isShared(name, in: people) ? given.map { "\($0) \(name)" } : name
  }

  /// A surname, if only one person has it.
  private func known(_ surname: String?) -> String? {
    surname.flatMap { isShared($0, in: knownPeople()) ? nil : $0 }
  }

  /// The one person whom words of a sentence name; nil where they name two or none.
  private func personNamed(by words: [CapitalWord]) -> String? {
    let people = knownPeople()
    let named = Set(words.filter { !$0.isPossessive && people[$0.folded] != nil }.map(\.folded))
    return named.count == 1 ? named.first : nil
  }

  /// Whether a word with a capital is no name: a pronoun or article that begins its sentence.
  private func isCommon(_ word: String) -> Bool {
    context.words.functionWords.contains(word)
      || context.words.lists.pronouns.contains(word)
  }

  private func personSpokenOf(before offset: Int, block: Int) -> String? {
    let known = knownPeople()
    if known.count == 1 { return known.first?.key }
    let sentences = context.document.sentences
    let last = context.sentence(at: offset)
    guard !known.isEmpty, sentences.indices.contains(last) else { return nil }
    let firstBlock = max(0, block - 1)
    for index in stride(from: last, through: max(0, last - Self.greatestReach), by: -1) {
      let sentence = sentences[index]
      guard sentence.block >= firstBlock else { return nil }
      let end = min(offset, sentence.range.upperBound)
      guard sentence.range.lowerBound < end else { continue }
      var named: Set<String> = []
      for word in CapitalWord.all(in: sentence.range.lowerBound..<end, of: context.masked)
      where known[word.folded] != nil {
        named.insert(word.folded)
      }
      if named.count > 1 { return nil }
      if let only = named.first { return only }
    }
    return nil
  }

  /// The last words of full names: of those that a rule for people finds, and of words with capitals that open a
  /// sentence, or of which the last stands elsewhere alone, as a surname does.
  private func knownPeople() -> [String: Set<String>] {
    if let people { return people }
    var found: Set<String> = []
    for mention in context.mentions {
      guard context.document.article.blocks[mention.block].role != .headline,
        let range = mention.range(of: .name)
      else { continue }
      let words = CapitalWord.all(in: range, of: context.masked)
      if words.count > 1, let last = words.last { found.insert(last.folded) }
    }
    var given: [String: Set<String>] = [:]
    var alone: Set<String> = []
    for sentence in context.document.sentences
    where context.document.article.blocks[sentence.block].role != .headline {
      let words = CapitalWord.all(in: sentence.range, of: context.masked)
      var first: String?
      for (index, word) in words.enumerated() {
        let isJoined = index > 0 && words[index - 1].range.upperBound + 1 == word.range.lowerBound
        let goesOn = index + 1 < words.count && word.range.upperBound + 1 == words[index + 1].range.lowerBound
        if !isJoined { first = nil }
        if goesOn {
          if first == nil, isGiven(word.folded) { first = word.folded }
          continue
        }
        guard isJoined, !isCommon(words[index - 1].folded), !isOfCalendar(word.folded) else {
          alone.insert(word.folded)
          continue
        }
        if isOpening(words[...index], of: sentence.range) { found.insert(word.folded) }
        if let first { given[word.folded, default: []].insert(first) }
      }
    }
    let known = given.filter { found.contains($0.key) || alone.contains($0.key) }
    people = known
    return known
  }

  /// Whether two people of the article have that surname.
  private func isShared(_ surname: String, in people: [String: Set<String>]) -> Bool {
    (people[surname]?.count ?? 0) > 1
  }

  /// Whether a word with a capital may be a given name: neither a form of address nor what only opens a sentence.
  private func isGiven(_ word: String) -> Bool {
    !isCommon(word) && !isOfCalendar(word) && !context.words.lists.formsOfAddress.contains(word)
  }

  /// Whether the words are those that a sentence begins with, and a name by their number.
  private func isOpening(_ words: ArraySlice<CapitalWord>, of sentence: Range<Int>) -> Bool {
    guard let first = words.first, let last = words.last else { return false }
    return first.range.lowerBound == sentence.lowerBound && words.count <= Self.greatestNameLength
      && last.range.upperBound - first.range.lowerBound == words.reduce(words.count - 1) { $0 + $1.range.count }
  }

  /// How many words a name has at most.
  private static let greatestNameLength = 4

  private func isOfCalendar(_ word: String) -> Bool {
    guard let first = word.first else { return false }
    let name = first.uppercased() + word.dropFirst()
    return context.words.lists.months.contains(name) || context.words.lists.weekdays.contains(name)
  }
}

/// A word that begins with a capital, or with a letter that is not ASCII.
private struct CapitalWord {
  var range: Range<Int>
  /// As names are compared: folded, without a possessive ending.
  var folded: String
  /// Whether a possessive ending follows.
  var isPossessive: Bool

  static func all(in range: Range<Int>, of text: [UInt8]) -> [CapitalWord] {
    var words: [CapitalWord] = []
    var index = range.lowerBound
    while index < range.upperBound {
      guard isLetter(text[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < range.upperBound, isLetter(text[index]) || isJoint(text, at: index, in: range) { index += 1 }
      guard text[start] &- 0x41 < 26 || text[start] >= 0x80 else { continue }
      let name = WordFolding.folded(String(decoding: text[start..<index], as: UTF8.self))
      let isPossessive = index < text.count && text[index] == UInt8(ascii: "'")
      words.append(CapitalWord(range: start..<index, folded: name, isPossessive: isPossessive))
    }
    return words
  }

  private static func isLetter(_ byte: UInt8) -> Bool { WordFolding.isASCIILetter(byte) || byte >= 0x80 }

  /// A hyphen or apostrophe inside of a name, as in "O'Neill"; not that of a possessive.
  private static func isJoint(_ text: [UInt8], at index: Int, in range: Range<Int>) -> Bool {
    guard text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "'"), index + 1 < range.upperBound,
      isLetter(text[index + 1])
    else { return false }
    if text[index] == UInt8(ascii: "-") { return true }
    return index + 2 < range.upperBound && isLetter(text[index + 2])
  }
}
