import Digest
import Factlint

/// SARIF 2.1.0 (OASIS), as GitHub code scanning reads it.
///
/// Each finding is a result with its first place as its location and the others as related locations, which the
/// message links. Columns count Unicode code points. Suppressed findings carry `suppressions`, and with a baseline every
/// result its `baselineState`. Of more results than GitHub takes, the gravest are kept, and a notification says how many
/// are missing.
struct SARIF: MachineFormat {
  private let run: RunDescription
  private let rules: [String: Int]
  private var results: [Entry] = []
  private var leftOut = 0
  private var failures: [ArticleRecord] = []
  private var failureCount = 0

  /// GitHub refuses more results in one run.
  static let greatestResultCount = 25_000
  /// GitHub keeps 100 places of a result and shows the first.
  static let greatestPlaceCount = 100
  /// So many unreadable articles are named; the rest are counted.
  static let greatestFailureCount = 1_000

  private struct Entry {
    var record: ArticleRecord
    var finding: FindingRecord
    var number: Int
    /// What is counted, and grave, is kept before the rest.
    var rank: (Int, Severity, Int) { (finding.suppression == nil ? 0 : 1, finding.severity, number) }
  }

  private var count = 0

  init(run: RunDescription) {
    self.run = run
    rules = Dictionary(uniqueKeysWithValues: run.checks.enumerated().map { ($1.id, $0) })
  }

  func head() -> [UInt8] { [] }

  mutating func body(_ record: ArticleRecord) -> [UInt8] {
    if record.failure != nil {
      failureCount += 1
      if failures.count < Self.greatestFailureCount { failures.append(record) }
    }
    guard !record.findings.isEmpty else { return [] }
    var article = record
    article.findings = []
    for finding in record.findings {
      results.append(Entry(record: article, finding: finding, number: count))
      count += 1
    }
    if results.count > 2 * Self.greatestResultCount { keepGravest() }
    return []
  }

  private mutating func keepGravest() {
    guard results.count > Self.greatestResultCount else { return }
    leftOut += results.count - Self.greatestResultCount
    results = results.sorted { $0.rank < $1.rank }.prefix(Self.greatestResultCount).sorted { $0.number < $1.number }
  }

  mutating func tail() -> [UInt8] {
    keepGravest()
    var json = JSONWriter(isIndented: true)
    json.object { json in
      json.key("$schema")
      json.value("https://json.schemastore.org/sarif-2.1.0.json")
      json.key("version")
      json.value("2.1.0")
      json.key("runs")
      json.array([0]) { json, _ in
        json.object { json in
          tool(in: &json)
          json.key("columnKind")
          json.value("unicodeCodePoints")
          json.key("automationDetails")
          json.object { json in
            json.key("id")
            json.value("factlint/")
          }
          json.key("invocations")
          json.array([0]) { json, _ in invocation(in: &json) }
          json.key("results")
          json.array(results) { json, entry in result(entry, in: &json) }
        }
      }
    }
    json.endLine()
    return json.finish()
  }

  private func tool(in json: inout JSONWriter) {
    json.key("tool")
    json.object { json in
      json.key("driver")
      json.object { json in
        json.key("name")
        json.value("Factlint")
        if !run.version.isEmpty {
          json.key("semanticVersion")
          json.value(run.version)
        }
        json.key("rules")
        json.array(run.checks) { json, check in rule(check, in: &json) }
      }
    }
  }

  private func rule(_ check: RunDescription.CheckDescription, in json: inout JSONWriter) {
    json.object { json in
      json.key("id")
      json.value(check.id)
      json.key("shortDescription")
      text(check.name, in: &json)
      json.key("fullDescription")
      text(Prose.ruleDescription(check.name), in: &json)
      json.key("help")
      text(Prose.ruleHelp(check.id), in: &json)
      json.key("defaultConfiguration")
      json.object { json in
        json.key("level")
        json.value(check.severity.rawValue)
      }
      json.key("properties")
      json.object { json in
        json.key("precision")
        json.value(check.confidence >= 0.9 ? "very-high" : check.confidence >= 0.7 ? "high" : "medium")
        json.key("problem.severity")
        json.value(check.severity == .note ? "recommendation" : check.severity.rawValue)
        json.key("tags")
        json.array([String(check.id.prefix { $0 != "/" })]) { json, tag in json.value(tag) }
      }
    }
  }

