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
  ///
  /// Clauses that come first in each of their alternatives are left out, since nothing waits for them.
  private let clauseRows: BitRows
  private var clauseWidth: Int { clauseRows.width }
  private let clauseCount: Int
  /// For each row, the rules that need nothing beyond its clauses.
  private let rulesOfRow: BitRows
  /// For each row, the alternatives of other rules the first clause of which is in it.
  private let alternativesOfRow: NumberLists
  /// The clauses of each alternative but the first, which is the most telling, all alternatives of all rules being
  /// numbered through.
  private let clausesOfAlternative: NumberLists
  private let ruleOfAlternative: [Int32]
  /// For each set of units, the rules that are run in one of them.
  private let rulesOfUnits: BitRows
  /// The rules that need nothing; those of which nothing is known about where a match begins; and those that can begin
  /// where the stretch does: a row each.
  private let specialRules: BitRows
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
    /// Sets of numbers, a bit each: the rules that lack nothing, room for `StartIndex`, the rules that are wanted; the
    /// clauses that are satisfied from the present place on, those that alternatives wait for, the alternatives that were
    /// looked at, and the rows that there were.
    fileprivate var bits: [UInt64] = []
    /// For each clause that is waited for, the first of the alternatives that wait for it; then, for each alternative, the
    /// next that waits for the same, or -1.
    fileprivate var links: [Int32] = []
  }

  // Where the sets of `Memory.bits` begin, in words; that of the rules that lack nothing comes first.
  private let ruleWidth: Int
  private var wantedOffset: Int { 2 * ruleWidth }
  private var clauseOffset: Int { 3 * ruleWidth }
  private var awaitedOffset: Int { clauseOffset + clauseWidth }
  private var alternativeOffset: Int { clauseOffset + 2 * clauseWidth }
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
    let table = ClauseTable(of: facts, signs: signs, triggerCount: pack.triggers.count)
    rules = numbers.map(Int32.init)
    signCount = signs.triggersOfSign.count
    clauseRowOfSign = table.rowOfSign
    clauseRows = BitRows(table.awaitedClauses, below: table.awaitedCount)
    clauseCount = table.awaitedCount
    alternativesOfRow = NumberLists(table.alternatives)
    rulesOfRow = BitRows(table.completeRules, below: facts.count)
    clausesOfAlternative = NumberLists(table.furtherClauses)
    ruleOfAlternative = table.ruleOfAlternative
    ruleWidth = rulesOfRow.width
    rowOffset = 3 * ruleWidth + 2 * clauseRows.width + (ruleOfAlternative.count + 63) / 64
    bitWidth = rowOffset + (table.completeRules.count + 63) / 64
    rulesOfUnits = BitRows(
      (0..<8).map { some in
        facts.indices.filter { !units[numbers[$0]].isDisjoint(with: UnitSet(rawValue: some)) }
      }, below: facts.count)
    specialRules = BitRows(
      [
        facts.indices.filter { facts[$0].triggers.isEmpty }, facts.indices.filter { facts[$0].starts == nil },
        facts.indices.filter { rule in
          facts[rule].starts?.contains { $0.triggers.contains { pack.triggers[$0] == .start } } ?? false
        },
      ], below: facts.count)
    starts = StartIndex(of: facts, signs: signs, triggerCount: pack.triggers.count)
    var isAskedFor = table.isAskedFor
    for fact in facts {
      for start in fact.starts ?? [] {
        for trigger in start.triggers { isAskedFor[trigger] = true }
        for trigger in start.next ?? [] { isAskedFor[trigger] = true }
      }
    }
    isSignAskedFor = signs.triggersOfSign.map { $0.contains { isAskedFor[$0] } }
    isLetterAskedFor = signs.triggersOfLetter.map { $0.contains { isAskedFor[$0] } }
  }

  /// Adds what some rule asks for of what stands in a stretch.
  func addAskedFor(
    of occurrences: ReusedList<SignTable.Occurrence>, to asked: inout ReusedList<SignTable.Occurrence>
  ) {
    guard occurrences.count > 0 else { return }
    let occurrences = occurrences.storage.span.extracting(first: occurrences.count)
    let (isSignAskedFor, isLetterAskedFor) = (isSignAskedFor.span, isLetterAskedFor.span)
    asked.add(atMost: occurrences.count, filler: occurrences[0]) { asked, count in
      for index in occurrences.indices {
        let occurrence = occurrences[index]
        let isSign = occurrence.sign >= 0 && isSignAskedFor[Int(occurrence.sign)]
        guard isSign || isLetterAskedFor[Int(occurrence.letter)] else { continue }
        asked[count] = occurrence
        count &+= 1
      }
    }
  }

  /// Adds the places at which each rule of some units is to be tried in a stretch, those of a rule descending.
  ///
  /// - Parameters:
  ///   - window: Where the stretch lies in its text, in bytes.
  ///   - occurrences: What stands in it, in the order of the text.
  ///   - stretch: The number of the stretch.
  ///   - greatestCount: How many places `tries` may have before no more are added.
  func collectTries(
    of wanted: UnitSet, in window: Range<Int>, _ occurrences: ReusedList<SignTable.Occurrence>, stretch: Int,
    greatestCount: Int, _ memory: inout Memory, into tries: inout ReusedList<Try>
  ) {
    begin(&memory, wanted)
    let occurrences = occurrences.storage.span.extracting(first: occurrences.count)
    // Taken out of memory, so that nothing need be asked before each change.
    var (bitArray, linkArray) = ([UInt64](), [Int32]())
    swap(&bitArray, &memory.bits)
    swap(&linkArray, &memory.links)
    var bits = bitArray.mutableSpan
    var links = linkArray.mutableSpan
    let (rules, special) = (rules.span, specialRules.words.span)
    var found = Try(rule: 0, stretch: Int32(truncatingIfNeeded: stretch), place: 0)
    tries.add(atMost: (occurrences.count + 2) * rules.count, filler: found) { tries, count in
      @inline(__always)
      func add(_ rule: Int) {
        found.rule = rules[rule]
        tries[count] = found
        count &+= 1
      }
      var hasCapital = false
      var begun = count
      for index in stride(from: occurrences.count - 1, through: 0, by: -1) {
        let occurrence = occurrences[index]
        if occurrence.sign >= 0 {
          satisfyClauses(ofRow: Int(clauseRowOfSign[Int(occurrence.sign)]), &bits, &links)
        }
        if !hasCapital, occurrence.hasCapital {
          hasCapital = true
          satisfyClauses(ofRow: Int(clauseRowOfSign[signCount]), &bits, &links)
        }
        guard occurrence.canBegin, count < greatestCount else { continue }
        found.place = occurrence.offset
        begun = count
        starts.forEachRule(beginningAt: index, of: occurrences, among: &bits, add)
      }
      found.place = Int32(truncatingIfNeeded: window.lowerBound)
      let first = begun..<count
      for word in 0..<ruleWidth {
        forEach(of: bits[word] & special[2 * ruleWidth + word], word) { rule in
          // What stands first may have been a place of the rule already.
          for index in first where tries[index].rule == rules[rule] && tries[index].place == found.place { return }
          add(rule)
        }
      }
      found.place = -1
      for word in 0..<ruleWidth { forEach(of: bits[word] & special[ruleWidth + word], word, add) }
    }
    swap(&bitArray, &memory.bits)
    swap(&linkArray, &memory.links)
  }

  /// Calls a function with the rules of one word of a set.
  @inline(__always)
  private func forEach(of word: UInt64, _ number: Int, _ body: (Int) -> Void) {
    var rules = word
    while rules != 0 {
      body(number << 6 + rules.trailingZeroBitCount)
      rules &= rules - 1
    }
  }

  /// Makes working memory ready for a stretch.
  private func begin(_ memory: inout Memory, _ wanted: UnitSet) {
    if memory.bits.count == bitWidth {
      for word in memory.bits.indices { memory.bits[word] = 0 }
    } else {
      memory.bits = [UInt64](repeating: 0, count: bitWidth)
      memory.links = [Int32](repeating: -1, count: clauseCount + ruleOfAlternative.count)
    }
    for word in 0..<ruleWidth {
      let rules = rulesOfUnits.words[Int(wanted.rawValue) * ruleWidth + word]
      memory.bits[wantedOffset + word] = rules
      memory.bits[word] = rules & specialRules.words[word]
    }
  }

  /// Notes that the clauses of a row are satisfied, and which rules lack nothing any more.
  @inline(__always)
  private func satisfyClauses(
    ofRow row: Int, _ bits: inout MutableSpan<UInt64>, _ links: inout MutableSpan<Int32>
  ) {
    if row == 0 || !Self.insert(row, at: rowOffset, &bits) { return }
    satisfyNewClauses(ofRow: row, &bits, &links)
  }

  private func satisfyNewClauses(
    ofRow row: Int, _ bits: inout MutableSpan<UInt64>, _ links: inout MutableSpan<Int32>
  ) {
    let (rulesOfRow, clauseRows, clauseWidth) = (rulesOfRow.words.span, clauseRows.words.span, clauseWidth)
    for word in 0..<ruleWidth { bits[word] |= rulesOfRow[row * ruleWidth + word] & bits[wantedOffset + word] }
    for word in 0..<clauseWidth {
      let met = clauseRows[row * clauseWidth + word] & ~bits[clauseOffset + word]
      if met == 0 { continue }
      bits[clauseOffset + word] |= met
      // Nothing waits for these any more after this: the clause is satisfied.
      var awaited = met & bits[awaitedOffset + word]
      while awaited != 0 {
        var alternative = links[word << 6 + awaited.trailingZeroBitCount]
        awaited &= awaited - 1
        while alternative >= 0 {
          let next = links[clauseCount + Int(alternative)]
          look(at: alternative, &bits, &links)
          alternative = next
        }
      }
    }
    let alternatives = alternativesOfRow.numbers.span
    for position in alternativesOfRow.indices(of: row) {
      let alternative = alternatives[position]
      if Self.insert(Int(alternative), at: alternativeOffset, &bits) { look(at: alternative, &bits, &links) }
    }
  }

  /// Has an alternative, of which the first clause is satisfied, wait for the first of the others that is not; without
  /// one, its rule lacks nothing.
  @inline(__always)
  private func look(
    at alternative: Int32, _ bits: inout MutableSpan<UInt64>, _ links: inout MutableSpan<Int32>
  ) {
    let clauses = clausesOfAlternative.numbers.span
    for position in clausesOfAlternative.indices(of: Int(alternative)) {
      let clause = Int(clauses[position])
      let (word, bit) = (clauseOffset + clause >> 6, UInt64(1) << UInt64(truncatingIfNeeded: clause & 63))
      if bits[word] & bit != 0 { continue }
      let isFirst = Self.insert(clause, at: awaitedOffset, &bits)
      links[clauseCount + Int(alternative)] = isFirst ? -1 : links[clause]
      links[clause] = alternative
      return
    }
    let rule = Int(ruleOfAlternative[Int(alternative)])
    bits[rule >> 6] |= bits[wantedOffset + rule >> 6] & (1 << UInt64(truncatingIfNeeded: rule & 63))
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
