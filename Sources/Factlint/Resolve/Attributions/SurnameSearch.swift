/// Looks for where people are first named in full, with no title, of whom the article goes on to speak by the surname.
struct SurnameSearch {
  private let context: ResolutionContext
  private let text: [UInt8]
  /// Where the surnames stand that are looked for.
  private var wanted: [Range<Int>] = []

  private static let leastSurnameLength = 3
  private static let leastGivenNameLength = 2

  init(context: ResolutionContext) { (self.context, text) = (context, context.masked) }

  /// How many surnames are looked for.
  var count: Int { wanted.count }

  /// Whether a surname is long enough to be looked for, and is not yet.
  func isNew(_ surname: Range<Int>) -> Bool {
    surname.count >= Self.leastSurnameLength && !wanted.contains { text[$0] == text[surname] }
  }

  /// Adds a surname by a place where it stands; what stands before that is searched.
  mutating func add(_ surname: Range<Int>) { wanted.append(surname) }

  /// The full names, in the order of the text.
  func fullNames() -> [Range<Int>] {
    // Few places begin with the letter of a surname.
    var initials: UInt32 = 0
    var end = 0
    let body = max(3, context.document.article.blocks.first { $0.role == .paragraph }?.range.lowerBound ?? 0)
    for surname in wanted {
      let letter = text[surname.lowerBound] &- 0x41
      if letter < 26 { initials |= 1 << UInt32(letter) }
      // Who speaks in the headline is named in full below it.
      end = max(end, surname.lowerBound < body ? text.count - surname.count : surname.lowerBound)
    }
    if initials == 0 { return [] }
    var wanted = wanted
    var names: [Range<Int>] = []
    var index = body
    while !wanted.isEmpty, let start = capital(of: initials, from: index, before: end) {
      index = start + 1
      let found = wanted.firstIndex { surname in
        let behind = start + surname.count
        return (start < surname.lowerBound || surname.lowerBound < body) && behind < text.count
          && text[start..<behind] == text[surname]
          && !WordFolding.isASCIILetter(text[behind]) && text[behind] < 0x80
      }
      guard let found else { continue }
      if let name = fullName(endingIn: start..<start + wanted.remove(at: found).count) { names.append(name) }
    }
    return names
  }

  /// The first place from one on where a word begins, with one of some capitals.
  private func capital(of initials: UInt32, from start: Int, before end: Int) -> Int? {
    let bytes = text.span
    var place = start
    while place < end {
      // Most bytes are no capitals.
      if place &+ EightBytes.count <= bytes.count {
        let capitals = EightBytes(at: place, in: bytes).between(0x41, 0x5A)
        place &+= capitals == 0 ? EightBytes.count : EightBytes.first(of: capitals)
        if capitals == 0 || place >= end { continue }
      }
      let letter = bytes[place] &- 0x41
      if letter < 26, initials >> UInt32(letter) & 1 != 0, bytes[place &- 1] == 0x20 { return place }
      place &+= 1
    }
    return nil
  }

  /// A surname with the given name before it, where that is one.
  private func fullName(endingIn surname: Range<Int>) -> Range<Int>? {
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
    return start..<surname.upperBound
  }
}
