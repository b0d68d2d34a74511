import Foundation

/// A message from the client: a request where it has an id, a notification where it has none.
struct ClientMessage {
  var id: JSONValue?
  var method: String
  var parameters: JSONValue

  /// Reads a message; nil where it is a response, or none at all.
  init?(_ json: JSONValue) {
    guard let method = json["method"].string else { return nil }
    self.method = method
    id = json["id"] == .null ? nil : json["id"]
    parameters = json["params"]
  }
}

/// Why a request fails (JSON-RPC 2.0 and LSP 3.17).
struct RequestError: Error {
  var code: Int
  var message: String

  static let parseError = RequestError(code: -32700, message: "The message is no JSON.")
  static let invalidRequest = RequestError(code: -32600, message: "The message is no request that is allowed here.")
  static let notInitialized = RequestError(code: -32002, message: "The first request has to be initialize.")
  static func unknown(_ method: String) -> RequestError {
    RequestError(code: -32601, message: "There is no method \(method).")
  }
  static func invalid(_ what: String) -> RequestError {
    RequestError(code: -32602, message: "The request names no \(what).")
  }
}

/// What the server sends, as JSON.
enum ServerMessage {
  static func response(to id: JSONValue, result: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "id": id, "result": result]
  }

  static func failure(of id: JSONValue, _ error: RequestError) -> JSONValue {
    let body: JSONValue = ["code": .int(error.code), "message": .string(error.message)]
    return ["jsonrpc": "2.0", "id": id, "error": body]
  }

  static func notification(_ method: String, _ parameters: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "method": .string(method), "params": parameters]
  }
}

extension TextPosition {
  var json: JSONValue { ["line": .int(line), "character": .int(character)] }

  init?(_ json: JSONValue) {
    guard let line = json["line"].int, let character = json["character"].int else { return nil }
    self.init(line: line, character: character)
  }
}

extension TextDocument {
  /// A range of bytes as a range of positions.
  func json(of range: Range<Int>) -> JSONValue {
    ["start": position(of: range.lowerBound).json, "end": position(of: range.upperBound).json]
  }
}
