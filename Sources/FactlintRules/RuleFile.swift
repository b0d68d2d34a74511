/// A file of a rule pack, as read from disk or carried by the program.
public struct RuleFile: Sendable, Equatable {
  /// The path, as errors and pages show it; its part below the pack's folder decides what the file is.
  public var path: String
  /// The path below the pack's folder, such as `facts/dates/month-day.yml`.
  public var name: String
  /// The YAML.
  public var text: String

  /// Makes a rule file.
  public init(path: String, name: String, text: String) {
    self.path = path
    self.name = name
    self.text = text
  }
}

/// Something wrong with a rule pack, with the place where it is to be mended.
public struct PackProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file's path.
  public var path: String
  /// The line, counted from 1.
  public var line: Int
  /// The column, counted from 1 in Unicode scalars.
  public var column: Int
  /// What is wrong, as a sentence without a full stop.
  public var message: String

  /// The problem as compilers write it: `path:line:column: message`.
  public var description: String { "\(path):\(line):\(column): \(message)" }

  /// Makes a problem.
  public init(path: String, line: Int, column: Int, message: String) {
    self.path = path
    self.line = line
    self.column = column
    self.message = message
  }
}

/// All that is wrong with a rule pack, in the order of files and lines; never empty.
public struct PackProblems: Error, Sendable, Equatable, CustomStringConvertible {
  /// The problems.
  public var problems: [PackProblem]

  /// One problem a line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
