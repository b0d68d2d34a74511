internal import Factlint
internal import Foundation
internal import GRDB

/// Compares the articles of an archive with one another.
///
/// What differs between articles is a note: each may have been right when it appeared. A later article does not
/// contradict an earlier one by being later: titles change, people age, tolls rise. So a title is told only where two are
/// in use at the same time, an age only where no birthday lies between, and a toll only where it falls or differs on one
/// day.
public struct ArchiveComparison {
  /// A difference between articles.
  public struct Note: Sendable, Equatable {
    /// The check: `archive/title`, `archive/age`, `archive/spelling`, `archive/speaker` or `archive/toll`.
    public var check: String
    /// What is told in two ways.
    public var subject: String
    /// One sentence.
    public var message: String
    /// The articles, in the order of their days.
    public var places: [Place]
  }

  /// Where one of them says it.
  public struct Place: Sendable, Equatable {
    /// The article.
    public var article: Archive.Member
    /// The line of the article.
    public var line: Int
    /// What it says.
    public var text: String
  }

  private let archive: Archive
  private let modifiers: Set<String>
  /// The claims of all articles, on disk and in order: an archive of any size is compared in little memory.
  private let claims: DatabaseQueue

  /// Days between which two titles count as in use at the same time.
  static let titleDays = 3
  /// Days within which reports are of one event.
  static let eventDays = 7
  /// The most articles that may share a word for it to tell an event.
  static let greatestWordCount = 60
  /// How many telling words two reports of one event share at least.
  static let leastSharedWords = 3

  /// Prepares to compare.
  ///
  /// - Parameter modifiers: words that make another title of a title, such as "former".
  public init(archive: Archive, modifiers: Set<String>) throws(ArchiveError) {
    self.archive = archive
    self.modifiers = modifiers
    do {
      claims = try DatabaseQueue(path: "")
      try claims.inDatabase {
        try $0.execute(
          sql: """
            PRAGMA journal_mode = OFF;
            CREATE TABLE claim (
              kind TEXT NOT NULL, subject TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, day INTEGER,
              article INTEGER NOT NULL, line INTEGER NOT NULL, text TEXT NOT NULL, member TEXT NOT NULL
            );
            """)
      }
    } catch {
      throw ArchiveError("the temporary database cannot be made")
    }
  }

  /// The notes, by check and subject.
  public func notes() throws -> [Note] {
    try collect()
    var notes: [Note] = []
    for kind in ["age", "quote", "spelling", "title", "toll"] {
      try forEachSubject(of: kind) { group in
        switch kind {
        case "age": notes += ageNote(group)
        case "quote": notes += speakerNote(group)
        case "title": notes += titleNote(group)
        case "toll": notes += tollNotes(group)
        default: notes += spellingNotes(group)
        }
      }
    }
    return Self.distinct(notes).sorted { ($0.check, $0.subject, $0.message) < ($1.check, $1.subject, $1.message) }
  }

  /// One of each pair that was met by way of several words.
  private static func distinct(_ notes: [Note]) -> [Note] {
    var seen: Set<String> = []
    return notes.filter { note in
      let told = note.check == "archive/toll" ? note.subject : note.message
      return seen.insert("\(note.check)\u{1F}\(told)\u{1F}\(note.places.map { "\($0.article.number)" })").inserted
    }
  }

  // MARK: Claims

  /// What one article says of one subject.
  private struct Claim {
    var subject: String
    var name: String
    var value: String
    var day: Int?
    var article: Int
    var line: Int
    var text: String
    var member: Archive.Member
  }

