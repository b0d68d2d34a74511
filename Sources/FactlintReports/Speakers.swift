import Factlint

/// Who said what: the attributions of an article by their source, and who else it names.
struct Speakers {
  /// Somebody whose words the article gives.
  struct Speaker {
    /// The index in `Report.people`, nil where it is a body or unknown.
    var person: Int?
    /// The name to show.
    var name: String
    /// The titles and roles that the article gives, in order of first use.
    var titles: [String]
    /// What is attributed to them, in the order of the text: the index of the fact, and the attribution.
    var statements: [(fact: Int, attribution: AttributionFact)]
  }

  /// Those who speak, in the order of their first statement.
  let speakers: [Speaker]
  /// Those who are only named, each with the first title.
  let silent: [(name: String, title: String?)]

  var isEmpty: Bool { speakers.isEmpty && silent.isEmpty }

  init(_ report: Report, view: ArticleView) {
    var speakers: [Speaker] = []
    var known: [String: Int] = [:]
    for (index, fact) in report.facts.enumerated() {
      guard case .attribution(let attribution) = fact.value else { continue }
      let person = attribution.person.flatMap { report.people.indices.contains($0) ? $0 : nil }
      let written = attribution.source.map { view.text(of: $0) }
      let name = person.map { report.people[$0].name } ?? attribution.speaker ?? written ?? Prose.someone
      let key = "\(person ?? -1) \(name)"
      if let position = known[key] {
        speakers[position].statements.append((index, attribution))
      } else {
        known[key] = speakers.count
        speakers.append(
          Speaker(
            person: person, name: name, titles: person.map { report.people[$0].titles } ?? [],
            statements: [(index, attribution)]))
      }
    }
    let speaking = Set(speakers.compactMap(\.person))
    self.speakers = speakers
    silent = report.people.indices.filter { !speaking.contains($0) }.map {
      (report.people[$0].name, report.people[$0].titles.first)
    }
  }

  /// The words of an attribution, those of its parts joined.
  static func words(of attribution: AttributionFact, range: Range<Int>, view: ArticleView) -> String {
    let content = attribution.content.map { view.text(of: $0) }.joined(separator: " \(Excerpt.ellipsis) ")
    return content.isEmpty ? view.text(of: range) : content
  }
}
