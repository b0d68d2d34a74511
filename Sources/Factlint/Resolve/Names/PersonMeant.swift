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
  /// The people that the article names in full; nil until one is asked for.
  private var people: [Person]?
  /// The numbers of people by the keys of their surnames.
  private var numbers: [UInt64: Int] = [:]

  /// Those of one surname.
  private struct Person {
    let surname: CapitalWord
    /// The keys of their given names.
    var given: [UInt64]

    /// Whether two people of the article have that surname.
    var isShared: Bool { given.count > 1 }
  }

  /// How many sentences back somebody is still spoken of.
  private static let greatestReach = 4

  init(context: ResolutionContext) {
    self.context = context
  }

  /// The folded surname of the person meant; nil where nobody is sure enough to be.
  func surname(at range: Range<Int>, block: Int) -> String? {
    let words = CapitalWord.all(in: range, of: context.masked)
    if let name = words.last, !isCommon(name) { return surname(of: name, after: words.dropLast().last) }
    guard range.isEmpty else { return known(personSpokenOf(before: range.lowerBound, block: block)) }
    guard context.document.sentences.indices.contains(context.sentence(at: range.lowerBound)) else { return nil }
    let sentence = context.document.sentences[context.sentence(at: range.lowerBound)].range
    guard sentence.lowerBound < range.lowerBound else { return nil }
    let before = CapitalWord.all(in: sentence.lowerBound..<range.lowerBound, of: context.masked)
    if let name = before.last, name.range.upperBound + 1 >= range.lowerBound, !isCommon(name) {
      return surname(of: name, after: before.dropLast().last)
    }
    return known(personNamed(by: before.lazy.filter { !$0.isPossessive }))
  }

  /// The surname that a name means, by the word with a capital before it.
  private func surname(of name: CapitalWord, after given: CapitalWord?) -> String? {
    let people = knownPeople()
    let text = folded(name)
    guard let number = numbers[name.key] else {
      guard context.spend(people.count) else { return text }
      let named = people.filter { $0.given.contains(name.key) }
      return named.count == 1 ? folded(named[0].surname) : text
    }
    return people[number].isShared ? given.map { "\(folded($0)) \(text)" } : text
  }

  /// The surname of somebody, if only one person has it.
  private func known(_ number: Int?) -> String? {
    number.flatMap { knownPeople()[$0].isShared ? nil : folded(knownPeople()[$0].surname) }
  }

  /// The one person whom words of a sentence name; nil where they name two or none.
  private func personNamed(by words: some Sequence<CapitalWord>) -> Int? {
    _ = knownPeople()
    var named: Int?
    for word in words {
      guard let number = numbers[word.key], number != named else { continue }
      if named != nil { return nil }
      named = number
    }
    return named
  }

  private func folded(_ word: CapitalWord) -> String {
    WordFolding.folded(String(decoding: context.masked[word.range], as: UTF8.self))
  }

  /// Whether a word with a capital is no name: a pronoun or article that begins its sentence.
  private func isCommon(_ word: CapitalWord) -> Bool {
    context.words.functionWords.containsFolded(word.range, in: context.masked)
      || context.words.lists.pronouns.containsFolded(word.range, in: context.masked)
  }

  private func personSpokenOf(before offset: Int, block: Int) -> Int? {
    let known = knownPeople()
    if known.count == 1 { return 0 }
    let sentences = context.document.sentences
    let last = context.sentence(at: offset)
    guard !known.isEmpty, sentences.indices.contains(last) else { return nil }
    let firstBlock = max(0, block - 1)
    for index in stride(from: last, through: max(0, last - Self.greatestReach), by: -1) {
      let sentence = sentences[index]
      guard sentence.block >= firstBlock else { return nil }
      let end = min(offset, sentence.range.upperBound)
      guard sentence.range.lowerBound < end else { continue }
      let words = CapitalWord.all(in: sentence.range.lowerBound..<end, of: context.masked)
      if words.contains(where: { numbers[$0.key] != nil }) { return personNamed(by: words) }
    }
    return nil
  }

  /// The last words of full names: of those that a rule for people finds, and of words with capitals that open a
  /// sentence, or of which the last stands elsewhere alone, as a surname does.
  private func knownPeople() -> [Person] {
    if let people { return people }
    var found: Set<UInt64> = []
    for mention in context.mentions {
      guard let range = mention.range(of: .name),
        context.document.article.blocks[mention.block].role != .headline
      else { continue }
      let words = CapitalWord.all(in: range, of: context.masked)
      if words.count > 1, let last = words.last { found.insert(last.key) }
    }
    var named: [Person] = []
    var alone: Set<UInt64> = []
    for sentence in context.document.sentences
    where context.document.article.blocks[sentence.block].role != .headline {
      let words = CapitalWord.all(in: sentence.range, of: context.masked)
      var first: UInt64?
      for (index, word) in words.enumerated() {
        let isJoined = index > 0 && words[index - 1].range.upperBound + 1 == word.range.lowerBound
        let goesOn = index + 1 < words.count && word.range.upperBound + 1 == words[index + 1].range.lowerBound
        if !isJoined { first = nil }
        if goesOn {
          if first == nil, isGiven(word) { first = word.key }
          continue
        }
        guard isJoined, !isCommon(words[index - 1]), !isOfCalendar(word) else {
          alone.insert(word.key)
          continue
        }
        if isOpening(words[...index], of: sentence.range) || isTold(at: word.range.upperBound) {
          found.insert(word.key)
        }
        guard let first else { continue }
        if let number = numbers[word.key] {
          if !named[number].given.contains(first) { named[number].given.append(first) }
        } else {
          numbers[word.key] = named.count
          named.append(Person(surname: word, given: [first]))
        }
      }
    }
    let known = named.filter { found.contains($0.surname.key) || alone.contains($0.surname.key) }
    numbers.removeAll(keepingCapacity: true)
    for (number, person) in known.enumerated() { numbers[person.surname.key] = number }
    people = known
    return known
  }

  /// Whether a word with a capital may be a given name: neither a form of address nor what only opens a sentence.
  private func isGiven(_ word: CapitalWord) -> Bool {
    !isCommon(word) && !isOfCalendar(word)
      && !context.words.lists.formsOfAddress.containsFolded(word.range, in: context.masked)
  }

  /// Whether the words are those that a sentence begins with, behind the dateline if it has one, and a name by their
  /// number.
  private func isOpening(_ words: ArraySlice<CapitalWord>, of sentence: Range<Int>) -> Bool {
    let dateline = context.document.dateline?.upperBound ?? sentence.lowerBound
    let start = sentence.contains(dateline) ? dateline : sentence.lowerBound
    let words = words.drop { $0.range.lowerBound < start }
    guard let first = words.first, let last = words.last else { return false }
    return first.range.lowerBound == start && words.count <= Self.greatestNameLength
      && last.range.upperBound - first.range.lowerBound == words.reduce(words.count - 1) { $0 + $1.range.count }
  }

  /// Whether what stands behind a name is told of a person: ", who", or an age between commas.
  private func isTold(at offset: Int) -> Bool {
    let text = context.masked
    guard offset + 5 < text.count, text[offset] == UInt8(ascii: ","), text[offset + 1] == 0x20 else { return false }
    var end = offset + 2
    while end < text.count, text[end] &- 0x30 < 10 { end += 1 }
    if end == offset + 4 { return text[end] == UInt8(ascii: ",") || text[end] == UInt8(ascii: ".") }
    while end < text.count, WordFolding.isASCIILetter(text[end]) { end += 1 }
    return context.words.lists.pronouns.contains(offset + 2..<end, in: text)
  }

  /// How many words a name has at most.
  private static let greatestNameLength = 4

  /// Whether a word is the name of a month or a day of the week, in whatever case.
  private func isOfCalendar(_ word: CapitalWord) -> Bool {
    let lists = context.words.lists
    if lists.months.contains(word.range, in: context.masked) || lists.weekdays.contains(word.range, in: context.masked)
    {
      return true
    }
    // Only where there is more than one capital can another case make a difference.
    guard context.masked[word.range].dropFirst().contains(where: { $0 &- 0x41 < 26 || $0 >= 0x80 }) else {
      return false
    }
    let text = folded(word)
    guard let first = text.first else { return false }
    let name = first.uppercased() + text.dropFirst()
    return lists.months.contains(name) || lists.weekdays.contains(name)
  }
}

