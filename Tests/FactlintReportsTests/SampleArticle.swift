import Factlint

/// A small article with its clean text and source map, and the ways to point at its words.
struct SampleArticle {
  let document: Document

  /// Reads fields as the readers do: blank lines part paragraphs, a line break inside one is a space.
  init(
    id: String, headline: String? = nil, text: String, date: String? = nil, day: CivilDate? = nil,
    language: String? = "en", incidents: [Incident] = []
  ) {
    var fields: [Field] = []
    var clean: [UInt8] = []
    var blocks: [Block] = []
    var pieces: [SourceMap.Piece] = []

    func add(_ bytes: [UInt8], field: Int, role: Block.Role) {
      for paragraph in Self.paragraphs(of: bytes) {
        if !clean.isEmpty { clean.append(0x0A) }
        let start = clean.count
        var index = paragraph.lowerBound
        var isVerbatim = false
        while index < paragraph.upperBound {
          let isBreak = bytes[index] == 0x0A || bytes[index] == 0x0D
          let length = isBreak && bytes[index] == 0x0D && bytes[index + 1] == 0x0A ? 2 : 1
          if isBreak || !isVerbatim {
            let end = isBreak ? index + length : paragraph.upperBound
            pieces.append(
              SourceMap.Piece(
                cleanStart: clean.count, source: SourceRange(field: field, bytes: index..<end), isVerbatim: !isBreak))
          }
          isVerbatim = !isBreak
          clean.append(isBreak ? 0x20 : bytes[index])
          index += length
        }
        blocks.append(Block(role: role, range: start..<clean.count))
      }
    }

    if let headline {
      fields.append(Field(name: "headline", bytes: Array(headline.utf8)))
      add(fields[0].bytes, field: 0, role: .headline)
    }
    fields.append(Field(name: "text", bytes: Array(text.utf8)))
    add(Array(text.utf8), field: fields.count - 1, role: .paragraph)
    if let date { fields.append(Field(name: "date", bytes: Array(date.utf8))) }
    let published = day.map { PublicationDate(day: $0, origin: .record) }
    document = Document(
      article: Article(
        id: id, fields: fields, text: clean, blocks: blocks, sourceMap: SourceMap(pieces: pieces),
        metadata: Metadata(date: published, language: language), incidents: incidents),
      language: language, date: published, sentences: Self.sentences(of: clean, in: blocks))
  }

  /// The `occurrence`th place, from 1, where `words` stand in the clean text; empty at its end where they do not.
  func range(of words: String, _ occurrence: Int = 1) -> Range<Int> {
    let needle = Array(words.utf8)
    let text = document.article.text
    var left = occurrence
    for start in text.indices where text[start...].starts(with: needle) {
      left -= 1
      if left == 0 { return start..<start + needle.count }
    }
    return text.count..<text.count
  }

  /// A place of a finding.
  func place(_ words: String, _ occurrence: Int = 1, role: String) -> Finding.Location {
    Finding.Location(target: .text(range(of: words, occurrence)), role: role)
  }

  /// A place in the record's `date`.
  func datePlace(role: String) -> Finding.Location {
    let field = document.article.fields.count - 1
    let bytes = 0..<document.article.fields[field].bytes.count
    return Finding.Location(target: .source(SourceRange(field: field, bytes: bytes)), role: role)
  }

  /// A fact that stands on `words`.
  func fact(
    _ words: String, _ occurrence: Int = 1, kind: String, rule: String, voice: Voice = .narrator,
    reservations: ReservationSet = [], _ value: Fact.Value
  ) -> Fact {
    let range = range(of: words, occurrence)
    let sentence = document.sentences.firstIndex { $0.range.contains(range.lowerBound) } ?? 0
    return Fact(
      kind: kind, rule: rule, range: range, block: document.sentences.isEmpty ? 0 : document.sentences[sentence].block,
      sentence: sentence, voice: voice, value: value, reservations: reservations)
  }

  /// An amount that stands on `words`.
  func count(
    _ words: String, _ occurrence: Int = 1, amount: Interval, unit: String = "person", noun: String? = nil,
    category: String? = nil, hedge: String? = nil, voice: Voice = .narrator, kind: String = "count",
    reservations: ReservationSet = []
  ) -> Fact {
    let number = range(of: words, occurrence)
    return fact(
      words, occurrence, kind: kind, rule: "count/sample", voice: voice, reservations: reservations,
      .count(CountFact(amount: amount, unit: unit, noun: noun, category: category, hedge: hedge, number: number)))
  }

  /// A date that stands on `words`.
  func date(
    _ words: String, _ occurrence: Int = 1, type: TimexType = .date, value: String, days: DayInterval? = nil,
    readings: [String] = [], reservations: ReservationSet = []
  ) -> Fact {
    fact(
      words, occurrence, kind: "date", rule: "date/sample", reservations: reservations,
      .date(
        DateFact(
          type: type, timexValue: value, days: days, otherReadings: readings, stated: TimeExpression(.present))))
  }

  private static func paragraphs(of bytes: [UInt8]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    var index = 0
    func close(at end: Int) {
      var (lower, upper) = (start, end)
      while lower < upper, bytes[lower] <= 0x20, bytes[lower] != 0x1B { lower += 1 }
      while upper > lower, bytes[upper - 1] <= 0x20 { upper -= 1 }
      if lower < upper { result.append(lower..<upper) }
    }
    while index < bytes.count {
      if bytes[index...].starts(with: [0x0A, 0x0A]) || bytes[index...].starts(with: [0x0D, 0x0A, 0x0D, 0x0A]) {
        close(at: index)
        start = index + 1
      }
      index += 1
    }
    close(at: bytes.count)
    return result
  }

  private static func sentences(of text: [UInt8], in blocks: [Block]) -> [Sentence] {
    var result: [Sentence] = []
    for (number, block) in blocks.enumerated() {
      var start = block.range.lowerBound
      for index in block.range {
        let isEnd = index + 1 == block.range.upperBound
        guard isEnd || (text[index] == 0x2E && text[index + 1] == 0x20) else { continue }
        if start <= index { result.append(Sentence(range: start..<index + 1, block: number)) }
        start = index + 2
      }
    }
    return result
  }
}
