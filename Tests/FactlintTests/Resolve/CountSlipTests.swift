import Testing

@testable import Factlint

@Suite("How far a slip puts two numbers apart")
struct CountSlipTests {
  private func stated(_ value: Int) -> StatedNumber? { StatedNumber(Rational(value)) }

  private func isLikely(_ one: Int, _ other: Int) -> Bool {
    guard let first = stated(one), let second = stated(other) else { return false }
    return Slip.isLikely(first, second)
  }

  @Test("small numbers are a few apart", arguments: [(14, 15), (17, 19), (3, 6), (39, 36)])
  func fewApart(one: Int, other: Int) {
    #expect(isLikely(one, other))
    #expect(isLikely(other, one))
  }

  @Test("greater numbers are a small share apart", arguments: [(41, 47), (270, 288), (1000, 1150)])
  func smallShareApart(one: Int, other: Int) { #expect(isLikely(one, other)) }

  @Test("digits change places", arguments: [(23, 32), (64, 46), (214, 241), (1860, 1680)])
  func digitsInAnotherOrder(one: Int, other: Int) { #expect(isLikely(one, other)) }

  @Test("tolls of different events are further apart", arguments: [(14, 27), (9, 20), (41, 60), (5, 100_000)])
  func furtherApart(one: Int, other: Int) { #expect(!isLikely(one, other)) }

  @Test("a scale is mistaken where the figure is the same and both have one")
  func scales() throws {
    let million = try #require(StatedNumber(Rational(53), scale: 1_000_000))
    let billion = try #require(StatedNumber(Rational(53), scale: 1_000_000_000))
    let bare = try #require(stated(53))
    #expect(Slip.isOfScale(million, billion))
    #expect(!Slip.isOfScale(million, bare))
    #expect(!Slip.isOfScale(million, million))
    #expect(Slip.isLikelyInHeadline(million, billion))
  }

  @Test("a headline may be older than its story, but not tell of another order of size")
  func headlines() throws {
    let eightyThree = try #require(stated(83))
    #expect(Slip.isLikelyInHeadline(eightyThree, try #require(stated(38))))
    #expect(Slip.isLikelyInHeadline(eightyThree, try #require(stated(60))))
    #expect(!Slip.isLikelyInHeadline(eightyThree, try #require(stated(9))))
  }
}
