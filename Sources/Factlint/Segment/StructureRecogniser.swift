import PCRE2

/// Settles what only the text shows of an article's structure: its headline, its byline, its dateline.
///
/// - A block with the words of the headline that the format gave, before any other text, repeats that headline.
/// - Where the format gave none, the first block is the headline if more blocks follow and it is short and no sentence:
///   it ends in no full stop, ellipsis, comma, colon or semicolon.
/// - One of the first three blocks that the language's byline pattern matches as a whole is the byline.
/// - The dateline is what the language's pattern matches at the beginning of the first paragraph or the second; one
///   that fills its block makes that block metadata.
struct StructureRecogniser {
  /// Nil where no pack serves the article's language; then there is neither byline nor dateline.
  let rules: SegmentationRules?
  let matcher: Matcher

  /// A dateline and the day that it states in full.
  struct Dateline {
    var range: Range<Int>
    var date: PublicationDate?
  }

  /// Settles the roles of the article's blocks and returns its dateline.
  func settle(_ article: inout Article) throws(MatchError) -> Dateline? {
    try settleByline(of: &article)
    let dateline = try findDateline(of: article)
    settleHeadline(of: &article, dateline: dateline?.range)
    if let range = dateline?.range, let index = article.blocks.firstIndex(where: { $0.range == range }) {
      article.blocks[index].role = .metadata
    }
    return dateline
  }

  // MARK: - Headline

  private func settleHeadline(of article: inout Article, dateline: Range<Int>?) {
    let text = CleanText(bytes: article.text)
    guard let first = article.blocks.firstIndex(where: { $0.role != .headline && $0.role != .metadata }),
      article.blocks[first].role == .paragraph || article.blocks[first].role == .heading
    else { return }
    let candidate = article.blocks[first].range
    if let headline = article.blocks.first(where: { $0.role == .headline }) {
      if haveSameWords(headline.range, candidate, in: text) { article.blocks[first].role = .headline }
      return
    }
    let isFollowed = article.blocks[(first + 1)...].contains { $0.role != .metadata && $0.role != .byline }
    guard isFollowed, dateline?.lowerBound != candidate.lowerBound, isHeadline(candidate, in: text) else { return }
    article.blocks[first].role = .headline
  }

  private func isHeadline(_ block: Range<Int>, in text: CleanText) -> Bool {
    guard !block.isEmpty, block.count <= Self.longestHeadline,
      block.count(where: { text[$0] == 0x20 }) < Self.mostHeadlineWords
    else { return false }
    var end = block.upperBound
    while end > block.lowerBound + 1, let start = closingMark(before: end, in: text) { end = start }
    switch text.scalar(before: end) {
    case ",", ":", ";", "\u{2026}": return false
    // The full stop of initials ("U.S.") ends no sentence.
    case ".": return end >= block.lowerBound + 4 && text[end - 3] == 0x2E && text[end - 2] != 0x2E
    default: return true
    }
  }

  private func closingMark(before end: Int, in text: CleanText) -> Int? {
    switch text.scalar(before: end) {
    case "\"", "'", "\u{201D}", "\u{BB}", ")", "]": text.start(ofScalarBefore: end)
    default: nil
    }
  }

  /// Whether two blocks differ in nothing but the case of ASCII letters and a full stop at the end.
  private func haveSameWords(_ lhs: Range<Int>, _ rhs: Range<Int>, in text: CleanText) -> Bool {
    func withoutStop(_ range: Range<Int>) -> Range<Int> {
      range.last.map { text[$0] == 0x2E } == true ? range.dropLast() : range
    }
    func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
    return withoutStop(lhs).elementsEqual(withoutStop(rhs)) { folded(text[$0]) == folded(text[$1]) }
  }

  // MARK: - Byline