  private func invocation(in json: inout JSONWriter) {
    json.object { json in
      json.key("executionSuccessful")
      json.value(failureCount == 0)
      var remarks: [(level: String, message: String, record: ArticleRecord?)] = failures.map {
        ("error", $0.failure?.message ?? "", $0)
      }
      if failureCount > failures.count {
        remarks.append(("error", Prose.moreUnreadable(failureCount - failures.count), nil))
      }
      if leftOut > 0 { remarks.append(("warning", Prose.moreResults(leftOut), nil)) }
      guard !remarks.isEmpty else { return }
      json.key("toolExecutionNotifications")
      json.array(remarks) { json, remark in
        json.object { json in
          json.key("level")
          json.value(remark.level)
          json.key("message")
          text(remark.message, in: &json)
          if let record = remark.record {
            json.key("locations")
            json.array([record]) { json, record in
              json.object { json in
                physicalLocation(record, line: record.origin.recordLine ?? record.failure?.line, in: &json)
              }
            }
          }
        }
      }
    }
  }

  private func result(_ entry: Entry, in json: inout JSONWriter) {
    let finding = entry.finding
    let places = Array(finding.places.prefix(Self.greatestPlaceCount))
    let related = Array(places.dropFirst().enumerated())
    json.object { json in
      json.key("ruleId")
      json.value(finding.check)
      if let index = rules[finding.check] {
        json.key("ruleIndex")
        json.value(index)
      }
      json.key("level")
      json.value(finding.severity.rawValue)
      json.key("message")
      let links = related.map { "[\(Self.plain($0.element.label))](\($0.offset + 1))" }
      let message = Self.plain(finding.fullMessage)
      text(links.isEmpty ? message : "\(message). \(Prose.seeAlso): \(links.joined(separator: ", "))", in: &json)
      json.key("rank")
      json.value((finding.confidence * 1000).rounded() / 10)
      json.key("locations")
      json.array([places.first]) { json, place in
        json.object { json in location(place, of: entry.record, in: &json) }
      }
      if !related.isEmpty {
        json.key("relatedLocations")
        json.array(related) { json, place in
          json.object { json in
            json.key("id")
            json.value(place.offset + 1)
            location(place.element, of: entry.record, in: &json)
            json.key("message")
            text(Self.plain(place.element.label), in: &json)
          }
        }
      }
      json.key("partialFingerprints")
      json.object { json in
        json.key("factlint/v1")
        json.value(finding.fingerprint)
        // The name that GitHub looks for; its own hash would move with every edit of the line.
        json.key("primaryLocationLineHash")
        let hash = SHA256.hexadecimalDigest(of: "\(entry.record.id)\u{1F}\(finding.fingerprint)")
        json.value("\(hash.prefix(16)):1")
      }
      if let suppression = finding.suppression {
        json.key("suppressions")
        json.array([suppression]) { json, suppression in
          json.object { json in
            json.key("kind")
            json.value(suppression.kind == .inSource ? "inSource" : "external")
            json.key("justification")
            json.value(suppression.kind == .baseline ? Prose.suppression(.baseline) : suppression.reason)
          }
        }
      }
      if run.hasBaseline {
        json.key("baselineState")
        json.value(finding.suppression?.kind == .baseline ? "unchanged" : "new")
      }
    }
  }

  private func location(_ place: PlaceRecord?, of record: ArticleRecord, in json: inout JSONWriter) {
    physicalLocation(record, place: place, in: &json)
    if record.origin.recordLine != nil || place.map({ $0.field != "text" }) == true {
      json.key("logicalLocations")
      json.array([0]) { json, _ in
        json.object { json in
          json.key("fullyQualifiedName")
          let field = place.map { "/\($0.field):\($0.line):\($0.column)" } ?? ""
          json.value(record.id.isEmpty ? Prose.untitled + field : record.id + field)
        }
      }
    }
  }

  private func physicalLocation(
    _ record: ArticleRecord, place: PlaceRecord? = nil, line: Int? = nil, in json: inout JSONWriter
  ) {
    json.key("physicalLocation")
    json.object { json in
      json.key("artifactLocation")
      json.object { json in
        json.key("uri")
        json.value(PercentEncoding.uri(ofPath: run.path(of: record.origin)))
      }
      let region = place == nil ? line.map { ($0, 1, $0, 1) } : record.region(of: place)
      json.key("region")
      json.object { json in
        json.key("startLine")
        json.value(region?.0 ?? 1)
        guard let region, place != nil, record.origin.recordLine == nil else { return }
        json.key("startColumn")
        json.value(region.1)
        json.key("endLine")
        json.value(region.2)
        json.key("endColumn")
        json.value(region.3)
        if let place {
          json.key("snippet")
          text(place.text, in: &json)
        }
      }
    }
  }

  private func text(_ text: String, in json: inout JSONWriter) {
    json.object { json in
      json.key("text")
      // Required texts may not be empty.
      json.value(text.isEmpty ? "–" : text)
    }
  }

  /// Text in which nothing is a link of SARIF's.
  private static func plain(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("[", with: "\\[").replacing("]", with: "\\]")
  }
}

extension PlaceRecord {
  /// The place as a reader is told of it: its part and its words.
  fileprivate var label: String { "\(role) \(Prose.quoted(Excerpt.beginning(of: text, limit: 60)))" }
}
