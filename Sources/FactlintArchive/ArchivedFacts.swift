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
    let index = SourceIndex(document.article)
    var output: [UInt8] = []
    func text(_ range: Range<Int>) -> String {
      let text = String(decoding: document.article.text[range], as: UTF8.self)
      return text.unicodeScalars.count <= longestText
        ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(longestText))) + "…"
    }
    let bodyStart = document.sentences.firstIndex { document.article.blocks[$0.block].role != .headline } ?? 0
    var hasToll = false
    for fact in report.facts {
      var fields: [String]
      switch fact.value {
      case .person(let person):
        guard let number = person.person, report.people.indices.contains(number) else { continue }
        fields = ["person", report.people[number].name, person.title ?? ""]
      case .attribution(let attribution):
        let key: String
        if case .symbol(let words)? = fact.attribute("quotation", in: document) { key = words } else { key = "" }
        fields = [
          "quote", attribution.speaker ?? "", attribution.person == nil ? "" : key,
          attribution.content.map(text).joined(separator: " … "),
        ]
      case .count(let count):
        guard let lower = count.amount.lower else { continue }
        let isFirm = count.amount.isFirm && count.amount.upper != nil
        let low = lower.value.description
        let high = count.amount.upper?.value.description ?? ""
        if fact.kind == "age" {
          fields = ["age", ageBearer(of: fact, in: report, text: text(fact.range)), low, text(fact.range)]
        } else {
          let isLead = !fact.voice.isDirect && fact.reservations.isEmpty && fact.sentence < bodyStart + leadSentences
          if isLead, count.category != nil { hasToll = true }
          fields = [
            "count", count.nounClass ?? count.unit, count.category ?? "", count.event ?? "", low, high,
            isFirm ? "firm" : "", text(fact.range), isLead ? "lead" : "",
          ]
        }
      case .date(let date): fields = ["date", date.timexValue, text(fact.range)]
      case .record: continue
      }
      let line = index.place(of: document.article.sourceRange(of: fact.range)).line
      fields.insert("\(line)", at: 1)
      output += Array((fields.map(plain).joined(separator: "\t") + "\n").utf8)
    }
    if hasToll { output += Array("topic\t1\t\t\(topic(of: document, bodyStart: bodyStart))\n".utf8) }
    return output
  }

  /// The sentences at the beginning of the body that tell what an article is about.
  private static let leadSentences = 3
  /// So many words tell an event.
  private static let topicWords = 24

  /// The names and long words of the headline and of the first two sentences, folded, each once.
  private static func topic(of document: Document, bodyStart: Int) -> String {
    var words: [String] = []
    for sentence in document.sentences.prefix(bodyStart + 2) {
      let text = String(decoding: document.article.text[sentence.range], as: UTF8.self)
      for (index, word) in text.split(whereSeparator: { !$0.isLetter && $0 != "-" }).enumerated() {
        guard word.count >= 4, index > 0 && word.first?.isUppercase == true || word.count >= 6 else { continue }
        let folded = word.lowercased()
        if !words.contains(folded) { words.append(folded) }
      }
    }
    return words.prefix(topicWords).joined(separator: " ")
  }

  /// The person whose age a fact is: the one whose mention it touches; empty where there is none.
  private static func ageBearer(of age: Fact, in report: Report, text: String) -> String {
    let bearer = report.facts.first { fact in
      guard case .person(let person) = fact.value, person.person != nil, fact.sentence == age.sentence else {
        return false
      }
      return fact.range.overlaps(age.range) || fact.range.upperBound + 2 == age.range.lowerBound
    }
    guard case .person(let person)? = bearer?.value, let number = person.person,
      report.people.indices.contains(number)
    else { return "" }
    return report.people[number].name
  }

  /// A field without what separates fields and lines.
  private static func plain(_ text: String) -> String {
    text.utf8.contains { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
      ? String(String.UnicodeScalarView(text.unicodeScalars.map { "\t\n\r".unicodeScalars.contains($0) ? " " : $0 }))
      : text
  }
}

extension Voice {
  /// Whether the words stand between quotation marks.
  fileprivate var isDirect: Bool {
    if case .direct = self { true } else { false }
  }
}
