public import Factlint

/// One line of the record protocol: an object of JSON and a line feed.
///
/// Offsets are Unicode scalars of the record's own strings, end exclusive; lines and columns count from 1. The keys
/// stand in a fixed order, so that equal reports give equal bytes.
public enum RecordLine {
  /// Appends the line of a checked article: its findings of every severity, its coverage and its incidents.
  public static func check(_ report: Report, to output: inout [UInt8]) {
    check(ArticleRecord(report), to: &output)
  }

  /// Appends the line of a checked article, or of one that could not be read.
  ///
  /// A finding that is not counted has a last member `suppression`: `kind` (`inSource`, `external`, `baseline`) and
  /// `reason`.
  public static func check(_ record: ArticleRecord, to output: inout [UInt8]) {
    append(to: &output) { json in
      json.object { json in
        json.key("id")
        json.value(record.id)
        json.key("status")
        json.value("ok")
        json.key("findings")
        json.array(record.findings) { json, finding in json.finding(finding) }
        json.key("coverage")
        json.coverage(record.coverage)
        json.key("incidents")
        json.array(record.incidents) { json, incident in json.incident(incident) }
      }
    }
  }

  /// Appends the line of an article's facts, numbered f1, f2 … in the order of the text.
  ///
  /// Beyond place and rule, a fact has the members of its kind. Date: `type`, `value` (TIMEX3), `readings`. Amounts of
  /// any kind: `low`, `high` (null where unbounded), `lowOpen`, `highOpen`, `unit`, `noun`, `category`, `voice`.
  /// Attribution: `mode`, `speaker`, `source`, `cue`, `content`, and where the text has them `addressee`, `day`, `venue`,
  /// `intermediary` and `polarity` (`negated` or `modal`). Person: `name`, `title`, `voice`. A desk's own kind:
  /// `slots`, by name a string or an object of `low`, `high`, `lowOpen`, `highOpen`, and `voice`. `voice` is `narrator`,
  /// `direct` or `indirect`; for the latter two, `speaker` follows, null where nobody is named.
  public static func extract(_ report: Report, to output: inout [UInt8]) {
    append(to: &output) { json in
      let source = ArticleSource(report.document.article)
      json.object { json in
        json.key("id")
        json.value(report.document.article.id)
        json.key("status")
        json.value("ok")
        json.key("facts")
        json.array(report.facts.enumerated()) { json, fact in
          json.fact(fact.element, number: fact.offset + 1, in: source)
        }
      }
    }
  }

  /// Appends the line of a record that could not be read or checked.
  ///
  /// - Parameters:
  ///   - id: the record's id, nil where it has none that is a string.
  ///   - line: the line of the input, from 1.
  ///   - code: a stable word for programs.
  ///   - message: a sentence for people.
  public static func error(id: String?, line: Int, code: String, message: String, to output: inout [UInt8]) {
    append(to: &output) { json in
      json.object { json in
        json.key("id")
        json.value(id)
        json.key("status")
        json.value("error")
        json.key("line")
        json.value(line)
        json.key("error")
        json.object { json in
          json.key("code")
          json.value(code)
          json.key("message")
          json.value(message)
        }
      }
    }
  }

  /// Lends the bytes of `output` to a writer, so that they are appended to and never copied.
  private static func append(to output: inout [UInt8], _ write: (inout JSONWriter) -> Void) {
    var bytes: [UInt8] = []
    swap(&bytes, &output)
    // Most lines have no finding, and little more than their coverage.
    if bytes.isEmpty { bytes.reserveCapacity(320) }
    var json = JSONWriter(appendingTo: bytes)
    bytes = []
    write(&json)
    json.endLine()
    output = json.finish()
  }
}
