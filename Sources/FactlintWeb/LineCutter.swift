/// Cuts chunks of a stream into lines, each with its line feed, the last perhaps without.
struct LineCutter {
  private var rest: [UInt8] = []

  /// The bytes that wait for their line to end.
  var waiting: Int { rest.count }

  /// Takes a chunk and returns the whole lines that are there now, joined.
  mutating func lines(adding chunk: [UInt8]) -> [UInt8] {
    // Only the chunk is searched: a long line comes in many of them.
    guard let end = chunk.lastIndex(of: 0x0A) else {
      rest += chunk
      return []
    }
    var lines = rest
    lines += chunk[...end]
    rest = Array(chunk[(end + 1)...])
    return lines
  }

  /// Returns what is left at the end.
  mutating func finish() -> [UInt8] {
    defer { rest = [] }
    return rest
  }
}
