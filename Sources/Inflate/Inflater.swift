internal import CZlib

/// Decompresses a stream piece by piece, several members of gzip one after another too.
///
/// SAFETY: zlib's structure is private, made once and ended once, and only handed to zlib.
///
/// It is meant for one thread; its memory is zlib's window of 32 KiB whatever the stream's size.
@safe public final class Inflater {
  private var stream = unsafe z_stream()
  private var isOpen = false
  private let form: InflateForm
  private let passesOverTrailer: Bool
  /// Whether the bytes so far end where a member of the stream ends.
  private var isBetweenMembers = false

  /// Begins to read a stream.
  public convenience init(_ form: InflateForm) { self.init(form, passesOverTrailer: false) }

  /// - Parameter passesOverTrailer: whether what follows the last member is no damage.
  init(_ form: InflateForm, passesOverTrailer: Bool) {
    self.form = form
    self.passesOverTrailer = passesOverTrailer
    // SAFETY: zlib only writes to the structure, whose address it notes: this object keeps it in one place.
    isOpen = unsafe factlint_inflate_init(&stream, form == .raw) == Z_OK
  }

  deinit {
    // SAFETY: the structure was made by inflateInit2 and is ended once.
    if isOpen { _ = unsafe inflateEnd(&stream) }
  }

  /// Decompresses the next bytes of the stream.
  ///
  /// - Parameters:
  ///   - input: the bytes that follow those given before.
  ///   - output: is handed pieces of at most 64 KiB, in order.
  /// - Throws: `InflateError.damaged`, where what `output` was given before is sound; or what `output` throws.
  public func inflate(
    _ input: [UInt8], output: (ArraySlice<UInt8>) throws(InflateError) -> Void
  ) throws(InflateError) {
    guard isOpen else { throw .damaged }
    var input = input
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    var consumed = 0
    var isFull = false
    while consumed < input.count || isFull {
      if isBetweenMembers {
        guard form == .wrapped else { return }
        // Padding of NULs behind the last member is usual on tapes.
        while consumed < input.count, input[consumed] == 0 { consumed += 1 }
        if consumed == input.count || passesOverTrailer && input[consumed] != 0x1F { return }
        // SAFETY: the structure was made by inflateInit2.
        guard unsafe inflateReset(&stream) == Z_OK else { throw .damaged }
        isBetweenMembers = false
      }
      let remaining = min(input.count - consumed, Int(UInt32.max))
      let size = buffer.count
      // SAFETY: both buffers are live arrays for the length of the call, with their own counts; zlib keeps neither
      // pointer, since both are set anew before the next call.
      let (code, inputLeft, outputLeft) = unsafe input.withUnsafeMutableBufferPointer { source in
        unsafe buffer.withUnsafeMutableBufferPointer { target in
          unsafe stream.next_in = source.baseAddress.map { unsafe $0 + consumed }
          unsafe stream.avail_in = UInt32(remaining)
          unsafe stream.next_out = target.baseAddress
          unsafe stream.avail_out = UInt32(size)
          let code = unsafe CZlib.inflate(&stream, Z_NO_FLUSH)
          return unsafe (code, Int(stream.avail_in), Int(stream.avail_out))
        }
      }
      consumed += remaining - inputLeft
      let produced = size - outputLeft
      if produced > 0 { try output(buffer[..<produced]) }
      switch code {
      case Z_OK: isFull = outputLeft == 0
      case Z_STREAM_END:
        isBetweenMembers = true
        isFull = false
      case Z_BUF_ERROR where inputLeft == 0: isFull = false
      default: throw .damaged
      }
    }
  }

  /// Says whether the stream has come to its end.
  ///
  /// - Throws: `InflateError.truncated` where it has not.
  public func finish() throws(InflateError) {
    if !isBetweenMembers { throw .truncated }
  }
}
