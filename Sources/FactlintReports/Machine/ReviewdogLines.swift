import Factlint

/// Reviewdog's diagnostic format, one object a line (rdjsonl); columns count UTF-8 bytes.
struct ReviewdogLines: MachineFormat {
  let run: RunDescription

  func head() -> [UInt8] { [] }
  func tail() -> [UInt8] { [] }

  func body(_ record: ArticleRecord) -> [UInt8] {
    var json = JSONWriter()
    if let failure = record.failure {
      diagnostic(message: failure.message, severity: "ERROR", code: failure.code, in: &json) { json in
        location(record, place: nil, line: failure.line, in: &json)
      }
    }
    for finding in record.findings {
      var message = finding.fullMessage
      if record.origin.recordLine != nil { message = "\(record.id): \(message)" }
      if let suppression = finding.suppression {
        message += " (\(Prose.suppressedLabel) \(Prose.suppression(suppression.kind)): \(suppression.reason))"
      }
      let isInfo = finding.suppression != nil || finding.severity == .note
      diagnostic(
        message: message, severity: isInfo ? "INFO" : finding.severity.rawValue.uppercased(), code: finding.check,
        in: &json
      ) { json in
        location(record, place: finding.places.first, in: &json)
        let related = finding.places.dropFirst()
        guard !related.isEmpty else { return }
        json.key("related_locations")
        json.array(related) { json, place in
          json.object { json in
            json.key("message")
            json.value("\(place.role) \(Prose.quoted(place.text))")
            location(record, place: place, in: &json)
          }
        }
      }
    }
    return json.finish()
  }

  private func diagnostic(
    message: String, severity: String, code: String, in json: inout JSONWriter,
    _ members: (inout JSONWriter) -> Void
  ) {
    json.object { json in
      json.key("message")
      json.value(message)
      json.key("severity")
      json.value(severity)
      json.key("source")
      json.object { json in
        json.key("name")
        json.value("factlint")
      }
      json.key("code")
      json.object { json in
        json.key("value")
        json.value(code)
      }
      members(&json)
    }
    json.endLine()
  }

  private func location(_ record: ArticleRecord, place: PlaceRecord?, line: Int? = nil, in json: inout JSONWriter) {
    func point(_ line: Int, _ column: Int?, in json: inout JSONWriter) {
      json.object { json in
        json.key("line")
        json.value(line)
        guard let column else { return }
        json.key("column")
        json.value(column)
      }
    }
    json.key("location")
    json.object { json in
      json.key("path")
      json.value(run.path(of: record.origin))
      json.key("range")
      json.object { json in
        json.key("start")
        if let recordLine = record.origin.recordLine { return point(recordLine, nil, in: &json) }
        guard let place else { return point(line ?? 1, nil, in: &json) }
        point(place.line, place.byteColumn, in: &json)
        let end = place.end
        json.key("end")
        point(end.line, end.byteColumn, in: &json)
      }
    }
  }
}
