import Synchronization

/// Bounds the memory that bodies take together: each request sets aside what its body may need before it is read.
final class ByteBudget: Sendable {
  private let left: Mutex<Int>

  init(_ bytes: Int) {
    left = Mutex(bytes)
  }

  /// Sets bytes aside; whether there were so many.
  func take(_ bytes: Int) -> Bool {
    left.withLock { left in
      guard left >= bytes else { return false }
      left -= bytes
      return true
    }
  }

  /// Gives bytes back.
  func give(_ bytes: Int) { left.withLock { $0 += bytes } }
}
