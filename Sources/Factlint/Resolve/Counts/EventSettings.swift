/// When and where the events were that sentences tell of, as far as they say.
final class EventSettings {
  private let context: ResolutionContext
  /// The days that sentences name, by sentence.
  private let days: [Int: [DayInterval]]
  private var places: [Int: Set<String>] = [:]

  /// Dates that cover more days than this say little of when something was.
  static let greatestDayCount = 2
  /// The names of the word lists of what stands before a place, and of what looks like one there.
  static let placeLexicon = "place-preposition"
  static let timeLexicons = ["month", "weekday"]

  /// - Parameter facts: Facts among which are the dates.
  init(context: ResolutionContext, facts: [Fact]) {
    self.context = context
    var days: [Int: [DayInterval]] = [:]
    for fact in facts {
      guard case .date(let date) = fact.value, let covered = date.days, let count = covered.count,
        count <= Self.greatestDayCount
      else { continue }
      days[fact.sentence, default: []].append(covered)
    }
    self.days = days
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

  private func words(of sentence: Int) -> [Substring] {
    guard context.document.sentences.indices.contains(sentence) else { return [] }
    return context.text(context.document.sentences[sentence].range).split(separator: " ")
  }

  private static func isCapital(_ word: Substring) -> Bool { word.first?.isUppercase == true }

  /// A word as places are compared by, so that "Orrin's" and "Orrin" are one.
  private func key(_ word: Substring) -> String? {
    let folded = WordFolding.words(of: String(word)).first ?? ""
    // Names of days and months are told by their capitals.
    let plain = String(word.prefix(while: \.isLetter))
    guard folded.utf8.count > 2, !Self.timeLexicons.contains(where: { context.words.value(of: plain, in: $0) != nil })
    else { return nil }
    return String(folded.prefix(SentenceWords.comparedLength))
  }

  private func capitalWords(of sentence: Int) -> Set<String> {
    // The first word of a sentence has a capital, whatever it is.
    Set(words(of: sentence).dropFirst().lazy.filter(Self.isCapital).compactMap { self.key($0) })
  }

  /// The words of the places that a sentence names: capitals behind a preposition of place, and those that a
  /// separator joins to them.
  private func places(in sentence: Int) -> Set<String> {
    if let known = places[sentence] { return known }
    var found: Set<String> = []
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

  private func forEachPlace(in sentence: Int, _ body: (Substring, _ isJoined: Bool) -> Void) {
    let words = words(of: sentence)
    // Where all letters are capitals, nothing tells a name.
    guard words.contains(where: { $0.contains(where: \.isLowercase) }) else { return }
    var isPlace = false
    var isJoined = false
    for word in words {
      let isSeparator =
        context.words.value(of: WordFolding.folded(String(word)), in: BreakdownFinder.separatorLexicon) != nil
      if isPlace, Self.isCapital(word) {
        body(word, isJoined)
        isJoined = false
        if word.last?.isLetter == false, word.last != "," { isPlace = false }
      } else if isPlace, isSeparator {
        isJoined = true
      } else {
        isPlace = context.words.value(of: WordFolding.folded(String(word)), in: Self.placeLexicon) != nil
        isJoined = false
      }
    }
  }
}
