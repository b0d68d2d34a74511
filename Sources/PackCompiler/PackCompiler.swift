import Factlint
import FactlintRules
import Foundation

/// Reads the packs of a folder strictly and writes the Swift file that carries them in the program.
///
/// Arguments: the folder of packs, the file to write. Run by the `EmbedRules` plugin at every build that needs it.
@main
struct PackCompiler {
  static func main() {
    guard CommandLine.arguments.count == 3 else { fail("usage: PackCompiler RULES OUTPUT") }
    do {
      let swift = try source(forPacksAt: CommandLine.arguments[1])
      try Data(swift.utf8).write(to: URL(fileURLWithPath: CommandLine.arguments[2]))
    } catch {
      fail("\(error)")
    }
  }

  /// Prints each line as an error in the form that the build system shows, and ends.
  private static func fail(_ message: String) -> Never {
    for line in message.split(separator: "\n") {
      let parts = line.split(separator: ": ", maxSplits: 1)
      let text = parts.count == 2 ? "\(parts[0]): error: \(parts[1])\n" : "error: \(line)\n"
      FileHandle.standardError.write(Data(text.utf8))
    }
    exit(1)
  }

  private static func source(forPacksAt folder: String) throws -> String {
    var entries: [String] = []
    for files in try RuleFolder.packs(at: folder) {
      let loaded = try PackReader.read(files, digest: RuleFolder.digest(of: files))
      // The program shows its rules by the paths of the repository, wherever it was built.
      let sources = files.map { "\($0.name)\u{1E}\($0.text)" }.joined(separator: "\u{1D}")
      entries.append(
        """
            EmbeddedPack(
              language: \(literal(loaded.pack.language)),
              compiled: \(literal(CompiledPack.encode(loaded.pack))),
              sources: \(literal(sources)))
        """)
    }
    return """
      // Written by PackCompiler from the folder `rules`.

      let embeddedPacks: [EmbeddedPack] = [
      \(entries.joined(separator: ",\n"))
      ]

      """
  }

  /// A string literal; control characters are escaped so that the file is plain text.
  private static func literal(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20: result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
