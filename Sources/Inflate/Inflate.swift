/// Why compressed bytes could not be decompressed.
public enum InflateError: Error, Sendable, Equatable {
  /// The bytes are not of the form, or damaged.
  case damaged
  /// They end before their end mark.
  case truncated
  /// They decompress to more than the limit.
  case tooLarge
}

/// The forms of deflated data.
public enum InflateForm: Sendable {
  /// Deflate by itself (RFC 1951), as in zip archives.
  case raw
  /// With the header of gzip (RFC 1952) or zlib (RFC 1950); several members of gzip one after another too.
  case wrapped
}

/// Returns what compressed bytes decompress to; what follows them and is no further member of gzip is passed over.
///
/// - Parameter limit: The greatest number of bytes that may come of them; memory never grows far beyond it.
/// - Throws: `InflateError` where they are damaged, cut short, or decompress to more than the limit.
public func inflated(_ input: ArraySlice<UInt8>, form: InflateForm, limit: Int) throws(InflateError) -> [UInt8] {
  let inflater = Inflater(form, passesOverTrailer: true)
  var output: [UInt8] = []
  try inflater.inflate(Array(input)) { piece throws(InflateError) in
    output += piece
    if output.count > limit { throw .tooLarge }
  }
  try inflater.finish()
  return output
}

/// Whether a file that begins with these bytes is gzip.
public func isGzip(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }
