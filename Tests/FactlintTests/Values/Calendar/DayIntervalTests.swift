import Factlint
import Testing

@Suite("Ranges of days")
struct DayIntervalTests {
  private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(iso8601: text)) }

  @Test("hold their first day and not the day after their last")
  func containment() throws {
    let january = DayInterval(from: try date("2023-01-01"), through: try date("2023-01-31"))
    #expect(january.count == 31)
    #expect(january.contains(try date("2023-01-01")))
    #expect(january.contains(try date("2023-01-31")))
    #expect(!january.contains(try date("2023-02-01")))
    #expect(!january.contains(try date("2022-12-31")))
    #expect(january.contains(DayInterval(try date("2023-01-31"))))
    #expect(!january.contains(.since(try date("2023-01-31"))))
    #expect(january.first == (try date("2023-01-01")))
    #expect(january.last == (try date("2023-01-31")))
    #expect(DayInterval(lower: 5, upper: 5) == nil)
  }

  @Test("meet, join and precede one another")
  func operations() throws {
    let january = DayInterval(from: try date("2023-01-01"), through: try date("2023-01-31"))
    let february = DayInterval(from: try date("2023-02-01"), through: try date("2023-02-28"))
    let turn = DayInterval(from: try date("2023-01-30"), through: try date("2023-02-02"))
    #expect(january.isDisjoint(with: february))
    #expect(january.precedes(february))
    #expect(!february.precedes(january))
    #expect(january.intersection(february) == nil)
    #expect(january.intersection(turn)?.description == "2023-01-30/2023-01-31")
    #expect(january.hull(with: february).count == 59)
    #expect(DayInterval.before(try date("2023-02-01")).isDisjoint(with: february))
    #expect(!DayInterval.since(try date("2023-01-31")).isDisjoint(with: january))
    #expect(january.hull(with: .since(try date("2023-05-01"))).upper == nil)
    #expect(january.interval.disjointness(with: february.interval) == .disjointFirmly)
    #expect(january.interval.disjointness(with: turn.interval) == .compatible)
  }

  @Test("are written with their first and last day")
  func description() throws {
    let day = try date("2023-02-03")
    #expect(DayInterval(day).description == "2023-02-03")
    #expect(DayInterval.since(day).description == "2023-02-03/..")
    #expect(DayInterval.before(day).description == "../2023-02-02")
    #expect(DayInterval(from: try date("2023-02-05"), through: day).description == "2023-02-03/2023-02-05")
  }

  @Test("stand any numbers")
  func extremes() throws {
    let all = try #require(DayInterval(lower: Int.min, upper: Int.max))
    #expect(all.count == nil)
    #expect(all.first == nil)
    #expect(all.description.contains("/"))
    let nothing = try #require(DayInterval(lower: nil, upper: Int.min))
    #expect(nothing.last == nil)
    #expect(!nothing.description.isEmpty)
    #expect(nothing.interval.upper != nil)
  }
}
