import Foundation
import TestSupport
import Testing

@Suite("A hostile archive")
struct HostileArchiveTests {
  @Test("is read to its end: nothing crashes, everything is told once, nothing is written elsewhere")
  func everything() throws {
    let folder = try TemporaryFolder()
    for (name, text) in ticketRules { try folder.write(["rules/\(name)": text]) }
    let root = folder.path + "/in"
    try folder.write([
      "in/plain.txt": slipText, "in/a\nb.txt": slipText, "in/\"quo'te\\.txt": slipText, "in/😀 é.txt": slipText,
      "in/..odd.txt": slipText, "in/ .txt": slipText, "in/-rf.txt": slipText, "in/%2e%2e.txt": slipText,
      "in/empty.txt": "", "in/secret.txt": slipText, "in/<script>.md": slipText, "elsewhere/x.txt": slipText,
    ])
    var deep = root + "/deep"
    for _ in 0..<120 { deep += "/d" }
    try FileManager.default.createDirectory(atPath: deep, withIntermediateDirectories: true)
    try Data(slipText.utf8).write(to: URL(fileURLWithPath: deep + "/end.txt"))
    var random = SystemlessGenerator(state: 5)
    for number in 0..<20 {
      let bytes = (0..<(number * 100)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      try Data(bytes).write(
        to: URL(fileURLWithPath: "\(root)/random\(number).\(number.isMultiple(of: 2) ? "txt" : "jsonl.gz")"))
    }
    try FileManager.default.createSymbolicLink(atPath: root + "/loop", withDestinationPath: root)
    try FileManager.default.createSymbolicLink(atPath: root + "/nothing.txt", withDestinationPath: root + "/none")
    try FileManager.default.createSymbolicLink(atPath: root + "/link.txt", withDestinationPath: root + "/plain.txt")
    #expect(mkfifo(root + "/pipe.txt", 0o644) == 0)
    let raw: [CChar] =
      (root + "/raw").utf8.map { CChar(bitPattern: $0) } + [-1, -2] + ".txt".utf8.map { CChar($0) } + [0]
    if let file = fopen(raw, "w") {
      fputs(slipText, file)
      fclose(file)
    }
    let long = "{\"id\": \"long\", \"text\": \"" + String(repeating: "x", count: 40 << 20) + "\"}\n"
    try folder.write(["in/long.jsonl": long + "{\"id\": \"after\", \"text\": \"Hello.\"}\n"])
    let before = try folder.files().filter { !$0.hasPrefix("out/") }

    let outcome = try factlint([
      "check", root, "--rules", folder.path + "/rules", "--output", folder.path + "/out/", "--all",
    ])
    #expect(outcome.status == 2)
    let index = try folder.text("out/index.md")
    for told in [
      "pipe.txt`: neither file nor folder", "loop`: link to a folder", "nothing.txt`: link to nothing",
      "random3.jsonl.gz`", "line 1: The line has more than 33554432 bytes",
    ] {
      #expect(index.contains(told), "\(told)")
    }
    let reports = try folder.files("out").filter { $0.hasSuffix(".md") && !$0.hasPrefix("index") }
    // Twelve of the files with a slip, the link, the empty one, the deep one, the raw one, and the record behind the long one.
    #expect(reports.count >= 15)
    #expect(try folder.files().filter { !$0.hasPrefix("out/") } == before)
    let errors = outcome.errors.split(separator: "\n")
    #expect(errors.allSatisfy { $0.hasPrefix("factlint: ") || $0.hasPrefix("b.txt") })
    #expect(Set(errors).count == errors.count)
  }
}