/// A word that begins with a capital, or with a letter that is not ASCII.
private struct CapitalWord {
  var range: Range<Int>
  /// The hash of the folded word without a possessive ending, by which names are compared.
  var key: UInt64
  /// Whether a possessive ending follows.
  var isPossessive: Bool

  static func all(in range: Range<Int>, of text: [UInt8]) -> [CapitalWord] {
    var words: [CapitalWord] = []
    let bytes = text.span
    var index = range.lowerBound
    while let initial = firstInitial(from: index, to: range.upperBound, in: bytes) {
      // A capital inside of a word begins none, so that words are read from the last space on.
      let start = index
      index = initial
      while index > start, bytes[index - 1] != 0x20 { index -= 1 }
      while index <= initial {
        let start = index
        guard isLetter(bytes[start]), !isMark(bytes, at: start) else {
          index += isMark(bytes, at: start) ? 3 : 1
          continue
        }
        while index < range.upperBound, isLetter(bytes[index]) || isJoint(bytes, at: index, in: range),
          !isMark(bytes, at: index)
        { index += 1 }
        guard isInitial(bytes[start]) else { continue }
        let isPossessive = index < bytes.count && bytes[index] == UInt8(ascii: "'")
        words.append(
          CapitalWord(range: start..<index, key: key(of: start..<index, in: text), isPossessive: isPossessive))
      }
    }
    return words
  }

