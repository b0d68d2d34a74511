import Foundation

/// Runs a language server over a pair of streams, on one thread: messages first, checks once none is waiting.
public struct ServerLoop {
  private let input: Int32
  private let output: FileHandle

  /// Prepares to read from a file descriptor and write to a handle; standard input and output unless said otherwise.
  public init(input: Int32 = 0, output: Int32 = 1) {
    self.input = input
    self.output = FileHandle(fileDescriptor: output, closeOnDealloc: false)
  }

  /// Runs until the client ends it, and returns the exit status.
  ///
  /// - Throws: Where the stream breaks, or nobody reads the output any more.
  public func run(_ server: LanguageServer) throws -> Int32 {
    var framer = MessageFramer()
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      if try waitForInput(until: server.nextWork) {
        let count = read(input, &chunk, chunk.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return 1 }
        framer.append(chunk[..<count])
        while let message = try framer.next() {
          try send(server.receive(message, now: Date()))
          if let status = server.exitStatus { return status }
        }
      } else {
        try send(server.work(now: Date()))
      }
    }
  }

  /// Waits for input, at most until `date`; whether there is any.
  private func waitForInput(until date: Date?) throws -> Bool {
    let milliseconds = date.map { Int32(min(max(0, ($0.timeIntervalSinceNow * 1000).rounded(.up)), 60_000)) } ?? -1
    var waiting = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    let result = poll(&waiting, 1, milliseconds)
    if result < 0, errno != EINTR { throw MessageFramer.BrokenStream(description: "the input cannot be read") }
    return result > 0
  }

  private func send(_ messages: [Data]) throws {
    for message in messages { try output.write(contentsOf: MessageFramer.framed(message)) }
  }
}
