import Factlint
import FactlintRules
import Foundation

/// Finds the settings of each article: its `factlint.yml`, searched upward from its folder, and the options of the
/// command line, which win.
final class SettingsBook {
  private let rules: String?
  private let language: String?
  private let date: CivilDate?
  private let failOn: FailureLevel?
  private var fixed: Base?
  private var bases: [String: Base] = [:]
  private var variants: [Variant: RunSettings] = [:]
  private var bundled: [RulePack]?
  private var count = 0

  /// What could not be read, whole.
  struct Problem: Error, CustomStringConvertible {
    var description: String
  }

  /// A configuration with its rules, before what holds for some paths only.
  private final class Base {
    let number: Int
    let configuration: Configuration?
    let folder: String
    let packs: [RulePack]

    init(number: Int, configuration: Configuration?, folder: String, packs: [RulePack]) {
      self.number = number
      self.configuration = configuration
      self.folder = folder
      self.packs = packs
    }
  }

  private struct Variant: Hashable {
    var base: Int
    var overrides: [Int]
  }

  /// Makes a book.
  ///
  /// - Parameter config: `--config`, which then holds for all articles.
  init(config: String?, rules: String?, language: String?, date: CivilDate?, failOn: FailureLevel? = nil) throws {
    self.rules = rules
    self.language = language
    self.date = date
    self.failOn = failOn
    if let config {
      let absolute = PathText.absolute(config)
      guard let data = FileManager.default.contents(atPath: absolute) else {
        throw Problem(description: "\(config): the configuration cannot be read")
      }
      fixed = try base(data, path: config, folder: PathText.folder(of: absolute) ?? "/")
    }
  }

  /// The settings of an article or an archive, by its path; of standard input where that is nil.
  func settings(for path: String?) throws -> RunSettings {
    let absolute = path.map(PathText.absolute)
    let folder = absolute.flatMap(PathText.folder) ?? PathText.current
    let base = try fixed ?? self.base(for: folder)
    var chosen: [Int] = []
    if let configuration = base.configuration, !configuration.overrides.isEmpty, let absolute {
      let prefix = base.folder == "/" ? "/" : base.folder + "/"
      let relative = absolute.hasPrefix(prefix) ? String(absolute.dropFirst(prefix.count)) : absolute
      chosen = configuration.overrides.indices.filter { index in
        configuration.overrides[index].match.contains { $0.matches(relative) }
      }
    }
    let variant = Variant(base: base.number, overrides: chosen)
    if let settings = variants[variant] { return settings }
    let settings = self.settings(of: base, overrides: chosen)
    variants[variant] = settings
    return settings
  }

  private func settings(of base: Base, overrides: [Int]) -> RunSettings {
    let configuration = base.configuration
    let overrides = overrides.compactMap { configuration?.overrides[$0] }
    let choices = (configuration?.checks ?? []) + overrides.flatMap(\.checks)
    let language = language ?? overrides.last { $0.language != nil }?.language ?? configuration?.language
    return RunSettings(
      number: variants.count, configuration: configuration, folder: base.folder,
      packs: base.packs.map { $0.applying(choices) },
      options: Linter.Options(segmentation: Segmenter.Options(language: language, date: date)),
      failOn: failOn ?? overrides.last { $0.failOn != nil }?.failOn ?? configuration?.failOn)
  }

  private func base(for folder: String) throws -> Base {
    if let known = bases[folder] { return known }
    let path = folder == "/" ? "/\(Configuration.fileName)" : "\(folder)/\(Configuration.fileName)"
    let found: Base
    if let data = FileManager.default.contents(atPath: path) {
      let prefix = PathText.current == "/" ? "/" : PathText.current + "/"
      let shown = path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
      found = try base(data, path: shown, folder: folder)
    } else if let parent = PathText.folder(of: folder) {
      found = try base(for: parent)
    } else {
      found = Base(number: next(), configuration: nil, folder: PathText.current, packs: try packs(rules: rules))
    }
    if bases.count > 100_000 { bases.removeAll() }
    bases[folder] = found
    return found
  }

  private func base(_ data: Data, path: String, folder: String) throws -> Base {
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Problem(description: "\(path): the configuration is not UTF-8")
    }
    let configuration = try Configuration.read(text, path: path)
    let own = configuration.rules.map { $0.hasPrefix("/") ? $0 : "\(folder)/\($0)" }
    var packs = try packs(rules: rules ?? own)
    if let languages = configuration.languages {
      if let missing = languages.first(where: { language in !packs.contains { $0.language == language } }) {
        throw Problem(description: "\(path): there are no rules for the language \"\(missing)\"")
      }
      packs = packs.filter { languages.contains($0.language) }
    }
    try validate(configuration, against: packs)
    return Base(number: next(), configuration: configuration, folder: folder, packs: packs)
  }

  /// Refuses names of checks that there are not.
  private func validate(_ configuration: Configuration, against packs: [RulePack]) throws {
    let ids = packs.flatMap(\.checks).map(\.id)
    let former = packs.flatMap(\.aliases.keys)
    let selectors =
      (configuration.checks + configuration.overrides.flatMap(\.checks)).map(\.checks)
      + configuration.suppressions.map(\.checks)
    let unknown = selectors.filter { selector in
      !ids.contains(where: selector.matches) && !former.contains(selector.text)
    }
    guard unknown.isEmpty else {
      let lines = unknown.map { selector in
        "\(configuration.path):\(selector.line):\(selector.column): there is no check \"\(selector.text)\"; "
          + "`factlint rules list` lists them all"
      }
      throw Problem(description: lines.joined(separator: "\n"))
    }
  }

  private func packs(rules: String?) throws -> [RulePack] {
    if let rules { return try PackChoice.packs(rules: rules) }
    if let bundled { return bundled }
    let packs = try PackChoice.packs(rules: nil)
    bundled = packs
    return packs
  }

  private func next() -> Int {
    count += 1
    return count
  }
}

extension RulePack {
  /// The pack with other severities, and without the checks that are off.
  fileprivate func applying(_ choices: [Configuration.SeverityChoice]) -> RulePack {
    guard !choices.isEmpty else { return self }
    var pack = self
    pack.checks = checks.compactMap { check in
      var check = check
      let choice = choices.last { choice in
        choice.checks.matches(check.id) || pack.aliases[choice.checks.text] == check.id
      }
      guard let choice else { return check }
      guard let severity = choice.severity else { return nil }
      check.severity = severity
      return check
    }
    return pack
  }
}
