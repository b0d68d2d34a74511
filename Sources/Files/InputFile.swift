internal import Glibc

/// An open file, read from its beginning on.
public final class InputFile {
  private let descriptor: Int32
  private let isOwned: Bool
  /// The path as shown.
  public let name: String

  /// Standard input.
  public static var standardInput: InputFile {
    InputFile(descriptor: STDIN_FILENO, isOwned: false, name: "standard input")
  }

  private init(descriptor: Int32, isOwned: Bool, name: String) {
    self.descriptor = descriptor
    self.isOwned = isOwned
    self.name = name
  }

  /// Opens a file.
  ///
  /// - Parameter isAnyKind: whether it may be a pipe, which is then waited for.
  /// - Throws: an error where it cannot be opened, or is a pipe, a device or a folder.
  public init(_ path: FilePath, isAnyKind: Bool = false) throws(FileError) {
    name = path.text
    isOwned = true
    // SAFETY: the path is a live array that ends with NUL. Without O_NONBLOCK a pipe would be waited for.
    descriptor = unsafe path.terminated.withUnsafeBufferPointer { pointer -> Int32 in
      guard let base = pointer.baseAddress else { return -1 }
      return unsafe open(base, O_RDONLY | (isAnyKind ? 0 : O_NONBLOCK) | O_CLOEXEC)
    }
    guard descriptor >= 0 else { throw FileError(path: path.text, reason: systemReason()) }
    guard let kind = status?.kind, kind == .file || isAnyKind && kind == .other else {
      throw FileError(path: path.text, reason: "it is no regular file")
    }
  }

  deinit {
    if isOwned, descriptor >= 0 { close(descriptor) }
  }

  /// The file's status now; nil where the system does not say.
  public var status: FileStatus? {
    var status = stat()
    // SAFETY: the structure lives through the call.
    guard unsafe fstat(descriptor, &status) == 0 else { return nil }
    return FileStatus(status)
  }

  /// Reads on, at most `count` bytes and fewer only where there are none at the moment; empty at the end.
  public func read(upTo count: Int) throws(FileError) -> [UInt8] {
    var failed = false
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while true {
        // SAFETY: the buffer has room for `count` bytes, of which `read` fills at most that many.
        let result = unsafe Glibc.read(descriptor, buffer.baseAddress, count)
        if result < 0, errno == EINTR { continue }
        failed = result < 0
        filled = max(0, result)
        return
      }
    }
    if failed { throw FileError(path: name, reason: systemReason()) }
    return bytes
  }

  /// All that a regular file has, unless it is more than `limit` bytes or does not keep still.
  ///
  /// - Throws: an error where it cannot be read, or changed twice while it was read.
  public static func contents(of path: FilePath, limit: Int) throws(FileError) -> Contents {
    for _ in 0..<2 {
      let file = try InputFile(path)
      let before = file.status
      if let before, before.size > limit { return .tooLarge(before.size) }
      var bytes = try file.read(upTo: min(limit, before?.size ?? 0) + 1)
      var isAtEnd = bytes.isEmpty
      while !isAtEnd, bytes.count <= limit {
        let more = try file.read(upTo: 64 << 10)
        isAtEnd = more.isEmpty
        bytes += more
      }
      if bytes.count > limit { return .tooLarge(bytes.count) }
      if file.status == before { return .bytes(bytes) }
    }
    throw FileError(path: path.text, reason: "it changed while it was read")
  }

  /// What a file has.
  public enum Contents: Sendable, Equatable {
    case bytes([UInt8])
    /// It has more bytes than are wanted: so many.
    case tooLarge(Int)
  }
}
