/// Binds the offices of which a body has one to the people who hold them, by what stands around the words.
///
/// The name follows the office ("Mayor Ann Lowe", "the mayor of Aldby, Ann Lowe,") or stands before it between commas
/// ("Lowe, the deputy mayor,"). Former, acting and elected holders are left alone. Each fact tells `person`, `office`
/// ("deputy mayor"), `family` (offices of which a person has one) and, where the text names whose office it is, `holding`.
struct OfficeHolders {
  let context: ResolutionContext

  static let kind = "office"

  private let lists: WordLists

  init(context: ResolutionContext) { (self.context, lists) = (context, context.words.lists) }

  /// The name of the word list of offices of which a body has one, each within its family.
  private static let offices = "sole-office"

  /// An office may be told of a body so far away: "the captain of the liner Aurora, Per Lunde".
  private static let greatestReach = 48
  private static let greatestNameLength = 3

  /// An office with the name beside it, before anybody has asked whose name that is.
  struct Reading {
    var mention: Mention
    /// The name, without titles.
    var name: Range<Int>
    /// Where the words begin that belong to the office, its owner's name among them.
    var start: Int
    /// The words of the office.
    var office: Range<Int>
    /// What makes it a deputy's office.
    var lower: String?
    /// Whose office it is.
    var owner: String?
    /// Whether the owner is told by a noun, such as "the school", of which the article then has one.
    var hasCommonOwner = false
  }

  /// The offices that stand beside a name.
  func readings() -> [Reading] {
    context.mentions(of: .office).compactMap { index in
      let mention = context.mentions[index]
      guard let office = mention.range(of: .office), !isPossessive(after: office.upperBound),
        let lead = lead(before: office.lowerBound)
      else { return nil }
      var owner = lead.owner
      var found = nameAfter(office.upperBound)
      if found == nil, let (name, body) = nameAfterBody(office.upperBound) {
        found = name
        owner = owner ?? body
      }
      if found == nil, lead.isApposition { found = nameBefore(lead.start) }
      guard let name = found else { return nil }
      if owner == nil, let body = body(from: office.upperBound)?.owner { owner = body }
      return Reading(
        mention: mention, name: name, start: lead.isApposition ? office.lowerBound : lead.start, office: office,
        lower: lead.lower, owner: owner, hasCommonOwner: lead.hasCommonOwner)
    }
  }

  /// Whose office it is, in full: "the museum" is the only museum that is named, "Hexby Museum".
  private func ownerInFull(_ owner: String, among readings: [Reading]) -> String {
    if owner.contains(" ") { return owner }
    let full = Set(readings.compactMap(\.owner).filter { $0.hasSuffix(" " + owner) })
    return full.count == 1 ? full.first ?? owner : owner
  }

  /// The owner of an office where the article has one, and tells it by a noun: "head teacher Ann Lowe" is "the school's".
  private func commonOwner(of base: String, among readings: [Reading]) -> String? {
    let owned = readings.filter {
      $0.owner != nil && lists.soleOffices.value(of: $0.office, in: context.clean) == base
    }
    guard let first = owned.first, first.hasCommonOwner, owned.allSatisfy({ $0.owner == first.owner }) else {
      return nil
    }
    return first.owner
  }

  /// The holders of the article.
  func facts(of readings: [Reading], people: PeopleResolver) -> [Fact] {
    var surnames: [String: String] = [:]
    return readings.compactMap { reading in
      guard let person = people.fullName(of: context.text(reading.name)), person.contains(" "),
        let base = lists.soleOffices.value(of: reading.office, in: context.clean)
      else { return nil }
      var values: [String: SlotValue] = [
        "person": .symbol(person), "office": .symbol(reading.lower.map { "\($0) \(base)" } ?? base),
        "family": .symbol(context.words.lexicon(Self.offices)?.within[base] ?? base),
      ]
      if let owner = (reading.owner ?? commonOwner(of: base, among: readings)).map({ ownerInFull($0, among: readings) }
      ),
        reading.lower == nil,
        lists.officesOfSeveral.value(of: base) == nil
      {
        let holding = "\(base) (\(owner))"
        // Of one given name there is one holder, however the surname is spelled.
        let names = WordFolding.words(of: person)
        let surname = surnames["\(holding) \(names.first ?? "")"] ?? names.last ?? ""
        surnames["\(holding) \(names.first ?? "")"] = surname
        values["holding"] = .symbol(holding)
        values["surname"] = .symbol(surname)
      }
      let range = min(reading.name.lowerBound, reading.start)..<max(reading.name.upperBound, reading.office.upperBound)
      return Fact(
        context.rules[reading.mention.rule], range: range, block: reading.mention.block,
        sentence: context.sentence(at: reading.office.lowerBound), value: .record(values))
    }
  }

