public import Factlint

/// The facts of one article as an archive keeps them: what questions across articles need, a line each.
///
/// Fields are separated by tabs, which clean text never has: the kind, the line of the article, and
///
/// | kind | fields |
/// | --- | --- |
/// | `person` | name, title |
/// | `age` | name, amount |
/// | `quote` | speaker, beginning of the words by which renderings are compared (may be empty), words |
/// | `count` | what is counted, what happened to it, event, lowest, highest, whether both ends are firm, text, voice |
/// | `date` | TIMEX3 value, text |
/// | `topic` | the words that tell the article's event from others, where it has a toll |
///
/// A count's voice is `lead` where the article itself says it at its beginning, without reservation.
public enum ArchivedFacts {
  /// The longest text of a fact that is kept, in scalars.
  static let longestText = 160

  /// The facts of a report.
  public static func encoded(_ report: Report) -> [UInt8] {
    guard !report.facts.isEmpty else { return [] }
    let document = report.document
    var lines = FactLines(document.article)
    let bodyStart = document.sentences.firstIndex { document.article.blocks[$0.block].role != .headline } ?? 0
    var hasToll = false
    for index in report.facts.indices {
      let range = report.facts[index].range
      switch report.facts[index].value {
      case .person(let person):
        guard let number = person.person, report.people.indices.contains(number) else { continue }
        lines.begin("person", at: range)
        lines.field(report.people[number].name)
        lines.field(person.title ?? "")
      case .attribution(let attribution):
        lines.begin("quote", at: range)
        lines.field(attribution.speaker ?? "")
        if attribution.person != nil,
          case .symbol(let words)? = report.facts[index].attribute("quotation", in: document)
        {
          lines.field(words)
        } else {
          lines.field("")
        }
        lines.field(attribution.content)
      case .count(let count):
        guard let lower = count.amount.lower else { continue }
        let low = lower.value.description
        if report.facts[index].kind == "age" {
          lines.begin("age", at: range)
          lines.field(ageBearer(of: report.facts[index], in: report))
          lines.field(low)
          lines.field([range])
        } else {
          let isFirm = count.amount.isFirm && count.amount.upper != nil
          let isLead =
            report.facts[index].sentence < bodyStart + leadSentences && !report.facts[index].voice.isDirect
            && report.facts[index].reservations.isEmpty
          if isLead, count.category != nil { hasToll = true }
          lines.begin("count", at: range)
          lines.field(count.nounClass ?? count.unit)
          lines.field(count.category ?? "")
          lines.field(count.event ?? "")
          lines.field(low)
          lines.field(count.amount.upper?.value.description ?? "")
          lines.field(isFirm ? "firm" : "")
          lines.field([range])
          lines.field(isLead ? "lead" : "")
        }
      case .date(let date):
        lines.begin("date", at: range)
        lines.field(date.timexValue)
        lines.field([range])
      case .record: continue
      }
      lines.end()
    }
    if hasToll { lines.addTopic(topic(of: document, bodyStart: bodyStart)) }
    return lines.bytes
  }

  /// The sentences at the beginning of the body that tell what an article is about.
  private static let leadSentences = 3
  /// So many words tell an event.
  private static let topicWords = 24

  /// The names and long words of the headline and of the first two sentences, folded, each once.
  private static func topic(of document: Document, bodyStart: Int) -> String {
    var words: [String] = []
    func add(_ folded: String) { if !words.contains(folded) { words.append(folded) } }
    for sentence in document.sentences.prefix(bodyStart + 2) where words.count < topicWords {
      let bytes = document.article.text[sentence.range]
      if isPlain(bytes) {
        // Bytes tell what characters do, at a fraction of the price.
        for (index, word) in bytes.split(whereSeparator: { !isASCIILetter($0) && $0 != 0x2D }).enumerated() {
          let isCapital = word[word.startIndex] &- 0x41 < 26
          guard word.count >= 4, index > 0 && isCapital || word.count >= 6 else { continue }
          add(String(decoding: word.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self))
        }
        continue
      }
      let text = String(decoding: bytes, as: UTF8.self)
      for (index, word) in text.split(whereSeparator: { !$0.isLetter && $0 != "-" }).enumerated() {
        guard word.count >= 4, index > 0 && word.first?.isUppercase == true || word.count >= 6 else { continue }
        add(word.lowercased())
      }
    }
    return words.prefix(topicWords).joined(separator: " ")
  }

