import FactlintArchive
import FactlintReports
import Foundation

/// Answers and notes of an archive, as they are printed.
enum ArchiveNotesText {
  static func summary(_ count: Int) -> String {
    count == 0 ? "Nothing differs between the articles.\n" : "\(count) \(count == 1 ? "note" : "notes")\n"
  }

  static func markdownHead(_ count: Int) -> String { "# What differs between articles\n\n\(summary(count))" }

  /// A note.
  static func rendered(_ note: ArchiveComparison.Note, as format: ArchiveCommand.AnswerFormat) -> [UInt8] {
    switch format {
    case .text:
      var lines = ["note[\(note.check)]: \(ScreenText.visible(note.message))"]
      for place in note.places {
        lines.append(
          "  --> \(ScreenText.visible(position(place.article, place.line))): \(ScreenText.visible(place.text))")
      }
      return Array((lines.joined(separator: "\n") + "\n\n").utf8)
    case .markdown:
      var lines = ["\n## \(MarkdownText.escaped(note.message))\n", "Check: \(MarkdownText.code(note.check))\n"]
      for place in note.places {
        let label = MarkdownText.escaped(position(place.article, place.line))
        let link = place.article.report ?? place.article.path
        let linked = link.map { "[\(label)](\(PercentEncoding.encoded($0)))" } ?? label
        lines.append("- \(linked): \(MarkdownText.escaped(place.text))")
      }
      return Array((lines.joined(separator: "\n") + "\n").utf8)
    case .jsonl:
      struct Line: Encodable {
        var check: String
        var severity = "note"
        var subject: String
        var message: String
        var places: [Place]
      }
      return line(
        Line(
          check: note.check, subject: note.subject, message: note.message,
          places: note.places.map { Place($0.article, line: $0.line, text: $0.text) }))
    }
  }

  /// An answer.
  static func rendered(_ answer: ArchiveQuestion.Answer, as format: ArchiveCommand.AnswerFormat) -> [UInt8] {
    switch format {
    case .text:
      let text = [answer.subject, answer.text].filter { !$0.isEmpty }.joined(separator: " · ")
      return Array("\(ScreenText.visible(position(answer.article, answer.line))): \(ScreenText.visible(text))\n".utf8)
    case .markdown:
      let text = [answer.subject, answer.text].filter { !$0.isEmpty }.joined(separator: " · ")
      let label = MarkdownText.escaped(position(answer.article, answer.line))
      return Array("- \(label): \(MarkdownText.escaped(text))\n".utf8)
    case .jsonl:
      struct Line: Encodable {
        var subject: String
        var text: String
        var place: Place
      }
      return line(
        Line(
          subject: answer.subject, text: answer.text,
          place: Place(answer.article, line: answer.line, text: answer.text)))
    }
  }

  private struct Place: Encodable {
    var article: String
    var published: String?
    var title: String?
    var report: String?
    var line: Int
    var text: String

    init(_ article: Archive.Member, line: Int, text: String) {
      self.article = article.id
      published = article.published
      title = article.title
      report = article.report
      self.line = line
      self.text = text
    }
  }

  private static func position(_ article: Archive.Member, _ line: Int) -> String {
    let name = article.id.isEmpty ? IndexProse.untitled : article.id
    return "\(name):\(line)" + (article.published.map { " (\($0))" } ?? "")
  }

  private static func line(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { return [] }
    return [UInt8](data) + [0x0A]
  }
}
