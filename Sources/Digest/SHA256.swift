internal import CLibMD

/// SHA-256 (FIPS 180-4), computed by libmd.
public struct SHA256 {
  private var context = SHA2_CTX()

  /// Begins a digest of nothing yet.
  public init() {
    // SAFETY: the context is a plain value of this struct and lives through the call.
    unsafe SHA256Init(&context)
  }

  /// Adds bytes.
  public mutating func update(_ bytes: [UInt8]) {
    // SAFETY: pointer and count are those of one live array, which libmd only reads during the call.
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe SHA256Update(&context, base, buffer.count)
    }
  }

  /// Adds the UTF-8 of a text.
  public mutating func update(_ text: String) {
    update(Array(text.utf8))
  }

  /// Adds a stretch of bytes.
  public mutating func update(_ bytes: ArraySlice<UInt8>) {
    // SAFETY: pointer and count are those of one live array, which libmd only reads during the call.
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe SHA256Update(&context, base, buffer.count)
    }
  }

  /// The digest of all that was added, 64 lower-case hexadecimal digits.
  public consuming func hexadecimalDigest() -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The digest of all that was added, 32 bytes.
  public consuming func digest() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    // SAFETY: libmd writes exactly SHA256_DIGEST_LENGTH bytes, which is the array's size.
    unsafe digest.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe SHA256Final(base, &context)
    }
    return digest
  }

  /// The digest of one text.
  public static func hexadecimalDigest(of text: String) -> String {
    var hash = SHA256()
    hash.update(text)
    return hash.hexadecimalDigest()
  }
}
