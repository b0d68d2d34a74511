import Factlint

/// The places of a finding, quoted with what stands around them and set in bold.
enum PlaceQuote {
  /// One quotation for each sentence that has places, in the order of the places.
  static func quotes(of places: [Finding.Location], in source: ArticleSource, view: ArticleView) -> [String] {
    var groups: [(surroundings: Range<Int>, ranges: [Range<Int>])] = []
    var quotes: [(order: Int, text: String)] = []
    for (order, place) in places.enumerated() {
      switch place.target {
      case .source(let range):
        guard let location = source.range(of: .source(range)) else { continue }
        let text = bold(Excerpt.beginning(of: source.text(of: location)), before: " ", after: " ")
        quotes.append((order, "\(label(of: location, in: source)): \(text)"))
      case .text(let range):
        let surroundings = view.surroundings(of: range)
        if let group = groups.firstIndex(where: { $0.surroundings == surroundings }) {
          groups[group].ranges.append(range)
        } else {
          groups.append((surroundings, [range]))
          quotes.append((order, ""))
        }
      }
    }
    var next = groups.makeIterator()
    return quotes.map { quote in
      guard quote.text.isEmpty, let group = next.next() else { return quote.text }
      let ranges = disjoint(group.ranges)
      let first = ranges.first.flatMap { source.range(of: $0) }
      let text = text(of: group.surroundings, bold: ranges, view: view)
      return first.map { "\(label(of: $0, in: source)): \(text)" } ?? text
    }
  }

  /// Where a place is, such as "line 12" or "headline".
  private static func label(of range: SourceRange, in source: ArticleSource) -> String {
    let field = source.fieldName(of: range)
    return field == "text" ? Prose.line(source.position(of: range).line) : MarkdownText.escaped(field)
  }

  /// The ranges in order, those that overlap as one.
  private static func disjoint(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
      if let last = result.last, range.lowerBound < last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }

  /// A sentence with ranges of it in bold, cut to what stands near them.
  private static func text(of sentence: Range<Int>, bold ranges: [Range<Int>], view: ArticleView) -> String {
    var result = ""
    var end = sentence.lowerBound
    for (index, range) in ranges.enumerated() {
      let between = view.text(of: end..<max(end, range.lowerBound))
      let lead = index == 0 ? Excerpt.end(of: between, limit: 70) : Excerpt.middle(of: between, limit: 90)
      result += MarkdownText.escaped(lead)
      let after = view.text(
        of: range.upperBound..<max(range.upperBound, min(range.upperBound + 1, sentence.upperBound)))
      let place = Excerpt.beginning(of: view.text(of: range))
      result += bold(place, before: lead.unicodeScalars.last ?? " ", after: after.unicodeScalars.first ?? " ")
      end = range.upperBound
    }
    return result
      + MarkdownText.escaped(Excerpt.beginning(of: view.text(of: end..<max(end, sentence.upperBound)), limit: 70))
  }

  /// Bold text; with tags where asterisks would not open or close it by CommonMark's rules of flanking.
  private static func bold(_ text: String, before: Unicode.Scalar, after: Unicode.Scalar) -> String {
    let visible = ScreenText.visible(text)
    guard !visible.isEmpty else { return "" }
    func isWord(_ scalar: Unicode.Scalar?) -> Bool {
      guard let scalar else { return false }
      return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
    let flanks = isWord(visible.unicodeScalars.first) && isWord(visible.unicodeScalars.last)
    let escaped = MarkdownText.escaped(text)
    return flanks ? "**\(escaped)**" : "<b>\(escaped)</b>"
  }
}
