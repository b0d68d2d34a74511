import Factlint
import FactlintReaders

/// The articles that are timed, as JSON Lines.
struct Corpus: Sendable {
  /// One record a line.
  let bytes: [UInt8]
  /// Where the lines stand.
  let lines: [Range<Int>]

  /// How many articles there are: as many as one measured iteration takes with a scaling factor of `kilo`.
  static let size = 1_000

  /// The articles of every benchmark.
  static let made = Corpus(seed: 20_240_513)

  private init(seed: UInt64) {
    var writer = ArticleWriter(seed: seed)
    var lines = ""
    for number in 1...Self.size {
      let (headline, date, text) = writer.article()
      lines += """
        {"id": "made-up-\(number)", "headline": "\(Self.escaped(headline))", "date": "\(date)", \
        "text": "\(Self.escaped(text))"}\n
        """
    }
    bytes = Array(lines.utf8)
    self.lines = recordLines(of: bytes)
  }

  /// The articles, read.
  func articles() throws(RecordError) -> [Article] {
    var articles: [Article] = []
    for index in lines.indices {
      if let article = try article(at: index) { articles.append(article) }
    }
    return articles
  }

  /// The article of a line.
  func article(at index: Int) throws(RecordError) -> Article? {
    try parseRecord(in: bytes, range: lines[index], number: index + 1)?.get()
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
