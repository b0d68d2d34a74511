import Factlint
import FactlintReaders
import FactlintReports

/// A report with its document: what its facts and findings are at places of an editor.
struct CheckedDocument {
  let uri: String
  let text: TextDocument
  let report: Report

  /// Where a range of the clean text stands in the document; nil where it stands in no text of it.
  func range(of clean: Range<Int>) -> Range<Int>? { range(of: .text(clean)) }

  func range(of target: Finding.Location.Target) -> Range<Int>? {
    let source =
      switch target {
      case .text(let clean): report.document.article.sourceRange(of: clean)
      case .source(let range): range
      }
    let fields = report.document.article.fields
    guard fields.indices.contains(source.field), fields[source.field].name == "text",
      fields[source.field].bytes.count == text.bytes.count
    else { return nil }
    return source.bytes
  }

  func location(of range: Range<Int>) -> JSONValue { ["uri": .string(uri), "range": text.json(of: range)] }

  // MARK: Diagnostics

  /// The findings as diagnostics: each at its first place, with the others beside it, and a hint at each of the others.
  ///
  /// - Parameters:
  ///   - tellsRelated: whether the client shows places beside a diagnostic; else they are told in its message.
  ///   - page: the address of the page of a check.
  func diagnostics(tellsRelated: Bool, page: (String) -> String?) -> [JSONValue] {
    var diagnostics: [JSONValue] = []
    for finding in report.findings where finding.suppression == nil {
      let places = finding.places.map { (range: range(of: $0.target), role: $0.role) }
      let located = places.compactMap { place in place.range.map { (range: $0, role: place.role) } }
      let first = located.first?.range ?? 0..<0
      let related = located.dropFirst().map { place -> JSONValue in
        let words = String(decoding: text.bytes[place.range], as: UTF8.self)
        return [
          "location": location(of: place.range), "message": .string(LanguageProse.place(place.role, words)),
        ]
      }
      var message = [finding.message]
      if !finding.working.isEmpty { message.append(finding.working) }
      message += finding.consequences.map(LanguageProse.consequence)
      if !tellsRelated { message += related.compactMap(\.["message"].string) }
      var diagnostic = body(
        of: finding, at: first, severity: Self.severity(finding.severity),
        message: message.joined(separator: "\n"), page: page)
      if tellsRelated, !related.isEmpty { diagnostic["relatedInformation"] = .array(related) }
      diagnostics.append(.object(diagnostic))
      for place in located.dropFirst() where place.range != first {
        var hint = body(
          of: finding, at: place.range, severity: 4, message: LanguageProse.seeAlso(finding.message),
          page: page)
        if tellsRelated {
          hint["relatedInformation"] = [["location": location(of: first), "message": .string(finding.message)]]
        }
        diagnostics.append(.object(hint))
      }
    }
    diagnostics += report.incidents.map { incident in
      [
        "range": text.json(of: 0..<0), "severity": 3, "code": .string(incident.code),
        "source": .string(LanguageProse.source), "message": .string(incident.message),
      ]
    }
    return diagnostics
  }

  private func body(
    of finding: Finding, at range: Range<Int>, severity: Int, message: String, page: (String) -> String?
  ) -> [String: JSONValue] {
    var body: [String: JSONValue] = [
      "range": text.json(of: range), "severity": .int(severity), "code": .string(finding.check),
      "source": .string(LanguageProse.source), "message": .string(message),
      "data": ["check": .string(finding.check), "fingerprint": .string(finding.fingerprint)],
    ]
    if let page = page(finding.check) { body["codeDescription"] = ["href": .string(page)] }
    return body
  }

  private static func severity(_ severity: Severity) -> Int {
    switch severity {
    case .error: 1
    case .warning: 2
    case .note: 3
    }
  }

  // MARK: Hover

  /// What is said of the facts and findings at a byte offset; nil where there are none.
  func hover(at offset: Int) -> JSONValue? {
    var found: [(range: Range<Int>, lines: [String])] = []
    let facts = FactText(report)
    for (index, fact) in report.facts.enumerated() {
      guard let range = range(of: fact.range), range.contains(offset) else { continue }
      found.append((range, facts.lines(ofFact: index)))
    }
    // What is said most closely comes first.
    found.sort { ($0.range.count, $0.range.lowerBound) < ($1.range.count, $1.range.lowerBound) }
    var paragraphs = found.map { $0.lines.joined(separator: "\n") }
    for finding in report.findings where finding.suppression == nil {
      guard let place = finding.places.lazy.compactMap({ range(of: $0.target) }).first(where: { $0.contains(offset) })
      else { continue }
      found.append((place, []))
      paragraphs.append([finding.message, finding.working].filter { !$0.isEmpty }.joined(separator: "\n"))
    }
    guard let range = found.min(by: { $0.range.count < $1.range.count })?.range else { return nil }
    return [
      "contents": ["kind": "plaintext", "value": .string(paragraphs.joined(separator: "\n\n"))],
      "range": text.json(of: range),
    ]
  }

  // MARK: Symbols

  /// The timeline as symbols, in the order of time.
  ///
  /// - Parameter isHierarchical: whether the client takes `DocumentSymbol`; else they are `SymbolInformation`.
  func symbols(isHierarchical: Bool) -> [JSONValue] {
    Timeline(report).entries.compactMap { entry in
      let published = report.document.date?.source.flatMap { range(of: .source($0)) }
      guard let range = entry.fact.map({ range(of: report.facts[$0].range) }) ?? published else { return nil }
      let words =
        entry.fact == nil
        ? LanguageProse.publicationDate : String(decoding: text.bytes[range], as: UTF8.self)
      let name = "\(entry.text): \(words)"
      // 24: an event.
      guard isHierarchical else { return ["name": .string(name), "kind": 24, "location": location(of: range)] }
      let position = text.json(of: range)
      return [
        "name": .string(entry.text), "detail": .string(words), "kind": 24, "range": position,
        "selectionRange": position,
      ]
    }
  }
}
