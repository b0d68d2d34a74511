/// When and where the events were that sentences tell of, as far as they say.
final class EventSettings {
  private let context: ResolutionContext
  private let dates: [PlacedDate]
  private let beginnings: WordBeginnings
  /// The days that sentences name, by sentence; looked up only where it matters.
  private lazy var days: [Int: [DayInterval]] = namedDays()
  private var places: [Int: Set<UInt64>] = [:]
  private var capitals: [Int: Set<UInt64>] = [:]

  /// Dates that cover more days than this say little of when something was.
  static let greatestDayCount = 2

  init(context: ResolutionContext, dates: [PlacedDate], beginnings: WordBeginnings) {
    (self.context, self.dates, self.beginnings) = (context, dates, beginnings)
  }

  private func namedDays() -> [Int: [DayInterval]] {
    var days: [Int: [DayInterval]] = [:]
    for found in dates {
      guard let covered = found.date.days, let count = covered.count, count <= Self.greatestDayCount else { continue }
      days[found.sentence, default: []].append(covered)
    }
    return days
  }

  /// Whether both sentences name days, and none in common.
  func haveDifferentDays(_ one: Int, _ other: Int) -> Bool {
    guard let first = days[one], let second = days[other] else { return false }
    return first.allSatisfy { day in second.allSatisfy { $0.isDisjoint(with: day) } }
  }

  /// Whether both sentences name places, and neither one of the other's.
  func haveDifferentPlaces(_ one: Int, _ other: Int) -> Bool {
    let (first, second) = (places(in: one), places(in: other))
    if first.isEmpty || second.isEmpty { return false }
    return first.isDisjoint(with: capitalWords(of: other)) && second.isDisjoint(with: capitalWords(of: one))
  }

  /// Whether a sentence names places, and none of which another sentence speaks.
  func isElsewhere(_ one: Int, than other: Int) -> Bool {
    let named = places(in: one)
    return !named.isEmpty && named.isDisjoint(with: capitalWords(of: other))
  }

  /// Whether a sentence names several places ("in Ash and Elm") of which another lacks one.
  func hasFurtherPlaces(_ one: Int, than other: Int) -> Bool {
    let named = places(in: one)
    guard named.count > 1, isSeries(one) else { return false }
    return !named.isSubset(of: capitalWords(of: other))
  }

  // MARK: The words

  /// The stretches of a sentence between its spaces.
  private func words(of sentence: Int) -> [Range<Int>] {
    guard context.document.sentences.indices.contains(sentence) else { return [] }
    let range = context.document.sentences[sentence].range
    var words: [Range<Int>] = []
    words.reserveCapacity(range.count / 5)
    var start = range.lowerBound
    for place in range where context.clean[place] == 0x20 {
      if start < place { words.append(start..<place) }
      start = place + 1
    }
    if start < range.upperBound { words.append(start..<range.upperBound) }
    return words
  }

  private func isCapital(_ word: Range<Int>) -> Bool {
    let first = context.clean[word.lowerBound]
    return first < 0x80 ? first &- 0x41 < 26 : context.text(word).first?.isUppercase == true
  }

  /// Whether a word ends in anything but a letter or a comma.
  private func isClosed(_ word: Range<Int>) -> Bool {
    let last = context.clean[word.upperBound - 1]
    if last < 0x80 { return !WordFolding.isASCIILetter(last) && last != 0x2C }
    return context.text(word).last?.isLetter == false
  }

  /// A word with a capital as places are compared by, so that "Orrin's" and "Orrin" are one; nil for names of days and
  /// months, which are told by their capitals, and for what is too short.
  private func key(_ word: Range<Int>) -> UInt64? {
    let lists = context.words.lists
    guard context.clean[word].allSatisfy({ $0 < 0x80 }) else {
      let text = context.text(word)
      let plain = String(text.prefix(while: \.isLetter))
      guard let folded = WordFolding.words(of: text, atMost: 1).first, folded.utf8.count > 2,
        !lists.months.contains(plain), !lists.weekdays.contains(plain)
      else { return nil }
      return beginnings.key(ofFolded: folded)
    }
    var end = word.lowerBound
    while end < word.upperBound, WordFolding.isASCIILetter(context.clean[end]) { end += 1 }
    let plain = word.lowerBound..<end
    guard plain.count > 2, !lists.months.contains(plain, in: context.clean),
      !lists.weekdays.contains(plain, in: context.clean)
    else { return nil }
    return beginnings.key(ofASCII: plain, in: context.clean)
  }

  private func capitalWords(of sentence: Int) -> Set<UInt64> {
    if let known = capitals[sentence] { return known }
    // The first word of a sentence has a capital, whatever it is.
    let found = Set(words(of: sentence).dropFirst().lazy.filter(isCapital).compactMap { self.key($0) })
    capitals[sentence] = found
    return found
  }

  /// The words of the places that a sentence names: capitals behind a preposition of place, and those that a
  /// separator joins to them.
  private func places(in sentence: Int) -> Set<UInt64> {
    if let known = places[sentence] { return known }
    var found: Set<UInt64> = []
    forEachPlace(in: sentence) { word, _ in if let key = key(word) { found.insert(key) } }
    places[sentence] = found
    return found
  }

  /// Whether a word such as "and" joins two places of a sentence.
  private func isSeries(_ sentence: Int) -> Bool {
    var isSeries = false
    forEachPlace(in: sentence) { _, isJoined in isSeries = isSeries || isJoined }
    return isSeries
  }

  private func forEachPlace(in sentence: Int, _ body: (Range<Int>, _ isJoined: Bool) -> Void) {
    let words = words(of: sentence)
    // Where all letters are capitals, nothing tells a name.
    guard words.contains(where: hasLowerCase) else { return }
    var isPlace = false
    var isJoined = false
    for word in words {
      if isPlace, isCapital(word) {
        body(word, isJoined)
        isJoined = false
        if isClosed(word) { isPlace = false }
      } else if isPlace, context.words.lists.partSeparators.containsFolded(word, in: context.clean) {
        isJoined = true
      } else {
        isPlace = context.words.lists.placePrepositions.containsFolded(word, in: context.clean)
        isJoined = false
      }
    }
  }

  private func hasLowerCase(_ word: Range<Int>) -> Bool {
    var isASCII = true
    for place in word {
      if context.clean[place] &- 0x61 < 26 { return true }
      if context.clean[place] >= 0x80 { isASCII = false }
    }
    return !isASCII && context.text(word).contains(where: \.isLowercase)
  }
}
