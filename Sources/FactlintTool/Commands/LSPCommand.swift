import ArgumentParser
import Factlint
import FactlintLSP
import FactlintReports
import FactlintRules
import Foundation

/// `factlint lsp`: a language server for editors.
struct LSPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp", abstract: "Check articles while they are written, in an editor.",
    discussion: """
      Speaks the Language Server Protocol over standard input and output; an editor starts it. Articles are Markdown, \
      plain text and HTML. Initialization options: "date" and "language" for articles that state none.
      """)

  @Option(
    help: ArgumentHelp(
      "A folder with rules to use in place of the bundled ones or on top of them.", valueName: "folder"))
  var rules: String?

  /// What some editors add to say what they do anyway.
  @Flag(help: .private)
  var stdio = false

  func run() throws {
    let packs = try loadPacks(rules: rules)
    var linter = Linter(packs: packs)
    let pages = CheckPages(rules: rules)
    let server = LanguageServer(
      services: LanguageServer.Services(
        version: programVersion,
        check: { linter.check($0) },
        page: { pages.address(of: $0) },
        configure: { date, language in
          let segmentation = Segmenter.Options(language: language, date: date)
          linter = Linter(packs: packs, options: Linter.Options(segmentation: segmentation))
        }))
    let status = try ServerLoop().run(server)
    if status != 0 { throw ExitCode(status) }
  }
}

/// The pages of checks as files, which editors open behind a check's name; each is written when it is first needed.
private final class CheckPages {
  private let packs: [LoadedPack]
  private var addresses: [String: String?] = [:]

  init(rules: String?) {
    packs = (try? PackChoice.loadedPacks(rules: rules)) ?? []
  }

  /// The address of a check's page; nil where it cannot be written.
  func address(of check: String) -> String? {
    if let known = addresses[check] { return known }
    let address = write(check)
    addresses[check] = address
    return address
  }

  private func write(_ check: String) -> String? {
    let found = packs.lazy.compactMap { loaded in
      loaded.pages.first { $0.id == check }.map { CheckPageText(page: $0, pack: loaded.pack) }
    }
    guard let page = found.first,
      let caches = FileManager.default.urls(for: .cachesDirectory, in: .userDomainMask).first
    else { return nil }
    let name = String(check.map { $0.isLetter || $0.isNumber ? $0 : "-" })
    let folder = caches.appending(path: "factlint/\(programVersion)/checks")
    let file = folder.appending(path: "\(name).md")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data("# \(page.text)".utf8).write(to: file, options: .atomic)
    } catch {
      return nil
    }
    return file.absoluteString
  }
}
