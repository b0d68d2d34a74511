/// Tells which alternatives of rules' triggers the things that a text shows satisfy; made anew by each process, and so by
/// lists alone.
///
/// The alternatives of all rules are numbered through, and an alternative is a bit: what is left of it to be met is a
/// column of four bits, one for each of its clauses, so that one step meets clauses of 64 alternatives.
struct ClauseTable {
  /// For each sign, and at last for a capital, the number of its row; row 0 meets nothing.
  private(set) var rowOfSign: [Int32] = []
  /// What each row meets, one row after another, and where each one's begin.
  private(set) var steps: [Step] = []
  private(set) var rowStarts: [Int32] = [0]
  /// For each word of the set of alternatives, the clauses that they have.
  private(set) var clauses: [SIMD4<UInt64>] = []
  /// The rule of each alternative.
  private(set) var ruleOfAlternative: [Int32] = []
  /// For each trigger of the pack, whether a clause has it.
  private(set) var isAskedFor: [Bool]

  /// The clauses that one row meets of the alternatives of one word of their set.
  struct Step {
    /// For the first clauses of the alternatives, the second and so on, a bit for each alternative.
    var met: SIMD4<UInt64>
    var word: Int
  }

  /// How many rows there are.
  var rowCount: Int { rowStarts.count - 1 }

  private var clausesOfTrigger: [[Int]]
  /// For each clause, the alternatives that have it, each with the place that it has there.
  private var places: [[(alternative: Int, rank: Int)]] = []

  /// Makes the table of some rules of a pack that has so many triggers.
  init(of facts: [FactRule], signs: SignTable, triggerCount: Int) {
    isAskedFor = [Bool](repeating: false, count: triggerCount)
    clausesOfTrigger = [[Int]](repeating: [], count: triggerCount)
    numberClauses(of: facts)
    findRows(signs)
  }

  private mutating func numberClauses(of facts: [FactRule]) {
    var numbers: [[Int]: Int] = [:]
    for (rule, fact) in facts.enumerated() {
      for alternative in fact.triggers {
        let (word, bit) = (ruleOfAlternative.count >> 6, UInt64(1) << UInt64(ruleOfAlternative.count & 63))
        if word == clauses.count { clauses.append(.zero) }
        // An alternative of more clauses is one of fewer to the index, which costs a try and loses nothing.
        for (rank, triggers) in alternative.prefix(SIMD4<UInt64>.scalarCount).enumerated() {
          let clause = numbers[triggers] ?? places.count
          if clause == places.count {
            numbers[triggers] = clause
            places.append([])
            for trigger in triggers {
              clausesOfTrigger[trigger].append(clause)
              isAskedFor[trigger] = true
            }
          }
          places[clause].append((ruleOfAlternative.count, rank))
          clauses[word][rank] |= bit
        }
        ruleOfAlternative.append(Int32(rule))
      }
    }
  }

  private mutating func findRows(_ signs: SignTable) {
    var numbers: [[Int]: Int32] = [[]: 0]
    rowStarts.append(0)
    var lastSign = [Int](repeating: -1, count: places.count)
    var met = [SIMD4<UInt64>](repeating: .zero, count: clauses.count)
    let ofCapital = signs.triggersOfLetter[SignTable.Occurrence.capitalInside]
    for (sign, triggers) in (signs.triggersOfSign + [ofCapital]).enumerated() {
      var own: [Int] = []
      // Of a word that is not ASCII, what it may begin with says nothing of what it is.
      for trigger in triggers where sign != signs.otherWord {
        for clause in clausesOfTrigger[trigger] where lastSign[clause] != sign {
          lastSign[clause] = sign
          own.append(clause)
        }
      }
      own.sort()
      if let known = numbers[own] {
        rowOfSign.append(known)
        continue
      }
      numbers[own] = Int32(rowCount)
      rowOfSign.append(Int32(rowCount))
      for clause in own {
        for (alternative, rank) in places[clause] { met[alternative >> 6][rank] |= 1 << UInt64(alternative & 63) }
      }
      for word in met.indices where met[word] != .zero {
        steps.append(Step(met: met[word], word: word))
        met[word] = .zero
      }
      rowStarts.append(Int32(steps.count))
    }
  }
}
