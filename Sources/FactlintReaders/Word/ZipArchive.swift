import Factlint
import Inflate

/// The parts of a zip archive (APPNOTE 6.3) that is held in memory.
///
/// Only its directory is read at first; a part is unpacked when it is asked for, and no further than a limit.
struct ZipArchive {
  private let bytes: [UInt8]
  private var entries: [String: Entry] = [:]

  private struct Entry {
    var method: Int
    var packedSize: Int
    var headerOffset: Int
    var isEncrypted: Bool
  }

  /// The most parts that are listed; a document has some dozens.
  private static let greatestEntryCount = 10_000

  /// Reads the directory of an archive.
  ///
  /// - Throws: `ReadError` where there is none: the file is no zip archive, is cut short or is damaged.
  init(_ bytes: [UInt8]) throws(ReadError) {
    self.bytes = bytes
    guard bytes.count <= maximumPackageSize else {
      throw ReadError(
        code: .tooLarge,
        message: "The file has \(bytes.count) bytes and a document may have \(maximumPackageSize): leave out pictures.")
    }
    guard let end = endOfDirectory() else {
      throw ReadError(
        code: .damagedFile, message: "The file is no whole zip archive, as a Word document is: it may be cut short.")
    }
    var offset = number(at: end + 16, size: 4)
    for _ in 0..<min(number(at: end + 10, size: 2), Self.greatestEntryCount) {
      guard offset + 46 <= bytes.count, number(at: offset, size: 4) == 0x0201_4B50 else { throw Self.damaged }
      let nameLength = number(at: offset + 28, size: 2)
      let nameEnd = offset + 46 + nameLength
      guard nameEnd <= bytes.count else { throw Self.damaged }
      let name = String(decoding: bytes[offset + 46..<nameEnd], as: UTF8.self)
      entries[name] = Entry(
        method: number(at: offset + 10, size: 2), packedSize: number(at: offset + 20, size: 4),
        headerOffset: number(at: offset + 42, size: 4), isEncrypted: number(at: offset + 8, size: 2) & 1 == 1)
      offset = nameEnd + number(at: offset + 30, size: 2) + number(at: offset + 32, size: 2)
    }
  }

  /// Whether there is a part of this name.
  func has(_ name: String) -> Bool { entries[name] != nil }

  /// Returns the content of a part.
  ///
  /// - Throws: `ReadError` where there is no such part, it is damaged or encrypted, or unpacks to more than the limit.
  func content(of name: String, limit: Int) throws(ReadError) -> [UInt8] {
    guard let entry = entries[name] else {
      throw ReadError(code: .damagedFile, message: "The document has no part \(shortened(name)).")
    }
    guard !entry.isEncrypted else {
      throw ReadError(code: .damagedFile, message: "The document is encrypted: save it without a password.")
    }
    let header = entry.headerOffset
    guard header + 30 <= bytes.count, number(at: header, size: 4) == 0x0403_4B50 else { throw Self.damaged }
    let start = header + 30 + number(at: header + 26, size: 2) + number(at: header + 28, size: 2)
    guard start + entry.packedSize <= bytes.count else { throw Self.damaged }
    let packed = bytes[start..<start + entry.packedSize]
    switch entry.method {
    case 0:
      guard packed.count <= limit else { throw Self.tooLarge(limit) }
      return Array(packed)
    case 8:
      do throws(InflateError) {
        return try inflated(packed, form: .raw, limit: limit)
      } catch {
        throw error == .tooLarge ? Self.tooLarge(limit) : Self.damaged
      }
    default: throw Self.damaged
    }
  }

  private static let damaged = ReadError(
    code: .damagedFile, message: "The document's zip archive is damaged: save the document anew.")

  private static func tooLarge(_ limit: Int) -> ReadError {
    ReadError(
      code: .tooLarge, message: "The document unpacks to more than \(limit) bytes, which no article has: split it.")
  }

  /// Where the end record of the directory is; a comment of at most 64 KiB may follow it.
  private func endOfDirectory() -> Int? {
    var offset = bytes.count - 22
    let first = max(0, offset - 0xFFFF)
    while offset >= first {
      if number(at: offset, size: 4) == 0x0605_4B50 { return offset }
      offset -= 1
    }
    return nil
  }

  /// A little-endian number.
  private func number(at offset: Int, size: Int) -> Int {
    var number = 0
    for index in (offset..<offset + size).reversed() { number = number << 8 | Int(bytes[index]) }
    return number
  }
}

/// The most bytes that a packed document may have, pictures included: 64 MiB.
public let maximumPackageSize = 64 << 20
