import ArgumentParser

/// The exit statuses of the program, a contract with scripts.
enum ExitStatus {
  /// Findings at or above the level of `--fail-on`.
  static let findings = ExitCode(1)
  /// The program could not run, or could not read some of its input; beats `findings`.
  static let unreadable = ExitCode(2)
}
