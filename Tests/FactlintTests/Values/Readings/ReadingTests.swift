import Factlint
import TestSupport
import Testing

@Suite("Readings")
struct ReadingTests {
  private static let dayFirst = Assumption(.dayMonthOrder, 0)
  private static let monthFirst = Assumption(.dayMonthOrder, 1)

  /// The readings of two numbers with a slash between them in 2023.
  private func slashDate(_ a: Int, _ b: Int) -> [Reading<DayInterval>] {
    let readings = [
      CivilDate(year: 2023, month: b, day: a).map { Reading(DayInterval($0), assuming: [Self.dayFirst]) },
      CivilDate(year: 2023, month: a, day: b).map { Reading(DayInterval($0), assuming: [Self.monthFirst]) },
    ]
    return readings.compactMap(\.self)
  }

  private func certain(_ text: String) throws -> [Reading<DayInterval>] {
    [Reading(DayInterval(try #require(CivilDate(iso8601: text))))]
  }

  @Test("are consistent unless they choose one variable in two ways")
  func consistency() {
    let free = Reading(1)
    let dayFirst = Reading(2, assuming: [Self.dayFirst, Assumption(.year(id: 1), 2023)])
    let monthFirst = Reading(3, assuming: [Self.monthFirst])
    let otherYear = Reading(4, assuming: [Assumption(.year(id: 2), 2022)])
    let sameYear = Reading(5, assuming: [Assumption(.year(id: 1), 2022)])
    #expect(free.isConsistent(with: dayFirst))
    #expect(!dayFirst.isConsistent(with: monthFirst))
    #expect(dayFirst.isConsistent(with: otherYear))
    #expect(!dayFirst.isConsistent(with: sameYear))
    #expect(dayFirst.map(\.description) == Reading("2", assuming: dayFirst.assumptions))
  }

  @Test("of two facts are disjoint only where no reading is shared")
  func ambiguousAgainstCertain() throws {
    #expect(!Readings.areDisjoint(slashDate(3, 4), try certain("2023-03-04")))
    #expect(!Readings.areDisjoint(slashDate(3, 4), try certain("2023-04-03")))
    #expect(Readings.areDisjoint(slashDate(3, 4), try certain("2023-03-05")))
  }

  @Test("of two facts are disjoint where only inconsistent readings agree")
  func inconsistentAgreement() {
    // 3/4 and 4/3 are one day only if the one is read day first and the other month first.
    #expect(Readings.areDisjoint(slashDate(3, 4), slashDate(4, 3)))
    #expect(!Readings.areDisjoint(slashDate(3, 4), slashDate(3, 4)))
    #expect(!Readings.areDisjoint(slashDate(4, 4), slashDate(4, 4)))
    // Only day first makes a date of 13/4, so 4/13, only month first, can stand beside it under no assignment.
    #expect(!Readings.areDisjoint(slashDate(13, 4), slashDate(4, 13)))
  }

  @Test("are as surely disjoint as the most compatible consistent pair")
  func strength() throws {
    let about12 = [Reading(try HedgeTemplate("[~11, ~13]").applied(to: 0))]
    let tenOrFive = [
      Reading(Interval(10), assuming: [Self.dayFirst]), Reading(Interval(5), assuming: [Self.monthFirst]),
    ]
    let exactly = [Reading(Interval(12))]
    #expect(Readings.disjointness(of: about12, and: tenOrFive) == .disjointVaguely)
    #expect(Readings.disjointness(of: exactly, and: tenOrFive) == .disjointFirmly)
    #expect(Readings.disjointness(of: about12 + exactly, and: [Reading(Interval(5))]) == .disjointVaguely)
    #expect(Readings.disjointness(of: tenOrFive, and: tenOrFive) == .compatible)
    #expect(Readings.disjointness(of: about12, and: exactly) == .compatible)
  }

  @Test("of a fact without any are compatible with everything")
  func noReadings() {
    #expect(Readings.disjointness(of: [], and: [Reading(Interval(1))]) == .compatible)
    #expect(Readings.disjointness(of: [], and: []) == .compatible)
  }

  @Test("agree with a trial of every assignment")
  func againstBruteForce() {
    var random = SplitMix64(seed: 8)
    let variables: [Assumption.Variable] = [.dayMonthOrder, .pivotCentury, .year(id: 1)]
    func fact() -> [Reading<Int>] {
      (0..<Int.random(in: 1...3, using: &random)).map { _ in
        let assumptions = variables.filter { _ in Bool.random(using: &random) }
          .map { Assumption($0, Int.random(in: 0...1, using: &random)) }
        return Reading(Int.random(in: 0...2, using: &random), assuming: assumptions)
      }
    }
    for _ in 0..<5000 {
      let (first, second) = (fact(), fact())
      var isCompatible = false
      var isPossible = false
      for bits in 0..<8 {
        let assignment = variables.enumerated().map { Assumption($1, bits >> $0 & 1) }
        func values(_ fact: [Reading<Int>]) -> Set<Int> {
          Set(fact.filter { $0.assumptions.allSatisfy(assignment.contains) }.map(\.value))
        }
        let (a, b) = (values(first), values(second))
        if !a.isEmpty, !b.isEmpty { isPossible = true }
        if !a.isDisjoint(with: b) { isCompatible = true }
      }
      let found = Readings.disjointness(of: first, and: second) { $0 == $1 ? .compatible : .disjointFirmly }
      #expect(found == (isCompatible || !isPossible ? .compatible : .disjointFirmly))
      let search = Assignments.search([first, second]) { $0.value == $1.value }
      if case .found = search { #expect(isCompatible) } else { #expect(!isCompatible && search == .none) }
    }
  }
}

@Suite("Assignments")
struct AssignmentsTests {
  private func reading(_ value: Int, _ variable: Assumption.Variable? = nil, _ choice: Int = 0) -> Reading<Int> {
    Reading(value, assuming: variable.map { [Assumption($0, choice)] } ?? [])
  }

  @Test("are found for facts that agree pair by pair only under different ones")
  func pairsAreNotEnough() {
    // Each two of the three can be equal, but never all three, as the order would have to be chosen in two ways.
    let facts = [
      [reading(1, .dayMonthOrder, 0), reading(2, .dayMonthOrder, 1)],
      [reading(1), reading(3)],
      [reading(2, .dayMonthOrder, 1), reading(3)],
    ]
    #expect(Assignments.search([facts[0], facts[1]]) { $0.value == $1.value } == .found([0, 0]))
    #expect(Assignments.search([facts[1], facts[2]]) { $0.value == $1.value } == .found([1, 1]))
    #expect(Assignments.search([facts[0], facts[2]]) { $0.value == $1.value } == .found([1, 0]))
    #expect(Assignments.search(facts) { $0.value == $1.value } == .none)
    #expect(Assignments.search(facts) { $0.value <= $1.value } == .found([0, 0, 1]))
  }

  @Test("give the lowest indices, and the predicate the facts in order")
  func order() {
    let facts = [[reading(5), reading(1)], [reading(4), reading(2)], [reading(3)]]
    #expect(Assignments.search(facts) { $0.value < $1.value && $0.index < $1.index } == .found([1, 1, 0]))
  }

  @Test("are trivial for no facts and for one, and impossible for a fact without readings")
  func edges() {
    #expect(Assignments.search([[Reading<Int>]]()) { _, _ in false } == .found([]))
    #expect(Assignments.search([[reading(1)]]) { _, _ in false } == .found([0]))
    #expect(Assignments.search([[reading(1)], []]) { _, _ in true } == .none)
  }

  @Test("are given up at the limit")
  func limit() {
    let many = Array(repeating: (0..<10).map { reading($0) }, count: 30)
    var comparisons = 0
    let search = Assignments.search(many, limit: 1000) { first, second in
      comparisons += 1
      return second.index < 29
    }
    #expect(search == .undecided)
    #expect(comparisons <= 1000)
    #expect(Assignments.search([[reading(1)], [reading(1)]], limit: 0) { _, _ in true } == .undecided)
  }

  @Test("agree with a trial of every choice")
  func againstBruteForce() {
    var random = SplitMix64(seed: 9)
    for _ in 0..<2000 {
      let facts = (0..<3).map { _ in
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
          reading(
            Int.random(in: 0...4, using: &random), Bool.random(using: &random) ? .dayMonthOrder : nil,
            Int.random(in: 0...1, using: &random))
        }
      }
      func holds(_ a: Int, _ b: Int) -> Bool { a < b }
      var expected = AssignmentSearch.none
      search: for i in facts[0].indices {
        for j in facts[1].indices {
          for k in facts[2].indices {
            let (a, b, c) = (facts[0][i], facts[1][j], facts[2][k])
            guard a.isConsistent(with: b), b.isConsistent(with: c), a.isConsistent(with: c) else { continue }
            guard holds(a.value, b.value), holds(b.value, c.value), holds(a.value, c.value) else { continue }
            expected = .found([i, j, k])
            break search
          }
        }
      }
      #expect(Assignments.search(facts) { holds($0.value, $1.value) } == expected)
    }
  }
}
