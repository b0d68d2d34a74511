#if Web
  import Foundation

  /// `factlint serve` on a free port, and what came of requests to it.
  final class WebClient: Sendable {
    struct Answer {
      var status: Int
      var head: String
      var body: String

      var json: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]) ?? [:] }
      var code: String? { (json["error"] as? [String: Any])?["code"] as? String }
    }

    let port: Int
    private let process: Process

    init(arguments: [String] = []) throws {
      process = Process()
      process.executableURL = try programURL()
      process.arguments = ["serve", "--port", "0"] + arguments
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      var text = ""
      while !text.contains("\n") {
        let data = output.fileHandleForReading.availableData
        if data.isEmpty { throw CocoaError(.fileReadUnknown) }
        text += String(decoding: data, as: UTF8.self)
      }
      port = Int(text.split(separator: ":").last?.prefix { $0.isNumber } ?? "") ?? 0
    }

    deinit { process.terminate() }

    /// Asks it to end and returns its exit status.
    func stop() -> Int32 {
      process.terminate()
      process.waitUntilExit()
      return process.terminationStatus
    }

    var processIdentifier: Int32 { process.processIdentifier }

    /// Sends a request, byte for byte as headers say, and reads all that comes back.
    func send(
      _ method: String = "POST", _ path: String, headers: [String: String] = [:], body: [UInt8] = [],
      chunks: [[UInt8]]? = nil
    ) throws -> Answer {
      let socket = try connect()
      defer { close(socket) }
      var headers = headers
      if headers["Host"] == nil { headers["Host"] = "127.0.0.1:\(port)" }
      headers["Connection"] = "close"
      if chunks != nil {
        headers["Transfer-Encoding"] = "chunked"
      } else if headers["Content-Length"] == nil {
        headers["Content-Length"] = "\(body.count)"
      }
      var head = "\(method) \(path) HTTP/1.1\r\n"
      for (name, value) in headers where !value.isEmpty { head += "\(name): \(value)\r\n" }
      var bytes = Array("\(head)\r\n".utf8)
      for chunk in chunks ?? [] { bytes += Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + [13, 10] }
      bytes += chunks == nil ? body : Array("0\r\n\r\n".utf8)
      var sent = 0
      while sent < bytes.count {
        let count = bytes[sent...].withUnsafeBytes { buffer in
          Foundation.send(socket, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
        }
        if count <= 0 { break }
        sent += count
      }
      return answer(from: receive(socket))
    }

    private func receive(_ socket: Int32) -> [UInt8] {
      var all: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 64 << 10)
      while true {
        let count = read(socket, &buffer, buffer.count)
        if count <= 0 { return all }
        all += buffer[..<count]
      }
    }

    private func answer(from bytes: [UInt8]) -> Answer {
      let text = String(decoding: bytes, as: UTF8.self)
      guard let end = text.range(of: "\r\n\r\n") else { return Answer(status: 0, head: text, body: "") }
      let head = String(text[..<end.lowerBound])
      var body = String(text[end.upperBound...])
      if head.lowercased().contains("transfer-encoding: chunked") { body = Self.unchunked(body) }
      return Answer(status: Int(head.split(separator: " ").dropFirst().first ?? "") ?? 0, head: head, body: body)
    }

    private static func unchunked(_ body: String) -> String {
      var rest = Array(body.utf8)[...]
      var result: [UInt8] = []
      while let end = rest.firstIndex(of: 0x0D) {
        guard let size = Int(String(decoding: rest[..<end], as: UTF8.self), radix: 16), size > 0 else { break }
        result += rest[(end + 2)...].prefix(size)
        rest = rest[(end + 2)...].dropFirst(size + 2)
      }
      return String(decoding: result, as: UTF8.self)
    }

    private func connect() throws -> Int32 {
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = in_port_t(port).bigEndian
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      var patience = timeval(tv_sec: 60, tv_usec: 0)
      setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
      let result = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      guard result == 0 else { throw CocoaError(.fileReadUnknown) }
      return descriptor
    }
  }
#endif
