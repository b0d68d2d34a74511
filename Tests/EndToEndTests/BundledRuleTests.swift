import BundledRules
import Factlint
import FactlintRules
import Foundation
import Testing

@Suite("Bundled rules")
struct BundledRuleTests {
  @Test("find and ignore what their examples say", arguments: BundledRules.languages)
  func examples(language: String) throws {
    let files = try #require(BundledRules.files(language: language))
    let loaded = try PackReader.read(files)
    let failures = ExampleRun(loaded).failures()
    #expect(failures.isEmpty, "\n\(failures.map(\.description).joined(separator: "\n"))")
    #expect(ExampleRun(loaded).exampleCount > 20)
  }

  @Test("are the same embedded and from YAML", arguments: BundledRules.languages)
  func embedding(language: String) throws {
    let files = try #require(BundledRules.files(language: language))
    let read = try PackReader.read(files, digest: RuleFolder.digest(of: files)).pack
    let embedded = try #require(try BundledRules.packs().first { $0.language == language })
    #expect(read == embedded)
  }

  @Test("carry the digest of the folder that they were built from", arguments: BundledRules.languages)
  func digest(language: String) throws {
    let files = try RuleFolder.files(at: Repository.root.appending(path: "rules/\(language)").path)
    let embedded = try #require(try BundledRules.packs().first { $0.language == language })
    #expect(embedded.digest == RuleFolder.digest(of: files))
  }
}
