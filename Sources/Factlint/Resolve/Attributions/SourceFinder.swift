/// Finds the noun phrase before a verb that names who says what.
///
/// It walks from the verb to where its clause begins and keeps the longest phrase that reaches from there, or from a
/// word that begins a clause inside of it, up to the verb: so the words of a statement are looked at only where somebody
/// can have said something.
struct SourceFinder {
  let words: SourceWords
  /// The text with quotations masked.
  let text: [UInt8]
  /// The words of the phrase that is being looked at, in one array for all phrases.
  private var tokens: [SourceWords.Token] = []

  init(words: SourceWords, text: [UInt8]) {
    (self.words, self.text) = (words, text)
  }

  /// A source and where its clause begins.
  struct Source {
    var range: Range<Int>
    /// Where what is before the source's clause ends: after its comma or other mark; nil where a word begins the clause.
    var boundary: Int?
  }

  private static let greatestTokenCount = 40
  private static let greatestAsideLength = 140

  // MARK: - Before a verb

  /// The source before the verb that begins at `cue`; nil where there is none.
  mutating func source(before cue: Int, in statement: Range<Int>) -> Source? {
    guard cue - 1 > statement.lowerBound, text[cue - 1] == 0x20 else { return nil }
    let end = skippingLead(before: cue - 1, in: statement)
    guard end > statement.lowerBound else { return nil }
    switch text[end - 1] {
    case UInt8(ascii: ","): return sourceBeforeAside(endingAt: end - 1, in: statement)
    case UInt8(ascii: ")"):
      guard let open = text[max(statement.lowerBound, end - 82)..<end].lastIndex(of: UInt8(ascii: "(")),
        open - 2 > statement.lowerBound, text[open - 1] == 0x20
      else { return nil }
      let before = text[open - 2] == UInt8(ascii: ",") ? open - 2 : open - 1
      return source(endingAt: before, in: statement)
    default:
      if let dash = dash(endingAt: end, in: statement) {
        var place = dash - 1
        let limit = max(statement.lowerBound + 2, dash - Self.greatestAsideLength)
        while place > limit {
          if text[place] == 0x20, let first = self.dash(endingAt: place, in: statement), first > limit {
            return source(endingAt: first - 1, in: statement)
          }
          place -= 1
        }
        return nil
      }
      return source(endingAt: end, in: statement)
    }
  }

  /// Where a dash that stands by itself and ends at a place begins; nil where there is none.
  private func dash(endingAt end: Int, in statement: Range<Int>) -> Int? {
    for length in stride(from: 3, through: 2, by: -1)
    where end - length > statement.lowerBound && text[end - length - 1] == 0x20 {
      let (first, second) = (text[end - length], text[end - length + 1])
      if length == 3 ? first == 0xE2 && second == 0x80 : first == 0x2D && second == 0x2D { return end - length }
    }
    return nil
  }

  /// The source before what commas set off: "Ann Lowe, 45, a nurse from Aldby, said".
  private mutating func sourceBeforeAside(endingAt comma: Int, in statement: Range<Int>) -> Source? {
    var last = comma
    for _ in 0..<3 {
      let limit = max(statement.lowerBound, last - Self.greatestAsideLength)
      guard limit < last, let open = text[limit..<last].lastIndex(of: UInt8(ascii: ",")), open + 1 < last,
        text[open + 1] == 0x20
      else { return nil }
      if let found = source(endingAt: open, in: statement), text[found.range.lowerBound] &- 0x30 >= 10 { return found }
      last = open
    }
    return nil
  }

