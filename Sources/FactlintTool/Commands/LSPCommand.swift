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

  @Option(help: ArgumentHelp("The configuration; by default each article's factlint.yml.", valueName: "file"))
  var config: String?

  func run() throws {
    let checker = try EditorChecker(config: config, rules: rules)
    let pages = CheckPages(rules: rules)
    let server = LanguageServer(
      services: LanguageServer.Services(
        version: programVersion,
        check: { checker.check($0) },
        page: { pages.address(of: $0) },
        configure: { date, language in checker.configure(date: date, language: language) }))
    let status = try ServerLoop().run(server)
    if status != 0 { throw ExitCode(status) }
  }
}

/// Checks the articles of an editor under the configurations of their folders.
private final class EditorChecker {
  private let config: String?
  private let rules: String?
  private var book: SettingsBook
  private var linters: [Int: Linter] = [:]
  private let marks = FindingMarks(baseline: nil)

  init(config: String?, rules: String?) throws {
    self.config = config
    self.rules = rules
    do {
      book = try SettingsBook(config: config, rules: rules, language: nil, date: nil)
      _ = try book.settings(for: nil)
    } catch {
      Terminal.complain("\(error)")
      throw ExitStatus.unreadable
    }
  }

  func configure(date: CivilDate?, language: String?) {
    guard let changed = try? SettingsBook(config: config, rules: rules, language: language, date: date) else { return }
    book = changed
    linters = [:]
  }

  /// Checks an article whose id is its path, or the address of a document without one.
  func check(_ article: Article) -> Report {
    let path = article.id.hasPrefix("/") ? article.id : nil
    do {
      return report(on: article, under: try book.settings(for: path), path: path)
    } catch {
      // The article is checked all the same, without what cannot be read.
      var report =
        (try? book.settings(for: nil)).map { self.report(on: article, under: $0, path: path) }
        ?? Linter(packs: []).check(article)
      report.incidents.append(Incident(code: "bad-configuration", message: "\(error)"))
      return report
    }
  }

  private func report(on article: Article, under settings: RunSettings, path: String?) -> Report {
    let linter = linters[settings.number] ?? Linter(packs: settings.packs, options: settings.options)
    linters[settings.number] = linter
    var report = linter.check(article)
    SuppressionComments.apply(to: &report)
    for index in report.findings.indices where report.findings[index].suppression == nil {
      let finding = report.findings[index]
      report.findings[index].suppression =
        marks.suppression(
          check: finding.check, fingerprint: finding.fingerprint, article: article.id,
          relativePath: path.map(settings.relative) ?? article.id, settings: settings)?.suppression
    }
    return report
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