  /// The first byte from a place on that is a capital or not ASCII; nil where none is.
  private static func firstInitial(from start: Int, to end: Int, in bytes: Span<UInt8>) -> Int? {
    var index = start
    while end - index >= EightBytes.count {
      let eight = EightBytes(at: index, in: bytes)
      let initials = eight.between(0x41, 0x5A) | eight.notASCII
      if initials != 0 { return index &+ EightBytes.first(of: initials) }
      index &+= EightBytes.count
    }
    while index < end {
      if isInitial(bytes[index]) { return index }
      index &+= 1
    }
    return nil
  }

  private static func isInitial(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 || byte >= 0x80 }

  private static func key(of range: Range<Int>, in text: [UInt8]) -> UInt64 {
    var hash = WordFolding.seed
    for place in range {
      let byte = text[place]
      if byte >= 0x80 {
        return WordFolding.hash(ofFolded: WordFolding.folded(String(decoding: text[range], as: UTF8.self)))
      }
      hash = WordFolding.mix(hash, WordFolding.isASCIILetter(byte) ? byte | 0x20 : byte)
    }
    return hash
  }

  /// Whether a dash or another mark of general punctuation begins there, whose bytes are those of no letter.
  private static func isMark(_ text: Span<UInt8>, at index: Int) -> Bool {
    text[index] == 0xE2 && index + 2 < text.count && text[index + 1] == 0x80
  }

  private static func isLetter(_ byte: UInt8) -> Bool { WordFolding.isASCIILetter(byte) || byte >= 0x80 }

  /// A hyphen or apostrophe inside of a name, as in "O'Neill"; not that of a possessive.
  private static func isJoint(_ text: Span<UInt8>, at index: Int, in range: Range<Int>) -> Bool {
    guard text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "'"), index + 1 < range.upperBound,
      isLetter(text[index + 1])
    else { return false }
    if text[index] == UInt8(ascii: "-") { return true }
    return index + 2 < range.upperBound && isLetter(text[index + 2])
  }
}