  /// The end of what is before the adverbs, auxiliaries and days that stand before a verb.
  private func skippingLead(before end: Int, in statement: Range<Int>) -> Int {
    var end = end
    for _ in 0..<5 {
      guard var start = tokenStart(endingAt: end, in: statement), start > statement.lowerBound else { return end }
      var token = words.token(start..<end, of: text)
      if token.classes.contains(.dayPart), let before = tokenStart(endingAt: start - 1, in: statement) {
        let day = words.token(before..<start - 1, of: text)
        if day.classes.contains(.day) { (token, start) = (day, before) }
      }
      if token.classes.contains(.day), start > statement.lowerBound {
        end = start - 1
        while let before = tokenStart(endingAt: end, in: statement), before > statement.lowerBound,
          words.token(before..<end, of: text).classes.contains(.dayLead)
        {
          end = before - 1
        }
        continue
      }
      // A pronoun at the beginning of its clause is the source, though it may be an adverb elsewhere.
      if token.classes.contains(.pronoun), start < 2 || text[start - 2] == UInt8(ascii: ",") { return end }
      guard !token.classes.isDisjoint(with: [.cueLead, .cueLeadEnd]) else { return end }
      var starts = [start]
      let length = words.leadLength(endingIn: token) { offset in
        while starts.count <= offset {
          guard let last = starts.last, last > statement.lowerBound,
            let before = tokenStart(endingAt: last - 1, in: statement)
          else { return nil }
          starts.append(before)
        }
        return words.token(starts[offset]..<starts[offset - 1] - 1, of: text).hash
      }
      guard let length, starts[length - 1] > statement.lowerBound else { return end }
      end = starts[length - 1] - 1
    }
    return end
  }

  /// Where the run of bytes without a space that ends at `end` begins; nil where there is none.
  private func tokenStart(endingAt end: Int, in statement: Range<Int>) -> Int? {
    var start = end
    while start > statement.lowerBound, text[start - 1] != 0x20 { start -= 1 }
    return start < end ? start : nil
  }

  /// The source whose last word ends at `end`.
  private mutating func source(endingAt end: Int, in statement: Range<Int>) -> Source? {
    clearTokens()
    var boundary: Int?
    var place = end
    while tokens.count < Self.greatestTokenCount {
      guard let start = tokenStart(endingAt: place, in: statement) else { return nil }
      let token = words.token(start..<place, of: text)
      guard token.isWord else {
        if !tokens.isEmpty, isBoundary(token.range) { boundary = place + 1 }
        break
      }
      if token.classes.contains(.stop), token.classes.isDisjoint(with: Self.insidePhrases) {
        break
      }
      tokens.append(token)
      if start == statement.lowerBound {
        boundary = start
        break
      }
      place = start - 1
    }
    tokens.reverse()
    var first = 0
    while first < tokens.count {
      let isBeginning =
        if first == 0 {
          boundary != nil
        } else {
          tokens[first - 1].classes.contains(.clauseLink)
            || first == 1 && boundary != nil
              && tokens[0].classes.contains(.clauseLead)
        }
      if isBeginning || tokens[first].classes.contains(.relative), isSource(from: first) {
        return Source(
          range: tokens[first].range.lowerBound..<end,
          boundary: first == 0 || first == 1 && tokens[0].classes.contains(.clauseLead) ? boundary : nil)
      }
      first += 1
    }
    return nil
  }

  private mutating func clearTokens() {
    if tokens.capacity == 0 { tokens.reserveCapacity(Self.greatestTokenCount) }
    tokens.removeAll(keepingCapacity: true)
  }

  private static let insidePhrases: SourceWords.Classes = [
    .tail, .conjunction, .pronoun, .clauseLink, .clauseLead, .relative, .adjective,
  ]

  /// Whether a token that is no word sets off a clause: a comma, colon, bracket, dash or quotation.
  private func isBoundary(_ range: Range<Int>) -> Bool {
    let last = text[range.upperBound - 1]
    return last == 0x2C || last == 0x3B || last == 0x3A || last == 0x29 || last == Document.mask
      || range.count == 3 && text[range.lowerBound] == 0xE2 && text[range.lowerBound + 1] == 0x80
  }

  // MARK: - The shape of a phrase

  /// Whether the words from one on to the last are a source.
  private func isSource(from start: Int) -> Bool {
    if start + 1 == tokens.count, tokens[start].classes.contains(.pronoun) { return true }
    return phraseEnd(from: start) == tokens.count
  }

