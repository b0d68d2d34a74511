import FactlintLSP
import Foundation
import TestSupport
import Testing

/// An editor's side of a session with `factlint lsp`: the real program, over its standard streams.
final class LanguageClient {
  private let process = Process()
  private let toServer = Pipe()
  private let fromServer = Pipe()
  private var framer = MessageFramer()
  private var nextID = 1
  /// The notifications that came and were not asked for yet.
  private var waiting: [JSONValue] = []
  private let cache: TemporaryFolder

  init(arguments: [String] = []) throws {
    cache = try TemporaryFolder()
    process.executableURL = try programURL()
    process.arguments = ["lsp"] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["XDG_CACHE_HOME": cache.path]) { _, new in new }
    process.standardInput = toServer
    process.standardOutput = fromServer
    try process.run()
  }

  deinit { if process.isRunning { process.terminate() } }

  /// Begins the session and returns what the server can do.
  func initialize(
    encodings: [JSONValue] = ["utf-16"], relatedInformation: Bool = true, options: JSONValue = .null
  ) throws -> JSONValue {
    let capabilities: JSONValue = [
      "general": ["positionEncodings": .array(encodings)],
      "textDocument": [
        "publishDiagnostics": ["relatedInformation": .bool(relatedInformation)],
        "documentSymbol": ["hierarchicalDocumentSymbolSupport": true],
      ],
    ]
    let result = try request("initialize", ["capabilities": capabilities, "initializationOptions": options])["result"]
    try notify("initialized", [:])
    return result["capabilities"]
  }

  func send(_ message: JSONValue) throws {
    try sendRaw(MessageFramer.framed(JSONEncoder().encode(message)))
  }

  func sendRaw(_ data: Data) throws { try toServer.fileHandleForWriting.write(contentsOf: data) }

  func notify(_ method: String, _ parameters: JSONValue) throws {
    try send(["jsonrpc": "2.0", "method": .string(method), "params": parameters])
  }

  /// Sends a request and returns its response; notifications that come before it are kept.
  func request(_ method: String, _ parameters: JSONValue) throws -> JSONValue {
    let id = nextID
    nextID += 1
    try send(["jsonrpc": "2.0", "id": .int(id), "method": .string(method), "params": parameters])
    while true {
      let message = try read()
      if message["id"] == .int(id) { return message }
      waiting.append(message)
    }
  }

  func open(_ uri: String, _ text: String, language: String = "markdown", version: Int = 1) throws {
    try notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": .string(uri), "languageId": .string(language), "version": .int(version), "text": .string(text),
        ]
      ])
  }

  /// Replaces the text between two positions, each a line and a character.
  func change(_ uri: String, version: Int, from: (Int, Int), to: (Int, Int), with text: String) throws {
    let range: JSONValue = [
      "start": ["line": .int(from.0), "character": .int(from.1)], "end": ["line": .int(to.0), "character": .int(to.1)],
    ]
    try notify(
      "textDocument/didChange",
      [
        "textDocument": ["uri": .string(uri), "version": .int(version)],
        "contentChanges": [["range": range, "text": .string(text)]],
      ])
  }

  /// The diagnostics that come next for a document, of the given version where one is given.
  func diagnostics(_ uri: String, version: Int? = nil) throws -> [JSONValue] {
    while true {
      let message = waiting.isEmpty ? try read() : waiting.removeFirst()
      guard message["method"] == "textDocument/publishDiagnostics", message["params"]["uri"] == .string(uri) else {
        continue
      }
      if let version, message["params"]["version"] != .int(version) { continue }
      return try #require(message["params"]["diagnostics"].array)
    }
  }

  /// Ends the session and returns the program's exit status.
  func exit(afterShutdown: Bool = true) throws -> Int32 {
    if afterShutdown { _ = try request("shutdown", .null) }
    try notify("exit", .null)
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Ends the server's input and returns its exit status.
  func hangUp() throws -> Int32 {
    try toServer.fileHandleForWriting.close()
    process.waitUntilExit()
    return process.terminationStatus
  }

  func read() throws -> JSONValue {
    while true {
      if let message = try framer.next() { return try JSONDecoder().decode(JSONValue.self, from: message) }
      let data = fromServer.fileHandleForReading.availableData
      if data.isEmpty { throw CocoaError(.fileReadUnknown) }
      framer.append(data)
    }
  }
}
