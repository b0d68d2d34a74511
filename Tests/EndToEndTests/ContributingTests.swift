import BundledRules
import Factlint
import FactlintRules
import Foundation
import Testing

@Suite("The rules that CONTRIBUTING.md shows")
struct ContributingTests {
  /// The blocks of YAML in the page that say which file they are.
  private func files() throws -> [RuleFile] {
    let page = String(
      decoding: try Repository.bytes(of: Repository.root.appending(path: "CONTRIBUTING.md")), as: UTF8.self)
    return page.split(separator: "```yaml\n").dropFirst().compactMap { block in
      guard let text = block.split(separator: "```").first, text.hasPrefix("# "),
        let name = text.split(separator: "\n").first?.dropFirst(2)
      else { return nil }
      return RuleFile(path: "CONTRIBUTING.md", name: String(name), text: String(text))
    }
  }

  @Test("run as they are written, on top of the bundled pack")
  func houseRules() throws {
    let pack = RuleFile(
      path: "pack.yml", name: "pack.yml", text: "format: 1\nname: House rules\nversion: 1.0.0\nextends: en\n")
    let base = try #require(BundledRules.files(language: "en"))
    let loaded = try PackReader.read([pack] + files(), onTopOf: base)
    let own = loaded.pages.filter { $0.id.hasPrefix("house/") }
    #expect(own.count >= 4)
    let failures = ExampleRun(loaded).failures().filter { $0.rule.hasPrefix("house/") }
    #expect(failures.isEmpty, "\n\(failures.map(\.description).joined(separator: "\n"))")
  }
}
