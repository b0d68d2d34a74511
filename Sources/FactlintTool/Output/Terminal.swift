import Foundation

/// What the program prints where.
enum Terminal {
  /// Whether standard output is a terminal that wants colours (https://no-color.org).
  static var isOutputColoured: Bool {
    isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
  }

  /// Prints a diagnostic on standard error, behind the program's name.
  ///
  /// Control characters, which a path may have, are shown as U+FFFD.
  static func complain(_ message: String, isPrefixed: Bool = true) {
    var text = String.UnicodeScalarView()
    for scalar in message.unicodeScalars {
      let isHarmful =
        scalar != "\n" && scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
      text.append(isHarmful ? "\u{FFFD}" : scalar)
    }
    // Where nobody reads diagnostics any more, there is nobody to tell.
    try? FileHandle.standardError.write(contentsOf: Data("\(isPrefixed ? "factlint: " : "")\(String(text))\n".utf8))
  }

  /// Writes bytes to standard output.
  ///
  /// - Throws: An error where nobody reads any more, or the disk is full.
  static func write(_ bytes: [UInt8]) throws {
    guard !bytes.isEmpty else { return }
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(bytes))
    } catch {
      complain("standard output cannot be written")
      throw ExitStatus.unreadable
    }
  }
}