  private func collect() throws {
    try claims.write { database in
      let insert = try database.makeStatement(sql: "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
      try archive.forEachMember { member, facts in
        let day = member.published.flatMap { CivilDate(iso8601: $0) }?.daysSinceEpoch
        let encoded = Self.encoded(member)
        func add(
          _ kind: String, _ subject: String, _ name: String, _ value: String, _ line: Substring, _ text: Substring
        ) throws {
          guard !subject.isEmpty else { return }
          try insert.execute(arguments: [
            kind, subject, name, value, day, member.number, Int(line) ?? 1, String(text), encoded,
          ])
        }
        var spelled: Set<String> = []
        for fact in facts where fact.count > 3 {
          switch fact[0] {
          case "person":
            let name = String(fact[2])
            let words = Self.words(of: name)
            guard words.count >= 2 else { continue }
            let folded = words.joined(separator: " ")
            if !fact[3].isEmpty {
              try add("title", folded, name, String(fact[3]).lowercased(), fact[1], "\(fact[3]) \(name)")
            }
            guard spelled.insert(folded).inserted else { continue }
            for key in Self.spellingKeys(of: words) { try add("spelling", key, name, folded, fact[1], fact[2]) }
          case "age":
            let words = Self.words(of: String(fact[2]))
            guard words.count >= 2 else { continue }
            try add(
              "age", words.joined(separator: " "), String(fact[2]), String(fact[3]), fact[1],
              fact.count > 4 ? fact[4] : fact[3])
          case "quote" where fact.count > 4 && !fact[3].isEmpty && !fact[2].isEmpty:
            try add("quote", String(fact[3]), String(fact[4]), String(fact[2]), fact[1], "\(fact[2]): \(fact[4])")
          case "topic":
            for toll in facts where toll.count > 9 && toll[0] == "count" && toll[7] == "firm" && toll[9] == "lead" {
              guard !toll[3].isEmpty, toll[5] == toll[6] else { continue }
              let value = "\(toll[5])\u{1F}\(fact[3])"
              for word in fact[3].split(separator: " ") {
                try add("toll", "\(toll[3]) \(toll[2]) \(word)", "\(toll[2]) \(toll[3])", value, toll[1], toll[8])
              }
            }
          default: continue
          }
        }
      }
      try database.execute(sql: "CREATE INDEX bySubject ON claim (kind, subject, day, article, line)")
    }
  }

  private static func encoded(_ member: Archive.Member) -> String {
    // What may be empty begins with a sign where it is there at all.
    [
      "\(member.number)", member.id, member.path.map { "+\($0)" } ?? "", member.recordLine.map { "\($0)" } ?? "",
      member.published ?? "", member.title.map { "+\($0)" } ?? "", member.report ?? "",
    ].map(plain).joined(separator: "\u{1F}")
  }

  /// A text without the sign between parts, and without NULs, at which SQLite ends a text.
  private static func plain(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0 || $0 == 0x1F }) else { return text }
    return String(text.map { $0 == "\u{0}" || $0 == "\u{1F}" ? "\u{FFFD}" : $0 })
  }

  private static func member(_ text: String) -> Archive.Member? {
    let parts = text.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 7, let number = Int(parts[0]) else { return nil }
    return Archive.Member(
      number: number, id: parts[1], path: parts[2].isEmpty ? nil : String(parts[2].dropFirst()),
      recordLine: Int(parts[3]), published: parts[4].isEmpty ? nil : parts[4],
      title: parts[5].isEmpty ? nil : String(parts[5].dropFirst()),
      report: parts[6].isEmpty ? nil : parts[6])
  }

  private static func words(of name: String) -> [String] {
    name.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "’" }.map(String.init)
  }

  /// The name with one word missing a letter: names that differ by one letter have one of these in common.
  private static func spellingKeys(of words: [String]) -> Set<String> {
    var keys: Set<String> = []
    for (index, word) in words.enumerated() where word.count >= 5 {
      let letters = Array(word)
      for letter in letters.indices {
        var shorter = letters
        shorter.remove(at: letter)
        var other = words
        other[index] = String(shorter)
        keys.insert("\(index) \(other.joined(separator: " "))")
      }
      keys.insert("\(index) \(words.joined(separator: " "))")
    }
    return keys
  }

  /// Hands on the claims of each subject that more than one article speaks of, in the order of days.
  private func forEachSubject(of kind: String, _ body: ([Claim]) -> Void) throws {
    try claims.read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT subject, name, value, day, article, line, text, member FROM claim WHERE kind = ?
          ORDER BY subject, day, article, line
          """, arguments: [kind])
      var group: [Claim] = []
      // Of the articles that say the same on the same day, two stand for all: one may be the other's partner.
      var day: Int?
      var said: [String: Int] = [:]
      let mayThin = kind == "age" || kind == "title"
      func flush() {
        if group.count > 1, group.contains(where: { $0.article != group[0].article }) { body(group) }
        group.removeAll(keepingCapacity: true)
        said.removeAll()
      }
      while let row = try rows.next() {
        guard let member = Self.member(row[7]) else { continue }
        let claim = Claim(
          subject: row[0], name: row[1], value: row[2], day: row[3], article: row[4], line: row[5], text: row[6],
          member: member)
        if group.first.map({ $0.subject != claim.subject }) == true { flush() }
        if mayThin {
          if claim.day != day { said.removeAll() }
          day = claim.day
          guard said[claim.value, default: 0] < 2 else { continue }
          if group.last?.value != claim.value || group.last?.article != claim.article {
            said[claim.value, default: 0] += 1
          }
        }
        group.append(claim)
      }
      flush()
    }
  }

  private static func place(_ claim: Claim) -> Place {
    Place(article: claim.member, line: claim.line, text: claim.text)
  }

  private static func when(_ claim: Claim) -> String { claim.member.published.map { " (\($0))" } ?? "" }

  // MARK: Comparisons

  private func ageNote(_ group: [Claim]) -> [Note] {
    let ages = group.compactMap { claim -> (years: Int, day: Int, claim: Claim)? in
      guard let years = Int(claim.value), let day = claim.day else { return nil }
      return (years, day, claim)
    }
    for (index, first) in ages.enumerated() {
      for second in ages[(index + 1)...] where second.years != first.years {
        // Between two days somebody has at least so many birthdays, and at most one more.
        let days = second.day - first.day
        let least = days / 366
        let most = (days + 364) / 365 + (days > 0 ? 1 : 0)
        let more = second.years - first.years
        guard more < least || more > max(1, most) || days == 0, first.claim.article != second.claim.article else {
          continue
        }
        let (one, other) = (first.claim, second.claim)
        return [
          Note(
            check: "archive/age", subject: one.name,
            message: "\(one.name) is \(one.value)\(Self.when(one)) and \(other.value)\(Self.when(other))",
            places: [Self.place(one), Self.place(other)])
        ]
      }
    }
    return []
  }

  private func speakerNote(_ group: [Claim]) -> [Note] {
    guard let first = group.first else { return [] }
    let name = Set(Self.words(of: first.value))
    let other = group.first { claim in
      claim.article != first.article && name.isDisjoint(with: Self.words(of: claim.value))
    }
    guard let other else { return [] }
    return [
      Note(
        check: "archive/speaker", subject: first.name,
        message: "the same words are \(first.value)’s\(Self.when(first)) and \(other.value)’s\(Self.when(other))",
        places: [Self.place(first), Self.place(other)])
    ]
  }

  private func titleNote(_ group: [Claim]) -> [Note] {
    let dated = group.filter { $0.day != nil }
    // The claims are in the order of days, so the last one of a title has its last day.
    let lastDays = Dictionary(dated.map { ($0.value, $0.day ?? 0) }) { _, later in later }
    var uses: [String: Int] = [:]
    var known: [[String]: Bool] = [:]
    for (index, first) in dated.enumerated() {
      uses[first.value, default: 0] += 1
      let start = first.day ?? 0
      // In use again after another title is a title from its first uses on; later ones are looked at for their days.
      let again = uses[first.value, default: 0] > 2 ? start : lastDays[first.value] ?? start
      for second in dated[(index + 1)...] {
        let end = second.day ?? 0
        guard end - start <= Self.titleDays || end < again else { break }
        guard second.value != first.value, second.article != first.article else { continue }
        let titles = [first.value, second.value]
        let isCompatible = known[titles] ?? areCompatible(first.value, second.value)
        known[titles] = isCompatible
        if isCompatible { continue }
        return [
          Note(
            check: "archive/title", subject: first.name,
            message:
              "\(first.name) is called \(first.value)\(Self.when(first)) and \(second.value)\(Self.when(second))",
            places: [Self.place(first), Self.place(second)])
        ]
      }
    }
    return []
  }

  /// Whether two titles can be one person's at one time, as far as their words tell: what shares no word may be two
  /// offices; what shares some is one office, told at length, unless a word turns it into another.
  private func areCompatible(_ first: String, _ second: String) -> Bool {
    let one = Set(Self.words(of: first))
    let other = Set(Self.words(of: second))
    if one == other || one.isDisjoint(with: other) { return true }
    return one.intersection(modifiers) == other.intersection(modifiers)
  }

  private func tollNotes(_ group: [Claim]) -> [Note] {
    guard Set(group.map(\.article)).count <= Self.greatestWordCount else { return [] }
    var notes: [Note] = []
    for (index, first) in group.enumerated() {
      for second in group[(index + 1)...] where second.article != first.article {
        guard let start = first.day, let end = second.day, end - start <= Self.eventDays else { continue }
        let one = first.value.split(separator: "\u{1F}")
        let other = second.value.split(separator: "\u{1F}")
        guard one.count == 2, other.count == 2, let before = Int(one[0]), let after = Int(other[0]) else { continue }
        guard end == start ? before != after : after < before else { continue }
        let shared = Set(one[1].split(separator: " ")).intersection(other[1].split(separator: " "))
        guard shared.count >= Self.leastSharedWords else { continue }
        notes.append(
          Note(
            check: "archive/toll", subject: first.name,
            message: "\(first.text)\(Self.when(first)) and later \(second.text)\(Self.when(second))"
              .replacing("and later", with: end == start ? "and" : "and later"),
            places: [Self.place(first), Self.place(second)]))
      }
    }
    return notes
  }

  /// Whether one name is the other with letters behind its words, as inflections and lost apostrophes make it.
  private static func differAtEnds(_ first: String, _ second: String) -> Bool {
    zip(first.split(separator: " "), second.split(separator: " ")).allSatisfy { $0.hasPrefix($1) || $1.hasPrefix($0) }
  }

  private func spellingNotes(_ group: [Claim]) -> [Note] {
    var articles: [String: Set<Int>] = [:]
    var names: [String: Claim] = [:]
    for claim in group {
      articles[claim.value, default: []].insert(claim.article)
      if names[claim.value] == nil { names[claim.value] = claim }
    }
    guard articles.count > 1 else { return [] }
    let sorted = articles.sorted { a, b in (b.value.count, a.key) < (a.value.count, b.key) }
    guard let usual = sorted.first, usual.value.count > 1, let first = names[usual.key] else { return [] }
    return sorted.dropFirst().compactMap { rare in
      // Two that are both common are two people.
      guard rare.value.count == 1, rare.value.isDisjoint(with: usual.value), let second = names[rare.key],
        !Self.differAtEnds(usual.key, rare.key)
      else { return nil }
      return Note(
        check: "archive/spelling", subject: first.name,
        message:
          "\(first.name) in \(usual.value.count) articles is \(second.name) in one\(Self.when(second))",
        places: [Self.place(first), Self.place(second)])
    }
  }
}
