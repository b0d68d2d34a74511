/// Tells which alternatives of rules' triggers the things that a text shows satisfy; made anew by each process, and so by
/// lists alone.
///
/// The alternatives of all rules are numbered through, and an alternative is a bit of a column for each of its clauses: set
/// once the clause is met, and from the beginning where it has fewer clauses than there are columns. So whatever is set in
/// all columns is complete, and what a sign meets is joined to 512 alternatives at once.
struct ClauseTable {
  /// How many clauses of an alternative are looked for.
  ///
  /// One of more clauses is one of fewer to the index, which costs a try and loses nothing.
  static let columnCount = 4

  /// For each sign, and at last for a capital, the number of its row; row 0 meets nothing.
  private(set) var rowOfSign: [Int32] = []
  /// What each row meets, one row after another, and where each one's begin.
  private(set) var steps: [Step] = []
  private(set) var rowStarts: [Int32] = [0]
  /// What is met before anything is read, as `steps` go by it: column after column.
  private(set) var initialState: [BitBlock]
  /// How many blocks a set of alternatives has.
  let width: Int
  /// For each alternative, the place of its rule among those that the table was made of; those of a rule stand together.
  private(set) var ruleOfAlternative: [Int32] = []
  /// For each trigger of the pack, whether a clause has it.
  private(set) var isAskedFor: [Bool]

  /// The clauses of one column that a row meets of the alternatives of one block.
  struct Step {
    var met: BitBlock
    /// Where in the state the block is.
    var place: Int
  }

  /// How many rows there are.
  var rowCount: Int { rowStarts.count - 1 }

  /// A bit of the state.
  private struct Bit {
    var place: Int
    var alternative: Int
  }

  /// Makes the table of some rules of a pack that has these triggers.
  init(of facts: [FactRule], signs: SignTable, triggers: [Trigger]) {
    isAskedFor = [Bool](repeating: false, count: triggers.count)
    // What needs nothing is an alternative without clauses.
    var alternatives = facts.map { rule in
      rule.triggers.isEmpty ? [[]] : rule.triggers.map { Array($0.prefix(Self.columnCount)) }
    }
    Self.fit(&alternatives, byBreadth: facts.map { Self.breadth(of: $0, triggers) })
    width = BitBlock.count(below: alternatives.reduce(0) { $0 + $1.count })
    initialState = [BitBlock](repeating: .zero, count: Self.columnCount * width)
    var bitsOfTrigger = [[Bit]](repeating: [], count: triggers.count)
    for (rule, alternatives) in alternatives.enumerated() {
      for clauses in alternatives {
        let (alternative, block) = (ruleOfAlternative.count, BitBlock.block(of: ruleOfAlternative.count))
        for column in 0..<Self.columnCount {
          let place = column * width + block
          if column >= clauses.count { initialState[place].insert(alternative) }
          for trigger in column < clauses.count ? clauses[column] : [] {
            isAskedFor[trigger] = true
            bitsOfTrigger[trigger].append(Bit(place: place, alternative: alternative))
          }
        }
        ruleOfAlternative.append(Int32(rule))
      }
    }
    findRows(signs, bitsOfTrigger)
  }

  /// Makes the alternatives of rules as few as there are bits in the blocks that the rules alone would take.
  ///
  /// Two of a rule that have most in common are joined clause by clause, to what either of them satisfies; which costs a
  /// few tries, and fewest where a rule can begin at few places.
  private static func fit(_ rules: inout [[[[Int]]]], byBreadth breadths: [Int]) {
    var count = rules.reduce(0) { $0 + $1.count }
    let room = BitBlock.count(below: rules.count) * BitBlock.bitCount
    let order = rules.indices.sorted { (breadths[$0], $0) < (breadths[$1], $1) }
    for greatestDifference in 1...columnCount {
      for rule in order {
        while count > room, let (first, second) = pair(of: rules[rule], differingIn: greatestDifference) {
          let other = rules[rule].remove(at: second)
          rules[rule][first] = zip(rules[rule][first], other).map { Set($0 + $1).sorted() }
          count -= 1
        }
      }
    }
  }

  /// In how many ways a rule can begin at whatever is a number or a word of a kind; the greatest number for one that can
  /// begin anywhere.
  private static func breadth(of rule: FactRule, _ triggers: [Trigger]) -> Int {
    guard let starts = rule.starts else { return .max }
    return starts.count { start in
      start.next == nil
        && start.triggers.contains { trigger in
          switch triggers[trigger] {
          case .digit, .number, .capital, .initial, .word, .start: true
          case .words, .symbol, .quotation: false
          }
        }
    }
  }

  /// The places of two alternatives that differ in no more than so many clauses.
  private static func pair(of alternatives: [[[Int]]], differingIn count: Int) -> (Int, Int)? {
    for (first, one) in alternatives.enumerated() {
      for (second, other) in alternatives.enumerated().dropFirst(first + 1) {
        if max(one.count, other.count) - zip(one, other).count(where: { $0 == $1 }) <= count { return (first, second) }
      }
    }
    return nil
  }

  private mutating func findRows(_ signs: SignTable, _ bitsOfTrigger: [[Bit]]) {
    var numbers: [[Int]: Int32] = [[]: 0]
    rowStarts.append(0)
    var met = [BitBlock](repeating: .zero, count: initialState.count)
    let ofCapital = signs.triggersOfLetter[SignTable.Occurrence.capitalInside]
    for (sign, triggers) in (signs.triggersOfSign + [ofCapital]).enumerated() {
      // Of a word that is not ASCII, what it may begin with says nothing of what it is.
      let own = sign == signs.otherWord ? [] : triggers.filter { isAskedFor[$0] }
      if let known = numbers[own] {
        rowOfSign.append(known)
        continue
      }
      numbers[own] = Int32(rowCount)
      rowOfSign.append(Int32(rowCount))
      for trigger in own {
        for bit in bitsOfTrigger[trigger] { met[bit.place].insert(bit.alternative) }
      }
      for place in met.indices where !met[place].isEmpty {
        steps.append(Step(met: met[place], place: place))
        met[place] = .zero
      }
      rowStarts.append(Int32(steps.count))
    }
  }
}
