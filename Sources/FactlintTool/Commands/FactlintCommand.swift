import ArgumentParser

/// The program's root command.
///
/// All commands say their names: to make one of a type's name takes the parser longer than all that it has to do else.
@main
struct FactlintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "factlint",
    abstract: "Checks articles for facts that cannot all be true.",
    discussion: """
      Factlint pulls dates, counts and attributions out of an article and compares them with one another: a total with \
      its parts, the headline with the body, a weekday with its date, a quotation with its speakers. It knows nothing \
      of the world and never says which of two statements is wrong.

      Exit status: 0 nothing at or above --fail-on, 1 findings, 2 could not run or could not read some input.
      """,
    version: programVersion,
    subcommands: [
      CheckCommand.self, ExtractCommand.self, RulesCommand.self, ExplainCommand.self, ArchiveCommand.self,
      InitCommand.self, LSPCommand.self, ServeCommand.self,
    ])

  /// Runs the program; every error but the commands' own statuses is a reason why it could not run.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      if error is ExitCode || exitCode(for: error) == .success { exit(withError: error) }
      Terminal.complain(fullMessage(for: error), isPrefixed: false)
      exit(withError: ExitStatus.unreadable)
    }
  }
}

/// The program's version, by semantic versioning.
let programVersion = "0.1.0"
