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
  /// For each set of units, the alternatives of rules that are run in one of them.
  private let alternativesOfUnits: BitRows
  /// The alternatives of rules of which nothing is known about where a match begins, and of those that can begin where the
  /// stretch does: a row each.
  private let specialAlternatives: BitRows
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
    /// What is met so far, see `ClauseTable`, and behind it the alternatives that lack nothing.
    fileprivate var state: [BitBlock] = []
    /// A bit for each row of clauses that was there.
    fileprivate var rowsMet: [UInt64] = []
  }

  /// Makes the index of those rules of a pack that are run in one of some units.
  ///
  /// - Parameters:
  ///   - signs: The signs of the pack.
  ///   - units: For each rule of the pack, the unit that it is to be run in; empty for a rule that is not run at all.
  init(pack: RulePack, signs: SignTable, units: [UnitSet], of wanted: UnitSet) {
    let numbers = units.indices.filter { !units[$0].isDisjoint(with: wanted) }
    let facts = numbers.map { pack.facts[$0] }
    clauses = ClauseTable(of: facts, signs: signs, triggers: pack.triggers)
    rules = numbers.map(Int32.init)
    signCount = signs.triggersOfSign.count
    let ruleOfAlternative = clauses.ruleOfAlternative
    func alternatives(ofRules isWanted: [Bool]) -> [Int] {
      ruleOfAlternative.indices.filter { isWanted[Int(ruleOfAlternative[$0])] }
    }
    alternativesOfUnits = BitRows(
      (0..<8).map { some in
        alternatives(ofRules: numbers.map { !units[$0].isDisjoint(with: UnitSet(rawValue: some)) })
      }, below: ruleOfAlternative.count)
    let canBeginFirst = facts.map { rule in
      rule.starts?.contains { $0.triggers.contains { pack.triggers[$0] == .start } } ?? false
    }
    specialAlternatives = BitRows(
      [alternatives(ofRules: facts.map { $0.starts == nil }), alternatives(ofRules: canBeginFirst)],
      below: ruleOfAlternative.count)
    starts = StartIndex(
      of: facts, ruleOfAlternative: ruleOfAlternative, signs: signs, triggerCount: pack.triggers.count)
    var isAskedFor = clauses.isAskedFor
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
    let width = clauses.width
    let complete = ClauseTable.columnCount &* width
    if memory.state.count != complete &+ width {
      memory.state = [BitBlock](repeating: .zero, count: complete &+ width)
      memory.rowsMet = [UInt64](repeating: 0, count: (clauses.rowCount + 63) / 64)
    }
    let occurrences = occurrences.storage.span.extracting(first: occurrences.count)
    // Taken out of memory, so that nothing need be asked before each change; and so are the tables, out of their arrays.
    var (stateArray, rowsMetArray) = ([BitBlock](), [UInt64]())
    swap(&stateArray, &memory.state)
    swap(&rowsMetArray, &memory.rowsMet)
    var state = stateArray.mutableSpan
    var rowsMet = rowsMetArray.mutableSpan
    for word in rowsMet.indices { rowsMet[word] = 0 }
    let initial = clauses.initialState.span
    for block in initial.indices { state[block] = initial[block] }
    findComplete(&state)
    let rowOfClauses = clauses.rowOfSign.span
    let units = alternativesOfUnits.blocks.span.extracting(
      Int(wanted.rawValue) &* width..<(Int(wanted.rawValue) &+ 1) &* width)
    let (rowOfStart, startRows) = (starts.rowOfSign.span, starts.rows.span)
    let filler = Try(rule: 0, stretch: Int32(truncatingIfNeeded: stretch), place: 0)
    tries.add(atMost: (occurrences.count + 2) * clauses.ruleOfAlternative.count, filler: filler) { tries, count in
      var hasCapital = false
      var begun = count
      var index = occurrences.count
      while index > 0 {
        index &-= 1
        let occurrence = occurrences[index]
        if occurrence.sign >= 0 {
          let row = Int(rowOfClauses[Int(occurrence.sign)])
          if row != 0, Self.insert(row, &rowsMet) { meetClauses(ofRow: row, &state) }
        }
        if !hasCapital, occurrence.hasCapital {
          hasCapital = true
          meetClauses(ofRow: Int(rowOfClauses[signCount]), &state)
        }
        guard occurrence.canBegin, count < greatestCount else { continue }
        begun = count
        let rows = starts.rows(of: occurrence, rowOfStart)
        var block = 0
        while block < width {
          let possible =
            (startRows[rows.sign &+ block] | startRows[rows.letter &+ block]) & state[complete &+ block] & units[block]
          if !possible.isEmpty {
            addTries(at: index, of: occurrences, among: possible, block, filler, to: &tries, &count)
          }
          block &+= 1
        }
      }
      // What stands first may have been a place of the rule already.
      let first = begun..<count
      var found = filler
      found.place = Int32(truncatingIfNeeded: window.lowerBound)
      for block in 0..<width {
        let special = specialAlternatives.blocks[width &+ block] & state[complete &+ block] & units[block]
        add(special, block, found, butFor: first, to: &tries, &count)
      }
      found.place = -1
      for block in 0..<width {
        let special = specialAlternatives.blocks[block] & state[complete &+ block] & units[block]
        add(special, block, found, butFor: count..<count, to: &tries, &count)
      }
    }
    swap(&stateArray, &memory.state)
    swap(&rowsMetArray, &memory.rowsMet)
  }

  /// Adds a place for those of some alternatives that can begin there; apart from the loop over all places, which needs
  /// the registers.
  ///
  /// - Parameters:
  ///   - possible: Alternatives that lack nothing and can begin there, if the right thing comes next.
  ///   - block: The number of the block that they are of.
  @inline(never)
  private func addTries(
    at index: Int, of occurrences: Span<SignTable.Occurrence>, among possible: BitBlock, _ block: Int,
    _ filler: Try, to tries: inout MutableSpan<Try>, _ count: inout Int
  ) {
    var found = filler
    found.place = occurrences[index].offset
    let beginning = starts.alternatives(among: possible, block, beginningAt: index, of: occurrences)
    add(beginning, block, found, butFor: count..<count, to: &tries, &count)
  }

  /// Adds a place for the rules of some alternatives, for each rule once.
  ///
  /// - Parameters:
  ///   - found: The place.
  ///   - known: Which tries may be the same as some that are to be added.
  @inline(__always)
  private func add(
    _ alternatives: BitBlock, _ block: Int, _ found: Try, butFor known: Range<Int>, to tries: inout MutableSpan<Try>,
    _ count: inout Int
  ) {
    let ruleOfAlternative = clauses.ruleOfAlternative.span
    var found = found
    alternatives.forEach { alternative in
      let rule = rules[Int(ruleOfAlternative[block &* BitBlock.bitCount &+ alternative])]
      // Alternatives of a rule stand together, be it in two blocks.
      if count > 0, tries[count &- 1].rule == rule, tries[count &- 1].place == found.place,
        tries[count &- 1].stretch == found.stretch
      {
        return
      }
      for index in known where tries[index].rule == rule && tries[index].place == found.place { return }
      found.rule = rule
      tries[count] = found
      count &+= 1
    }
  }

  /// Notes that the clauses of a row are met.
  @inline(never)
  private func meetClauses(ofRow row: Int, _ state: inout MutableSpan<BitBlock>) {
    let steps = clauses.steps.span
    var index = Int(clauses.rowStarts[row])
    let end = Int(clauses.rowStarts[row &+ 1])
    while index < end {
      state[steps[index].place] |= steps[index].met
      index &+= 1
    }
    findComplete(&state)
  }

  /// Finds the alternatives that lack nothing.
  @inline(__always)
  private func findComplete(_ state: inout MutableSpan<BitBlock>) {
    let width = clauses.width
    var block = 0
    while block < width {
      var complete = state[block]
      for column in 1..<ClauseTable.columnCount { complete &= state[column &* width &+ block] }
      state[ClauseTable.columnCount &* width &+ block] = complete
      block &+= 1
    }
  }

  /// Adds the number of a row to a set, and returns whether it was not there before.
  @inline(__always)
  private static func insert(_ row: Int, _ set: inout MutableSpan<UInt64>) -> Bool {
    let (word, bit) = (row &>> 6, UInt64(1) &<< UInt64(truncatingIfNeeded: row))
    let known = set[word]
    set[word] = known | bit
    return known & bit == 0
  }
}
