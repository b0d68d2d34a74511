internal import Foundation
internal import GRDB

extension Archive {
  /// An article of the archive's last run, as questions across articles see it.
  public struct Member: Sendable, Equatable {
    /// Its number in the run, from 0.
    public var number: Int
    /// Its id.
    public var id: String
    /// The path of its file; nil where it came from standard input.
    public var path: String?
    /// The line of its record, where the file holds many.
    public var recordLine: Int?
    /// The publication day, ISO 8601.
    public var published: String?
    /// The headline.
    public var title: String?
    /// The name of its report in the output folder.
    public var report: String?
  }

  /// Goes through the articles of the last complete run, in order, with their facts.
  ///
  /// - Throws: an error where there is no complete run, or the database cannot be read.
  func forEachMember(_ body: (Member, [[Substring]]) throws -> Void) throws(ArchiveError) {
    let run = try lastRun()
    try attempt { database in
      try database.unsafeRead { database in
        let rows = try Row.fetchCursor(
          database,
          sql: """
            SELECT article.id, article.path, article.recordLine, article.report, result.published, result.title,
            fact.content FROM article JOIN result ON result.id = article.result
            LEFT JOIN fact ON fact.result = result.id WHERE article.run = ? ORDER BY article.source, article.line
            """, arguments: [run])
        var number = 0
        while let row = try rows.next() {
          let member = Member(
            number: number, id: row[0] ?? "", path: row[1], recordLine: row[2], published: row[4], title: row[5],
            report: row[3])
          let content: Data = row[6] ?? Data()
          let text = String(decoding: content, as: UTF8.self)
          try body(
            member,
            text.utf8.split(separator: 0x0A).map { line in
              line.split(separator: 0x09, omittingEmptySubsequences: false).map { Substring($0) }
            })
          number += 1
        }
      }
    }
  }

  /// The number of the last run that came to its end.
  func lastRun() throws(ArchiveError) -> Int64 {
    let run = try attempt { database in
      try database.read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM run WHERE isComplete") }
    }
    guard let run else { throw ArchiveError("no run over this archive has come to its end: run factlint check first") }
    return run
  }
}

/// What an editor asks of an archive.
public enum ArchiveQuestion: String, Sendable, CaseIterable {
  case people, quotes, counts, dates

  /// A fact that answers a question.
  public struct Answer: Sendable, Equatable {
    /// The article.
    public var article: Archive.Member
    /// The line of the article.
    public var line: Int
    /// What the fact is about: a name, a speaker, what is counted, a date.
    public var subject: String
    /// What it says.
    public var text: String
  }

  /// Goes through the answers in an archive, in the order of its articles and of their text.
  ///
  /// - Parameter text: what is looked for in names, titles, words and values; case does not matter.
  public func answers(about text: String, in archive: Archive, _ body: (Answer) throws -> Void) throws(ArchiveError) {
    let wanted = text.lowercased()
    try archive.forEachMember { member, facts in
      for fact in facts {
        guard let answer = answer(fact, member) else { continue }
        let fields = fact.dropFirst(2)
        guard fields.contains(where: { $0.lowercased().contains(wanted) }) else { continue }
        try body(answer)
      }
    }
  }

  private func answer(_ fact: [Substring], _ member: Archive.Member) -> Answer? {
    guard fact.count > 3, let line = Int(fact[1]) else { return nil }
    func made(_ subject: Substring, _ text: some StringProtocol) -> Answer {
      Answer(article: member, line: line, subject: String(subject), text: String(text))
    }
    switch (self, fact[0]) {
    case (.people, "person"): return made(fact[2], fact[3])
    case (.people, "age") where !fact[2].isEmpty: return made(fact[2], fact[3])
    case (.quotes, "quote") where fact.count > 4: return made(fact[2], fact[4])
    case (.counts, "count") where fact.count > 8:
      return made(fact[3].isEmpty ? fact[2] : "\(fact[2]) \(fact[3])", fact[8])
    case (.dates, "date"): return made(fact[2], fact[3])
    default: return nil
    }
  }
}