  private func settleByline(of article: inout Article) throws(MatchError) {
    guard let pattern = rules?.byline else { return }
    for index in article.blocks.indices.prefix(3) {
      let block = article.blocks[index]
      guard block.role == .paragraph, !block.range.isEmpty, block.range.count <= Self.longestByline else { continue }
      let subject = Subject(String(decoding: article.text[block.range], as: UTF8.self))
      guard let match = try matcher.firstMatch(of: pattern, in: subject, window: 0..<subject.count),
        match.range == 0..<subject.count
      else { continue }
      article.blocks[index].role = .byline
      if article.metadata.byline == nil {
        let names = pattern.slot(named: "name").flatMap { match.range(ofSlot: $0) } ?? match.range
        article.metadata.byline = String(decoding: subject.bytes[names], as: UTF8.self)
      }
      return
    }
  }

  // MARK: - Dateline

  private func findDateline(of article: Article) throws(MatchError) -> Dateline? {
    guard let dateline = rules?.dateline else { return nil }
    let paragraphs = article.blocks.lazy.filter { $0.role == .paragraph && !$0.range.isEmpty }.prefix(Self.dated)
    for block in paragraphs {
      let text = CleanText(bytes: article.text)
      var end = min(block.range.upperBound, block.range.lowerBound + Self.longestDateline)
      while end < block.range.upperBound, UTF8.isContinuation(text[end]) { end -= 1 }
      let start = block.range.lowerBound
      let subject = Subject(String(decoding: article.text[start..<end], as: UTF8.self))
      guard let match = try matcher.firstMatch(of: dateline.pattern, in: subject, window: 0..<subject.count),
        match.range.lowerBound == 0, !match.range.isEmpty
      else { continue }
      return Dateline(
        range: start..<start + match.range.upperBound,
        date: date(stated: match, by: dateline, in: subject, at: start, of: article))
    }
    return nil
  }

  /// The day that a dateline states in full, nil where it has no year of four digits or no such day exists.
  private func date(
    stated match: Match, by dateline: DatelinePattern, in subject: Subject, at start: Int, of article: Article
  ) -> PublicationDate? {
    guard let rules,
      let month = dateline.month.flatMap({ match.range(ofSlot: $0) }), !month.isEmpty,
      let day = dateline.day.flatMap({ match.range(ofSlot: $0) }),
      let year = dateline.year.flatMap({ match.range(ofSlot: $0) }), year.count == 4,
      let monthNumber = monthNumber(month, in: subject.bytes, rules: rules),
      let dayNumber = number(day, in: subject.bytes), let yearNumber = number(year, in: subject.bytes),
      let date = CivilDate(year: yearNumber, month: monthNumber, day: dayNumber)
    else { return nil }
    let lower = start + min(month.lowerBound, day.lowerBound, year.lowerBound)
    let upper = start + max(month.upperBound, day.upperBound, year.upperBound)
    return PublicationDate(
      day: date, origin: .dateline, source: article.sourceRange(of: lower..<upper))
  }

  private func monthNumber(_ word: Range<Int>, in bytes: [UInt8], rules: SegmentationRules) -> Int? {
    let plain = bytes[word.upperBound - 1] == 0x2E ? word.dropLast() : word
    return rules.months.ordinal(of: plain, in: bytes).map { rules.monthNumbers[$0] } ?? number(word, in: bytes)
  }

  private func number(_ digits: Range<Int>, in bytes: [UInt8]) -> Int? {
    guard !digits.isEmpty, digits.count <= 4 else { return nil }
    var number = 0
    for index in digits {
      guard CleanText.isASCIIDigit(bytes[index]) else { return nil }
      number = number * 10 + Int(bytes[index] - 0x30)
    }
    return number
  }

  /// The greatest number of bytes of a headline that only its look gives away.
  private static let longestHeadline = 200
  /// The number of words from which on a block is no headline.
  private static let mostHeadlineWords = 30
  private static let longestByline = 160
  private static let longestDateline = 240
  /// The number of paragraphs that are looked at for a dateline.
  private static let dated = 2
}
