internal import Glibc

/// A folder that files are written to, whole or not at all, and nothing outside of it.
public final class OutputFolder {
  /// The folder.
  public let path: FilePath
  /// Where files are written before they get their names.
  private let workspace: FilePath
  private var knownFolders: Set<String> = []
  private var lock: Int32 = -1
  private var count = 0

  /// Makes the folder where there is none, and takes it for this process alone.
  ///
  /// - Parameter state: the name of a folder in it for what is no result; it is made, and hidden from git.
  public init(_ path: FilePath, state: String) throws(FileError) {
    self.path = path
    let folder = path.appending(state)
    workspace = folder.appending("tmp")
    try Self.make(path, followsLinks: true)
    try Self.make(folder)
    try Self.make(workspace)
    let lockPath = folder.appending("lock")
    // SAFETY: the path is a live array that ends with NUL.
    lock = unsafe lockPath.terminated.withUnsafeBufferPointer { pointer -> Int32 in
      guard let base = pointer.baseAddress else { return -1 }
      return unsafe open(base, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    }
    guard lock >= 0 else { throw FileError(path: lockPath.text, reason: systemReason()) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      throw FileError(path: path.text, reason: "another run is writing to this folder")
    }
    // What a run that was ended from outside has left.
    for name in try FolderListing.names(in: workspace) { Self.remove(workspace.appending(name)) }
    try write(Array("*\n".utf8), to: "\(state)/.gitignore")
  }

  deinit {
    if lock >= 0 { close(lock) }
  }

  /// Writes a file, whose folders are made; it is there whole, or as it was before.
  ///
  /// - Parameter name: a relative path without `..`.
  /// - Returns: the file's status.
  @discardableResult
  public func write(_ bytes: [UInt8], to name: String) throws(FileError) -> FileStatus? {
    let file = try begin(name)
    try file.write(bytes)
    return try file.finish()
  }

  /// Begins a file that is written piece by piece and gets its name in the end.
  public func begin(_ name: String) throws(FileError) -> OutputFile {
    let parts = name.split(separator: "/").map(String.init)
    guard !parts.isEmpty, !parts.contains(".."), !name.hasPrefix("/") else {
      throw FileError(path: name, reason: "it is no name inside the output folder")
    }
    var folder = path
    var prefix = ""
    for part in parts.dropLast() {
      prefix += part + "/"
      folder = folder.appending(part)
      if knownFolders.contains(prefix) { continue }
      try Self.make(folder)
      if knownFolders.count > 10_000 { knownFolders.removeAll() }
      knownFolders.insert(prefix)
    }
    count += 1
    return try OutputFile(path: path.appending(name), draft: workspace.appending("\(count)"))
  }

  /// Makes a folder where there is none; what is there must be a folder, and no link to one.
  private static func make(_ folder: FilePath, followsLinks: Bool = false) throws(FileError) {
    if let status = FileStatus(of: folder, followsLinks: followsLinks) {
      guard status.kind == .folder else {
        throw FileError(
          path: folder.text, reason: status.kind == .link ? "it is a link, which is not followed" : "it is no folder")
      }
      return
    }
    if followsLinks, folder.folder != folder, FileStatus(of: folder.folder) == nil {
      try make(folder.folder, followsLinks: true)
    }
    // SAFETY: the path is a live array that ends with NUL.
    let code = unsafe folder.terminated.withUnsafeBufferPointer { pointer -> Int32 in
      guard let base = pointer.baseAddress else { return -1 }
      return unsafe mkdir(base, 0o777)
    }
    if code != 0, errno != EEXIST { throw FileError(path: folder.text, reason: systemReason()) }
  }

  /// Removes a file of the folder; nothing where there is none.
  public func remove(_ name: String) { Self.remove(path.appending(name)) }

  private static func remove(_ path: FilePath) {
    // SAFETY: the path is a live array that ends with NUL.
    _ = unsafe path.terminated.withUnsafeBufferPointer { pointer in
      unsafe pointer.baseAddress.map { unsafe unlink($0) }
    }
  }

  /// Removes a folder of the folder where nothing is in it.
  public func removeFolderIfEmpty(_ name: String) {
    // SAFETY: the path is a live array that ends with NUL.
    _ = unsafe path.appending(name).terminated.withUnsafeBufferPointer { pointer in
      unsafe pointer.baseAddress.map { unsafe rmdir($0) }
    }
    knownFolders.removeAll()
  }

  /// The status of a file of the folder; nil where there is no regular file of that name.
  public func status(of name: String) -> FileStatus? { Self.status(of: name, in: path) }

  /// The status of a file of a folder; nil where there is no regular file of that name.
  public static func status(of name: String, in folder: FilePath) -> FileStatus? {
    guard let status = FileStatus(of: folder.appending(name), followsLinks: false), status.kind == .file else {
      return nil
    }
    return status
  }
}

/// A file that is being written and has not its name yet.
public final class OutputFile {
  private let path: FilePath
  private let draft: FilePath
  private var descriptor: Int32

  init(path: FilePath, draft: FilePath) throws(FileError) {
    self.path = path
    self.draft = draft
    // SAFETY: the path is a live array that ends with NUL.
    descriptor = unsafe draft.terminated.withUnsafeBufferPointer { pointer -> Int32 in
      guard let base = pointer.baseAddress else { return -1 }
      return unsafe open(base, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
    }
    guard descriptor >= 0 else { throw FileError(path: path.text, reason: systemReason()) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Writes on.
  public func write(_ bytes: [UInt8]) throws(FileError) {
    var written = 0
    while written < bytes.count {
      // SAFETY: the array lives through the call, and what is left of it from `written` on is that long.
      let result = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress.map { unsafe $0 + written }, bytes.count - written)
      }
      if result < 0, errno == EINTR { continue }
      guard result > 0 else { throw FileError(path: path.text, reason: systemReason()) }
      written += result
    }
  }

  /// Gives the file its name, in place of one that was there.
  ///
  /// - Returns: the file's status.
  @discardableResult
  public func finish() throws(FileError) -> FileStatus? {
    var status = stat()
    // SAFETY: the structure lives through the call.
    let hasStatus = unsafe fstat(descriptor, &status) == 0
    close(descriptor)
    descriptor = -1
    // SAFETY: both paths are live arrays that end with NUL.
    let code = unsafe draft.terminated.withUnsafeBufferPointer { source -> Int32 in
      unsafe path.terminated.withUnsafeBufferPointer { target -> Int32 in
        guard let from = source.baseAddress, let to = target.baseAddress else { return -1 }
        return unsafe rename(from, to)
      }
    }
    guard code == 0 else { throw FileError(path: path.text, reason: systemReason()) }
    return hasStatus ? FileStatus(status) : nil
  }
}
