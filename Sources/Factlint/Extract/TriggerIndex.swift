/// Tells from what a stretch of text shows which rules have any chance there, and at which places.
///
/// Running every pattern on every sentence is fifty times slower; what the index leaves out cannot match. It goes through
/// a stretch from its end, so that at each place it is known which rules find everything that they need from there on.
struct TriggerIndex {
  /// The numbers in the pack of the rules that it knows, which go by their places in this list in here.
  private let rules: [Int32]
  private let signCount: Int
  /// For each sign, the clauses that it satisfies; those that a capital does.
  private let clausesOfSign: NumberLists
  private let clausesOfCapital: [Int32]
  private let clauseCount: Int
  /// For each clause, the alternatives that have it, all alternatives of all rules being numbered through.
  private let alternativesOfClause: NumberLists
  private let ruleOfAlternative: [Int32]
  /// How many clauses each alternative has.
  private let clauseCounts: [UInt8]
  /// For each set of units, a bit for each rule that is run in one of them; and the rules that need nothing.
  private let rulesOfUnits: [[UInt64]]
  private let unconditional: [UInt64]
  /// The rules of which nothing is known about where a match begins, and those that can begin where the stretch does.
  private let anywhere: [UInt64]
  private let atWindowStart: [UInt64]
  /// Where matches of the others can begin.
  private let starts: StartIndex
  /// For each sign and each way to begin a word, whether some rule asks for it.
  private let isSignAskedFor: [Bool]
  private let isLetterAskedFor: [Bool]

  /// A place at which a rule is to be tried.
  struct Try {
    var rule: Int32
    /// A number that the caller gives the stretch.
    var stretch: Int32
    /// The byte at which a match may begin; -1 where it is to be looked for in the whole stretch.
    var place: Int32
  }

  /// Working memory, kept from stretch to stretch.
  struct Memory {
    /// The signs and clauses that there were from the present place on.
    fileprivate var signs = NumberSet()
    fileprivate var clauses = NumberSet()
    /// How many clauses each alternative still lacks.
    fileprivate var missing: [UInt8] = []
    /// The rules that lack none, a bit each.
    fileprivate var satisfied: [UInt64] = []

    fileprivate mutating func begin(signCount: Int, clauseCount: Int, _ clauseCounts: [UInt8]) {
      signs.removeAll(below: signCount)
      clauses.removeAll(below: clauseCount)
      missing.replaceSubrange(missing.indices, with: clauseCounts)
      satisfied.removeAll(keepingCapacity: true)
    }
  }

  /// Makes the index of those rules of a pack that are run in one of some units.
  ///
  /// - Parameters:
  ///   - signs: The signs of the pack.
  ///   - units: For each rule of the pack, the unit that it is to be run in; empty for a rule that is not run at all.
  init(pack: RulePack, signs: SignTable, units: [UnitSet], of wanted: UnitSet) {
    let numbers = units.indices.filter { !units[$0].isDisjoint(with: wanted) }
    let facts = numbers.map { pack.facts[$0] }
    func bits(where isMember: (Int) -> Bool) -> [UInt64] {
      facts.indices.reduce(into: [UInt64](repeating: 0, count: (facts.count + 63) / 64)) { bits, rule in
        if isMember(rule) { bits[rule >> 6] |= 1 << UInt64(rule & 63) }
      }
    }
    var clauseNumbers: [[Int]: Int] = [:]
    var alternativesOfClause: [[Int]] = []
    var clausesOfTrigger = [[Int]](repeating: [], count: pack.triggers.count)
    var ruleOfAlternative: [Int32] = []
    var clauseCounts: [UInt8] = []
    var askedFor: Set<Int> = []
    for (rule, fact) in facts.enumerated() {
      for alternative in fact.triggers {
        let clauses = Set(alternative.map { $0.sorted() })
        for triggers in clauses {
          let clause = clauseNumbers[triggers] ?? clauseNumbers.count
          if clauseNumbers.updateValue(clause, forKey: triggers) == nil {
            alternativesOfClause.append([])
            for trigger in triggers { clausesOfTrigger[trigger].append(clause) }
            askedFor.formUnion(triggers)
          }
          alternativesOfClause[clause].append(ruleOfAlternative.count)
        }
        ruleOfAlternative.append(Int32(rule))
        clauseCounts.append(UInt8(clauses.count))
      }
      for start in fact.starts ?? [] { askedFor.formUnion(start.triggers.union(start.next ?? [])) }
    }
    func clauses(of triggers: [Int]) -> [Int] { Set(triggers.flatMap { clausesOfTrigger[$0] }).sorted() }
    rules = numbers.map(Int32.init)
    signCount = signs.triggersOfSign.count
    clausesOfSign = NumberLists(signs.triggersOfSign.enumerated().map { $0 == signs.otherWord ? [] : clauses(of: $1) })
    clausesOfCapital = clauses(of: signs.triggersOfLetter[SignTable.Occurrence.capitalInside]).map(Int32.init)
    clauseCount = clauseNumbers.count
    self.alternativesOfClause = NumberLists(alternativesOfClause)
    (self.ruleOfAlternative, self.clauseCounts) = (ruleOfAlternative, clauseCounts)
    rulesOfUnits = (0..<8).map { some in bits { !units[numbers[$0]].isDisjoint(with: UnitSet(rawValue: some)) } }
    unconditional = bits { facts[$0].triggers.isEmpty }
    anywhere = bits { facts[$0].starts == nil }
    atWindowStart = bits { rule in
      facts[rule].starts?.contains { $0.triggers.contains { pack.triggers[$0] == .start } } ?? false
    }
    starts = StartIndex(of: facts, signs: signs, triggerCount: pack.triggers.count)
    isSignAskedFor = signs.triggersOfSign.map { !askedFor.isDisjoint(with: $0) }
    isLetterAskedFor = signs.triggersOfLetter.map { !askedFor.isDisjoint(with: $0) }
  }

