import Foundation
import TestSupport

/// What came of running the program.
struct Outcome {
  var status: Int32
  var output: String
  var errors: String

  var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// Runs the built program, which lies beside the tests.
func factlint(
  _ arguments: [String], input: String = "", environment: [String: String] = [:]
) throws -> Outcome {
  let folder = try TemporaryFolder()
  try folder.write(["input": input, "output": "", "errors": ""])
  let process = Process()
  process.executableURL = try programURL()
  process.arguments = arguments
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
  process.standardInput = FileHandle(forReadingAtPath: folder.path + "/input")
  process.standardOutput = FileHandle(forWritingAtPath: folder.path + "/output")
  process.standardError = FileHandle(forWritingAtPath: folder.path + "/errors")
  try process.run()
  process.waitUntilExit()
  return Outcome(
    status: process.terminationStatus, output: try folder.text("output"), errors: try folder.text("errors"))
}

func programURL() throws -> URL {
  let tests = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
  for folder in [
    tests.deletingLastPathComponent(), Bundle.main.bundleURL, Bundle.main.bundleURL.deletingLastPathComponent(),
  ] {
    let program = folder.appending(path: "factlint")
    if FileManager.default.isExecutableFile(atPath: program.path()) { return program }
  }
  throw CocoaError(.fileNoSuchFile)
}

/// A small pack in place of English: how many tickets were sold, and whether that is always the same.
let ticketRules = [
  "pack.yml": """
  format: 1
  name: Tickets
  version: 1.2.3
  language: en
  function-words: [the, of, a, we, they]
  aliases: {house/old-count: house/ticket-count}
  """,
  "lexicons/goods.yml": "goods:\n  words: [tickets, seats]\n",
  "facts/tickets.yml": """
  id: house/tickets
  kind: tickets
  pattern: '\\b(?<sold>\\d+) {what:goods}'
  slots: {sold: number}
  examples:
    - finds: "We sold ⟦12 tickets⟧ today."
      facts: {sold: "12", what: tickets}
    - ignores: "We sold tickets."
  """,
  "facts/always.yml": """
  id: house/shout
  kind: shout
  pattern: 'x+y'
  examples:
    - finds: "It was ⟦xxy⟧ here."
    - ignores: "It was yx here."
  """,
  "checks/count.yml": """
  id: house/ticket-count
  relation: agree
  name: Two numbers of one thing
  why: A number told twice should be told alike.
  severity: error
  confidence: 0.9
  message: "{first} here and {second} there"
  over: tickets
  key: [what]
  value: sold
  leaves-alone: Numbers of different things.
  examples:
    - finds: "We sold ⟦12 tickets⟧. They sold ⟦13 tickets⟧."
      says: "12 here and 13 there"
    - ignores: "We sold 12 tickets and 13 seats."
  """,
]

let soundText = "We sold 12 tickets. They sold 12 tickets.\n"
let slipText = "We sold 12 tickets. They sold 13 tickets.\n"
