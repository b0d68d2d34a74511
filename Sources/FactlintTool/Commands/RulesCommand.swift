import ArgumentParser
import Factlint
import FactlintRules

/// `factlint rules`: the rules themselves.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "List, show and test rules.",
    subcommands: [List.self, Show.self, Test.self, Profile.self],
    defaultSubcommand: List.self)

  /// `factlint rules list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List all rules, and what sets off each fact rule.")

    @Option(help: "A folder with rules to use in place of the bundled ones, or on top of them.")
    var rules: String?

    func run() throws {
      for loaded in try loadPages(rules: rules) {
        print("\(loaded.pack.name) (\(loaded.pack.language)), version \(loaded.pack.version)")
        let width = loaded.pages.map(\.id.count).max() ?? 0
        for page in loaded.pages {
          let id = page.id.padding(to: width)
          if let check = loaded.pack.checks.first(where: { $0.id == page.id }) {
            print("  \(id)  \(check.severity.rawValue.padding(to: 7))  \(check.name)")
          } else if let rule = loaded.pack.facts.first(where: { $0.id == page.id }) {
            let isAlwaysRun = rule.triggers.isEmpty
            print("  \(id)  \("fact".padding(to: 7))  \(rule.kind)\(isAlwaysRun ? ", always run" : "")")
          }
        }
      }
    }
  }

  /// `factlint rules show ID`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show a rule as its file has it, with its expanded pattern.")

    @Argument(help: "The rule's id, such as count/total.")
    var id: String

    @Option(help: "A folder with rules to use in place of the bundled ones, or on top of them.")
    var rules: String?

    func run() throws {
      let (page, pack) = try findPage(id, rules: rules)
      print("# \(page.file.path)\n")
      print(page.file.text)
      if let rule = pack.facts.first(where: { $0.id == page.id }) {
        print("# expanded\n\(rule.pattern)")
      }
    }
  }

  /// `factlint rules test [DIR]`.
  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "test", abstract: "Run the examples of all rules.",
      discussion: """
        Each example runs with its rule alone, with the whole pack, and disguised: behind letters that are not ASCII, \
        with no-break spaces, with curly quotation marks, with CR LF line breaks. Exit status 1 where one fails.
        """)

    @Argument(help: "A folder with rules; the bundled ones where none is named.")
    var folder: String?

    func run() throws {
      var failureCount = 0
      var exampleCount = 0
      var ruleCount = 0
      for loaded in try loadPages(rules: folder) {
        let run = ExampleRun(loaded)
        let failures = run.failures()
        for failure in failures { print(failure) }
        failureCount += failures.count
        exampleCount += run.exampleCount
        ruleCount += loaded.pages.count
      }
      print("\(ruleCount) rules, \(exampleCount) examples, \(failureCount) failed")
      if failureCount > 0 { throw ExitStatus.findings }
    }
  }

  /// `factlint rules profile PATH…`.
  struct Profile: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "profile", abstract: "Show what each fact rule costs on articles, the costliest first.")

    @OptionGroup var input: InputOptions

    func run() throws {
      let book = try SettingsBook(
        config: input.config, rules: input.rules, language: input.language, date: input.publicationDate)
      let walk = InputWalk(
        paths: input.paths, format: input.inputFormat.format, include: input.include, exclude: input.exclude, book: book
      )
      let run = ArticleRun(
        work: ArticleWork(task: .profile, product: .nothing), jobs: 1, format: input.inputFormat.format)
      var costs: [RuleCost] = []
      var size = 0
      try run.run(walk) { items in
        for item in items {
          if let complaint = item.complaint { Terminal.complain(complaint) }
          if !item.ruleCosts.isEmpty { costs = item.ruleCosts }
          size += item.size
        }
      }
      print("    ms     runs    tries  matches  ns a run  rule")
      for cost in costs where cost.runs > 0 {
        print(
          "\(Self.cell(cost.duration / .milliseconds(1), 6)) \(Self.cell(Double(cost.runs), 8))",
          Self.cell(Double(cost.tries), 8),
          "\(Self.cell(Double(cost.matches), 8)) \(Self.cell(cost.duration / .nanoseconds(1) / Double(cost.runs), 9)) ",
          cost.rule)
      }
      let total = costs.reduce(Duration.zero) { $0 + $1.duration }
      print("\(Self.cell(total / .milliseconds(1), 6)) in all, for \(size) bytes of input")
    }

    private static func cell(_ number: Double, _ width: Int) -> String {
      let text = String(Int(number.rounded()))
      return String(repeating: " ", count: max(0, width - text.count)) + text
    }
  }
}

/// `factlint explain ID`: a check's page.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain a check: what it does, why, and what it leaves alone.")

  @Argument(help: "The check's id, such as count/total.")
  var id: String

  @Option(help: "A folder with rules to use in place of the bundled ones, or on top of them.")
  var rules: String?

  func run() throws {
    let (page, pack) = try findPage(id, rules: rules)
    print(CheckPageText(page: page, pack: pack).text)
  }
}

/// The packs with their pages; complains and ends the program where they cannot be read.
private func loadPages(rules folder: String?) throws -> [LoadedPack] {
  do {
    return try PackChoice.loadedPacks(rules: folder)
  } catch {
    Terminal.complain("\(error)")
    throw ExitStatus.unreadable
  }
}

private func findPage(_ id: String, rules folder: String?) throws -> (RulePage, RulePack) {
  let packs = try loadPages(rules: folder)
  for loaded in packs {
    let current = loaded.pack.aliases[id] ?? id
    if let page = loaded.pages.first(where: { $0.id == current }) { return (page, loaded.pack) }
  }
  Terminal.complain("there is no rule \"\(id)\"; `factlint rules list` lists them all")
  throw ExitStatus.unreadable
}

extension String {
  /// The text with spaces behind it, `width` characters in all.
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
