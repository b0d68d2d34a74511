import Factlint

/// A format in which articles come.
public enum InputFormat: String, Sendable, CaseIterable {
  /// Plain text, one article a file.
  case text
  /// Markdown, one article a file.
  case markdown
  /// JSON Lines by the record protocol, one article a line.
  case jsonl

  /// Whether one input of this format holds many articles.
  public var holdsManyArticles: Bool { self == .jsonl }

  /// Returns the format that a file's name ending stands for, nil where it stands for none.
  public init?(fileName: String) {
    guard let dot = fileName.lastIndex(of: ".") else { return nil }
    switch fileName[fileName.index(after: dot)...].lowercased() {
    case "txt", "text": self = .text
    case "md", "markdown": self = .markdown
    case "jsonl", "ndjson": self = .jsonl
    default: return nil
    }
  }

  /// Returns the format of an input by its name, where it has one that tells, and else by how its content begins.
  ///
  /// A first line that is a JSON object with a key `text` makes JSON Lines; anything else is plain text.
  public static func detect(fileName: String? = nil, content: [UInt8]) -> InputFormat {
    if let fileName, let format = InputFormat(fileName: fileName) { return format }
    var start = content.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    while start < content.count, isJSONWhiteSpace(content[start]) { start += 1 }
    guard start < content.count, content[start] == UInt8(ascii: "{") else { return .text }
    let end = content[start...].firstIndex(of: 0x0A) ?? content.count
    let record = try? JSONRecord(line: content, range: start..<end)
    return record?.text == nil ? .text : .jsonl
  }
}
