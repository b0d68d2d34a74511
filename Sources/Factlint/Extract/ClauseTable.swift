/// What a trigger index needs to know of the clauses of its rules; made anew by each process, and so by lists alone.
///
/// Clauses, and the alternatives of all rules, are numbered through.
struct ClauseTable {
  /// For each sign, and at last for a capital, the row of the clauses that it satisfies; the first row has none.
  private(set) var rowOfSign: [Int32] = []
  /// For each row, its clauses by the numbers of those that something can wait for: the first clause of an alternative is
  /// left out where it is that in all of its alternatives.
  private(set) var awaitedClauses: [[Int]] = []
  /// How many clauses something can wait for.
  private(set) var awaitedCount = 0
  /// For each row, the rules that need nothing beyond its clauses.
  private(set) var completeRules: [[Int]] = []
  /// For each row, the alternatives of other rules the first clause of which is in it.
  private(set) var alternatives: [[Int]] = []
  /// The awaited clauses of each alternative but the first, which is the most telling.
  private(set) var furtherClauses: [[Int]] = []
  /// The rule of each alternative.
  private(set) var ruleOfAlternative: [Int32] = []
  /// For each trigger of the pack, whether a clause has it.
  private(set) var isAskedFor: [Bool]

  private var clausesOfTrigger: [[Int]]
  private var clausesOfAlternative: [[Int]] = []
  private var clauseCount = 0
  /// The clauses of each row.
  private var rows: [[Int]] = [[]]

  /// Makes the table of some rules of a pack that has so many triggers.
  init(of facts: [FactRule], signs: SignTable, triggerCount: Int) {
    isAskedFor = [Bool](repeating: false, count: triggerCount)
    clausesOfTrigger = [[Int]](repeating: [], count: triggerCount)
    numberClauses(of: facts)
    findRows(signs)
    numberAwaitedClauses()
    findRules(ruleCount: facts.count)
  }

  private mutating func numberClauses(of facts: [FactRule]) {
    var numbers: [[Int]: Int] = [:]
    for (rule, fact) in facts.enumerated() {
      for alternative in fact.triggers {
        var clauses: [Int] = []
        for triggers in alternative {
          if let known = numbers[triggers] {
            clauses.append(known)
            continue
          }
          numbers[triggers] = clauseCount
          for trigger in triggers {
            clausesOfTrigger[trigger].append(clauseCount)
            isAskedFor[trigger] = true
          }
          clauses.append(clauseCount)
          clauseCount += 1
        }
        clausesOfAlternative.append(clauses)
        ruleOfAlternative.append(Int32(rule))
      }
    }
  }

  private mutating func findRows(_ signs: SignTable) {
    var numbers: [[Int]: Int32] = [[]: 0]
    var lastSign = [Int](repeating: -1, count: clauseCount)
    let ofCapital = signs.triggersOfLetter[SignTable.Occurrence.capitalInside]
    for (sign, triggers) in (signs.triggersOfSign + [ofCapital]).enumerated() {
      var clauses: [Int] = []
      // Of a word that is not ASCII, what it may begin with says nothing of what it is.
      for trigger in triggers where sign != signs.otherWord {
        for clause in clausesOfTrigger[trigger] where lastSign[clause] != sign {
          lastSign[clause] = sign
          clauses.append(clause)
        }
      }
      clauses.sort()
      let number = numbers[clauses] ?? Int32(rows.count)
      if Int(number) == rows.count {
        numbers[clauses] = number
        rows.append(clauses)
      }
      rowOfSign.append(number)
    }
  }

  private mutating func numberAwaitedClauses() {
    var numbers = [Int](repeating: -1, count: clauseCount)
    for clauses in clausesOfAlternative {
      for clause in clauses.dropFirst() where numbers[clause] < 0 {
        numbers[clause] = awaitedCount
        awaitedCount += 1
      }
    }
    awaitedClauses = rows.map { $0.compactMap { numbers[$0] < 0 ? nil : numbers[$0] } }
    furtherClauses = clausesOfAlternative.map { $0.dropFirst().map { numbers[$0] } }
  }

  private mutating func findRules(ruleCount: Int) {
    var alternativesOfClause = [[Int]](repeating: [], count: clauseCount)
    // A clause may be there twice.
    var neededCounts: [Int] = []
    for (alternative, clauses) in clausesOfAlternative.enumerated() {
      var needed = 0
      for (index, clause) in clauses.enumerated() where !clauses[..<index].contains(clause) {
        alternativesOfClause[clause].append(alternative)
        needed += 1
      }
      neededCounts.append(needed)
    }
    var counts = [Int](repeating: 0, count: clausesOfAlternative.count)
    var lastRowOfClause = [Int](repeating: -1, count: clauseCount)
    var lastRowOfRule = [Int](repeating: -1, count: ruleCount)
    for (row, clauses) in rows.enumerated() {
      var touched: [Int] = []
      for clause in clauses {
        lastRowOfClause[clause] = row
        for alternative in alternativesOfClause[clause] {
          if counts[alternative] == 0 { touched.append(alternative) }
          counts[alternative] += 1
        }
      }
      var complete: [Int] = []
      for alternative in touched where counts[alternative] == neededCounts[alternative] {
        let rule = Int(ruleOfAlternative[alternative])
        if lastRowOfRule[rule] != row { complete.append(rule) }
        lastRowOfRule[rule] = row
      }
      completeRules.append(complete)
      alternatives.append(
        touched.filter { alternative in
          lastRowOfRule[Int(ruleOfAlternative[alternative])] != row
            && lastRowOfClause[clausesOfAlternative[alternative][0]] == row
        })
      for alternative in touched { counts[alternative] = 0 }
    }
  }
}
