import Foundation
import TestSupport
import Testing

/// Readers of report formats that are not this program's: Python with the packages of Tests/Readers/requirements.txt.
///
/// `make test` installs them and says where in the environment; without them the tests that need them do not run.
enum Readers {
  static let python: String? = {
    let named = ProcessInfo.processInfo.environment["FACTLINT_READERS"]
    let usual = root.appending(path: ".build/python/bin/python").path()
    return [named, usual].compactMap { $0 }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static var areThere: Bool { python != nil }

  /// A finding as another reader found it in a report.
  struct Finding: Decodable, Equatable {
    var path: String?
    var line: Int?
    var column: Int?
    var severity: String?
    var check: String?
    var message: String
    var suppressed: Bool
  }

  /// What a reader finds in a file.
  static func findings(in file: String, format: String) throws -> [Finding] {
    let outcome = try run([root.appending(path: "Tests/Readers/read_report.py").path(), format, file])
    try #require(outcome.status == 0, "\(format): \(outcome.errors.suffix(2000))")
    return try JSONDecoder().decode([Finding].self, from: Data(outcome.output.utf8))
  }

  /// Runs Python.
  static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
    let folder = try TemporaryFolder()
    try folder.write(["output": "", "errors": ""])
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(python))
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: folder.path + "/output")
    process.standardError = FileHandle(forWritingAtPath: folder.path + "/errors")
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try folder.text("output"), errors: try folder.text("errors"))
  }
}
