/// A rule as its file tells it: the page that people read, and the examples that are its tests.
public struct RulePage: Sendable, Equatable {
  /// The rule's id.
  public var id: String
  /// Whether it is a fact rule or a check.
  public var role: Role
  /// Its name; a fact rule's is its id.
  public var name: String
  /// Why the rule is there, in the words of its file; empty where it says nothing.
  public var why: String
  /// What it leaves alone on purpose, in the words of its file.
  public var leavesAlone: String
  /// The file.
  public var file: RuleFile
  /// The examples, in the order of the file.
  public var examples: [RuleExample]

  /// What a rule is.
  public enum Role: String, Sendable {
    case fact, check
  }

  /// Makes a page.
  public init(
    id: String, role: Role, name: String, why: String, leavesAlone: String, file: RuleFile, examples: [RuleExample]
  ) {
    self.id = id
    self.role = role
    self.name = name
    self.why = why
    self.leavesAlone = leavesAlone
    self.file = file
    self.examples = examples
  }
}

/// An example of a rule: a small article in which the rule must find something, or must not.
public struct RuleExample: Sendable, Equatable {
  /// What must come of it.
  public var expectation: Expectation
  /// The text without marks; a blank line ends a paragraph.
  public var text: String
  /// The places marked by ⟦ and ⟧, in Unicode scalars of `text`.
  public var marks: [Range<Int>]
  /// The headline, where the example has one.
  public var headline: String?
  /// The places marked in the headline by ⟦ and ⟧, in Unicode scalars of `headline`.
  public var headlineMarks: [Range<Int>] = []
  /// The publication date (ISO 8601), where the example has one.
  public var date: String?
  /// The dates of the text (ISO 8601) that stand for what an article's metadata states, by event; several with
  /// spaces between them.
  public var stated: [String: String] = [:]
  /// What the facts at the marks must say, one mapping of attribute to value a mark.
  public var facts: [[String: String]]
  /// The message that a check must give.
  public var says: String?
  /// The line of its file on which the example begins, counted from 1.
  public var line: Int

  /// What must come of an example.
  public enum Expectation: String, Sendable {
    case finds, ignores
  }
}
