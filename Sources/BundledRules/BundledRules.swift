public import Factlint
public import FactlintRules

/// A pack as the program carries it: compiled for use, and as YAML for people.
struct EmbeddedPack {
  let language: String
  let compiled: String
  let sources: String
}

/// The rule packs that the program carries.
public enum BundledRules {
  /// The packs, ready to run.
  public static func packs() throws(CompiledPack.Damage) -> [RulePack] {
    var packs: [RulePack] = []
    for pack in embeddedPacks { packs.append(try CompiledPack.decode(pack.compiled)) }
    return packs
  }

  /// The YAML files of the pack of a language, nil where the program carries none.
  public static func files(language: String) -> [RuleFile]? {
    guard let pack = embeddedPacks.first(where: { $0.language == language }) else { return nil }
    return pack.sources.split(separator: "\u{1D}").compactMap { entry in
      guard let end = entry.firstIndex(of: "\u{1E}") else { return nil }
      let name = String(entry[..<end])
      return RuleFile(path: "rules/\(language)/\(name)", name: name, text: String(entry[end...].dropFirst()))
    }
  }

  /// The languages of the packs, as BCP 47 tags.
  public static var languages: [String] { embeddedPacks.map(\.language) }
}
