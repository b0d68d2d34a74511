import Foundation
import TestSupport
import Testing

@Suite("Records in and records out")
struct RecordRunTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (name, text) in ticketRules { try folder.write(["rules/\(name)": text]) }
  }

  private func run(_ command: String, _ input: String, _ options: [String] = []) throws -> Outcome {
    try factlint(
      [command, "-", "--input-format", "jsonl", "--format", "jsonl", "--rules", folder.path + "/rules"] + options,
      input: input)
  }

  private func fields(_ line: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  @Test("each line that is not blank gives one line, in the order of the input, however many jobs there are")
  func order() throws {
    var random = SystemlessGenerator(state: 3)
    var input = ""
    var ids: [String?] = []
    for number in 0..<3000 {
      switch random.next() % 12 {
      case 0:
        input += "not a record\n"
        ids.append(nil)
      case 1: input += "\n   \n"
      case 2:
        input += "{\"id\": \"b\(number)\"}\n"
        ids.append("b\(number)")
      default:
        let padding = String(repeating: "They sold many seats. ", count: Int(random.next() % 30))
        input += "{\"id\": \"r\(number)\", \"text\": \"We sold \(number % 7) tickets. \(padding)We sold 3 tickets.\"}\n"
        ids.append("r\(number)")
      }
    }
    let single = try run("check", input, ["--jobs", "1"])
    #expect(single.status == 0)
    #expect(single.lines.count == ids.count)
    let found = try single.lines.map { try fields($0)["id"] as? String }
    #expect(found == ids)
    for jobs in ["2", "5"] {
      let several = try run("check", input, ["--jobs", jobs])
      #expect(several.output == single.output, "\(jobs) jobs")
      #expect(several.status == 0)
    }
    #expect(try run("extract", input, ["--jobs", "5"]).output == run("extract", input).output)
  }

  @Test("a record says what was found, a bad one why it is bad and on which line")
  func content() throws {
    let input = """
      {"id": "a", "text": "We sold 12 tickets. They sold 13 tickets."}

      {"id": "b", "text": 5}
      [1]
      {"id": "c", "text": "We sold 12 tickets."}
      """
    let outcome = try run("check", input)
    #expect(outcome.lines.count == 4)
    let records = try outcome.lines.map(fields)
    #expect(records.map { $0["status"] as? String } == ["ok", "error", "error", "ok"])
    #expect(records.map { $0["line"] as? Int } == [nil, 3, 4, nil])
    #expect(records.map { $0["id"] as? String } == ["a", "b", nil, "c"])
    let findings = try #require(records[0]["findings"] as? [[String: Any]])
    #expect(findings.count == 1)
    #expect(findings[0]["check"] as? String == "house/ticket-count")
    #expect(findings[0]["message"] as? String == "12 here and 13 there")
    let places = try #require(findings[0]["places"] as? [[String: Any]])
    #expect(places.map { $0["text"] as? String } == ["12 tickets", "13 tickets"])
    #expect(places.map { $0["start"] as? Int } == [8, 30])
    let facts = try #require(try fields(run("extract", input).lines[0])["facts"] as? [[String: Any]])
    #expect(facts.map { $0["rule"] as? String } == ["house/tickets", "house/tickets"])
  }

  @Test("no input gives no output")
  func empty() throws {
    for input in ["", "\n\n  \n"] {
      let outcome = try run("check", input)
      #expect(outcome.output == "")
      #expect(outcome.status == 0)
    }
  }

  @Test("standard input is records where its first line is one, and otherwise an article")
  func detection() throws {
    func check(_ input: String) throws -> Outcome {
      try factlint(["check", "-", "--format", "jsonl", "--rules", folder.path + "/rules"], input: input)
    }
    let record = try check("{\"id\": \"a\", \"text\": \"We sold 12 tickets.\"}")
    #expect(try fields(record.lines[0])["id"] as? String == "a")
    let article = try check(slipText)
    #expect(article.lines.count == 1)
    #expect((try fields(article.lines[0])["findings"] as? [Any])?.count == 1)
  }
}

/// A generator of repeatable random numbers (SplitMix64).
struct SystemlessGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
