import Factlint
import Yams

extension Configuration {
  /// The name of the file.
  public static let fileName = "factlint.yml"

  /// Reads the text of a configuration, strictly.
  ///
  /// - Throws: `PackProblems`, all that is wrong with it at once, each with its line and column.
  public static func read(_ text: String, path: String) throws(PackProblems) -> Configuration {
    let problems = StrictNode.ProblemList()
    var configuration = Configuration(path: path)
    let file = RuleFile(path: path, name: fileName, text: text)
    // A file of comments alone, as `factlint init` writes it, says nothing.
    let isBlank = text.split(whereSeparator: \.isNewline).allSatisfy { line in
      let content = line.drop { $0 == " " || $0 == "\t" || $0 == "\u{FEFF}" }
      return content.isEmpty || content.hasPrefix("#")
    }
    if !isBlank, let root = StrictNode.root(of: file, problems: problems) { configuration.read(root) }
    if !problems.isEmpty { throw PackProblems(problems: problems.sorted) }
    return configuration
  }

  private mutating func read(_ root: StrictNode) {
    let fields = root.fields(
      required: [],
      optional: [
        "rules", "language", "languages", "fail-on", "checks", "include", "exclude", "paths", "suppress",
      ])
    rules = fields["rules"]?.filledString()
    language = fields["language"]?.filledString()
    languages = fields["languages"]?.strings()
    failOn = fields["fail-on"]?.choice(of: FailureLevel.self)
    checks = fields["checks"]?.severityChoices() ?? []
    include = fields["include"]?.globs() ?? []
    exclude = fields["exclude"]?.globs() ?? []
    for item in fields["paths"]?.items() ?? [] {
      let fields = item.fields(required: ["match"], optional: ["language", "fail-on", "checks"])
      overrides.append(
        PathOverride(
          match: fields["match"]?.globs() ?? [], language: fields["language"]?.filledString(),
          failOn: fields["fail-on"]?.choice(of: FailureLevel.self), checks: fields["checks"]?.severityChoices() ?? []))
    }
    for item in fields["suppress"]?.items() ?? [] {
      let fields = item.fields(required: ["check", "reason"], optional: ["match", "fingerprint"])
      guard let check = fields["check"]?.selector(), let reason = fields["reason"]?.filledString() else { continue }
      let fingerprint = fields["fingerprint"]?.filledString()
      if let fingerprint, fingerprint.utf8.count < 8 || !fingerprint.allSatisfy({ $0.isHexDigit }) {
        fields["fingerprint"]?.note("write at least the first 8 hexadecimal digits of the fingerprint")
      }
      suppressions.append(
        ListedSuppression(
          checks: check, match: fields["match"]?.globs() ?? [], fingerprint: fingerprint?.lowercased(), reason: reason))
    }
  }
}

extension StrictNode {
  fileprivate func filledString() -> String? {
    guard let text = string() else { return nil }
    if !text.contains(where: { !$0.isWhitespace }) {
      note("this is empty")
      return nil
    }
    return text
  }

  fileprivate func globs() -> [Glob] { strings().map { Glob($0) } }

  fileprivate func selector() -> Configuration.CheckSelector? {
    guard let text = filledString() else { return nil }
    return Configuration.CheckSelector(text: text, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  fileprivate func severityChoices() -> [Configuration.SeverityChoice] {
    pairs().compactMap { key, _, value in
      guard let checks = key.selector(), let choice = value.choice(of: SeverityName.self) else { return nil }
      return Configuration.SeverityChoice(checks: checks, severity: Severity(rawValue: choice.rawValue))
    }
  }
}

/// A severity as the configuration names it.
private enum SeverityName: String, CaseIterable {
  case error, warning, note, off
}
