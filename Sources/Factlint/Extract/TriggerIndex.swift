/// Tells from what a stretch of text shows which rules have any chance there, and at which places.
///
/// Running every pattern on every sentence is fifty times slower; what the index leaves out cannot match. It goes through
/// a stretch from its end, so that at each place it is known which rules find everything that they need from there on.
struct TriggerIndex {
  /// The numbers in the pack of the rules that it knows, which go by their places in this list in here.
  private let rules: [Int32]
  private let signCount: Int
  /// What a sign meets of the clauses of rules.
  private let clauses: ClauseTable
  /// For each set of units, the rules that are run in one of them.
  private let rulesOfUnits: BitRows
  /// The same of the alternatives of rules.
  private let alternativesOfUnits: BitRows
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
    /// Sets of numbers, a bit each: the rules that lack nothing, the alternatives that lack something, and the rows that
    /// there were.
    fileprivate var bits: [UInt64] = []
    /// What is lacking to each alternative; see `ClauseTable`.
    fileprivate var unmet: [SIMD4<UInt64>] = []
  }

  // Where the sets of `Memory.bits` begin, in words; that of the rules that lack nothing comes first.
  private let ruleWidth: Int
  private var alternativeOffset: Int { ruleWidth }
  private var rowOffset: Int { alternativeOffset + clauses.clauses.count }
  private var bitWidth: Int { rowOffset + (clauses.rowCount + 63) / 64 }

  /// Makes the index of those rules of a pack that are run in one of some units.
  ///
  /// - Parameters:
  ///   - signs: The signs of the pack.
  ///   - units: For each rule of the pack, the unit that it is to be run in; empty for a rule that is not run at all.
  init(pack: RulePack, signs: SignTable, units: [UnitSet], of wanted: UnitSet) {
    let numbers = units.indices.filter { !units[$0].isDisjoint(with: wanted) }
    let facts = numbers.map { pack.facts[$0] }
    let table = ClauseTable(of: facts, signs: signs, triggerCount: pack.triggers.count)
    clauses = table
    rules = numbers.map(Int32.init)
    signCount = signs.triggersOfSign.count
    let rulesOfUnits = (0..<8).map { some in
      facts.indices.filter { !units[numbers[$0]].isDisjoint(with: UnitSet(rawValue: some)) }
    }
    alternativesOfUnits = BitRows(
      rulesOfUnits.map { rules in
        let rules = Set(rules.map(Int32.init))
        return table.ruleOfAlternative.indices.filter { rules.contains(table.ruleOfAlternative[$0]) }
      }, below: table.ruleOfAlternative.count)
    self.rulesOfUnits = BitRows(rulesOfUnits, below: facts.count)
    ruleWidth = self.rulesOfUnits.width
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
    if memory.bits.count != bitWidth {
      memory.bits = [UInt64](repeating: 0, count: bitWidth)
      memory.unmet = clauses.clauses
    }
    let occurrences = occurrences.storage.span.extracting(first: occurrences.count)
    // Taken out of memory, so that nothing need be asked before each change; and so are the tables, out of their arrays.
    var (bitArray, unmetArray) = ([UInt64](), [SIMD4<UInt64>]())
    swap(&bitArray, &memory.bits)
    swap(&unmetArray, &memory.unmet)
    var bits = bitArray.mutableSpan
    var unmet = unmetArray.mutableSpan
    begin(&bits, &unmet, wanted)
    let (rules, special) = (rules.span, specialRules.words.span)
    let (rowOfSign, rows) = (starts.rowOfSign.span, starts.rows.span)
    let rowOfClauses = clauses.rowOfSign.span
    let filler = Try(rule: 0, stretch: Int32(truncatingIfNeeded: stretch), place: 0)
    tries.add(atMost: (occurrences.count + 2) * rules.count, filler: filler) { tries, count in
      var hasCapital = false
      var summary: UInt64 = 0
      for word in 0..<ruleWidth {
        forEach(of: bits[word], word) { summary |= StartIndex.summaryBit(of: $0) }
      }
      var begun = count
      var index = occurrences.count
      while index > 0 {
        index &-= 1
        let occurrence = occurrences[index]
        if occurrence.sign >= 0 {
          let row = Int(rowOfClauses[Int(occurrence.sign)])
          if row != 0, Self.insert(row, at: rowOffset, &bits) { summary |= meetClauses(ofRow: row, &bits, &unmet) }
        }
        if !hasCapital, occurrence.hasCapital {
          hasCapital = true
          summary |= meetClauses(ofRow: Int(rowOfClauses[signCount]), &bits, &unmet)
        }
        guard occurrence.canBegin, count < greatestCount else { continue }
        begun = count
        let common = starts.summary(of: occurrence, summary, rowOfSign: rowOfSign, rows: rows)
        if common != 0 { addTries(at: index, of: occurrences, among: bits, common, filler, to: &tries, &count) }
      }
      var found = filler
      @inline(__always)
      func add(_ rule: Int) {
        found.rule = rules[rule]
        tries[count] = found
        count &+= 1
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
    swap(&unmetArray, &memory.unmet)
  }

  /// Adds the places of what stands at one place; apart from the loop over all places, which needs the registers.
  @inline(never)
  private func addTries(
    at index: Int, of occurrences: Span<SignTable.Occurrence>, among bits: borrowing MutableSpan<UInt64>,
    _ summary: UInt64, _ filler: Try, to tries: inout MutableSpan<Try>, _ count: inout Int
  ) {
    let rules = rules.span
    var found = filler
    found.place = occurrences[index].offset
    starts.forEachRule(beginningAt: index, of: occurrences, among: bits, summary) { rule in
      found.rule = rules[rule]
      tries[count] = found
      count &+= 1
    }
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
  private func begin(
    _ bits: inout MutableSpan<UInt64>, _ unmet: inout MutableSpan<SIMD4<UInt64>>, _ wanted: UnitSet
  ) {
    for word in rowOffset..<bitWidth { bits[word] = 0 }
    let (all, alternatives) = (clauses.clauses.span, alternativesOfUnits.words.span)
    let (rules, special) = (rulesOfUnits.words.span, specialRules.words.span)
    let units = Int(wanted.rawValue)
    for word in 0..<ruleWidth { bits[word] = rules[units &* ruleWidth &+ word] & special[word] }
    for word in all.indices {
      unmet[word] = all[word]
      bits[alternativeOffset &+ word] = alternatives[units &* all.count &+ word]
    }
  }

  /// Notes that the clauses of a row are met, and which rules lack nothing any more; returns a summary of those.
  @inline(never)
  private func meetClauses(
    ofRow row: Int, _ bits: inout MutableSpan<UInt64>, _ unmet: inout MutableSpan<SIMD4<UInt64>>
  ) -> UInt64 {
    let (steps, rules) = (clauses.steps.span, clauses.ruleOfAlternative.span)
    let alternatives = alternativeOffset
    var summary: UInt64 = 0
    var index = Int(clauses.rowStarts[row])
    let end = Int(clauses.rowStarts[row &+ 1])
    while index < end {
      let step = steps[index]
      index &+= 1
      let left = unmet[step.word] & ~step.met
      unmet[step.word] = left
      let lacking = bits[alternatives &+ step.word]
      var complete = lacking & ~(left[0] | left[1] | left[2] | left[3])
      if complete == 0 { continue }
      bits[alternatives &+ step.word] = lacking ^ complete
      repeat {
        let rule = Int(rules[step.word &<< 6 | complete.trailingZeroBitCount])
        summary |= StartIndex.summaryBit(of: rule)
        bits[rule &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: rule)
        complete &= complete &- 1
      } while complete != 0
    }
    return summary
  }

  /// Adds a number to one of the sets of `Memory.bits`, and returns whether it was not there before.
  @inline(__always)
  private static func insert(_ number: Int, at offset: Int, _ bits: inout MutableSpan<UInt64>) -> Bool {
    let (word, bit) = (offset &+ number &>> 6, UInt64(1) &<< UInt64(truncatingIfNeeded: number))
    let known = bits[word]
    bits[word] = known | bit
    return known & bit == 0
  }
}
