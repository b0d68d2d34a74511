import PCRE2

extension SegmentationRules {
  /// What a pack says of how its language is cut up.
  ///
  /// Word lists: `abbreviation` with the values `never-final`, `before-number`, `rarely-final` and `often-final`;
  /// `abbreviation-continuation`, `reporting-verb`, `name-particle`, `elision`, `month`. Rules of the kinds `dateline`
  /// and `byline` give the patterns; the first of each kind by id counts. All of them may be absent.
  ///
  /// - Parameter usesJIT: Whether the patterns are compiled to machine code.
  public convenience init(pack: RulePack, usesJIT: Bool = true) {
    func words(_ name: String, value: String? = nil) -> [String] {
      pack.lexicons[name]?.entries.lazy.filter { value == nil || $0.value == value }.map(\.text) ?? []
    }
    func pattern(ofKind kind: String) -> Pattern? {
      pack.facts.first { $0.kind == kind }.flatMap {
        try? Pattern($0.pattern, options: [.duplicateNames, .anchored], usesJIT: usesJIT)
      }
    }
    var months: [String: Int] = [:]
    for entry in pack.lexicons["month"]?.entries ?? [] { months[entry.text] = Int(entry.value) }
    self.init(
      language: pack.language, functionWords: pack.functionWords,
      abbreviations: AbbreviationLists(
        neverFinal: words("abbreviation", value: "never-final"),
        beforeNumbers: words("abbreviation", value: "before-number"),
        rarelyFinal: words("abbreviation", value: "rarely-final"),
        oftenFinal: words("abbreviation", value: "often-final"),
        continuations: words("abbreviation-continuation")),
      sentenceStarters: words("sentence-starter"), reportingVerbs: words("reporting-verb"),
      nameParticles: words("name-particle"), elisions: words("elision"),
      months: months, dateline: pattern(ofKind: Self.datelineKind), byline: pattern(ofKind: Self.bylineKind))
  }

  /// The kind of the rule whose pattern finds a dateline; such a rule makes no facts.
  static let datelineKind = "dateline"
  /// The kind of the rule whose pattern finds a byline; such a rule makes no facts.
  static let bylineKind = "byline"
}
