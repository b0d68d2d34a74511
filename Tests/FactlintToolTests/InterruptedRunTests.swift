import Foundation
import TestSupport
import Testing

@Suite("A run that is ended from outside")
struct InterruptedRunTests {
  @Test("loses nothing, and the next one ends as if it had not been")
  func killed() throws {
    let folder = try TemporaryFolder()
    for (name, text) in ticketRules { try folder.write(["rules/\(name)": text]) }
    var random = SystemlessGenerator(state: 11)
    var lines = ""
    for number in 0..<6000 {
      let second = random.next() % 3 == 0 ? number + 1 : number
      let padding = String(repeating: "They sold many seats. ", count: Int(random.next() % 40))
      lines +=
        "{\"id\": \"r\(number)\", \"text\": \"We sold \(number) tickets. \(padding)They sold \(second) tickets.\"}\n"
    }
    try folder.write(["archive.jsonl": lines])
    func arguments(_ output: String) -> [String] {
      [
        "check", folder.path + "/archive.jsonl", "--rules", folder.path + "/rules", "--output",
        "\(folder.path)/\(output)/",
      ]
    }
    #expect(try factlint(arguments("whole")).status == 1)
    var kills = 0
    for _ in 0..<6 {
      let process = Process()
      process.executableURL = try programURL()
      process.arguments = arguments("killed")
      try process.run()
      Thread.sleep(forTimeInterval: 0.05 + Double(random.next() % 600) / 1000)
      if process.isRunning { kills += 1 }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    #expect(kills > 0)
    #expect(try factlint(arguments("killed")).status == 1)
    let names = try folder.files("whole").filter { !$0.hasPrefix(".factlint/") }
    #expect(names.count > 1500)
    #expect(try folder.files("killed").filter { !$0.hasPrefix(".factlint/") } == names)
    for name in names { #expect(try folder.text("killed/\(name)") == folder.text("whole/\(name)")) }
    #expect(try folder.files("killed/.factlint/tmp") == [])
  }
}
