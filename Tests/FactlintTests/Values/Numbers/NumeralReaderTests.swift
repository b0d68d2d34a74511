import Factlint
import TestSupport
import Testing

@Suite("Number words")
struct NumeralReaderTests {
  /// A small lexicon of the tests, since the reader itself knows no words.
  private func tokens(_ words: String) -> [NumeralToken] {
    let units = [
      "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
      "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    let multipliers = [
      "dozen": 12, "hundred": 100, "thousand": 1000, "lakh": 100_000, "million": 1_000_000, "crore": 10_000_000,
      "billion": 1_000_000_000,
    ]
    return words.split { $0 == " " || $0 == "-" }.compactMap { word in
      let word = String(word)
      if let index = units.firstIndex(of: word) { return .unit(index) }
      if let index = tens.firstIndex(of: word) { return .tens(index * 10 + 20) }
      if let multiplier = multipliers[word] { return .multiplier(multiplier) }
      if let figure = DecimalFigure(word.utf8, grouping: UInt8(ascii: ",")) { return .digits(figure) }
      return ["and": .and, "half": .half, "a": .a][word]
    }
  }

  @Test(
    "say a number and its precision",
    arguments: [
      ("zero", "0"), ("seven", "7"), ("twenty", "20"), ("twenty-one", "21"), ("ninety-nine", "99"),
      ("one hundred and five", "105"), ("one hundred five", "105"), ("a hundred", "[95, 105)"),
      ("a hundred and five", "105"), ("twelve hundred", "[1150, 1250)"), ("twenty-one hundred", "[2050, 2150)"),
      ("two dozen", "24"), ("a dozen", "12"), ("half a dozen", "6"), ("a half dozen", "6"),
      ("two and a half dozen", "30"),
      ("half a million", "[450000, 550000)"), ("half million", "[450000, 550000)"),
      ("1.2 million", "[1150000, 1250000)"),
      ("three and a half million", "[3450000, 3550000)"), ("a million and a half", "[1450000, 1550000)"),
      ("three and a half", "[3.45, 3.55)"), ("one and half", "[1.45, 1.55)"),
      ("a thousand and a half", "[1450, 1550)"),
      ("two hundred thousand", "[195000, 205000)"), ("two thousand", "[1950, 2050)"), ("2 thousand", "[1950, 2050)"),
      ("two thousand and nineteen", "2019"), ("a thousand and one", "1001"), ("two million", "[1500000, 2500000)"),
      ("2 million", "[1500000, 2500000)"), ("a hundred million", "[95000000, 105000000)"),
      ("hundred thousand", nil),
      ("two million three hundred thousand", "[2250000, 2350000)"),
      ("two million three hundred thousand and five", "2300005"),
      ("5 million 300 thousand", "[5250000, 5350000)"), ("five hundred million", "[495000000, 505000000)"),
      ("a thousand million", "[500000000, 1500000000)"), ("two lakh crore", "[1500000000000, 2500000000000)"),
      ("3 lakh", "[250000, 350000)"), ("1,234", "1234"), ("2,600", "[2550, 2650)"), ("22.2", "[22.15, 22.25)"),
      ("1.5 dozen", "18"), ("5 hundred", "[495, 505)"),
    ] as [(String, String?)])
  func numbers(words: String, expected: String?) {
    let number = NumeralReader.read(tokens(words))
    #expect(number.map { Interval.allowed(by: $0).description } == expected)
  }

  @Test(
    "say no number out of order",
    arguments: [
      "", "five six", "a", "and", "half", "a half", "half five", "half a", "a five", "a a hundred", "hundred",
      "million",
      "twenty ten", "twenty zero", "twenty twenty", "twenty twelve", "zero hundred", "zero million",
      "one hundred two hundred", "hundred hundred", "two hundred hundred", "million hundred", "two million thousand",
      "a thousand two thousand", "a thousand 1,000", "a thousand a million", "five and six", "five and", "and five",
      "five million and",
      "two hundred and", "two hundred and zero", "two dozen five", "two dozen and five", "1.2 3", "1.2 million five",
      "five 6", "5 6", "5 and 6", "5 million and 3", "one hundred and 5", "1.2 and a half million", "two half million",
      "three and a half and a half", "a million a half", "9223372036854775807 million",
      "two million million million million",
      "half a billion billion billion",
    ])
  func nonsense(words: String) {
    #expect(NumeralReader.read(tokens(words)) == nil)
  }

  @Test("need tokens that keep what they promise")
  func hostileTokens() {
    #expect(NumeralReader.read([.unit(20)]) == nil)
    #expect(NumeralReader.read([.unit(-1)]) == nil)
    #expect(NumeralReader.read([.tens(25)]) == nil)
    #expect(NumeralReader.read([.unit(1), .multiplier(0)]) == nil)
    #expect(NumeralReader.read([.unit(1), .multiplier(-5)]) == nil)
    #expect(NumeralReader.read([.digits(DecimalFigure(value: -5, decimals: 0))]) == nil)
    #expect(NumeralReader.read([.unit(1), .multiplier(Int.max), .multiplier(Int.max)]) == nil)
    #expect(NumeralReader.read(Array(repeating: .multiplier(100), count: 10_000)) == nil)
    #expect(NumeralReader.read(Array(repeating: .and, count: 10_000)) == nil)
  }

  @Test("never trap, and give only what their tokens can add up to")
  func randomTokens() {
    var random = SplitMix64(seed: 5)
    let all: [NumeralToken] = [
      .digits(DecimalFigure(value: 5, decimals: 0)), .digits(DecimalFigure(value: .oneHalf, decimals: 1)), .unit(0),
      .unit(7), .unit(19), .tens(20), .tens(90), .multiplier(12), .multiplier(100), .multiplier(1000),
      .multiplier(1_000_000), .and, .half, .a,
    ]
    var found = 0
    for _ in 0..<50_000 {
      let length = Int.random(in: 0...6, using: &random)
      let sequence = (0..<length).compactMap { _ in all.randomElement(using: &random) }
      guard let number = NumeralReader.read(sequence) else { continue }
      found += 1
      #expect(number.value >= 0)
      #expect(Interval.allowed(by: number).contains(number.value))
    }
    #expect(found > 100)
  }

  @Test("read every number below a million in words back")
  func everyNumber() {
    func below100(_ n: Int) -> [NumeralToken] {
      if n < 20 { return [.unit(n)] }
      return n % 10 == 0 ? [.tens(n)] : [.tens(n - n % 10), .unit(n % 10)]
    }
    func below1000(_ n: Int) -> [NumeralToken] {
      guard n >= 100 else { return below100(n) }
      let rest: [NumeralToken] = n % 100 == 0 ? [] : [.and] + below100(n % 100)
      return [.unit(n / 100), .multiplier(100)] + rest
    }
    for n in Array(0..<2000) + Array(stride(from: 2000, to: 1_000_000, by: 997)) {
      var tokens: [NumeralToken] = n < 1000 ? below1000(n) : below1000(n / 1000) + [.multiplier(1000)]
      if n >= 1000, n % 1000 != 0 { tokens += below1000(n % 1000) }
      #expect(NumeralReader.read(tokens)?.value == Rational(n))
    }
  }
}
