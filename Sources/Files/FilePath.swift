/// A path as the system has it: any bytes but NUL, whether or not they are UTF-8.
public struct FilePath: Sendable, Hashable {
  /// The bytes, without a NUL at the end.
  public let bytes: [UInt8]

  /// Makes a path of a text.
  public init(_ text: String) {
    bytes = Array(text.utf8).filter { $0 != 0 }
  }

  /// Makes a path of bytes.
  public init(bytes: [UInt8]) {
    self.bytes = bytes.filter { $0 != 0 }
  }

  /// The path as shown to people: what is no UTF-8 is replaced.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The path of something in this folder.
  public func appending(_ name: [UInt8]) -> FilePath {
    if bytes.isEmpty { return FilePath(bytes: name) }
    return FilePath(bytes: bytes.last == UInt8(ascii: "/") ? bytes + name : bytes + [UInt8(ascii: "/")] + name)
  }

  /// The path of something in this folder.
  public func appending(_ name: String) -> FilePath { appending(Array(name.utf8)) }

  /// The folder that the path's last part lies in: "." for a bare name, "/" for the root.
  public var folder: FilePath {
    var bytes = bytes[...]
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return FilePath(".") }
    return slash == bytes.startIndex ? FilePath("/") : FilePath(bytes: Array(bytes[..<slash]))
  }

  /// The last part.
  public var name: [UInt8] {
    var bytes = bytes[...]
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    return Array(bytes[((bytes.lastIndex(of: UInt8(ascii: "/")) ?? bytes.startIndex - 1) + 1)...])
  }

  /// The bytes for a call of the system.
  var terminated: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }
}

/// Why a file or folder could not be read or written.
public struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The path as shown.
  public var path: String
  /// What the system says, such as "Permission denied".
  public var reason: String

  /// Makes an error.
  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// The path and the reason.
  public var description: String { "\(path): \(reason)" }
}
