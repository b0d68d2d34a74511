/// Tells from what a stretch of text shows which rules have any chance there, and at which places.
///
/// Running every pattern on every sentence is fifty times slower; what the index leaves out cannot match. It goes through
/// a stretch from its end, so that at each place it is known which rules find everything that they need from there on.
struct TriggerIndex {
  /// The numbers in the pack of the rules that it knows, which go by their places in this list in here.
  private let rules: [Int32]
  private let signCount: Int
  /// For each sign, and at last for a capital, the row of the clauses that it satisfies; the first row has none.
  private let clauseRowOfSign: [Int32]
  /// Rows of bits, no two alike: so they stay in the fastest of memories.
  private let clauseRows: [UInt64]
  private let clauseWidth: Int
  private let clauseCount: Int
  /// For each row, the pieces of the set of rules that need nothing beyond its clauses.
  private let rulesOfRow: [RuleSet.Piece]
  /// For each row, the alternatives of other rules the first clause of which is in it.
  private let alternativesOfRow: NumberLists
  /// The clauses of each alternative, the most telling first, all alternatives of all rules being numbered through.
  private let clausesOfAlternative: NumberLists
  private let ruleOfAlternative: [Int32]
  /// For each set of units, the rules that are run in one of them; and the rules that need nothing.
  private let rulesOfUnits: [RuleSet]
  private let unconditional: RuleSet
  /// The rules of which nothing is known about where a match begins, and those that can begin where the stretch does.
  private let anywhere: RuleSet
  private let atWindowStart: RuleSet
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
    /// Sets of numbers, a bit each: the clauses that are satisfied from the present place on, those that alternatives wait
    /// for, the alternatives that were looked at, and the rows that there were.
    fileprivate var bits: [UInt64] = []
    /// For each clause that is waited for, the first of the alternatives that wait for it; then, for each alternative, the
    /// next that waits for the same, or -1.
    fileprivate var links: [Int32] = []
    /// The rules that lack nothing.
    fileprivate var satisfied = RuleSet()
  }

  /// Where the sets of `Memory.bits` begin, in words; that of satisfied clauses comes first.
  private var awaitedOffset: Int { clauseWidth }
  private var alternativeOffset: Int { 2 * clauseWidth }
  private let rowOffset: Int
  private let bitWidth: Int

  /// Makes the index of those rules of a pack that are run in one of some units.
  ///
  /// - Parameters:
  ///   - signs: The signs of the pack.
  ///   - units: For each rule of the pack, the unit that it is to be run in; empty for a rule that is not run at all.
  init(pack: RulePack, signs: SignTable, units: [UnitSet], of wanted: UnitSet) {
    let numbers = units.indices.filter { !units[$0].isDisjoint(with: wanted) }
    let facts = numbers.map { pack.facts[$0] }
    var clauseNumbers: [[Int]: Int] = [:]
    var clausesOfTrigger = [[Int]](repeating: [], count: pack.triggers.count)
    var clausesOfAlternative: [[Int]] = []
    var ruleOfAlternative: [Int32] = []
    var askedFor: Set<Int> = []
    for (rule, fact) in facts.enumerated() {
      for alternative in fact.triggers {
        clausesOfAlternative.append(
          alternative.map { triggers in
            let triggers = triggers.sorted()
            let clause = clauseNumbers[triggers] ?? clauseNumbers.count
            if clauseNumbers.updateValue(clause, forKey: triggers) == nil {
              for trigger in triggers { clausesOfTrigger[trigger].append(clause) }
              askedFor.formUnion(triggers)
            }
            return clause
          })
        ruleOfAlternative.append(Int32(rule))
      }
      for start in fact.starts ?? [] { askedFor.formUnion(start.triggers.union(start.next ?? [])) }
    }
    let clauseWidth = (clauseNumbers.count + 63) / 64
    rules = numbers.map(Int32.init)
    signCount = signs.triggersOfSign.count
    let ofCapital = signs.triggersOfLetter[SignTable.Occurrence.capitalInside]
    var rowNumbers: [Set<Int>: Int32] = [[]: 0]
    var rows: [Set<Int>] = [[]]
    clauseRowOfSign = (signs.triggersOfSign + [ofCapital]).enumerated().map { sign, triggers in
      let clauses = sign == signs.otherWord ? [] : Set(triggers.flatMap { clausesOfTrigger[$0] })
      if let number = rowNumbers[clauses] { return number }
      rows.append(clauses)
      rowNumbers[clauses] = Int32(rows.count - 1)
      return Int32(rows.count - 1)
    }
    clauseRows = rows.flatMap { clauses in
      clauses.reduce(into: [UInt64](repeating: 0, count: clauseWidth)) { $0[$1 >> 6] |= 1 << UInt64($1 & 63) }
    }
    var alternativesOfClause = [[Int]](repeating: [], count: clauseNumbers.count)
    for (alternative, clauses) in clausesOfAlternative.enumerated() {
      for clause in Set(clauses) { alternativesOfClause[clause].append(alternative) }
    }
    let distinctCounts = clausesOfAlternative.map { Set($0).count }
    var completeRules: [RuleSet] = []
    var incomplete: [[Int]] = []
    var counts = [Int](repeating: 0, count: clausesOfAlternative.count)
    for row in rows {
      let touched = row.flatMap { alternativesOfClause[$0] }
      for alternative in touched { counts[alternative] += 1 }
      let distinct = Set(touched).sorted()
      let complete = distinct.filter { counts[$0] == distinctCounts[$0] }
      let rules = RuleSet(complete.map { Int(ruleOfAlternative[$0]) }, below: facts.count)
      completeRules.append(rules)
      incomplete.append(
        distinct.filter { alternative in
          counts[alternative] < distinctCounts[alternative] && row.contains(clausesOfAlternative[alternative][0])
            && !rules.contains(Int(ruleOfAlternative[alternative]))
        })
      for alternative in touched { counts[alternative] = 0 }
    }
    alternativesOfRow = NumberLists(incomplete)
    rulesOfRow = completeRules.flatMap(\.pieces)
    rowOffset = 2 * clauseWidth + (ruleOfAlternative.count + 63) / 64
    bitWidth = rowOffset + (rows.count + 63) / 64
    self.clauseWidth = clauseWidth
    clauseCount = clauseNumbers.count
    self.clausesOfAlternative = NumberLists(clausesOfAlternative)
    self.ruleOfAlternative = ruleOfAlternative
    func set(where isMember: (Int) -> Bool) -> RuleSet { RuleSet(facts.indices.filter(isMember), below: facts.count) }
    rulesOfUnits = (0..<8).map { some in set { !units[numbers[$0]].isDisjoint(with: UnitSet(rawValue: some)) } }
    unconditional = set { facts[$0].triggers.isEmpty }
    anywhere = set { facts[$0].starts == nil }
    atWindowStart = set { rule in
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
    let rulesWanted = rulesOfUnits[Int(wanted.rawValue)]
    begin(&memory, rulesWanted)
    // Taken out of memory, so that nothing need be asked before each change.
    var (bitArray, linkArray, satisfied) = ([UInt64](), [Int32](), RuleSet())
    swap(&bitArray, &memory.bits)
    swap(&linkArray, &memory.links)
    swap(&satisfied, &memory.satisfied)
    var bits = bitArray.mutableSpan
    var links = linkArray.mutableSpan
    var hasCapital = false
    var begun = tries.count
    var found = Try(rule: 0, stretch: Int32(truncatingIfNeeded: stretch), place: 0)
    for index in stride(from: occurrences.count - 1, through: 0, by: -1) {
      let occurrence = occurrences[index]
      if occurrence.sign >= 0 {
        let row = Int(clauseRowOfSign[Int(occurrence.sign)])
        satisfyClauses(ofRow: row, among: rulesWanted, &bits, &links, &satisfied)
      }
      if occurrence.hasCapital, !hasCapital {
        hasCapital = true
        satisfyClauses(ofRow: Int(clauseRowOfSign[signCount]), among: rulesWanted, &bits, &links, &satisfied)
      }
      guard occurrence.canBegin, tries.count < greatestCount else { continue }
      found.place = occurrence.offset
      begun = tries.count
      starts.forEachRule(beginningAt: index, of: occurrences, among: satisfied) { rule in
        found.rule = rules[rule]
        tries.append(found)
      }
    }
    found.place = Int32(truncatingIfNeeded: window.lowerBound)
    atWindowStart.forEachInCommon(with: satisfied) { rule in
      // What stands first may have been a place of the rule already.
      found.rule = rules[rule]
      if !tries[begun...].contains(where: { $0.rule == found.rule && $0.place == found.place }) { tries.append(found) }
    }
    found.place = -1
    anywhere.forEachInCommon(with: satisfied) { rule in
      found.rule = rules[rule]
      tries.append(found)
    }
    swap(&bitArray, &memory.bits)
    swap(&linkArray, &memory.links)
    swap(&satisfied, &memory.satisfied)
  }

  /// Makes working memory ready for a stretch.
  private func begin(_ memory: inout Memory, _ rulesWanted: borrowing RuleSet) {
    if memory.bits.count == bitWidth {
      for word in memory.bits.indices { memory.bits[word] = 0 }
    } else {
      memory.bits = [UInt64](repeating: 0, count: bitWidth)
      memory.links = [Int32](repeating: -1, count: clauseCount + ruleOfAlternative.count)
    }
    memory.satisfied.formIntersection(unconditional, rulesWanted)
  }

  /// Notes that the clauses of a row are satisfied, and which rules lack nothing any more.
  @inline(__always)
  private func satisfyClauses(
    ofRow row: Int, among rulesWanted: borrowing RuleSet, _ bits: inout MutableSpan<UInt64>,
    _ links: inout MutableSpan<Int32>, _ satisfied: inout RuleSet
  ) {
    if row == 0 || !Self.insert(row, at: rowOffset, &bits) { return }
    satisfyNewClauses(ofRow: row, among: rulesWanted, &bits, &links, &satisfied)
  }

  private func satisfyNewClauses(
    ofRow row: Int, among rulesWanted: borrowing RuleSet, _ bits: inout MutableSpan<UInt64>,
    _ links: inout MutableSpan<Int32>, _ satisfied: inout RuleSet
  ) {
    satisfied.formUnion(rulesOfRow.span, row: row, among: rulesWanted)
    let clauseRows = clauseRows.span
    for word in 0..<clauseWidth {
      let met = clauseRows[row * clauseWidth + word] & ~bits[word]
      if met == 0 { continue }
      bits[word] |= met
      // Nothing waits for these any more after this: the clause is satisfied.
      var awaited = met & bits[awaitedOffset + word]
      while awaited != 0 {
        var alternative = links[word << 6 + awaited.trailingZeroBitCount]
        awaited &= awaited - 1
        while alternative >= 0 {
          let next = links[clauseCount + Int(alternative)]
          look(at: alternative, among: rulesWanted, &bits, &links, &satisfied)
          alternative = next
        }
      }
    }
    let alternatives = alternativesOfRow.numbers.span
    for position in alternativesOfRow.indices(of: row) {
      let alternative = alternatives[position]
      if Self.insert(Int(alternative), at: alternativeOffset, &bits) {
        look(at: alternative, among: rulesWanted, &bits, &links, &satisfied)
      }
    }
  }

  /// Has an alternative wait for the first of its clauses that is not satisfied; without one, its rule lacks nothing.
  @inline(__always)
  private func look(
    at alternative: Int32, among rulesWanted: borrowing RuleSet, _ bits: inout MutableSpan<UInt64>,
    _ links: inout MutableSpan<Int32>, _ satisfied: inout RuleSet
  ) {
    let clauses = clausesOfAlternative.numbers.span
    for position in clausesOfAlternative.indices(of: Int(alternative)) {
      let clause = Int(clauses[position])
      let (word, bit) = (clause >> 6, UInt64(1) << UInt64(truncatingIfNeeded: clause & 63))
      if bits[word] & bit != 0 { continue }
      let isFirst = Self.insert(clause, at: awaitedOffset, &bits)
      links[clauseCount + Int(alternative)] = isFirst ? -1 : links[clause]
      links[clause] = alternative
      return
    }
    let rule = Int(ruleOfAlternative[Int(alternative)])
    if rulesWanted.contains(rule) { satisfied.insert(rule) }
  }

  /// Adds a number to one of the sets of `Memory.bits`, and returns whether it was not there before.
  @inline(__always)
  private static func insert(_ number: Int, at offset: Int, _ bits: inout MutableSpan<UInt64>) -> Bool {
    let (word, bit) = (offset + (number >> 6), UInt64(1) << UInt64(truncatingIfNeeded: number & 63))
    if bits[word] & bit != 0 { return false }
    bits[word] |= bit
    return true
  }
}
