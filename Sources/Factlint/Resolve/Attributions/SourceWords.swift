/// What words do in the phrases that name sources, ready to be looked up in text; an object, since everything that
/// looks for sources has it.
final class SourceWords: Sendable {
  /// What a word can be there; a word can be several things.
  struct Classes: OptionSet, Sendable {
    let rawValue: UInt32

    /// Ends a noun phrase.
    static let stop = Classes(rawValue: 1 << 0)
    /// Ends a noun phrase if it has no capital.
    static let lowerCaseStop = Classes(rawValue: 1 << 1)
    /// A verb, which ends a noun phrase unless it is a participle that goes on.
    static let verb = Classes(rawValue: 1 << 2)
    /// Looks like a verb but is an adjective.
    static let adjective = Classes(rawValue: 1 << 3)
    /// What a participle goes on with: "quoted by".
    static let participleLink = Classes(rawValue: 1 << 4)
    /// A preposition with which a noun phrase goes on.
    static let tail = Classes(rawValue: 1 << 5)
    /// Joins two noun phrases.
    static let conjunction = Classes(rawValue: 1 << 6)
    /// A pronoun that is a source by itself.
    static let pronoun = Classes(rawValue: 1 << 7)
    /// A pronoun that begins a clause anywhere: "who".
    static let relative = Classes(rawValue: 1 << 8)
    /// May begin a clause before its source.
    static let clauseLead = Classes(rawValue: 1 << 9)
    /// Begins a clause even inside of another.
    static let clauseLink = Classes(rawValue: 1 << 10)
    /// Counts out of a group: "some of".
    static let quantifier = Classes(rawValue: 1 << 11)
    /// Stands between a source and its verb.
    static let cueLead = Classes(rawValue: 1 << 12)
    /// Ends a phrase of several words that stands there.
    static let cueLeadEnd = Classes(rawValue: 1 << 13)
    static let day = Classes(rawValue: 1 << 14)
    /// A part of the day, after the day.
    static let dayPart = Classes(rawValue: 1 << 15)
    /// Stands before a day.
    static let dayLead = Classes(rawValue: 1 << 16)
    /// Governs what comes after it: the head of a phrase is before.
    static let preposition = Classes(rawValue: 1 << 17)
    /// Joins two who speak together.
    static let and = Classes(rawValue: 1 << 18)
    /// Stands before a name: an honorific or an office.
    static let title = Classes(rawValue: 1 << 19)
    /// An office or a part, be it without a name.
    static let role = Classes(rawValue: 1 << 20)
    /// Makes a name that of a body or a place.
    static let body = Classes(rawValue: 1 << 21)
    /// A small word inside a name: "van", "al".
    static let particle = Classes(rawValue: 1 << 22)
  }

  /// The bits of an entry that are classes; the 41 above them and the place leave no two words of a language alike.
  private static let classBits: UInt64 = 1 << 23 - 1

  private static let classes: [(lexicon: String, classes: Classes)] = [
    ("np-stop", .stop), ("source-stop-lower", .lowerCaseStop), ("cue-verb", .verb),
    ("participle-adjective", .adjective), ("participle-link", .participleLink), ("source-tail", .tail),
    ("source-joint", .conjunction), ("source-pronoun", .pronoun), ("source-relative", .relative),
    ("clause-lead", .clauseLead), ("clause-link", .clauseLink), ("source-quantifier", .quantifier),
    ("cue-adverb", .cueLead), ("cue-auxiliary", .cueLead), ("cue-day", .day), ("cue-day-part", .dayPart),
    ("cue-day-lead", .dayLead), ("preposition", .preposition), ("conjunction", .and), ("honorific", .title),
    ("role", [.title, .role]), ("organisation-word", .body), ("place-word", .body), ("name-particle", .particle),
  ]

  /// The name of the word list of the endings that make a verb of a word in lower case.
  private static let endingLexicon = "participle-ending"

  /// The classes of words at the places that their hashes tell, and in the upper bits what these have there.
  ///
  /// 0 is an empty place, of which there are at least as many as words.
  private let entries: [UInt64]
  private let mask: Int
  /// The words of phrases before a verb, the last first.
  private let leads: [[UInt64]]
  /// Endings of participles.
  private let endings: WordEndings

