import BundledRules
import Factlint
import FactlintRules
import Foundation

/// The rule packs of a run: the bundled ones, with those of a folder in their place or on top.
enum PackChoice {
  /// The packs, ready to run.
  ///
  /// - Parameter folder: `--rules`; nil for the bundled packs alone.
  static func packs(rules folder: String?) throws -> [RulePack] {
    guard let folder else { return try BundledRules.packs() }
    let loaded = try loadedPacks(rules: folder).map(\.pack)
    return loaded
      + (try BundledRules.packs()).filter { bundled in !loaded.contains { $0.language == bundled.language } }
  }

  /// The packs with the pages of their rules, from YAML.
  static func loadedPacks(rules folder: String?) throws -> [LoadedPack] {
    var packs: [LoadedPack] = []
    if let folder {
      for files in try RuleFolder.packs(at: folder) {
        let base = try PackReader.baseLanguage(of: files)
        let all = base.flatMap(BundledRules.files) ?? []
        if let base, all.isEmpty { throw MissingBase(language: base, folder: folder) }
        packs.append(try PackReader.read(files, onTopOf: all, digest: RuleFolder.digest(of: files + all)))
      }
    } else {
      for language in BundledRules.languages {
        let files = BundledRules.files(language: language) ?? []
        packs.append(try PackReader.read(files, digest: RuleFolder.digest(of: files)))
      }
    }
    return packs
  }

  /// A pack extends a language that the program has no rules for.
  struct MissingBase: Error, CustomStringConvertible {
    var language: String
    var folder: String
    var description: String { "\(folder): the pack extends \"\(language)\", for which the program carries no rules" }
  }
}
