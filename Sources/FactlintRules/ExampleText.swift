import Factlint

/// The text of an example as an article, perhaps disguised.
struct ExampleText {
  let article: Article
  /// The marked places, in Unicode scalars of the field `text`.
  let marks: [Range<Int>]
  /// The marked places of the headline with the words there, in Unicode scalars of the field `headline`.
  let headlineMarks: [(range: Range<Int>, text: String)]
  let isDisguised: Bool
  private let scalars: [Unicode.Scalar]

  /// Ways of writing the same text that must make no difference.
  enum Disguise: String, CaseIterable {
    case nonASCII = "with letters that are not ASCII before it"
    case noBreakSpaces = "with no-break spaces"
    case curlyQuotes = "with curly quotation marks"
    case lineBreaks = "with CR LF line breaks"
  }

  init(_ example: RuleExample, disguise: Disguise? = nil) {
    isDisguised = disguise != nil
    var scalars = Array(example.text.unicodeScalars)
    // For each scalar of the example, where it is in the disguised text; one more for the end.
    var positions = Array(0...scalars.count)
    switch disguise {
    case nil: break
    case .nonASCII:
      let before = Array("Ça va : 東京 \u{1F600} e\u{301}té ½.\n\n".unicodeScalars)
      scalars = before + scalars
      positions = positions.map { $0 + before.count }
    case .noBreakSpaces: scalars = scalars.map { $0 == " " ? "\u{A0}" : $0 }
    case .curlyQuotes: scalars = Self.curled(scalars)
    case .lineBreaks:
      var broken: [Unicode.Scalar] = []
      var spaces = 0
      for (index, scalar) in scalars.enumerated() {
        positions[index] = broken.count
        if scalar == " " { spaces += 1 }
        if scalar == " ", spaces % 3 == 0 { broken += ["\r", "\n"] } else { broken.append(scalar) }
      }
      positions[scalars.count] = broken.count
      scalars = broken
    }
    self.scalars = scalars
    marks = example.marks.map { positions[$0.lowerBound]..<positions[$0.upperBound] }
    headlineMarks = example.headlineMarks.map { range in
      let words = Array((example.headline ?? "").unicodeScalars)[range]
      return (range, String(String.UnicodeScalarView(words)))
    }
    article = Self.article(of: scalars, example: example)
  }

  /// The text of a place, for messages.
  func slice(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range.clamped(to: 0..<scalars.count)])
    return String(view)
  }

  private static func article(of scalars: [Unicode.Scalar], example: RuleExample) -> Article {
    var builder = ArticleBuilder()
    if let headline = example.headline {
      let field = builder.addField("headline", bytes: Array(headline.utf8))
      builder.addBlock(.headline, field: field, bytes: 0..<headline.utf8.count)
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    let text = Array(String(view).utf8)
    let field = builder.addField("text", bytes: text)
    // A blank line ends a paragraph.
    var start = 0
    for index in text.indices where text[index] == 0x0A && index > start && text[index - 1] == 0x0A {
      builder.addBlock(.paragraph, field: field, bytes: start..<index)
      start = index + 1
    }
    builder.addBlock(.paragraph, field: field, bytes: start..<text.count)
    builder.metadata.date = example.date.flatMap { CivilDate(iso8601: $0) }.map {
      PublicationDate(day: $0, origin: .record)
    }
    for (name, dates) in example.stated.sorted(by: { $0.key < $1.key }) {
      for stated in dates.split(separator: " ") {
        guard let event = StatedDate.Event(rawValue: name), let day = CivilDate(iso8601: String(stated)),
          let start = text.indices.first(where: { text[$0...].starts(with: stated.utf8) })
        else { continue }
        let source = SourceRange(field: field, bytes: start..<start + stated.utf8.count)
        builder.metadata.statedDates.append(StatedDate(event: event, day: day, source: source))
      }
    }
    return builder.finish(id: "example")
  }

  /// The text with typographic quotation marks and apostrophes.
  private static func curled(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    scalars.enumerated().map { index, scalar in
      switch scalar {
      case "'": return "\u{2019}"
      case "\"":
        let opens =
          index == 0 || scalars[index - 1].properties.isWhitespace || "([—–".unicodeScalars.contains(scalars[index - 1])
        return opens ? "\u{201C}" : "\u{201D}"
      default: return scalar
      }
    }
  }
}