  /// The end of the longest source that begins at a word.
  private func phraseEnd(from first: Int) -> Int {
    var start = first
    if tokens.count - start > 2, tokens[start].classes.contains(.quantifier), tokens[start + 1].classes.contains(.tail)
    {
      start += 2
    }
    let end = nounPhraseEnd(from: start)
    guard end > start, end < tokens.count, tokens[end].classes.contains(.conjunction) else { return end }
    let second = nounPhraseEnd(from: end + 1)
    return second > end + 1 ? second : end
  }

  private func nounPhraseEnd(from start: Int) -> Int {
    var end = wordsEnd(from: start, greatest: 9)
    guard end > start else { return start }
    for _ in 0..<4 {
      guard end < tokens.count, tokens[end].classes.contains(.tail) else { break }
      let next = wordsEnd(from: end + 1, greatest: 7)
      guard next > end + 1 else { break }
      end = next
    }
    return end
  }

  private func wordsEnd(from start: Int, greatest: Int) -> Int {
    var end = start
    while end < tokens.count, end < start + greatest, isNoun(at: end) { end += 1 }
    return end
  }

  private func isNoun(at index: Int) -> Bool {
    let classes = tokens[index].classes
    if classes.contains(.adjective) { return true }
    if classes.contains(.stop) { return false }
    if classes.contains(.lowerCaseStop), !tokens[index].hasCapital { return false }
    guard classes.contains(.verb) else { return true }
    return index + 1 < tokens.count && tokens[index + 1].classes.contains(.participleLink)
  }

  // MARK: - At the beginning of a statement

  /// Who a statement is about: the noun phrase with which it, or what follows its first comma, begins, where its verb in
  /// lower case comes after it.
  mutating func subject(of statement: Range<Int>, before end: Int) -> Range<Int>? {
    let stretch = statement.lowerBound..<min(end, statement.upperBound)
    let lead = text[stretch].prefix(120)
    if let comma = lead.firstIndex(where: { $0 == 0x2C || $0 == 0x3B || $0 == 0x3A || $0 == Document.mask }),
      text[comma] == UInt8(ascii: ","), comma + 2 < stretch.upperBound,
      let subject = subject(from: comma + 2, to: stretch.upperBound)
    {
      return subject
    }
    return subject(from: stretch.lowerBound, to: stretch.upperBound)
  }

  private mutating func subject(from start: Int, to end: Int) -> Range<Int>? {
    clearTokens()
    var place = start
    while place < end, tokens.count < Self.greatestTokenCount {
      let stop = text[place..<end].firstIndex(of: 0x20) ?? end
      guard stop > place else { break }
      var range = place..<stop
      let isSetOff = text[stop - 1] == UInt8(ascii: ",")
      if isSetOff { range = place..<stop - 1 }
      guard !range.isEmpty, case let token = words.token(range, of: text), token.isWord else { break }
      tokens.append(token)
      if isSetOff { break }
      place = stop + 1
    }
    guard let first = tokens.first else { return nil }
    let from = first.classes.contains(.clauseLead) ? 1 : 0
    guard from < tokens.count else { return nil }
    let count = tokens[from].classes.contains(.pronoun) ? from + 1 : phraseEnd(from: from)
    guard count > from else { return nil }
    let range = tokens[from].range.lowerBound..<tokens[count - 1].range.upperBound
    return isFollowedByVerb(range.upperBound, before: end) ? range : nil
  }

  /// Whether a word in lower case comes next, be it after what two commas set off.
  private func isFollowedByVerb(_ offset: Int, before end: Int) -> Bool {
    var next = offset
    if next < end, text[next] == UInt8(ascii: ",") {
      guard let close = text[(next + 1)..<end].prefix(Self.greatestAsideLength).firstIndex(of: UInt8(ascii: ","))
      else { return false }
      next = close + 1
    }
    return next + 1 < end && text[next] == 0x20 && text[next + 1] &- 0x61 < 26
  }
}
