import Factlint

/// One document of JSON, indented, with everything that the reports say.
///
/// ```
/// {"format": "factlint-report", "version": 1, "articles": [
///   {"id", "headline" (string or null), "language" (BCP 47 or null), "words",
///    "date": null or {"day" (ISO 8601), "origin"},
///    "findings": as in the record protocol, each with the "name" of its check,
///    "agreements": [{"check", "working", "places"}],
///    "unchecked": [{"fact" (an id of "facts"), "reason"}],
///    "coverage", "incidents": as in the record protocol,
///    "facts": as in the record protocol, each with "line" and "reservations"; dates with "voice",
///             amounts with "nounClass" and "hedge", attributions and persons with "person",
///    "people": [{"name", "aliases", "titles"}], to which "person" is an index from 0}]}
/// ```
///
/// `reason` is one of `nothing-to-compare`, `no-pack`, `budget`, or a reservation: `negated`, `hypothetical`,
/// `superseded`, `other-event`, `undated`. `origin` is `record`, `frontMatter`, `firstLine`, `dateline` or `option`.
enum JSONReport {
  /// The document of `reports`, with a line feed at its end.
  static func rendered(_ reports: [Report]) -> [UInt8] {
    var json = JSONWriter(isIndented: true)
    json.object { json in
      json.key("format")
      json.value("factlint-report")
      json.key("version")
      json.value(1)
      json.key("articles")
      json.array(reports) { json, report in article(report, in: &json) }
    }
    json.endLine()
    return json.finish()
  }

  private static func article(_ report: Report, in json: inout JSONWriter) {
    let source = ArticleSource(report.document.article)
    let view = ArticleView(report.document)
    json.object { json in
      json.key("id")
      json.value(report.document.article.id)
      json.key("headline")
      json.value(view.headline)
      json.key("language")
      json.value(report.document.language)
      json.key("words")
      json.value(view.words)
      json.key("date")
      date(report.document.date, in: &json)
      json.key("findings")
      json.array(report.findings) { json, finding in
        json.finding(FindingRecord(finding, in: source), named: finding.name)
      }
      json.key("agreements")
      json.array(report.agreements) { json, agreement in
        json.object { json in
          json.key("check")
          json.value(agreement.check)
          json.key("working")
          json.value(agreement.working)
          json.key("places")
          json.places(agreement.places, in: source)
        }
      }
      json.key("unchecked")
      json.array(report.unchecked) { json, unchecked in
        json.object { json in
          json.key("fact")
          json.value(factID(unchecked.fact + 1))
          json.key("reason")
          json.value(unchecked.reason.code)
        }
      }
      json.key("coverage")
      json.coverage(report.coverage)
      json.key("incidents")
      json.array(report.incidents) { json, incident in json.incident(incident) }
      json.key("facts")
      json.array(report.facts.enumerated()) { json, fact in
        json.fact(fact.element, number: fact.offset + 1, in: source, isFull: true)
      }
      json.key("people")
      json.array(report.people) { json, person in
        json.object { json in
          json.key("name")
          json.value(person.name)
          json.key("aliases")
          json.array(person.aliases) { json, alias in json.value(alias) }
          json.key("titles")
          json.array(person.titles) { json, title in json.value(title) }
        }
      }
    }
  }

  private static func date(_ date: PublicationDate?, in json: inout JSONWriter) {
    guard let date else { return json.null() }
    json.object { json in
      json.key("day")
      json.value(date.day.description)
      json.key("origin")
      json.value(date.origin.rawValue)
    }
  }
}