  /// Whether a text has only ASCII and the dashes, quotation marks and dots of general punctuation.
  private static func isPlain(_ text: ArraySlice<UInt8>) -> Bool {
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] >= 0x80 {
        guard text[index] == 0xE2, index + 2 < text.endIndex, text[index + 1] == 0x80 else { return false }
        switch text[index + 2] {
        case 0x93, 0x94, 0x98...0x9E, 0xA6: index += 2
        default: return false
        }
      }
      index += 1
    }
    return true
  }

  private static func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// The person whose age a fact is: the one whose mention it touches; empty where there is none.
  private static func ageBearer(of age: Fact, in report: Report) -> String {
    let facts = report.facts
    let bearer = facts.indices.first { index in
      guard facts[index].sentence == age.sentence, case .person(let person) = facts[index].value, person.person != nil
      else { return false }
      let range = facts[index].range
      return range.overlaps(age.range) || range.upperBound + 2 == age.range.lowerBound
    }
    guard let bearer, case .person(let person) = facts[bearer].value, let number = person.person,
      report.people.indices.contains(number)
    else { return "" }
    return report.people[number].name
  }
}

/// The lines of an article's facts as they are written, in bytes.
private struct FactLines {
  private(set) var bytes: [UInt8] = []
  private let text: [UInt8]
  private let article: Article
  /// Where the last fact begins in the source, and on which line.
  private var last = (field: 0, offset: 0, line: 1)

  init(_ article: Article) {
    self.article = article
    text = article.text
  }

  mutating func begin(_ kind: String, at range: Range<Int>) {
    bytes.append(contentsOf: kind.utf8)
    bytes.append(0x09)
    append(line(of: article.sourceRange(of: range)))
  }

  /// Appends a number that is not negative in decimal digits.
  private mutating func append(_ number: Int) {
    if number >= 10 { append(number / 10) }
    bytes.append(0x30 + UInt8(truncatingIfNeeded: number % 10))
  }

  /// The line on which a place begins, counted on from that of the last fact: facts are in the order of the text.
  private mutating func line(of place: SourceRange) -> Int {
    if place.field != last.field || place.bytes.lowerBound < last.offset { last = (place.field, 0, 1) }
    let field = article.fields[place.field].bytes
    let source = field.span
    let end = min(place.bytes.lowerBound, source.count)
    var offset = last.offset
    while offset < end {
      while end - offset >= ByteStretch.length,
        !ByteStretch.hasAny(at: offset, in: source, { ByteStretch.bit($0 < 0x0E) })
      {
        offset &+= ByteStretch.length
      }
      for index in offset..<min(offset + ByteStretch.length, end) {
        let byte = source[index]
        // CR LF ends one line.
        if byte == 0x0A || byte == 0x0D && (index + 1 == source.count || source[index + 1] != 0x0A) { last.line += 1 }
      }
      offset += ByteStretch.length
    }
    last.offset = end
    return last.line
  }

  mutating func end() { bytes.append(0x0A) }

  mutating func field(_ field: String) {
    let start = beginField()
    bytes.append(contentsOf: field.utf8)
    clean(from: start)
  }

  /// What stands at some ranges of the clean text, each no longer than facts keep it.
  mutating func field(_ ranges: [Range<Int>]) {
    let start = beginField()
    for (index, range) in ranges.enumerated() {
      if index > 0 { bytes.append(contentsOf: " … ".utf8) }
      let kept = kept(of: range)
      bytes.append(contentsOf: text[kept])
      if kept != range { bytes.append(contentsOf: "…".utf8) }
    }
    clean(from: start)
  }

  mutating func addTopic(_ topic: String) {
    bytes.append(contentsOf: "topic\t1\t\t\(topic)\n".utf8)
  }

  private mutating func beginField() -> Int {
    bytes.append(0x09)
    return bytes.count
  }

  /// Takes out what separates fields and lines.
  private mutating func clean(from start: Int) {
    for index in start..<bytes.count where bytes[index] == 0x09 || bytes[index] == 0x0A || bytes[index] == 0x0D {
      bytes[index] = 0x20
    }
  }

  /// The part of a range that is kept.
  private func kept(of range: Range<Int>) -> Range<Int> {
    guard range.count > ArchivedFacts.longestText else { return range }
    var scalars = 0
    for index in range where !UTF8.isContinuation(text[index]) {
      if scalars == ArchivedFacts.longestText { return range.lowerBound..<index }
      scalars += 1
    }
    return range
  }
}

extension Voice {
  /// Whether the words stand between quotation marks.
  fileprivate var isDirect: Bool {
    if case .direct = self { true } else { false }
  }
}
