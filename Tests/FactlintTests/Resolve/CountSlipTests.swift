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

  @Test("a headline cuts off what it rounds", arguments: [(1200, 1269), (300, 347), (25_000, 25_432), (100, 149)])
  func cutOff(headline: Int, story: Int) throws {
    let (short, full) = (try #require(stated(headline)), try #require(stated(story)))
    #expect(Slip.isCutOff(short, full))
  }

  @Test(
    "but not what is as exact as its story",
    arguments: [(1230, 1269), (12, 14), (347, 300), (1200, 1300), (2000, 2600)])
  func notCutOff(headline: Int, story: Int) throws {
    let (short, full) = (try #require(stated(headline)), try #require(stated(story)))
    #expect(!Slip.isCutOff(short, full))
  }

  @Test("ages are a few years, ten years or two digits apart", arguments: [(34, 36), (34, 44), (67, 76)])
  func ages(one: Int, other: Int) throws {
    let (first, second) = (try #require(stated(one)), try #require(stated(other)))
    #expect(Slip.isLikelyOfAge(first, second))
    let (young, old) = (try #require(stated(34)), try #require(stated(51)))
    #expect(!Slip.isLikelyOfAge(young, old))
  }

  @Test("the digits of a figure are counted without the noughts behind")
  func significantDigits() throws {
    let figure = try #require(DecimalFigure("5.25".utf8))
    let million = try #require(StatedNumber(figure, scale: 1_000_000))
    #expect(Slip.significantDigits(of: million) == 3)
    #expect(stated(500).map { Slip.significantDigits(of: $0) } == 1)
    #expect(stated(525).map { Slip.significantDigits(of: $0) } == 3)
    #expect(stated(0).map { Slip.significantDigits(of: $0) } == 0)
  }

  @Test("a headline may be older than its story, but not tell of another order of size")
  func headlines() throws {
    let eightyThree = try #require(stated(83))
    #expect(Slip.isLikelyInHeadline(eightyThree, try #require(stated(38))))
    #expect(Slip.isLikelyInHeadline(eightyThree, try #require(stated(60))))
    #expect(!Slip.isLikelyInHeadline(eightyThree, try #require(stated(9))))
  }
}