  /// Whether some rule asks for what stands at a place.
  func asks(for occurrence: SignTable.Occurrence) -> Bool {
    occurrence.sign >= 0 && isSignAskedFor[Int(occurrence.sign)] || isLetterAskedFor[Int(occurrence.letter)]
  }

  /// Appends the places at which each rule of some units is to be tried in a stretch, those of a rule descending.
  ///
  /// - Parameters:
  ///   - window: Where the stretch lies in its text, in bytes.
  ///   - occurrences: What stands in it, in the order of the text.
  ///   - stretch: The number of the stretch.
  ///   - greatestCount: How many places `tries` may have before no more are added.
  func collectTries(
    of wanted: UnitSet, in window: Range<Int>, _ occurrences: [SignTable.Occurrence], stretch: Int,
    greatestCount: Int, _ memory: inout Memory, into tries: inout [Try]
  ) {
    let occurrences = occurrences.span
    let wantedRules = rulesOfUnits[Int(wanted.rawValue)]
    memory.begin(signCount: signCount, clauseCount: clauseCount, clauseCounts)
    for word in wantedRules.indices { memory.satisfied.append(unconditional[word] & wantedRules[word]) }
    var hasCapital = false
    var begun = tries.count
    var found = Try(rule: 0, stretch: Int32(truncatingIfNeeded: stretch), place: 0)
    for index in stride(from: occurrences.count - 1, through: 0, by: -1) {
      let occurrence = occurrences[index]
      if occurrence.sign >= 0, memory.signs.insert(Int(occurrence.sign)) {
        let clauses = clausesOfSign.indices(of: Int(occurrence.sign))
        satisfy(clausesOfSign.numbers.span.extracting(clauses), among: wantedRules.span, &memory)
      }
      if occurrence.hasCapital, !hasCapital {
        hasCapital = true
        satisfy(clausesOfCapital.span, among: wantedRules.span, &memory)
      }
      guard occurrence.canBegin, tries.count < greatestCount else { continue }
      found.place = occurrence.offset
      begun = tries.count
      starts.forEachRule(beginningAt: index, of: occurrences, among: memory.satisfied.span) { rule in
        found.rule = rules[rule]
        tries.append(found)
      }
    }
    for word in wantedRules.indices {
      found.place = Int32(truncatingIfNeeded: window.lowerBound)
      forEachBit(of: memory.satisfied[word] & atWindowStart[word], in: word) { rule in
        // What stands first may have been a place of the rule already.
        found.rule = rules[rule]
        let isKnown = tries[begun...].contains { $0.rule == found.rule && $0.place == found.place }
        if !isKnown { tries.append(found) }
      }
      found.place = -1
      forEachBit(of: memory.satisfied[word] & anywhere[word], in: word) { rule in
        found.rule = rules[rule]
        tries.append(found)
      }
    }
  }

  /// Notes that clauses are satisfied, and which rules lack nothing any more.
  private func satisfy(_ clauses: Span<Int32>, among wanted: Span<UInt64>, _ memory: inout Memory) {
    let (alternatives, rules) = (alternativesOfClause.numbers.span, ruleOfAlternative.span)
    for index in clauses.indices where memory.clauses.insert(Int(clauses[index])) {
      for position in alternativesOfClause.indices(of: Int(clauses[index])) {
        let alternative = Int(alternatives[position])
        memory.missing[alternative] &-= 1
        guard memory.missing[alternative] == 0 else { continue }
        let rule = Int(rules[alternative])
        memory.satisfied[rule >> 6] |= wanted[rule >> 6] & 1 << UInt64(truncatingIfNeeded: rule & 63)
      }
    }
  }
}

/// Calls a function with the numbers of the bits that are set in one word of a row of bits, ascending.
@inline(__always)
func forEachBit(of bits: UInt64, in word: Int, _ body: (Int) -> Void) {
  var bits = bits
  while bits != 0 {
    body(word << 6 + bits.trailingZeroBitCount)
    bits &= bits - 1
  }
}
