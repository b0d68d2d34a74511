internal import Glibc

/// What something on disk is, and when it last changed.
public struct FileStatus: Sendable, Equatable {
  /// What it is.
  public var kind: Kind
  /// Its bytes.
  public var size: Int
  /// When its content was last modified, in nanoseconds.
  public var modified: Int

  /// What something on disk is.
  public enum Kind: Sendable {
    case file, folder, link
    /// A device, a socket or a pipe, which may never end or never answer.
    case other
  }

  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    case S_IFLNK: kind = .link
    default: kind = .other
    }
    size = Int(status.st_size)
    modified = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
  }

  /// The status of what lies at a path; nil where there is nothing that can be looked at.
  ///
  /// - Parameter followsLinks: whether a link is taken for what it points at.
  public init?(of path: FilePath, followsLinks: Bool = true) {
    var status = stat()
    // SAFETY: the path is a live array that ends with NUL, and the structure lives through the call.
    let code = unsafe path.terminated.withUnsafeBufferPointer { pointer -> Int32 in
      guard let base = pointer.baseAddress else { return -1 }
      return unsafe followsLinks ? stat(base, &status) : lstat(base, &status)
    }
    guard code == 0 else { return nil }
    self.init(status)
  }
}

/// What the system says of the last call that failed.
func systemReason() -> String {
  // SAFETY: strerror gives a text that stays valid until the next call on this thread.
  unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "it cannot be used"
}