  init(lexicons: [String: Lexicon]) {
    var table: [UInt64: Classes] = [:]
    var leads: [[UInt64]] = []
    for (name, classes) in Self.classes {
      for entry in lexicons[name]?.entries ?? [] {
        let words = Self.hashes(ofWordsOf: entry.text)
        guard let last = words.last else { continue }
        if words.count == 1 {
          table[last, default: []].insert(classes)
        } else if classes == .cueLead {
          leads.append(words.reversed())
          table[last, default: []].insert(.cueLeadEnd)
        }
      }
    }
    endings = WordEndings(lexicons[Self.endingLexicon])
    self.leads = leads.sorted { $0.count > $1.count }
    var size = 16
    while size < table.count * 2 { size *= 2 }
    let mask = size - 1
    var entries = [UInt64](repeating: 0, count: size)
    for (hash, classes) in table {
      var place = Int(truncatingIfNeeded: hash >> 20) & mask
      while entries[place] != 0 { place = (place + 1) & mask }
      entries[place] = hash & ~Self.classBits | UInt64(classes.rawValue)
    }
    (self.entries, self.mask) = (entries, mask)
  }

  private static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always)
  static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(WordFolding.isASCIILetter(byte) ? byte | 0x20 : byte)) &* 0x100_0000_01b3
  }

  /// The hashes of the words of a text, between which there are spaces.
  private static func hashes(ofWordsOf text: String) -> [UInt64] {
    let bytes = text.utf8.span
    var hashes: [UInt64] = []
    var start = 0
    while start < bytes.count {
      var (hash, end) = (seed, start)
      while end < bytes.count, bytes[end] != 0x20 {
        hash = mix(hash, bytes[end])
        end += 1
      }
      if end > start { hashes.append(hash) }
      start = end + 1
    }
    return hashes
  }

  private func classes(ofHash hash: UInt64) -> Classes {
    var place = Int(truncatingIfNeeded: hash >> 20) & mask
    while case let entry = entries[place], entry != 0 {
      if (entry ^ hash) & ~Self.classBits == 0 {
        return Classes(rawValue: UInt32(truncatingIfNeeded: entry & Self.classBits))
      }
      place = (place + 1) & mask
    }
    return []
  }

  /// A word between spaces as a part of a noun phrase.
  struct Token {
    var range: Range<Int>
    var hash: UInt64
    var classes: Classes
    /// Whether it is written like a word or a number, without marks that set it off.
    var isWord: Bool
    var hasCapital: Bool
  }

  /// The word in `range` of the text, which has no space in it.
  func token(_ range: Range<Int>, of text: [UInt8]) -> Token { token(range, of: text.span) }

  private func token(_ range: Range<Int>, of text: Span<UInt8>) -> Token {
    var hash = Self.seed
    var classes: Classes = []
    var isWord = true
    var next = range.lowerBound
    while next < range.upperBound {
      let byte = text[next]
      if WordFolding.isASCIILetter(byte) {
        hash = WordFolding.mix(hash, byte | 0x20)
      } else {
        if byte == 0x27 {
          // "he's": the word before the apostrophe counts as well.
          classes = self.classes(ofHash: hash).intersection(.stop)
        } else if byte < 0x80 {
          isWord = isWord && (byte &- 0x30 < 10 || Self.isMark(byte, first: next == range.lowerBound))
        } else if byte == 0xE2, next + 1 < range.upperBound, text[next + 1] == 0x80 {
          isWord = false
        }
        hash = WordFolding.mix(hash, byte)
      }
      next &+= 1
    }
    let hasCapital = text[range.lowerBound] &- 0x41 < 26
    classes.formUnion(self.classes(ofHash: hash))
    if !hasCapital, classes.isDisjoint(with: Self.phrasal), endings.end(range, of: text, leaving: 3) {
      classes.insert(.verb)
    }
    return Token(range: range, hash: hash, classes: classes, isWord: isWord, hasCapital: hasCapital)
  }

  /// Whether a mark may stand in a word, or begin it.
  private static func isMark(_ byte: UInt8, first isFirst: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "$"), UInt8(ascii: "@"): true
    case UInt8(ascii: "#"): isFirst
    case UInt8(ascii: "&"), UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      !isFirst
    default: false
    }
  }

  /// The classes by which `SourceFinder` tells where a phrase ends; a word without one may still be a participle.
  private static let phrasal = Classes(rawValue: 1 << 17 - 1)

  /// How many words before a verb, the last of which is `last`, make a phrase that may stand between it and its source.
  func leadLength(endingIn last: Token, previous: (Int) -> UInt64?) -> Int? {
    if last.classes.contains(.cueLeadEnd) {
      for lead in leads where lead[0] == last.hash {
        if lead.indices.dropFirst().allSatisfy({ previous($0) == lead[$0] }) { return lead.count }
      }
    }
    let isName = last.hasCapital && last.classes.contains(.lowerCaseStop)
    return last.classes.contains(.cueLead) && !isName ? 1 : nil
  }
}