  // MARK: Before the office

  private struct Lead {
    /// Where the first of the words begins that belong to the office.
    var start: Int
    /// What makes it a deputy's office.
    var lower: String?
    /// Whose office it is.
    var owner: String?
    /// Whether the owner is a noun behind an article: "the school's".
    var hasCommonOwner = false
    /// Whether an article or an owner stands first, as between commas.
    var isApposition = false
  }

  /// The words before an office that belong to it; nil for a former or a future one.
  private func lead(before office: Int) -> Lead? {
    let text = context.masked
    var lead = Lead(start: office)
    for _ in 0..<4 {
      guard let word = word(endingAt: lead.start) else { break }
      let range = word.range
      let string = context.text(range)
      if text[word.range.upperBound] == 0x2D {
        // "ex-mayor", "vice-chairman"
        guard let lower = lists.lowerOffices.value(of: string) else { return nil }
        lead.lower = lower
      } else if let lower = lists.lowerOffices.value(of: string) {
        lead.lower = lower
      } else if lists.officeQualifiers.value(of: string) != nil {
        return nil
      } else if string.hasSuffix("'s") || string.hasSuffix("s'") {
        let owner = String(string.dropLast(string.hasSuffix("'s") ? 2 : 1))
        lead.start = range.lowerBound
        lead.isApposition = true
        lead.owner = ownerRun(endingIn: owner, from: range.lowerBound)
        lead.hasCommonOwner = text[range.lowerBound] &- 0x61 < 26
        return lead
      } else if isArticle(string) || isPossessive(string) {
        lead.start = range.lowerBound
        lead.isApposition = true
        return lead
      } else if lead.owner == nil, isOwner(string, at: range) {
        lead.owner = ownerRun(endingIn: string, from: range.lowerBound)
      } else {
        break
      }
      lead.start = range.lowerBound
    }
    return lead
  }

  private func isArticle(_ word: String) -> Bool { lists.articles.value(of: word) != nil }

  private func isPossessive(_ word: String) -> Bool { lists.possessives.value(of: word) != nil }

  /// Whether a word before an office says whose it is: a name, or a noun such as "zoo".
  private func isOwner(_ word: String, at range: Range<Int>) -> Bool {
    lists.noOwners.value(of: word) == nil
      && !context.words.functionWords.contains(WordFolding.folded(word))
      && context.words.sourceWords.token(range, of: context.masked).classes.isDisjoint(with: [
        .verb, .stop, .day,
      ])
  }

  /// The capitalised words that end in one: "Priory Road", or the word itself.
  private func ownerRun(endingIn last: String, from start: Int) -> String {
    let text = context.masked
    var owner = last
    var start = start
    guard text[start] &- 0x41 < 26 else { return WordFolding.folded(owner) }
    while let word = word(endingAt: start), text[word.range.lowerBound] &- 0x41 < 26,
      text[word.range.upperBound] == 0x20
    {
      let string = context.text(word.range)
      if context.words.functionWords.contains(WordFolding.folded(string)) { break }
      owner = string + " " + owner
      start = word.range.lowerBound
    }
    return WordFolding.folded(owner)
  }

  /// The word right before a place, with a space or a hyphen between the two.
  private func word(endingAt place: Int) -> (range: Range<Int>, isHyphenated: Bool)? {
    let text = context.masked
    guard place > 1, text[place - 1] == 0x20 || text[place - 1] == 0x2D else { return nil }
    var start = place - 1
    while start > 0, isLetter(text[start - 1]) || text[start - 1] == 0x27 { start -= 1 }
    return start < place - 1 ? (start..<place - 1, text[place - 1] == 0x2D) : nil
  }

  private func isLetter(_ byte: UInt8) -> Bool { WordFolding.isASCIILetter(byte) || byte >= 0x80 && byte != 0xE2 }

  private func isPossessive(after end: Int) -> Bool {
    let text = context.masked
    if end + 1 < text.count, text[end] == 0x27 || text[end] == 0x2D { return true }
    guard end + 1 < text.count, text[end] == 0x20 else { return false }
    var stop = end + 1
    while stop < text.count, isLetter(text[stop]) { stop += 1 }
    return lists.officeEnds.value(of: end + 1..<stop, in: context.clean) != nil
  }

  // MARK: Names

  /// The name right after an office, or behind a comma that another closes.
  private func nameAfter(_ end: Int) -> Range<Int>? {
    let text = context.masked
    guard end + 2 < text.count else { return nil }
    if text[end] == 0x20 { return name(from: end + 1) }
    guard text[end] == 0x2C, text[end + 1] == 0x20, let named = name(from: end + 2), isClosed(named) else {
      return nil
    }
    return named
  }

