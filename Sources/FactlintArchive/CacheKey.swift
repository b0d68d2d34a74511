internal import Digest

/// What a result depends on, as SHA-256: the program, the rules, the options, and all of the article's input.
public struct CacheKey: Sendable, Hashable {
  /// The 32 bytes of the digest.
  public let bytes: [UInt8]

  /// Makes the key of an article.
  ///
  /// - Parameters:
  ///   - settings: what all articles of the same settings share: program version, packs, options.
  ///   - id: the article's id where its content does not state it, such as a file's path.
  ///   - content: the bytes of the file or of the record, before any reading.
  public init(settings: [UInt8], id: String, content: ArraySlice<UInt8>) {
    var hash = SHA256()
    hash.update(settings)
    hash.update("\(id.utf8.count)\u{0}\(id)\u{0}")
    hash.update(content)
    bytes = hash.digest()
  }

  /// Makes a key that is already a digest.
  public init(digest bytes: [UInt8]) {
    self.bytes = bytes
  }
}
