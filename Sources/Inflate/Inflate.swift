internal import CZlib

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

  /// zlib's number for the form: the window's size, negative for no header, 32 more to tell gzip from zlib.
  fileprivate var windowBits: Int32 { self == .raw ? -15 : 15 + 32 }
}

/// Returns what compressed bytes decompress to.
///
/// - Parameter limit: The greatest number of bytes that may come of them; memory never grows far beyond it.
/// - Throws: `InflateError` where they are damaged, cut short, or decompress to more than the limit.
public func inflated(_ input: ArraySlice<UInt8>, form: InflateForm, limit: Int) throws(InflateError) -> [UInt8] {
  // SAFETY: a structure of numbers and nil pointers, and its size.
  var stream = unsafe z_stream()
  let streamSize = unsafe Int32(MemoryLayout<z_stream>.size)
  // SAFETY: zlib writes to the structure only, which lives in one place until inflateEnd; version and size are those of
  // the header that this is compiled with.
  guard unsafe inflateInit2_(&stream, form.windowBits, ZLIB_VERSION, streamSize) == Z_OK else { throw .damaged }
  // SAFETY: the structure was initialised and is ended once.
  defer { _ = unsafe inflateEnd(&stream) }
  var source = Array(input)
  var output: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 64 << 10)
  var consumed = 0
  while true {
    let remaining = min(source.count - consumed, Int(UInt32.max))
    // SAFETY: both buffers are live arrays for the length of the call, with their own counts; zlib keeps neither
    // pointer, since both are set anew before the next call.
    let (code, inputLeft, outputLeft) = unsafe source.withUnsafeMutableBufferPointer { from in
      unsafe buffer.withUnsafeMutableBufferPointer { to in
        unsafe stream.next_in = from.baseAddress.map { unsafe $0 + consumed }
        unsafe stream.avail_in = UInt32(remaining)
        unsafe stream.next_out = to.baseAddress
        unsafe stream.avail_out = UInt32(to.count)
        let code = unsafe inflate(&stream, Z_NO_FLUSH)
        return unsafe (code, Int(stream.avail_in), Int(stream.avail_out))
      }
    }
    consumed += remaining - inputLeft
    output += buffer[..<(buffer.count - outputLeft)]
    if output.count > limit { throw .tooLarge }
    switch code {
    case Z_OK: continue
    case Z_STREAM_END:
      guard form == .wrapped, consumed < source.count, source[consumed] == 0x1F else { return output }
      // SAFETY: the structure was initialised.
      guard unsafe inflateReset(&stream) == Z_OK else { throw .damaged }
    case Z_BUF_ERROR:
      if consumed == source.count { throw .truncated }
      throw .damaged
    default: throw .damaged
    }
  }
}