  /// The name behind the body whose office it is: "of the liner Aurora, Per Lunde,".
  private func nameAfterBody(_ end: Int) -> (name: Range<Int>, owner: String?)? {
    guard let body = body(from: end), let named = name(from: body.end + 2), isClosed(named) else { return nil }
    return (named, body.owner)
  }

  /// "of Aldby", "at the zoo" after an office, up to a comma or a full stop.
  private func body(from end: Int) -> (owner: String?, end: Int)? {
    let text = context.masked
    guard end + 4 < text.count, text[end] == 0x20, text[end + 3] == 0x20,
      lists.officeJoints.value(of: end + 1..<end + 3, in: context.clean) != nil
    else { return nil }
    var stop = end + 4
    while stop < min(text.count, end + Self.greatestReach), !Self.endsBody(text[stop]) { stop += 1 }
    guard stop < text.count, text[stop] == 0x2C else {
      return owner(in: end + 4..<stop).map { ($0, stop) }
    }
    return (owner(in: end + 4..<stop), stop)
  }

  /// Whether a body's name goes no further: a comma, a full stop, a semicolon, a quotation or its mark.
  private static func endsBody(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2C, 0x2E, 0x3B, Document.mask, 0x22: true
    default: false
    }
  }

  /// The capitalised words that a stretch begins with, without an article.
  private func owner(in range: Range<Int>) -> String? {
    var words: [String] = []
    for word in context.text(range).split(separator: " ") {
      if words.isEmpty, isArticle(String(word)) { continue }
      guard word.first?.isUppercase == true else { break }
      words.append(String(word))
    }
    return words.isEmpty ? nil : WordFolding.folded(words.joined(separator: " "))
  }

  /// The name that ends at the comma before an apposition.
  private func nameBefore(_ start: Int) -> Range<Int>? {
    let text = context.masked
    guard start > 4, text[start - 1] == 0x20, text[start - 2] == 0x2C else { return nil }
    var first = start - 2
    var count = 0
    while count < Self.greatestNameLength, first > 0 {
      var begin = first
      while begin > 0, isLetter(text[begin - 1]) || text[begin - 1] == 0x27 || text[begin - 1] == 0x2D { begin -= 1 }
      guard begin < first, text[begin] &- 0x41 < 26 || text[begin] >= 0x80 else { break }
      if lists.honorifics.value(of: begin..<first, in: context.clean) != nil { break }
      count += 1
      let isLast = begin == 0 || text[begin - 1] != 0x20
      first = begin
      if isLast { break }
      first -= 1
    }
    if first < start - 2, text[first] == 0x20 { first += 1 }
    guard count > 0, first < start - 2 else { return nil }
    return person(first..<start - 2)
  }

  /// The name that begins at a place, behind "the Rt Rev" and its like.
  private func name(from start: Int) -> Range<Int>? {
    let text = context.masked
    var index = start
    var first: Int?
    var end = start
    var count = 0
    while index < text.count, count < Self.greatestNameLength {
      var stop = index
      while stop < text.count, isLetter(text[stop]) || text[stop] == 0x27 || text[stop] == 0x2D { stop += 1 }
      guard index < stop else { break }
      let word = context.text(index..<stop)
      let isTitle =
        first == nil && (isArticle(word) || lists.honorifics.value(of: word) != nil)
      if !isTitle {
        guard text[index] &- 0x41 < 26 || text[index] >= 0x80 && word.first?.isUppercase == true else { break }
        if word.hasSuffix("'s") { return nil }
        if first == nil { first = index }
        end = stop
        count += 1
      }
      guard stop < text.count, text[stop] == 0x20 || isTitle && text[stop] == 0x2E else { break }
      index = text[stop] == 0x2E ? stop + 2 : stop + 1
    }
    return first.flatMap { person($0..<end) }
  }

  /// A run of names, unless it is the name of a body or a place.
  private func person(_ range: Range<Int>) -> Range<Int>? {
    let text = context.masked
    var start = range.lowerBound
    while start < range.upperBound {
      let end = text[start..<range.upperBound].firstIndex(of: 0x20) ?? range.upperBound
      // Where everything is in capitals they tell no names.
      if end - start > 1, text[start + 1] &- 0x41 < 26 { return nil }
      if context.words.sourceWords.token(start..<end, of: text).classes.contains(.body) { return nil }
      start = end + 1
    }
    return range
  }

  /// Whether a comma or a full stop closes what a comma has opened.
  private func isClosed(_ name: Range<Int>) -> Bool {
    let text = context.masked
    return name.upperBound >= text.count || [0x2C, 0x2E, 0x3B, 0x29, 0x3A, 0x0A].contains(text[name.upperBound])
  }
}
