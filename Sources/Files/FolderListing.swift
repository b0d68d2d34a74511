internal import Glibc

/// The names in a folder.
public enum FolderListing {
  /// The names in a folder without `.` and `..`, in no order.
  public static func names(in folder: FilePath) throws(FileError) -> [[UInt8]] {
    // SAFETY: the path is a live array that ends with NUL.
    let stream = unsafe folder.terminated.withUnsafeBufferPointer { pointer in
      unsafe pointer.baseAddress.flatMap { unsafe opendir($0) }
    }
    guard let stream = unsafe stream else { throw FileError(path: folder.text, reason: systemReason()) }
    // SAFETY: the stream was opened above and is closed once.
    defer { unsafe closedir(stream) }
    var names: [[UInt8]] = []
    // SAFETY: an entry is valid until the next call; its name ends with NUL inside the structure.
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
    }
    return names
  }
}
