import Foundation
import TestSupport
import Testing

@Suite("The Spark job", .enabled(if: Readers.areThere), .serialized)
struct SparkTests {
  private let folder: TemporaryFolder
  private let job = Readers.root.appending(path: "Sources/Spark/check_archive.py").path()

  init() throws {
    folder = try TemporaryFolder()
    for (name, text) in ticketRules { try folder.write(["rules/\(name)": text]) }
    var lines = Data()
    for number in 0..<400 {
      switch number % 40 {
      case 5: lines += Data("nonsense\n\n  \r\n".utf8)
      case 9: lines += Data([0x7B, 0xFF, 0x7D, 0x0A])
      case 12:
        lines += Data(
          "{\"id\": \"cr\(number)\", \"text\": \"We sold 12 tickets.\\r\\nThey sold 13 tickets.\"}\r\n".utf8)
      case 20: lines += Data("{\"id\": \"ls\u{2028}\(number)\", \"text\": \"We sold 12 \u{2028} tickets.\"}\n".utf8)
      default:
        lines += Data(
          "{\"id\": \"r\(number)\", \"text\": \"We sold \(number) tickets. They sold 7 tickets. é\"}\n".utf8)
      }
    }
    try lines.write(to: URL(fileURLWithPath: folder.path + "/a.jsonl"))
    try lines.prefix(9000).write(to: URL(fileURLWithPath: folder.path + "/b.jsonl"))
  }

  private func run(program: String, output: String) throws -> Outcome {
    try Readers.run([
      job, folder.path + "/a.jsonl", folder.path + "/b.jsonl", "--output", "\(folder.path)/\(output)", "--factlint",
      program,
      "--slice", "5000", "--merge-to", "\(folder.path)/\(output).jsonl", "--master", "local[2]",
      "--option=--rules=\(folder.path)/rules",
    ])
  }

  @Test("writes byte for byte what one machine writes")
  func same() throws {
    let single = try factlint([
      "check", folder.path + "/a.jsonl", folder.path + "/b.jsonl", "--format", "jsonl", "--rules",
      folder.path + "/rules",
    ])
    let outcome = try run(program: programURL().path(), output: "spark")
    #expect(outcome.status == 0, "\(outcome.errors.suffix(2000))")
    #expect(try folder.text("spark.jsonl") == single.output)
    #expect(single.lines.count > 500)
  }

  @Test("fails where a record is lost, and where the program fails")
  func lost() throws {
    let program = try programURL().path()
    try folder.write([
      "loses": "#!/bin/sh\n'\(program)' \"$@\" | sed '3d'\n", "fails": "#!/bin/sh\n'\(program)' \"$@\"\nexit 3\n",
    ])
    for name in ["loses", "fails"] {
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(folder.path)/\(name)")
      let outcome = try run(program: "\(folder.path)/\(name)", output: name + "-out")
      #expect(outcome.status != 0, "\(name)")
      #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/\(name)-out.jsonl"))
    }
  }
}
