/// Paths as references to files (RFC 3986).
package enum PercentEncoding {
  /// A path as a relative reference, or as a `file:` URI where it is absolute.
  static func uri(ofPath path: String) -> String {
    let encoded = encoded(path)
    if path.hasPrefix("/") { return "file://" + encoded }
    return encoded
  }

  /// The path with everything escaped but unreserved characters and slashes.
  package static func encoded(_ path: String) -> String {
    var result: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.append(byte)
      default:
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
