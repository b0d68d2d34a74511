/// All that one article's check has to say; a renderer needs nothing else.
public struct Report: Sendable {
  /// The article as segmented, for its text, its blocks, its date and its language.
  public var document: Document
  /// The facts in the order of the text.
  public var facts: [Fact]
  /// The people of the article, to whom `PersonFact.person` and `AttributionFact.person` point.
  public var people: [Person]
  /// The totals of the article with their parts, in the order of the text; they point to `facts`.
  public var breakdowns: [Breakdown]
  /// The contradictions, in their total order: severity, confidence, fewest facts, position, id.
  public var findings: [Finding]
  /// The comparisons that agreed, in the order of the text.
  public var agreements: [Agreement]
  /// The facts that no comparison reached, each with its reason, in the order of the text.
  public var unchecked: [Unchecked]
  /// How much was compared.
  public var coverage: Coverage
  /// What went wrong, none of it fatal: the reader's incidents and those of the check.
  public var incidents: [Incident]

  /// Makes a report.
  public init(
    document: Document, facts: [Fact] = [], people: [Person] = [], breakdowns: [Breakdown] = [],
    findings: [Finding] = [], agreements: [Agreement] = [], unchecked: [Unchecked] = [],
    coverage: Coverage = Coverage(),
    incidents: [Incident] = []
  ) {
    self.document = document
    self.facts = facts
    self.people = people
    self.breakdowns = breakdowns
    self.findings = findings
    self.agreements = agreements
    self.unchecked = unchecked
    self.coverage = coverage
    self.incidents = incidents
  }
}

/// Facts that cannot all be true.
public struct Finding: Sendable {
  /// The id of the check, such as `count/total`.
  public var check: String
  /// The check's name, a phrase such as "Parts do not add up to their total".
  public var name: String
  /// How bad it is.
  public var severity: Severity
  /// The estimated share of such findings that are true slips, from 0 to 1.
  public var confidence: Double
  /// One sentence that states the contradiction and does not say which side is wrong.
  public var message: String
  /// The arithmetic or comparison, such as "9 ≠ 7 + 3".
  public var working: String
  /// What else follows from the same slip, one sentence each.
  public var consequences: [String]
  /// The places in question, the first being the one to show first.
  public var places: [Location]
  /// The stable identity of the finding, fingerprint v1: lower-case hexadecimal.
  public var fingerprint: String
  /// Why it is not counted; nil where it is.
  public var suppression: Suppression?

  /// A place of a finding or agreement and the part it plays.
  public struct Location: Sendable, Equatable {
    /// Where it is: in the clean text, or in a field that is no prose (the `date` of a record).
    public var target: Target
    /// The part it plays, such as `whole`, `part`, `weekday`.
    public var role: String

    /// What a location points at.
    public enum Target: Sendable, Equatable {
      /// A range of the clean text, in UTF-8 bytes.
      case text(Range<Int>)
      /// A range of a source field.
      case source(SourceRange)
    }

    /// Makes a location.
    public init(target: Target, role: String) {
      self.target = target
      self.role = role
    }
  }

  /// Makes a finding.
  public init(
    check: String, name: String, severity: Severity, confidence: Double, message: String, working: String,
    consequences: [String] = [], places: [Location], fingerprint: String = "", suppression: Suppression? = nil
  ) {
    self.check = check
    self.name = name
    self.severity = severity
    self.confidence = confidence
    self.message = message
    self.working = working
    self.consequences = consequences
    self.places = places
    self.fingerprint = fingerprint
    self.suppression = suppression
  }
}

/// Why a finding is shown and not counted: somebody has looked at it and said so, or it is not new.
public struct Suppression: Sendable, Equatable {
  /// Where it is said.
  public var kind: Kind
  /// The reason that was given.
  public var reason: String

  /// Where a suppression is written.
  public enum Kind: String, Sendable, CaseIterable, Codable {
    /// In a comment of the article.
    case inSource
    /// In the configuration.
    case external
    /// In a baseline: the finding was there before.
    case baseline
  }

  /// Makes a suppression.
  public init(kind: Kind, reason: String) {
    self.kind = kind
    self.reason = reason
  }
}

/// How bad a finding is; errors come first.
public enum Severity: String, Sendable, CaseIterable, Comparable, Codable {
  /// The statements cannot all be true under any consistent reading.
  case error
  /// A careful editor would query it.
  case warning
  /// Worth knowing.
  case note

  /// Whether `lhs` is graver than `rhs`.
  public static func < (lhs: Severity, rhs: Severity) -> Bool { lhs.rank < rhs.rank }

  private var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .note: 2
    }
  }
}

/// A comparison that came out right.
public struct Agreement: Sendable {
  /// The id of the check.
  public var check: String
  /// The arithmetic or comparison in words of the article, such as "nine = eight + one".
  public var working: String
  /// The places that agree.
  public var places: [Finding.Location]

  /// In which reports agreements are told: to put them in words takes longer than to find them.
  public enum Account: Sendable, Equatable {
    /// In all.
    case always
    /// In those that have findings.
    case besideFindings
    /// In none.
    case never
  }

  /// Makes an agreement.
  public init(check: String, working: String, places: [Finding.Location]) {
    self.check = check
    self.working = working
    self.places = places
  }
}

/// A fact that no comparison reached.
public struct Unchecked: Sendable {
  /// The index of the fact in `Report.facts`.
  public var fact: Int
  /// Why.
  public var reason: Reason

  /// Why a fact was not compared with anything.
  public enum Reason: Sendable, Equatable {
    /// Nothing else in the article speaks of the same thing.
    case nothingToCompare
    /// A check looked at it and had a reason to leave it.
    case reserved(Reservation)
    /// The article's language has no pack.
    case noPack
    /// The work allowed for one article was used up.
    case budget
  }

  /// Makes an entry of what was not checked.
  public init(fact: Int, reason: Reason) {
    self.fact = fact
    self.reason = reason
  }
}

/// How much of an article was compared: `facts` = `checked` + `unchecked`, `comparisons` = `agreed` + `contradicted`.
public struct Coverage: Sendable, Equatable {
  /// The facts found.
  public var facts: Int
  /// Those that took part in at least one comparison.
  public var checked: Int
  /// The comparisons made.
  public var comparisons: Int
  /// The comparisons that came out right.
  public var agreed: Int
  /// The facts that no comparison reached.
  public var unchecked: Int { facts - checked }
  /// The comparisons that did not come out right.
  public var contradicted: Int { comparisons - agreed }

  /// Makes a coverage.
  public init(facts: Int = 0, checked: Int = 0, comparisons: Int = 0, agreed: Int = 0) {
    self.facts = facts
    self.checked = checked
    self.comparisons = comparisons
    self.agreed = agreed
  }
}
